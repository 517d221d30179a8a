package hangari.cli.container;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a container is asked to end. */
final class StopOptions {
    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            description = "the signal that asks it to end; else its own")
    private @Nullable String signal;

    @Option(
            names = {"-t", "--timeout", "--time"},
            paramLabel = "SECONDS",
            description = "how long it is waited for; 0: not at all, -1: for ever; else its own, or 10")
    private @Nullable Integer seconds;

    Optional<String> signal() {
        return Optional.ofNullable(signal);
    }

    OptionalInt patience() {
        return seconds == null ? OptionalInt.empty() : OptionalInt.of(seconds);
    }
}
