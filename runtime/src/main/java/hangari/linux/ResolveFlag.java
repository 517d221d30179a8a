package hangari.linux;

/** What a path may not lead through while it is opened. Source: {@code openat2(2)}. */
public enum ResolveFlag implements Flag {
    NO_XDEV(1),
    NO_MAGICLINKS(2),
    NO_SYMLINKS(4),
    BENEATH(8),
    IN_ROOT(0x10);

    private final long bits;

    ResolveFlag(long bits) {
        this.bits = bits;
    }

    @Override
    public String flagName() {
        return "RESOLVE_" + name();
    }

    @Override
    public long bits() {
        return bits;
    }
}
