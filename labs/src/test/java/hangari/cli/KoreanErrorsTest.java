package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class KoreanErrorsTest {
    private static final Path RUNTIME = Path.of("../runtime/src/main/java");
    private static final Pattern HOLE = Pattern.compile("%([1-9]\\$)?s");

    /** What a text is put together from: around values, quotation marks and colons. */
    private static final Pattern CLAUSE = Pattern.compile("\\W*" + HOLE + "\\W*|: |\"");

    /** A clause as long as this is not there by chance. */
    private static final int TELLING = 6;

    @TempDir
    Path state;

    @Test
    void sayInKoreanWhatTheRuntimeSays() {
        assertThat(KoreanErrors.say("no such container: web")).isEqualTo("web: 그런 컨테이너가 없습니다. hangari ps -a로 확인하십시오");
        assertThat(KoreanErrors.say("container web is not running"))
                .isEqualTo("web: 실행 중인 컨테이너가 아닙니다. hangari start web로 먼저 시작하십시오");
    }

    @Test
    void sayInKoreanWhatARefusalOfTheKernelMeans() {
        assertThat(KoreanErrors.say("execve(\"/x\", [\"/x\"], [/* 3 vars */]): EACCES (permission denied): the file is"
                        + " not executable, or its mount is noexec"))
                .startsWith("execve(\"/x\", [\"/x\"], [/* 3 vars */]): EACCES (permission denied): ")
                .contains("실행 권한");
    }

    @Test
    void leaveAsItIsWhatTheyDoNotKnow() {
        assertThat(KoreanErrors.say("the moon is full")).isEqualTo("the moon is full");
        assertThat(KoreanErrors.say("no such container: " + "x".repeat(5000))).startsWith("no such container");
    }

    @Test
    void areToldToWhoReadsKoreanOnly() {
        assertThat(error("ko_KR.UTF-8", "save", "nope")).startsWith("hangari: nope: 그런 이미지가 없습니다");
        assertThat(error("C.UTF-8", "save", "nope")).startsWith("hangari: no image \"nope\" in ");
    }

    @TestFactory
    List<DynamicTest> areKnownByWordsThatStandInTheRuntime() {
        String sources = sources();
        return KoreanErrors.known().texts().keySet().stream()
                .map(english -> DynamicTest.dynamicTest(english, () -> assertThat(CLAUSE.splitAsStream(english))
                        .filteredOn(clause -> clause.length() >= TELLING)
                        .isNotEmpty()
                        .allMatch(sources::contains)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> keepEveryValue() {
        return KoreanErrors.known().texts().entrySet().stream()
                .map(text -> DynamicTest.dynamicTest(
                        text.getKey(), () -> assertThat(values(text.getValue())).isEqualTo(values(text.getKey()))))
                .toList();
    }

    /** Their places; a value that has no number has that of its turn. */
    private static Set<String> values(String text) {
        int[] turn = {0};
        return HOLE.matcher(text)
                .results()
                .map((MatchResult hole) -> hole.group(1) == null ? ++turn[0] + "$" : hole.group(1))
                .collect(Collectors.toSet());
    }

    /** All that is said in the runtime's sources, with texts put together that go on in another line. */
    private static String sources() {
        try (Stream<Path> files = Files.walk(RUNTIME)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(KoreanErrorsTest::text)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String error(String locale, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, UTF_8);
        int status = Cli.run(
                new Console(InputStream.nullInputStream(), stream, stream),
                new Surroundings(state, new StateDirectory(state), locale, false),
                arguments);
        assertThat(status).isNotZero();
        return err.toString(UTF_8);
    }
}
