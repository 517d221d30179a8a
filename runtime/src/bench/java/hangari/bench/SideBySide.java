package hangari.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Starts in turn from C and from the warm API, a few at a time, so that a neighbour's load falls on both alike.
 *
 * <p>{@code SideBySide C-PROGRAM ROOT ROUNDS COUNT} prints each row's name and its median in ms, separated by a tab.
 */
final class SideBySide {
    /** Starts of each kind before it counts: by then the compiler has done its work. */
    private static final int WARM_UP = 2000;

    private final Map<String, Batch> rows = new LinkedHashMap<>();
    private final Map<String, LongStream.Builder> nanos = new LinkedHashMap<>();

    private SideBySide(String program, String root, int count) {
        Subjects subjects = new Subjects(Path.of(root));
        rows.put("C: the calls alone", () -> run(program, root, Integer.toString(count)));
        rows.put("C: the same with copied memory", () -> run(program, root, Integer.toString(count), "fork"));
        rows.put("API: the same calls as a program", () -> time(count, subjects::program));
        rows.put("API: the same calls in a container", () -> time(count, subjects::container));
        rows.put("API: container with dev and sys", () -> time(count, subjects::wholeContainer));
        rows.put("API: container with docker's confinement", () -> time(count, subjects::confinedContainer));
    }

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[3]);
        SideBySide rows = new SideBySide(args[0], args[1], count);
        rows.rounds(WARM_UP / count);
        rows.nanos.clear();
        rows.rounds(Integer.parseInt(args[2]));
        rows.print();
    }

    private void rounds(int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            for (Map.Entry<String, Batch> row : rows.entrySet()) {
                LongStream.Builder seen = nanos.computeIfAbsent(row.getKey(), name -> LongStream.builder());
                row.getValue().nanos().forEach(seen);
            }
        }
    }

    private void print() {
        nanos.forEach((name, seen) -> System.out.printf("%s\t%.3f%n", name, median(seen.build()) / 1e6));
    }

    private static long median(LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static LongStream time(int count, Runnable start) {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long from = System.nanoTime();
            start.run();
            nanos[i] = System.nanoTime() - from;
        }
        return LongStream.of(nanos);
    }

    private static LongStream run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            List<String> printed = lines.lines().toList();
            return printed.stream().mapToLong(Long::parseLong);
        }
    }

    /** Some starts, and the nanoseconds that each took. */
    private interface Batch {
        LongStream nanos() throws IOException;
    }
}
