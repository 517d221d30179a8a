package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One thing that a static program does, with one address. Two words: the number of the kind, and the address.
 *
 * @param address where a laid-out program, or the next stage, begins
 */
record Stage(Kind kind, long address) {
    static final int SIZE = 16;

    /** What is done with the address; the numbers are those in {@link StartCode}. */
    enum Kind {
        /** Nothing: the process ends, with 125. */
        OVER(0),
        /** The program is walked; a refusal ends the process. */
        WALK(1),
        /** The program is launched in a child, which is waited for until its {@code execve}. */
        LAUNCH(2),
        /** Further stages are found there. */
        GO_ON(3);

        private final long number;

        Kind(long number) {
            this.number = number;
        }
    }

    /** The bytes of stages, with the one behind them that is the end. */
    static byte[] bytes(List<Stage> stages) {
        ByteBuffer bytes = ByteBuffer.allocate((stages.size() + 1) * SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (Stage stage : stages) {
            bytes.putLong(stage.kind.number).putLong(stage.address);
        }
        return bytes.array();
    }
}
