package hangari.container.cgroup;

import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.OpenFlag;
import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.MountTable;
import hangari.linux.proc.ProcFs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Places a process in the cgroups of another. */
public final class SameGroups {
    private SameGroups() {}

    /**
     * Places it in every tree where the other is not where we are.
     *
     * @throws CgroupException if it is not ours to move
     */
    public static void place(long pid, long other) {
        ProcFs proc = ProcFs.host();
        CgroupMembership ours = membership(proc, proc.self());
        MountTable mounts = proc.mounts(proc.self()).value().orElse(new MountTable(List.of()));
        CgroupMembership theirs = new CgroupMembership(membership(proc, other).entries().stream()
                .filter(entry -> !ours.entries().contains(entry))
                .toList());
        Hierarchies.of(theirs, mounts).trees().stream()
                .map(tree -> tree.directory().orElse(null))
                .filter(Objects::nonNull)
                .forEach(directory -> place(pid, directory));
    }

    private static void place(long pid, Path directory) {
        Path file = directory.resolve("cgroup.procs");
        try (Fd fd = Fd.open(file.toString(), Set.of(OpenFlag.WRONLY))) {
            fd.write(Long.toString(pid).getBytes(StandardCharsets.UTF_8));
        } catch (KernelException e) {
            throw CgroupException.refused("place process " + pid, file, e);
        }
    }

    private static CgroupMembership membership(ProcFs proc, long pid) {
        return proc.cgroups(pid).value().orElse(new CgroupMembership(List.of()));
    }
}
