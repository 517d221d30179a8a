package hangari.cli.state;

import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.MountStep;
import hangari.linux.ProcessStep;
import hangari.linux.SyscallProgram;
import hangari.linux.proc.MountInfo;
import hangari.linux.proc.MountTable;
import hangari.linux.proc.ProcFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The mounts of our own mount namespace that stand below a directory.
 *
 * <p>A box with shared propagation mounts for the host too, and such a mount outlives it. It must be gone before the
 * directory is deleted: what is bound there is not ours.
 */
final class MountsBelow {
    private MountsBelow() {}

    /** Detaches them, the last mounted first. */
    static void detach(Path directory) throws IOException {
        for (String target : targets(directory)) {
            SyscallProgram detach =
                    new SyscallProgram(Set.of(), List.of(new MountStep.Detach(target), new ProcessStep.Exit(0)));
            Launch launch = Launcher.children().launch(detach);
            launch.child().ifPresent(child -> {
                var unused = child.await();
            });
        }
        List<String> left = targets(directory);
        if (!left.isEmpty()) {
            throw new IOException(left.get(0) + " is still mounted");
        }
    }

    private static List<String> targets(Path directory) throws IOException {
        ProcFs proc = ProcFs.host();
        // mountinfo names real paths: a state directory below a symbolic link would not be found in it.
        String prefix = directory.toRealPath() + "/";
        List<String> targets =
                new ArrayList<>(proc.mounts(proc.self()).value().map(MountTable::mounts).orElse(List.of()).stream()
                        .map(MountInfo::target)
                        .filter(target -> target.startsWith(prefix))
                        .toList());
        Collections.reverse(targets);
        return targets;
    }
}
