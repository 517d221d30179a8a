package hangari.container.files;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.files.ContainerCopy.Options;
import hangari.container.life.LifeException;
import hangari.peer.Dockerd;
import hangari.peer.Peer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of source copied to every kind of destination, by us and by a real {@code docker cp}. */
class DockerCopyTest {
    private static final List<String> SOURCES = List.of("f", "d", "d/.", "ld", "ld/", "-L lf", "f/");
    private static final List<String> DESTINATIONS =
            List.of("dir", "dir/.", "new", "new/", "file", "file/", "todir", "tofile", "tonew", "no/new", "clash");
    // Sources: a file, a directory with links of its own, and links to both.
    private static final String SOURCE = "mkdir -p d/sub; echo 1 > f; echo 2 > d/a; ln d/a d/b; ln -s sub d/l;"
            + " ln -s /etc/passwd d/abs; echo 3 > d/sub/x; ln -s d ld; ln -s f lf; chmod 640 d/a; chmod 711 d/sub;";
    // Each case has its destinations to itself; in clash there is a directory and a file where others are to come.
    private static final String DESTINATION = "mkdir -p dir clash/f clash/ld; echo old > file; echo old > clash/d;"
            + " echo old > dir/f; ln -s dir todir; ln -s file tofile; ln -s absent tonew;";

    @TempDir
    Path folder;

    private Specimen specimen;
    private Path source;
    private int cases;

    @BeforeEach
    void aContainerAndAHostWithTheSameFiles() throws Exception {
        specimen = Specimen.in(folder);
        source = Files.createDirectory(folder.resolve("source"));
        sh(source, SOURCE);
        sh(Files.createDirectory(specimen.base.resolve("src")), SOURCE);
    }

    @AfterEach
    void isGone() {
        specimen.close();
    }

    private static void sh(Path directory, String script) throws Exception {
        Peer.run("sh", "-ec", "cd \"$1\";" + script, "sh", directory.toString());
    }

    private Dockerd dockerd() throws Exception {
        Path archive = folder.resolve("base.tar");
        Peer.run("tar", "-C", specimen.base.toString(), "-cf", archive.toString(), ".");
        Dockerd dockerd = Dockerd.in(Files.createDirectory(folder.resolve("k")));
        dockerd.docker("import", archive.toString(), "base:1");
        dockerd.docker("create", "--name", "other", "--network", "none", "base:1", "/bin/true");
        return dockerd;
    }

    private ContainerCopy copy(String source) {
        return new ContainerCopy(specimen::details, new Options(false, source.startsWith("-L")), bytes -> {});
    }

    private static String path(String source) {
        return source.substring(source.lastIndexOf(' ') + 1);
    }

    /** Docker's client, for all cases in one go. */
    private static void docker(Dockerd dockerd, Path directory, List<String> commands) throws Exception {
        Path script = directory.resolve("cases.sh");
        Files.write(script, commands);
        Peer.run(
                Map.of("DOCKER_HOST", "unix://" + dockerd.socket(), "DOCKER_CONFIG", directory.toString()),
                "sh",
                script.toString());
    }

    private static boolean done(Runnable copy) {
        try {
            copy.run();
            return true;
        } catch (LifeException e) {
            return false;
        }
    }

    @Test
    void outOfAContainer() throws Exception {
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        List<String> commands = new ArrayList<>();
        for (String from : SOURCES) {
            for (String to : DESTINATIONS) {
                String name = "case" + cases++;
                for (Path side : List.of(ours, theirs)) {
                    sh(Files.createDirectory(side.resolve(name)), DESTINATION);
                }
                Path place = ours.resolve(name);
                if (!done(() -> copy(from).out("/src/" + path(from), place + "/" + to))) {
                    Files.createFile(place.resolve("FAILED"));
                }
                String option = from.startsWith("-L") ? "-L " : "";
                commands.add("docker cp -q " + option + "other:/src/" + path(from) + " " + theirs.resolve(name) + "/"
                        + to + " 2>" + theirs.resolve(name) + "/ERR || touch " + theirs.resolve(name) + "/FAILED");
            }
        }
        try (Dockerd dockerd = dockerd()) {
            docker(dockerd, folder, commands);
        }
        compare(ours, theirs);
    }

    private void compare(Path ours, Path theirs) throws Exception {
        List<String> different = new ArrayList<>();
        int at = 0;
        for (String from : SOURCES) {
            for (String to : DESTINATIONS) {
                String name = "case" + at++;
                String our = tree(ours.resolve(name));
                String their = tree(theirs.resolve(name));
                if (!our.equals(their)) {
                    String said = Files.readString(theirs.resolve(name).resolve("ERR"));
                    different.add(
                            from + " to " + to + ":\n--- ours\n" + our + "--- docker\n" + their + "--- said\n" + said);
                }
            }
        }
        assertThat(cases).isEqualTo(SOURCES.size() * DESTINATIONS.size());
        assertThat(String.join("\n", different)).isEmpty();
    }

    private static String tree(Path directory) throws Exception {
        String list = "cd \"$1\"; find . ! -name ERR -printf '%p %y %m %n %l\\n' -type f -exec cat {} + | sort";
        return Peer.run("sh", "-c", list, "sh", directory.toString());
    }

    @Test
    void intoAContainer() throws Exception {
        List<String> commands = new ArrayList<>();
        Path places = Files.createDirectory(specimen.base.resolve("t"));
        for (String from : SOURCES) {
            for (String to : DESTINATIONS) {
                sh(Files.createDirectory(places.resolve("case" + cases++)), DESTINATION);
            }
        }
        Path errors = Files.createDirectory(folder.resolve("errors"));
        List<String> failed = new ArrayList<>();
        int at = 0;
        for (String from : SOURCES) {
            for (String to : DESTINATIONS) {
                String name = "case" + at++;
                if (!done(() -> copy(from).in(source + "/" + path(from), "/t/" + name + "/" + to))) {
                    failed.add(name);
                }
                String option = from.startsWith("-L") ? "-L " : "";
                commands.add("docker cp -q " + option + source + "/" + path(from) + " other:/t/" + name + "/" + to
                        + " 2>" + errors + "/" + name + ".err || touch " + errors + "/" + name);
            }
        }
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("ours.tar"))) {
            ContainerExport.write(specimen::details, out);
        }
        try (Dockerd dockerd = dockerd()) {
            docker(dockerd, folder, commands);
            dockerd.docker("export", "-o", folder.resolve("theirs.tar").toString(), "other");
        }
        Peer.run(
                "tar", "-C", ours.toString(), "-xpf", folder.resolve("ours.tar").toString(), "t");
        Peer.run(
                "tar",
                "-C",
                theirs.toString(),
                "-xpf",
                folder.resolve("theirs.tar").toString(),
                "t");
        for (int i = 0; i < cases; i++) {
            String name = "case" + i;
            if (failed.contains(name)) {
                Files.createFile(ours.resolve("t").resolve(name).resolve("FAILED"));
            }
            Files.copy(
                    errors.resolve(name + ".err"),
                    theirs.resolve("t").resolve(name).resolve("ERR"));
            if (Files.exists(errors.resolve(name))) {
                Files.createFile(theirs.resolve("t").resolve(name).resolve("FAILED"));
            }
        }
        compare(ours.resolve("t"), theirs.resolve("t"));
    }
}
