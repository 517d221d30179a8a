package hangari.cli.container;

/**
 * One end of a copy, as docker reads it.
 *
 * @param container empty for this machine
 */
record CopyEnd(String container, String path) {
    /** Reads {@code CONTAINER:PATH}; a path with a colon begins with {@code /} or {@code ./}. */
    static CopyEnd parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || text.startsWith("/") || text.startsWith(".")) {
            return new CopyEnd("", text);
        }
        return new CopyEnd(text.substring(0, colon), text.substring(colon + 1));
    }

    boolean isContainer() {
        return !container.isEmpty();
    }
}
