package hangari.image.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The directories in which a loader looks for libraries on behalf of every program.
 *
 * @param configured those that the machine's owner has added, for glibc by way of the cache that ldconfig(8) writes
 * @param builtIn those that the loader knows by itself
 */
record LoaderDirectories(List<String> configured, List<String> builtIn) {
    private static final int MAX_INCLUDES = 100;

    LoaderDirectories {
        configured = List.copyOf(configured);
        builtIn = List.copyOf(builtIn);
    }

    /** Those of the loader with this path. */
    static LoaderDirectories of(Sysroot sysroot, ElfTarget target, String interpreter) {
        return interpreter.contains("/ld-musl-") ? musl(sysroot, interpreter) : glibc(sysroot, target);
    }

    /** The file that tells a loader, in a root of its own, about the configured directories. */
    static String configuration(String interpreter) {
        return interpreter.contains("/ld-musl-") ? muslPathFile(interpreter) : "/etc/ld.so.cache";
    }

    // musl, "Shared library path": /etc/ld-musl-$(ARCH).path, one directory a line or colon; without it
    // "/lib:/usr/local/lib:/usr/lib".
    private static LoaderDirectories musl(Sysroot sysroot, String interpreter) {
        List<String> lines = lines(sysroot, muslPathFile(interpreter));
        List<String> named = lines.stream()
                .flatMap(line -> List.of(line.split(":", -1)).stream())
                .map(String::strip)
                .filter(directory -> directory.startsWith("/"))
                .toList();
        List<String> standard = List.of("/lib", "/usr/local/lib", "/usr/lib");
        return named.isEmpty() ? new LoaderDirectories(List.of(), standard) : new LoaderDirectories(named, List.of());
    }

    private static String muslPathFile(String interpreter) {
        String name = interpreter.substring(interpreter.lastIndexOf('/') + 1);
        return "/etc/" + name.replaceFirst("\\.so.*$", "") + ".path";
    }

    // ld.so(8): "in the default path /lib, and then /usr/lib. (On some 64-bit architectures, the default paths for
    // 64-bit shared objects are /lib64, and then /usr/lib64.)" Debian's loader adds the multiarch directories.
    private static LoaderDirectories glibc(Sysroot sysroot, ElfTarget target) {
        Set<String> configured = new LinkedHashSet<>();
        include(sysroot, "/etc/ld.so.conf", configured, new HashSet<>());
        List<String> builtIn = new ArrayList<>();
        if (!target.tuple().isEmpty()) {
            builtIn.add("/lib/" + target.tuple());
            builtIn.add("/usr/lib/" + target.tuple());
        }
        if (target.bits() == 64) {
            builtIn.add("/lib64");
            builtIn.add("/usr/lib64");
        }
        builtIn.add("/lib");
        builtIn.add("/usr/lib");
        return new LoaderDirectories(List.copyOf(configured), builtIn);
    }

    // ldconfig(8): /etc/ld.so.conf "contains a list of directories, one per line"; "include" takes a glob(7), relative
    // to the file's own directory; '#' begins a comment; "hwcap" lines are obsolete.
    private static void include(Sysroot sysroot, String file, Set<String> found, Set<String> seen) {
        if (seen.size() >= MAX_INCLUDES || !seen.add(file)) {
            return;
        }
        for (String raw : lines(sysroot, file)) {
            String line = raw.replaceFirst("#.*$", "").strip();
            if (line.startsWith("include ") || line.startsWith("include\t")) {
                for (String pattern : line.substring(8).strip().split("\\s+", -1)) {
                    matches(sysroot, file, pattern).forEach(match -> include(sysroot, match, found, seen));
                }
            } else if (line.startsWith("/")) {
                found.add(line.replaceFirst("[=\\s].*$", "").replaceFirst("(?<=.)/+$", ""));
            }
        }
    }

    private static List<String> matches(Sysroot sysroot, String includer, String pattern) {
        String full =
                pattern.startsWith("/") ? pattern : includer.substring(0, includer.lastIndexOf('/') + 1) + pattern;
        int slash = full.lastIndexOf('/');
        String directory = full.substring(0, slash);
        String real = sysroot.resolve(directory).map(Sysroot.Resolved::path).orElse("");
        if (real.isEmpty() || !Files.isDirectory(sysroot.locate(real))) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sysroot.locate(real), full.substring(slash + 1))) {
            var names = new ArrayList<String>();
            files.forEach(file -> names.add(directory + "/" + file.getFileName()));
            names.sort(null);
            return names;
        } catch (IOException e) {
            return List.of(); // as ldconfig: a pattern that cannot be read matches nothing
        }
    }

    private static List<String> lines(Sysroot sysroot, String file) {
        Path path = sysroot.resolve(file)
                .map(found -> sysroot.locate(found.path()))
                .filter(Files::isRegularFile)
                .orElse(Path.of("/dev/null"));
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new ElfException(path, "cannot be read: " + e.getMessage(), e);
        }
    }
}
