package hangari.container;

import static java.util.stream.Collectors.joining;

import hangari.peer.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the filters over a process make of system calls, found out from inside a container by a small program that makes
 * none of them; see {@code verdicts.c}.
 */
final class Verdicts {
    /** How the program is run, with the questions beside it. */
    static final String COMMAND = "/verdicts /questions";

    private static final int X32 = 0x4000_0000;

    private Verdicts() {}

    /**
     * A call that is asked about.
     *
     * @param table 64 for the table of x86_64, and of x32 in it; 32 for that of i386
     */
    record Question(int table, long number, long first, long second, long third) {
        boolean isX32() {
            return table == 64 && (number & X32) != 0;
        }

        @Override
        public String toString() {
            return table + " " + number + " 0x" + Long.toHexString(first) + " 0x" + Long.toHexString(second) + " 0x"
                    + Long.toHexString(third);
        }
    }

    /** Compiles the program, or skips the test where there is no compiler. */
    static Path program(Path folder) throws IOException, InterruptedException {
        Peer.assumeInstalled("gcc", "gcc libc6-dev");
        Path source = folder.resolve("verdicts.c");
        try (InputStream text =
                Objects.requireNonNull(Peer.class.getResourceAsStream("verdicts.c"), "verdicts.c is missing")) {
            Files.copy(text, source);
        }
        Path program = folder.resolve("verdicts");
        Peer.run("gcc", "-O1", "-static", "-o", program.toString(), source.toString());
        return program;
    }

    /** Every number of every table, and those calls whose arguments matter. */
    static List<Question> questions() {
        List<Question> all = new ArrayList<>();
        for (int number = 0; number < 1024; number++) {
            all.add(new Question(64, number, 0, 0, 0));
            all.add(new Question(64, X32 + number, 0, 0, 0));
        }
        for (int number = 0; number < 512; number++) {
            all.add(new Question(32, number, 0, 0, 0));
        }
        all.add(new Question(64, X32 - 1, 0, 0, 0));
        all.add(new Question(64, 0x7FFF_FFFF, 0, 0, 0));
        first(all, 56, 0x11, 0x11 | 0x10900); // clone: a process, and a thread
        for (int bit = 0; bit < 64; bit++) {
            first(all, 56, 1L << bit, 0x11 | 1L << bit);
            first(all, 272, 1L << bit); // unshare
            first(all, 135, 1L << bit, 0x20000 | 1L << bit); // personality
        }
        first(all, 135, 0x20008, 0xFFFF_FFFFL, 0xFFFF_FFFEL);
        for (int family = 0; family < 64; family++) {
            first(all, 41, family, 1L << 32 | family); // socket
        }
        for (int request = 0x5400; request < 0x5480; request++) { // ioctl: terminals
            all.add(new Question(64, 16, 0, request, 0));
            all.add(new Question(64, 16, 0, 0xFFFF_FFFFL << 32 | request, 0));
        }
        return all;
    }

    private static void first(List<Question> all, int number, long... values) {
        for (long value : values) {
            all.add(new Question(64, number, value, 0, 0));
        }
    }

    /** As the program reads them; its numbers are signed. */
    static String text(List<Question> questions) {
        return questions.stream()
                .map(one ->
                        one.table() + " " + one.number() + " " + one.first() + " " + one.second() + " " + one.third())
                .collect(joining("\n", "", "\n"));
    }

    /** What the program wrote, in the order of the questions. */
    static Map<Question, String> read(List<Question> questions, String written) {
        List<String> lines = written.lines().toList();
        Map<Question, String> verdicts = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            String start = questions.get(i) + " ";
            if (i >= lines.size() || !lines.get(i).startsWith(start)) {
                throw new AssertionError(
                        "no verdict on " + start + "but: " + written.substring(Math.max(0, written.length() - 200)));
            }
            verdicts.put(questions.get(i), lines.get(i).substring(start.length()));
        }
        return verdicts;
    }
}
