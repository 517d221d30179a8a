package hangari.network.port;

import hangari.network.Prefix;
import hangari.network.loop.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A port of the host that is served in user space: what comes is carried to the container's port, and back.
 *
 * <p>It needs no packet filter and no privilege. Where there are rules that send packets to the container directly, it
 * still holds the port, so that nobody else takes it, and serves what those rules cannot: 127.0.0.1 and ::1, which the
 * kernel does not route to another interface, and the containers' own bridge.
 */
public interface PortProxy extends AutoCloseable {
    /** The mapping that it serves, with the host's port that it got. */
    PortMapping mapping();

    /** Gives the port back; connections through it end. */
    @Override
    void close();

    /**
     * Takes the host's port, and serves it from now on.
     *
     * @param target where the container is
     * @throws PortException if the port is in use or may not be taken
     */
    static PortProxy open(EventLoop loop, PortMapping mapping, InetAddress target) {
        InetSocketAddress to = new InetSocketAddress(target, mapping.containerPort());
        try {
            return loop.call(() -> mapping.protocol() == Protocol.TCP
                    ? TcpProxy.open(loop, mapping, to)
                    : UdpProxy.open(loop, mapping, to));
        } catch (UncheckedIOException e) {
            throw refused(mapping, Objects.requireNonNull(e.getCause()));
        }
    }

    private static PortException refused(PortMapping mapping, IOException cause) {
        String address = mapping.host().map(Prefix::text).orElse("*");
        String port = address + ":" + mapping.hostPort() + "/" + mapping.protocol();
        String said = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        if (cause instanceof BindException && said.contains("in use")) {
            String list = mapping.protocol() == Protocol.TCP ? "-ltnp" : "-lunp";
            return new PortException(
                    "port " + port + " of this host is in use already: publish another, or see who has it: ss " + list
                            + " 'sport = :" + mapping.hostPort() + "'");
        }
        if (said.toLowerCase(Locale.ROOT).contains("permission denied")) {
            return new PortException("port " + port + " of this host is for root: publish one from 1024 up, or sysctl"
                    + " net.ipv4.ip_unprivileged_port_start=" + mapping.hostPort());
        }
        if (said.contains("Cannot assign")) {
            return new PortException(
                    "port " + port + ": this host has no address " + address + ": see 'ip addr' for those it has");
        }
        return new PortException("port " + port + " of this host cannot be taken: " + said);
    }
}
