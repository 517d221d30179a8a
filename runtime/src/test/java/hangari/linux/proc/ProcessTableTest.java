package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTableTest {
    private static final String REST =
            " 10 20 30 0 -1 4194560 90 0 0 0 1 2 0 0 20 0 1 0 7777 3133440 438 1844674407370\n";

    @ParameterizedTest
    @ValueSource(strings = {"sh", "a b", ")", "(", ") Z 1 (", "x) S 1", "항아리", "a\nb", ""})
    void aNameMayHoldAnything(String comm) {
        var stat = ProcessStat.parse("42 (" + comm + ") S" + REST);

        assertThat(stat).isEqualTo(new ProcessStat(42, comm, ProcessState.SLEEPING, 10, 20, 30, 7777));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "42 (sh", "42 (sh) S 1", "42 (sh) ?" + REST, "x (sh) S" + REST})
    void namesWhatIsNotAStatLine(String text) {
        assertThatThrownBy(() -> ProcessStat.parse(text))
                .isInstanceOf(ProcFormatException.class)
                .hasMessageStartingWith("stat: expected ");
    }

    @Test
    void findsDescendantsParentsFirst() {
        var table = new ProcessTable(
                List.of(process(1, 0), process(5, 9), process(7, 1), process(8, 1), process(9, 7), process(10, 8)));

        assertThat(table.descendants(7)).map(ProcessStat::pid).containsExactly(9L, 5L);
        assertThat(table.descendants(1)).map(ProcessStat::pid).containsExactly(7L, 8L, 9L, 10L, 5L);
        assertThat(table.descendants(99)).isEmpty();
        assertThat(table.find(9)).map(ProcessStat::parent).contains(7L);
    }

    @Test
    void aCircleMadeByAReusedPidEnds() {
        var table = new ProcessTable(List.of(process(5, 6), process(6, 5)));

        assertThat(table.descendants(5)).map(ProcessStat::pid).containsExactly(6L);
    }

    @Test
    void printsAsPsDoes() {
        assertThat(new ProcessTable(List.of(process(7, 1))).toString().lines())
                .containsExactly("     PID     PPID S COMMAND", "       7        1 S p7");
    }

    private static ProcessStat process(long pid, long parent) {
        return new ProcessStat(pid, "p" + pid, ProcessState.SLEEPING, parent, pid, pid, pid);
    }
}
