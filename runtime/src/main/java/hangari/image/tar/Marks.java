package hangari.image.tar;

import hangari.image.oci.WhiteoutName;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.RawPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How overlayfs notes that something below is gone, and how a layer does.
 *
 * <p>Overlayfs's own attributes are {@code trusted.overlay.*}, or {@code user.overlay.*} where it was mounted with
 * userxattr; we take both for what they are. Source: overlayfs.rst, "whiteouts and opaque directories"; OCI image
 * specification, layer.md, "Whiteouts".
 */
public final class Marks {
    private static final List<String> OURS = List.of("trusted.overlay.", "user.overlay.");
    // What a machine's own policy adds is no part of an image, and would make its digest depend on the machine.
    private static final List<String> CARRIED =
            List.of("user.", "trusted.", "security.capability", "system.posix_acl_");

    private Marks() {}

    /** A device 0:0, or an empty file that is marked as a whiteout. */
    public static boolean isWhiteout(FileStat stat, Map<RawPath, byte[]> attributes) {
        return stat.isWhiteout()
                || (stat.kind() == FileKind.REGULAR
                        && stat.bytes() == 0
                        && mark(attributes, "whiteout").isPresent());
    }

    /** Whether a directory hides all that lies below it. */
    public static boolean isOpaque(Map<RawPath, byte[]> attributes) {
        return mark(attributes, "opaque").filter("y"::equals).isPresent();
    }

    /** Why a file cannot be put into a layer. */
    static Optional<String> fault(RawPath name, Map<RawPath, byte[]> attributes) {
        if (name.latin1().startsWith(WhiteoutName.PREFIX)) {
            return Optional.of("in a layer a name that begins with .wh. stands for a file that is gone: rename it");
        }
        if (mark(attributes, "redirect").isPresent()) {
            return Optional.of("overlayfs has only noted where it was moved from: mount with redirect_dir=off");
        }
        if (mark(attributes, "metacopy").isPresent()) {
            return Optional.of("overlayfs has not copied its content up: mount with metacopy=off");
        }
        return Optional.empty();
    }

    private static Optional<String> mark(Map<RawPath, byte[]> attributes, String what) {
        return OURS.stream()
                .map(prefix -> attributes.get(new RawPath(prefix + what)))
                .filter(value -> value != null)
                .map(value -> new String(value, StandardCharsets.ISO_8859_1))
                .findFirst();
    }

    /** The attributes that a layer takes along. */
    static SortedMap<RawPath, byte[]> carried(SortedMap<RawPath, byte[]> attributes) {
        SortedMap<RawPath, byte[]> carried = new TreeMap<>(attributes);
        carried.keySet()
                .removeIf(name -> name.equals(Ownership.WANTED) || isOneOf(OURS, name) || !isOneOf(CARRIED, name));
        return carried;
    }

    private static boolean isOneOf(List<String> prefixes, RawPath name) {
        return prefixes.stream().anyMatch(name.latin1()::startsWith);
    }
}
