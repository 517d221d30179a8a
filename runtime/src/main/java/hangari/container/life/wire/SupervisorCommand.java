package hangari.container.life.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a supervisor is begun: whoever begins it knows which program that is.
 *
 * @param program an absolute path
 * @param arguments without the program itself
 * @param environment all of it: nothing is inherited
 * @param patience how long it may take until it answers
 */
public record SupervisorCommand(
        Path program, List<String> arguments, Map<String, String> environment, Duration patience) {
    public SupervisorCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
