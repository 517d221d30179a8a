package hangari.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.Phrases;
import hangari.cli.text.Columns;
import hangari.cli.text.Json;
import hangari.compare.Aspect;
import hangari.compare.Cell;
import hangari.compare.Comparison;
import hangari.compare.Comparison.Column;
import hangari.compare.Place;
import hangari.lesson.model.Language;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What a comparison looks like, with values made up for it. */
class ComparisonViewsTest {
    private static final String BOOT = "624fd270-2055-400b-8218-315006678ad2";
    private static final Comparison MADE_UP = new Comparison(
            List.of("uname", "<-r>"),
            List.of(
                    new Column(
                            Place.CONTAINER,
                            Map.of(
                                    Aspect.ANSWER,
                                    new Cell.Answer("6.18.44-some-long-release", 0),
                                    Aspect.TIME,
                                    new Cell.Times(List.of(4_000_000L, 3_000_000L, 9_000_000L)),
                                    Aspect.MEMORY,
                                    new Cell.Bytes(10 << 10),
                                    Aspect.BOOT_ID,
                                    new Cell.Text(BOOT),
                                    Aspect.SEEN,
                                    new Cell.Pids(List.of(560L, 1L)),
                                    Aspect.SHARED,
                                    new Cell.Namespaces(Set.of("user", "time"), Set.of("pid", "net"), true))),
                    new Column(
                            Place.VM,
                            Map.of(
                                    Aspect.TIME,
                                    new Cell.Times(List.of(3_000_000_000L)),
                                    Aspect.MEMORY,
                                    new Cell.Unmeasured("no emulator: apt-get install qemu-system-x86"),
                                    Aspect.DISK,
                                    new Cell.Unmeasured("no emulator: apt-get install qemu-system-x86"),
                                    Aspect.SEEN,
                                    new Cell.Pids(List.of())))));

    private static Speech in(Language language) {
        return Phrases.in(language)::say;
    }

    @ParameterizedTest
    @EnumSource
    void noLineIsWiderThanATerminal(Language language) {
        List<String> lines = new ComparisonTable(MADE_UP, in(language)).lines();

        assertThat(lines).allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(80));
        assertThat(new Bars(MADE_UP, in(language)).lines())
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void theMiddleStandsAboveTheSpread() {
        List<String> lines = new ComparisonTable(MADE_UP, in(Language.EN)).lines();

        assertThat(lines).anyMatch(line -> line.matches("time in ms +4\\.00 +3,000"));
        assertThat(lines).anyMatch(line -> line.matches(" +\\(3\\.00–9\\.00\\) +.*"));
    }

    @Test
    void aReasonIsSaidOnceBelowTheCellsThatItEmpties() {
        List<String> lines = new ComparisonTable(MADE_UP, in(Language.EN)).lines();

        assertThat(lines).anyMatch(line -> line.matches("memory +10KiB +– \\(2\\)"));
        assertThat(lines).containsOnlyOnce("(2) no emulator: apt-get install qemu-system-x86");
    }

    @Test
    void theHostSeesAContainersProcessUnderTwoNumbersAndAGuestsNotAtAll() {
        List<String> lines = new ComparisonTable(MADE_UP, in(Language.EN)).lines();

        assertThat(lines).anyMatch(line -> line.matches("PID on the host +560 +not seen"));
        assertThat(lines).anyMatch(line -> line.matches(" +\\(inside: 1\\)"));
    }

    @Test
    void barsAreAsLongAsTheirValuesAreToOneAnother() {
        List<String> lines = new Bars(MADE_UP, in(Language.EN)).lines();

        assertThat(lines).contains("  container    ▏ 4.00 ms", "  VM           " + "█".repeat(44) + " 3,000 ms");
    }

    @Test
    void programsGetNanosecondsBytesAndReasons() {
        String json = Json.line(ComparisonJson.of(MADE_UP));

        assertThat(json)
                .contains("\"time\":{\"median\":4000000,\"least\":3000000,\"most\":9000000,")
                .contains("\"memory\":10240")
                .contains("\"boot_id\":\"" + BOOT + "\"")
                .contains("\"disk\":{\"unmeasured\":\"no emulator: apt-get install qemu-system-x86\"}");
    }

    @ParameterizedTest
    @EnumSource
    void theDrawingIsWellFormedWhateverTheCommandIs(Language language) throws Exception {
        String svg = new Drawing(MADE_UP, in(language)).svg();
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("uname <-r>");
    }

    @Test
    void aLongWordIsBrokenWhereItMustBe() {
        assertThat(Folding.lines("6.1.0-53-cloud-amd64", 14)).containsExactly("6.1.0-53-", "cloud-amd64");
        assertThat(Folding.lines("abcdefghijklmnop", 10)).containsExactly("abcdefghij", "klmnop");
        assertThat(Folding.lines("시작해서 끝날 때까지", 10)).containsExactly("시작해서", "끝날", "때까지");
    }
}
