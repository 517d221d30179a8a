package hangari.image.tree;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a file are. */
public interface Content {
    /** No bytes. */
    Content NONE = InputStream::nullInputStream;

    /** Opens them from the beginning. */
    InputStream open() throws IOException;
}
