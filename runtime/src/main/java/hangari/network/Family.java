package hangari.network;

/** Address families, as {@code socket(2)} numbers them. */
final class Family {
    static final int UNSPEC = 0;
    static final int INET = 2;
    static final int INET6 = 10;

    private Family() {}
}
