package hangari.container.life;

/**
 * How much of a container's output is kept; the oldest goes first.
 *
 * @param bytes how large one file of it becomes
 * @param files how many there are
 */
public record LogLimit(long bytes, int files) {
    /** Three files of 10 MiB. */
    public static final LogLimit DEFAULT = new LogLimit(10L << 20, 3);

    public LogLimit {
        if (bytes < 4096 || files < 1) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST,
                    "cannot keep " + files + " logs of " + bytes + " bytes: keep at least one of 4096");
        }
    }
}
