package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Steps of a process itself: what ties it to whoever launched it, and how it becomes a program or ends. */
public sealed interface ProcessStep extends Step {
    /**
     * Has what follows done by a second child, which is the launcher's as well; the first one ends here. It is born in
     * the PID namespace that the first has joined, so this comes as late as can be.
     */
    record CloneAgain() implements ProcessStep {
        private static final int SIZE = 88;

        @Override
        public List<Call> calls() {
            // clone(2): CLONE_PARENT gives the new child the caller's parent, and forbids an exit signal of its own.
            byte[] args = ByteBuffer.allocate(SIZE)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(Launcher.CLONE_VM | Launcher.CLONE_VFORK | Launcher.CLONE_PARENT)
                    .array();
            return List.of(Call.of(
                    Syscall.CLONE3,
                    new Arg.Bytes(args, "{flags=CLONE_VM|CLONE_VFORK|CLONE_PARENT}"),
                    Arg.number(SIZE)));
        }
    }

    /** Has the kernel send a signal when the thread that launched the child ends. */
    record DieWithParent(Signal signal) implements ProcessStep {
        @Override
        public List<Call> calls() {
            // PR_SET_PDEATHSIG(2const): the "parent" is the thread that created the child, not its process.
            return List.of(Call.of(
                            Syscall.PRCTL,
                            Arg.constant(1, "PR_SET_PDEATHSIG"),
                            Arg.constant(signal.number(), signal.name()))
                    .asPlumbing());
        }
    }

    /**
     * Lets every signal through again: they were blocked around {@code clone3}, and the mask survives execve; so does
     * that a signal is ignored, such as SIGHUP by {@code nohup(1)} and SIGINT in the background of a script.
     */
    record UnblockSignals() implements ProcessStep {
        @Override
        public List<Call> calls() {
            List<Call> calls = new ArrayList<>(IgnoredSignals.toDefault());
            calls.add(Call.of(
                            Syscall.RT_SIGPROCMASK,
                            Arg.constant(2, "SIG_SETMASK"),
                            new Arg.Bytes(new byte[8], "[]"),
                            Arg.nothing(),
                            Arg.number(8))
                    .asPlumbing());
            return calls;
        }
    }

    /** Tells the launcher that the child has come this far, and waits until it may go on. */
    record Rendezvous(Fd ready, Fd proceed) implements ProcessStep {
        @Override
        public List<Fd> descriptors() {
            return List.of(ready, proceed);
        }

        @Override
        public List<Call> calls() {
            return List.of(
                    Call.of(
                                    Syscall.WRITE,
                                    Arg.number(ready.number()),
                                    new Arg.Bytes(new byte[] {'r'}, "\"r\""),
                                    Arg.number(1))
                            .asPlumbing(),
                    Call.of(Syscall.READ, Arg.number(proceed.number()), new Arg.Room(1, "buf"), Arg.number(1))
                            .asPlumbing());
        }
    }

    /**
     * Becomes another program. Source: {@code execve(2)}.
     *
     * @param orElseNext whether the program goes on if there is no such file, to try another place
     */
    record Execve(String path, List<String> argv, Map<String, String> env, boolean orElseNext) implements ProcessStep {
        public Execve {
            argv = List.copyOf(argv);
            env = Map.copyOf(env);
        }

        public Execve(String path, List<String> argv, Map<String, String> env) {
            this(path, argv, env, false);
        }

        @Override
        public List<Call> calls() {
            List<String> variables = new ArrayList<>();
            env.forEach((name, value) -> variables.add(name + "=" + value));
            variables.sort(null);
            Arg environment = new Arg.Strs(variables, "[/* " + variables.size() + " vars */]");
            Call call = Call.of(Syscall.EXECVE, Arg.str(path), Arg.strs(argv), environment);
            return List.of(orElseNext ? call.tolerating(Errno.ENOENT) : call);
        }
    }

    /** Becomes the program in an open file, which needs no path. Source: {@code execveat(2)}. */
    record ExecveFile(Fd file, List<String> argv) implements ProcessStep {
        public ExecveFile {
            argv = List.copyOf(argv);
        }

        @Override
        public List<Fd> descriptors() {
            return List.of(file);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                    Syscall.EXECVEAT,
                    Arg.number(file.number()),
                    Arg.str(""),
                    Arg.strs(argv),
                    new Arg.Strs(List.of(), "[]"),
                    Arg.constant(0x1000, "AT_EMPTY_PATH")));
        }
    }

    /** Ends the process without running a program. Source: {@code exit_group(2)}. */
    record Exit(int status) implements ProcessStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.EXIT_GROUP, Arg.number(status)).asPlumbing());
        }
    }
}
