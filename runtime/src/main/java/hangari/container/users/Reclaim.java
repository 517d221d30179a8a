package hangari.container.users;

import hangari.linux.Credentials;
import hangari.linux.DescriptorStep;
import hangari.linux.Fd;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Meeting;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives an ordinary user what his containers' users have made, so that he can remove it.
 *
 * <p>On the host it belongs to one of his allotted ids, and a directory lets its owner alone remove what is in it. In a
 * user namespace with the same map he is root over all of them: there {@code chown(1)} is run, which follows no link.
 */
public final class Reclaim {
    private static final List<String> CHOWN = List.of("chown", "-R", "-h", "-P", "0:0", "--");

    private Reclaim() {}

    /** Takes a tree back, if there is anything in it that is not ours; nothing happens to root, who may remove anything. */
    public static void of(Path tree) {
        if (!Credentials.canAdministrate()) {
            // Where nobody but us is allotted, the tree need not be looked through.
            Allotment.ours().map().filter(map -> !isOurs(tree)).ifPresent(map -> chown(tree, map));
        }
    }

    private static void chown(Path tree, UserMap map) {
        try (Meeting meeting = new Meeting();
                Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR))) {
            List<Step> steps = new ArrayList<>();
            steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
            steps.add(meeting.step());
            for (int number = 0; number <= 2; number++) {
                steps.add(new DescriptorStep.Dup(nothing, number));
            }
            steps.add(new DescriptorStep.CloseOnExec(3));
            steps.add(new ProcessStep.UnblockSignals());
            List<String> argv = new ArrayList<>(CHOWN);
            argv.add(tree.toAbsolutePath().toString());
            steps.add(new ProcessStep.Execve("/usr/bin/chown", argv, Map.of(), true));
            steps.add(new ProcessStep.Execve("/bin/chown", argv, Map.of()));
            Launch launch = Launcher.probes()
                    .launch(new SyscallProgram(Set.of(Namespace.USER), steps), meeting, new MapWriter(map));
            // What it could not do, the removal says.
            var unused = launch.child().map(child -> child.await());
        }
    }

    private static boolean isOurs(Path tree) {
        Search search = new Search((int) Credentials.uid());
        try {
            Files.walkFileTree(tree, search);
        } catch (IOException e) {
            return false;
        }
        return !search.found;
    }

    /** Looks for a directory of somebody else; to remove anything else, it need not be ours. */
    private static final class Search extends SimpleFileVisitor<Path> {
        private final int user;
        private boolean found;

        Search(int user) {
            this.user = user;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            return look(directory);
        }

        /** One that cannot be read, be it ours: overlayfs leaves such a one. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            return look(file);
        }

        private FileVisitResult look(Path file) throws IOException {
            found = (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS) != user;
            return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
