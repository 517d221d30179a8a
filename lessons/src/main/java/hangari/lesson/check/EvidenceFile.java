package hangari.lesson.check;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file to which a session's VM appends one JSON line for each event of a box.
 *
 * <pre>{@code
 * long before = file.end();
 * session.eval(snippet);
 * List<Evidence> boxes = file.since(before).boxes();
 * }</pre>
 */
public final class EvidenceFile {
    /** Two streams of 64 KiB, in which JSON may write each byte as six, and the mounts. */
    private static final int LONGEST_LINE = 2 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultNullHandling(old -> JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
            .build();

    private final Path path;

    public EvidenceFile(Path path) {
        this.path = path;
    }

    /**
     * What was appended since an offset.
     *
     * @param boxes one value for each box, its latest, in the order in which the boxes first appeared
     * @param next the offset in bytes from which to read on; a line that is not complete yet lies behind it
     * @param unreadable why lines could not be read, one reason each
     */
    public record Tail(List<Evidence> boxes, long next, List<String> unreadable) {}

    /** The size of the file in bytes; 0 as long as there is none. */
    public long end() throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Reads the complete lines from an offset in bytes to the end. */
    public Tail since(long offset) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(offset);
            return read(new BufferedInputStream(Channels.newInputStream(channel)), offset);
        } catch (NoSuchFileException e) {
            return new Tail(List.of(), offset, List.of());
        }
    }

    private static Tail read(InputStream in, long offset) throws IOException {
        Map<Integer, Evidence> boxes = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long next = offset;
        long length = 0;
        for (int read = in.read(); read >= 0; read = in.read()) {
            length++;
            if (read != '\n') {
                if (length <= LONGEST_LINE) {
                    line.write(read);
                }
                continue;
            }
            if (length > LONGEST_LINE) {
                unreadable.add("a line of " + length + " bytes is too long");
            } else if (length > 1) {
                parse(line.toByteArray(), boxes, unreadable);
            }
            next += length;
            length = 0;
            line.reset();
        }
        return new Tail(List.copyOf(boxes.values()), next, List.copyOf(unreadable));
    }

    private static void parse(byte[] line, Map<Integer, Evidence> boxes, List<String> unreadable) {
        try {
            Evidence evidence = JSON.readValue(line, Evidence.class);
            if (evidence == null || evidence.box() < 1 || evidence.state() == null) {
                unreadable.add("a line names no box or no state");
            } else {
                boxes.put(evidence.box(), evidence);
            }
        } catch (JacksonException e) {
            unreadable.add(
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("not JSON"));
        }
    }
}
