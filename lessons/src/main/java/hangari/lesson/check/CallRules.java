package hangari.lesson.check;

import hangari.lesson.check.Evidence.Call;
import hangari.lesson.check.Evidence.Failure;
import hangari.lesson.check.Evidence.State;
import hangari.lesson.model.Check;
import hangari.lesson.model.Excerpt;
import java.util.List;
import java.util.Optional;

/** Checks of system calls: what was refused, and what succeeded. */
final class CallRules {
    private static final String EXECVE = "execve";

    private CallRules() {}

    static Optional<Mismatch> refused(Check.Refused check, Evidence box, Host host) {
        String expected = check.call() + ": " + String.join("|", check.errnos());
        Optional<Failure> failure = box.failure();
        if (failure.isEmpty()) {
            Message message = new Message(
                    "커널이 거부한 호출이 없습니다. " + mustBeRefusedKo(check),
                    "The kernel refused nothing. " + mustBeRefusedEn(check));
            return Optional.of(new Mismatch(expected, "nothing refused", message));
        }
        Failure actual = failure.get();
        if (actual.call().equals(check.call()) && check.errnos().contains(actual.errno())) {
            return Optional.empty();
        }
        Message refusal = refusal(actual);
        Message message =
                new Message(refusal.ko() + " " + mustBeRefusedKo(check), refusal.en() + " " + mustBeRefusedEn(check));
        return Optional.of(new Mismatch(expected, Excerpt.bare(actual.call() + ": " + actual.errno()), message));
    }

    private static String mustBeRefusedKo(Check.Refused check) {
        return check.call() + " 호출이 " + String.join(" 또는 ", check.errnos()) + " 오류로 거부되어야 합니다.";
    }

    private static String mustBeRefusedEn(Check.Refused check) {
        return check.call() + " must be refused with " + String.join(" or ", check.errnos()) + ".";
    }

    static Optional<Mismatch> called(Check.Called check, Evidence box, Host host) {
        List<Call> calls = box.syscalls().stream()
                .filter(call -> call.name().equals(check.call()))
                .toList();
        if (calls.stream().anyMatch(call -> succeeded(call, box))) {
            return Optional.empty();
        }
        String expected = check.call() + " succeeds";
        if (calls.isEmpty()) {
            Message message = new Message(
                    "시스템 호출 기록에 " + check.call() + " 호출이 없습니다. 이 호출이 성공해야 합니다.",
                    "The log of system calls holds no " + check.call() + ". It must be called and succeed.");
            return Optional.of(new Mismatch(expected, "not called", message));
        }
        Optional<String> errno = calls.stream()
                .flatMap(call -> call.errno().stream())
                .findFirst()
                .map(Excerpt::bare);
        Message message = errno.map(name -> new Message(
                        check.call() + " 호출이 " + name + " 오류로 실패했습니다. 성공해야 합니다.",
                        check.call() + " failed with " + name + ". It must succeed."))
                .orElse(new Message(
                        check.call() + " 호출까지 가지 못했습니다. 이 호출이 성공해야 합니다.",
                        check.call() + " was not reached. It must succeed."));
        return Optional.of(new Mismatch(expected, errno.orElse("not reached"), message));
    }

    /** execve(2): "On success, execve() does not return". */
    static boolean succeeded(Call call, Evidence box) {
        boolean returned = call.result().isPresent() || call.name().equals(EXECVE);
        boolean started = !call.name().equals(EXECVE) || box.state() != State.REFUSED;
        return returned && started && call.errno().isEmpty();
    }

    /** The box cannot be judged by what its program did: there never was one. */
    static Mismatch neverStarted(Evidence box, String expected) {
        Message refusal = box.failure()
                .map(CallRules::refusal)
                .orElse(new Message("프로그램이 시작되지 못했습니다.", "The program never started."));
        Message message = box.failure().isEmpty()
                ? refusal
                : new Message("프로그램이 시작되지 못했습니다. " + refusal.ko(), "The program never started. " + refusal.en());
        return new Mismatch(expected, "never started", message);
    }

    /** The session saw nothing of this fact: the box was refused, or it ended too soon. */
    static Mismatch notObserved(Evidence box, String expected, String ko, String en) {
        if (box.state() == State.REFUSED) {
            return neverStarted(box, expected);
        }
        Message message = new Message(
                ko + ": 관찰된 값이 없습니다. 프로그램이 보기도 전에 끝났을 수 있습니다.",
                en + ": no value was observed. The program may have ended before it could be looked at.");
        return new Mismatch(expected, "not observed", message);
    }

    private static Message refusal(Failure failure) {
        String text = Excerpt.bare(failure.text().isEmpty() ? failure.call() : failure.text());
        String errno = Excerpt.bare(failure.errno());
        return new Message(
                "커널이 " + text + " 호출을 " + errno + " 오류로 거부했습니다.",
                "The kernel refused " + text + " with " + errno + ".");
    }
}
