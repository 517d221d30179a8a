package hangari.network.dns;

/** How a query was answered. Source: RFC 1035, 4.1.1, RCODE. */
enum Verdict {
    NOERROR(0),
    FORMERR(1),
    SERVFAIL(2),
    NXDOMAIN(3),
    NOTIMP(4);

    private final int code;

    Verdict(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
