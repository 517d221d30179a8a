package hangari.vm.agent;

import hangari.linux.Fd;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A stream on a port, in packets: the length in eight bytes, then so many; the end is a length of 0. A port itself has no
 * end that could be told from that of the machine.
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
     * Hands on what comes, until the end. If the receiver refuses, the rest is taken in all the same, and dropped.
     *
     * @throws EOFException if the machine ended before
     * @throws IOException if somebody sends what no agent would
     */
    void readTo(OutputStream receiver) throws IOException {
        OutputStream now = receiver;
        byte[] packet = read();
        while (packet.length > 0) {
            now = written(now, packet) ? now : OutputStream.nullOutputStream();
            packet = read();
        }
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

    private byte[] read() throws IOException {
        long length = ByteBuffer.wrap(input.exactly(Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 0 || length > MOST) {
            throw new IOException("a packet of " + length + " bytes came from the guest, which sends at most " + MOST);
        }
        return input.exactly((int) length);
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
