package hangari.lesson.check;

import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.check.Evidence.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a snippet is judged by.
 *
 * @param boxes the boxes that it ran or changed, in their order
 * @param value the value of its last expression, as JShell prints it
 * @param host the host
 */
public record Scene(List<Evidence> boxes, Optional<String> value, Host host) {
    public Scene {
        boxes = List.copyOf(boxes);
    }

    /** Looks now: reads the host's facts, and those of the boxes that still run, from {@code /proc}. */
    public static Scene now(List<Evidence> boxes, Optional<String> value, Proc proc) {
        return new Scene(boxes.stream().map(box -> anew(box, proc)).toList(), value, Host.read(proc));
    }

    /** The last box that the snippet ran. */
    Optional<Evidence> last() {
        return boxes.isEmpty() ? Optional.empty() : Optional.of(boxes.get(boxes.size() - 1));
    }

    /** The same scene with this box alone. */
    Scene only(Evidence box) {
        return new Scene(List.of(box), value, host);
    }

    /** The same scene with those boxes only that run a program, named with or without its folder. */
    Scene of(String program) {
        return new Scene(boxes.stream().filter(box -> runs(box, program)).toList(), value, host);
    }

    private static boolean runs(Evidence box, String program) {
        return box.program().equals(program) || box.program().endsWith("/" + program);
    }

    /** What the session says of a box that runs is replaced by what the kernel says to this process. */
    private static Evidence anew(Evidence box, Proc proc) {
        String pid = Long.toString(box.pid());
        if (box.state() != State.RUNNING || box.pid() <= 0) {
            return box;
        }
        Map<String, Long> namespaces = proc.namespaces(pid);
        if (namespaces.isEmpty()) {
            return box; // it has just ended, or this user may not look into it
        }
        List<Long> nspid = proc.nspid(pid);
        String path = box.root().map(RootDir::path).orElse("/");
        Optional<RootDir> root = proc.root(pid).map(now -> new RootDir(path, now.dev(), now.ino()));
        return box.seenAnew(
                namespaces,
                nspid.isEmpty() ? box.nspid() : nspid,
                root.or(box::root),
                proc.top(pid).or(box::top),
                proc.mounts(pid));
    }
}
