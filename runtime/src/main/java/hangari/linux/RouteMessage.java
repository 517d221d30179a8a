package hangari.linux;

import java.util.Optional;

/**
 * The questions and answers of rtnetlink that we know. Source: {@code rtnetlink(7)}; the numbers are those of {@code
 * linux/rtnetlink.h}.
 */
public enum RouteMessage {
    NEWLINK(16, Header.LINK),
    DELLINK(17, Header.LINK),
    GETLINK(18, Header.LINK),
    SETLINK(19, Header.LINK),
    NEWADDR(20, Header.ADDRESS),
    DELADDR(21, Header.ADDRESS),
    GETADDR(22, Header.ADDRESS),
    NEWROUTE(24, Header.ROUTE),
    DELROUTE(25, Header.ROUTE),
    GETROUTE(26, Header.ROUTE);

    private final int number;
    private final int header;

    RouteMessage(int number, int header) {
        this.number = number;
        this.header = header;
    }

    int number() {
        return number;
    }

    /** How many bytes stand before the attributes. */
    public int headerSize() {
        return header;
    }

    static Optional<RouteMessage> of(int number) {
        for (RouteMessage message : values()) {
            if (message.number == number) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "RTM_" + name();
    }

    /** The sizes of {@code struct ifinfomsg}, {@code struct ifaddrmsg} and {@code struct rtmsg}. */
    private static final class Header {
        static final int LINK = 16;
        static final int ADDRESS = 8;
        static final int ROUTE = 12;
    }
}
