package hangari.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The data argument of an overlay mount. Source: the kernel's {@code filesystems/overlayfs.rst}. */
record OverlayOptions(String text) {
    static OverlayOptions of(RootFs.Overlay overlay, boolean rootless) {
        List<Path> topDown = new ArrayList<>(overlay.lower());
        // overlayfs.rst: "The specified lower directories will be stacked beginning from the rightmost one".
        Collections.reverse(topDown);
        String lower = topDown.stream().map(OverlayOptions::escaped).collect(Collectors.joining(":"));
        String text =
                "lowerdir=" + lower + ",upperdir=" + escaped(overlay.upper()) + ",workdir=" + escaped(overlay.work());
        return new OverlayOptions(rootless ? text + ",userxattr" : text);
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }
}
