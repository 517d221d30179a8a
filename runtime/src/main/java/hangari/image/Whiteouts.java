package hangari.image;

import hangari.linux.Child;
import hangari.linux.FileStep;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.ProcessStep;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The marks by which a layer says that something below it is gone: character devices with the number 0:0.
 *
 * <p>While a box runs, the kernel makes them. We do so for layers that come as archives, or are built by hand.
 */
final class Whiteouts {
    private static final int S_IFCHR = 0020000;

    private Whiteouts() {}

    // Linux 5.8, vfs_mknod: a device 0:0 takes no CAP_MKNOD, so an ordinary user may make one, in any namespace.
    /**
     * Puts a whiteout at each path, in place of what is there.
     *
     * @throws ImageException if one cannot be made
     */
    static void make(List<Path> paths) {
        List<Step> steps = new ArrayList<>();
        for (Path path : paths) {
            TreeRemoval.remove(path);
            steps.add(new FileStep.Mknod(path.toAbsolutePath().toString(), S_IFCHR, 0, 0));
        }
        steps.add(new ProcessStep.Exit(0));
        Launch launch = Launcher.children().launch(new SyscallProgram(Set.of(), steps));
        launch.child().ifPresent(Child::await);
        launch.refusal().ifPresent(refusal -> {
            throw new ImageException("cannot make a whiteout: " + refusal.line());
        });
    }

    /** Whether a path is one. */
    static boolean is(Path path) {
        try {
            return LayerEntry.of(path).kind() == LayerEntry.Kind.WHITEOUT;
        } catch (IOException e) {
            throw ImageException.of("read " + path, path, e);
        }
    }
}
