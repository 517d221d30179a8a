package hangari.slides;

import hangari.lesson.model.Language;
import hangari.lesson.source.Course;
import hangari.slides.Wish.BadWish;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Carries wishes and views between a page and its session; the session ends when the page goes away. */
public final class PageSocket implements Session.Listener.AutoDemanding {
    private static final int END_SECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Deck deck;
    private final Course course;
    private final Workbench workbench;
    private final Language language;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(PageSocket::thread);
    private final Set<PageSocket> open;
    private volatile @Nullable Live live;

    /** What there is once the page is connected. */
    private record Live(Session socket, PageSession page, PageOutput output) {}

    /** A message to the page that something went wrong: one line. */
    private record Trouble(String type, String message) {}

    /**
     * A page that is about to connect.
     *
     * @param open to which it adds itself for as long as it is
     */
    PageSocket(Deck deck, Course course, Workbench workbench, Language language, Set<PageSocket> open) {
        this.deck = deck;
        this.course = course;
        this.workbench = workbench;
        this.language = language;
        this.open = open;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "deck-page");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        PageOutput output = new PageOutput(session);
        PrintStream screen = new PrintStream(output, true, StandardCharsets.UTF_8);
        live = new Live(session, new PageSession(deck, course, workbench, language, screen), output);
        open.add(this);
    }

    @Override
    public void onWebSocketText(String message) {
        Live now = live;
        if (now == null) {
            return;
        }
        try {
            Wish wish = Wish.read(message);
            if (wish instanceof Wish.Interrupt) {
                now.page().interrupt();
            } else {
                worker.execute(() -> grant(now, wish));
            }
        } catch (BadWish e) {
            trouble(now, e);
        } catch (RejectedExecutionException e) {
            now.socket().disconnect();
        }
    }

    private static void grant(Live live, Wish wish) {
        try {
            live.output().begin();
            live.page().grant(wish).ifPresent(view -> send(live, view));
            if (wish instanceof Wish.Open) {
                live.page().prepare();
            }
        } catch (Exception e) {
            trouble(live, e);
        }
    }

    private static void trouble(Live live, Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
        send(live, new Trouble("trouble", message));
    }

    private static void send(Live live, Object message) {
        if (live.socket().isOpen()) {
            live.socket().sendText(JSON.writeValueAsString(message), Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
        end();
        callback.succeed();
    }

    /** Ends the page's session, and waits until nothing of it is left; a second time does nothing. */
    void end() {
        Live now = live;
        worker.shutdown();
        if (now != null) {
            now.page().close();
        }
        try {
            worker.awaitTermination(END_SECONDS, TimeUnit.SECONDS); // a session that was being started is closed by it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.remove(this);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // a close follows
    }
}
