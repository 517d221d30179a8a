package hangari.slides;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Language;
import hangari.lesson.source.Beside;
import hangari.lesson.source.Course;
import hangari.lesson.source.Problem;
import hangari.lesson.source.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeckReaderTest {
    private static final String YAML = """
            version: 1
            id: deck
            slides:
              - {id: talk, minutes: 2}
              - {id: asks, minutes: 1, ask: {lesson: chroot, step: no-libraries}}
              - {id: shows, minutes: 3, demo: {lesson: chroot, step: no-libraries}}
            """;
    private static final String PROSE = """
            ---
            version: 1
            title: Deck
            beside: "0"
            ---
            ## talk: Talk

            What the class sees.

            ```stack
            VM: program | *kernel
            ```

            ### notes

            What the speaker sees.

            ## asks: Asks

            ### notes

            Count.

            ## shows: Shows

            ### notes

            Run.
            """;

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectory(temporary.resolve("deck"));
        Files.writeString(folder.resolve("deck.yaml"), YAML);
        Files.writeString(folder.resolve("ko.md"), PROSE);
        Files.writeString(folder.resolve("en.md"), PROSE);
        Beside.accept(folder);
    }

    private List<String> problems() {
        return DeckReader.read(folder, TheDeck.COURSE).problems().stream()
                .map(Problem::toString)
                .map(line -> line.replace(folder + "/", ""))
                .toList();
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    /** The same change in both languages, which still say the same afterwards. */
    private void changeProse(String from, String to) throws IOException {
        change("ko.md", from, to);
        change("en.md", from, to);
        Beside.accept(folder);
    }

    @Test
    void readsADeckWithoutFault() {
        Reading<Deck> reading = DeckReader.read(folder, TheDeck.COURSE);

        assertThat(reading.problems()).isEmpty();
        Deck deck = ((Reading.Good<Deck>) reading).content();
        assertThat(deck.minutes()).isEqualTo(6);
        assertThat(deck.text(Language.KO).slide("talk").notes()).isEqualTo("What the speaker sees.");
        assertThat(deck.slide("shows").orElseThrow().act()).contains(new Slide.Demo("chroot", "no-libraries"));
    }

    @Test
    void theDeckOfThisCheckoutIsWithoutFault() {
        assertThat(TheDeck.read().slides()).hasSizeGreaterThan(5);
    }

    @Test
    void namesAnUnknownKeyWithItsLine() throws IOException {
        change("deck.yaml", "minutes: 2", "minuts: 2");

        assertThat(problems()).containsExactly("deck.yaml:4: unknown key \"minuts\": did you mean minutes?");
    }

    @Test
    void doesNotCallALessonUnknownThatHasAFault() throws IOException {
        Path broken = Files.createDirectories(temporary.resolve("course/01-chroot"));
        Files.writeString(broken.resolve("lesson.yaml"), "");

        assertThat(DeckReader.read(folder, Course.read(broken.getParent())).problems())
                .singleElement()
                .hasToString(folder + "/deck.yaml:5: lesson \"chroot\" has a fault: mend that first");
    }

    @Test
    void namesALessonAndAStepThatAreNone() throws IOException {
        change("deck.yaml", "ask: {lesson: chroot", "ask: {lesson: chrot");
        change("deck.yaml", "demo: {lesson: chroot, step: no-libraries}", "demo: {lesson: chroot, step: no-librarie}");

        assertThat(problems())
                .contains("deck.yaml:5: unknown lesson \"chrot\": did you mean chroot?")
                .contains("deck.yaml:6: unknown step \"no-librarie\": did you mean no-libraries?");
    }

    @Test
    void wantsNotesAndTextForEverySlide() throws IOException {
        changeProse("### notes\n\nRun.\n", "");
        changeProse("## asks: Asks\n\n### notes\n\nCount.\n\n", "");

        assertThat(problems())
                .contains("en.md:18: the slide has no notes: write ### notes below it")
                .contains("ko.md:19: slide asks has no text: add ## asks: Title");
    }

    @Test
    void namesAnUnknownSlideAndSection() throws IOException {
        changeProse("## shows: Shows\n\n### notes", "## show: Shows\n\n### note");

        assertThat(problems()).contains("en.md:24: unknown slide \"show\": did you mean shows?");
    }

    @Test
    void noticesThatOneLanguageHasChangedAlone() throws IOException {
        change("ko.md", "What the class sees.", "다릅니다.");

        assertThat(problems()).singleElement().asString().startsWith("en.md:4: the other language has changed");
    }

    @Test
    void noticesAMissingLanguage() throws IOException {
        Files.delete(folder.resolve("ko.md"));

        assertThat(problems()).contains("ko.md: file is missing: write it");
    }

    @Test
    void noticesALineOfAPictureThatIsNone() throws IOException {
        changeProse("VM: program | *kernel", "VM program");

        assertThat(problems()).contains("en.md:11: no stack \"VM program\": write NAME: TOP | NEXT | BOTTOM");
    }
}
