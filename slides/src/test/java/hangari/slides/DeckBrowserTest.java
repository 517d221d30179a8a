package hangari.slides;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import hangari.lesson.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows the deck in a real browser and plays its demos on the real kernel. */
@ExtendWith(BrowserIsThere.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeckBrowserTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final double PATIENCE_MILLIS = 60_000;

    private final Deck deck = TheDeck.read();
    private final List<String> complaints = new ArrayList<>();

    @TempDir
    private Path folder;

    private Playwright playwright;
    private Browser browser;
    private RealWorkbench workbench;
    private DeckServer server;
    private BrowserContext context;

    @BeforeAll
    void startBrowser() {
        assertThat(BrowserIsThere.missing()).isEmpty();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BrowserIsThere.CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void listen() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        workbench = new RealWorkbench(folder);
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT));
    }

    @AfterEach
    void leave() {
        context.close();
        if (server != null) {
            server.close();
        }
        assertThat(complaints).as("what the browser complains about").isEmpty();
    }

    private Page show(Language language) throws IOException {
        server = DeckServer.start(deck, TheDeck.COURSE, workbench, language, 0);
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.address().toString());
        page.waitForSelector("body[data-ready]");
        return page;
    }

    private static void go(Page page, String slide) {
        page.evaluate(
                "id => Reveal.slide([...document.querySelectorAll('.slides > section')]"
                        + ".findIndex(section => section.id === id))",
                slide);
    }

    private static void picture(Page page, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noSlideOverflows(Language language) throws IOException {
        Page page = show(language);
        List<String> seen = new ArrayList<>();

        for (Slide slide : deck.slides()) {
            go(page, slide.id());
            picture(page, language.code() + "-" + slide.id());
            assertThat(page.evaluate("""
                    id => {
                      const section = document.getElementById(id), edge = section.getBoundingClientRect()
                      return [...section.querySelectorAll('*')]
                        .filter(part => !part.closest('.xterm') && !part.parentElement.closest('.evidence'))
                        .filter(part => { const box = part.getBoundingClientRect()
                          return box.bottom > edge.bottom || box.right > edge.right + 1 })
                        .map(part => part.className + ': ' + part.textContent.slice(0, 40))
                    }""", slide.id())).as(slide.id()).isEqualTo(List.of());
            seen.add(slide.id());
        }

        assertThat(seen).hasSameSizeAs(deck.slides());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aDemoShowsWhatTheKernelRefusedAndWhoHadExpectedIt(Language language) throws IOException {
        Page page = show(language);
        go(page, "ask-root");
        page.locator("#ask-root [data-choice=lists]").click();
        page.locator("#ask-root [data-choice=lists]").click();
        page.locator("#ask-root [data-choice=not-found]").click();
        picture(page, language.code() + "-hands");

        go(page, "try-root");
        Locator demo = page.locator("#try-root");
        PlaywrightAssertions.assertThat(demo.locator(".code")).hasValue(Pattern.compile("emptyRoot"));
        demo.locator("button.run").click();

        PlaywrightAssertions.assertThat(demo.locator(".verdict.passed")).isVisible();
        PlaywrightAssertions.assertThat(demo.locator(".refused")).containsText("ENOENT");
        PlaywrightAssertions.assertThat(demo.locator(".calls .bad")).containsText("execve");
        PlaywrightAssertions.assertThat(demo.locator(".answer")).hasCount(2);
        PlaywrightAssertions.assertThat(demo.locator(".answer.right .hands"))
                .hasText(language == Language.KO ? "1명" : "1");
        PlaywrightAssertions.assertThat(demo.locator(".look"))
                .containsText(language == Language.KO ? "인터프리터" : "interpreter");
        picture(page, language.code() + "-demo");
    }

    @Test
    void editedCodeRunsAndItsOutputIsPrinted() throws IOException {
        Page page = show(Language.EN);
        go(page, "try-machine");
        Locator demo = page.locator("#try-machine");
        PlaywrightAssertions.assertThat(demo.locator(".code")).hasValue(Pattern.compile("hostname"));

        demo.locator(".code").fill("box(\"hostname\").chroot(jail).unshare(UTS).hostname(\"onggi\").run()");
        demo.locator("button.run").click();

        PlaywrightAssertions.assertThat(demo.locator(".screen")).containsText("onggi");
        PlaywrightAssertions.assertThat(demo.locator("[data-namespace=uts].own"))
                .isVisible();
        PlaywrightAssertions.assertThat(demo.locator(".verdict.failed")).isVisible();
        PlaywrightAssertions.assertThat(demo.locator(".notice")).containsText("UTS");
        picture(page, "en-edited");
    }

    @Test
    void theLanguageChangesOnTheSlideWithItsEvidence() throws IOException {
        Page page = show(Language.KO);
        go(page, "try-machine");
        Locator demo = page.locator("#try-machine");
        demo.locator("button.run").click();
        PlaywrightAssertions.assertThat(demo.locator(".verdict.passed")).containsText("확인되었습니다");

        page.locator("#language").click();

        PlaywrightAssertions.assertThat(demo.locator(".title")).hasText("The same machine");
        PlaywrightAssertions.assertThat(demo.locator(".verdict.passed")).containsText("Confirmed");
        PlaywrightAssertions.assertThat(demo.locator(".namespaces")).containsText("the host’s");
        picture(page, "en-switched");
    }

    @Test
    void anEndlessLoopIsStopped() throws IOException {
        Page page = show(Language.EN);
        go(page, "try-root");
        Locator demo = page.locator("#try-root");
        PlaywrightAssertions.assertThat(demo.locator(".code")).hasValue(Pattern.compile("emptyRoot"));
        demo.locator(".code").fill("System.out.println(\"loop\"); while (true) {}");
        demo.locator("button.run").click();
        PlaywrightAssertions.assertThat(demo.locator(".screen")).containsText("loop");

        demo.locator("button.stop").click();

        PlaywrightAssertions.assertThat(demo.locator(".reason")).hasText("Stopped");
        demo.locator(".code").fill("6 * 7");
        demo.locator("button.run").click();
        PlaywrightAssertions.assertThat(demo.locator(".screen")).containsText("==> 42");
    }

    @Test
    void aPageThatGoesAwayTakesItsSessionWithIt() throws Exception {
        Page page = show(Language.EN);
        go(page, "try-root");
        PlaywrightAssertions.assertThat(page.locator("#try-root .code")).hasValue(Pattern.compile("emptyRoot"));
        assertThat(workbench.open).hasValue(1);

        page.close();

        workbench.awaitAllClosed();
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aServerThatEndsTakesEverySessionWithIt() throws Exception {
        Page page = show(Language.EN);
        go(page, "try-root");
        PlaywrightAssertions.assertThat(page.locator("#try-root .code")).hasValue(Pattern.compile("emptyRoot"));

        server.close();

        assertThat(workbench.open).hasValue(0);
        PlaywrightAssertions.assertThat(page.locator("#try-root .verdict.failed"))
                .containsText("Reload the page");
    }

    @Test
    void theSpeakersWindowShowsNotesAndWhatComesNext() throws IOException {
        Page page = show(Language.KO);
        Page speaker = page.waitForPopup(() -> page.locator("#speaker").click());
        speaker.setViewportSize(900, 700);
        PlaywrightAssertions.assertThat(speaker.locator("#title")).hasText("도커의 등장");
        PlaywrightAssertions.assertThat(speaker.locator("#after")).hasText("컨테이너와 가상머신");
        PlaywrightAssertions.assertThat(speaker.locator("#planned")).containsText(deck.minutes() + " 분 (0–3)");

        speaker.locator("#next").click();

        PlaywrightAssertions.assertThat(speaker.locator("#title")).hasText("컨테이너와 가상머신");
        PlaywrightAssertions.assertThat(page.locator("section#container.present"))
                .isVisible();
        picture(speaker, "ko-speaker");
    }

    @Test
    void theKeyboardStaysInTheCodeWhileItIsEdited() throws IOException {
        Page page = show(Language.EN);
        go(page, "try-root");
        page.locator("#try-root .code").click();

        page.keyboard().press("ArrowRight", new Keyboard.PressOptions());
        page.keyboard().type("n s ");

        PlaywrightAssertions.assertThat(page.locator("section#try-root.present"))
                .isVisible();
        assertThat(context.pages()).hasSize(1);
    }
}
