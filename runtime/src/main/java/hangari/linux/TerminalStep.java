package hangari.linux;

import java.util.List;
import java.util.Set;

/**
 * Steps by which a process gets a session with a terminal: one that the launcher has, or a pseudo-terminal of the {@code
 * /dev/pts} that it sees. Source: {@code credentials(7)}, {@code pty(7)}.
 */
public sealed interface TerminalStep extends Step {
    /** Begins a session, away from the launcher's terminal. Source: {@code setsid(2)}. */
    record Setsid() implements TerminalStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SETSID).asPlumbing());
        }
    }

    /** Makes a terminal the controlling one of the session. Source: {@code TIOCSCTTY(2const)}. */
    record ControllingTerminal(Fd terminal) implements TerminalStep {
        @Override
        public List<Fd> descriptors() {
            return List.of(terminal);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                            Syscall.IOCTL,
                            Arg.number(terminal.number()),
                            Arg.constant(0x540E, "TIOCSCTTY"),
                            Arg.number(0))
                    .asPlumbing());
        }
    }

    /** Opens a new one and lays its master on descriptor 0, where the launcher can take it. */
    record OpenMaster(Handle into, At ptmx) implements TerminalStep {
        @Override
        public List<Call> calls() {
            Arg flags = Arg.flags(Set.of(OpenFlag.RDWR, OpenFlag.NOCTTY, OpenFlag.CLOEXEC));
            return List.of(
                    Call.of(Syscall.OPENAT, ptmx.descriptor(), ptmx.name(), flags, Arg.number(0))
                            .into(into),
                    Call.of(Syscall.DUP3, new Arg.Result(into), Arg.number(0), Arg.number(0))
                            .asPlumbing());
        }
    }

    /** Opens the terminal's own end, without a path, and has it as descriptors 0, 1 and 2. */
    record OpenTerminal(Handle master, Handle into) implements TerminalStep {
        @Override
        public List<Call> calls() {
            Arg flags = Arg.flags(Set.of(OpenFlag.RDWR, OpenFlag.NOCTTY, OpenFlag.CLOEXEC));
            return List.of(
                    Call.of(
                            Syscall.IOCTL,
                            new Arg.Result(master),
                            Arg.constant(Pty.TIOCSPTLCK, "TIOCSPTLCK"),
                            new Arg.Bytes(new byte[4], "[0]")),
                    Call.of(Syscall.IOCTL, new Arg.Result(master), Arg.constant(Pty.TIOCGPTPEER, "TIOCGPTPEER"), flags)
                            .into(into),
                    dup(0),
                    dup(1),
                    dup(2));
        }

        private Call dup(int target) {
            return Call.of(Syscall.DUP3, new Arg.Result(into), Arg.number(target), Arg.number(0))
                    .asPlumbing();
        }
    }

    /** Makes descriptor 0 the controlling terminal of the session. Source: {@code TIOCSCTTY(2const)}. */
    record Control() implements TerminalStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.IOCTL, Arg.number(0), Arg.constant(0x540E, "TIOCSCTTY"), Arg.number(0)));
        }
    }
}
