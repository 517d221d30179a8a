package hangari.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.lesson.model.Language;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks raw HTTP, since a client of the JDK would mend the requests that matter here. */
class DeckServerTest {
    private static final String KEY = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    @TempDir
    private Path folder;

    private RealWorkbench workbench;
    private DeckServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        workbench = new RealWorkbench(folder);
        server = DeckServer.start(TheDeck.read(), TheDeck.COURSE, workbench, Language.KO, 0);
        address = server.address();
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(workbench.open).hasValue(0);
    }

    private String host() {
        return "127.0.0.1:" + address.getPort();
    }

    private String get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n");
    }

    private String upgrade(String path, String origin) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + KEY + origin + "\r\n");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            if (request.contains("Upgrade")) {
                return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void servesThePageAndTheDeckToWhoeverHasTheToken() throws IOException {
        assertThat(get(address.getPath())).startsWith("HTTP/1.1 200").contains("<!doctype html>");
        assertThat(get(address.getPath() + "deck.json"))
                .contains("컨테이너와 chroot")
                .contains("Containers and chroot");
    }

    @Test
    void everyAnswerForbidsOutsideSourcesAndGuessing() throws IOException {
        for (String path : new String[] {address.getPath(), "/", address.getPath() + "nothing"}) {
            assertThat(get(path))
                    .contains("Content-Security-Policy: default-src 'none'; script-src 'self';")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains("X-Frame-Options: DENY")
                    .contains("Referrer-Policy: no-referrer")
                    .doesNotContain("Server:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/deck.json", "/00000000000000000000000000000000/", "/live"})
    void refusesWhoeverLacksTheToken(String path) throws IOException {
        assertThat(get(path)).startsWith("HTTP/1.1 403").endsWith("open the address that was printed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1"})
    void refusesAnotherNameForThisMachine(String host) throws IOException {
        String answer =
                send("GET " + address.getPath() + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("this name is not the deck's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "%2e%2e/%2e%2e/etc/passwd",
                "..%2f..%2fetc/passwd",
                "page/index.html",
                "/etc/passwd",
                "web/../../Deck.class",
                "deck.js%00.html"
            })
    void servesNothingButItsFiles(String path) throws IOException {
        assertThat(get(address.getPath() + path))
                .containsPattern("^HTTP/1.1 40[034]")
                .doesNotContain("root:");
    }

    @Test
    void opensTheSocketForItsOwnPageOnly() throws IOException {
        String live = address.getPath() + "live";

        assertThat(upgrade(live, "Origin: http://" + host() + "\r\n")).isEqualTo("HTTP/1.1 101");
        assertThat(upgrade(live, "Origin: http://evil.example\r\n")).isEqualTo("HTTP/1.1 403");
        assertThat(upgrade(live, "Origin: null\r\n")).isEqualTo("HTTP/1.1 403");
        assertThat(upgrade(live, "")).isEqualTo("HTTP/1.1 403");
        assertThat(upgrade("/live", "Origin: http://" + host() + "\r\n")).isEqualTo("HTTP/1.1 403");
    }

    @Test
    void answersWhatIsNoRequestShortly() throws IOException {
        assertThat(send("nonsense\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("<html")
                .hasSizeLessThan(400);
        assertThat(send("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD");
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        String listening = ":%04X [0:]+ 0A ".formatted(address.getPort());
        Pattern loopback = Pattern.compile("(FFFF0000)?0100007F" + listening);

        List<String> sockets = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Path path = Path.of(table);
            sockets.addAll(Files.exists(path) ? Files.readAllLines(path) : List.of());
        }

        assertThat(sockets)
                .filteredOn(line -> Pattern.compile(listening).matcher(line).find())
                .singleElement()
                .asString()
                .containsPattern(loopback);
    }

    @Test
    void saysThatAPortIsTaken() {
        assertThatThrownBy(() ->
                        DeckServer.start(TheDeck.read(), TheDeck.COURSE, workbench, Language.KO, address.getPort()))
                .isInstanceOf(IOException.class)
                .hasMessage("port " + address.getPort()
                        + ": address already in use: choose another with --port, or leave it out");
    }
}
