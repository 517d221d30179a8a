package hangari.container.life.translate;

import hangari.container.life.ContainerConfig;
import hangari.image.oci.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * What is run: entry point and command, of the request or of the image.
 *
 * <p>An entry point of the request makes the image's command void, for that was written for the image's own.
 */
final class Command {
    private static final List<String> NO_ENTRYPOINT = List.of("");

    private Command() {}

    /** The program with its arguments. Source: docker-run(1), --entrypoint; moby, daemon/commit.go, merge. */
    static List<String> of(ContainerConfig config, Settings image) {
        List<String> asked = config.entrypoint().orElse(List.of());
        List<String> argv = new ArrayList<>(config.entrypoint().isPresent() ? asked : image.entrypoint());
        // --entrypoint "" arrives as a list of one empty word: no entry point, and no command of the image either.
        boolean reset = argv.equals(NO_ENTRYPOINT);
        if (reset) {
            argv.clear();
        }
        boolean imageCommand = config.command().isEmpty() && asked.isEmpty();
        argv.addAll(imageCommand ? image.cmd() : config.command());
        if (argv.isEmpty()) {
            throw Objection.of("no command specified: name a program behind the image"
                    + (reset ? ", since without its entry point the image's own arguments do not count" : ""));
        }
        if (argv.get(0).isEmpty()) {
            throw Objection.of("the name of the program is empty: name one behind the image, or with --entrypoint");
        }
        return List.copyOf(Words.executable("command", argv));
    }
}
