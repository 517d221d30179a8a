package hangari.slides;

import hangari.lesson.check.Host;
import hangari.lesson.check.Proc;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.Step.Prediction;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.play.Move;
import hangari.lesson.play.Reply;
import hangari.lesson.source.Course;
import hangari.slides.Slide.Act;
import hangari.slides.Wish.BadWish;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one open page does with the lessons: wishes go in, views come out.
 *
 * <pre>{@code
 * try (var page = new PageSession(deck, course, workbench, Language.EN, output)) {
 *     page.grant(new Wish.Open("demo"));
 *     page.grant(new Wish.Run("1 + 1")); // StepView[…, attempt=…]
 * }
 * }</pre>
 *
 * <p>Wishes are granted one at a time; {@link #interrupt} and {@link #close} may come from any thread meanwhile.
 */
final class PageSession implements AutoCloseable {
    private static final int MOST_HANDS = 9999;

    private final Deck deck;
    private final Course course;
    private final Workbench workbench;
    private final PrintStream output;
    private final Map<String, Map<String, Integer>> hands = new HashMap<>();
    private final AtomicReference<Workbench.@Nullable Seat> seat = new AtomicReference<>();
    private final Host host = Host.read(Proc.SYSTEM);
    private Language language;
    private @Nullable Slide slide;
    private volatile boolean closed;

    PageSession(Deck deck, Course course, Workbench workbench, Language language, PrintStream output) {
        this.deck = deck;
        this.course = course;
        this.workbench = workbench;
        this.language = language;
        this.output = output;
    }

    /**
     * Grants a wish.
     *
     * @return what the page shows now; empty if it stands on a slide without a step
     * @throws BadWish if it cannot be granted
     * @throws IOException if there is no room for a session
     * @throws hangari.lesson.shell.SessionException if no session can be started
     */
    synchronized Optional<StepView> grant(Wish wish) throws IOException {
        if (closed) {
            throw new BadWish("the page has gone");
        }
        if (wish instanceof Wish.Speak speak) {
            language = speak.named();
            play(new Move.Speak(language));
            return slide == null ? Optional.empty() : Optional.of(view(""));
        } else if (wish instanceof Wish.Open open) {
            open(open.slide());
            return Optional.of(view(""));
        } else if (wish instanceof Wish.Interrupt) {
            interrupt();
            return Optional.empty();
        }
        return Optional.of(view(act(wish)));
    }

    /** Plays what is left; what there is to say about it, as HTML. */
    private String act(Wish wish) {
        if (wish instanceof Wish.Hands raised) {
            count(raised.counts());
        } else if (wish instanceof Wish.Run run) {
            play(new Move.Run(run.code()));
        } else if (wish instanceof Wish.Check) {
            play(new Move.Check());
        } else if (wish instanceof Wish.Reset) {
            play(new Move.Reset());
        } else if (wish instanceof Wish.Hint) {
            return play(new Move.Hint()) instanceof Reply.HintGiven hint ? MarkdownHtml.of(hint.text()) : "";
        } else if (wish instanceof Wish.Solution) {
            return play(new Move.Solution()) instanceof Reply.Solved solved ? MarkdownHtml.of(solved.why()) : "";
        }
        return "";
    }

    private @Nullable Reply play(Move move) {
        Workbench.Seat now = seat.get();
        return now == null ? null : now.player().play(move);
    }

    private void open(String id) throws IOException {
        Slide wanted = deck.slide(id).orElseThrow(() -> new BadWish("no slide " + id + ": reload the page"));
        Act act = wanted.act().orElseThrow(() -> new BadWish("slide " + id + " has no step: reload the page"));
        LessonPlayer player = playerOf(act.lesson());
        if (!player.step().id().equals(act.step())) {
            player.play(new Move.Jump(act.step()));
        }
        slide = wanted;
    }

    private LessonPlayer playerOf(String lessonId) throws IOException {
        Workbench.Seat now = seat.get();
        if (now != null && now.player().lesson().id().equals(lessonId)) {
            return now.player();
        }
        leave();
        Lesson lesson = course.lesson(lessonId).orElseThrow(() -> new BadWish("no lesson " + lessonId));
        Workbench.Seat taken = workbench.sit(lesson, language, output);
        seat.set(taken);
        if (closed) {
            leave();
        }
        return taken.player();
    }

    /** Brings the session to where the page is, so that the first run need not wait for it. */
    synchronized void prepare() {
        Workbench.Seat now = seat.get();
        if (now != null && now.player().missing().isEmpty()) {
            now.player().prepare();
        }
    }

    /** The class commits to what most hands were raised for. */
    private void count(Map<String, Integer> counts) {
        LessonPlayer player = player();
        Prediction question = player.step().prediction().orElseThrow(() -> new BadWish("this step has no prediction"));
        counts.forEach((choice, raised) -> {
            if (!question.choices().contains(choice) || raised < 0 || raised > MOST_HANDS) {
                throw new BadWish("hands must be 0 to " + MOST_HANDS + " for a choice of the step");
            }
        });
        hands.put(key(), Map.copyOf(counts));
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .ifPresent(most -> player.play(new Move.Predict(most.getKey())));
    }

    private StepView view(String noticeHtml) {
        if (slide == null) {
            throw new BadWish("no demo is open: go to its slide");
        }
        return new Showing(player(), host, hands.getOrDefault(key(), Map.of())).of(slide, noticeHtml);
    }

    private LessonPlayer player() {
        Workbench.Seat now = seat.get();
        if (now == null) {
            throw new BadWish("no demo is open: go to its slide");
        }
        return now.player();
    }

    private String key() {
        LessonPlayer player = player();
        return player.lesson().id() + "/" + player.step().id();
    }

    /** Asks what runs to stop. */
    void interrupt() {
        Workbench.Seat now = seat.get();
        if (now != null) {
            now.player().interrupt();
        }
    }

    /** Ends the session with all that it started. */
    @Override
    public void close() {
        closed = true;
        leave();
    }

    /** Whoever comes second waits until the seat is really left. */
    private void leave() {
        synchronized (seat) {
            Workbench.Seat left = seat.getAndSet(null);
            if (left != null) {
                left.close();
            }
        }
    }
}
