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

    /** What is done with the address; the order is that of the numbers in {@link StartCode}. */
    enum Kind {
        /** Nothing: the process ends, with 125. */
        OVER,
        /** The program is walked; a refusal ends the process. */
        WALK,
        /** The program is launched in a child, which is waited for until its {@code execve}. */
        LAUNCH,
        /** Further stages are found there. */
        GO_ON
    }

    /** The bytes of stages, with the one behind them that is the end. */
    static byte[] bytes(List<Stage> stages) {
        ByteBuffer bytes = ByteBuffer.allocate((stages.size() + 1) * SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (Stage stage : stages) {
            bytes.putLong(stage.kind.ordinal()).putLong(stage.address);
        }
        return bytes.array();
    }
}
