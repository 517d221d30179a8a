package hangari.image.elf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the libraries that a program needs, in the order and the places of ld.so(8).
 *
 * <pre>{@code
 * new LibraryResolver(Sysroot.host()).resolve("/bin/sh").files();
 * // [/lib64/ld-linux-x86-64.so.2 (loader of /bin/sh), /lib/x86_64-linux-gnu/libc.so.6 (needed by /bin/sh)]
 * }</pre>
 *
 * <p>The loader is asked nothing: running it would run the program's machine code to learn what it needs, and could not
 * be done for another machine's. LD_LIBRARY_PATH and LD_PRELOAD are ignored; so are libraries that a program opens by
 * itself later (dlopen(3)), which no header names.
 */
public final class LibraryResolver {
    private final Sysroot sysroot;

    /** A resolver for the programs of one tree. */
    public LibraryResolver(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /**
     * The loader and the libraries of a program; nothing for a static one.
     *
     * @param program its absolute path in the tree
     * @throws ElfException if it or a library is no sound ELF file, or a library is not found
     */
    public Needs resolve(String program) {
        return new Loading(program).needs();
    }

    /** A file that has been loaded, and by whom. */
    private record Loaded(
            String path, ElfFile elf, @Nullable Loaded by) {}

    /** One program being loaded: ld.so goes breadth first and loads no name twice. */
    private final class Loading {
        private final Loaded program;
        private final String interpreter;
        private final LoaderDirectories directories;
        private final Set<Needs.Need> needs = new LinkedHashSet<>();
        private final Map<String, Loaded> byName = new HashMap<>();
        private final Map<String, Loaded> byFile = new HashMap<>();
        private boolean configurationUsed;

        Loading(String path) {
            program = new Loaded(path, ElfReader.read(file(path)), null);
            interpreter = program.elf().interpreter().orElse("");
            directories = LoaderDirectories.of(sysroot, program.elf().target(), interpreter);
        }

        Needs needs() {
            if (!interpreter.isEmpty()) {
                loadInterpreter();
            }
            Deque<Loaded> waiting = new ArrayDeque<>(List.of(program));
            while (!waiting.isEmpty()) {
                Loaded object = waiting.remove();
                for (String name : object.elf().needed()) {
                    load(name, object).ifPresent(waiting::add);
                }
            }
            String configuration = LoaderDirectories.configuration(interpreter);
            if (configurationUsed && sysroot.resolve(configuration).isPresent()) {
                needs.add(new Needs.Need(configuration, "tells the loader of " + program.path() + " where to look"));
            }
            return new Needs(List.copyOf(needs));
        }

        private void loadInterpreter() {
            if (sysroot.resolve(interpreter).isEmpty()) {
                throw new ElfException(
                        program.path(),
                        "its loader " + interpreter + " is missing: install the C library for "
                                + program.elf().target());
            }
            var loader = new Loaded(interpreter, ElfReader.read(file(interpreter)), program);
            needs.add(new Needs.Need(interpreter, "loader of " + program.path()));
            remember(loader, interpreter.substring(interpreter.lastIndexOf('/') + 1));
        }

        private Optional<Loaded> load(String name, Loaded by) {
            if (byName.containsKey(name) || isMuslItself(name)) {
                return Optional.empty();
            }
            String path = find(name, by).orElseThrow(() -> missing(name, by));
            needs.add(new Needs.Need(path, "needed by " + by.path()));
            Loaded known = byFile.get(file(path).toString());
            if (known != null) {
                byName.put(name, known);
                return Optional.empty();
            }
            var library = new Loaded(path, ElfReader.read(file(path)), by);
            remember(library, name);
            return Optional.of(library);
        }

        private void remember(Loaded library, String name) {
            byName.put(name, library);
            library.elf().soname().ifPresent(soname -> byName.putIfAbsent(soname, library));
            byFile.put(file(library.path()).toString(), library);
        }

        // musl's loader is its libc, and answers to these names itself (ldso/dynlink.c, "reserved").
        private boolean isMuslItself(String name) {
            return interpreter.contains("/ld-musl-") && name.matches("lib(c|pthread|rt|m|dl|util|xnet)\\..*");
        }

        private Optional<String> find(String name, Loaded by) {
            // ld.so(8): "If a shared object dependency name contains one or more slashes, then it is treated as a path"
            if (name.contains("/")) {
                return fitting(name);
            }
            Optional<String> found = first(ownDirectories(by), name);
            if (found.isPresent()) {
                return found;
            }
            found = first(directories.builtIn(), name);
            Optional<String> configured = first(directories.configured(), name);
            // What the owner configured comes first; where both name one file, the built-in name needs no cache.
            if (configured.isPresent() && !sameFile(configured, found)) {
                configurationUsed = true;
                return configured;
            }
            return found;
        }

        private boolean sameFile(Optional<String> one, Optional<String> other) {
            return one.map(LibraryResolver.this::file).equals(other.map(LibraryResolver.this::file));
        }

        // ld.so(8): "(1) the directories specified in the DT_RPATH dynamic section attribute of the binary if present
        // and DT_RUNPATH attribute does not exist"; RPATH also serves the libraries of those it loads, so climb to
        // the program. "(3) DT_RUNPATH … are searched only to find those objects required by DT_NEEDED entries and do
        // not apply to those objects' children".
        private List<String> ownDirectories(Loaded by) {
            var found = new ArrayList<String>();
            if (by.elf().runpath().isEmpty()) {
                for (Loaded at = by; at != null; at = at.by()) {
                    if (at.elf().runpath().isEmpty()) {
                        found.addAll(expand(at.elf().rpath(), at));
                    }
                }
            }
            found.addAll(expand(by.elf().runpath(), by));
            return found;
        }

        // ld.so(8), "Dynamic string tokens": $ORIGIN is the directory of the object; $LIB expands to lib or lib64,
        // on Debian to the multiarch directory: all are tried. $PLATFORM names a processor model: not followed.
        private List<String> expand(List<String> paths, Loaded object) {
            String real = real(object.path());
            String origin = real.substring(0, Math.max(1, real.lastIndexOf('/')));
            var found = new ArrayList<String>();
            for (String path : paths) {
                String at = replace(path, "ORIGIN", origin);
                if (at.contains("PLATFORM}") || at.contains("$PLATFORM")) {
                    continue;
                }
                for (String lib : List.of("lib/" + object.elf().target().tuple(), "lib64", "lib")) {
                    found.add(replace(at, "LIB", lib));
                }
            }
            return found.stream()
                    .filter(path -> path.startsWith("/"))
                    .distinct()
                    .toList();
        }

        private Optional<String> first(List<String> places, String name) {
            return places.stream()
                    .map(place -> place + "/" + name)
                    .filter(path -> fitting(path).isPresent())
                    .findFirst();
        }

        // ld.so passes over a library of another class or machine and keeps looking.
        private Optional<String> fitting(String path) {
            return Optional.of(path)
                    .filter(at -> at.startsWith("/"))
                    .filter(at -> sysroot.resolve(at).isPresent())
                    .filter(at ->
                            Files.isRegularFile(file(at)) && Files.isReadable(file(at)) && ElfReader.isElf(file(at)))
                    .filter(at -> ElfReader.read(file(at))
                            .target()
                            .equals(program.elf().target()));
        }

        private ElfException missing(String name, Loaded by) {
            return new ElfException(
                    by.path(),
                    "needs " + name + " (" + program.elf().target()
                            + "), which is in none of the loader's directories: install the package that holds it");
        }
    }

    private static String replace(String path, String token, String value) {
        return path.replace("${" + token + "}", value).replace("$" + token, value);
    }

    private Path file(String path) {
        return sysroot.locate(real(path));
    }

    private String real(String path) {
        return sysroot.resolve(path)
                .orElseThrow(() -> new ElfException(path, "no such file"))
                .path();
    }
}
