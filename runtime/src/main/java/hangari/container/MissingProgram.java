package hangari.container;

import hangari.linux.Errno;
import hangari.linux.Refusal;
import java.nio.file.Path;

/** Says why {@code execve} found nothing: the kernel's ENOENT means the program, or what its header asks for. */
final class MissingProgram {
    private MissingProgram() {}

    /** The refusal, with a hint made from what is below the root. */
    static Refusal explained(ContainerSpec spec, Refusal refusal) {
        boolean missing = refusal.call().equals("execve") && refusal.errno() == Errno.ENOENT;
        if (!missing || ProgramLookup.changesRoot(spec) || spec.root() instanceof RootFs.Overlay) {
            return refusal;
        }
        String program = ProgramLookup.candidates(spec).get(0);
        String prefix = spec.root().prefix();
        Path root = Path.of(prefix.isEmpty() ? "/" : prefix);
        return new Refusal(refusal.call(), refusal.text(), refusal.errno(), hint(spec, root, program));
    }

    private static String hint(ContainerSpec spec, Path root, String program) {
        String name = spec.argv().get(0);
        if (!ProgramLookup.isFile(root, program)) {
            return name + " is not below " + root + ": copy it there, with rootfs(\"" + name + "\")";
        }
        return program + " is there, but the interpreter that its header names is not: build the root with rootfs(\""
                + program + "\")";
    }
}
