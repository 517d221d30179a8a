package hangari.network.attach;

import hangari.network.Prefix;
import hangari.network.dns.DnsServer;
import hangari.network.dns.Resolvers;
import hangari.network.dns.Zone;
import hangari.network.loop.EventLoop;
import hangari.network.port.PortMapping;
import hangari.network.port.PortProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this process itself does for containers while it lives: it answers for names, and carries ports. */
final class Services implements AutoCloseable {
    private final NetworkSettings settings;
    private final Ledger ledger;
    private final Map<String, List<PortProxy>> proxies = new HashMap<>();
    private final Map<String, DnsServer> responders = new HashMap<>();
    private final Map<String, Snapshot> snapshots = new HashMap<>();
    private @Nullable EventLoop loop;

    Services(NetworkSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    private record Snapshot(FileTime changed, Zone zone) {}

    private EventLoop loop() {
        EventLoop running = loop;
        if (running == null) {
            running = EventLoop.start(settings.host());
            loop = running;
        }
        return running;
    }

    /** Takes the ports of a container, all or none; says which ones they are. */
    synchronized List<PortMapping> carry(Attachment attachment) {
        if (!proxies.containsKey(attachment.id())) {
            List<PortProxy> taken = new ArrayList<>();
            try {
                attachment.ip().ifPresent(ip -> attachment
                        .mappings()
                        .forEach(mapping -> taken.add(PortProxy.open(loop(), mapping, ip))));
            } catch (RuntimeException e) {
                taken.forEach(PortProxy::close);
                throw e;
            }
            proxies.put(attachment.id(), taken);
        }
        return proxies.get(attachment.id()).stream().map(PortProxy::mapping).toList();
    }

    /** Finds out whether ports are free, and chooses those that were left open, for a program that will take them. */
    List<PortMapping> free(Attachment attachment) {
        InetAddress nobody = InetAddress.getLoopbackAddress();
        List<PortProxy> taken = new ArrayList<>();
        try {
            attachment.mappings().forEach(mapping -> taken.add(PortProxy.open(loop(), mapping, nobody)));
            return taken.stream().map(PortProxy::mapping).toList();
        } finally {
            taken.forEach(PortProxy::close);
        }
    }

    /** Gives the ports of a container back. */
    synchronized void drop(String id) {
        Optional.ofNullable(proxies.remove(id)).ifPresent(taken -> taken.forEach(PortProxy::close));
    }

    /** Answers for the names of a network at its bridge's address; says whether somebody does, at least. */
    synchronized boolean answer(NetworkRecord network) {
        if (responders.containsKey(network.name())) {
            return true;
        }
        try {
            DnsServer responder = DnsServer.open(
                    loop(), network.gateway(), () -> zone(network), () -> Resolvers.read(settings.resolvConf()));
            responders.put(network.name(), responder);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    synchronized void silence(String network) {
        Optional.ofNullable(responders.remove(network)).ifPresent(DnsServer::close);
    }

    /** To be called when the ledger has changed: the clock of files is coarse. */
    void changed() {
        synchronized (snapshots) {
            snapshots.clear();
        }
    }

    /** The names of a network as the ledger has them. Another process may have changed it: its directory's time tells. */
    private Zone zone(NetworkRecord network) {
        try {
            FileTime changed = Files.getLastModifiedTime(ledger.note("attachments"));
            synchronized (snapshots) {
                Snapshot known = snapshots.get(network.name());
                if (known == null || !known.changed().equals(changed)) {
                    known = new Snapshot(changed, read(network));
                    snapshots.put(network.name(), known);
                }
                return known.zone();
            }
        } catch (IOException e) {
            return Zone.of(network.prefix());
        }
    }

    private Zone read(NetworkRecord network) {
        Prefix subnet = network.prefix();
        Zone zone = Zone.of(subnet);
        for (Attachment attachment : ledger.attachments(network)) {
            if (attachment.ip().isPresent()) {
                zone = zone.with(attachment.ip().get(), attachment.names());
            }
        }
        return zone;
    }

    @Override
    public synchronized void close() {
        if (loop != null) {
            loop.close();
        }
        proxies.clear();
        responders.clear();
    }
}
