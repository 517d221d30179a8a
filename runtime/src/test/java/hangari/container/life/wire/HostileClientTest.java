package hangari.container.life.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import hangari.container.life.Request;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent to the supervisor is answered with one clear error, and the next client is served as ever. */
class HostileClientTest {
    private static final String ATTACH = LifeJson.write(new Request.Attach("web", false, true, false)) + "\n";

    @TempDir
    Path state;

    /** What is sent, and what is said of it. */
    private record Case(String name, String sent, String refusal) {}

    @TestFactory
    Stream<DynamicTest> requests() {
        var cases = List.of(
                new Case("an empty line", "\n", "bad request: "),
                new Case("garbage", "\0\1\2\377\n", "bad request: "),
                new Case("HTTP", "GET / HTTP/1.1\r\n\r\n", "bad request: "),
                new Case("no object", "[1,2]\n", "bad request: "),
                new Case("null", "null\n", "bad request: "),
                new Case("no verb", "{}\n", "bad request: "),
                new Case("an unknown verb", "{\"verb\":\"Destroy\"}\n", "bad request: "),
                new Case("a verb that is a class", "{\"verb\":\"java.lang.Runtime\"}\n", "bad request: "),
                new Case("a missing value", "{\"verb\":\"Create\",\"name\":\"a\"}\n", "bad request: "),
                new Case("a value of another type", "{\"verb\":\"Start\",\"container\":{}}\n", "bad request: "),
                new Case(
                        "a number too large",
                        "{\"verb\":\"Resize\",\"container\":\"a\",\"rows\":1e99}\n",
                        "bad request: "),
                new Case(
                        "a number too long",
                        "{\"verb\":\"Resize\",\"rows\":" + "9".repeat(5000) + "}\n",
                        "bad request: "),
                new Case("two requests", "{\"verb\":\"ListAll\",\"all\":false} {}\n", "bad request: "),
                new Case("too deep", "[".repeat(100_000) + "\n", "bad request: "),
                new Case(
                        "deep below a key that is passed over",
                        "{\"verb\":\"ListAll\",\"x\":" + "[".repeat(40) + "\n",
                        "bad request: "),
                new Case("a line without an end", "x".repeat(Wire.LONGEST_REQUEST + 1), "longer than 1048576 bytes"),
                new Case("a much longer line", "x".repeat(8 * Wire.LONGEST_REQUEST), "longer than 1048576 bytes"),
                new Case("many keys", keys(50_000), "bad request: "));

        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.name, () -> {
                    try (var served = new Served(state, Bounds.DEFAULT);
                            Wire wire = new Wire(served.connect())) {
                        write(wire.channel(), one.sent);

                        Refused refused =
                                Refused.in(wire.line(Wire.LONGEST_ANSWER)).orElseThrow();
                        assertThat(refused.message()).contains(one.refusal).doesNotContain("\n");
                        assertThat(refused.message().length()).isLessThan(5000);
                        assertClosed(wire);
                        assertServes(served);
                    }
                }));
    }

    private static String keys(int count) {
        var text = new StringBuilder("{\"verb\":\"Nothing\"");
        for (int i = 0; i < count; i++) {
            text.append(",\"").append(i).append("\":0");
        }
        return text.append("}\n").toString();
    }

    @TestFactory
    Stream<DynamicTest> frames() {
        var cases = List.of(
                new Case("a huge length", "\0\0\0\0\177\377\377\377", "at most 65536 bytes may follow"),
                new Case("a negative length", "\0\0\0\0\377\377\377\377", "at most 65536 bytes may follow"),
                new Case("one byte too many", "\0\0\0\0\0\1\0\1", "at most 65536 bytes may follow"),
                new Case("padding that is not zero", "\0\1\0\0\0\0\0\1x", "the head of a frame says 00010000"),
                new Case("an unknown kind", "\14\0\0\0\0\0\0\0", "there are no frames of kind 12"),
                new Case("output from a client", "\1\0\0\0\0\0\0\1x", "such frames go to the client only"),
                new Case("an exit status from a client", "\4\0\0\0\0\0\0\0019", "such frames go to the client only"),
                new Case("an end from a client", "\377\0\0\0\0\0\0\0", "such frames go to the client only"),
                new Case("an end with garbage", "\377\0\0\0\0\0\0\1x", "bad end: "));

        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.name, () -> {
                    try (var served = new Served(state, Bounds.DEFAULT);
                            Wire wire = new Wire(served.connect())) {
                        write(wire.channel(), ATTACH + one.sent);

                        assertThat(wire.line(Wire.LONGEST_ANSWER)).isEqualTo("{}");
                        assertThatThrownBy(wire::frame).hasMessageContaining(one.refusal);
                        assertClosed(wire);
                        assertThat(served.supervisor.hungUp.await(10, TimeUnit.SECONDS))
                                .isTrue();
                        assertServes(served);
                    }
                }));
    }

    @Test
    void whoSaysNothingIsToldSoAfterATime() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT.withAsking(Duration.ofMillis(50)));
                Wire silent = new Wire(served.connect());
                Wire slow = new Wire(served.connect())) {
            write(slow.channel(), "{\"verb\":");

            for (Wire wire : List.of(silent, slow)) {
                assertThat(Refused.in(wire.line(Wire.LONGEST_ANSWER))
                                .orElseThrow()
                                .message())
                        .isEqualTo("the request did not arrive within 50 ms");
                assertClosed(wire);
            }
            assertServes(served);
        }
    }

    @Test
    void whoDoesNotFetchItsAnswerIsCutOff() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT.withAnswering(Duration.ofMillis(50)));
                SocketChannel lazy = served.connect()) {
            write(lazy, LifeJson.write(new Request.ListAll(true)) + "\n");

            Served.awaitLogged(served.place, "a client went away");
            assertServes(served);
        }
    }

    @Test
    void whoComesWhileTooManyAreThereIsTurnedAway() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT.withConnections(3))) {
            List<Wire> crowd = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                crowd.add(new Wire(served.connect()));
            }
            try (Wire late = new Wire(served.connect())) {
                assertThat(Refused.in(late.line(Wire.LONGEST_ANSWER))
                                .orElseThrow()
                                .message())
                        .startsWith("the supervisor has 3 connections already");
            }
            crowd.forEach(Wire::close);
            while (served.serves()) {
                try {
                    assertServes(served);
                    break;
                } catch (LifeException e) {
                    assertThat(e).hasMessageContaining("3 connections already"); // it has not seen them go yet
                }
            }
        }
    }

    @Test
    void aThousandWhoComeAndGoLeaveNothing() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            int before = descriptors();
            for (int i = 0; i < 1000; i++) {
                try (SocketChannel channel = served.connect()) {
                    if (i % 3 > 0) {
                        write(channel, i % 3 == 1 ? ATTACH : ATTACH.substring(0, 20));
                    }
                }
            }
            assertServes(served);
            while (descriptors() > before + 5) {
                Thread.sleep(5);
            }
        }
    }

    private static int descriptors() {
        return Objects.requireNonNull(Path.of("/proc/self/fd").toFile().list()).length;
    }

    private static void assertServes(Served served) {
        served.client.start("web");
        assertThat(served.serves()).isTrue();
    }

    private static void assertClosed(Wire wire) {
        assertThatThrownBy(() -> wire.line(1))
                .satisfiesAnyOf(e -> assertThat(e).isInstanceOf(EOFException.class), e -> assertThat(e)
                        .hasMessageContaining("Connection reset"));
    }

    /** Sends what the server takes; it need not take all. */
    private static void write(SocketChannel channel, String bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Broken pipe");
        }
    }
}
