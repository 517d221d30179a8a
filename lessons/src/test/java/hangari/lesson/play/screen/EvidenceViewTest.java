package hangari.lesson.play.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Host;
import hangari.lesson.check.Proc;
import hangari.lesson.model.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class EvidenceViewTest {
    @Test
    void aLongPathGoesOnBelowItselfAndIsBrokenBehindASlash() {
        String path = "/home/somebody/.local/share/hangari/sessions/c1759909a9bf65ce/work/root1/항아리/" + "a".repeat(30);
        List<AttributedString> lines = new EvidenceView(
                        new Look(false, 80), Phrases.in(Language.KO), Host.read(Proc.SYSTEM))
                .full(List.of(in(path)));

        assertThat(lines).allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(80));
        assertThat(lines.stream().map(line -> line.toString().strip()).toList())
                .containsSubsequence("c1759909a9bf65ce/work/root1/항아리/", "a".repeat(30));
    }

    private static Evidence in(String root) {
        return new Evidence(
                1,
                List.of("ls"),
                42,
                Evidence.State.EXITED,
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Map.of("pid", 4026531836L),
                List.of(42L),
                "host",
                Optional.of(new Evidence.RootDir(root, 8, 2)),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
