package hangari.linux;

/** How to open a file. Source: {@code open(2)}. */
public enum OpenFlag implements Flag {
    RDONLY(0),
    WRONLY(1),
    RDWR(2),
    CREAT(0x40),
    EXCL(0x80),
    NOCTTY(0x100),
    TRUNC(0x200),
    APPEND(0x400),
    NONBLOCK(0x800),
    CLOEXEC(0x80000),
    PATH(0x200000);

    private final long bits;

    OpenFlag(long bits) {
        this.bits = bits;
    }

    @Override
    public String flagName() {
        return "O_" + name();
    }

    @Override
    public long bits() {
        return bits;
    }
}
