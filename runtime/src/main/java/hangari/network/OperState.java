package hangari.network;

/** Whether packets pass, which takes more than being set up. Source: RFC 2863; the order is that of {@code linux/if.h}. */
public enum OperState {
    /** Not known; a loopback says so even when it is up. */
    UNKNOWN,
    NOTPRESENT,
    /** Set down, or the other end is. */
    DOWN,
    LOWERLAYERDOWN,
    TESTING,
    DORMANT,
    /** Packets pass. */
    UP;

    static OperState of(int number) {
        return number >= 0 && number < values().length ? values()[number] : UNKNOWN;
    }
}
