package hangari.lesson.check;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Evidence.Call;
import hangari.lesson.check.Evidence.Failure;
import hangari.lesson.check.Evidence.IdRange;
import hangari.lesson.check.Evidence.Layers;
import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.check.Evidence.State;
import hangari.lesson.check.EvidenceFile.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFileTest {
    private static final String WHOLE = """
            {"box":1,"argv":["sh","-c","echo 안녕"],"pid":42,"state":"EXITED","exit":0,"signal":null,
             "failure":{"call":"mount","text":"mount()","errno":"EPERM","hint":{"ko":"권한","en":"privilege"}},"stdout":"안녕\\n","stderr":"",
             "namespaces":{"pid":4026531836},"nspid":[42,1],"hostname":"jar",
             "root":{"path":"/r","dev":8,"ino":2},
             "mounts":[{"target":"/","type":"overlay","source":"o","root":"/","device":"0:40","options":"rw"}],
             "uidMap":[{"inside":0,"outside":1000,"count":1}],"cgroups":["0::/"],
             "layers":{"lower":["/b","/a"],"upper":"/u"},
             "syscalls":[{"name":"mount","text":"mount()","result":-1,"errno":"EPERM","plumbing":true}]}
            """.replace("\n", "") + "\n";

    @TempDir
    private Path directory;

    private Path path;
    private EvidenceFile file;

    @BeforeEach
    void make() {
        path = directory.resolve("evidence.jsonl");
        file = new EvidenceFile(path);
    }

    @Test
    void a_file_that_is_not_there_yet_holds_nothing() throws IOException {
        assertThat(file.end()).isZero();
        assertThat(file.since(0)).isEqualTo(new Tail(List.of(), 0, List.of()));
    }

    @Test
    void a_line_holds_every_fact_of_a_box() throws IOException {
        append(WHOLE);
        assertThat(file.since(0).unreadable()).isEmpty();
        assertThat(file.since(0).boxes())
                .containsExactly(new Evidence(
                        1,
                        List.of("sh", "-c", "echo 안녕"),
                        42,
                        State.EXITED,
                        Optional.of(0),
                        Optional.empty(),
                        Optional.of(
                                new Failure("mount", "mount()", "EPERM", Optional.of(new Message("권한", "privilege")))),
                        "안녕\n",
                        "",
                        Map.of("pid", 4026531836L),
                        List.of(42L, 1L),
                        "jar",
                        Optional.of(new RootDir("/r", 8, 2)),
                        Optional.empty(),
                        List.of(new Mount("/", "overlay", "o", "/", "0:40", "rw")),
                        List.of(new IdRange(0, 1000, 1)),
                        List.of("0::/"),
                        Optional.of(new Layers(List.of("/b", "/a"), "/u")),
                        List.of(new Call("mount", "mount()", Optional.of(-1L), Optional.of("EPERM"), true))));
    }

    @Test
    void facts_that_are_absent_or_null_are_empty() throws IOException {
        append("{\"box\":1,\"state\":\"RUNNING\",\"argv\":null,\"stdout\":null,\"root\":null}\n");
        assertThat(file.since(0).boxes())
                .containsExactly(new Evidence(
                        1,
                        List.of(),
                        0,
                        State.RUNNING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "",
                        Map.of(),
                        List.of(),
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void only_what_was_appended_since_the_offset_is_read() throws IOException {
        append(line(1, "EXITED"));
        long offset = file.end();
        append(line(2, "EXITED") + line(3, "EXITED"));
        assertThat(file.since(offset).boxes()).extracting(Evidence::box).containsExactly(2, 3);
        assertThat(file.since(offset).next()).isEqualTo(file.end());
    }

    @Test
    void a_later_line_of_the_same_box_replaces_the_earlier() throws IOException {
        append(line(1, "RUNNING") + line(2, "EXITED") + line(1, "EXITED"));
        assertThat(file.since(0).boxes()).extracting(Evidence::box).containsExactly(1, 2);
        assertThat(file.since(0).boxes()).extracting(Evidence::state).containsOnly(State.EXITED);
    }

    @Test
    void a_line_that_is_not_complete_is_left_for_later() throws IOException {
        String second = line(2, "EXITED");
        append(line(1, "EXITED") + second.substring(0, 9));
        Tail tail = file.since(0);
        assertThat(tail.boxes()).extracting(Evidence::box).containsExactly(1);
        assertThat(tail.unreadable()).isEmpty();
        append(second.substring(9));
        assertThat(file.since(tail.next()).boxes()).extracting(Evidence::box).containsExactly(2);
    }

    @Test
    void what_is_no_evidence_is_skipped_with_a_reason() throws IOException {
        append("garbage\n\n{\"box\":1}\n[]\n{\"box\":\"x\"}\nnull\n" + line(2, "GONE") + line(3, "EXITED"));
        Tail tail = file.since(0);
        assertThat(tail.boxes()).extracting(Evidence::box).containsExactly(3);
        assertThat(tail.unreadable())
                .hasSize(6)
                .allMatch(reason -> reason.lines().count() == 1);
    }

    @Test
    void a_line_that_is_too_long_is_skipped() throws IOException {
        append("\"" + "x".repeat(3 * 1024 * 1024) + "\"\n" + line(1, "EXITED"));
        assertThat(file.since(0).boxes()).extracting(Evidence::box).containsExactly(1);
        assertThat(file.since(0).unreadable()).containsExactly("a line of 3145731 bytes is too long");
    }

    private static String line(int box, String state) {
        return "{\"box\":" + box + ",\"state\":\"" + state + "\"}\n";
    }

    private void append(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
