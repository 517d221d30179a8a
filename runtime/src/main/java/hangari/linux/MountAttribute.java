package hangari.linux;

/** What a mount may not be used for, whatever is mounted. Source: {@code mount_setattr(2)}. */
public enum MountAttribute implements Flag {
    RDONLY(1),
    NOSUID(2),
    NODEV(4),
    NOEXEC(8),
    NOATIME(0x10),
    STRICTATIME(0x20),
    NODIRATIME(0x80),
    NOSYMFOLLOW(0x20_0000);

    private final long bits;

    MountAttribute(long bits) {
        this.bits = bits;
    }

    @Override
    public String flagName() {
        return "MOUNT_ATTR_" + name();
    }

    @Override
    public long bits() {
        return bits;
    }
}
