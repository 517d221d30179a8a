package hangari.lesson.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was observed of one box, from outside it: one line of the session's evidence file.
 *
 * <p>The runtime writes a line when a box has started and another when it has ended; the later line with the same
 * number replaces the earlier.
 *
 * @param box number of the box within the session, from 1
 * @param argv the command
 * @param pid its PID as the host sees it; 0 if it never came to be
 * @param state whether it runs, has ended, or was refused before it could start
 * @param exit its exit status, if it exited
 * @param signal the name of the signal that ended it, if one did
 * @param failure the call that the kernel refused, if one was
 * @param stdout what it wrote, if captured (at most 64 KiB)
 * @param stderr likewise
 * @param namespaces inode of each namespace, by its name under {@code /proc/PID/ns}
 * @param nspid its PID in each nested PID namespace, outermost first
 * @param hostname the hostname read inside its UTS namespace
 * @param root its root directory; dev and ino as stat(2) of {@code /proc/PID/root} gives them
 * @param top the directory at the top of its mount namespace: what {@code ..} leads to from above its root
 * @param mounts its mount table
 * @param uidMap its user id map
 * @param cgroups the lines of {@code /proc/PID/cgroup}
 * @param layers the layers of its overlay root, if it has one
 * @param syscalls the program, and what the kernel answered
 */
public record Evidence(
        int box,
        List<String> argv,
        long pid,
        State state,
        Optional<Integer> exit,
        Optional<String> signal,
        Optional<Failure> failure,
        String stdout,
        String stderr,
        Map<String, Long> namespaces,
        List<Long> nspid,
        String hostname,
        Optional<RootDir> root,
        Optional<RootDir> top,
        List<Mount> mounts,
        List<IdRange> uidMap,
        List<String> cgroups,
        Optional<Layers> layers,
        List<Call> syscalls) {

    /** The program it runs; empty if it has none. */
    public String program() {
        return argv.isEmpty() ? "" : argv.get(0);
    }

    /** The same box, with these facts seen anew. */
    Evidence seenAnew(
            Map<String, Long> namespacesNow,
            List<Long> nspidNow,
            Optional<RootDir> rootNow,
            Optional<RootDir> topNow,
            List<Mount> mountsNow) {
        return new Evidence(
                box,
                argv,
                pid,
                state,
                exit,
                signal,
                failure,
                stdout,
                stderr,
                namespacesNow,
                nspidNow,
                hostname,
                rootNow,
                topNow,
                mountsNow,
                uidMap,
                cgroups,
                layers,
                syscalls);
    }

    /** Where the box is in its life. */
    public enum State {
        RUNNING,
        EXITED,
        REFUSED
    }

    /** The call that was refused, as text, with the errno's name and the remedy (may be empty). */
    public record Failure(String call, String text, String errno, Optional<Message> hint) {}

    /** A directory: its path on the host, and its identity. */
    public record RootDir(String path, long dev, long ino) {}

    /**
     * A line of {@code /proc/PID/mountinfo}.
     *
     * @param root which directory of the file system it shows; not {@code /} for a bind mount
     * @param device the file system's device, as major:minor
     */
    public record Mount(String target, String type, String source, String root, String device, String options) {
        /** Where it comes from, as findmnt(8) writes it: the source, and the directory within it. */
        public String origin() {
            return root.equals("/") ? source : source + "[" + root + "]";
        }
    }

    /** A line of {@code /proc/PID/uid_map}. */
    public record IdRange(long inside, long outside, long count) {}

    /** The directories of an overlay: lower ones from the top down, and the upper one. */
    public record Layers(List<String> lower, String upper) {}

    /**
     * One call: its text, what the kernel returned, and the name of its errno.
     *
     * @param result the returned value; empty if the call was not reached or does not return
     * @param plumbing whether it only serves the launch (descriptors, signals), not the isolation
     */
    public record Call(String name, String text, Optional<Long> result, Optional<String> errno, boolean plumbing) {}
}
