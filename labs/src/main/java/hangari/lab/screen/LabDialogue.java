package hangari.lab.screen;

import hangari.lab.Grade;
import hangari.lab.LabPlayer;
import hangari.lab.LabPlayer.Attempt;
import hangari.lesson.check.Evidence;
import hangari.lesson.check.Host;
import hangari.lesson.check.Proc;
import hangari.lesson.model.Language;
import hangari.lesson.model.Step;
import hangari.lesson.play.Reply;
import hangari.lesson.play.screen.Conversation;
import hangari.lesson.play.screen.Look;
import hangari.lesson.play.screen.OutcomeView;
import hangari.lesson.play.screen.Phrases;
import hangari.lesson.play.screen.Screen;
import hangari.lesson.shell.Outcome;
import hangari.lesson.shell.SnippetResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;

/** One lab on a screen: runs the learner's file or what the learner types, and shows how the goals stand. */
final class LabDialogue implements Conversation.Partner<LabCommand> {
    private final LabPlayer player;
    private final LabRequest request;
    private final Screen screen;
    private final Consumer<LabPlayer> save;
    private final Conversation<LabCommand> conversation;
    private final Runnable interrupt;
    private Phrases phrases;

    /**
     * A dialogue about the player's lab.
     *
     * @param save called after every move
     */
    LabDialogue(LabPlayer player, LabRequest request, Screen screen, Consumer<LabPlayer> save) {
        this.player = player;
        this.request = request;
        this.screen = screen;
        this.save = save;
        this.conversation = new Conversation<>(screen, LabCommand.ALL, this);
        this.interrupt = player::interrupt;
        this.phrases = LabSession.phrases(player.language());
    }

    /** Goes on until the learner leaves. */
    void run() {
        screen.show(opening());
        conversation.run();
    }

    private Look look() {
        return screen.look();
    }

    private LabView view() {
        return new LabView(look(), phrases, player);
    }

    private List<AttributedString> opening() {
        List<AttributedString> lines = new ArrayList<>(view().opening());
        code().ifPresent(code ->
                lines.addAll(view().file(request.worksheet().path().toString(), code)));
        List<String> missing = player.lab().missing(request.missing());
        if (!missing.isEmpty()) {
            lines.addAll(view().missing(missing));
        }
        lines.addAll(view().keys());
        return lines;
    }

    /** What stands in the learner's file now; empty, with a word about it, if it cannot be read. */
    private Optional<String> code() {
        try {
            return Optional.of(request.worksheet().read());
        } catch (IOException e) {
            screen.say(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public Phrases phrases() {
        return phrases;
    }

    @Override
    public Screen.Input ask() {
        return screen.ask(look().strong("lab> "), Screen.Wanted.CODE);
    }

    @Override
    public void take(String line) {
        if (!line.isBlank()) {
            run(() -> player.run(line), false);
            return;
        }
        code().ifPresent(code -> {
            screen.offer(code);
            run(() -> player.runAnew(code), true);
        });
    }

    private void run(Supplier<Attempt> input, boolean file) {
        screen.running(interrupt, () -> {
            Attempt attempt = input.get();
            save.accept(player);
            show(attempt, file);
        });
    }

    /** Whoever declares a variable has not failed: goals are spoken of where boxes were run, or a file came to its end. */
    private void show(Attempt attempt, boolean file) {
        Grade grade = attempt.grade();
        List<Evidence> ran = grade.outcome().evidence();
        Outcome outcome = file ? withoutValues(grade.outcome()) : grade.outcome();
        List<AttributedString> lines = new ArrayList<>(new OutcomeView(look(), phrases).lines(outcome, ran, true));
        if (!ran.isEmpty() || (file && outcome.clean())) {
            lines.addAll(view().progress(attempt));
        }
        lines.addAll(end(attempt));
        screen.show(lines);
    }

    /** Nobody asks for the value of each line of a file. */
    private static Outcome withoutValues(Outcome outcome) {
        List<SnippetResult> failed =
                outcome.results().stream().filter(result -> !result.clean()).toList();
        return new Outcome(failed, outcome.evidence(), outcome.end());
    }

    private List<AttributedString> end(Attempt attempt) {
        return !attempt.reached().isEmpty() && player.current().isEmpty() ? view().end() : List.of();
    }

    @Override
    public void obey(LabCommand command, String argument) {
        switch (command) {
            case GOAL -> goal(argument);
            case CHECK -> check();
            case HINT -> hint(argument);
            case SOLUTION -> solution();
            case EDIT -> edit();
            case RESET -> reset();
            case EVIDENCE -> conversation.evidence(boxes(), Host.read(Proc.SYSTEM));
            case SYSCALLS -> conversation.syscalls(boxes());
            case LANG -> conversation.language(argument).ifPresent(this::speak);
            case SH -> conversation.shell();
            case HELP -> conversation.help();
            case QUIT -> conversation.end();
        }
    }

    private List<Evidence> boxes() {
        return player.last().map(Grade::boxes).orElse(List.of());
    }

    /** The goal that is named, or else the first that was not reached. */
    private Optional<Step> named(String argument) {
        Optional<Step> goal =
                argument.isEmpty() ? player.current() : player.lab().goal(argument);
        if (goal.isEmpty() && !argument.isEmpty()) {
            screen.say(phrases.say("goal.unknown", argument));
        }
        return goal;
    }

    private void goal(String argument) {
        List<AttributedString> lines = new ArrayList<>();
        if (argument.isEmpty()) {
            lines.addAll(view().goals());
            lines.add(AttributedString.EMPTY);
        }
        named(argument).ifPresent(goal -> lines.addAll(view().goal(goal)));
        screen.show(lines);
    }

    private void check() {
        Attempt attempt = player.lookAgain();
        save.accept(player);
        List<AttributedString> lines = new ArrayList<>(view().report(attempt.grade()));
        lines.addAll(end(attempt));
        screen.show(lines);
    }

    private void hint(String argument) {
        Optional<Step> goal = named(argument);
        if (goal.isEmpty()) {
            if (argument.isEmpty()) {
                screen.say(phrases.say("goal.none-left"));
            }
            return;
        }
        Optional<Reply.HintGiven> given = player.nextHint(goal.get());
        save.accept(player);
        List<AttributedString> lines = new ArrayList<>();
        if (given.isEmpty()) {
            lines.add(new AttributedString(phrases.say("refused.NO_MORE_HINTS")));
        } else {
            lines.add(look().strong(goal.get().id() + ": "
                    + phrases.say("hint.tier", given.get().tier(), given.get().tiers())));
            lines.addAll(look().prose(given.get().text()));
        }
        screen.show(lines);
    }

    private void solution() {
        String code = player.solution();
        save.accept(player);
        screen.show(view().solution(code));
        screen.offerAnew();
        screen.offer(code);
    }

    private void edit() {
        if (!screen.isTerminal()) {
            screen.say(phrases.say("lab.edit.terminal", request.worksheet().path()));
            return;
        }
        Editor.find(System.getenv())
                .map(editor -> screen.lend(editor.on(request.worksheet().path()))
                        .map(problem -> phrases.say("lab.edit.failed", problem))
                        .orElseGet(() -> phrases.say("lab.edited")))
                .or(() -> Optional.of(
                        phrases.say("lab.edit.none", request.worksheet().path())))
                .ifPresent(screen::say);
    }

    private void reset() {
        player.reset();
        screen.show(look().wrap(phrases.say("lab.reset", player.lab().id())));
    }

    private void speak(Language language) {
        player.speak(language);
        save.accept(player);
        phrases = LabSession.phrases(language);
        screen.speak(phrases);
        screen.show(opening());
    }
}
