package hangari.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who we are, and which further ids we may map into a user namespace. */
record Users(HostFiles files) {
    private static final String PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

    Finding user() {
        return Finding.yes(Topic.USER, name() + " (" + uid() + ")");
    }

    // newuidmap(1), newgidmap(1): the ranges stand in /etc/subuid and /etc/subgid, by name or number.
    Finding ranges() {
        if (files.program("newuidmap", PATH).isEmpty()
                || files.program("newgidmap", PATH).isEmpty()) {
            return Finding.limited(Topic.ID_RANGES, "", "no-program");
        }
        return range("etc/subgid").isEmpty()
                ? Finding.limited(Topic.ID_RANGES, "", "no-range", "/etc/subgid", name())
                : range("etc/subuid")
                        .map(line -> Finding.yes(Topic.ID_RANGES, line))
                        .orElseGet(() -> Finding.limited(Topic.ID_RANGES, "", "no-range", "/etc/subuid", name()));
    }

    private Optional<String> range(String file) {
        return files.text(file)
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(name() + ":") || line.startsWith(uid() + ":"))
                .findFirst();
    }

    private static String name() {
        return System.getProperty("user.name", "?");
    }

    private static String uid() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException e) {
            return "?";
        }
    }
}
