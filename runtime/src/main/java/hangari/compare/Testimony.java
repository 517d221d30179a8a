package hangari.compare;

/**
 * What a {@link Witness} tells of the kernel that it runs on.
 *
 * @param release as {@code uname -r} gives it
 * @param bootId the mark that this kernel drew when it booted
 */
record Testimony(String release, String bootId) {
    /** How many lines a witness writes before it waits. */
    private static final int LINES = 2;

    /** Whether it is whole: two lines, and the letter that says that it waits now. */
    static boolean whole(String told) {
        return told.lines().count() > LINES;
    }

    static Testimony parse(String told) {
        String[] lines = told.split("\n", -1);
        if (lines.length <= LINES) {
            throw new Venue.Refused("the witness ended before it had told what it sees: \"" + told.strip() + "\"");
        }
        return new Testimony(lines[0], lines[1]);
    }
}
