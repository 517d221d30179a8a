package hangari.container.life.translate;

import hangari.container.life.ContainerConfig;
import hangari.container.life.LogLimit;
import hangari.container.life.RestartPolicy;
import hangari.image.oci.Settings;
import hangari.linux.Signal;
import java.util.List;
import java.util.Optional;

/**
 * How long a container lives, and what is left of it.
 *
 * @param init whether a small init of ours is its first process
 * @param restart when it is started again
 * @param autoRemove whether it is removed when it has ended
 * @param stopSignal what {@code stop} sends
 * @param stopTimeout how many seconds {@code stop} waits; -1 for ever
 * @param log how much of its output is kept
 */
public record Lifetime(
        boolean init, RestartPolicy restart, boolean autoRemove, Signal stopSignal, int stopTimeout, LogLimit log) {
    private static final int STOP_SECONDS = 10;

    static Lifetime of(ContainerConfig config, Settings image, List<String> warnings) {
        int timeout = config.stopTimeout().orElse(STOP_SECONDS);
        if (timeout < -1) {
            throw Objection.to("stop timeout", Integer.toString(timeout), "give seconds, or -1 to wait for ever");
        }
        return new Lifetime(
                config.host().init(),
                config.host().restart(),
                config.host().autoRemove(),
                stopSignal(config, image, warnings),
                timeout,
                config.host().log());
    }

    private static Signal stopSignal(ContainerConfig config, Settings image, List<String> warnings) {
        if (!config.stopSignal().isEmpty()) {
            return Signal.parse(config.stopSignal())
                    .orElseThrow(() -> Objection.to(
                            "stop signal", config.stopSignal(), "use one of signal(7), such as" + " SIGTERM or 15"));
        }
        if (image.stopSignal().isEmpty()) {
            return Signal.SIGTERM;
        }
        Optional<Signal> wanted = Signal.parse(image.stopSignal());
        if (wanted.isEmpty()) {
            warnings.add(Objection.to("stop signal of the image", image.stopSignal(), "SIGTERM is used")
                    .getMessage());
        }
        return wanted.orElse(Signal.SIGTERM);
    }
}
