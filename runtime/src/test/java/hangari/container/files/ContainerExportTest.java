package hangari.container.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.peer.Dockerd;
import hangari.peer.Peer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerExportTest {
    @TempDir
    Path folder;

    private Specimen specimen;
    private Path archive;

    @BeforeEach
    void aContainer() throws Exception {
        specimen = Specimen.in(folder);
        archive = folder.resolve("export.tar");
    }

    @AfterEach
    void isGone() {
        specimen.close();
    }

    private void export() throws Exception {
        try (OutputStream out = Files.newOutputStream(archive)) {
            ContainerExport.write(specimen::details, out);
        }
    }

    @Test
    void tarReadsIt() throws Exception {
        assumeTrue(Credentials.uid() == 0, "to make a device needs root");
        specimen.sh("rm /etc/motd; echo 1 > /one; ln /one /two; mkfifo /pipe; mknod /dev-null c 1 3; chmod 4755 /one");
        export();

        String listed = Peer.run("tar", "tvf", archive.toString());
        assertThat(listed)
                .contains("bin/busybox", "-rwsr-xr-x", "link to one", "prw-", "1,3", "sh -> busybox")
                .doesNotContain("motd", ".wh.");
    }

    @Test
    void whatIsMountedInOneThatRunsIsLeftOut() throws Exception {
        specimen.start("true");
        export();

        assertThat(Peer.run("tar", "tf", archive.toString()))
                .contains("bin/busybox", "proc/\n")
                .doesNotContain("proc/1", "dev/null");
    }

    @Test
    void dockerMakesAnImageOfItThatRuns() throws Exception {
        Peer.assumeInstalled("dockerd", "docker.io");
        specimen.sh("echo 'from a container' > /etc/motd");
        export();

        try (Dockerd dockerd = Dockerd.in(Files.createDirectory(folder.resolve("d")))) {
            dockerd.docker("import", archive.toString(), "exported:1");
            assertThat(dockerd.docker("run", "--rm", "--network", "none", "exported:1", "/bin/cat", "/etc/motd"))
                    .isEqualTo("from a container\n");
        }
    }
}
