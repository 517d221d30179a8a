package hangari.lesson.check;

import hangari.lesson.check.Evidence.State;
import hangari.lesson.check.Proc.Stat;
import hangari.lesson.model.Check;
import hangari.lesson.model.Excerpt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks of a process: how it ended, whether it lives, its numbers and its descendants. */
final class ProcessRules {
    private ProcessRules() {}

    static Optional<Mismatch> exit(Check.Exit check, Evidence box, Host host) {
        if (box.exit().equals(Optional.of(check.status()))) {
            return Optional.empty();
        }
        boolean again = box.exit().isPresent(); // the sentence before has named the subject
        Message wanted = new Message(
                (again ? "" : "종료 코드가 ") + check.status() + "이어야 합니다.",
                (again ? "It" : "The exit status") + " must be " + check.status() + ".");
        return Optional.of(ended(box, "exit " + check.status(), wanted));
    }

    static Optional<Mismatch> signal(Check.Signal check, Evidence box, Host host) {
        if (box.signal().equals(Optional.of(check.name()))) {
            return Optional.empty();
        }
        Message wanted = new Message(check.name() + " 신호로 끝나야 합니다.", "It must be ended by " + check.name() + ".");
        return Optional.of(ended(box, check.name(), wanted));
    }

    /** How the box ended instead, and what was wanted. */
    private static Mismatch ended(Evidence box, String expected, Message wanted) {
        if (box.state() == State.REFUSED) {
            return CallRules.neverStarted(box, expected);
        }
        if (box.state() == State.RUNNING) {
            return mismatch(
                    expected,
                    "running",
                    "프로그램이 아직 실행 중입니다(PID " + box.pid() + "). ",
                    "The program is still running (PID " + box.pid() + "). ",
                    wanted);
        }
        if (box.signal().isPresent()) {
            String name = Excerpt.bare(box.signal().get());
            return mismatch(
                    expected,
                    name,
                    "프로그램이 " + name + " 신호로 끝났습니다. ",
                    "The program was ended by " + name + ". ",
                    wanted);
        }
        String status = box.exit().map(String::valueOf).orElse("?");
        return mismatch(
                expected,
                "exit " + status,
                "종료 코드가 " + status + "입니다. ",
                "The exit status is " + status + ". ",
                wanted);
    }

    static Optional<Mismatch> nspid(Check.NsPid check, Evidence box, Host host) {
        List<Long> seen = box.nspid();
        if (seen.isEmpty()) {
            return Optional.of(CallRules.notObserved(box, "NSpid", "NSpid", "NSpid"));
        }
        String shown = seen.stream().map(String::valueOf).collect(Collectors.joining(" "));
        if (check.depth().isPresent() && check.depth().get() != seen.size()) {
            int depth = check.depth().get();
            Message message = new Message(
                    "이 프로세스의 PID는 " + seen.size() + "개입니다(NSpid: " + shown + "). " + depth + "개여야 합니다.",
                    "This process has " + numbers(seen.size()) + " (NSpid: " + shown + "). It must have " + depth
                            + ".");
            return Optional.of(new Mismatch(depth + " PIDs", shown, message));
        }
        long innermost = seen.get(seen.size() - 1);
        if (check.inside().isPresent() && check.inside().get() != innermost) {
            long inside = check.inside().get();
            Message message = new Message(
                    "가장 안쪽 네임스페이스에서 본 PID가 " + innermost + "입니다(NSpid: " + shown + "). " + inside + "이어야 합니다.",
                    "Its PID in the innermost namespace is " + innermost + " (NSpid: " + shown + "). It must be "
                            + inside + ".");
            return Optional.of(new Mismatch("PID " + inside, shown, message));
        }
        return Optional.empty();
    }

    private static String numbers(int count) {
        return count == 1 ? "1 PID" : count + " PIDs";
    }

    static Optional<Mismatch> running(Check.Running check, Evidence box, Host host) {
        boolean alive = box.state() == State.RUNNING
                && host.proc()
                        .process(Long.toString(box.pid()))
                        .filter(Stat::isAlive)
                        .isPresent();
        if (alive == check.alive()) {
            return Optional.empty();
        }
        if (alive) {
            return Optional.of(mismatch(
                    "ended",
                    "running",
                    "프로세스가 아직 실행 중입니다(PID " + box.pid() + "). ",
                    "The process is still running (PID " + box.pid() + "). ",
                    new Message("끝나 있어야 합니다.", "It must have ended.")));
        }
        if (box.state() == State.REFUSED) {
            return Optional.of(CallRules.neverStarted(box, "running"));
        }
        return Optional.of(mismatch(
                "running",
                "ended",
                "프로세스가 이미 끝났습니다. ",
                "The process has already ended. ",
                new Message("실행 중이어야 합니다.", "It must be running.")));
    }

    static Optional<Mismatch> descendant(Check.Descendant check, Evidence box, Host host) {
        List<Stat> family = host.proc().descendants(box.pid());
        boolean found = family.stream()
                .anyMatch(process -> process.command().equals(check.command())
                        && check.state().map(process.state()::equals).orElse(true));
        if (found) {
            return Optional.empty();
        }
        String shown = family.stream()
                .map(process -> process.command() + " (" + process.state() + ")")
                .collect(Collectors.joining(", "));
        String wanted =
                check.command() + check.state().map(state -> " (" + state + ")").orElse("");
        Message message = new Message(
                "이 box의 자손 가운데 " + wanted + " 프로세스가 없습니다. 보이는 자손: " + Excerpt.bare(shown.isEmpty() ? "없음" : shown)
                        + ".",
                "No descendant of this box is " + wanted + ". Its descendants: "
                        + Excerpt.bare(shown.isEmpty() ? "none" : shown) + ".");
        return Optional.of(new Mismatch(wanted, shown.isEmpty() ? "none" : shown, message));
    }

    private static Mismatch mismatch(String expected, String actual, String ko, String en, Message wanted) {
        return new Mismatch(expected, actual, new Message(ko + wanted.ko(), en + wanted.en()));
    }
}
