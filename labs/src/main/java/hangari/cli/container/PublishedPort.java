package hangari.cli.container;

/**
 * A port of the host that leads to one of a container's.
 *
 * @param outside such as {@code 0.0.0.0:8080}
 * @param inside such as {@code 80/tcp}
 */
record PublishedPort(String outside, String inside) {
    /** Reads {@code 0.0.0.0:8080->80/tcp} or, as {@code -p} takes it, {@code 8080:80}. */
    static PublishedPort parse(String text) {
        int arrow = text.indexOf("->");
        int split = arrow >= 0 ? arrow : text.lastIndexOf(':');
        String outside = split < 0 ? "" : text.substring(0, split);
        String inside = split < 0 ? text : text.substring(split + (arrow >= 0 ? 2 : 1));
        return new PublishedPort(
                outside.contains(":") || outside.isEmpty() ? outside : "0.0.0.0:" + outside,
                inside.contains("/") ? inside : inside + "/tcp");
    }

    /** As {@code ps} shows it. */
    @Override
    public String toString() {
        return outside.isEmpty() ? inside : outside + "->" + inside;
    }
}
