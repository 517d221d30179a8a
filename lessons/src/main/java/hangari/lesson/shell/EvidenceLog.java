package hangari.lesson.shell;

import hangari.lesson.check.Evidence;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the runtime has appended to the session's evidence file since the last time: one JSON object a line. */
public final class EvidenceLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<Path> file;
    private long position;

    /** A log of this file, which need not exist yet; what it holds already is passed over. */
    public EvidenceLog(Optional<Path> file) {
        this.file = file;
        this.position = file.filter(Files::exists).map(EvidenceLog::size).orElse(0L);
    }

    /** The latest evidence of each box that has any since the last call, by the box's number. */
    public List<Evidence> readNew() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return List.of();
        }
        TreeMap<Integer, Evidence> latest = new TreeMap<>();
        completeLines(file.get()).lines().filter(line -> !line.isBlank()).forEach(line -> {
            Evidence evidence = JSON.readValue(line, Evidence.class);
            latest.put(evidence.box(), evidence);
        });
        return List.copyOf(latest.values());
    }

    /** A line that is still being written is left for the next time. */
    private String completeLines(Path path) {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(Math.max(0, in.length() - position))];
            in.seek(position);
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            position += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
