package hangari.image.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.dockerfile.Instruction.Copy;
import hangari.image.dockerfile.Instruction.Env;
import hangari.image.dockerfile.Instruction.From;
import hangari.image.dockerfile.Instruction.HealthCheck;
import hangari.image.dockerfile.Instruction.Pair;
import hangari.image.dockerfile.Instruction.Run;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in a Dockerfile, and what is said of one that cannot be read. */
class DockerfileTest {
    private static List<Instruction> read(String... lines) {
        return Dockerfile.parse("Dockerfile", String.join("\n", lines)).instructions();
    }

    private static Instruction second(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "FROM scratch";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return read(all).get(1);
    }

    private static Command run(String... lines) {
        return ((Run) second(lines)).command();
    }

    @Test
    void theDocumentedExampleHolds() {
        var file = Dockerfile.parse("Dockerfile", "FROM scratch\nCOPY motd /etc/\n");

        assertThat(file.instructions().get(1).at().line()).isEqualTo(2);
    }

    @Test
    void aLineGoesOnBehindABackslashAcrossCommentsAndBlankLines() {
        Dockerfile file = Dockerfile.parse(
                "Dockerfile", "# first\nFROM scratch\n\nRUN a && \\\n  # why\n\n  b \\ \n  && c\nCMD d");

        Instruction run = file.instructions().get(1);
        assertThat(((Run) run).command()).isEqualTo(new Command.Shell("a &&   b   && c"));
        assertThat(run.at().line()).isEqualTo(4);
        assertThat(file.instructions().get(2).at().line()).isEqualTo(9);
        assertThat(file.warnings())
                .containsExactly("Dockerfile:6: empty continuation line: remove it, for it will become an error");
    }

    @Test
    void anEscapedBackslashAtTheEndDoesNotContinue() {
        assertThat(read("FROM scratch", "RUN echo a\\\\", "CMD b")).hasSize(3);
    }

    @Test
    void theEscapeDirectiveChangesWhatContinuesALine() {
        Dockerfile file = Dockerfile.parse(
                "Dockerfile", "# syntax=docker/dockerfile:1\n# escape=`\nFROM scratch\nRUN a `\n b\nCOPY x c:\\\n");

        assertThat(file.escape()).isEqualTo('`');
        assertThat(file.instructions()).hasSize(3);
    }

    @Test
    void aDirectiveBehindACommentIsAComment() {
        assertThat(Dockerfile.parse("Dockerfile", "# hello\n# escape=`\nFROM scratch")
                        .escape())
                .isEqualTo('\\');
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreRead() throws Exception {
        byte[] bytes = "\uFEFFFROM scratch\r\nRUN a \\\r\n b\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Dockerfile.read("Dockerfile", new ByteArrayInputStream(bytes))
                        .instructions())
                .hasSize(2);
    }

    @Test
    void whatIsNoTextIsRefused() {
        byte[] bytes = {'F', (byte) 0xff, (byte) 0xfe};

        assertThatThrownBy(() -> Dockerfile.read("Dockerfile", new ByteArrayInputStream(bytes)))
                .hasMessage("Dockerfile:1: this is no UTF-8 text: save it as UTF-8");
    }

    @Test
    void stagesHavePlatformAndName() {
        assertThat(read("FROM --platform=linux/arm64 busybox:1.36 as Base").get(0))
                .isInstanceOfSatisfying(From.class, from -> {
                    assertThat(from.platform()).contains("linux/arm64");
                    assertThat(from.image()).isEqualTo("busybox:1.36");
                    assertThat(from.name()).contains("base");
                });
    }

    @Test
    void bracketsWithStringsAreAProgramAndOtherBracketsALineForTheShell() {
        assertThat(run("RUN [\"a b\", \"\\u00e9\"]")).isEqualTo(new Command.Exec(List.of("a b", "\u00e9")));
        assertThat(run("RUN [ -f x ] && rm x")).isEqualTo(new Command.Shell("[ -f x ] && rm x"));
        assertThat(run("RUN ['a']")).isEqualTo(new Command.Shell("['a']"));
        assertThat(new Command.Shell("ls").argv(List.of("/bin/sh", "-c"))).containsExactly("/bin/sh", "-c", "ls");
    }

