package hangari.vm.initramfs;

import hangari.image.tar.MountRule;
import hangari.image.tar.TarMember;
import hangari.image.tar.TreeWalk;
import hangari.linux.DirectoryFd;
import hangari.linux.FileStat.Device;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A guest's root: a directory, and files that are only there.
 *
 * <pre>{@code
 * var initramfs = new Initramfs(root, List.of(new Initramfs.Extra(".hangari/agent", 0755, agent)));
 * try (OutputStream out = Files.newOutputStream(file)) {
 *     initramfs.writeTo(out);
 * }
 * }</pre>
 *
 * <p>The same directory and files give the same bytes. Other file systems that are mounted in the directory are left
 * out, as are sockets.
 *
 * @param extras in their order; their folders are made
 */
public record Initramfs(Path root, List<Extra> extras) {
    private static final RawPath SELF = new RawPath(".");

    public Initramfs {
        extras = List.copyOf(extras);
    }

    /** A file of root's that the directory does not have. */
    public static final class Extra {
        private final String path;
        private final int mode;
        private final byte[] content;

        /**
         * A file with this content.
         *
         * @param path without a slash before it
         */
        public Extra(String path, int mode, byte[] content) {
            this.path = path;
            this.mode = mode;
            this.content = content.clone();
        }

        private TarMember member() {
            return TarMember.file(RawPath.of(path), mode, content.length, Instant.EPOCH);
        }
    }

    /**
     * Writes the archive; the stream is not closed.
     *
     * @throws IOException if the directory cannot be read whole, or holds what no kernel would unpack
     */
    public void writeTo(OutputStream out) throws IOException {
        Map<RawPath, Integer> names = new HashMap<>();
        walk((member, content) -> {
            if (member.type() == TarMember.Type.HARD_LINK) {
                names.merge(member.target(), 2, (count, two) -> count + 1);
            }
        });
        var cpio = new CpioWriter(out, names);
        walk(cpio);
        for (String folder : folders()) {
            cpio.put(TarMember.directory(RawPath.of(folder), 0755, Instant.EPOCH), none -> {});
        }
        cpio.put(console(), none -> {});
        for (Extra extra : extras) {
            cpio.put(extra.member(), file -> file.write(extra.content));
        }
        cpio.finish();
    }

    private void walk(hangari.image.tar.MemberSink sink) throws IOException {
        try (DirectoryFd held = DirectoryFd.open(root)) {
            new TreeWalk(root, MountRule.NONE, sink).tree(held, SELF);
        }
    }

    private Set<String> folders() {
        Set<String> folders = new LinkedHashSet<>(Set.of("dev"));
        for (Extra extra : extras) {
            for (int slash = extra.path.indexOf('/'); slash > 0; slash = extra.path.indexOf('/', slash + 1)) {
                folders.add(extra.path.substring(0, slash));
            }
        }
        return folders;
    }

    /** What the kernel opens for its first process before that could mount anything. */
    private static TarMember console() {
        return new TarMember(
                RawPath.of("dev/console"),
                TarMember.Type.CHARACTER_DEVICE,
                0600,
                0,
                0,
                0,
                Instant.EPOCH,
                new RawPath(""),
                new Device(5, 1),
                Collections.emptySortedMap());
    }
}
