package hangari.image;

import hangari.image.elf.Sysroot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where programs are searched for by name.
 *
 * <p>The directories that a container has on its PATH come first: what is found there will be found inside too.
 *
 * @param sysroot the tree that holds them
 * @param path directories, in order
 */
record ProgramSearch(Sysroot sysroot, List<String> path) {
    /** The PATH that Docker gives a container. */
    static final List<String> STANDARD =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    static ProgramSearch host() {
        Set<String> path = new LinkedHashSet<>(STANDARD);
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (directory.startsWith("/")) {
                path.add(directory);
            }
        }
        return new ProgramSearch(Sysroot.host(), List.copyOf(path));
    }

    /**
     * The absolute path of a program.
     *
     * @param program a path, or a name to search for
     * @throws ImageException if there is none, or it is not a program
     */
    String find(String program) {
        if (program.isBlank() || program.indexOf('\0') >= 0) {
            throw new ImageException("\"" + program + "\" is no program: name one, such as \"ls\" or \"/bin/ls\"");
        }
        if (program.contains("/")) {
            return named(program);
        }
        return search(program)
                .orElseThrow(() -> new ImageException(
                        program + ": not found on PATH (" + String.join(":", path) + "): install it, or name a path"));
    }

    private String named(String program) {
        String absolute = Path.of(program).toAbsolutePath().toString();
        Path file = sysroot.resolve(absolute)
                .map(found -> sysroot.locate(found.path()))
                .orElseThrow(() -> new ImageException(program + ": no such file: install it, or name another path"));
        if (!Files.isRegularFile(file)) {
            throw new ImageException(program + ": not a file: name the program itself");
        }
        if (!Files.isExecutable(file)) {
            throw new ImageException(program + ": not executable: chmod +x it, or copy it as a file");
        }
        return absolute;
    }

    private Optional<String> search(String name) {
        return path.stream()
                .map(directory -> directory + "/" + name)
                .filter(this::isProgram)
                .findFirst();
    }

    private boolean isProgram(String candidate) {
        return sysroot.resolve(candidate)
                .map(found -> sysroot.locate(found.path()))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .isPresent();
    }
}
