package hangari.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The file that a keeper has mapped: what it does, and what came of it, for whoever reads it.
 *
 * <p>A MAP_SHARED mapping and the file are the same pages (mmap(2)), so reading the file is looking over the keeper's
 * shoulder; and when all processes are gone the file is still there.
 *
 * <pre>
 *   0  the stages: walk, launch, walk
 *  64  a mark   72 offset of the child's table   80 of its rows' end   88 of the keeper's PID   96 of siginfo
 * 104  of the time of the end   112 of the control message that brought the terminal; 0 if there is none
 * 128  three laid-out programs
 * </pre>
 */
public final class KeeperArena {
    /** Where every keeper has it. */
    static final long BASE = 0x7000_0000L;

    static final int MOST = 16 << 20;
    private static final long MARK = 0x3165_7261_4872_614aL;
    private static final int HEADER = 128;
    private static final int FACTS = 64;
    private static final int SIGINFO = 128;

    private final String clone;
    private final Layout first;
    private final Layout launched;
    private final byte[] bytes;

    private KeeperArena(Keeper.Charge charge, Fd status) {
        Arg.Room siginfo = new Arg.Room(SIGINFO, "info");
        Arg.Room time = new Arg.Room(16, "tp");
        Arg.Room control = new Arg.Room(Parcel.CONTROL, "control");
        List<Call> before = new ArrayList<>(before(charge.title(), status));
        before.addAll(charge.program().callsBefore());
        List<Call> after = after(charge, status, siginfo, time, control);
        List<Call> child = new ArrayList<>(new ProcessStep.DieWithParent(Signal.SIGKILL).calls());
        child.addAll(charge.program().calls());
        int launchAt = HEADER + Layout.size(before);
        int afterAt = launchAt + Layout.size(child);
        ByteBuffer all = ByteBuffer.allocate(afterAt + Layout.size(after)).order(ByteOrder.LITTLE_ENDIAN);
        first = Layout.of(before, Arch.current(), BASE + HEADER);
        launched = Layout.of(child, Arch.current(), BASE + launchAt);
        Layout last = Layout.of(after, Arch.current(), BASE + afterAt);
        all.put(Stage.bytes(List.of(
                new Stage(Stage.Kind.WALK, BASE + HEADER),
                new Stage(Stage.Kind.LAUNCH, BASE + launchAt),
                new Stage(Stage.Kind.WALK, BASE + afterAt))));
        all.position(FACTS)
                .putLong(MARK)
                .putLong(launchAt)
                .putLong(launchAt + Layout.ROWS + (long) child.size() * Layout.ROW);
        all.putLong(HEADER + first.result(0))
                .putLong(afterAt + last.room(siginfo))
                .putLong(afterAt + last.room(time));
        all.putLong(charge.master().isPresent() ? afterAt + last.room(control) : 0);
        all.position(HEADER).put(first.bytes()).put(launched.bytes()).put(last.bytes());
        cloneArguments(all, launchAt, Flag.bits(charge.program().namespaces()));
        bytes = all.array();
        clone = charge.program().cloneText();
        if (bytes.length > MOST) {
            throw new IllegalArgumentException("the program takes " + bytes.length
                    + " bytes, but a keeper has room for " + MOST + ": shorten its arguments or environment");
        }
    }

    static KeeperArena of(Keeper.Charge charge, Fd status) {
        return new KeeperArena(charge, status);
    }

    /** The first call of a keeper: it maps the arena that it was given as this descriptor. Source: {@code mmap(2)}. */
    static Call map(int fd) {
        return Call.of(
                Syscall.MMAP,
                Arg.constant(BASE, "arena"),
                Arg.number(MOST),
                Arg.constant(Libc.PROT_READ | Libc.PROT_WRITE, "PROT_READ|PROT_WRITE"),
                Arg.constant(Libc.MAP_SHARED | 0x100000, "MAP_SHARED|MAP_FIXED_NOREPLACE"),
                Arg.number(fd),
                Arg.number(0));
    }

    private static List<Call> before(String title, Fd status) {
        String name = title.length() > 15 ? title.substring(0, 15) : title;
        return List.of(
                Call.of(Syscall.GETPID),
                Call.of(Syscall.SETSID).tolerating(Errno.EPERM),
                Call.of(Syscall.PRCTL, Arg.constant(15, "PR_SET_NAME"), Arg.str(name)),
                // Yama would let none but a parent fetch the terminal. PR_SET_PTRACER(2const): EINVAL if it is not
                // there.
                Call.of(
                                Syscall.PRCTL,
                                Arg.constant(0x59616d61, "PR_SET_PTRACER"),
                                Arg.constant(-1, "PR_SET_PTRACER_ANY"))
                        .tolerating(Errno.EINVAL),
                // pipe(7): EPIPE if nobody can read it. If our maker was dead before we asked to die with it, we end
                // here.
                Call.of(
                        Syscall.WRITE,
                        Arg.number(status.number()),
                        new Arg.Bytes(new byte[] {'k'}, "\"k\""),
                        Arg.number(1)));
    }

