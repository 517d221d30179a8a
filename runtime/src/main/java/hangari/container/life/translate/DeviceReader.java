package hangari.container.life.translate;

import hangari.container.ExtraMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code --device}: {@code SOURCE}, {@code SOURCE:TARGET} or {@code SOURCE:TARGET:rwm}. */
final class DeviceReader {
    private DeviceReader() {}

    static ExtraMount.Device read(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 3 || !parts[0].startsWith("/")) {
            throw Objection.to("device", text, "write it as SOURCE[:TARGET[:rwm]], such as /dev/kvm");
        }
        String use = parts[parts.length - 1];
        boolean says = parts.length == 3 || (parts.length == 2 && !use.startsWith("/"));
        if (says && !use.equals("rwm") && !use.equals("rw")) {
            throw Objection.to(
                    "device",
                    text,
                    "what is given can be read and written (rwm): the file's own" + " permissions say who may do that");
        }
        Path source = Words.path("device", parts[0]);
        if (!isDevice(source)) {
            throw Objection.to("device", text, source + " is no device of this host");
        }
        String target = parts.length > 1 && parts[1].startsWith("/") ? parts[1] : parts[0];
        return new ExtraMount.Device(source, MountTarget.of("device", target));
    }

    // inode(7), S_IFMT: a character device is 0020000 and a block device 0060000.
    private static boolean isDevice(Path path) {
        try {
            int kind = (Integer) Files.getAttribute(path, "unix:mode") & 0170000;
            return kind == 0020000 || kind == 0060000;
        } catch (IOException e) {
            return false;
        }
    }
}
