package hangari.lesson.play.screen;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Host;
import hangari.lesson.check.Proc;
import hangari.lesson.play.Attempt;
import hangari.lesson.play.LessonPlayer;
import hangari.lesson.play.Move;
import hangari.lesson.play.Recording;
import hangari.lesson.play.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.utils.AttributedString;

/** One lesson on a screen: asks for lines, plays them, shows what comes of it. */
final class Dialogue implements Conversation.Partner<Command> {
    /** Why a dialogue is over. */
    enum End {
        /** The lesson was played to its end. */
        FINISHED,
        /** The learner has left. */
        QUIT
    }

    private final LessonPlayer player;
    private final Screen screen;
    private final Conversation<Command> conversation;
    private final String afterwards;
    private final Consumer<LessonPlayer> save;
    private final Runnable interrupt;
    private Phrases phrases;
    private boolean predictionSkipped;
    private boolean atEnd;
    private End end = End.QUIT;

    /**
     * A dialogue about the player's lesson.
     *
     * @param nextLesson the id of the lesson after this one; empty if it is the last
     * @param save called after every move
     */
    Dialogue(LessonPlayer player, Screen screen, Optional<String> nextLesson, Consumer<LessonPlayer> save) {
        this.player = player;
        this.screen = screen;
        this.conversation = new Conversation<>(screen, Command.ALL, this);
        this.afterwards = nextLesson.orElse("");
        this.save = save;
        this.interrupt = player::interrupt;
        this.phrases = Phrases.in(player.language());
    }

    /** Plays until the lesson ends or the learner leaves. */
    End run(boolean fromTheBeginning) {
        prepareInBackground();
        List<AttributedString> lines = new ArrayList<>();
        if (fromTheBeginning) {
            lines.addAll(view().opening());
        } else {
            lines.add(look().faint(phrases.say("lesson.resumed")));
        }
        lines.addAll(arrival());
        screen.show(lines);
        conversation.run();
        if (atEnd && player.record().visit().isPresent()) {
            conversation.guarded(
                    () -> play(new Move.Next())); // what was tried after the end does not take the end back
        }
        return end;
    }

    private Look look() {
        return screen.look();
    }

    private StepView view() {
        return new StepView(look(), phrases, player);
    }

    private boolean predicting() {
        return player.asksForPrediction()
                && !predictionSkipped
                && player.missing().isEmpty();
    }

    private List<AttributedString> arrival() {
        List<AttributedString> lines = new ArrayList<>(view().step());
        recorded().ifPresent(recording -> lines.addAll(recordedEvidence(recording)));
        lines.addAll(predicting() ? view().prediction() : view().code());
        return lines;
    }

    /** What the step showed on another machine, if this one cannot run it. */
    private Optional<Recording> recorded() {
        return player.missing().isEmpty()
                ? Optional.empty()
                : Recording.of(player.lesson().folder())
                        .filter(recording ->
                                !recording.boxes(player.step().id()).isEmpty());
    }

