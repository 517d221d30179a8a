package hangari.vm.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the host's that is run to its end, within a time. */
record Tool(Path folder, Duration limit) {
    /**
     * The lines that it writes.
     *
     * @throws IOException if it is not there, fails, or takes too long; the message is its own last line
     */
    List<String> lines(String... command) throws IOException {
        Path said = Files.createTempFile(folder, "tool", ".out");
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " took more than " + limit.toSeconds() + " s");
            }
            List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(lines.isEmpty() ? command[0] + " failed" : lines.get(lines.size() - 1));
            }
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was interrupted", e);
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
