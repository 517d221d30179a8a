package hangari.image;

import hangari.image.RootPlan.Entry;
import hangari.image.elf.ElfFile;
import hangari.image.elf.ElfReader;
import hangari.image.elf.LibraryResolver;
import hangari.image.elf.Needs;
import hangari.image.elf.Shebang;
import hangari.image.elf.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plans a root directory out of this machine's programs: each with its loader, its libraries, and the few files and
 * directories that almost every program expects.
 *
 * <pre>{@code
 * RootPlanner.host().plan(List.of("sh", "/bin/ls")).createAt(directory);
 * }</pre>
 *
 * <p>Symbolic links are kept as they are here, so {@code /bin} of a machine with a merged {@code /usr} is a link there
 * too. Data files that a program opens by itself are not found: no header names them.
 */
public final class RootPlanner {
    private static final int MAX_SCRIPTS = 4; // execve(2): ELOOP beyond four interpreters that are scripts

    private final ProgramSearch search;
    private final boolean applets;

    private RootPlanner(ProgramSearch search, boolean applets) {
        this.search = search;
        this.applets = applets;
    }

    /** Plans with the programs of this machine. */
    public static RootPlanner host() {
        return new RootPlanner(ProgramSearch.host(), false);
    }

    /** Plans with the programs of another tree. */
    static RootPlanner of(Sysroot sysroot) {
        return new RootPlanner(new ProgramSearch(sysroot, ProgramSearch.STANDARD), false);
    }

    /** The same, but with a link for every command that a planned busybox knows. */
    public RootPlanner withApplets() {
        return new RootPlanner(search, true);
    }

    /**
     * Plans a root that holds these programs.
     *
     * @param programs absolute paths, or names to search for on the PATH
     * @throws ImageException if one is not found or is no program
     * @throws hangari.image.elf.ElfException if the headers of one cannot be followed
     */
    public RootPlan plan(List<String> programs) {
        var plan = new Plan();
        plan.skeleton();
        for (String program : programs) {
            plan.program(program);
        }
        plan.mergedUsr();
        return new RootPlan(List.copyOf(plan.entries.values()));
    }

    /** A plan being made. */
    private final class Plan {
        private final TreeMap<String, Entry> entries = new TreeMap<>();
        private final Sysroot sysroot = search.sysroot();

        void skeleton() {
            for (String directory : List.of("/dev", "/proc", "/sys")) {
                entries.put(directory, new RootPlan.Directory(directory, 0755, "the kernel's files are mounted here"));
            }
            entries.put("/tmp", new RootPlan.Directory("/tmp", 01777, "everyone may write here"));
            entries.put("/root", new RootPlan.Directory("/root", 0700, "home of root"));
            text(
                    "/etc/passwd",
                    "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
                    "names of users");
            text("/etc/group", "root:x:0:\nnogroup:x:65534:\n", "names of groups");
            text("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n", "host names without a server");
        }

        private void text(String path, String content, String reason) {
            parents(path);
            entries.put(path, new RootPlan.Text(path, content, reason));
        }

        // hier(7): where /bin is a link to /usr/bin, a program found in the one is expected in the other as well.
        void mergedUsr() {
            for (String directory : List.of("/bin", "/sbin", "/lib", "/lib64")) {
                sysroot.resolve(directory)
                        .filter(found -> entries.containsKey(found.path()))
                        .ifPresent(found -> links(found, "as on this machine"));
            }
        }

        void program(String named) {
            String path = search.find(named);
            program(path, "asked for", 0);
            String directory = path.substring(0, path.lastIndexOf('/'));
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!named.contains("/") && !ProgramSearch.STANDARD.contains(directory)) {
                link("/usr/local/bin/" + name, path, "so that the PATH of a container finds it");
            }
            if (applets && name.equals("busybox")) {
                Busybox.applets(sysroot.locate(real(path))).forEach(applet -> applet(applet, path));
            }
        }

        private void applet(String applet, String busybox) {
            int slash = applet.lastIndexOf('/');
            String directory = slash < 0 ? "/bin" : "/" + applet.substring(0, slash);
            String name = applet.substring(slash + 1);
            Optional<Sysroot.Resolved> there = sysroot.resolve(directory);
            there.ifPresent(found -> links(found, "on the way to " + directory));
            String at = there.map(Sysroot.Resolved::path).orElse(directory) + "/" + name;
            if (!entries.containsKey(at)) {
                link(at, busybox, "applet of busybox");
            }
        }

        private void program(String path, String reason, int scripts) {
            Path file = sysroot.locate(real(path));
            if (ElfReader.isElf(file)) {
                file(path, reason);
                Needs needs = new LibraryResolver(sysroot).resolve(path);
                needs.files().forEach(need -> file(need.path(), need.reason()));
                return;
            }
            Shebang script = Shebang.read(file)
                    .orElseThrow(
                            () -> new ImageException(path + ": neither an ELF program nor a script with a #! line: "
                                    + "copy it as a file if it is data"));
            if (scripts >= MAX_SCRIPTS) {
                throw new ImageException(path + ": more than " + MAX_SCRIPTS + " scripts interpret each other");
            }
            file(path, reason);
            program(search.find(script.interpreter()), "runs the script " + path, scripts + 1);
            script.program().ifPresent(name -> program(search.find(name), "runs the script " + path, scripts + 1));
        }

        private void file(String path, String reason) {
            Sysroot.Resolved resolved = resolve(path);
            for (Sysroot.Link link : resolved.links()) {
                link(link.path(), link.target(), link.path().equals(path) ? reason : "on the way to " + path);
            }
            Path source = sysroot.locate(resolved.path());
            parents(resolved.path());
            entries.putIfAbsent(resolved.path(), new RootPlan.Copy(resolved.path(), source, size(source), reason));
        }

        private void links(Sysroot.Resolved resolved, String reason) {
            for (Sysroot.Link link : resolved.links()) {
                link(link.path(), link.target(), reason);
            }
        }

        private void link(String path, String target, String reason) {
            parents(path);
            entries.putIfAbsent(path, new RootPlan.Symlink(path, target, reason));
        }

        private void parents(String path) {
            for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
                String directory = path.substring(0, slash);
                entries.putIfAbsent(directory, new RootPlan.Directory(directory, 0755, ""));
            }
        }

        private Sysroot.Resolved resolve(String path) {
            return sysroot.resolve(path).orElseThrow(() -> new ImageException(path + ": no such file"));
        }

        private String real(String path) {
            return resolve(path).path();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw ImageException.of("read " + file, file, e);
        }
    }

    /** Whether a program needs nothing beside itself. */
    public boolean isStatic(String program) {
        String path = search.find(program);
        Path file = search.sysroot()
                .resolve(path)
                .map(found -> search.sysroot().locate(found.path()))
                .orElseThrow(() -> new ImageException(path + ": no such file"));
        return ElfReader.isElf(file)
                && Optional.of(ElfReader.read(file)).filter(ElfFile::isStatic).isPresent();
    }
}
