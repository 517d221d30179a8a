package hangari.lesson.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.lesson.shell.Outcome.End;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Session session;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        session =
                Session.start(SessionSettings.of("").withOutput(new PrintStream(output, true, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        session.close();
        assertThat(ProcessHandle.of(session.pid())).isEmpty();
    }

    @Test
    void evaluatesEverySnippetOfAnInput() {
        Outcome outcome = session.eval("int a = 20; int b = 22;\na + b");

        assertThat(outcome.clean()).isTrue();
        assertThat(outcome.results()).hasSize(3);
        assertThat(outcome.value()).hasValue("42");
        assertThat(outcome.results().get(0).name()).isEqualTo("a");
        assertThat(outcome.results().get(2).name()).isEqualTo("$1");
    }

    @Test
    void streamsWhatTheCodePrintsIncludingHangul() {
        session.eval("System.out.println(\"항아리\")");

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("항아리\n");
    }

    @Test
    void namesLineAndColumnOfACompileError() {
        Outcome outcome = session.eval("int a = 1;\nint b = 2;\n  foo(a)");

        assertThat(outcome.clean()).isFalse();
        assertThat(outcome.results()).last().satisfies(result -> assertThat(result.diagnostics())
                .containsExactly(new SnippetResult.Diagnostic(3, 3, "cannot find symbol: method foo(int)")));
    }

    @Test
    void stopsAtTheFirstSnippetThatFails() {
        session.eval("int a = 1; foo; int b = 2");

        assertThat(session.eval("a").clean()).isTrue();
        assertThat(session.eval("b").clean()).isFalse();
    }

    @Test
    void tellsAnExceptionInOneLineWithTheLearnersOwnFrames() {
        Outcome outcome = session.eval("int half(int n) {\n  return n / 0;\n}\nhalf(4)");

        assertThat(outcome.results()).last().satisfies(result -> assertThat(result.thrown())
                .hasValueSatisfying(thrown -> {
                    assertThat(thrown.type()).isEqualTo("ArithmeticException");
                    assertThat(thrown.message()).isEqualTo("/ by zero");
                    assertThat(thrown.frames())
                            .containsExactly(new SnippetResult.Frame("half", 2), new SnippetResult.Frame("", 4));
                }));
    }

    @Test
    void keepsOnlyTheAcceptedSnippetsForAReplay() {
        assertThat(session.eval("int a = 1; int c = 1 / 0; int b = 2").acceptedSource())
                .isEqualTo("int a = 1;");
    }

    @Test
    void saysWhatAMethodStillMisses() {
        Outcome outcome = session.eval("int twice() { return 2 * later(); }");

        assertThat(outcome.clean()).isTrue();
        assertThat(outcome.results().get(0).unresolved()).containsExactly("method later()");
        assertThat(session.eval("twice()").results().get(0).thrown()).isPresent();
    }

    @Test
    void interruptsAnEndlessLoopAndKeepsItsState() throws Exception {
        session.eval("int a = 42");

        assertThat(interrupted("while (true)").end()).hasValue(End.INTERRUPTED);
        assertThat(session.eval("a").value()).hasValue("42");
    }

    @Test
    void interruptsCodeThatSleepsOrWaits() throws Exception {
        assertThat(interrupted("Thread.sleep(1_000_000)").end()).hasValue(End.INTERRUPTED);
        assertThat(interrupted("new java.util.concurrent.CountDownLatch(1).await()")
                        .end())
                .hasValue(End.INTERRUPTED);
        assertThat(session.alive()).isTrue();
    }

    @Test
    void endsTheVmOfACallThatCannotBeStopped() throws Exception {
        Path fifo = folder.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();

        Outcome outcome = interrupted("new java.io.FileInputStream(\"" + fifo + "\")");

        assertThat(outcome.end()).hasValue(End.KILLED);
        assertThat(session.alive()).isFalse();
    }

    @Test
    void stopsCodeThatCatchesEverything() throws Exception {
        Outcome outcome = interrupted("do try { Thread.sleep(1_000_000); } catch (Throwable t) { } while (true)");

        assertThat(outcome.end()).isPresent();
    }

    @Test
    void interruptingNothingDoesNothing() {
        session.interrupt();

        assertThat(session.eval("1").value()).hasValue("1");
    }

    @Test
    void noticesThatTheCodeEndedItsVm() {
        assertThat(session.eval("System.exit(3)").end()).hasValue(End.VM_LOST);
        assertThat(session.alive()).isFalse();
        assertThat(session.eval("1").end()).hasValue(End.VM_LOST);
    }

    @Test
    void noticesThatTheVmWasHalted() {
        assertThat(session.eval("Runtime.getRuntime().halt(1)").end()).hasValue(End.VM_LOST);
    }

    @Test
    void noticesThatTheVmWasKilledWhileIdle() {
        ProcessHandle vm = ProcessHandle.of(session.pid()).orElseThrow();
        vm.destroyForcibly();
        vm.onExit().join();

        assertThat(session.alive()).isFalse();
        assertThat(session.eval("1").end()).hasValue(End.VM_LOST);
    }

    @Test
    void noticesThatTheVmWasKilledWhileItRan() throws Exception {
        CompletableFuture<Outcome> outcome =
                CompletableFuture.supplyAsync(() -> session.eval("{ System.out.println(); while (true); }"));
        awaitOutput();
        ProcessHandle.of(session.pid()).ifPresent(ProcessHandle::destroyForcibly);

        assertThat(outcome.get(30, TimeUnit.SECONDS).end()).hasValue(End.VM_LOST);
    }

    @Test
    void survivesATerminalInterrupt() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(session.pid())).start().waitFor();

        assertThat(session.eval("1 + 1").value()).hasValue("2");
    }

    @Test
    void completesAndDocuments() {
        var completions = session.assist().completions("\"\".isBl", 7);

        assertThat(completions.anchor()).isEqualTo(3);
        assertThat(completions.candidates())
                .extracting(CodeAssist.Candidate::text)
                .contains("isBlank()");
        assertThat(session.assist().documentation("\"\".isBlank(", 11))
                .extracting(CodeAssist.Documentation::signature)
                .containsExactly("boolean String.isBlank()");
    }

    @Test
    void knowsWhenALineGoesOn() {
        assertThat(session.assist().isComplete("int a = 1")).isTrue();
        assertThat(session.assist().isComplete("while (true) {")).isFalse();
        assertThat(session.assist().isComplete("int a = 1; foo(")).isFalse();
        assertThat(session.assist().isComplete("foo bar baz")).isTrue();
    }

    @Test
    void refusesStartupCodeThatDoesNotCompile() {
        var settings = SessionSettings.of("").withStartup(List.of("import static nowhere.Nothing.*;"));

        assertThatThrownBy(() -> Session.start(settings))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("import static nowhere.Nothing.*;");
    }

    @Test
    void doesNotShowTheStartupCode() {
        try (Session other = Session.start(SessionSettings.of("").withStartup(List.of("int hidden = 7;")))) {
            assertThat(other.eval("hidden + 1").results().get(0).name()).isEqualTo("$1");
        }
    }

    private Outcome interrupted(String endless) throws Exception {
        output.reset();
        CompletableFuture<Outcome> outcome =
                CompletableFuture.supplyAsync(() -> session.eval("{ System.out.println(); " + endless + "; }"));
        awaitOutput();
        session.interrupt();
        return outcome.get(30, TimeUnit.SECONDS);
    }

    private void awaitOutput() throws InterruptedException {
        while (output.size() == 0) {
            Thread.sleep(5);
        }
    }

    @Test
    void reportsNothingWithoutAnEvidenceFile() {
        assertThat(session.eval("1").evidence()).isEmpty();
        assertThat(session.eval("1").end()).isEqualTo(Optional.empty());
    }
}
