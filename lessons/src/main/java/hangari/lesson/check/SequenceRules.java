package hangari.lesson.check;

import hangari.lesson.check.Evidence.Call;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Sequence.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks of the order of system calls. */
final class SequenceRules {
    private SequenceRules() {}

    static Optional<Mismatch> sequence(Check.Sequence check, Evidence box, Host host) {
        List<Part> parts = check.parts();
        int found = 0;
        for (Call call : box.syscalls()) {
            if (found < parts.size() && isMeant(parts.get(found), call) && CallRules.succeeded(call, box)) {
                found++;
            }
        }
        if (found == parts.size()) {
            return Optional.empty();
        }
        String wanted = names(parts);
        String reached = names(parts.subList(0, found));
        Message message = new Message(
                "시스템 호출 기록에 " + wanted + " 호출이 이 순서로 있고 모두 성공해야 합니다. "
                        + (found == 0 ? "지금은 첫 호출도 없습니다." : "지금은 " + reached + "까지만 있습니다."),
                "The log of system calls must hold " + wanted + ", in this order, all of them successful. "
                        + (found == 0 ? "It lacks even the first." : "It goes only as far as " + reached + "."));
        return Optional.of(new Mismatch(wanted, found == 0 ? "none of them" : reached, message));
    }

    /** The calls, each with what its text must hold. */
    static String names(List<Part> parts) {
        return parts.stream()
                .map(part -> part.call()
                        + part.contains().map(text -> "(" + text + ")").orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static boolean isMeant(Part part, Call call) {
        return call.name().equals(part.call())
                && part.contains().map(call.text()::contains).orElse(true);
    }
}
