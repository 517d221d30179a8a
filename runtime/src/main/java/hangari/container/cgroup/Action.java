package hangari.container.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One step of making a group; it prints as a shell would do it. */
public sealed interface Action {
    /** What it is for, to be read after "cannot": {@code limit memory to 64m}. */
    String wish();

    /**
     * Lets the children of a group of version 2 have these controllers.
     *
     * @param group whose children
     */
    record Enable(String wish, Path group, List<String> controllers) implements Action {
        public Enable {
            controllers = List.copyOf(controllers);
        }

        Path file() {
            return group.resolve("cgroup.subtree_control");
        }

        // cgroup-v2.rst: "Space separated list of controllers prefixed with '+' or '-' can be written".
        String text() {
            return controllers.stream().map(name -> "+" + name).collect(Collectors.joining(" "));
        }

        @Override
        public String toString() {
            return "echo " + text() + " > " + file();
        }
    }

    /** Makes the directory, which makes the group. */
    record Make(String wish, Path group) implements Action {
        @Override
        public String toString() {
            return "mkdir " + group;
        }
    }

    /** Makes the directory too, if that is allowed: nothing is limited there, but things are counted or can be done. */
    record MakeIfAllowed(Path group) implements Action {
        @Override
        public String wish() {
            return "count and freeze its processes";
        }

        @Override
        public String toString() {
            return "mkdir " + group + " || true";
        }
    }

    /** Lets the children of a group of version 2 have those of these controllers that may be given: they count too. */
    record EnableIfAllowed(Path group, List<String> controllers) implements Action {
        public EnableIfAllowed {
            controllers = List.copyOf(controllers);
        }

        @Override
        public String wish() {
            return "count what its processes use";
        }

        /** One by one, for the kernel takes all words of a line or none. */
        List<Enable> each() {
            return controllers.stream()
                    .map(controller -> new Enable(wish(), group, List.of(controller)))
                    .toList();
        }

        @Override
        public String toString() {
            return each().stream().map(one -> one + " || true").collect(Collectors.joining("\n"));
        }
    }

    /** Writes a limit into a file of the group. */
    record Set(Path group, Setting setting) implements Action {
        @Override
        public String wish() {
            return setting.wish();
        }

        @Override
        public String toString() {
            return setting.choices().stream()
                    .map(value -> "echo " + value.text() + " > " + group.resolve(value.file()))
                    .collect(Collectors.joining(" || "));
        }
    }
}
