package hangari.container.users;

import hangari.linux.DirectoryFd;
import hangari.linux.KernelException;
import hangari.linux.RawPath;
import hangari.linux.proc.IdMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code newuidmap(1)} or {@code newgidmap(1)}: a program that may write maps, and checks whose ids they are. */
final class MappingProgram {
    private static final List<String> PLACES = List.of("usr/bin", "bin", "usr/local/bin", "usr/sbin", "sbin");
    private static final int S_ISUID = 04000;
    private static final RawPath CAPABILITY = RawPath.of("security.capability");
    private static final int SECONDS = 30;
    private static final int MOST_WORDS = 400;

    private MappingProgram() {}

    /** Where it is, if it has the privilege that it needs. */
    static Optional<Path> find(Path host, String name) {
        return PLACES.stream()
                .map(place -> host.resolve(place).resolve(name))
                .filter(Files::isExecutable)
                .filter(MappingProgram::isPrivileged)
                .findFirst();
    }

    /** Debian installs them set-user-ID, others with file capabilities. */
    private static boolean isPrivileged(Path program) {
        try {
            int mode = (Integer) Files.getAttribute(program, "unix:mode");
            int owner = (Integer) Files.getAttribute(program, "unix:uid");
            if ((mode & S_ISUID) != 0 && owner == 0) {
                return true;
            }
            Path real = program.toRealPath();
            try (DirectoryFd directory = DirectoryFd.open(real.resolveSibling("."))) {
                return directory.attributes(RawPath.of(real.getFileName())).containsKey(CAPABILITY);
            }
        } catch (IOException | KernelException e) {
            return false;
        }
    }

    // newuidmap(1): "newuidmap pid uid loweruid count [uid loweruid count [ ... ]]"
    static void run(String name, long pid, IdMap map) {
        Path program = find(Path.of("/"), name)
                .orElseThrow(() -> new UsersException(name + " is not installed: sudo apt-get install uidmap"));
        List<String> command = new ArrayList<>(List.of(program.toString(), Long.toString(pid)));
        map.ranges().forEach(range -> command.addAll(List.of(range.toString().split(" ", -1))));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(MOST_WORDS), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UsersException(name + " has not ended in " + SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new UsersException(name + " refuses to map the ids of a container: " + line(said)
                        + ": see /etc/sub" + (name.contains("uid") ? "uid" : "gid"));
            }
        } catch (IOException e) {
            throw new UsersException("cannot run " + program + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsersException("interrupted while " + name + " mapped the ids of a container", e);
        }
    }

    private static String line(String said) {
        return said.strip().replaceAll("\\p{Cntrl}+", " ");
    }
}
