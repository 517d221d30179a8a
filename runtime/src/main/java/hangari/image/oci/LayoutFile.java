package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonProperty;
import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The file that says that a directory is an image layout. Source: image-layout.md, "oci-layout file". */
record LayoutFile(@JsonProperty(required = true) String imageLayoutVersion) {
    private static final String NAME = "oci-layout";
    private static final int LIMIT = 4096;

    static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes an empty layout. */
    static void write(Path directory) throws IOException {
        new References(directory).begin(); // first, for a layout without it is broken
        WholeFile.write(directory.resolve(NAME), OciJson.write(new LayoutFile("1.0.0")));
    }

    /** Refuses a layout that we do not know. */
    static void verify(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        String version = OciJson.read(WholeFile.read(file, LIMIT), LayoutFile.class, "file " + file, LIMIT)
                .imageLayoutVersion();
        if (!version.startsWith("1.")) {
            throw new ImageException("image layout " + directory + " has version " + Quoted.of(version)
                    + ": only 1 is supported: use another directory");
        }
    }
}
