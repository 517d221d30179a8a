package hangari.image.store;

import hangari.linux.DirectoryFd;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.RawPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What is in a layer, on one line, for a table; without directories that lead to something. */
final class LayerListing {
    private final String outside;
    private final List<String> found = new ArrayList<>();

    private LayerListing(String outside) {
        this.outside = outside.substring(1);
    }

    /** {@code file} for a file, {@code dir/} for an empty directory, {@code link>target}, {@code name:gone}, … */
    static String of(Path layer, String outside) {
        var listing = new LayerListing(outside);
        try (DirectoryFd root = DirectoryFd.open(layer)) {
            listing.directory(root, "");
        }
        Collections.sort(listing.found);
        return String.join(" ", listing.found);
    }

    private void directory(DirectoryFd directory, String path) {
        for (RawPath name : directory.names()) {
            FileStat stat = directory.stat(name).orElseThrow();
            String full = path + name;
            if (stat.kind() == FileKind.DIRECTORY) {
                try (DirectoryFd inner = directory.directory(name).orElseThrow()) {
                    opaque(directory.attributes(name), full);
                    int before = found.size();
                    directory(inner, full + "/");
                    if (found.size() == before) {
                        found.add(shown(full) + "/");
                    }
                }
            } else {
                found.add(shown(full) + suffix(directory, name, stat));
            }
        }
    }

    private void opaque(Map<RawPath, byte[]> attributes, String path) {
        byte[] mark = attributes.getOrDefault(RawPath.of("user.overlay.opaque"), new byte[0]);
        if (new String(mark, StandardCharsets.US_ASCII).equals("y")) {
            found.add(shown(path) + "/:opaque");
        }
    }

    private String suffix(DirectoryFd directory, RawPath name, FileStat stat) {
        return switch (stat.kind()) {
            case SYMLINK -> ">" + shown(directory.readLink(name).toString().replaceFirst("^/", ""));
            case CHARACTER_DEVICE -> stat.isWhiteout() ? ":gone" : ":char";
            case BLOCK_DEVICE -> ":block";
            case FIFO -> ":fifo";
            default -> "";
        };
    }

    private String shown(String path) {
        String text = path.replace(outside, "OUT");
        return text.length() > 60 ? text.substring(0, 20) + "…" + text.length() : text;
    }
}
