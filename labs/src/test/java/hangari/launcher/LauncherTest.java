package hangari.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.launcher.Checkout.Launch;
import hangari.launcher.Checkout.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, in a path with spaces and Hangul, without a terminal. */
class LauncherTest {
    private static final Map<String, String> NO_JDK = Map.of("JAVA_HOME", "/nonexistent");

    @TempDir
    Path temporary;

    private Checkout checkout;

    @BeforeEach
    void aCheckout() throws Exception {
        checkout = new Checkout(temporary);
    }

    private Outcome run(String... arguments) throws Exception {
        return checkout.run(Map.of(), arguments);
    }

    @Test
    void buildsOnceAndThenStarts() throws Exception {
        Outcome first = run("learn", "a b");
        assertThat(first)
                .isEqualTo(new Outcome(
                        0,
                        "ran learn,a b at " + checkout.root().toRealPath() + "\n",
                        "hangari: building once; this takes a minute or two\n"));
        Outcome second = run("--version");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).startsWith("ran --version at ");
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void speaksKorean() throws Exception {
        assertThat(checkout.run(Map.of("LANG", "ko_KR.UTF-8"), "x").err()).contains("한 번만 빌드합니다");
    }

    @Test
    void buildsAgainIfASourceIsNewerOrGone() throws Exception {
        var unused = run();
        Files.writeString(checkout.root().resolve("labs/src/main/New.java"), "");
        var unused2 = run();
        assertThat(checkout.builds()).isEqualTo(2);
        Files.delete(checkout.root().resolve("labs/src/main/New.java"));
        var unused3 = run();
        assertThat(checkout.builds()).isEqualTo(3);
        var unused4 = run();
        assertThat(checkout.builds()).isEqualTo(3);
    }

    @Test
    void keepsNoMoreThanTwoBuilds() throws Exception {
        for (int i = 0; i < 4; i++) {
            Files.writeString(checkout.root().resolve("labs/src/main/New.java"), "" + i);
            var unused = run();
        }
        assertThat(checkout.names("labs/target/apps")).hasSize(3).contains("current");
    }

    @Test
    void doesNotBuildTwiceAtOnce() throws Exception {
        Launch one = checkout.start(Map.of(), "one");
        Launch two = checkout.start(Map.of(), "two");
        assertThat(one.await().out()).startsWith("ran one");
        assertThat(two.await().out()).startsWith("ran two");
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void showsTheEndOfAFailedBuildAndWhereTheRestIs() throws Exception {
        checkout.script("mvn", "echo '[ERROR] no network'; exit 1");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err())
                .contains("[ERROR] no network")
                .contains("the whole log is " + checkout.root().toRealPath());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void saysInOneLineThatTheBuildFilledTheDisk() throws Exception {
        checkout.script("mvn", "echo '[ERROR] Failed to copy artifact: No space left on device'; exit 1");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("hangari: no space left on the disk that holds "
                        + checkout.root().toRealPath() + ": make room there");
        assertThat(checkout.run(Map.of("LANG", "ko_KR.UTF-8"), "learn").err()).contains("남은 공간이 없습니다");
    }

    @Test
    void saysInOneLineThatThereIsNoRoomForTheBuild() throws Exception {
        checkout.script("mkdir", "case $* in */apps*) exit 1 ;; *) exec /bin/mkdir \"$@\" ;; esac");
        checkout.script("df", "printf 'Avail\\n 12\\n'");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err().lines().skip(1))
                .singleElement()
                .asString()
                .contains("no space left on the disk that holds ");
    }

