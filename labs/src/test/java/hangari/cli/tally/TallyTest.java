package hangari.cli.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {
    @TempDir
    Path temporary;

    @Test
    void countsTheTestCasesOfEveryModule() throws Exception {
        report("runtime", """
                <testsuite tests="3"><testcase classname="a.B" name="works"/>
                <testcase classname="a.B" name="breaks"><failure message="expected 1&#10;but was 2" type="X">at</failure></testcase>
                <testcase classname="a.B" name="waits"><skipped message="needs KVM"/></testcase></testsuite>
                """);
        report("labs", """
                <testsuite tests="1"><testcase classname="c.D" name="explodes"><error type="Y"/></testcase>
                <testcase classname="c.D" name="waits too"><skipped message="needs KVM"/></testcase></testsuite>
                """);

        Count count = TestReports.below(temporary);

        assertThat(count.passed()).isEqualTo(1);
        assertThat(count.failures()).containsExactly("c.D.explodes: ", "a.B.breaks: expected 1");
        assertThat(count.reasons()).isEqualTo(Map.of("needs KVM", 2));
        assertThat(count.ran()).isEqualTo(3);
    }

    @Test
    void takesTheReasonOfASkippedTestFromTheAssumptionThatFailed() throws Exception {
        report("runtime", """
                <testsuite tests="2"><testcase classname="a.B" name="waits"><skipped type="T"><![CDATA[\
                T: Assumption failed: root may make cgroups
                at a.B]]></skipped></testcase>
                <testcase classname="a.B" name="works"/></testsuite>
                """);

        Count count = TestReports.below(temporary);

        assertThat(count.reasons()).isEqualTo(Map.of("root may make cgroups", 1));
        assertThat(count.passed()).isEqualTo(1);
    }

    @Test
    void aProjectWithoutReportsRanNothing() throws Exception {
        assertThat(TestReports.below(temporary)).isEqualTo(Count.NONE);
    }

    @Test
    void countsTheStepsThatWerePlayed() throws Exception {
        String lines = new AutoResults.Line("chroot", "first", "ko", AutoResults.Outcome.PASSED, "").json() + "\n"
                + new AutoResults.Line("chroot", "second", "ko", AutoResults.Outcome.SKIPPED, "no userns").json() + "\n"
                + new AutoResults.Line("chroot", "third", "ko", AutoResults.Outcome.FAILED, "exit 1").json() + "\n";
        Files.writeString(temporary.resolve("ko.jsonl"), lines);

        assertThat(AutoResults.in(temporary))
                .isEqualTo(new Count(1, List.of("chroot/third (ko): exit 1"), Map.of("no userns", 1)));
    }

    @Test
    void refusesARecordThatIsCut() throws Exception {
        Files.writeString(temporary.resolve("ko.jsonl"), "{\"lesson\":");
        assertThatThrownBy(() -> AutoResults.in(temporary))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("ko.jsonl: not the record of a play: play again");
    }

    private void report(String module, String xml) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-" + module + ".xml"), xml);
    }
}
