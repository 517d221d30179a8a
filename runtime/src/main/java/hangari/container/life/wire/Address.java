package hangari.container.life.wire;

import hangari.linux.DirectoryFd;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Unix sockets by path, however long that is. */
final class Address {
    // unix(7): "sun_path ... 108"; the last byte is the NUL, and the JDK is content with a few less
    private static final int LONGEST = 100;

    private Address() {}

    /** What is done with an address. */
    private interface Use {
        void with(UnixDomainSocketAddress address) throws IOException;
    }

    static void bind(ServerSocketChannel channel, Path socket) throws IOException {
        use(socket, channel::bind);
    }

    static void connect(SocketChannel channel, Path socket) throws IOException {
        use(socket, channel::connect);
    }

    private static void use(Path socket, Use use) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            use.with(UnixDomainSocketAddress.of(socket));
            return;
        }
        Path directory = socket.getParent();
        Path name = socket.getFileName();
        if (directory == null || name == null) {
            throw new IOException("no path of a socket: " + socket);
        }
        try (DirectoryFd held = DirectoryFd.open(directory)) {
            use.with(UnixDomainSocketAddress.of(held.path().resolve(name)));
        }
    }
}
