package hangari.lesson.play.screen;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Host;
import hangari.lesson.model.Language;
import hangari.lesson.play.screen.Vocabulary.Parsed;
import hangari.lesson.shell.SessionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;

/**
 * Takes what the learner types, line by line, until somebody ends it: tells commands from Java, and knows what Ctrl-C
 * means. What every dialogue can show is shown here.
 */
public final class Conversation<C extends Enum<C>> {
    /** Who answers. */
    public interface Partner<C> {
        /** Asks for a line. */
        Screen.Input ask();

        /** Takes a line that is no command; it may be blank. */
        void take(String line);

        /** Obeys a command. */
        void obey(C command, String argument);

        /** In which language. */
        Phrases phrases();
    }

    private static final int WORD = 12;

    private final Screen screen;
    private final Vocabulary<C> vocabulary;
    private final Partner<C> partner;
    private boolean interrupted;
    private boolean over;

    public Conversation(Screen screen, Vocabulary<C> vocabulary, Partner<C> partner) {
        this.screen = screen;
        this.vocabulary = vocabulary;
        this.partner = partner;
    }

    /** Goes on until it is ended, or the learner leaves. */
    public void run() {
        while (!over) {
            hear(partner.ask());
        }
    }

    /** Ends it; the line that is being answered is the last. */
    public void end() {
        over = true;
    }

    private void hear(Screen.Input input) {
        if (input instanceof Screen.Input.Line line) {
            interrupted = false;
            hear(line.text());
        } else if (input instanceof Screen.Input.Interrupt interrupt && (interrupt.typed() || !interrupted)) {
            interrupted = !interrupt.typed();
            if (interrupted) {
                screen.show(screen.look().faint(say("quit.again")));
            }
        } else {
            over = true;
        }
    }

    private void hear(String line) {
        guarded(() -> {
            if (isCommand(line.stripLeading())) {
                command(line);
            } else {
                partner.take(line);
            }
        });
    }

    /** Does something, and says so if there is no session to do it in. */
    void guarded(Runnable action) {
        try {
            action.run();
        } catch (SessionException e) {
            screen.say(say("session.failed"));
            screen.say(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isCommand(String line) {
        return line.startsWith("/") && !line.startsWith("//") && !line.startsWith("/*");
    }

    private void command(String line) {
        Parsed<C> parsed = vocabulary.parse(line);
        if (parsed instanceof Parsed.Known<C> known) {
            partner.obey(known.command(), known.argument());
        } else if (parsed instanceof Parsed.Ambiguous<C> ambiguous) {
            String words = String.join(
                    ", ", ambiguous.candidates().stream().map(vocabulary::word).toList());
            screen.say(say("command.ambiguous", ambiguous.word(), words));
        } else if (parsed instanceof Parsed.Unknown<C> unknown) {
            screen.say(unknown.nearest()
                    .map(near -> say("command.unknown.nearest", unknown.word(), vocabulary.word(near)))
                    .orElseGet(() -> say("command.unknown", unknown.word())));
        }
    }

    private String say(String key, Object... values) {
        return partner.phrases().say(key, values);
    }

    /** The language that a command's argument names, or the other one; empty, with a word about it, if it is none. */
    public Optional<Language> language(String argument) {
        Optional<Language> language = argument.isEmpty()
                ? Optional.of(partner.phrases().language().other())
                : Language.of(argument.toLowerCase(Locale.ROOT));
        if (language.isEmpty()) {
            screen.say(say("command.lang.usage"));
        }
        return language;
    }

    /** Everything that the kernel showed of boxes. */
    public void evidence(List<Evidence> boxes, Host host) {
        if (boxes.isEmpty()) {
            screen.say(say("evidence.none"));
        } else {
            screen.show(new EvidenceView(screen.look(), partner.phrases(), host).full(boxes));
        }
    }

    /** The log of system calls of the last box. */
    public void syscalls(List<Evidence> boxes) {
        if (boxes.isEmpty()) {
            screen.say(say("evidence.none"));
        } else {
            screen.show(new SyscallView(screen.look(), partner.phrases()).lines(boxes.get(boxes.size() - 1)));
        }
    }

    /** A shell on the host, if this is a terminal. */
    public void shell() {
        if (!screen.isTerminal()) {
            screen.say(say("command.sh.terminal"));
            return;
        }
        String shell = Optional.ofNullable(System.getenv("SHELL"))
                .filter(path -> Path.of(path).toFile().canExecute())
                .orElse("/bin/sh");
        screen.say(say("command.sh.enter"));
        screen.lend(List.of(shell)).ifPresent(problem -> screen.say(say("command.sh.failed", problem)));
    }

    /** Every command, with what it does. */
    public void help() {
        List<AttributedString> lines = new ArrayList<>(screen.look().wrap(say("help.intro")));
        for (C command : vocabulary.commands()) {
            lines.add(new AttributedString(
                    "  " + Look.padded(vocabulary.word(command), WORD) + say(vocabulary.phrase(command))));
        }
        screen.show(lines);
    }
}
