package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One thing that a static program does, with one address. Two words: the number of the kind, and the address.
 *
 * @param address where a laid-out program, the next stage, or a {@link Pump} begins
 */
record Stage(Kind kind, long address) {
    static final int SIZE = 16;

    /** What is done with the address; the numbers are those in {@link StartCode}. */
    enum Kind {
        /** Nothing: the process ends, with 125. */
        OVER(0),
        /** The program is walked; a refusal ends the process. */
        WALK(1),
        /**
         * The program is launched in a child, which is waited for until its {@code execve}. If there is no child, what
         * comes next finds none.
         */
        LAUNCH(2),
        /** Further stages are found there. */
        GO_ON(3),
        /** The program is walked until nothing of it is refused. */
        AGAIN(4),
        /** A child, which has a copy of the memory, goes on with the stages there; the process with the next. */
        FORK(5),
        /** Bytes are read until all of a {@link Pump}'s size have come; without them the process ends. */
        FILL(6),
        /** What can be read is written in packets: the length in eight bytes, then so many; at the end a length of 0. */
        PACK(7),
        /** Packets are read until the one that is the end, and what is in them is written, as long as it is taken. */
        UNPACK(8);

        private final long number;

        Kind(long number) {
            this.number = number;
        }
    }

    /**
     * What bytes are moved with: from which descriptor to which, by way of which memory, and how many at most.
     *
     * @param tag bits that PACK sets in a length, to tell whose packet it is
     */
    record Pump(int from, int to, long buffer, long size, long tag) {
        static final int SIZE = 40;

        /** PACK and UNPACK have the length before the bytes. */
        static final int LENGTH = 8;

        Pump(int from, int to, long buffer, long size) {
            this(from, to, buffer, size, 0);
        }

        byte[] bytes() {
            return ByteBuffer.allocate(SIZE)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(from)
                    .putLong(to)
                    .putLong(buffer)
                    .putLong(size)
                    .putLong(tag)
                    .array();
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
