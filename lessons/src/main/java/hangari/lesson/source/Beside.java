package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key {@code beside}: which text of the other language a text was last compared with.
 *
 * <p>It is the beginning of the SHA-256 of the other file's body, so that a change of one language alone is noticed.
 */
public final class Beside {
    private static final int DIGITS = 12;
    private static final String KEY = "beside:";

    private Beside() {}

    /** The hash of a body: the first 12 hexadecimal digits of its SHA-256. */
    public static String hash(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Takes the key from a text's front matter; a text that was last compared with another one is a problem.
     *
     * @param other the body of the other language, if it could be read
     */
    public static void compare(Fields front, Optional<String> other, Problems problems) {
        String beside = front.word("beside");
        Optional<String> now = other.map(Beside::hash).filter(hash -> !hash.equals(beside));
        if (now.isPresent() && !beside.isEmpty()) {
            problems.add(
                    front.line("beside"),
                    "the other language has changed (beside " + Excerpt.bare(beside) + ", now " + now.get() + ")",
                    "follow the change, then run: hangari course check --accept");
        }
    }

    /**
     * Writes down that the texts of a lesson say the same: brings {@code beside} up to date in every language.
     *
     * @return the files that were changed
     * @throws IOException if a text cannot be read or written; the message is one line
     */
    public static List<Path> accept(Path folder) throws IOException {
        Map<Language, FrontMatter> texts = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            texts.put(language, read(folder, FolderReader.proseName(language)));
        }
        List<Path> changed = new ArrayList<>();
        for (Map.Entry<Language, FrontMatter> entry : texts.entrySet()) {
            FrontMatter text = entry.getValue();
            FrontMatter other = texts.getOrDefault(entry.getKey().other(), text);
            FrontMatter updated = text.withYaml(withHash(text.yaml(), hash(other.body())));
            if (!updated.equals(text)) {
                Path file = folder.resolve(FolderReader.proseName(entry.getKey()));
                write(file, updated.text());
                changed.add(file);
            }
        }
        return changed;
    }

    private static FrontMatter read(Path folder, String name) throws IOException {
        Problems problems = new Problems(folder.resolve(name));
        Optional<FrontMatter> text =
                SourceFile.read(folder, name, problems).flatMap(file -> FrontMatter.of(file, problems));
        return text.orElseThrow(() -> new IOException(problems.found().get(0).toString()));
    }

    /** Quoted, because YAML takes some hashes for numbers. */
    private static String withHash(String yaml, String hash) {
        String line = KEY + " \"" + hash + '"';
        List<String> lines = new ArrayList<>(List.of(yaml.split("\n", -1)));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(KEY)) {
                boolean same = lines.get(i).replace("\"", "").equals(KEY + " " + hash);
                lines.set(i, same ? lines.get(i) : line);
                return String.join("\n", lines);
            }
        }
        lines.add(line);
        return String.join("\n", lines);
    }

    private static void write(Path file, String text) throws IOException {
        Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".new");
        try {
            Files.writeString(beside, text);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(file));
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
