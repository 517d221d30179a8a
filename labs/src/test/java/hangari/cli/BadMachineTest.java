package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program where the machine lacks something: in namespaces of its own, so that nobody else lacks it. */
@Timeout(120)
class BadMachineTest {
    @TempDir
    Path temporary;

    private Path state;

    @BeforeEach
    void aStateDirectory() throws Exception {
        state = Files.createDirectories(temporary.resolve("상태 dir"));
    }

    private record Outcome(int status, String text) {}

    /** Runs a command, whose script finds ours behind {@code "$@"}, and gives what both streams said. */
    private Outcome run(List<String> command, String script, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("sh", "-c", script, "sh"));
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
        all.addAll(List.of("-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8"));
        all.add("-Dhangari.home=" + Path.of("..").toRealPath());
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), "hangari.cli.Main"));
        all.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("HANGARI_STATE", state.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    /** Takes a mount namespace, and for an ordinary user the user namespace without which there is none. */
    private static List<String> mountNamespace() throws Exception {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return granted(root ? List.of("unshare", "-m") : List.of("unshare", "-Urm"));
    }

    private static List<String> granted(List<String> unshare) throws Exception {
        List<String> trial = new ArrayList<>(unshare);
        trial.add("true");
        int status = new ProcessBuilder(trial).redirectErrorStream(true).start().waitFor();
        assumeTrue(status == 0, String.join(" ", unshare) + " is refused here: run the tests outside of a chroot");
        return unshare;
    }

    @Test
    void saysInOneLineThatTheDiskIsFull() throws Exception {
        String smallDisk = "mount -t tmpfs -o size=1m none \"$HANGARI_STATE\" && \"$@\"; s=$?;"
                + " ls -A \"$HANGARI_STATE/sessions\"; exit $s";
        for (String command : List.of("doctor", "shell", "learn chroot", "learn chroot --auto")) {
            assertThat(run(mountNamespace(), smallDisk, command.split(" ")))
                    .as(command)
                    .isEqualTo(new Outcome(
                            125,
                            "hangari: " + state + ": only 1 MiB left, and a session needs 64: make room there,"
                                    + " or set HANGARI_STATE to a directory on another disk\n"));
        }
        assertThat(run(mountNamespace(), smallDisk, "learn", "chroot", "--lang", "ko")
                        .text())
                .hasLineCount(1)
                .contains("남은 공간이 1 MiB뿐", "HANGARI_STATE로 지정하십시오");
    }

    @Test
    void saysInOneLineThatTheDiskFilledUpInTheMiddle() throws Exception {
        String filling = "mount -t tmpfs -o size=66m none \"$HANGARI_STATE\" && \"$@\"; s=$?;"
                + " ls -A \"$HANGARI_STATE/sessions\"; exit $s";
        Path snippets = Files.writeString(temporary.resolve("fill.jsh"), """
                try (var o = new java.io.FileOutputStream(System.getenv("HANGARI_STATE") + "/filler")) {
                    while (true) o.write(new byte[65536]);
                } catch (java.io.IOException e) {
                }
                void say(Runnable r) { try { r.run(); } catch (RuntimeException e) { System.out.println("* " + e.getMessage()); } }
                say(() -> emptyRoot().copy("/bin/ls"))
                say(() -> box("true").run())
                /exit
                """);
        Outcome outcome = run(mountNamespace(), filling, "shell", snippets.toString());
        assertThat(outcome.text().lines().filter(line -> line.startsWith("* ")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("no space left on the disk that holds " + state)
                        .endsWith("make room there, or set HANGARI_STATE to a directory on another disk"));
    }

    // user_namespaces(7): the limits in /proc/sys/user hold for the user namespace of whoever opens the file.
    @Test
    void saysOfEachStepThatUserNamespacesAreSwitchedOff() throws Exception {
        String switchedOff = "echo 0 >/proc/sys/user/max_user_namespaces"
                + " && exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs \"$@\"";
        Outcome outcome =
                run(granted(List.of("unshare", "-Ur")), switchedOff, "learn", "chroot", "--auto", "--lang", "en");
        assertThat(outcome.status()).isEqualTo(1);
        List<String> lines = outcome.text().lines().toList();
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.subList(0, lines.size() - 1)).allSatisfy(line -> assertThat(line)
                .startsWith("--: chroot/")
                .contains("the limit of user namespaces is 0")
                .endsWith(": sudo sysctl user.max_user_namespaces=10000"));
        assertThat(state.resolve("sessions")).isEmptyDirectory();
    }
}
