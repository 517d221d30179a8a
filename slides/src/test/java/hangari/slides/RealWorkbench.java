package hangari.slides;

import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.SessionBench;
import hangari.lesson.shell.SessionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Sessions with the real runtime, each in a temporary folder; counts those that are open. */
final class RealWorkbench implements Workbench {
    final AtomicInteger open = new AtomicInteger();
    private final Path folder;

    RealWorkbench(Path folder) {
        this.folder = folder;
    }

    @Override
    public Seat sit(Lesson lesson, Language language, PrintStream output) throws IOException {
        Path session = Files.createTempDirectory(folder, "session");
        Path evidence = session.resolve("evidence.jsonl");
        Path work = Files.createDirectory(session.resolve("work"));
        SessionSettings settings = SessionSettings.of(System.getProperty("java.class.path"))
                .withVmOptions(List.of("-Dhangari.evidence=" + evidence, "-Dhangari.session=" + work))
                .withStartup(List.of(startup()))
                .withEvidence(evidence)
                .withOutput(output);
        LessonPlayer player =
                new LessonPlayer(lesson, LessonRecord.NEW, language, new SessionBench(settings), Map.of());
        open.incrementAndGet();
        return new Seat() {
            @Override
            public LessonPlayer player() {
                return player;
            }

            @Override
            public void close() {
                player.close();
                remove(session);
                open.decrementAndGet();
            }
        };
    }

    /** Waits until every seat was left. */
    void awaitAllClosed() throws InterruptedException {
        for (int i = 0; i < 600 && open.get() > 0; i++) {
            Thread.sleep(50);
        }
        if (open.get() > 0) {
            throw new AssertionError(open.get() + " sessions are still open");
        }
    }

    private static String startup() throws IOException {
        try (InputStream in = RealWorkbench.class.getResourceAsStream("/hangari/api/startup.jsh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void remove(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
