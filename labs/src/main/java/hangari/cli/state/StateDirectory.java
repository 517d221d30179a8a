package hangari.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The one directory in which Hangari keeps anything.
 *
 * @param root {@code $HANGARI_STATE}; else for root {@code /var/lib/hangari}; else {@code hangari} in the XDG data home
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
public record StateDirectory(Path root) {

    /** The state directory of this user, in this environment. */
    public static StateDirectory of(Map<String, String> environment, boolean superuser) {
        String chosen = environment.getOrDefault("HANGARI_STATE", "");
        if (!chosen.isEmpty()) {
            return new StateDirectory(Path.of(chosen).toAbsolutePath().normalize());
        }
        if (superuser) {
            return new StateDirectory(Path.of("/var/lib/hangari"));
        }
        // XDG: "All paths set in these environment variables must be absolute", others are to be ignored.
        Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
        Path base = data.isAbsolute() ? data : home.resolve(".local/share");
        return new StateDirectory(base.resolve("hangari"));
    }

    /** What the learner has done. */
    public Path progress() {
        return root.resolve("progress.json");
    }

    /** The lines typed. */
    public Path history() {
        return root.resolve("history");
    }

    /** What jshell remembers of {@code hangari shell}: its history and settings. */
    public Path shell() {
        return root.resolve("shell.properties");
    }

    /** One directory for each session that is under way. */
    public Path sessions() {
        return root.resolve("sessions");
    }

    /** The images, as an OCI layout. */
    public Path images() {
        return root.resolve("images");
    }

    /** The images' layers, unpacked, and what stands on them. */
    public Path layers() {
        return root.resolve("layers");
    }

    /** One directory for each container, by its id. */
    public Path containers() {
        return root.resolve("containers");
    }

    /** What is kept for virtual machines: a kernel, and what was found out about this machine. */
    public Path machines() {
        return root.resolve("vm");
    }

    /** What is written down of networks. */
    public Path network() {
        return root.resolve("network");
    }

    /** What the owner of this machine says of registries: mirrors, and which are insecure. */
    public Path registries() {
        return root.resolve("registries.json");
    }

    /** What the steps of builds came to. */
    public Path buildCache() {
        return root.resolve("build-cache");
    }

    /** Held while sessions begin or are swept, so that none is swept before it holds its own lock. */
    Path sessionsLock() {
        return root.resolve("sessions.lock");
    }

    /** Makes the directory, for this user alone, if it is not there. */
    void create() {
        try {
            Files.createDirectories(sessions());
        } catch (IOException e) {
            throw new StateException(root, e);
        }
    }
}
