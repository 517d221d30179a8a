package hangari.container.life.translate;

import hangari.container.ExtraMount.Propagation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code -v}: {@code TARGET}, {@code SOURCE:TARGET} or {@code SOURCE:TARGET:OPTIONS}, where the source is an
 * absolute path of the host or the name of a volume.
 */
final class VolumeReader {
    // moby, volume names: one letter or figure, then at least one more sign
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}");
    private static final String FORM = "write it as [SOURCE:]TARGET[:OPTIONS], such as /srv:/data:ro";
    // Each option with its kind: of a kind, one may be given. SELinux labels and consistency mean nothing here.
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("ro", "access"),
            Map.entry("rw", "access"),
            Map.entry("z", "label"),
            Map.entry("Z", "label"),
            Map.entry("nocopy", "copy"),
            Map.entry("private", "propagation"),
            Map.entry("rprivate", "propagation"),
            Map.entry("slave", "propagation"),
            Map.entry("rslave", "propagation"),
            Map.entry("shared", "propagation"),
            Map.entry("rshared", "propagation"),
            Map.entry("consistent", "consistency"),
            Map.entry("cached", "consistency"),
            Map.entry("delegated", "consistency"));

    private final String text;
    private final Set<String> options = new HashSet<>();

    private VolumeReader(String text) {
        this.text = text;
    }

    static Volume read(String text) {
        return new VolumeReader(text).volume();
    }

    private Volume volume() {
        String[] parts = text.split(":", -1);
        if (parts.length > 3 || List.of(parts).contains("")) {
            throw bad(FORM);
        }
        if (parts.length == 1) {
            return new Volume.Anonymous(target(parts[0]), false, true);
        }
        if (parts.length == 3) {
            options(parts[2]);
        }
        String target = target(parts[1]);
        return parts[0].startsWith("/") ? bind(parts[0], target) : named(parts[0], target);
    }

    private String target(String place) {
        return MountTarget.of("volume", place);
    }

    private void options(String list) {
        Set<String> kinds = new HashSet<>();
        for (String option : list.split(",", -1)) {
            String kind = Optional.ofNullable(OPTIONS.get(option))
                    .orElseThrow(() -> bad("option \"" + option + "\" is none of ro, rw, nocopy, z, Z, or a propagation"
                            + " such as rslave"));
            if (!kinds.add(kind)) {
                throw bad("there are two options for its " + kind + ": choose one");
            }
            options.add(option);
        }
    }

    private Volume bind(String source, String target) {
        if (options.contains("nocopy")) {
            throw bad("nocopy is for volumes that have a name: a directory of the host is never filled");
        }
        return new Volume.Bind(Words.path("volume", source), target, options.contains("ro"), propagation(), true);
    }

    private Propagation propagation() {
        if (options.contains("shared") || options.contains("rshared")) {
            return Propagation.SHARED;
        }
        return options.contains("slave") || options.contains("rslave") ? Propagation.SLAVE : Propagation.PRIVATE;
    }

    private Volume named(String name, String target) {
        if (!NAME.matcher(name).matches()) {
            throw bad("\"" + name + "\" is no name of a volume (letters, figures, '_', '.', '-', two at least); a"
                    + " directory of the host is named by its absolute path");
        }
        if (options.stream().anyMatch(option -> "propagation".equals(OPTIONS.get(option)))) {
            throw bad("mounts are handed on from directories of the host only: leave the propagation out");
        }
        return new Volume.Named(name, target, options.contains("ro"), !options.contains("nocopy"));
    }

    private RuntimeException bad(String remedy) {
        return Objection.to("volume", text, remedy);
    }
}
