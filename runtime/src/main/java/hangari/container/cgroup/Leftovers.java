package hangari.container.cgroup;

import hangari.linux.Directory;
import hangari.linux.KernelException;
import hangari.linux.proc.ProcFs;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups of a process of ours that was killed: their names say whose they are.
 *
 * <p>A name is {@code hangari-NAMESPACE-PID-NUMBER}: a PID means something only within its PID namespace, and a cgroup
 * tree is seen from several.
 */
public final class Leftovers {
    private static final AtomicLong NEXT = new AtomicLong(1);
    private static final Pattern NAME = Pattern.compile("(hangari-\\d+-)(\\d+)-\\d+");

    private Leftovers() {}

    /** A name for the next group of this process. */
    public static String name() {
        return prefix() + ProcFs.host().self() + "-" + NEXT.getAndIncrement();
    }

    private static String prefix() {
        ProcFs proc = ProcFs.host();
        long namespace = proc.namespaces(proc.self())
                .value()
                .map(inodes -> inodes.of("pid").orElse(0))
                .orElse(0L);
        return "hangari-" + namespace + "-";
    }

    /**
     * Removes the empty groups, beside those that are planned, whose process is gone.
     *
     * <p>None is emptied by force: a container dies with its launcher, so what still runs there is not for us to judge.
     */
    public static void sweep(Plan plan) {
        String ours = prefix();
        plan.directories().keySet().stream()
                .flatMap(group -> Members.below(group.resolveSibling("")).stream())
                .filter(group -> abandoned(group, ours))
                .forEach(Leftovers::remove);
    }

    private static boolean abandoned(Path group, String ours) {
        Matcher name = NAME.matcher(group.getFileName().toString());
        return name.matches()
                && name.group(1).equals(ours)
                && ProcessHandle.of(Long.parseLong(name.group(2))).isEmpty();
    }

    private static void remove(Path group) {
        try {
            Directory.remove(group.toString());
        } catch (KernelException e) {
            // rmdir(2): EBUSY, it is not empty; ENOENT, somebody else was quicker; EACCES, it is not ours.
            return;
        }
    }
}
