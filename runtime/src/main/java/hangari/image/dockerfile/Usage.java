package hangari.image.dockerfile;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How an instruction is written: the remedy at the end of an error. */
final class Usage {
    private static final int NEAR = 2;
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("ADD", "ADD files.tar.gz /opt/"),
            Map.entry("ARG", "ARG VERSION=1.0"),
            Map.entry("CMD", "CMD [\"httpd\", \"-f\"]"),
            Map.entry("COPY", "COPY index.html /www/"),
            Map.entry("ENTRYPOINT", "ENTRYPOINT [\"httpd\"]"),
            Map.entry("ENV", "ENV NAME=value"),
            Map.entry("EXPOSE", "EXPOSE 80/tcp"),
            Map.entry("FROM", "FROM busybox:1.36 AS base"),
            Map.entry("HEALTHCHECK", "HEALTHCHECK CMD wget -q localhost"),
            Map.entry("LABEL", "LABEL name=\"value\""),
            Map.entry("MAINTAINER", "LABEL org.opencontainers.image.authors=\"you\""),
            Map.entry("ONBUILD", "ONBUILD COPY . /app"),
            Map.entry("RUN", "RUN apt-get update"),
            Map.entry("SHELL", "SHELL [\"/bin/sh\", \"-c\"]"),
            Map.entry("STOPSIGNAL", "STOPSIGNAL SIGQUIT"),
            Map.entry("USER", "USER www-data"),
            Map.entry("VOLUME", "VOLUME /data"),
            Map.entry("WORKDIR", "WORKDIR /app"));

    private Usage() {}

    static String of(String word) {
        return "write it as in " + EXAMPLES.get(word);
    }

    /** What was probably meant. */
    static String nearest(String word, List<String> known) {
        return known.stream()
                .filter(one -> distance(one, word) <= NEAR)
                .min(Comparator.comparingInt(one -> distance(one, word)))
                .map(one -> "did you mean " + one + "?")
                .orElse("an instruction is one of " + String.join(", ", known));
    }

    /** How many letters to insert, leave out or change. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > NEAR) {
            return NEAR + 1;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
