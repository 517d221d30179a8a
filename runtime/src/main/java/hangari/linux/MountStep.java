package hangari.linux;

import java.util.List;
import java.util.Set;

/** Steps that change what is mounted, by paths, and where the root is; {@link TreeStep} does without paths. */
public sealed interface MountStep extends Step {
    /** Mounts, binds, or changes a mount; empty strings stand for NULL. Source: {@code mount(2)}. */
    record Mount(String source, String target, String type, Set<MountFlag> flags, String data) implements MountStep {
        public Mount {
            flags = Set.copyOf(flags);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                    Syscall.MOUNT, orNull(source), Arg.str(target), orNull(type), Arg.flags(flags), orNull(data)));
        }

        private static Arg orNull(String text) {
            return text.isEmpty() ? Arg.nothing() : Arg.str(text);
        }
    }

    /** Detaches a mount, and all below it, as soon as nobody uses it. Source: {@code umount2(2)}. */
    record Detach(String target) implements MountStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UMOUNT2, Arg.str(target), Arg.constant(2, "MNT_DETACH")));
        }
    }

    /** Makes {@code newRoot} the root mount and puts the old one at {@code putOld}. Source: {@code pivot_root(2)}. */
    record PivotRoot(String newRoot, String putOld) implements MountStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.PIVOT_ROOT, Arg.str(newRoot), Arg.str(putOld)));
        }
    }

    /** Changes where paths that begin with {@code /} begin. Source: {@code chroot(2)}. */
    record Chroot(String path) implements MountStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.CHROOT, Arg.str(path)));
        }
    }
}
