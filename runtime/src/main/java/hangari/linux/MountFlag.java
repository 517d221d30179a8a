package hangari.linux;

/** How to mount, or what to change of a mount. Source: {@code mount(2)}. */
public enum MountFlag implements Flag {
    RDONLY(1),
    NOSUID(2),
    NODEV(4),
    NOEXEC(8),
    REMOUNT(0x20),
    NOSYMFOLLOW(0x100),
    BIND(0x1000),
    MOVE(0x2000),
    REC(0x4000),
    PRIVATE(0x40000),
    SLAVE(0x80000),
    SHARED(0x100000),
    RELATIME(0x200000),
    STRICTATIME(0x1000000);

    private final long bits;

    MountFlag(long bits) {
        this.bits = bits;
    }

    @Override
    public String flagName() {
        return "MS_" + name();
    }

    @Override
    public long bits() {
        return bits;
    }
}
