package hangari.compare;

import java.nio.file.Path;
import java.util.List;

/**
 * What is compared: one command, on one root.
 *
 * @param argv the command; its program is looked for along the usual PATH
 * @param layers the directories that the root is stacked of, the lowest first; one is a plain directory. A container
 *     only reads them; what the command writes as a plain process or chrooted, it writes where it says.
 */
public record Subject(List<String> argv, List<Path> layers) {
    public Subject {
        argv = List.copyOf(argv);
        layers = layers.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        if (argv.isEmpty() || layers.isEmpty()) {
            throw new IllegalArgumentException("a comparison needs a command and a root: compare(\"uname\", \"-r\")");
        }
    }
}
