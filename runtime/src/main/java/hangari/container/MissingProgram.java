package hangari.container;

import hangari.image.elf.ElfException;
import hangari.image.elf.ElfReader;
import hangari.linux.Errno;
import hangari.linux.Hint;
import hangari.linux.Refusal;
import java.nio.file.Path;
import java.util.Optional;

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

    private static Hint hint(ContainerSpec spec, Path root, String program) {
        String name = spec.argv().get(0);
        if (!ProgramLookup.isFile(root, program)) {
            return spec.root().prefix().isEmpty()
                    ? Hint.of("execve.host.ENOENT", name)
                    : Hint.of("execve.program.ENOENT", name, root);
        }
        return interpreter(root.resolve(program.substring(1)))
                .map(loader -> Hint.of("execve.interpreter.ENOENT", program, loader))
                .orElseGet(() -> Hint.of("execve.script.ENOENT", program));
    }

    // execve(2), ENOENT: "The file pathname or a script or ELF interpreter does not exist."
    private static Optional<String> interpreter(Path file) {
        try {
            return ElfReader.read(file).interpreter();
        } catch (ElfException e) {
            return Optional.empty();
        }
    }
}
