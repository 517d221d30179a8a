package hangari.vm.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The kernel that a distribution has for machines in a cloud: it is fetched as a package and unpacked, not installed.
 *
 * @param work an empty folder, which keeps what was unpacked
 * @param progress is told what takes long
 */
record KernelPackage(Path work, String processor, Consumer<String> progress) {
    private static final Path FETCHED = Path.of("/var/cache/apt/archives");
    private static final Duration ASKING = Duration.ofSeconds(60);
    private static final Duration FETCHING = Duration.ofMinutes(10);

    /**
     * Unpacks it.
     *
     * @throws IOException if it can neither be found nor fetched
     */
    void unpack() throws IOException {
        List<Path> packages = fetched().map(List::of).orElse(List.of());
        if (packages.isEmpty()) {
            packages = fetch();
        }
        for (Path file : packages) {
            progress.accept("unpacking " + file.getFileName());
            var unused = new Tool(work, FETCHING).lines("dpkg-deb", "--extract", file.toString(), work.toString());
            if (file.startsWith(work)) {
                Files.delete(file);
            }
        }
    }

    /** One that apt has fetched already; only root can have put it there. */
    private Optional<Path> fetched() throws IOException {
        Optional<Path> latest = Optional.empty();
        if (Files.isReadable(FETCHED)) {
            String pattern = "linux-image-[0-9]*-cloud-" + processor + "_*.deb";
            try (DirectoryStream<Path> files = Files.newDirectoryStream(FETCHED, pattern)) {
                for (Path file : files) {
                    if (latest.isEmpty() || file.compareTo(latest.get()) > 0) {
                        latest = Optional.of(file);
                    }
                }
            }
        }
        return latest;
    }

    private List<Path> fetch() throws IOException {
        for (String collective : List.of("linux-image-cloud-" + processor, "linux-image-virtual")) {
            Set<String> names = needs(collective);
            for (String name : List.copyOf(names)) {
                names.addAll(needs(name));
            }
            if (!names.isEmpty()) {
                return fetch(names);
            }
        }
        throw new IOException("apt knows neither linux-image-cloud-" + processor + " nor linux-image-virtual");
    }

    /** The kernel, and the packages of its modules where they are their own. */
    private Set<String> needs(String name) {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (String line : new Tool(work, ASKING).lines("apt-cache", "depends", name)) {
                if (line.strip().matches("Depends: linux-(image|modules)-[0-9].*")) {
                    names.add(line.strip().substring("Depends: ".length()));
                }
            }
        } catch (IOException e) {
            return names; // it is not known, or there is no apt
        }
        return names;
    }

    private List<Path> fetch(Set<String> names) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download"));
        command.addAll(names);
        progress.accept("fetching " + String.join(", ", names));
        var unused = new Tool(work, FETCHING).lines(command.toArray(String[]::new));
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(work, "*.deb")) {
            all.forEach(files::add);
        }
        return files;
    }
}
