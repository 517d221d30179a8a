package hangari.container.files;

import hangari.container.life.ContainerDetails;
import hangari.container.life.LifeException;
import hangari.image.ImageException;
import hangari.image.tar.MemberSink;
import hangari.image.tar.MountRule;
import hangari.image.tar.TarSource;
import hangari.image.tar.TarWriter;
import hangari.image.tar.TreeWalk;
import hangari.linux.DirectoryFd;
import hangari.linux.FileKind;
import hangari.linux.KernelException;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Copies files between a container and the host, by the rules of {@code docker cp}.
 *
 * <pre>{@code
 * var copy = new ContainerCopy(() -> supervisor.inspect("web"), ContainerCopy.Options.NONE, bytes -> {});
 * copy.out("/var/log/.", "/tmp/logs");
 * copy.in("/home/me/page.html", "/srv/www/");
 * }</pre>
 *
 * <p>Either side may change while it is read, and the container is not trusted: nothing outside of it is read, and on the
 * host nothing is written but below the destination. What was copied before an error stays.
 *
 * <p>Paths are absolute; a slash or {@code /.} at their end means what it means to docker. All methods throw {@link
 * LifeException}.
 */
public final class ContainerCopy {
    private final Supplier<ContainerDetails> inspect;
    private final Options options;
    private final LongConsumer progress;

    /**
     * How it is copied.
     *
     * @param archive whether files keep the numbers of their owners
     * @param followLink whether the source may be a link to what is meant
     */
    public record Options(boolean archive, boolean followLink) {
        /** Neither. */
        public static final Options NONE = new Options(false, false);
    }

    /**
     * What came of it.
     *
     * @param bytes of the files
     * @param devices how many devices were left out
     * @param setIds how many programs lost their set-user-ID or set-group-ID bit
     */
    public record Result(long bytes, long devices, long setIds) {}

    /**
     * One for a container.
     *
     * @param inspect says what it is now
     * @param progress is told how many bytes have been copied
     */
    public ContainerCopy(Supplier<ContainerDetails> inspect, Options options, LongConsumer progress) {
        this.inspect = inspect;
        this.options = options;
        this.progress = progress;
    }

    private interface Work {
        Result run() throws IOException;
    }

    /** From the container to the host. */
    public Result out(String source, String destination) {
        CopyPath from = path(source);
        return told("cannot copy " + source + " to " + destination, () -> {
            try (ContainerRoot container = ContainerRoot.toRead(inspect);
                    Spot spot = inContainer(container, from);
                    DirectoryFd host = host()) {
                Target target = Target.of(host, path(destination), from.name(), spot.isDirectory());
                try (DirectoryFd directory = host.within(new RawPath(target.directory()))
                                .orElseThrow(() -> new IOException("the directory was removed meanwhile"));
                        Landing landing = new Landing(
                                Place.beneath(directory), Landing.Side.HOST, options.archive(), Owners.SAME)) {
                    return landed(
                            landing,
                            counted -> give(
                                    spot,
                                    target.name(),
                                    container.mounts(),
                                    container.owners().inside(counted)));
                }
            }
        });
    }

    /** From the container into an archive; the stream is not closed. */
    public Result out(String source, OutputStream archive) {
        CopyPath from = path(source);
        return told("cannot copy " + source, () -> {
            try (ContainerRoot container = ContainerRoot.toRead(inspect);
                    Spot spot = inContainer(container, from)) {
                var tar = new TarWriter(archive);
                var counted = new Counted(tar, progress);
                // docker: a link that is followed is called what it leads to
                RawPath name = new RawPath(from.name());
                give(
                        spot,
                        options.followLink() && !spot.isItself() ? spot.name() : name,
                        container.mounts(),
                        container.owners().inside(counted));
                tar.finish();
                return new Result(counted.bytes(), 0, 0);
            }
        });
    }

