package hangari.container.life.translate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where something is mounted in a container. */
final class MountTarget {
    // limits.h, PATH_MAX
    private static final int LONGEST = 4095;

    private MountTarget() {}

    /** The place, without detours; refused if it is none that a container can give away. */
    static String of(String what, String text) {
        if (!text.startsWith("/")) {
            throw Objection.to(what, text, "the place inside the container is an absolute path, such as /data");
        }
        if (Words.plain(what, text).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw Objection.to(what, text, "a path has at most " + LONGEST + " bytes");
        }
        Path place = Words.path(what, text);
        if (place.getNameCount() == 0) {
            throw Objection.to(what, text, "it cannot take the place of the root itself");
        }
        if (place.equals(Path.of("/dev"))) {
            throw Objection.to(what, text, "a container has a /dev of its own; mount on a name below it");
        }
        if (place.startsWith("/proc") || place.startsWith("/sys")) {
            throw Objection.to(what, text, "the kernel's own files there are confined, and a mount would undo that");
        }
        return place.toString();
    }
}
