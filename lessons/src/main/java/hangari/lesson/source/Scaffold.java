package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a new lesson folder that already passes the lint, for an author to fill. */
public final class Scaffold {
    private static final String YAML = """
            version: 1
            id: %s
            number: %d
            steps:
              - id: first
                minutes: 1
                prediction: {choices: [zero, one], answer: zero}
                code: box("true").run()
                check:
                  - exit: 0
                hints: 1
                observed:
                  - {id: failed, when: [{exit: 1}]}
                wrong:
                  - {hint: failed, code: box("false").run()}
            """;

    private static final String EN = """
            Say what the learner has seen so far, and ask the question.

            ## first: A title that says what is seen

            Say what is about to run, and why.

            ### predict

            Which exit status will it have?

            - zero: 0

              Yes: and why.
            - one: 1

              The misconception behind this choice, by its name.

            ### evidence

            Say what to look at now that it ran.

            ### hint

            A nudge.

            ### hint failed

            What the evidence shows of this mistake, and where to look.

            ## end

            Say what is still broken: the reason for the next lesson.
            """;

    private static final String KO = """
            지금까지 본 것을 말하고 질문을 던집니다.

            ## first: 눈에 보일 것을 말하는 제목

            무엇을 왜 실행하는지 씁니다.

            ### predict

            종료 코드는 무엇이겠습니까?

            - zero: 0

              맞습니다. 이유를 씁니다.
            - one: 1

              이 선택 뒤에 있는 오해를 이름을 붙여 설명합니다.

            ### evidence

            실행한 뒤에 무엇을 보아야 하는지 씁니다.

            ### hint

            살짝 방향만 알려 줍니다.

            ### hint failed

            이 실수에서 커널이 보여 준 것과 살펴볼 곳을 씁니다.

            ## end

            아직 해결되지 않은 것을 씁니다. 다음 레슨의 이유가 됩니다.
            """;

    private Scaffold() {}

    /**
     * Makes the folder of a lesson that takes the next free number.
     *
     * @return the new folder
     * @throws IOException if the id is not one, is taken, or nothing can be written; the message is one line
     */
    public static Path create(Path course, String id) throws IOException {
        if (!Fields.isId(id)) {
            throw new IOException(Excerpt.of(id) + " is not an id: use a-z, 0-9 and single hyphens");
        }
        int number = 0;
        try (Stream<Path> entries = Files.list(course)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                String name = String.valueOf(entry.getFileName());
                if (name.matches("[0-9]{2}-.*")) {
                    refuseTaken(name, id);
                    number = Math.max(number, 1 + Integer.parseInt(name.substring(0, 2)));
                }
            }
        }
        if (number > LessonFile.LAST_NUMBER) {
            throw new IOException("number " + number + " is too large: lessons go up to " + LessonFile.LAST_NUMBER);
        }
        return write(course.resolve("%02d-%s".formatted(number, id)), id, number);
    }

    private static void refuseTaken(String name, String id) throws IOException {
        if (name.substring(3).equals(id)) {
            throw new IOException("lesson " + id + " exists (" + name + "): choose another id");
        }
    }

    private static Path write(Path folder, String id, int number) throws IOException {
        Map<Language, String> bodies = new EnumMap<>(Map.of(Language.KO, KO, Language.EN, EN));
        Files.createDirectory(folder);
        Files.writeString(folder.resolve(LessonFile.NAME), YAML.formatted(id, number));
        for (Map.Entry<Language, String> body : bodies.entrySet()) {
            String other = bodies.getOrDefault(body.getKey().other(), "");
            Path file = folder.resolve(FolderReader.proseName(body.getKey()));
            Files.writeString(file, front(id, Beside.hash(other)) + body.getValue());
        }
        return folder;
    }

    private static String front(String id, String beside) {
        return """
                ---
                version: 1
                title: %s
                question: "%s"
                reading: []
                beside: "%s"
                ---
                """.formatted(id, id + "?", beside);
    }
}
