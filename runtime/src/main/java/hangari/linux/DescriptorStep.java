package hangari.linux;

import java.util.List;

/** Steps that say which open files a process and its program have, and under which numbers. */
public sealed interface DescriptorStep extends Step {
    /** Makes descriptor {@code target} the same open file as {@code source}. Source: {@code dup3(2)}. */
    record Dup(Fd source, int target) implements DescriptorStep {
        @Override
        public List<Fd> descriptors() {
            return List.of(source);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.DUP3, Arg.number(source.number()), Arg.number(target), Arg.number(0))
                    .asPlumbing());
        }
    }

    /** Marks every descriptor from this number up to be closed by {@code execve}. Source: {@code close_range(2)}. */
    record CloseOnExec(int first) implements DescriptorStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                            Syscall.CLOSE_RANGE,
                            Arg.number(first),
                            Arg.constant(0xFFFF_FFFFL, "~0U"),
                            Arg.constant(4, "CLOSE_RANGE_CLOEXEC"))
                    .asPlumbing());
        }
    }

    /** Lets a descriptor survive {@code execve} under its number. Source: {@code F_SETFD(2const)}. */
    record Keep(Fd fd) implements DescriptorStep {
        @Override
        public List<Fd> descriptors() {
            return List.of(fd);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.FCNTL, Arg.number(fd.number()), Arg.constant(2, "F_SETFD"), Arg.number(0))
                    .asPlumbing());
        }
    }
}