    private List<AttributedString> recordedEvidence(Recording recording) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(AttributedString.EMPTY);
        lines.add(look().strong(phrases.say("recorded", recording.kernel())));
        lines.addAll(new EvidenceView(look(), phrases, recording.host())
                .compact(recording.boxes(player.step().id()), "", false));
        lines.addAll(look().prose(player.stepText().evidence()));
        return lines;
    }

    @Override
    public Phrases phrases() {
        return phrases;
    }

    @Override
    public Screen.Input ask() {
        if (!atEnd && predicting()) {
            return screen.ask(look().strong(phrases.say("predict.prompt", view().letters())), Screen.Wanted.CHOICE);
        }
        screen.offer(atEnd ? "" : player.shownCode());
        return screen.ask(look().strong("hangari> "), Screen.Wanted.CODE);
    }

    @Override
    public void take(String line) {
        if (!atEnd && predicting()) {
            predict(line.strip());
        } else if (line.isBlank()) {
            enter();
        } else {
            run(new Move.Run(line));
        }
    }

    /** Enter alone: what suggests itself. */
    private void enter() {
        if (atEnd) {
            end = afterwards.isEmpty() ? End.QUIT : End.FINISHED;
            conversation.end();
        } else if (player.passed() || !player.missing().isEmpty()) {
            play(new Move.Next());
        } else {
            run(new Move.RunShown());
        }
    }

    private void predict(String answer) {
        if (answer.isEmpty()) {
            predictionSkipped = true;
            screen.show(look().faint(phrases.say("predict.skipped")));
            screen.show(view().keys());
            return;
        }
        List<String> choices = view().choices();
        int index = answer.length() == 1 ? answer.toLowerCase(Locale.ROOT).charAt(0) - 'a' : choices.indexOf(answer);
        if (index < 0 || index >= choices.size()) {
            screen.say(phrases.say("predict.other", view().letters()));
            return;
        }
        play(new Move.Predict(choices.get(index)));
    }

    private void run(Move move) {
        screen.running(interrupt, () -> play(move));
    }

    private void play(Move move) {
        Reply reply = player.play(move);
        save.accept(player);
        show(reply);
    }

    private void show(Reply reply) {
        if (reply instanceof Reply.Tried tried) {
            tried(tried.attempt());
        } else if (reply instanceof Reply.Arrived) {
            arrive(List.of());
        } else if (reply instanceof Reply.Finished && !atEnd) {
            atEnd = true;
            screen.show(view().end(afterwards()));
        } else if (reply instanceof Reply.Predicted predicted) {
            screen.show(look().faint(phrases.say("predict.taken", view().choiceLine(predicted.choice()))));
            screen.show(view().keys());
        } else if (reply instanceof Reply.HintGiven hint) {
            List<AttributedString> lines = new ArrayList<>();
            lines.add(look().strong(phrases.say("hint.tier", hint.tier(), hint.tiers())));
            lines.addAll(look().prose(hint.text()));
            screen.show(lines);
        } else if (reply instanceof Reply.Solved solved) {
            screen.show(view().solution(solved.code(), solved.why()));
            screen.offerAnew();
        } else if (reply instanceof Reply.WasReset) {
            arrive(List.of(new AttributedString(phrases.say("reset"))));
        } else if (reply instanceof Reply.Undone undone) {
            undone(undone);
        } else if (reply instanceof Reply.Spoken) {
            speak();
        } else if (reply instanceof Reply.Refused refused) {
            screen.show(look().wrap(refusal(refused)));
        }
    }

    private String refusal(Reply.Refused refused) {
        String key = "refused." + refused.reason();
        return refused.value().isEmpty() ? phrases.say(key) : phrases.say(key, refused.value());
    }

    private void tried(Attempt attempt) {
        List<AttributedString> lines = new ArrayList<>(new AttemptView(look(), phrases, player).lines(attempt));
        if (player.passed()) {
            lines.addAll(goOn());
        }
        screen.show(lines);
        if (attempt.outcome().lost()) {
            prepareInBackground();
        }
    }

    private void arrive(List<AttributedString> before) {
        atEnd = false;
        predictionSkipped = false;
        List<AttributedString> lines = new ArrayList<>(before);
        lines.add(AttributedString.EMPTY);
        lines.addAll(arrival());
        screen.show(lines);
        prepareInBackground();
    }

    private void undone(Reply.Undone undone) {
        prepareInBackground();
        String code = undone.code().replaceAll("\\s+", " ");
        screen.say(phrases.say("undone", look().cut(code, look().width() - 20)));
        screen.say(phrases.say("undone.left", undone.left()));
    }

    private void speak() {
        phrases = Phrases.in(player.language());
        screen.speak(phrases);
        arrive(List.of());
    }

    private List<AttributedString> goOn() {
        return atEnd ? List.of(look().faint(afterwards())) : view().next();
    }

    private String afterwards() {
        return afterwards.isEmpty() ? phrases.say("lesson.end.last") : phrases.say("lesson.end.next", afterwards);
    }

    @Override
    public void obey(Command command, String argument) {
        switch (command) {
            case NEXT -> next();
            case BACK -> play(new Move.Back());
            case HINT -> play(new Move.Hint());
            case CHECK -> check();
            case SOLUTION -> play(new Move.Solution());
            case CODE -> codeAgain();
            case RESET -> play(new Move.Reset());
            case JUMP -> jump(argument);
            case UNDO -> play(new Move.Undo());
            case EVIDENCE -> conversation.evidence(boxes(), host());
            case SYSCALLS -> conversation.syscalls(boxes());
            case STEPS -> screen.show(view().list());
            case LANG -> conversation.language(argument).ifPresent(language -> play(new Move.Speak(language)));
            case SH -> conversation.shell();
            case HELP -> conversation.help();
            case QUIT -> conversation.end();
        }
    }

    private void codeAgain() {
        screen.show(arrival());
        screen.offerAnew();
    }

    private void next() {
        if (atEnd) {
            enter();
        } else {
            play(new Move.Next());
        }
    }

    private void check() {
        Reply reply = player.play(new Move.Check());
        save.accept(player);
        if (reply instanceof Reply.Tried tried) {
            List<AttributedString> lines =
                    new ArrayList<>(new AttemptView(look(), phrases, player).again(tried.attempt()));
            if (tried.attempt().passed()) {
                lines.addAll(goOn());
            }
            screen.show(lines);
        } else {
            show(reply);
        }
    }

    private void jump(String argument) {
        if (argument.isEmpty()) {
            screen.say(phrases.say("command.jump.usage"));
        } else {
            play(new Move.Jump(argument));
        }
    }

    private List<Evidence> boxes() {
        return player.lastAttempt()
                .map(Attempt::evidence)
                .or(() -> recorded()
                        .map(recording -> recording.boxes(player.step().id())))
                .orElse(List.of());
    }

    private Host host() {
        return player.lastAttempt().isPresent()
                ? Host.read(Proc.SYSTEM)
                : recorded().map(Recording::host).orElseGet(() -> Host.read(Proc.SYSTEM));
    }

    /** The session is brought to where the learner is while the learner reads. */
    private void prepareInBackground() {
        Thread thread = new Thread(
                () -> {
                    try {
                        player.prepare();
                    } catch (RuntimeException e) {
                        // it is tried again, and reported, when something is to be run
                    }
                },
                "prepare");
        thread.setDaemon(true);
        thread.start();
    }
}
