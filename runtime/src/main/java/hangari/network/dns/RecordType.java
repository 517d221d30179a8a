package hangari.network.dns;

/** The types of records that we answer for ourselves. Source: RFC 1035, 3.2.2; RFC 3596. */
final class RecordType {
    static final int A = 1;
    static final int PTR = 12;
    static final int AAAA = 28;
    static final int OPT = 41;
    static final int ANY = 255;
    static final int INTERNET = 1;

    private RecordType() {}
}
