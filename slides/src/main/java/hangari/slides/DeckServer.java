package hangari.slides;

import hangari.lesson.model.Language;
import hangari.lesson.source.Course;
import hangari.slides.PageFiles.PageFile;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves a deck to browsers on this machine.
 *
 * <pre>{@code
 * try (DeckServer server = DeckServer.start(deck, course, workbench, Language.KO, 0)) {
 *     server.address(); // http://127.0.0.1:40123/6f1c…/
 * }
 * }</pre>
 */
public final class DeckServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int TOKEN_BYTES = 16;
    private static final int MOST_CODE_BYTES = 64 * 1024;
    private static final int MOST_THREADS = 24;
    private static final Duration IDLE_PAGE = Duration.ofHours(12);

    private final Server server;
    private final ServerConnector connector;
    private final String base;

    private final Set<PageSocket> pages;

    private DeckServer(Server server, ServerConnector connector, String base, Set<PageSocket> pages) {
        this.server = server;
        this.connector = connector;
        this.base = base;
        this.pages = pages;
    }

    /** The files of reveal.js and xterm.js that this build lacks; empty if a deck can be shown. */
    public static List<String> missingFiles() {
        return PageFiles.missing();
    }

    /**
     * Starts a server.
     *
     * @param port 0 for a free one
     * @throws IOException one line with the remedy, if the port cannot be had
     */
    public static DeckServer start(Deck deck, Course course, Workbench workbench, Language language, int port)
            throws IOException {
        Server server = new Server(threads());
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new Refusal());
        String base = "/" + token() + "/";
        Set<PageSocket> pages = ConcurrentHashMap.newKeySet();
        Handler.Wrapper live = WebSocketUpgradeHandler.from(
                server,
                sockets -> sockets(sockets, base, () -> new PageSocket(deck, course, workbench, language, pages)));
        live.setHandler(new PageHandler(base, files(DeckView.of(deck, course, language))));
        server.setHandler(new Gate(base, connector::getLocalPort, live));
        DeckServer started = new DeckServer(server, connector, base, pages);
        try {
            server.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new IOException(
                    "port " + port + ": " + cause(e) + ": choose another with --port, or leave it out", e);
        }
    }

    private static String cause(Exception e) {
        Throwable deepest = e.getCause() == null ? e : e.getCause();
        return String.valueOf(deepest.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("deck");
        threads.setDaemon(true);
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        return http;
    }

    private static void sockets(ServerWebSocketContainer sockets, String base, Supplier<PageSocket> page) {
        sockets.setMaxTextMessageSize(MOST_CODE_BYTES);
        sockets.setMaxBinaryMessageSize(1);
        sockets.setIdleTimeout(IDLE_PAGE);
        sockets.addMapping(base + "live", (request, response, callback) -> page.get());
    }

    private static Map<String, PageFile> files(DeckView deck) throws IOException {
        Map<String, PageFile> files = PageFiles.read();
        byte[] json = JsonMapper.builder().build().writeValueAsBytes(deck);
        files.put("deck.json", new PageFile(json, "application/json"));
        return files;
    }

    private static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The address to open: it holds the token. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort() + base);
    }

    /** Closes every page with its session, and stops serving. */
    @Override
    public void close() {
        try {
            List.copyOf(pages).forEach(PageSocket::end);
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the deck's server does not stop: " + e.getMessage(), e);
        }
    }
}
