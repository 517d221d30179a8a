package hangari.image.elf;

import java.util.List;

/**
 * The files that a program needs beside itself, loader first, then libraries in the order of loading.
 *
 * @param files each with the reason for it
 */
public record Needs(List<Need> files) {
    public Needs {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param path where it is looked for: absolute, links not yet followed
     * @param reason such as {@code needed by /bin/sh (DT_NEEDED)}
     */
    public record Need(String path, String reason) {}
}
