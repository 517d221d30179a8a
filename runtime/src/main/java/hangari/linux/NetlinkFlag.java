package hangari.linux;

/** How a netlink request is meant. Source: {@code netlink(7)}. */
public enum NetlinkFlag implements Flag {
    /** All there are, instead of one. */
    DUMP(0x300),
    /** Refuse if it exists already. */
    EXCL(0x200),
    /** Create it if it does not exist. */
    CREATE(0x400);

    private final long bits;

    NetlinkFlag(long bits) {
        this.bits = bits;
    }

    @Override
    public long bits() {
        return bits;
    }

    @Override
    public String flagName() {
        return "NLM_F_" + name();
    }
}
