package hangari.linux;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Steps that make and write files by their paths; {@link TreeStep} does without paths. */
public sealed interface FileStep extends Step {
    /** Changes the working directory. Source: {@code chdir(2)}. */
    record Chdir(String path) implements FileStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.CHDIR, Arg.str(path)));
        }
    }

    /** Makes a directory; one that is there already is left as it is. Source: {@code mkdir(2)}. */
    record Mkdir(String path, int mode) implements FileStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.MKDIRAT, CWD, Arg.str(path), Arg.octal(mode))
                    .tolerating(Errno.EEXIST));
        }
    }

    /**
     * Makes a device node or, with the device 0:0 and a regular file's mode, an empty file; what is there already is
     * left as it is. Source: {@code mknod(2)}.
     */
    record Mknod(String path, int mode, int major, int minor) implements FileStep {
        @Override
        public List<Call> calls() {
            // makedev(3): these small numbers need only the low bits of either part.
            Arg device = Arg.constant(((long) major << 8) | minor, "makedev(" + major + ", " + minor + ")");
            return List.of(Call.of(Syscall.MKNODAT, CWD, Arg.str(path), Arg.octal(mode), device)
                    .tolerating(Errno.EEXIST));
        }
    }

    /** Makes a symbolic link; what is there already is left as it is. Source: {@code symlink(2)}. */
    record Symlink(String target, String path) implements FileStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SYMLINKAT, Arg.str(target), CWD, Arg.str(path))
                    .tolerating(Errno.EEXIST));
        }
    }

    /** Writes a text into an existing file, such as {@code /proc/self/uid_map}; it is closed by {@code execve}. */
    record WriteFile(String path, String text) implements FileStep {
        @Override
        public List<Call> calls() {
            Handle file = new Handle("fd");
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return List.of(
                    Call.of(
                                    Syscall.OPENAT,
                                    CWD,
                                    Arg.str(path),
                                    Arg.flags(Set.of(OpenFlag.WRONLY, OpenFlag.CLOEXEC)),
                                    Arg.number(0))
                            .into(file),
                    Call.of(
                            Syscall.WRITE,
                            new Arg.Result(file),
                            new Arg.Bytes(bytes, Arg.quoted(text)),
                            Arg.number(bytes.length)));
        }
    }

    /** Sets the file mode creation mask. Source: {@code umask(2)}. */
    record Umask(int mask) implements FileStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UMASK, Arg.octal(mask)).asPlumbing());
        }
    }
}