    @Test
    void runTakesAHereDocumentAsItsScript() {
        assertThat(run("RUN <<EOF", "echo # no comment", "  two \\", "EOF", "CMD x"))
                .isEqualTo(new Command.Shell("echo # no comment\n  two \\\n"));
    }

    @Test
    void runHandsAHereDocumentOfItsCommandToTheShell() {
        assertThat(run("RUN cat <<-A >/x && cat <<'B'", "\tone", "\tA", "two", "B"))
                .isEqualTo(new Command.Shell("cat <<-A >/x && cat <<'B'\none\nA\ntwo\nB\n"));
    }

    @Test
    void whatLooksLikeAHereDocumentInQuotesIsNone() {
        assertThat(run("RUN echo '<<EOF' \"a <<EOF\" $((1<<2))"))
                .isEqualTo(new Command.Shell("echo '<<EOF' \"a <<EOF\" $((1<<2))"));
    }

    @Test
    void copyTakesHereDocumentsAsFiles() {
        var copy = (Copy) second("COPY --chmod=755 <<ONE <<\"TWO\" real /bin/", "1$X", "ONE", "2", "TWO");

        assertThat(copy.inline())
                .containsExactly(new HereDocument("ONE", false, "1$X\n"), new HereDocument("TWO", true, "2\n"));
        assertThat(copy.sources()).containsExactly("real");
        assertThat(copy.destination()).isEqualTo("/bin/");
        assertThat(copy.mode()).contains("755");
    }

    @Test
    void copyHasFlagsAndBothForms() {
        var copy = (Copy) second("COPY --from=build --chown=app:app [\"a b\", \"c\", \"/d/\"]");

        assertThat(copy.from()).contains("build");
        assertThat(copy.owner()).contains("app:app");
        assertThat(copy.sources()).containsExactly("a b", "c");
        assertThat(((Copy) second("add *.txt x /d/")).unpacks()).isTrue();
    }

    @Test
    void variablesAreSetInBothForms() {
        assertThat(((Env) second("ENV a=1 b=\"x y\" c=x\\ y d=")).variables())
                .containsExactly(
                        new Pair("a", "1"), new Pair("b", "\"x y\""), new Pair("c", "x\\ y"), new Pair("d", ""));
        assertThat(((Env) second("ENV a one two=3")).variables()).containsExactly(new Pair("a", "one two=3"));
    }

    @Test
    void aHealthCheckKeepsItsOptions() {
        var check = (HealthCheck) second("HEALTHCHECK --interval=5s --retries=3 CMD wget -q localhost");

        assertThat(check.options()).isEqualTo(Map.of("interval", "5s", "retries", "3"));
        assertThat(check.command()).contains(new Command.Shell("wget -q localhost"));
        assertThat(((HealthCheck) second("HEALTHCHECK none")).command()).isEqualTo(Optional.empty());
    }

    @Test
    void deprecatedInstructionsAreReadWithAWarning() {
        Dockerfile file = Dockerfile.parse("Dockerfile", "FROM scratch\nMAINTAINER me");

        assertThat(file.warnings())
                .containsExactly("Dockerfile:2: MAINTAINER is deprecated:"
                        + " write LABEL org.opencontainers.image.authors=\"me\"");
    }

    @Test
    void triggersOfABaseImageAreReadWithItsName() {
        assertThat(Dockerfile.triggers("base", List.of("COPY . /app", "RUN make")))
                .hasSize(2);
        assertThatThrownBy(() -> Dockerfile.triggers("base", List.of("COPY . /app", "FROM evil")))
                .hasMessage("ONBUILD of base:2: FROM isn't allowed as an ONBUILD trigger: leave it out");
    }

