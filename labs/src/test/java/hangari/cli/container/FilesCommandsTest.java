package hangari.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.life.ContainerDetails;
import hangari.container.life.ContainerDraft;
import hangari.container.life.State;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diff, export and cp of a container that has ended, whose layers a test has written. */
class FilesCommandsTest {
    @TempDir
    Path directory;

    private TestDesk desk;
    private Path upper;

    @BeforeEach
    void aContainer() throws Exception {
        desk = new TestDesk(directory);
        Path base = directory.resolve("base");
        Files.createDirectories(base.resolve("etc"));
        Files.writeString(base.resolve("etc/motd"), "hello\n");
        Path container = directory.resolve("container");
        upper = container.resolve("stack/upper");
        Files.createDirectories(upper.resolve("srv"));
        Files.createDirectories(container.resolve("stack/work"));
        Files.writeString(upper.resolve("srv/page"), "<h1>");
        desk.supervisor.containers.put("web", details(base, container));
    }

    private ContainerDetails details(Path base, Path container) {
        return new ContainerDetails(
                "c3".repeat(32),
                "web",
                Instant.EPOCH,
                ContainerDraft.ofDirectories(List.of(base.toString())).config(),
                "",
                List.of("sh"),
                new State.Exited(1, 0, false, Instant.EPOCH, Instant.EPOCH, "", 0),
                0,
                Optional.empty(),
                List.of(),
                container.toString(),
                List.of(base.toString()),
                upper.toString(),
                List.of(),
                List.of());
    }

    @Test
    void diffHasDockersLines() {
        assertThat(desk.run("diff", "web")).isZero();
        assertThat(desk.lines()).containsExactly("A /srv", "A /srv/page");
    }

    @Test
    void diffTellsProgramsTheSame() {
        assertThat(desk.run("diff", "--json", "web")).isZero();
        assertThat(desk.said()).contains("\"kind\" : \"A\"", "\"path\" : \"/srv/page\"");
    }

    @Test
    void exportWritesAFileThatIsThereWhole() throws Exception {
        Path file = directory.resolve("web.tar");

        assertThat(desk.run("export", "-o", file.toString(), "web")).isZero();
        assertThat(Files.readString(file)).contains("etc/motd", "srv/page", "hello\n");
        assertThat(desk.said()).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith(".tmp"));
        }
    }

    @Test
    void exportWritesToTheStandardOutput() {
        assertThat(desk.run("export", "web")).isZero();
        assertThat(desk.said()).contains("etc/motd", "srv/page");
    }

    @Test
    void anExportThatNobodyReadsToItsEndSaysSo() {
        desk.outTo = new OutputStream() {
            @Override
            public void write(int octet) throws java.io.IOException {
                throw new java.io.IOException("Broken pipe");
            }
        };

        assertThat(desk.run("export", "web")).isEqualTo(1);
        assertThat(desk.complaint()).contains("whoever was reading the archive has stopped");
    }

    @Test
    void aContainerThatIsNotThereIsSaid() {
        assertThat(desk.run("diff", "nobody")).isEqualTo(1);
        assertThat(desk.run("export", "nobody")).isEqualTo(1);
        assertThat(desk.complaint()).contains("nobody");
    }

    @Test
    void cpBringsAFileOutAndIn() throws Exception {
        Path page = directory.resolve("page");

        assertThat(desk.run("cp", "web:/srv/page", page.toString())).isZero();
        assertThat(Files.readString(page)).isEqualTo("<h1>");
        assertThat(desk.run("cp", page.toString(), "web:/srv/other")).isZero();
        assertThat(Files.readString(upper.resolve("srv/other"))).isEqualTo("<h1>");
        assertThat(desk.said() + desk.complaint()).isEmpty();
    }

    @Test
    void cpWritesAnArchiveAndReadsOne() throws Exception {
        assertThat(desk.run("cp", "web:/srv", "-")).isZero();
        byte[] archive = desk.out.toByteArray();
        desk.in = new ByteArrayInputStream(archive);

        assertThat(desk.run("cp", "-", "web:/etc")).isZero();
        assertThat(Files.readString(upper.resolve("etc/srv/page"))).isEqualTo("<h1>");
    }

    @Test
    void cpSaysWhatItCannotDo() {
        assertThat(desk.run("cp", "web:/a", "web:/b")).isEqualTo(1);
        assertThat(desk.complaint()).contains("copying between containers is not supported");
        assertThat(desk.run("cp", "./web:a", "/b:c")).isEqualTo(1);
        assertThat(desk.complaint()).contains("one of the two must be in a container");
        assertThat(desk.run("cp", "web:/nowhere", directory.toString())).isEqualTo(1);
        assertThat(desk.complaint()).contains("could not find the file /nowhere in container web");
        assertThat(desk.run("cp", "web:/srv", directory + "/no/where")).isEqualTo(1);
        assertThat(desk.complaint()).contains("no such directory");
    }

    @Test
    void cpShowsHowFarItIsWhereThatCanBeRedrawn() {
        desk.plain = false;

        assertThat(desk.run("cp", "web:/srv/page", directory + "/page")).isZero();
        assertThat(desk.complaint()).isEqualTo("copied 4B to " + directory + "/page\n");
        assertThat(desk.run("cp", "-q", "web:/srv/page", directory + "/page")).isZero();
        assertThat(desk.complaint()).isEmpty();
    }
}
