package hangari.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs of others, with which ours are compared. */
public final class Peer {
    private Peer() {}

    /** Skips the test, with the remedy, where a program is missing. */
    public static void assumeInstalled(String program, String debianPackage) {
        boolean there = Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(there, program + " is not installed: apt-get install " + debianPackage);
    }

    /** Runs a program that must succeed; what it said to either stream. */
    public static String run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    /** The same with more in its environment. */
    public static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }
}
