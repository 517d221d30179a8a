package hangari.container.life.wire;

import hangari.container.life.LifeException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a connection. */
final class Peer {
    private Peer() {}

    /** Who we are. */
    static UserPrincipal ourselves() throws IOException {
        return Files.getOwner(Path.of("/proc/self"));
    }

    /**
     * Makes sure that the other end is ours too: who speaks to a supervisor can do all that its user can, and who
     * answers gets to know what is asked.
     *
     * @throws LifeException if it is another user's
     */
    static void check(SocketChannel channel) throws IOException {
        // unix(7), SO_PEERCRED: "the process that called connect(2), listen(2) or socketpair(2)", as it was then
        UserPrincipal user =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        if (!user.equals(ourselves())) {
            throw new LifeException(
                    LifeException.Kind.UNREACHABLE,
                    "the other end of the socket is " + user.getName() + ", and this is "
                            + ourselves().getName() + ": a supervisor serves its own user only");
        }
    }
}
