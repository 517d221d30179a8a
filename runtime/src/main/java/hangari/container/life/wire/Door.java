package hangari.container.life.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;

/** How a client comes to a connection with a supervisor. */
interface Door {
    /**
     * Opens a connection.
     *
     * @throws ConnectException if nobody answers there
     */
    Wire open() throws IOException;

    /** Knocks, and goes away again if nobody is in. */
    static Door of(RunDirectory place) {
        return () -> connect(place);
    }

    private static Wire connect(RunDirectory place) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            Address.connect(channel, place.socket());
            Peer.check(channel);
            connected = true;
            return new Wire(channel);
        } catch (SocketException e) {
            throw Files.exists(place.socket()) && !isRefused(e) ? e : nobody(place, e);
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    // connect(2): of a socket that no process listens to any more, "ECONNREFUSED"
    private static boolean isRefused(SocketException failure) {
        return failure instanceof ConnectException || "Connection refused".equals(failure.getMessage());
    }

    private static ConnectException nobody(RunDirectory place, SocketException cause) {
        var nobody = new ConnectException("no supervisor answers at " + place.socket());
        nobody.initCause(cause);
        return nobody;
    }
}
