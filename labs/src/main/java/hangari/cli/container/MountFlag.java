package hangari.cli.container;

import hangari.container.life.ContainerDraft;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code --mount} says, in the words of {@code -v} and {@code --tmpfs}.
 *
 * @param type bind, volume or tmpfs
 * @param source a path of the host, or a volume's name
 * @param options of the mount, such as {@code ro}
 */
record MountFlag(String type, String source, String target, List<String> options) {
    /**
     * Reads {@code type=bind,source=/data,target=/data,readonly}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static MountFlag parse(String text) {
        String type = "volume";
        String source = "";
        String target = "";
        List<String> options = new ArrayList<>();
        for (String field : text.split(",", -1)) {
            int equals = field.indexOf('=');
            String key = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            switch (key) {
                case "type" -> type = value;
                case "source", "src" -> source = value;
                case "target", "dst", "destination" -> target = value;
                case "readonly", "ro" -> {
                    if (!value.matches("|true|false|1|0")) {
                        throw bad(text, "readonly is true or false");
                    }
                    if (!value.matches("false|0")) {
                        options.add("ro");
                    }
                }
                case "tmpfs-size" -> options.add("size=" + value);
                case "tmpfs-mode" -> options.add("mode=" + value);
                case "bind-propagation" -> options.add(value);
                default -> throw bad(text, "there is no key " + key);
            }
        }
        return checked(text, new MountFlag(type, source, target, options));
    }

    private static MountFlag checked(String text, MountFlag mount) {
        if (!mount.type.matches("bind|volume|tmpfs")) {
            throw bad(text, "its type is bind, volume or tmpfs");
        }
        if (mount.target.isEmpty()) {
            throw bad(text, "it needs target=/PATH");
        }
        boolean isBind = mount.type.equals("bind");
        if (isBind && !mount.source.startsWith("/")) {
            throw bad(text, "a bind mount needs source=/PATH");
        }
        if (mount.type.equals("volume") && mount.source.contains("/")) {
            throw bad(text, "a volume has a name; for a directory of the host use type=bind");
        }
        if ((mount.source + mount.target).contains(":")) {
            throw bad(text, "a path may not contain a colon");
        }
        return mount;
    }

    void apply(ContainerDraft draft) {
        String behind = options.isEmpty() ? "" : ":" + String.join(",", options);
        if (type.equals("tmpfs")) {
            draft.tmpfs(target + behind);
        } else {
            draft.volume((source.isEmpty() ? "" : source + ":") + target + (source.isEmpty() ? "" : behind));
        }
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException(
                "bad mount \"" + text + "\": " + why + ": write type=bind,source=/PATH,target=/PATH[,readonly]");
    }
}