    static List<Fault> faults() {
        return List.of(
                new Fault("", 1, "file with no instructions: begin with FROM"),
                new Fault("# only a comment\n", 1, "file with no instructions"),
                new Fault("\nFORM scratch", 2, "unknown instruction: FORM: did you mean FROM?"),
                new Fault("FROM a\nCPOY a b", 2, "unknown instruction: CPOY: did you mean COPY?"),
                new Fault("FROM a\n\u001b[31m x", 2, "unknown instruction: \\u001b[31m: an instruction is one of ADD"),
                new Fault("FROM", 1, "FROM requires at least one argument: write it as in FROM busybox"),
                new Fault("FROM a b", 1, "FROM requires either one or three arguments"),
                new Fault("FROM a AS 1", 1, "invalid name for build stage: \"1\", name can't start with a number"),
                new Fault("FROM --os=x a", 1, "flag --os of FROM is not supported: leave it out; there is --platform"),
                new Fault("FROM a\nRUN --mount=type=cache,target=/x y", 2, "flag --mount of RUN is not supported"),
                new Fault("FROM a\nRUN --network=none y", 2, "flag --network of RUN is not supported: leave it out"),
                new Fault("FROM a\nRUN []", 2, "RUN requires at least one argument"),
                new Fault("FROM a\nRUN [\"a\", 1]", 2, "only string type is allowed in JSON format arrays"),
                new Fault("FROM a\nRUN <<EOF\nx\n", 2, "unterminated heredoc: end it with a line EOF"),
                new Fault("FROM a\nRUN <<EOF\n#!/bin/python\nEOF", 2, "a heredoc that begins with #! is not supported"),
                new Fault("FROM a\nCOPY x", 2, "COPY requires at least two arguments, but only one was provided."),
                new Fault("FROM a\nCOPY --link x y", 2, "flag --link of COPY is not supported"),
                new Fault("FROM a\nADD --from=x y z", 2, "flag --from of ADD is not supported"),
                new Fault("FROM a\nCOPY --chown x y", 2, "missing a value on flag: --chown: write --chown=VALUE"),
                new Fault("FROM a\nCOPY --chown=a --chown=b x y", 2, "duplicate flag specified: --chown"),
                new Fault("FROM a\nCOPY --from=b <<E /x\nE", 2, "COPY --from cannot take a heredoc"),
                new Fault("FROM a\nENV x", 2, "ENV must have two arguments: write it as in ENV NAME=value"),
                new Fault(
                        "FROM a\nENV a=b c",
                        2,
                        "Syntax error - can't find = in \"c\". Must be of the form: name=value"),
                new Fault("FROM a\nENV =b", 2, "ENV names can not be blank"),
                new Fault("FROM a\nLABEL a=b \\\n  c", 2, "Syntax error - can't find = in \"c\""),
                new Fault("FROM a\nARG 1=2", 2, "ARG names a variable \"1\""),
                new Fault("FROM a\nUSER a b", 2, "USER requires exactly one argument"),
                new Fault("FROM a\nSHELL /bin/sh", 2, "SHELL requires the arguments to be in JSON form"),
                new Fault("FROM a\nVOLUME [\"\"]", 2, "VOLUME specified can not be an empty string"),
                new Fault("FROM a\nHEALTHCHECK TCP 80", 2, "Unknown type \"TCP\" in HEALTHCHECK (try CMD)"),
                new Fault("FROM a\nONBUILD ONBUILD RUN x", 2, "ONBUILD isn't allowed as an ONBUILD trigger"),
                new Fault("FROM a\nONBUILD FORM x", 2, "unknown instruction: FORM"),
                new Fault("# escape=x\nFROM a", 1, "invalid escape token 'x' does not match ` or \\"),
                new Fault("# escape=`\n# escape=`\nFROM a", 2, "only one escape parser directive can be used"));
    }

    record Fault(String text, int line, String message) {}

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsOneLineWithItsPlaceAndTheRemedy(Fault fault) {
        assertThatThrownBy(() -> Dockerfile.parse("Dockerfile", fault.text()))
                .isInstanceOf(DockerfileException.class)
                .hasMessageStartingWith("Dockerfile:" + fault.line() + ": " + fault.message())
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n", "\u001b"));
    }
}
