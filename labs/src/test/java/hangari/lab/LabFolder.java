package hangari.lab;

import hangari.lesson.source.Beside;
import hangari.lesson.source.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A lab folder for tests: sound as it is made, and changed one place at a time. */
public final class LabFolder {
    private static final String YAML = """
            version: 1
            id: greet
            lessons: [process]
            goals:
              - id: hello
                minutes: 1
                check:
                  - any: [{stdout: {is: hello}}]
                hints: 1
                observed:
                  - {id: silent, when: [{any: [{stdout: {is: ""}}]}]}
                wrong:
                  - {hint: silent, code: box("true").run()}
              - id: bye
                minutes: 2
                check:
                  - any: [{stdout: {is: bye}}]
                hints: 0
            """;

    private static final String BODY = """
            Say two words.

            ## hello: Say hello

            A box prints `hello`.

            ### evidence

            It did.

            ### hint

            There is `echo`.

            ### hint silent

            It printed nothing.

            ### solution

            `echo` prints.

            ## bye: Say bye

            A box prints `bye`.

            ### evidence

            It did too.

            ### solution

            The same again.

            ## end

            All was said.
            """;

    private final Path folder;

    private LabFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the lab {@code greet}. */
    public static LabFolder in(Path labs) throws IOException {
        LabFolder lab = new LabFolder(Files.createDirectories(labs.resolve("greet")));
        lab.write("lab.yaml", YAML);
        lab.write("start.jsh", "box(\"true\").run();\n");
        lab.write("solution.jsh", "box(\"echo\", \"hello\").run();\nbox(\"echo\", \"bye\").run();\n");
        lab.write("en.md", front("Greetings") + BODY);
        lab.write("ko.md", front("인사") + BODY);
        return lab;
    }

    private static String front(String title) {
        return """
                ---
                version: 1
                title: %s
                question: "What is said?"
                reading: ["echo(1)"]
                beside: "%s"
                ---
                """.formatted(title, Beside.hash(BODY));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    LabFolder write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
        return this;
    }

    /** Replaces text that must be there. */
    public LabFolder replace(String name, String old, String replacement) throws IOException {
        String text = Files.readString(file(name));
        if (!text.contains(old)) {
            throw new AssertionError(name + " has no " + old);
        }
        return write(name, text.replace(old, replacement));
    }

    Reading<Lab> read() {
        return LabReader.read(folder, List.of("process", "chroot"));
    }

    /** The lab, which must be sound. */
    public Lab lab() {
        if (read() instanceof Reading.Good<Lab> good) {
            return good.content();
        }
        throw new AssertionError(read().problems());
    }

    /** The problems, each as {@code FILE:LINE: message: remedy}. */
    List<String> problems() {
        return read().problems().stream()
                .map(problem -> problem.toString().substring(folder.toString().length() + 1))
                .toList();
    }
}
