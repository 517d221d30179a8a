package hangari.linux;

import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel answered, call by call.
 *
 * @param entries the program's calls in order, {@code clone3} first
 */
public record SyscallLog(List<Entry> entries) {
    public SyscallLog {
        entries = List.copyOf(entries);
    }

    /**
     * One call and its answer.
     *
     * @param name the name of the call
     * @param text the call with its arguments
     * @param plumbing whether it serves the launch rather than the isolation
     * @param answer what the kernel said
     */
    public record Entry(String name, String text, boolean plumbing, Answer answer) {
        @Override
        public String toString() {
            return text + answer.suffix();
        }
    }

    /** What came of a call. */
    public sealed interface Answer {
        /** What is printed behind the call. */
        String suffix();

        /** It returned this value. */
        record Returned(long value) implements Answer {
            @Override
            public String suffix() {
                return " = " + value;
            }
        }

        /** It was refused. */
        record Refused(Errno errno) implements Answer {
            @Override
            public String suffix() {
                return " = -1 " + errno + " (" + errno.meaning() + ")";
            }
        }

        /** It does not return: the process became another program, or ended. */
        record Gone() implements Answer {
            @Override
            public String suffix() {
                return " = ?";
            }
        }

        /** It was not made: an earlier call was refused, or nothing has run yet. */
        record NotMade() implements Answer {
            @Override
            public String suffix() {
                return "";
            }
        }
    }

    /** A program that has not run. */
    static SyscallLog planned(SyscallProgram program) {
        List<Entry> entries = new ArrayList<>();
        Answer none = new Answer.NotMade();
        program.callsBefore().forEach(call -> entries.add(entry(call, none)));
        entries.add(new Entry("clone3", program.cloneText(), false, none));
        for (Call call : program.calls()) {
            entries.add(entry(call, none));
        }
        return new SyscallLog(entries);
    }

    static Entry entry(Call call, Answer answer) {
        return new Entry(call.syscall().toString(), call.text(), call.plumbing(), answer);
    }

    /** Whether the child became the program. */
    public boolean executed() {
        return entries.stream()
                .anyMatch(entry -> entry.name().equals("execve") && entry.answer() instanceof Answer.Gone);
    }

    /** One call a line, numbered, in the manner of {@code strace(1)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            text.append(String.format("%3d  %s%n", i + 1, entries.get(i)));
        }
        return text.toString().stripTrailing();
    }
}