    private static List<Call> after(
            Keeper.Charge charge, Fd status, Arg.Room siginfo, Arg.Room time, Arg.Room control) {
        List<Call> calls = new ArrayList<>();
        charge.master().ifPresent(parcel -> calls.add(Parcel.fetch(parcel.keepers(), control)));
        // The child was another user while it shared our memory.
        calls.add(Call.of(Syscall.PRCTL, Arg.constant(4, "PR_SET_DUMPABLE"), Arg.number(1)));
        // From here on it outlives its maker.
        calls.add(Call.of(Syscall.PRCTL, Arg.constant(1, "PR_SET_PDEATHSIG"), Arg.number(0)));
        calls.add(Call.of(Syscall.CLOSE, Arg.number(status.number())));
        // waitid(2): P_ALL, for it has one child; the pages are shared, so the result is in the file at once.
        calls.add(Call.of(
                Syscall.WAITID,
                Arg.constant(0, "P_ALL"),
                Arg.number(0),
                siginfo,
                Arg.constant(4, "WEXITED"),
                Arg.nothing()));
        calls.add(Call.of(Syscall.CLOCK_GETTIME, Arg.constant(0, "CLOCK_REALTIME"), time));
        calls.add(Call.of(Syscall.FSYNC, Arg.number(Keeper.ARENA_FD)));
        // What the child wrote last is still in pipes that only we hold. Whoever has read it ends us.
        calls.add(Call.of(Syscall.PPOLL, Arg.nothing(), Arg.number(0), Arg.nothing(), Arg.nothing(), Arg.number(8)));
        return calls;
    }

    private static void cloneArguments(ByteBuffer all, int at, long namespaces) {
        int args = at + Layout.CLONE_ARGS;
        all.putLong(args, Launcher.KEEPER_FLAGS | namespaces);
        all.putLong(args + 24, BASE + at + Layout.PID);
        all.putLong(args + 32, Signal.SIGCHLD.number());
    }

    void write(Path file) {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of the child's program, by what is in the file now. */
    Keeper outcome(Past past, Child process) {
        List<SyscallLog.Entry> entries = new ArrayList<>();
        Optional<Refusal> early = Launcher.answers(first, past::early, new ArrayList<>());
        if (early.isPresent()) {
            return new Keeper(process, new SyscallLog(entries), 0, early);
        }
        Optional<Refusal> refusal =
                Launcher.outcome(clone, launched, past.cloned(), row -> past.result(launched, row), entries);
        return new Keeper(process, new SyscallLog(entries), past.pid(), refusal);
    }

    /**
     * Reads the file.
     *
     * @throws UncheckedIOException if it is not there, or is no keeper's
     */
    public static Past read(Path file) {
        try {
            byte[] content = Files.size(file) > MOST ? new byte[0] : Files.readAllBytes(file);
            ByteBuffer facts = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
            if (content.length < HEADER || facts.getLong(FACTS) != MARK) {
                throw new IOException(file + " is no keeper's file: remove its container");
            }
            return new Past(facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a keeper has come to so far. */
    public static final class Past {
        private final ByteBuffer facts;

        private Past(ByteBuffer facts) {
            this.facts = facts;
        }

        private int offset(int fact) {
            return (int) facts.getLong(FACTS + 8 + fact * 8);
        }

        /** The keeper's own PID; 0 if it has not begun. */
        public long keeper() {
            return Math.max(0, facts.getLong(offset(2)));
        }

        /** The child's PID; 0 if it has not been born. */
        public long pid() {
            return facts.getInt(offset(0) + Layout.PID);
        }

        /** What {@code clone3} returned to the keeper. */
        long cloned() {
            return facts.getLong(offset(0) + Layout.CLONED);
        }

        /** What the keeper's own call of this number returned, before there was a child. */
        long early(int index) {
            return facts.getLong(HEADER + Layout.ROWS + index * Layout.ROW + Layout.RESULT);
        }

        /** What the child's call of this number returned. */
        long result(Layout layout, int index) {
            return facts.getLong(offset(0) + layout.result(index));
        }

        /** Whether the child has become its program: the row at which it stands is an {@code execve}. */
        public boolean executed() {
            for (int row = offset(0) + Layout.ROWS; row < offset(1); row += Layout.ROW) {
                if (facts.getLong(row + Layout.RESULT) == Layout.NOT_RETURNED) {
                    return row > offset(0) + Layout.ROWS && facts.getLong(row) == Syscall.EXECVE.number(Arch.current());
                }
            }
            return false;
        }

        /** How the child ended; empty while it has not. The time is written behind the rest, which may be half before. */
        public Optional<Ending> ending() {
            if (facts.getLong(offset(4)) == 0) {
                return Optional.empty();
            }
            int at = offset(3);
            return Ending.of(facts.getInt(at), facts.getInt(at + 8), facts.getInt(at + 24));
        }

        /** When it ended. */
        public Instant ended() {
            return Instant.ofEpochSecond(facts.getLong(offset(4)), facts.getLong(offset(4) + 8));
        }

        /** The number at which the keeper holds the master of the child's terminal, if it has one. */
        public OptionalInt master() {
            int at = offset(5);
            int number =
                    at == 0 ? 0 : Parcel.fetched(facts.slice(at, Parcel.CONTROL).order(ByteOrder.LITTLE_ENDIAN));
            return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
        }
    }
}
