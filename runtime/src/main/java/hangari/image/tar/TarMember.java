package hangari.image.tar;

import hangari.linux.FileStat.Device;
import hangari.linux.RawPath;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One member of an archive, without its content.
 *
 * @param name where it is to be, without a slash before it
 * @param bytes of its content; 0 for what is no regular file
 * @param target of a symbolic link what it says, of a hard link the name of the member that it is the same file as; else
 *     empty
 * @param attributes extended attributes, by name
 */
public record TarMember(
        RawPath name,
        Type type,
        int mode,
        long uid,
        long gid,
        long bytes,
        Instant modified,
        RawPath target,
        Device device,
        SortedMap<RawPath, byte[]> attributes) {
    private static final RawPath NOWHERE = new RawPath("");

    public TarMember {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** What a member is, with the letter that a header has for it. Source: pax(1), "typeflag". */
    public enum Type {
        REGULAR('0'),
        HARD_LINK('1'),
        SYMLINK('2'),
        CHARACTER_DEVICE('3'),
        BLOCK_DEVICE('4'),
        DIRECTORY('5'),
        FIFO('6');

        private final char flag;

        Type(char flag) {
            this.flag = flag;
        }

        char flag() {
            return flag;
        }
    }

    /** A regular file of root's. */
    public static TarMember file(RawPath name, int mode, long bytes, Instant modified) {
        return plain(name, Type.REGULAR, mode, bytes, modified);
    }

    /** A directory of root's. */
    public static TarMember directory(RawPath name, int mode, Instant modified) {
        return plain(name, Type.DIRECTORY, mode, 0, modified);
    }

    private static TarMember plain(RawPath name, Type type, int mode, long bytes, Instant modified) {
        return new TarMember(
                name, type, mode, 0, 0, bytes, modified, NOWHERE, Device.NONE, Collections.emptySortedMap());
    }

    /** The same file by another name: a member that has no content of its own. */
    TarMember linkedTo(RawPath first) {
        return new TarMember(
                name, Type.HARD_LINK, mode, uid, gid, 0, modified, first, Device.NONE, Collections.emptySortedMap());
    }
}
