package hangari.lesson.source;

import hangari.lesson.model.Lesson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A lesson folder for tests: sound as it is made, and changed one place at a time. */
public final class LessonFolder {
    public static final String YAML = """
            version: 1
            id: chroot
            number: 1
            steps:
              - id: bare
                minutes: 2
                requires: [chroot]
                prediction: {choices: [lists, not-found], answer: not-found}
                code: |
                  var bare = emptyRoot().copy("/bin/ls");
                  box("ls", "/").chroot(bare).run()
                check:
                  - refused: {call: execve, errno: ENOENT}
                hints: 1
                observed:
                  - {id: it-ran, when: [{exit: 0}]}
                wrong:
                  - {hint: it-ran, code: 'box("true").run()'}
              - id: own-pid
                minutes: 1
                solution: |
                  box("sh", "-c", "echo $$").unshare(PID).run()
                check:
                  - stdout: {is: "1"}
                  - namespaces: {pid: own, uts: shared}
                hints: 0
            """;

    private static final String BODY = """
            Opening with *emphasis*.

            ## bare: A root with ls alone

            Body of the step.

            ```java
            ## not a heading
            ```

            ### predict

            What happens?

            - lists: It lists an
              empty directory.

              No: nobody copied the libraries.

              A second paragraph.
            - not-found: `ls` cannot be found.

              Yes.

            ### evidence

            Look at execve.

            ### hint

            What does ls need?

            ### hint it-ran

            This ran on the host.

            ## own-pid: Being number one

            Make it print 1.

            ### evidence

            Two numbers.

            ### solution

            A new namespace counts anew.

            ## end

            The hostname is still the host's.
            """;

    private final Path folder;

    private LessonFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes {@code 01-chroot} below a directory. */
    public static LessonFolder in(Path directory) {
        LessonFolder lesson = new LessonFolder(directory.resolve("01-chroot"));
        lesson.write("lesson.yaml", YAML);
        lesson.write("ko.md", prose("갇힌 ls", BODY));
        lesson.write("en.md", prose("A caged ls", BODY));
        return lesson;
    }

    private static String prose(String title, String body) {
        return """
                ---
                version: 1
                title: %s
                question: Is a new root enough?
                reading: ["chroot(2)"]
                beside: "%s"
                ---
                """.formatted(title, Beside.hash(body)) + body;
    }

    public Path path() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    LessonFolder write(String name, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces text that must be there. */
    LessonFolder replace(String name, String old, String replacement) {
        String text = text(name);
        if (!text.contains(old)) {
            throw new AssertionError(name + " has no " + old);
        }
        return write(name, text.replace(old, replacement));
    }

    /** The same change in both languages, with the hashes brought up to date. */
    LessonFolder prose(String[] change) {
        replace("ko.md", change[0], change[1]).replace("en.md", change[0], change[1]);
        try {
            Beside.accept(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The lesson, which must be sound. */
    public Lesson lesson() {
        Reading<Lesson> reading = LessonReader.read(folder);
        if (reading instanceof Reading.Good<Lesson> good) {
            return good.content();
        }
        throw new AssertionError(reading.problems());
    }

    /** The problems of one file, each as {@code LINE: message: remedy}. */
    List<String> problems(String name) {
        return LessonReader.read(folder).problems().stream()
                .filter(problem -> problem.file().equals(file(name)))
                .map(problem -> problem.line() + ": " + problem.message() + ": " + problem.remedy())
                .toList();
    }

    /** The number of the first line that contains a text; 0 without one. */
    int line(String name, String part) {
        List<String> lines = text(name).lines().toList();
        Optional<String> found =
                lines.stream().filter(line -> line.contains(part)).findFirst();
        return found.map(lines::indexOf).orElse(-1) + 1;
    }
}
