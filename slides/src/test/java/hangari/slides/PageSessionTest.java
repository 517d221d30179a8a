package hangari.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.lesson.model.Language;
import hangari.slides.Wish.BadWish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSessionTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private RealWorkbench workbench;
    private PageSession page;

    @BeforeEach
    void open() {
        workbench = new RealWorkbench(folder);
        page = new PageSession(
                TheDeck.read(),
                TheDeck.COURSE,
                workbench,
                Language.EN,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        page.close();
        assertThat(workbench.open).hasValue(0);
    }

    private StepView grant(Wish wish) throws IOException {
        return page.grant(wish).orElseThrow();
    }

    @Test
    void runsCodeStreamsWhatItPrintsAndKeepsTheSession() throws IOException {
        grant(new Wish.Open("try-root"));
        grant(new Wish.Run("int jars = 3; System.out.println(\"항아리\");"));
        StepView view = grant(new Wish.Run("jars + 1"));

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("항아리");
        assertThat(view.attempt().orElseThrow().values()).containsExactly("$1 ==> 4");
    }

    @Test
    void countsHandsAndRevealsTheAnswerOnlyAfterTheRun() throws IOException {
        grant(new Wish.Open("ask-root"));
        StepView asked = grant(new Wish.Hands(Map.of("lists", 12, "not-found", 5)));
        assertThat(asked.question().orElseThrow().answer()).isEmpty();
        assertThat(asked.question().orElseThrow().choices())
                .allMatch(choice -> choice.replyHtml().isEmpty());

        StepView shown = grant(new Wish.Open("try-root"));
        StepView ran = grant(new Wish.Run(shown.code()));

        assertThat(ran.attempt().orElseThrow().passed()).contains(true);
        assertThat(ran.question().orElseThrow().answer()).contains("not-found");
        assertThat(ran.question().orElseThrow().choices())
                .filteredOn(choice -> choice.id().equals("lists"))
                .singleElement()
                .satisfies(choice -> assertThat(choice.hands()).isEqualTo(12))
                .satisfies(choice -> assertThat(choice.replyHtml()).isNotEmpty());
    }

    @Test
    void showsTheFaultOfCodeThatDoesNotCompile() throws IOException {
        grant(new Wish.Open("try-root"));

        StepView view = grant(new Wish.Run("int x = \"jar\";"));

        assertThat(view.attempt().orElseThrow().faults())
                .singleElement()
                .asString()
                .startsWith("1:9: ");
        assertThat(view.attempt().orElseThrow().passed()).isEmpty();
    }

    @Test
    void refusesWhatThePageDoesNotSend() throws IOException {
        assertThatThrownBy(() -> page.grant(new Wish.Run("1"))).isInstanceOf(BadWish.class);
        assertThatThrownBy(() -> page.grant(new Wish.Open("container"))).isInstanceOf(BadWish.class);
        assertThatThrownBy(() -> page.grant(new Wish.Speak("fr"))).hasMessage("no language fr: ko and en are there");
        grant(new Wish.Open("ask-root"));
        assertThatThrownBy(() -> page.grant(new Wish.Hands(Map.of("host", -1)))).isInstanceOf(BadWish.class);
        assertThatThrownBy(() -> page.grant(new Wish.Hands(Map.of("other", 1)))).isInstanceOf(BadWish.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"do\":\"explode\"}",
                "{\"do\":\"run\"}",
                "{\"do\":\"run\",\"code\":null}",
                "{\"do\":\"run\",\"code\":\"1\",\"sudo\":true}",
                "{\"do\":\"hint\"} x"
            })
    void readsNothingButWishes(String message) {
        assertThatThrownBy(() -> Wish.read(message))
                .isInstanceOf(BadWish.class)
                .hasMessageContaining("reload the page");
    }

    @Test
    void showsHtmlInTheTextAsText() {
        assertThat(MarkdownHtml.of("say <script>alert(1)</script> [x](javascript:alert)"))
                .doesNotContain("<script")
                .doesNotContain("javascript:");
    }
}
