package hangari.lesson.check;

import static java.util.Map.entry;

import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Sharing;
import hangari.lesson.model.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a check asks for, as a phrase: {@code exit status 0}. */
public final class Expectation {
    private static final Map<Class<? extends Check>, Function<Check, Message>> PHRASES = Map.ofEntries(
            of(
                    Check.Boxes.class,
                    c -> new Message("box " + c.atLeast() + "개 이상 실행", "at least " + c.atLeast() + " boxes")),
            of(Check.Select.class, Expectation::select),
            of(Check.Any.class, c -> among("어느 한 box: ", "in one box: ", c.checks())),
            of(Check.Every.class, c -> among("모든 box: ", "in every box: ", c.checks())),
            of(Check.Exit.class, c -> new Message("종료 코드 " + c.status(), "exit status " + c.status())),
            of(Check.Signal.class, c -> new Message(c.name() + " 신호로 끝남", "ended by " + c.name())),
            of(
                    Check.Refused.class,
                    c -> new Message(
                            c.call() + " 호출이 " + String.join(" 또는 ", c.errnos()) + " 오류로 거부됨",
                            c.call() + " refused with " + String.join(" or ", c.errnos()))),
            of(Check.Called.class, c -> new Message(c.call() + " 호출 성공", "a successful " + c.call())),
            of(
                    Check.Sequence.class,
                    c -> new Message(
                            SequenceRules.names(c.parts()) + " 순서로 호출 성공",
                            "successful calls in this order: " + SequenceRules.names(c.parts()))),
            of(Check.Namespaces.class, Expectation::namespaces),
            of(Check.NsPid.class, Expectation::nspid),
            of(Check.Stdout.class, Expectation::stdout),
            of(Check.Stderr.class, c -> part("표준 오류에 ", "standard error contains ", c.contains())),
            of(Check.Hostname.class, Expectation::hostname),
            of(
                    Check.Root.class,
                    c -> new Message(
                            c.sharing() == Sharing.OWN ? "호스트와 다른 루트 디렉토리" : "호스트의 루트 디렉토리",
                            c.sharing() == Sharing.OWN
                                    ? "a root directory other than the host's"
                                    : "the host's root directory")),
            of(
                    Check.OldRoot.class,
                    c -> new Message(
                            "호스트의 루트가 " + OldRootRules.name(c.reach()).ko(),
                            "the host's root " + OldRootRules.name(c.reach()).en())),
            of(Check.MountPoint.class, Expectation::mount),
            of(Check.HostFile.class, Expectation::file),
            of(
                    Check.Running.class,
                    c -> new Message(
                            c.alive() ? "프로세스가 실행 중" : "프로세스가 끝나 있음",
                            c.alive() ? "a process that is running" : "a process that has ended")),
            of(
                    Check.Descendant.class,
                    c -> new Message("자손 프로세스 " + c.command() + state(c), "a descendant " + c.command() + state(c))),
            of(
                    Check.Value.class,
                    c -> new Message("값이 정규식 " + c.matches() + "에 맞음", "a value that matches " + c.matches())),
            of(
                    Check.Not.class,
                    c -> new Message(
                            "다음이 아님: " + of(c.check()).ko(),
                            "not " + of(c.check()).en())));

    private Expectation() {}

    /** The phrase in both languages. */
    public static Message of(Check check) {
        Function<Check, Message> phrase = PHRASES.get(check.getClass());
        if (phrase == null) {
            throw new IllegalStateException("no words for " + check.getClass().getSimpleName());
        }
        return phrase.apply(check);
    }

    private static <C extends Check> Map.Entry<Class<? extends Check>, Function<Check, Message>> of(
            Class<C> kind, Function<C, Message> phrase) {
        return entry(kind, check -> phrase.apply(kind.cast(check)));
    }

    private static Message select(Check.Select check) {
        Message inner = of(check.check());
        return new Message(check.program() + ": " + inner.ko(), check.program() + ": " + inner.en());
    }

