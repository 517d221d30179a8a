package hangari.linux.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssemblerTest {
    private static final List<Long> ZEROES = Collections.nCopies(6, 0L);
    private static final Line.Label HERE = new Line.Label("here");
    private static final Line.Label FAR = new Line.Label("far");
    private static final Line.Label FARTHER = new Line.Label("farther");

    /** Jumps over so many instructions, to two places. */
    private static BpfProgram jumpOver(int many) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line.Load(0));
        lines.add(new Line.Jump(Line.Test.JEQ, 5, FAR, FARTHER));
        lines.addAll(Collections.nCopies(many, new Line.And(-1)));
        lines.add(FAR);
        lines.add(new Line.Return(new Action.Allow()));
        lines.add(FARTHER);
        lines.add(new Line.Return(new Action.Kill()));
        return Assembler.assemble(lines);
    }

    @Test
    void aLabelFartherAwayThanATestCanJumpIsReachedByABridge() {
        for (int many : new int[] {0, 252, 253, 254, 255, 256, 257, 1000}) {
            BpfMachine machine = new BpfMachine(jumpOver(many));

            assertThat(machine.run(0, 5, ZEROES)).as("over %d", many).isEqualTo(0x7FFF_0000);
            assertThat(machine.run(0, 6, ZEROES)).as("over %d", many).isEqualTo(0x8000_0000);
        }
        assertThat(jumpOver(252).size()).isEqualTo(256);
        assertThat(jumpOver(1000).size()).isEqualTo(1006);
    }

    @Test
    void aJumpBackwardsIsRefused() {
        List<Line> lines = List.of(HERE, new Line.Load(0), new Line.Jump(Line.Test.JEQ, 1, HERE, FAR), FAR);

        assertThatThrownBy(() -> Assembler.assemble(lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label here is not behind the jump to it");
    }

    @Test
    void aLabelThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> Assembler.assemble(List.of(HERE, new Line.Load(0), HERE)))
                .hasMessage("label here is there twice");
    }

    @Test
    void aProgramTooLongForTheKernelIsRefused() {
        assertThatThrownBy(() -> Assembler.assemble(Collections.nCopies(4097, new Line.Load(0))))
                .hasMessage("a BPF program has 1 to 4096 instructions, not 4097");
    }

    @Test
    void linesAreWrittenAsTheKernelsAssemblerReadsThem() {
        assertThat(List.of(
                                new Line.Load(16),
                                new Line.And(0xFF),
                                new Line.Jump(Line.Test.JGE, 12, HERE, FAR),
                                HERE,
                                new Line.Return(new Action.Allow()))
                        .stream()
                        .map(Object::toString))
                .containsExactly("ld [16]", "and #0xff", "jge #0xc, here, far", "here:", "ret #0x7fff0000 ; allow");
    }
}