    @Test
    void saysWhereItMayNotWrite() throws Exception {
        Files.createDirectories(checkout.root().resolve("labs/target/build.lock"));
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err())
                .hasLineCount(1)
                .startsWith("hangari: cannot write to " + checkout.root().toRealPath() + "/labs/target: get the right");
    }

    @Test
    void saysWhereItMayNotWriteItsCopy() throws Exception {
        checkout.script("stat", "echo 4711");
        Files.writeString(checkout.state(), "a file where the directory should be");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err())
                .hasLineCount(1)
                .startsWith("hangari: cannot write to " + checkout.state() + "/build")
                .endsWith("or set HANGARI_STATE to another directory\n");
    }

    @Test
    void saysWhereLinuxIsToBeHad() throws Exception {
        checkout.script("uname", "echo Darwin");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err()).hasLineCount(1).contains("this is Darwin").contains("limactl start");
    }

    @Test
    void saysThatJavaCannotStartFromAPathWithAColon() throws Exception {
        Path copy = Files.createDirectories(temporary.resolve("a:b")).resolve("hangari");
        Files.copy(checkout.root().resolve("hangari"), copy);
        checkout.by(List.of("sh", "-c", "exec sh '" + copy + "'"));
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err()).hasLineCount(1).contains("a:b").endsWith("move the project\n");
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoAptGet() throws Exception {
        checkout.without("mvn");
        checkout.without("ps");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err()).hasLineCount(1).contains("missing: mvn ps").contains("procps");
    }

    @Test
    void saysWhomToAskWhereThereIsNoSudo() throws Exception {
        checkout.without("mvn");
        checkout.script("apt-get", "exit 1");
        checkout.script("id", "echo 1000");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err())
                .contains(
                        "ask an administrator to run: apt-get update && apt-get install --no-install-recommends maven");
    }

    @Test
    void installsWithoutAQuestionWhereThereIsNoTerminal() throws Exception {
        checkout.without("mvn");
        checkout.script("id", "echo 0");
        checkout.script("apt-get", mavenIsInstalled());
        assertThat(run("learn").out()).startsWith("ran learn");
        assertThat(calls()).containsExactly("-q update", "-q -y install --no-install-recommends maven");
    }

    @Test
    void installsThroughSudoAndNeverWaitsForItsPasswordWithoutATerminal() throws Exception {
        checkout.without("mvn");
        checkout.script("id", "echo 1000");
        checkout.script("sudo", "[ \"$1\" = -n ] || exit 1; shift; exec \"$@\"");
        checkout.script("true", "");
        checkout.script("apt-get", mavenIsInstalled());
        // Root owns this test's files, so that a user with another number builds a copy.
        assertThat(run("-y", "learn").out()).startsWith("ran learn");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void saysWhatToDoIfSudoIsRefused() throws Exception {
        checkout.without("mvn");
        checkout.script("id", "echo 1000");
        checkout.script("sudo", "exit 1");
        checkout.script("apt-get", "exit 1");
        Outcome outcome = run("learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err())
                .contains("sudo was refused. To do it by hand: sudo apt-get update && sudo apt-get install");
    }

    /** An apt-get that notes how it was called, and whose install puts our Maven on the path. */
    private String mavenIsInstalled() throws Exception {
        checkout.script("../mvn-to-be", checkout.maven());
        checkout.script("ln", "/bin/ln \"$@\"");
        return "echo \"$*\" >>'" + temporary + "/apt'; case $* in *install*) ln -s '" + temporary + "/mvn-to-be' '"
                + temporary + "/tools/mvn' ;; esac";
    }

    private List<String> calls() throws Exception {
        return Files.readAllLines(temporary.resolve("apt"));
    }

    @Test
    void showsTheEndOfAFailedInstallation() throws Exception {
        checkout.without("mvn");
        checkout.script("id", "echo 0");
        checkout.script("apt-get", "echo 'E: Unable to locate package'; exit 100");
        Outcome outcome = run("-y", "learn");
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.err()).contains("E: Unable to locate package").contains("To do it by hand: apt-get update");
    }

    @Test
    void findsAnotherJdkIfJavaHomeIsNone() throws Exception {
        checkout.script("java", "exit 1");
        Path java = temporary.resolve("tools/java");
        Files.delete(java);
        Files.createSymbolicLink(java, Path.of(System.getProperty("java.home"), "bin", "java"));
        assertThat(checkout.run(NO_JDK, "x").out()).startsWith("ran x");
    }

    @Test
    void buildsACopyIfTheCheckoutIsSomebodyElses() throws Exception {
        checkout.script("stat", "echo 4711");
        Outcome outcome = run("x");
        assertThat(outcome.out()).isEqualTo("ran x at " + checkout.root().toRealPath() + "\n");
        assertThat(checkout.root().resolve("labs/target")).doesNotExist();
        assertThat(checkout.state().resolve("build")).isDirectory();
        assertThat(run("y").err()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void runsByAnyPosixShell() throws Exception {
        var unused = run();
        for (List<String> shell :
                List.of(List.of("/bin/dash"), List.of("/bin/bash", "--posix"), List.of("/bin/busybox", "sh"))) {
            if (Files.isExecutable(Path.of(shell.get(0)))) {
                checkout.by(shell);
                assertThat(run("x").out()).as(shell.get(0)).startsWith("ran x");
            }
        }
    }

    @Test
    void startsThroughALinkFromElsewhere() throws Exception {
        Path link =
                Files.createSymbolicLink(temporary.resolve("h"), checkout.root().resolve("hangari"));
        checkout.by(List.of("sh", "-c", "exec '" + link + "' linked"));
        assertThat(run().out()).isEqualTo("ran linked at " + checkout.root().toRealPath() + "\n");
    }
}
