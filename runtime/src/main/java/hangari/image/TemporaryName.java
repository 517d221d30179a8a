package hangari.image;

import java.util.concurrent.ThreadLocalRandom;

/** The name of something unfinished; it is renamed when it is whole. */
public final class TemporaryName {
    /** What each of these names begins with. */
    public static final String PREFIX = ".hangari-";

    private TemporaryName() {}

    /** A name that nothing else has. */
    public static String next() {
        return PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
