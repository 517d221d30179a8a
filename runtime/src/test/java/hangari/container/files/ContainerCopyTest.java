package hangari.container.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.files.ContainerCopy.Options;
import hangari.container.files.ContainerCopy.Result;
import hangari.container.life.LifeException;
import hangari.linux.Credentials;
import hangari.peer.Peer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerCopyTest {
    private static final Options ARCHIVE = new Options(true, false);

    @TempDir
    Path folder;

    private Specimen specimen;
    private Path host;

    @BeforeEach
    void aContainer() throws Exception {
        specimen = Specimen.in(folder);
        host = Files.createDirectory(folder.resolve("host"));
    }

    @AfterEach
    void isGone() {
        specimen.close();
    }

    private ContainerCopy copy(Options options) {
        return new ContainerCopy(specimen::details, options, bytes -> {});
    }

    private static String stat(Path path) throws Exception {
        return Peer.run("stat", "-c", "%A %u:%g %s", path.toString()).strip();
    }

    private Path inUpper(String path) {
        return Path.of(specimen.details().upper()).resolve(path);
    }

    @Test
    void whatIsCopiedIntoOneThatHasEndedIsThereWhenItRuns() throws Exception {
        Files.writeString(host.resolve("page"), "<h1>");

        Result result = copy(Options.NONE).in(host + "/page", "/srv/../etc/");

        assertThat(result.bytes()).isEqualTo(4);
        specimen.sh("test \"$(cat /etc/page)\" = '<h1>'");
    }

    @Test
    void oneThatRunsSeesWhatIsCopiedIntoIt() throws Exception {
        specimen.start("mkdir -p /run/in; while ! test -e /run/in/page; do sleep 0.01; done; cp /run/in/page /seen;"
                + " touch /done");
        while (!Files.exists(specimen.seen().resolve("run/in"))) {
            Thread.onSpinWait();
        }
        Files.writeString(host.resolve("page"), "<h1>");
        copy(Options.NONE).in(host + "/page", "/run/in");
        while (!Files.exists(specimen.seen().resolve("done"))) {
            Thread.onSpinWait();
        }

        copy(Options.NONE).out("/seen", host + "/back");
        assertThat(host.resolve("back")).hasContent("<h1>");
    }

    @Test
    void theKernelsFilesOfOneThatRunsAreNotCopiedAlong() throws Exception {
        specimen.start("true");

        copy(Options.NONE).out("/", host + "/root");

        assertThat(host.resolve("root/etc/motd")).hasContent("hello\n");
        assertThat(host.resolve("root/proc")).isEmptyDirectory();
        assertThat(host.resolve("root/sys")).isEmptyDirectory();
        assertThat(host.resolve("root/dev")).isEmptyDirectory();
    }

    @Test
    void inTheContainerFilesAreRootsUnlessTheirOwnersAreToBeKept() throws Exception {
        assumeTrue(Credentials.uid() == 0, "to give files away needs root");
        Peer.run(
                "sh",
                "-ec",
                "cd $1; mkdir d; echo 1 > d/f; chmod 4750 d/f; chmod 2770 d; chown -R 12:34 d",
                "sh",
                host.toString());
        Peer.run("chmod", "4750", host + "/d/f");

        copy(Options.NONE).in(host + "/d", "/plain");
        copy(ARCHIVE).in(host + "/d", "/kept");

        assertThat(stat(inUpper("plain"))).startsWith("drwxrws--- 0:0");
        assertThat(stat(inUpper("plain/f"))).isEqualTo("-rwsr-x--- 0:0 2");
        assertThat(stat(inUpper("kept"))).startsWith("drwxrws--- 12:34");
        assertThat(stat(inUpper("kept/f"))).isEqualTo("-rwsr-x--- 12:34 2");
    }

    @Test
    void onTheHostNoProgramRunsAsSomebodyElseAndThereAreNoDevices() throws Exception {
        assumeTrue(Credentials.uid() == 0, "to make a device needs root");
        specimen.sh("mkdir /t; cp /bin/busybox /t/su; chmod 6755 /t/su; mkdir /t/g; chmod 3777 /t/g;"
                + " mknod /t/disk b 8 0; mkfifo /t/pipe");

        Result result = copy(ARCHIVE).out("/t", host.toString());

        assertThat(stat(host.resolve("t/su"))).startsWith("-rwxr-xr-x 0:0");
        assertThat(stat(host.resolve("t/g"))).startsWith("drwxrwxrwt");
        assertThat(stat(host.resolve("t/pipe"))).startsWith("prw-");
        assertThat(host.resolve("t/disk")).doesNotExist();
        assertThat(result).extracting(Result::devices, Result::setIds).containsExactly(1L, 1L);
    }

    @Test
    void namesLinksTimesAndHolesSurvive() throws Exception {
        specimen.sh(
                "mkdir /t; cd /t; printf 'a' > \"$(printf 'x\\377\\ny')\"; ln -s nowhere l; echo 1 > one; ln one two;"
                        + " touch -d '2001-02-03 04:05:06' one; : > sparse");
        try (var sparse = new RandomAccessFile(inUpper("t/sparse").toFile(), "rw")) {
            sparse.setLength(1L << 28);
            sparse.seek(1L << 27);
            sparse.write(7);
        }

        copy(Options.NONE).out("/t/.", host + "/new");

        String list = "cd $1; find . -printf '%p %y %n %l %T@ %s\\n' | sort";
        assertThat(Peer.run("sh", "-c", list, "sh", host + "/new"))
                .isEqualTo(Peer.run("sh", "-c", list, "sh", inUpper("t").toString()));
        assertThat(Long.parseLong(Peer.run("du", "-k", host + "/new/sparse").split("\t", -1)[0]))
                .as("KiB on the disk")
                .isLessThan(2048);
    }

    @Test
    void anArchiveGoesOutAndComesInAgain() throws Exception {
        specimen.sh("mkdir -p /t/d; echo 1 > /t/d/one; ln /t/d/one /t/two; ln -s d /t/l; chmod 750 /t/d");
        var archive = new ByteArrayOutputStream();
        copy(Options.NONE).out("/t", archive);
        Files.write(host.resolve("t.tar"), archive.toByteArray());
        assertThat(Peer.run("tar", "tf", host + "/t.tar")).isEqualTo("t/\nt/d/\nt/d/one\nt/l\nt/two\n");

        copy(Options.NONE).in(new ByteArrayInputStream(archive.toByteArray()), "/etc");

        specimen.sh("test \"$(cat /etc/t/two)\" = 1; test /etc/t/two -ef /etc/t/d/one; test -L /etc/t/l");
    }

    @Test
    void aPackedArchiveIsReadToo() throws Exception {
        Peer.run("tar", "-C", specimen.base + "/etc", "-cf", host + "/t.tar", "motd");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(host.resolve("t.tar")));
        }

        copy(Options.NONE).in(new ByteArrayInputStream(packed.toByteArray()), "/bin/");

        assertThat(inUpper("bin/motd")).hasContent("hello\n");
    }

    @Test
    void linksOfTheContainerLeadWhereItsOwnProcessesWouldCome() throws Exception {
        specimen.sh("mkdir -p /usr/lib; ln -s usr/lib /lib; ln -s /etc/motd /m; ln -s /usr /abs");
        Files.writeString(host.resolve("f"), "1");

        copy(Options.NONE).in(host + "/f", "/lib/f");
        copy(Options.NONE).in(host + "/f", "/abs/lib/g");
        copy(Options.NONE).in(host + "/f", "/m");
        Peer.run("sh", "-c", "cd $1; mkdir -p lib; cp f lib/h; tar cf h.tar lib/h", "sh", host.toString());
        copy(Options.NONE).in(Files.newInputStream(host.resolve("h.tar")), "/");

        specimen.sh("cd /usr/lib; test -e f; test -e g; test -e h; test -L /m; test \"$(cat /etc/motd)\" = 1");
    }

    @Test
    void whatTheContainerMayNotWriteToIsRefused() throws Exception {
        Files.writeString(host.resolve("f"), "1");
        var ended = specimen.details();
        var readOnly = Told.with(ended, Told.draft(ended).readOnly(true));
        var volume = Told.with(ended, Told.draft(ended).volume("/srv/data:/data/:ro"));

        assertThatThrownBy(() -> new ContainerCopy(() -> readOnly, Options.NONE, bytes -> {}).in(host + "/f", "/etc"))
                .isInstanceOf(LifeException.class)
                .hasMessage("the root of specimen is read-only: copy into a volume");
        var inVolume = new ContainerCopy(() -> volume, Options.NONE, bytes -> {});
        assertThatThrownBy(() -> inVolume.in(host + "/f", "/data/x/"))
                .isInstanceOf(LifeException.class)
                .hasMessageContaining("/data/x is in the volume at /data/")
                .hasMessageContaining("start it first");
        assertThatThrownBy(() -> inVolume.out("/data/.", host.toString())).hasMessageContaining("start it first");
        inVolume.in(host + "/f", "/database");
        assertThat(inUpper("database")).hasContent("1");
    }

    @Test
    void aCopyThatFailsSaysWhatAndWhyOnOneLine() throws Exception {
        Files.createDirectories(host.resolve("d/motd"));

        assertThatThrownBy(() -> copy(Options.NONE).out("/etc/.", host + "/d"))
                .isInstanceOf(LifeException.class)
                .hasMessage(
                        "cannot copy /etc/. to " + host + "/d: cannot overwrite directory \"motd\" with what is none");
    }
}
