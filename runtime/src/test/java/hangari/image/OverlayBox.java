package hangari.image;

import hangari.linux.Credentials;
import hangari.linux.Ending;
import hangari.linux.FileStep;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.MountFlag;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.ProcessStep;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A shell in namespaces of its own whose working directory is a mounted stack; nothing of the mount is left after. */
public final class OverlayBox {
    private OverlayBox() {}

    /** Runs a script in the merged directory; a refused call is thrown as an error, with all that went before. */
    public static void run(OverlayOptions options, Path merged, String script) {
        Launch launch = Launcher.children().launch(program(options, merged, script));
        Optional<Ending> ending = launch.child().map(child -> child.await());
        if (launch.refusal().isPresent() || !ending.equals(Optional.of(new Ending.Exited(0)))) {
            throw new AssertionError(launch.log() + "\n" + ending);
        }
    }

    private static SyscallProgram program(OverlayOptions options, Path merged, String script) {
        List<Step> steps = new ArrayList<>();
        long uid = Credentials.uid();
        Set<Namespace> namespaces = EnumSet.of(Namespace.MNT);
        if (uid != 0) {
            namespaces.add(Namespace.USER);
            long gid = Credentials.gid();
            steps.add(new FileStep.WriteFile("/proc/self/setgroups", "deny"));
            steps.add(new FileStep.WriteFile("/proc/self/uid_map", "0 " + uid + " 1"));
            steps.add(new FileStep.WriteFile("/proc/self/gid_map", "0 " + gid + " 1"));
        }
        steps.add(new MountStep.Mount("", "/", "", Set.of(MountFlag.PRIVATE, MountFlag.REC), ""));
        options.directory().ifPresent(directory -> steps.add(new FileStep.Chdir(directory.toString())));
        steps.add(new MountStep.Mount("overlay", merged.toString(), "overlay", Set.of(), options.data()));
        steps.add(new FileStep.Chdir(merged.toString()));
        steps.add(new ProcessStep.UnblockSignals());
        steps.add(new ProcessStep.Execve("/bin/sh", List.of("sh", "-ec", script), Map.of("PATH", "/usr/bin:/bin")));
        return new SyscallProgram(namespaces, steps);
    }
}
