package hangari.network.attach;

import hangari.network.loop.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program {@code nft}, which speaks to the packet filter for us, if it is installed. */
final class Nft {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/nft"), Path.of("/sbin/nft"), Path.of("/usr/bin/nft"));
    private static final long PATIENCE_SECONDS = 20;
    private static final int LONGEST = 64 * 1024;

    private final Host host;
    private final Optional<Path> program;

    Nft(Host host, List<Path> places) {
        this.host = host;
        this.program = places.stream().filter(Files::isExecutable).findFirst();
    }

    static List<Path> places() {
        return PLACES;
    }

    boolean installed() {
        return program.isPresent();
    }

    /** Has the rules take effect; says in one line why they do not, if so. */
    Optional<String> apply(Rules rules) {
        return program.flatMap(nft -> run(nft.toString(), rules.text()));
    }

    private Optional<String> run(String nft, String text) {
        return host.call(() -> {
            try {
                // It takes over the network namespace of the thread that starts it.
                Process process = new ProcessBuilder(nft, "-f", "-")
                        .redirectErrorStream(true)
                        .start();
                try (OutputStream in = process.getOutputStream()) {
                    in.write(text.getBytes(StandardCharsets.UTF_8));
                }
                return ended(process);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Optional<String> ended(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readNBytes(LONGEST), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("nft did not end within " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("nft ended with " + process.exitValue() + ": "
                            + said.lines().findFirst().orElse("it said nothing"));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while nft ran");
        }
    }
}
