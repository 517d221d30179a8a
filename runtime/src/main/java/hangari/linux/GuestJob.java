package hangari.linux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link GuestAgent} does for one command, laid out as it is sent.
 *
 * <pre>
 *   0  the head: how much follows, and where to go on        (128 bytes, taken in first)
 *      the agent's two stages: a child for this job, and back to waiting
 *      the job's stages; those of its pumps, each a child as well
 *      the pumps' numbers; two reports; four laid-out programs and more
 * </pre>
 *
 * <p>The pumps stand between the command's pipes, or its terminal, and the ports: a port cannot be opened twice, as
 * {@code /dev/stdout} would, and does not tell its end.
 */
public final class GuestJob {
    private static final long BODY = GuestAgent.BASE + GuestAgent.HEAD;
    // Behind the longest message; each pump is a process with a copy of its own.
    private static final long BUFFER = GuestAgent.BASE + GuestAgent.MOST - 64 * 1024;
    private static final int BUFFER_SIZE = 32 * 1024 - Stage.Pump.LENGTH;
    /** What a packet's length has above it if it is of the standard output. */
    public static final long OUTPUT = 1L << 32;

    /** What it has if it is of the standard error. */
    public static final long ERROR = 2L << 32;

    private static final int SIGINFO = 128;
    private static final long TIOCSWINSZ = 0x5414;
    // Since nothing behind the ports is open, the kernel gives these numbers, in order.
    private static final int FREE = GuestAgent.CONTROL + GuestAgent.PORTS;

    private final long id;
    private final SyscallProgram program;
    private final boolean terminal;
    private final List<Stage.Pump> pumps;
    private final Layout before;
    private final Layout launched;
    private final byte[] message;

    private GuestJob(Arch arch, long id, int slot, SyscallProgram program, boolean input, Optional<Window> window) {
        this.id = id;
        this.program = program;
        this.terminal = window.isPresent();
        this.pumps = pumps(slot, input);
        List<Call> first = window.map(GuestJob::terminal).orElseGet(GuestJob::pipes);
        List<Call> child = child();
        int stages = (2 + 1 + stages() + 1) * Stage.SIZE + pumps.size() * 3 * Stage.SIZE;
        int numbers = GuestAgent.HEAD + stages;
        int reports = numbers + pumps.size() * Stage.Pump.SIZE;
        int ended = reports;
        int launchReport = ended + GuestReport.HEADER + SIGINFO;
        int beforeAt = launchReport + GuestReport.HEADER;
        int launchAt = beforeAt + Layout.size(first);
        int told = launchAt + Layout.ROWS + (child.size() + 1) * Layout.ROW - beforeAt;
        int afterAt = launchAt + Layout.size(child);
        List<Call> after = after(ended, launchReport, told);
        before = Layout.of(first, arch, GuestAgent.BASE + beforeAt);
        launched = Layout.of(child, arch, GuestAgent.BASE + launchAt);
        Layout last = Layout.of(after, arch, GuestAgent.BASE + afterAt);
        int pumpAt = afterAt + last.bytes().length;
        List<Layout> closing = pumpLayouts(arch, pumpAt);
        int length = pumpAt
                + closing.stream().mapToInt(layout -> layout.bytes().length).sum();
        if (length > GuestAgent.MOST - 128 * 1024 || told > GuestReport.MOST) {
            throw new IllegalArgumentException("the command takes " + length
                    + " bytes, which is more than a guest takes in: shorten its arguments or environment");
        }
        ByteBuffer all = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        head(all, length);
        all.position(GuestAgent.HEAD);
        stages(all, numbers, beforeAt, launchAt, afterAt, pumpAt, closing);
        all.position(numbers);
        pumps.forEach(pump -> all.put(pump.bytes()));
        all.position(ended).put(GuestReport.header(GuestReport.Kind.ENDED, id, SIGINFO));
        all.position(launchReport).put(GuestReport.header(GuestReport.Kind.LAUNCHED, id, told));
        all.position(beforeAt).put(before.bytes()).put(launched.bytes()).put(last.bytes());
        closing.forEach(layout -> all.put(layout.bytes()));
        cloneArguments(all, launchAt, GuestAgent.BASE + afterAt + waitRow(after) + Layout.ARGUMENT + 8);
        message = all.array();
    }