    /** From the host into the container. */
    public Result in(String source, String destination) {
        CopyPath from = path(source);
        return told("cannot copy " + source + " to " + destination, () -> {
            try (DirectoryFd host = host();
                    Spot spot = Spot.find(host, from.lookedUp(), options.followLink())
                            .filter(found -> found.stat().isPresent())
                            .orElseThrow(() -> new LifeException(
                                    LifeException.Kind.NOT_FOUND, source + ": no such file or directory"));
                    ContainerRoot container = writable(path(destination))) {
                Target target = Target.of(container.directory(), path(destination), from.name(), spot.isDirectory());
                try (Landing landing = new Landing(
                        Place.inside(container.directory(), target.directory()),
                        Landing.Side.CONTAINER,
                        options.archive(),
                        container.owners())) {
                    return landed(landing, counted -> give(spot, target.name(), MountRule.ALL, counted));
                }
            }
        });
    }

    /** From an archive, packed or not, into a directory of the container; the stream is not closed. */
    public Result in(InputStream archive, String destination) {
        CopyPath to = path(destination);
        return told("cannot unpack an archive in " + destination, () -> {
            try (ContainerRoot container = writable(to);
                    Spot spot = Spot.find(container.directory(), to.clean(), true)
                            .filter(Spot::isDirectory)
                            .orElseThrow(() -> new LifeException(
                                    LifeException.Kind.BAD_REQUEST,
                                    "destination \"" + destination + "\" must be a directory"));
                    Landing landing = new Landing(
                            Place.inside(container.directory(), spot.path()),
                            Landing.Side.CONTAINER,
                            options.archive(),
                            container.owners())) {
                return landed(landing, counted -> TarSource.read(archive, counted));
            }
        });
    }

    private interface Source {
        void giveTo(MemberSink sink) throws IOException;
    }

    private Result landed(Landing landing, Source source) throws IOException {
        var counted = new Counted(landing, progress);
        source.giveTo(counted);
        landing.finish();
        return new Result(counted.bytes(), landing.devices(), landing.setIds());
    }

    private static void give(Spot spot, RawPath name, MountRule rule, MemberSink sink) throws IOException {
        if (spot.stat().filter(stat -> stat.kind() == FileKind.SOCKET).isPresent()) {
            throw new IOException("it is a socket, which cannot be copied");
        }
        var walk = new TreeWalk(Path.of(new RawPath(spot.path()).toString()), rule, sink);
        if (spot.isItself()) {
            walk.tree(spot.directory(), name);
        } else {
            walk.entry(spot.directory(), spot.name(), name);
        }
    }

    private Spot inContainer(ContainerRoot container, CopyPath from) {
        refuseVolume(container, from);
        return Spot.find(container.directory(), from.lookedUp(), options.followLink())
                .filter(spot -> spot.stat().isPresent())
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.NOT_FOUND,
                        "could not find the file " + new RawPath(from.toString()) + " in container "
                                + inspect.get().name()));
    }

    private ContainerRoot writable(CopyPath to) {
        ContainerRoot container = ContainerRoot.toWrite(inspect);
        try {
            refuseVolume(container, to);
            return container;
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    /** Volumes are mounted while the container runs; what is below them then is somewhere else. */
    private void refuseVolume(ContainerRoot container, CopyPath path) {
        container.volumes().stream().filter(path::isIn).findFirst().ifPresent(volume -> {
            throw new LifeException(
                    LifeException.Kind.CONFLICT,
                    new RawPath(path.clean()) + " is in the volume at " + volume
                            + ", which is not mounted while the container does not run: start it first");
        });
    }

    private static CopyPath path(String text) {
        return CopyPath.of(RawPath.of(text).latin1());
    }

    private static DirectoryFd host() {
        return DirectoryFd.open(Path.of("/"));
    }

    private static Result told(String what, Work work) {
        try {
            return work.run();
        } catch (KernelException e) {
            throw new LifeException(
                    LifeException.Kind.FAILED, what + ": " + e.refusal().line(), e);
        } catch (IOException | ImageException e) {
            throw new LifeException(LifeException.Kind.FAILED, what + ": " + e.getMessage(), e);
        }
    }
}
