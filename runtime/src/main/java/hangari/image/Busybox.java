package hangari.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The many commands of one program. */
final class Busybox {
    private Busybox() {}

    /**
     * The commands that it knows, as paths such as {@code bin/ls}: busybox, "--list-full".
     *
     * @throws ImageException if it cannot be run or does not say
     */
    static List<String> applets(Path busybox) {
        try {
            Process process = new ProcessBuilder(busybox.toString(), "--list-full")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ImageException(busybox + " --list-full: " + said.strip());
            }
            return said.lines().filter(Busybox::isPath).sorted().toList();
        } catch (IOException e) {
            throw ImageException.of("run " + busybox, busybox, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while " + busybox + " listed its commands");
        }
    }

    private static boolean isPath(String line) {
        return !line.isBlank()
                && !line.startsWith("/")
                && !List.of(line.split("/", -1)).contains("..");
    }
}
