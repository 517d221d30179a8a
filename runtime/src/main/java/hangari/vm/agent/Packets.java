package hangari.vm.agent;

import hangari.linux.Fd;
import hangari.linux.GuestJob;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The streams of a command on a port, in packets: the length in eight bytes, with whose it is above it, then so many; a
 * length of 0 is that stream's end. A port itself has no end that could be told from that of the machine.
 */
final class Packets {
    /** More than this the agent does not take, nor send, at once. */
    static final int MOST = 32 * 1024 - Long.BYTES;

    private final Fd port;
    private final PortInput input;

    Packets(Fd port) {
        this.port = port;
        this.input = new PortInput(port);
    }

    /**
     * Hands on what comes, until so many streams have ended. If a receiver refuses, the rest is taken in all the same,
     * and dropped.
     *
     * @throws EOFException if the machine ended before
     * @throws IOException if somebody sends what no agent would
     */
    void readTo(OutputStream out, OutputStream err, int streams) throws IOException {
        OutputStream[] receivers = {out, err};
        int open = streams;
        while (open > 0) {
            long header = ByteBuffer.wrap(input.exactly(Long.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            byte[] packet = input.exactly(length(header));
            int whose = (header & GuestJob.ERROR) == 0 ? 0 : 1;
            if (packet.length == 0) {
                open--;
            } else if (!written(receivers[whose], packet)) {
                receivers[whose] = OutputStream.nullOutputStream();
            }
        }
    }

    private static int length(long header) throws IOException {
        long length = header & ~(GuestJob.OUTPUT | GuestJob.ERROR);
        if (length < 0 || length > MOST) {
            throw new IOException("a packet of " + length + " bytes came from the guest, which sends at most " + MOST);
        }
        return (int) length;
    }

    private static boolean written(OutputStream receiver, byte[] packet) {
        try {
            receiver.write(packet);
            receiver.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends bytes, as many packets as it takes. */
    void write(byte[] bytes, int length) {
        for (int at = 0; at < length; at += MOST) {
            int count = Math.min(MOST, length - at);
            port.write(packet(Arrays.copyOfRange(bytes, at, at + count)));
        }
    }

    /** Sends the end. */
    void end() {
        port.write(packet(new byte[0]));
    }

    private static byte[] packet(byte[] content) {
        return ByteBuffer.allocate(Long.BYTES + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(content.length)
                .put(content)
                .array();
    }

    /** A port as a stream of bytes. */
    static final class PortInput {
        private final Fd port;
        private byte[] some = new byte[0];
        private int at;

        PortInput(Fd port) {
            this.port = port;
        }

        /**
         * So many bytes.
         *
         * @throws EOFException if the machine ended before
         */
        byte[] exactly(int length) throws EOFException {
            byte[] all = new byte[length];
            int filled = 0;
            while (filled < length) {
                if (at == some.length) {
                    some = port.read();
                    at = 0;
                    if (some.length == 0) {
                        throw new EOFException("the machine ended");
                    }
                }
                int count = Math.min(length - filled, some.length - at);
                System.arraycopy(some, at, all, filled, count);
                at += count;
                filled += count;
            }
            return all;
        }
    }
}
