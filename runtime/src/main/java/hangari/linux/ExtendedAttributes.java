package hangari.linux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The extended attributes of a name in a directory, whatever the name stands for: also those of a symbolic link, and
 * those that Java does not show, such as {@code security.capability}.
 *
 * <p>flistxattr(2) takes no descriptor that was opened with O_PATH, and a fifo or a device must not be opened otherwise;
 * so the directory is reached through {@code /proc/self/fd}, and the name below it is not followed. Source:
 * {@code xattr(7)}.
 */
final class ExtendedAttributes {
    // linux/limits.h, XATTR_LIST_MAX and XATTR_SIZE_MAX
    private static final int LIMIT = 65536;

    private ExtendedAttributes() {}

    /** All that may be read, by name. */
    static SortedMap<RawPath, byte[]> of(Fd directory, RawPath name) {
        RawPath path = new RawPath("/proc/self/fd/" + directory.number() + "/" + name.latin1());
        SortedMap<RawPath, byte[]> attributes = new TreeMap<>();
        for (RawPath attribute : names(path)) {
            value(path, attribute).ifPresent(value -> attributes.put(attribute, value));
        }
        return attributes;
    }

    private static List<RawPath> names(RawPath path) {
        // "If size is specified as zero, these calls return the current size of the list": mostly there is nothing
        Call ask = Call.of(Syscall.LLISTXATTR, new Arg.Raw(path), Arg.nothing(), Arg.number(0))
                .tolerating(Errno.EOPNOTSUPP);
        if (Kernel.perform(ask) <= 0) {
            return List.of();
        }
        Arg.Room room = new Arg.Room(LIMIT, "list");
        Call call = Call.of(Syscall.LLISTXATTR, new Arg.Raw(path), room, Arg.number(LIMIT))
                .tolerating(Errno.EOPNOTSUPP);
        return fill(call, room).map(ExtendedAttributes::split).orElse(List.of());
    }

    // llistxattr(2): "The list is the set of (null-terminated) names, one after the other."
    private static List<RawPath> split(byte[] list) {
        List<RawPath> names = new ArrayList<>();
        for (String name : new String(list, StandardCharsets.ISO_8859_1).split("\0", -1)) {
            if (!name.isEmpty()) {
                names.add(new RawPath(name));
            }
        }
        return names;
    }

    private static Optional<byte[]> value(RawPath path, RawPath attribute) {
        Arg.Room room = new Arg.Room(LIMIT, "value");
        Call call = Call.of(Syscall.LGETXATTR, new Arg.Raw(path), new Arg.Raw(attribute), room, Arg.number(LIMIT))
                .tolerating(Errno.ENODATA); // somebody removed it since it was listed
        return fill(call, room);
    }

    private static Optional<byte[]> fill(Call call, Arg.Room room) {
        byte[][] content = {new byte[0]};
        long result = Kernel.perform(
                call,
                (memory, layout) ->
                        content[0] = memory.getByteArray(layout.room(room), (int) memory.getLong(layout.result(0))));
        return Kernel.refused(result) ? Optional.empty() : Optional.of(content[0]);
    }
}
