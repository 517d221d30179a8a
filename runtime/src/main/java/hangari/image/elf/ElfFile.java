package hangari.image.elf;

import java.util.List;
import java.util.Optional;

/**
 * What an ELF file says about the files it needs: elf(5).
 *
 * <pre>{@code
 * ElfFile shell = ElfReader.read(Path.of("/bin/sh"));
 * shell.interpreter(); // such as /lib64/ld-linux-x86-64.so.2
 * shell.needed(); // such as [libc.so.6]
 * }</pre>
 *
 * @param target the machine it was built for
 * @param interpreter the program that the kernel starts in its place, to load it (PT_INTERP)
 * @param needed the names of the libraries it needs, in order (DT_NEEDED)
 * @param soname the name it is known by, if it is a library (DT_SONAME)
 * @param rpath directories to search first, also on behalf of its libraries (DT_RPATH); ignored beside runpath
 * @param runpath directories to search for its own needs only (DT_RUNPATH)
 */
public record ElfFile(
        ElfTarget target,
        Optional<String> interpreter,
        List<String> needed,
        Optional<String> soname,
        List<String> rpath,
        List<String> runpath) {
    public ElfFile {
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
    }

    /** Whether it runs with nothing beside it: no loader and no libraries. */
    public boolean isStatic() {
        return interpreter.isEmpty() && needed.isEmpty();
    }
}
