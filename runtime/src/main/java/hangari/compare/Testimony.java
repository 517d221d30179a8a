package hangari.compare;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a {@link Witness} tells of the kernel that it runs on.
 *
 * @param release as {@code uname -r} gives it
 * @param bootId the mark that this kernel drew when it booted
 */
record Testimony(String release, String bootId) {
    /** How many lines a witness writes before it waits. */
    private static final int LINES = 2;

    private static final int MOST = 1024;

    /**
     * Reads until it is whole: two lines, and the letter that says that the witness waits now.
     *
     * @throws Venue.Refused if the witness ended before
     */
    static Testimony read(InputStream told) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int octet = told.read(); octet >= 0 && text.length() < MOST; octet = told.read()) {
            text.append((char) octet);
            String[] lines = text.toString().split("\n", -1);
            if (lines.length > LINES && !lines[LINES].isEmpty()) {
                return new Testimony(lines[0], lines[1]);
            }
        }
        throw new Venue.Refused("the witness ended before it had told what it sees: \""
                + text.toString().strip() + "\"");
    }
}
