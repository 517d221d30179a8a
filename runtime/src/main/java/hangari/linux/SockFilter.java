package hangari.linux;

/**
 * One instruction of classic BPF: {@code struct sock_filter} of {@code linux/filter.h}, eight bytes.
 *
 * @param code what it does
 * @param jt how many instructions a jump skips if its test holds, 0 to 255
 * @param jf how many it skips if not
 * @param k its constant: a value, an offset, a distance
 */
public record SockFilter(int code, int jt, int jf, int k) {
    static final int SIZE = 8;

    public SockFilter {
        if (code < 0 || code > 0xFFFF || jt < 0 || jt > 0xFF || jf < 0 || jf > 0xFF) {
            throw new IllegalArgumentException(
                    "code " + code + ", jt " + jt + ", jf " + jf + " do not fit into 16, 8 and 8 bits");
        }
    }
}
