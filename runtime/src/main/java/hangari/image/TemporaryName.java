package hangari.image;

import java.util.concurrent.ThreadLocalRandom;

/** The name of something unfinished; it is renamed when it is whole. */
final class TemporaryName {
    static final String PREFIX = ".hangari-";

    private TemporaryName() {}

    static String next() {
        return PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
