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

    /** Makes the file if it is not there; refuses a layout that we do not know. */
    static void ensure(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            new References(directory).begin(); // first, for a layout without it is broken
            WholeFile.write(file, OciJson.write(new LayoutFile("1.0.0")));
        }
        String version = OciJson.read(WholeFile.read(file, LIMIT), LayoutFile.class, "file " + file, LIMIT)
                .imageLayoutVersion();
        if (!version.startsWith("1.")) {
            throw new ImageException("image layout " + directory + " has version " + Quoted.of(version)
                    + ": only 1 is supported: use another directory");
        }
    }
}
