package hangari.lesson.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLogTest {
    @TempDir
    Path folder;

    @Test
    void givesOnlyTheLatestOfEachBoxAndOnlyWhatIsNew() throws Exception {
        Path file = folder.resolve("evidence.jsonl");
        EvidenceLog log = new EvidenceLog(Optional.of(file));
        assertThat(log.readNew()).isEmpty();

        append(file, line(2, "RUNNING") + "\n" + line(1, "EXITED") + "\n" + line(2, "EXITED") + "\n");
        assertThat(log.readNew())
                .extracting(Evidence::box, Evidence::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, Evidence.State.EXITED),
                        org.assertj.core.groups.Tuple.tuple(2, Evidence.State.EXITED));
        assertThat(log.readNew()).isEmpty();
    }

    @Test
    void leavesALineThatIsStillBeingWritten() throws Exception {
        Path file = folder.resolve("evidence.jsonl");
        EvidenceLog log = new EvidenceLog(Optional.of(file));
        String line = line(1, "EXITED");

        append(file, line.substring(0, 20));
        assertThat(log.readNew()).isEmpty();
        append(file, line.substring(20) + "\n");
        assertThat(log.readNew()).hasSize(1);
    }

    @Test
    void passesOverWhatAnEarlierSessionWrote() throws Exception {
        Path file = folder.resolve("evidence.jsonl");
        append(file, line(1, "EXITED") + "\n");

        assertThat(new EvidenceLog(Optional.of(file)).readNew()).isEmpty();
    }

    @Test
    void readsAbsentAndNullFieldsAsEmpty() throws Exception {
        Path file = folder.resolve("evidence.jsonl");
        EvidenceLog log = new EvidenceLog(Optional.of(file));

        append(file, line(1, "EXITED") + "\n");
        Evidence evidence = log.readNew().get(0);
        assertThat(evidence.exit()).isEmpty();
        assertThat(evidence.signal()).isEmpty();
        assertThat(evidence.namespaces()).containsEntry("pid", 4026531836L);
    }

    private static void append(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(int box, String state) {
        return ("{'box':%d,'argv':['ls'],'pid':12,'state':'%s','exit':null,'stdout':'','stderr':'',"
                        + "'namespaces':{'pid':4026531836},'nspid':[12],'hostname':'h','mounts':[],'uidMap':[],"
                        + "'cgroups':[],'syscalls':[]}")
                .formatted(box, state)
                .replace('\'', '"');
    }
}
