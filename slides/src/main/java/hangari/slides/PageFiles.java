package hangari.slides;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of the page, by the name under which they are served. Nothing but these is ever read, whatever the path.
 */
final class PageFiles {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    /** Ours: they lie among the sources. */
    private static final Map<String, String> OURS = Map.of(
            "index.html", HTML,
            "deck.js", SCRIPT,
            "demo.js", SCRIPT,
            "words.js", SCRIPT,
            "deck.css", STYLE,
            "speaker.html", HTML,
            "speaker.js", SCRIPT,
            "speaker.css", STYLE,
            "jar.svg", "image/svg+xml");

    /** From npm: they are copied into the jar by {@code mvn -Pdeck}. */
    private static final Map<String, String> BUNDLED = Map.of(
            "reveal.js", SCRIPT,
            "reveal.css", STYLE,
            "xterm.js", SCRIPT,
            "xterm.css", STYLE,
            "addon-fit.js", SCRIPT);

    private PageFiles() {}

    /** A file's content, and its type for {@code Content-Type}. */
    record PageFile(ByteBuffer content, String type) {
        PageFile(byte[] content, String type) {
            this(ByteBuffer.wrap(content).asReadOnlyBuffer(), type);
        }
    }

    /** The bundled files that this build lacks; empty if the deck can be shown. */
    static List<String> missing() {
        return BUNDLED.keySet().stream()
                .filter(name -> PageFiles.class.getResource("web/" + name) == null)
                .sorted()
                .toList();
    }

    /** Reads all of them. */
    static Map<String, PageFile> read() throws IOException {
        Map<String, PageFile> files = new TreeMap<>();
        for (Map.Entry<String, String> ours : OURS.entrySet()) {
            put(files, "page/", ours);
        }
        for (Map.Entry<String, String> bundled : BUNDLED.entrySet()) {
            put(files, "web/", bundled);
        }
        Optional.ofNullable(files.get("index.html")).ifPresent(index -> files.put("", index));
        return files;
    }

    private static void put(Map<String, PageFile> files, String folder, Map.Entry<String, String> file)
            throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(folder + file.getKey())) {
            if (in != null) {
                files.put(file.getKey(), new PageFile(in.readAllBytes(), file.getValue()));
            }
        }
    }
}
