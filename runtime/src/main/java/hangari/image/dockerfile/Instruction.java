package hangari.image.dockerfile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instruction, read but not carried out: variables stand in it as they were written.
 *
 * <p>Source: Dockerfile reference.
 */
public sealed interface Instruction {
    /** Where it stands. */
    Place at();

    /**
     * Begins a stage.
     *
     * @param image an image, an earlier stage, or {@code scratch}
     * @param name what later instructions call the stage, in lower case
     */
    record From(Place at, Optional<String> platform, String image, Optional<String> name) implements Instruction {}

    /** Declares variables that the build may be given. */
    record Arg(Place at, List<Variable> variables) implements Instruction {
        public Arg {
            variables = List.copyOf(variables);
        }

        /** One of them, and what it is if the build is given none. */
        public record Variable(String name, Optional<String> value) {}
    }

    /** Runs a program; what it changes becomes a layer. */
    record Run(Place at, Command command) implements Instruction {}

    /**
     * Brings files into the image: COPY, or ADD.
     *
     * @param unpacks whether it is ADD, which unpacks local archives
     * @param from the stage or image they come from; the build context if none is named
     * @param owner {@code user:group}, by name or number
     * @param mode octal
     * @param inline sources that stand in the Dockerfile
     */
    record Copy(
            Place at,
            boolean unpacks,
            Optional<String> from,
            Optional<String> owner,
            Optional<String> mode,
            List<String> sources,
            List<HereDocument> inline,
            String destination)
            implements Instruction {
        public Copy {
            sources = List.copyOf(sources);
            inline = List.copyOf(inline);
        }

        /** The word that it begins with. */
        public String word() {
            return unpacks ? "ADD" : "COPY";
        }
    }

    /** A name and what it stands for, both as they were written, quotation marks and all. */
    record Pair(String name, String value) {}

    /** Sets variables for the later steps and for the boxes. */
    record Env(Place at, List<Pair> variables) implements Instruction {
        public Env {
            variables = List.copyOf(variables);
        }
    }

    /** Says something about the image. */
    record Label(Place at, List<Pair> labels) implements Instruction {
        public Label {
            labels = List.copyOf(labels);
        }
    }

    /** Changes the directory for the later steps and for the boxes, and makes it if it is not there. */
    record Workdir(Place at, String path) implements Instruction {}

    /** Changes the user for the later steps and for the boxes. */
    record User(Place at, String user) implements Instruction {}

    /** What a box runs, before the command. */
    record Entrypoint(Place at, Command command) implements Instruction {}

    /** What a box runs by default. */
    record Cmd(Place at, Command command) implements Instruction {}

    /** Ports on which boxes are expected to listen. */
    record Expose(Place at, List<String> ports) implements Instruction {
        public Expose {
            ports = List.copyOf(ports);
        }
    }

    /** Directories whose content is not part of a box. */
    record Volume(Place at, List<String> paths) implements Instruction {
        public Volume {
            paths = List.copyOf(paths);
        }
    }

    /** The shell that lines are handed to from here on. */
    record Shell(Place at, List<String> argv) implements Instruction {
        public Shell {
            argv = List.copyOf(argv);
        }
    }

    /** The signal that asks a box to end. */
    record StopSignal(Place at, String signal) implements Instruction {}

    /**
     * How to ask a box for its health; kept for those who ask.
     *
     * @param command none: it is not asked
     * @param options such as {@code interval}, as they were written
     */
    record HealthCheck(Place at, Optional<Command> command, Map<String, String> options) implements Instruction {
        public HealthCheck {
            options = Map.copyOf(options);
        }
    }

    /** An instruction for whoever builds upon this image. */
    record OnBuild(Place at, String trigger) implements Instruction {}

    /** Who made it; a label is better. */
    record Maintainer(Place at, String name) implements Instruction {}
}