    /** A terminal's size, in characters. */
    public record Window(int rows, int columns) {
        byte[] bytes() {
            // TIOCSWINSZ(2const), struct winsize: rows, columns, and two that are not used.
            return ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) rows)
                    .putShort((short) columns)
                    .array();
        }
    }

    /**
     * A job that launches a program with streams by the port of its slot.
     *
     * @param id a number of the caller's, by which reports name the job
     * @param slot below {@link GuestAgent#SLOTS}; no other job may be using it
     * @param input whether anything is sent as its input; else it finds the end at once
     */
    public static GuestJob of(Arch arch, long id, int slot, SyscallProgram program, boolean input) {
        return new GuestJob(arch, id, slot, program, input, Optional.empty());
    }

    /** One that launches it on a terminal of the guest; what it says comes from the slot's output, all of it. */
    public static GuestJob onTerminal(Arch arch, long id, int slot, SyscallProgram program, Window window) {
        return new GuestJob(arch, id, slot, program, true, Optional.of(window));
    }

    /** What is to be written to the agent's port. */
    public byte[] message() {
        return message.clone();
    }

    private List<Stage.Pump> pumps(int slot, boolean input) {
        int port = GuestAgent.FIRST_PORT + slot;
        List<Stage.Pump> all = new ArrayList<>();
        if (input || terminal) {
            all.add(new Stage.Pump(port, terminal ? FREE : FREE + 1, BUFFER, BUFFER_SIZE));
        }
        all.add(new Stage.Pump(terminal ? FREE : FREE + 2, port, BUFFER, BUFFER_SIZE, OUTPUT));
        if (!terminal) {
            all.add(new Stage.Pump(FREE + 4, port, BUFFER, BUFFER_SIZE, ERROR));
        }
        return all;
    }

    /** The job's own stages: before, the pumps, the launch, after. */
    private int stages() {
        return 1 + pumps.size() + 1 + 1;
    }

    private static void head(ByteBuffer all, int length) {
        long pump = GuestAgent.BASE + 3 * Stage.SIZE;
        all.put(Stage.bytes(List.of(new Stage(Stage.Kind.FILL, pump), new Stage(Stage.Kind.GO_ON, BODY))));
        all.put(new Stage.Pump(GuestAgent.CONTROL, -1, BODY, length - GuestAgent.HEAD).bytes());
    }

    private void stages(
            ByteBuffer all, int numbers, int beforeAt, int launchAt, int afterAt, int pumpAt, List<Layout> closing) {
        long job = BODY + 3 * Stage.SIZE;
        all.put(Stage.bytes(List.of(new Stage(Stage.Kind.FORK, job), new Stage(Stage.Kind.GO_ON, GuestAgent.LOOP))));
        List<Stage> own = new ArrayList<>();
        long pumpStages = job + (stages() + 1L) * Stage.SIZE;
        own.add(new Stage(Stage.Kind.WALK, GuestAgent.BASE + beforeAt));
        for (int i = 0; i < pumps.size(); i++) {
            own.add(new Stage(Stage.Kind.FORK, pumpStages + i * 3L * Stage.SIZE));
        }
        own.add(new Stage(Stage.Kind.LAUNCH, GuestAgent.BASE + launchAt));
        own.add(new Stage(Stage.Kind.WALK, GuestAgent.BASE + afterAt));
        all.put(Stage.bytes(own));
        long closes = GuestAgent.BASE + pumpAt;
        for (int i = 0; i < pumps.size(); i++) {
            all.put(Stage.bytes(List.of(
                    new Stage(Stage.Kind.WALK, closes),
                    new Stage(
                            pumps.get(i).from() < FREE ? Stage.Kind.UNPACK : Stage.Kind.PACK,
                            GuestAgent.BASE + numbers + (long) i * Stage.Pump.SIZE))));
            closes += closing.get(i).bytes().length;
        }
    }

    /** A pump keeps its own ends only, or no stream would ever end. */
    private List<Layout> pumpLayouts(Arch arch, int at) {
        List<Layout> layouts = new ArrayList<>();
        long address = GuestAgent.BASE + at;
        for (Stage.Pump pump : pumps) {
            Layout layout = Layout.of(close(Math.max(pump.from(), pump.to())), arch, address);
            layouts.add(layout);
            address += layout.bytes().length;
        }
        return layouts;
    }

    private List<Call> close(int kept) {
        List<Call> calls = new ArrayList<>();
        for (int fd = FREE; fd < FREE + (terminal ? 2 : 6); fd++) {
            if (fd != kept) {
                calls.add(Call.of(Syscall.CLOSE, Arg.number(fd)));
            }
        }
        return calls;
    }

    private static List<Call> pipes() {
        List<Call> calls = new ArrayList<>();
        calls.add(GuestAgent.handle(Signal.SIGCHLD, 0, "SIG_DFL"));
        for (String name : List.of("stdin", "stdout", "stderr")) {
            calls.add(Call.of(Syscall.PIPE2, new Arg.Room(8, name), Arg.number(0)));
        }
        return calls;
    }

    private static List<Call> terminal(Window window) {
        Set<OpenFlag> flags = Set.of(OpenFlag.RDWR, OpenFlag.NOCTTY);
        return List.of(
                GuestAgent.handle(Signal.SIGCHLD, 0, "SIG_DFL"),
                Call.of(Syscall.OPENAT, Step.CWD, Arg.str("/dev/pts/ptmx"), Arg.flags(flags), Arg.number(0)),
                ioctl(FREE, 0x4004_5431, "TIOCSPTLCK", new Arg.Bytes(new byte[4], "[0]")),
                ioctl(FREE, 0x5441, "TIOCGPTPEER", Arg.constant(Flag.bits(flags), Flag.text(flags))),
                ioctl(FREE, TIOCSWINSZ, "TIOCSWINSZ", new Arg.Bytes(window.bytes(), window.toString())),
                Call.of(Syscall.GETPID)); // the last: it is reported
    }

    private static Call ioctl(int fd, long request, String name, Arg argument) {
        return Call.of(Syscall.IOCTL, Arg.number(fd), Arg.constant(request, name), argument);
    }

    private List<Call> child() {
        List<Call> calls = new ArrayList<>();
        calls.add(Call.of(Syscall.SETSID).asPlumbing());
        int[] ends = terminal ? new int[] {FREE + 1, FREE + 1, FREE + 1} : new int[] {FREE, FREE + 3, FREE + 5};
        for (int target = 0; target < 3; target++) {
            calls.add(Call.of(Syscall.DUP3, Arg.number(ends[target]), Arg.number(target), Arg.number(0))
                    .asPlumbing());
        }
        if (terminal) {
            calls.add(ioctl(0, 0x540E, "TIOCSCTTY", Arg.number(0)).asPlumbing());
        }
        calls.addAll(new DescriptorStep.CloseOnExec(3).calls());
        calls.add(GuestAgent.handle(Signal.SIGPIPE, 0, "SIG_DFL"));
        calls.addAll(program.calls());
        return calls;
    }

    private List<Call> after(int ended, int launchReport, int told) {
        List<Call> calls = new ArrayList<>(close(terminal ? FREE : -1));
        calls.add(report(launchReport, told));
        calls.add(Call.of(
                Syscall.WAITID,
                Arg.constant(1, "P_PID"),
                // The kernel writes it here: CLONE_PARENT_SETTID. If clone3 was refused it is 0: then waitid(2) says
                // EINVAL, and there is no second report.
                Arg.number(0),
                Arg.constant(GuestAgent.BASE + ended + GuestReport.HEADER, "info"),
                Arg.constant(4, "WEXITED"),
                Arg.nothing()));
        calls.add(report(ended, SIGINFO));
        return calls;
    }

    private static Call report(int at, int facts) {
        return Call.of(
                Syscall.WRITE,
                Arg.number(GuestAgent.CONTROL),
                Arg.constant(GuestAgent.BASE + at, "report"),
                Arg.number(GuestReport.HEADER + facts));
    }

    private static int waitRow(List<Call> after) {
        int row = 0;
        while (after.get(row).syscall() != Syscall.WAITID) {
            row++;
        }
        return Layout.ROWS + row * Layout.ROW;
    }

    private void cloneArguments(ByteBuffer all, int at, long pid) {
        int args = at + Layout.CLONE_ARGS;
        all.putLong(args, Launcher.KEEPER_FLAGS | Flag.bits(program.namespaces()));
        all.putLong(args + 24, pid);
        all.putLong(args + 32, Signal.SIGCHLD.number());
    }

    /** What came of the launch. */
    public Launched launched(GuestReport report) {
        ByteBuffer facts = report.facts();
        if (report.kind() != GuestReport.Kind.LAUNCHED
                || report.id() != id
                || facts.capacity() < before.bytes().length) {
            throw new IllegalArgumentException("no report of this launch");
        }
        int at = before.bytes().length;
        long pid = facts.getLong(at + Layout.CLONED);
        List<SyscallLog.Entry> entries = new ArrayList<>();
        Optional<Refusal> refusal = Launcher.outcome(
                program.cloneText(), launched, pid, row -> facts.getLong(at + launched.result(row)), entries);
        long keeper = terminal ? facts.getLong(before.result(before.calls().size() - 1)) : 0;
        return new Launched(keeper, pid, new SyscallLog(entries), refusal);
    }

    /** How it ended. */
    public static Ending ended(GuestReport report) {
        ByteBuffer info = report.facts();
        if (report.kind() != GuestReport.Kind.ENDED || info.capacity() < SIGINFO) {
            throw new IllegalArgumentException("no report of an end");
        }
        return Ending.of(info.getInt(0), info.getInt(8), info.getInt(24))
                .orElseThrow(() -> new IllegalArgumentException("a report of an end that has not come"));
    }

    /**
     * What came of launching a program in the guest.
     *
     * @param keeper the PID of the process that has its terminal's master open; 0 if it has no terminal
     * @param pid the process's PID there; below 0 if there is no process
     * @param refusal the call at which it stopped, if it did
     */
    public record Launched(long keeper, long pid, SyscallLog log, Optional<Refusal> refusal) {
        /** Whether there is a process, of which it will be told how it ended. */
        public boolean born() {
            return pid > 0;
        }
    }

    /**
     * A message that has the agent send a signal; of a process that is gone nothing is said. Source: {@code kill(2)}.
     */
    public static byte[] signal(Arch arch, long pid, Signal signal) {
        return errand(
                arch,
                List.of(Call.of(Syscall.KILL, Arg.number(pid), Arg.constant(signal.number(), signal.name()))
                        .tolerating(Errno.ESRCH)));
    }

    /**
     * A message that has the agent give a terminal's window another size; the kernel tells the foreground process with
     * SIGWINCH. If the terminal is gone, nothing comes of it.
     *
     * @param keeper who has the terminal's master open
     */
    public static byte[] resize(Arch arch, long keeper, Window window) {
        Handle process = new Handle("keeper");
        Handle master = new Handle("master");
        return errand(
                arch,
                List.of(
                        Call.of(Syscall.PIDFD_OPEN, Arg.number(keeper), Arg.number(0))
                                .into(process),
                        Call.of(Syscall.PIDFD_GETFD, new Arg.Result(process), Arg.number(FREE), Arg.number(0))
                                .into(master),
                        Call.of(
                                Syscall.IOCTL,
                                new Arg.Result(master),
                                Arg.constant(TIOCSWINSZ, "TIOCSWINSZ"),
                                new Arg.Bytes(window.bytes(), window.toString()))));
    }

    /** A message that has the agent make some calls, in a child. */
    private static byte[] errand(Arch arch, List<Call> calls) {
        long stages = BODY + 3 * Stage.SIZE;
        byte[] laidOut = Layout.of(calls, arch, stages + 2 * Stage.SIZE).bytes();
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                Stage.bytes(List.of(new Stage(Stage.Kind.FORK, stages), new Stage(Stage.Kind.GO_ON, GuestAgent.LOOP))));
        body.writeBytes(Stage.bytes(List.of(new Stage(Stage.Kind.WALK, stages + 2 * Stage.SIZE))));
        body.writeBytes(laidOut);
        ByteBuffer all = ByteBuffer.allocate(GuestAgent.HEAD + body.size()).order(ByteOrder.LITTLE_ENDIAN);
        head(all, all.capacity());
        return all.position(GuestAgent.HEAD).put(body.toByteArray()).array();
    }
}
