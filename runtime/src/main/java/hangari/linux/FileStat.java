package hangari.linux;

import com.sun.jna.Pointer;
import java.time.Instant;

/**
 * What the kernel knows of a file. Source: {@code statx(2)}.
 *
 * @param mode permissions, with the set-user-ID, set-group-ID and sticky bits
 * @param device what a device file stands for; 0:0 for any other
 * @param disk where the inode is; two names with the same disk and inode are one file
 * @param bytes its size
 * @param mount the number of the mount it was found on, as in {@code /proc/PID/mountinfo}; 0 before Linux 5.8
 */
public record FileStat(
        FileKind kind,
        int mode,
        long uid,
        long gid,
        long links,
        long inode,
        long bytes,
        Device device,
        Device disk,
        Instant modified,
        long mount) {
    /** The size of {@code struct statx}. */
    static final int SIZE = 256;

    private static final int MOUNT = 0x1000;
    /** What is asked for: STATX_BASIC_STATS and STATX_MNT_ID. */
    static final Arg WANTED = Arg.constant(0x7ff | MOUNT, "STATX_BASIC_STATS|STATX_MNT_ID");

    /** The number of a device. Source: {@code makedev(3)}. */
    public record Device(long major, long minor) {
        /** No device; as that of a character device, overlayfs takes it for a whiteout. */
        public static final Device NONE = new Device(0, 0);

        /** As mknod(2) takes it: include/linux/kdev_t.h, new_encode_dev. */
        long encoded() {
            return (minor & 0xff) | (major << 8) | ((minor & ~0xffL) << 12);
        }

        /** Whether the kernel has numbers like these: 12 bits for the major and 20 for the minor. */
        public boolean isValid() {
            return major >= 0 && major < 1 << 12 && minor >= 0 && minor < 1 << 20;
        }
    }

    /** Reads {@code struct statx}, which is the same on every processor. */
    static FileStat read(Pointer at) {
        int mode = Short.toUnsignedInt(at.getShort(28));
        return new FileStat(
                FileKind.of(mode),
                mode & ~FileKind.MASK,
                Integer.toUnsignedLong(at.getInt(20)),
                Integer.toUnsignedLong(at.getInt(24)),
                Integer.toUnsignedLong(at.getInt(16)),
                at.getLong(32),
                at.getLong(40),
                new Device(Integer.toUnsignedLong(at.getInt(128)), Integer.toUnsignedLong(at.getInt(132))),
                new Device(Integer.toUnsignedLong(at.getInt(136)), Integer.toUnsignedLong(at.getInt(140))),
                Instant.ofEpochSecond(at.getLong(112), Integer.toUnsignedLong(at.getInt(120))),
                (at.getInt(0) & MOUNT) == 0 ? 0 : at.getLong(144));
    }

    /** Whether overlayfs takes it for a sign that what lies below is gone. */
    public boolean isWhiteout() {
        return kind == FileKind.CHARACTER_DEVICE && device.equals(Device.NONE);
    }
}