    private static Message among(String ko, String en, List<Check> checks) {
        Message all = join(checks.stream().map(Expectation::of).toList());
        return new Message(ko + all.ko(), en + all.en());
    }

    private static Message namespaces(Check.Namespaces check) {
        List<Message> parts = new ArrayList<>();
        check.expected().forEach((key, sharing) -> {
            Message name = IsolationRules.name(key);
            boolean own = sharing == Sharing.OWN;
            parts.add(new Message(
                    (own ? "새 " : "호스트의 ") + name.ko() + " 네임스페이스",
                    (own ? "a new " : "the host's ") + name.en() + " namespace"));
        });
        return join(parts);
    }

    private static Message nspid(Check.NsPid check) {
        List<Message> parts = new ArrayList<>();
        check.depth().ifPresent(n -> parts.add(new Message("PID " + n + "개", n + " PIDs")));
        check.inside().ifPresent(n -> parts.add(new Message("가장 안쪽 PID " + n, "innermost PID " + n)));
        return join(parts);
    }

    private static Message stdout(Check.Stdout check) {
        List<Message> parts = new ArrayList<>();
        check.is()
                .ifPresent(text ->
                        parts.add(new Message("표준 출력이 " + Excerpt.of(text), "standard output is " + Excerpt.of(text))));
        check.contains().ifPresent(text -> parts.add(part("표준 출력에 ", "standard output contains ", check.contains())));
        check.lacks()
                .ifPresent(text -> parts.add(new Message(
                        "표준 출력에 " + Excerpt.of(text) + " 없음", "standard output lacks " + Excerpt.of(text))));
        check.matches()
                .ifPresent(regex ->
                        parts.add(new Message("표준 출력이 정규식 " + regex + "에 맞음", "standard output matches " + regex)));
        return join(parts);
    }

    private static Message part(String ko, String en, Optional<String> text) {
        String shown = Excerpt.of(text.orElse(""));
        return new Message(ko + shown + " 있음", en + shown);
    }

    private static Message hostname(Check.Hostname check) {
        return check.is()
                .map(name -> new Message("호스트 이름 " + Excerpt.of(name), "hostname " + Excerpt.of(name)))
                .orElse(
                        check.sharing().filter(Sharing.OWN::equals).isPresent()
                                ? new Message("호스트와 다른 호스트 이름", "a hostname other than the host's")
                                : new Message("호스트와 같은 호스트 이름", "the host's hostname"));
    }

    private static Message mount(Check.MountPoint check) {
        String what =
                check.target() + check.type().map(type -> " (" + type + ")").orElse("");
        List<Message> parts = new ArrayList<>();
        check.inside()
                .ifPresent(yes -> parts.add(new Message(
                        "box 안에 " + what + " 마운트 " + (yes ? "있음" : "없음"),
                        (yes ? "a" : "no") + " mount at " + what + " inside the box")));
        check.outside()
                .ifPresent(yes -> parts.add(new Message(
                        "호스트에 " + what + " 마운트 " + (yes ? "있음" : "없음"),
                        (yes ? "a" : "no") + " mount at " + what + " on the host")));
        return parts.isEmpty() ? new Message(what + " 마운트", "a mount at " + what) : join(parts);
    }

    private static Message file(Check.HostFile check) {
        Message place = FileRules.name(check.in());
        List<Message> parts = new ArrayList<>();
        check.type().map(FileRules::name).ifPresent(parts::add);
        check.contains()
                .ifPresent(text -> parts.add(new Message(Excerpt.of(text) + " 있음", "containing " + Excerpt.of(text))));
        Message what = join(parts);
        return new Message(
                place.ko() + "의 " + check.path() + ": " + what.ko(),
                check.path() + " in " + place.en() + ": " + what.en());
    }

    private static String state(Check.Descendant check) {
        return check.state().map(state -> " (" + state + ")").orElse("");
    }

    private static Message join(List<Message> parts) {
        return new Message(
                parts.stream().map(Message::ko).collect(Collectors.joining(", ")),
                parts.stream().map(Message::en).collect(Collectors.joining(", ")));
    }
}
