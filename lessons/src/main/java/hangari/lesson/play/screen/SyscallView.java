package hangari.lesson.play.screen;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Evidence.Call;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** The system calls that a box was made of, each with the kernel's answer, as strace(1) prints them. */
final class SyscallView {
    private final Look look;
    private final Phrases phrases;

    SyscallView(Look look, Phrases phrases) {
        this.look = look;
        this.phrases = phrases;
    }

    List<AttributedString> lines(Evidence box) {
        List<AttributedString> lines = new ArrayList<>();
        if (box.syscalls().isEmpty()) {
            return List.of(new AttributedString(phrases.say("syscalls.none")));
        }
        int number = 0;
        for (Call call : box.syscalls()) {
            lines.add(line(++number, call));
        }
        if (box.syscalls().stream().anyMatch(Call::plumbing)) {
            lines.add(look.faint(phrases.say("syscalls.plumbing")));
        }
        return lines;
    }

    private AttributedString line(int number, Call call) {
        boolean refused = call.errno().isPresent();
        String mark = refused ? look.mark("✗", "!") : call.plumbing() ? "~" : " ";
        String text = "%3d%s %s%s".formatted(number, mark, call.text().replaceAll("\\p{Cntrl}", "?"), answer(call));
        if (refused) {
            return look.alarm(text);
        }
        return call.plumbing() ? look.faint(text) : new AttributedString(text);
    }

    private static String answer(Call call) {
        if (call.errno().isPresent()) {
            return " = -1 " + call.errno().get();
        }
        return call.result().map(result -> " = " + result).orElse("");
    }
}
