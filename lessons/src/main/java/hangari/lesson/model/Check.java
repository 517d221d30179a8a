package hangari.lesson.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing the kernel must show, judged from outside the container and never from the learner's text.
 *
 * <p>A check without a selector looks at the last box that the snippet ran; {@link Select} names another.
 */
public sealed interface Check {
    /** At least this many boxes were run by the snippet. */
    record Boxes(int atLeast) implements Check {}

    /** Judge the last box whose {@code argv[0]} is this, with or without its folder, instead of the last box. */
    record Select(String program, Check check) implements Check {}

    /** There is a box of which all of these hold. */
    record Any(List<Check> checks) implements Check {
        public Any {
            checks = List.copyOf(checks);
        }
    }

    /** All of these hold of every box, and there is one. */
    record Every(List<Check> checks) implements Check {
        public Every {
            checks = List.copyOf(checks);
        }
    }

    /** The process exited with this status. */
    record Exit(int status) implements Check {}

    /** The process was ended by this signal, such as {@code SIGKILL}. */
    record Signal(String name) implements Check {}

    /** The kernel refused this call with one of these errnos, before the program ran. */
    record Refused(String call, List<String> errnos) implements Check {
        public Refused {
            errnos = List.copyOf(errnos);
        }

        public Refused(String call, String errno) {
            this(call, List.of(errno));
        }
    }

    /** The log of calls holds this call, and it succeeded. */
    record Called(String call) implements Check {}

    /** The log of calls holds these, in this order, and each of them succeeded; others may stand between them. */
    record Sequence(List<Part> parts) implements Check {
        public Sequence {
            parts = List.copyOf(parts);
        }

        /** A call by its name, whose text holds this if it is given. */
        public record Part(String call, Optional<String> contains) {}
    }

    /** For each namespace named, in this order: whether it is the box's own, or shared with the host. */
    record Namespaces(Map<String, Sharing> expected) implements Check {
        public Namespaces {
            expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        }
    }

    /** How many PIDs the process has, one for each nested PID namespace, and which is the innermost. */
    record NsPid(Optional<Integer> depth, Optional<Long> inside) implements Check {}

    /**
     * What the process wrote to its standard output, trimmed. Every part that is present must hold.
     *
     * @param matches a regular expression for the whole text; a dot also stands for a line break
     */
    record Stdout(Optional<String> is, Optional<String> contains, Optional<String> lacks, Optional<String> matches)
            implements Check {}

    /** Like {@link Stdout}, for the standard error. */
    record Stderr(Optional<String> contains) implements Check {}

    /** The hostname in the box's UTS namespace: equal to the host's or not, or exactly this. */
    record Hostname(Optional<Sharing> sharing, Optional<String> is) implements Check {}

    /** Whether the root directory of the process is the host's ({@code SHARED}) or another ({@code OWN}). */
    record Root(Sharing sharing) implements Check {}

    /** Where the host's root directory is, seen from the box. */
    record OldRoot(Reach reach) implements Check {}

    /** A mount at this target: seen inside the box, and seen outside, as stated. */
    record MountPoint(String target, Optional<String> type, Optional<Boolean> inside, Optional<Boolean> outside)
            implements Check {}

    /** A file under one of the box's places, as the host sees it; links are followed as the box would follow them. */
    record HostFile(Place in, String path, Optional<FileType> type, Optional<String> contains) implements Check {}

    /** Whether the process is alive now. */
    record Running(boolean alive) implements Check {}

    /** A descendant of the box's process with this command name, in this state of {@code proc(5)}, such as Z. */
    record Descendant(String command, Optional<String> state) implements Check {}

    /** The value of the last expression, as JShell prints it: all of it must match. */
    record Value(String matches) implements Check {}

    /** It is not so. */
    record Not(Check check) implements Check {}

    /** Own to the box, or shared with the host. */
    enum Sharing {
        OWN,
        SHARED
    }

    /** Where the host's root directory is, seen from a box. */
    enum Reach {
        /** In the box's mount table: a path leads to it. */
        MOUNTED,
        /** Not below the box's root, but above it: {@code ..} leads there, if nothing stops it. */
        ABOVE,
        /** Nowhere in its mount namespace. */
        GONE
    }

    /** Where a {@link HostFile} is looked for: the box's root, its overlay's upper or lowest layer, or the host. */
    enum Place {
        ROOT,
        UPPER,
        LOWER,
        HOST
    }

    /** What a {@link HostFile} must be; a whiteout is a character device 0:0. */
    enum FileType {
        FILE,
        DIRECTORY,
        WHITEOUT,
        MISSING
    }
}
