package hangari.cli.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.text.Size;
import hangari.image.oci.Descriptor;
import hangari.image.oci.MediaType;
import hangari.image.registry.PullEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullViewTest {
    private static final Descriptor BIG = Descriptor.of(MediaType.LAYER, new byte[1_500_000]);
    private static final Descriptor SMALL = Descriptor.of(MediaType.LAYER, new byte[5]);
    private static final String BIG_NAME = BIG.digest().abbreviated();
    private static final String SMALL_NAME = SMALL.digest().abbreviated();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    private static final List<PullEvent> EVENTS = List.of(
            new PullEvent.Note("mirror m failed: why; asking o"),
            new PullEvent.Waiting(BIG),
            new PullEvent.Waiting(SMALL),
            new PullEvent.AlreadyThere(SMALL),
            new PullEvent.Resumed(BIG, 1000),
            new PullEvent.Downloading(BIG, 750_000),
            new PullEvent.Retrying(BIG, "cut"),
            new PullEvent.Downloading(BIG, 1_500_000),
            new PullEvent.Verifying(BIG),
            new PullEvent.Done(BIG),
            new PullEvent.Unpacking(BIG, 1_000_000),
            new PullEvent.Unpacked(BIG));

    @Test
    void linesAreDockersAndComeOnce() {
        var lines = new PullLines(out);
        EVENTS.forEach(lines);
        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly(
                        "mirror m failed: why; asking o",
                        BIG_NAME + ": Pulling fs layer",
                        SMALL_NAME + ": Pulling fs layer",
                        SMALL_NAME + ": Already exists",
                        BIG_NAME + ": Resuming at 1kB",
                        BIG_NAME + ": Retrying: cut",
                        BIG_NAME + ": Verifying Checksum",
                        BIG_NAME + ": Download complete",
                        BIG_NAME + ": Pull complete");
    }

    @Test
    void barsAreRedrawnInPlaceAndWhatIsFinishedStaysAbove() {
        var clock = new AtomicLong();
        try (var bars = new PullBars(out, clock::get)) {
            EVENTS.subList(1, 6).forEach(bars);
            assertThat(bytes.toString(UTF_8))
                    .startsWith("\033[?7l\033[J" /* nothing was drawn */)
                    .contains("+ 1: Waiting\n")
                    .endsWith("\033[?7l\033[1F\033[J" + BIG_NAME
                            + ": Downloading [===========>             ]  750kB/1.5MB\n\033[?7h");

            bytes.reset();
            bars.accept(new PullEvent.Downloading(BIG, 800_000));
            assertThat(bytes.size()).as("too soon for a frame").isZero();
            clock.addAndGet(1_000_000_000);
            bars.accept(new PullEvent.Downloading(BIG, 900_000));
            assertThat(bytes.toString(UTF_8)).contains("900kB/1.5MB");

            bars.accept(new PullEvent.Done(BIG));
        }
        assertThat(bytes.toString(UTF_8)).endsWith(BIG_NAME + ": Download complete\n\033[?7h\033[?7l\033[J\033[?7h");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, '[>                        ]  0B/100B'",
        "1, 100, '[>                        ]  1B/100B'",
        "50, 100, '[===========>             ]  50B/100B'",
        "99, 100, '[=======================> ]  99B/100B'",
        "100, 100, '[=========================]  100B/100B'",
        "0, 0, '[=========================]  0B/0B'",
        "4000000000000000000, 9000000000000000000, '[==========>              ]  4EB/9EB'",
    })
    void aBarFitsIntoALine(long done, long size, String bar) {
        assertThat(PullBars.bar(done, size)).isEqualTo(bar);
        assertThat((BIG_NAME + ": Downloading " + bar).length()).isLessThan(80);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "1, 1B",
        "999, 999B",
        "1000, 1kB",
        "1234, 1.234kB",
        "12345, 12.35kB",
        "123456, 123.5kB",
        "100000000, 100MB",
        "1500000000, 1.5GB"
    })
    void sizesAreDockers(long bytes, String text) {
        assertThat(Size.of(bytes)).isEqualTo(text);
    }
}
