package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The text of one file of a lesson folder, read with suspicion: a regular file inside the folder, at most 256 KiB of
 * UTF-8, without control characters. Line ends become {@code \n}.
 */
public record SourceFile(Path path, String text) {
    static final int MAX_BYTES = 256 * 1024;

    /** Reads a file of a folder; what is wrong with it is added to the problems. */
    public static Optional<SourceFile> read(Path folder, String name, Problems problems) {
        Path file = folder.resolve(name);
        try {
            if (!isInside(folder, file, problems)) {
                return Optional.empty();
            }
            return bytes(file, problems).flatMap(bytes -> decode(file, bytes, problems));
        } catch (IOException e) {
            problems.add(0, "cannot be read (" + e.getClass().getSimpleName() + ")", "check its permissions");
            return Optional.empty();
        }
    }

    /** Its lines, without their ends. */
    List<String> lines() {
        return List.of(text.split("\n", -1));
    }

    private static boolean isInside(Path folder, Path file, Problems problems) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(0, "file is missing", "write it");
        } else if (!Files.isRegularFile(file)) {
            problems.add(0, "is not a regular file", "put a text file there");
        } else if (!file.toRealPath().startsWith(folder.toRealPath())) {
            problems.add(0, "is a link out of the lesson folder", "put the file itself there");
        } else {
            return true;
        }
        return false;
    }

    private static Optional<byte[]> bytes(Path file, Problems problems) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return Optional.of(bytes);
            }
            problems.add(0, "is larger than " + MAX_BYTES / 1024 + " KiB", "split the lesson");
            return Optional.empty();
        }
    }

    private static Optional<SourceFile> decode(Path file, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString().replace("\r\n", "\n");
        if (result.isError()) {
            problems.add(lineAt(text, text.length()), "is not UTF-8", "save it as UTF-8");
            return Optional.empty();
        }
        return isPlain(text, problems) ? Optional.of(new SourceFile(file, text)) : Optional.empty();
    }

    /** Prose and code reach the learner's terminal: an escape sequence must not. */
    private static boolean isPlain(String text, Problems problems) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if ((Character.isISOControl(c) && c != '\n' && c != '\t') || c == '\uFEFF') {
                String shown = Excerpt.bare(String.valueOf(c));
                problems.add(lineAt(text, at), "control character " + shown, "remove it");
                return false;
            }
        }
        return true;
    }

    private static int lineAt(String text, int end) {
        return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
