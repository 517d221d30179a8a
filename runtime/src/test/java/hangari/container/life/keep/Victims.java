package hangari.container.life.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes that look after a yard, one after the other; the next is always ready, for a JVM takes its time to begin. */
final class Victims implements AutoCloseable {
    private final Yard yard;
    private final Path folder;
    private final Optional<Street> street;
    private final Path classes;
    private final List<Process> all = new ArrayList<>();
    private Optional<One> next = Optional.empty();

    Victims(Yard yard, Path folder, Optional<Street> street) {
        this.yard = yard;
        this.folder = folder;
        this.street = street;
        this.classes = folder.resolve("classes.jsa");
    }

    /** Has those to come begin in half the time, for the price of one that lives one life and leaves its classes. */
    void manyToCome() throws IOException, InterruptedException {
        start(List.of("-XX:ArchiveClassesAtExit=" + classes), "once").process().waitFor();
    }

    /** One process, and the file into which it says what it does. */
    record One(Process process, Path said) {
        /** What it said of this, mostly ids; a last line that is not whole does not count. */
        Set<String> said(String word) throws IOException {
            String text = Files.readString(said);
            try (Stream<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines()) {
                return lines.filter(line -> line.startsWith(word + " "))
                        .map(line -> line.substring(word.length() + 1))
                        .collect(Collectors.toCollection(HashSet::new));
            }
        }

        /** Waits until it has said this. */
        void awaitWord(String word) throws IOException, InterruptedException {
            while (!Files.readString(said).contains(word)) {
                if (!process.isAlive()) {
                    throw new AssertionError("it ended by itself: " + Files.readString(said));
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }

        void begin() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    /** One that lives one life, and is halted at this point of it. */
    One halted(String point) throws IOException {
        return start(List.of("-D" + Act.HALT + "=" + point), "once");
    }

    /** One that will live many lives when it is told to begin. */
    One load(long seed, long seedOfNext) throws IOException {
        One now = next.isPresent() ? next.get() : start(List.of(), "load", Long.toString(seed));
        next = Optional.of(start(List.of(), "load", Long.toString(seedOfNext)));
        return now;
    }

    private One start(List<String> properties, String mode, String... more) throws IOException {
        List<String> command = new ArrayList<>(street.map(Street::prefix).orElse(List.of()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Xlog:disable",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(properties);
        if (Files.exists(classes)) {
            command.add("-XX:SharedArchiveFile=" + classes);
        }
        command.addAll(List.of(
                Victim.class.getName(),
                mode,
                yard.state.toString(),
                yard.root.toString(),
                street.isPresent() ? "bridge" : "none"));
        command.addAll(List.of(more));
        Path said = folder.resolve("said-" + all.size());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        all.add(process);
        return new One(process, said);
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : all) {
            process.destroyForcibly().waitFor();
        }
    }
}
