package hangari.image;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What mount(2) has to be told to stack layers.
 *
 * <pre>{@code
 * OverlayOptions.of(List.of(base, tools), upper, work).data();
 * // lowerdir=/…/tools:/…/base,upperdir=/…/upper,workdir=/…/work,userxattr
 * }</pre>
 *
 * @param data the data argument
 * @param directory where the caller has to be (chdir(2)) while it mounts, if the paths are relative to it
 * @see <a href="https://docs.kernel.org/filesystems/overlayfs.html">overlayfs</a>
 */
public record OverlayOptions(String data, Optional<Path> directory) {
    // mount(2): "data … a string of comma-separated options"; the kernel copies one page, which ends in a null byte.
    static final int MAX_DATA = 4095;
    // fs/overlayfs/params.h, OVL_MAX_STACK
    private static final int MAX_LAYERS = 500;

    /**
     * The options for a stack; with paths relative to the layers' common parent if they do not fit otherwise.
     *
     * @param lower the read-only layers, the lowest first
     * @param upper takes the changes
     * @param work an empty directory on the same file system
     * @throws ImageException if there are more layers than one mount can take
     */
    public static OverlayOptions of(List<Path> lower, Path upper, Path work) {
        String own = ",upperdir=" + escape(upper.toAbsolutePath()) + ",workdir=" + escape(work.toAbsolutePath());
        return of(lower, 1, own);
    }

    /**
     * The options for a stack that nobody can write to.
     *
     * @param layers at least two, the lowest first
     * @throws ImageException if there are more layers than one mount can take
     */
    public static OverlayOptions readOnly(List<Path> layers) {
        // fs/overlayfs/params.c: "at least 2 lowerdir are needed while upperdir nonexistent"
        return of(layers, 2, "");
    }

    private static OverlayOptions of(List<Path> lower, int least, String own) {
        if (lower.size() < least || lower.size() > MAX_LAYERS) {
            throw new ImageException(
                    "an overlay of " + lower.size() + " layers: it takes " + least + " to " + MAX_LAYERS);
        }
        List<Path> absolute =
                lower.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        String data = data(absolute, own);
        if (fits(data)) {
            return new OverlayOptions(data, Optional.empty());
        }
        Path parent = commonParent(absolute);
        List<Path> relative = absolute.stream().map(parent::relativize).toList();
        String shorter = data(relative, own);
        if (!fits(shorter)) {
            throw new ImageException("an overlay of " + lower.size() + " layers needs " + length(shorter)
                    + " bytes of options and the kernel takes " + MAX_DATA + ": merge some of the layers");
        }
        return new OverlayOptions(shorter, Optional.of(parent));
    }

    // overlayfs.rst, "userxattr": "Use the 'user.overlay.' xattr namespace instead of 'trusted.overlay.'. This is
    // useful for unprivileged mounting of overlayfs." Root could use either; one way for both keeps a layer readable
    // to whoever made it.
    private static String data(List<Path> lower, String own) {
        List<Path> topDown = new ArrayList<>(lower);
        // "The specified lower directories will be stacked beginning from the rightmost one and going left."
        Collections.reverse(topDown);
        String layers = topDown.stream().map(OverlayOptions::escape).collect(Collectors.joining(":"));
        return "lowerdir=" + layers + own + ",userxattr";
    }

    // overlayfs.rst: "Directory names containing colons can be provided as lower layer by escaping the colons with a
    // single backslash"; so can a comma, which ends an option, and the backslash itself (ovl_next_opt, ovl_unescape).
    static String escape(Path path) {
        return path.toString().replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }

    private static boolean fits(String data) {
        return length(data) <= MAX_DATA;
    }

    private static int length(String data) {
        return data.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Path commonParent(List<Path> paths) {
        Path common = parent(paths.get(0));
        for (Path path : paths) {
            while (!path.startsWith(common)) {
                common = parent(common);
            }
        }
        return common;
    }

    private static Path parent(Path path) {
        return Optional.ofNullable(path.getParent()).orElse(Path.of("/"));
    }
}
