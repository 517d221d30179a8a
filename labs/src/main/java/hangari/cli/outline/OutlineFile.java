package hangari.cli.outline;

import hangari.lesson.model.Language;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps an outline in a file. It is of use only while the course has the same fingerprint, and never needed: whatever
 * goes wrong with it is no error.
 */
record OutlineFile(Path file, String fingerprint) {
    private static final int VERSION = 1;

    Optional<List<LessonOutline>> load() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            boolean ours = in.readInt() == VERSION && in.readUTF().equals(fingerprint);
            return ours ? Optional.of(lessons(in)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<LessonOutline> lessons(DataInputStream in) throws IOException {
        List<LessonOutline> lessons = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            lessons.add(lesson(in));
        }
        return lessons;
    }

    private static LessonOutline lesson(DataInputStream in) throws IOException {
        String id = in.readUTF();
        int number = in.readInt();
        int minutes = in.readInt();
        List<String> steps = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            steps.add(in.readUTF());
        }
        Map<Language, String> titles = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            titles.put(language, in.readUTF());
        }
        return new LessonOutline(id, number, minutes, steps, titles);
    }

    void save(List<LessonOutline> lessons) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "outline", ".new");
            try {
                write(fresh, lessons);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // the next start reads the course again
        }
    }

    private void write(Path fresh, List<LessonOutline> lessons) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(fresh))) {
            out.writeInt(VERSION);
            out.writeUTF(fingerprint);
            out.writeInt(lessons.size());
            for (LessonOutline lesson : lessons) {
                write(out, lesson);
            }
        }
    }

    private static void write(DataOutputStream out, LessonOutline lesson) throws IOException {
        out.writeUTF(lesson.id());
        out.writeInt(lesson.number());
        out.writeInt(lesson.minutes());
        out.writeInt(lesson.steps().size());
        for (String step : lesson.steps()) {
            out.writeUTF(step);
        }
        for (Language language : Language.values()) {
            out.writeUTF(lesson.title(language));
        }
    }
}
