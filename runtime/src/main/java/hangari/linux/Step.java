package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing a child does between {@code clone3} and its end; each is one or a few system calls.
 *
 * <p>Steps are values: a program of them can be printed, compared and stored before anything happens.
 */
public sealed interface Step
        permits Step.Unshare,
                Step.Join,
                Step.CloneAgain,
                Step.Enter,
                Step.Mount,
                Step.Detach,
                Step.PivotRoot,
                Step.Chroot,
                Step.Chdir,
                Step.Mkdir,
                Step.Mknod,
                Step.Symlink,
                Step.WriteFile,
                Step.Sethostname,
                Step.DieWithParent,
                Step.Setsid,
                Step.ControllingTerminal,
                Step.Umask,
                Step.Dup,
                Step.CloseOnExec,
                Step.Keep,
                Step.Rendezvous,
                Step.UnblockSignals,
                Step.LimitCapabilities,
                Step.Capset,
                Step.ClearAmbient,
                Step.NoNewPrivs,
                Step.Seccomp,
                Step.Execve,
                Step.ExecveFile,
                Step.Uname,
                Step.NetlinkSocket,
                Step.Exit,
                IdentityStep,
                TerminalStep,
                TreeStep {
    /** The calls, in order. */
    List<Call> calls();

    /** The descriptors of whoever launches it that the calls refer to. */
    default List<Fd> descriptors() {
        return List.of();
    }

    /** Creates namespaces for the caller; for PID and TIME, for its later children. Source: {@code unshare(2)}. */
    record Unshare(Set<Namespace> namespaces) implements Step {
        public Unshare {
            namespaces = Set.copyOf(namespaces);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UNSHARE, Arg.flags(namespaces)));
        }
    }

    /**
     * Joins the namespace that an open file of {@code /proc/PID/ns} refers to or, all at once, these namespaces of the
     * process that a pidfd refers to; a PID namespace is joined by children to come. Source: {@code setns(2)}.
     */
    record Join(Fd file, Set<Namespace> kinds) implements Step {
        public Join {
            kinds = Set.copyOf(kinds);
        }

        public Join(Fd file, Namespace kind) {
            this(file, Set.of(kind));
        }

        @Override
        public List<Fd> descriptors() {
            return List.of(file);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SETNS, Arg.number(file.number()), Arg.flags(kinds)));
        }
    }

    /**
     * Has what follows done by a second child, which is the launcher's as well; the first one ends here. It is born in
     * the PID namespace that the first has joined, so this comes as late as can be.
     */
    record CloneAgain() implements Step {
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

    /**
     * Joins namespaces of another process, in this order, by their files below {@code /proc/PID/ns}. Source: {@code
     * setns(2)}.
     */
    record Enter(long pid, List<Namespace> namespaces) implements Step {
        public Enter {
            namespaces = List.copyOf(namespaces);
        }

        @Override
        public List<Call> calls() {
            List<Call> opened = new ArrayList<>();
            List<Call> joined = new ArrayList<>();
            // All files are opened first: in another mount namespace, /proc may be another one, or not there.
            for (Namespace namespace : namespaces) {
                Handle file = new Handle(namespace.procName());
                Arg path = Arg.str("/proc/" + pid + "/ns/" + namespace.procName());
                Arg flags = Arg.flags(Set.of(OpenFlag.RDONLY, OpenFlag.CLOEXEC));
                opened.add(
                        Call.of(Syscall.OPENAT, CWD, path, flags, Arg.number(0)).into(file));
                joined.add(Call.of(Syscall.SETNS, new Arg.Result(file), Arg.flags(Set.of(namespace))));
            }
            opened.addAll(joined);
            return opened;
        }
    }

    /** Mounts, binds, or changes a mount; empty strings stand for NULL. Source: {@code mount(2)}. */
    record Mount(String source, String target, String type, Set<MountFlag> flags, String data) implements Step {
        public Mount {
            flags = Set.copyOf(flags);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                    Syscall.MOUNT, orNull(source), Arg.str(target), orNull(type), Arg.flags(flags), orNull(data)));
        }

        private static Arg orNull(String text) {
            return text.isEmpty() ? Arg.nothing() : Arg.str(text);
        }
    }

    /** Detaches a mount, and all below it, as soon as nobody uses it. Source: {@code umount2(2)}. */
    record Detach(String target) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UMOUNT2, Arg.str(target), Arg.constant(2, "MNT_DETACH")));
        }
    }

    /** Makes {@code newRoot} the root mount and puts the old one at {@code putOld}. Source: {@code pivot_root(2)}. */
    record PivotRoot(String newRoot, String putOld) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.PIVOT_ROOT, Arg.str(newRoot), Arg.str(putOld)));
        }
    }

    /** Changes where paths that begin with {@code /} begin. Source: {@code chroot(2)}. */
    record Chroot(String path) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.CHROOT, Arg.str(path)));
        }
    }

    /** Changes the working directory. Source: {@code chdir(2)}. */
    record Chdir(String path) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.CHDIR, Arg.str(path)));
        }
    }

    /** Makes a directory; one that is there already is left as it is. Source: {@code mkdir(2)}. */
    record Mkdir(String path, int mode) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.MKDIRAT, CWD, Arg.str(path), Arg.octal(mode))
                    .tolerating(Errno.EEXIST));
        }
    }

    /**
     * Makes a device node or, with the device 0:0 and a regular file's mode, an empty file; what is there already is
     * left as it is. Source: {@code mknod(2)}.
     */
    record Mknod(String path, int mode, int major, int minor) implements Step {
        @Override
        public List<Call> calls() {
            // makedev(3): these small numbers need only the low bits of either part.
            Arg device = Arg.constant(((long) major << 8) | minor, "makedev(" + major + ", " + minor + ")");
            return List.of(Call.of(Syscall.MKNODAT, CWD, Arg.str(path), Arg.octal(mode), device)
                    .tolerating(Errno.EEXIST));
        }
    }

    /** Makes a symbolic link; what is there already is left as it is. Source: {@code symlink(2)}. */
    record Symlink(String target, String path) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SYMLINKAT, Arg.str(target), CWD, Arg.str(path))
                    .tolerating(Errno.EEXIST));
        }
    }

    /** Writes a text into an existing file, such as {@code /proc/self/uid_map}; it is closed by {@code execve}. */
    record WriteFile(String path, String text) implements Step {
        @Override
        public List<Call> calls() {
            Handle file = new Handle("fd");
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return List.of(
                    Call.of(
                                    Syscall.OPENAT,
                                    CWD,
                                    Arg.str(path),
                                    Arg.flags(Set.of(OpenFlag.WRONLY, OpenFlag.CLOEXEC)),
                                    Arg.number(0))
                            .into(file),
                    Call.of(
                            Syscall.WRITE,
                            new Arg.Result(file),
                            new Arg.Bytes(bytes, Arg.quoted(text)),
                            Arg.number(bytes.length)));
        }
    }

    /** Names the machine, within the UTS namespace. Source: {@code sethostname(2)}. */
    record Sethostname(String name) implements Step {
        @Override
        public List<Call> calls() {
            int length = name.getBytes(StandardCharsets.UTF_8).length;
            return List.of(Call.of(Syscall.SETHOSTNAME, Arg.str(name), Arg.number(length)));
        }
    }

    /** Has the kernel send a signal when the thread that launched the child ends. */
    record DieWithParent(Signal signal) implements Step {
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

    /** Begins a session, away from the launcher's terminal. Source: {@code setsid(2)}. */
    record Setsid() implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SETSID).asPlumbing());
        }
    }

    /** Makes a terminal the controlling one of the session. Source: {@code TIOCSCTTY(2const)}. */
    record ControllingTerminal(Fd terminal) implements Step {
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

    /** Sets the file mode creation mask. Source: {@code umask(2)}. */
    record Umask(int mask) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UMASK, Arg.octal(mask)).asPlumbing());
        }
    }

    /** Makes descriptor {@code target} the same open file as {@code source}. Source: {@code dup3(2)}. */
    record Dup(Fd source, int target) implements Step {
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
    record CloseOnExec(int first) implements Step {
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
    record Keep(Fd fd) implements Step {
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

    /** Tells the launcher that the child has come this far, and waits until it may go on. */
    record Rendezvous(Fd ready, Fd proceed) implements Step {
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
     * Lets every signal through again: they were blocked around {@code clone3}, and the mask survives execve; so does
     * that a signal is ignored, such as SIGHUP by {@code nohup(1)} and SIGINT in the background of a script.
     */
    record UnblockSignals() implements Step {
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

    /**
     * Takes capabilities out of the bounding set, so that no {@code execve} can give them back. Needs CAP_SETPCAP, so
     * it comes before {@link Capset}.
     *
     * @param keep what stays
     * @param last the number of the kernel's last capability, {@code /proc/sys/kernel/cap_last_cap}
     */
    record LimitCapabilities(Set<Capability> keep, int last) implements Step {
        public LimitCapabilities {
            keep = Set.copyOf(keep);
        }

        @Override
        public List<Call> calls() {
            long kept = Capability.bits(keep);
            List<Call> calls = new ArrayList<>();
            for (int number = 0; number <= last; number++) {
                if ((kept >>> number & 1) == 0) {
                    calls.add(drop(number));
                }
            }
            return calls;
        }

        /** PR_CAPBSET_DROP(2const): by number, for a kernel may have capabilities that have no name here. */
        private static Call drop(int number) {
            String name = Capability.text(Capability.of(1L << number));
            Arg capability = name.equals("0") ? Arg.number(number) : Arg.constant(number, name);
            return Call.of(Syscall.PRCTL, Arg.constant(24, "PR_CAPBSET_DROP"), capability);
        }
    }

    /** Keeps these capabilities and gives up all others; none is inheritable. Source: {@code capset(2)}. */
    record Capset(Set<Capability> capabilities) implements Step {
        private static final int VERSION_3 = 0x2008_0522;

        public Capset {
            capabilities = Set.copyOf(capabilities);
        }

        @Override
        public List<Call> calls() {
            String set = Capability.text(capabilities);
            String text = "{effective=" + set + ", permitted=" + set + ", inheritable=0}";
            return List.of(Call.of(
                    Syscall.CAPSET,
                    new Arg.Bytes(header(), "{_LINUX_CAPABILITY_VERSION_3, 0}"),
                    new Arg.Bytes(data(), text)));
        }

        private static byte[] header() {
            return ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(VERSION_3)
                    .array();
        }

        /** capset(2): two structs of "effective, permitted, inheritable", the low halves and then the high ones. */
        private byte[] data() {
            long bits = Capability.bits(capabilities);
            ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            data.putInt((int) bits).putInt((int) bits).putInt(0);
            data.putInt((int) (bits >>> 32)).putInt((int) (bits >>> 32)).putInt(0);
            return data.array();
        }
    }

    /** Empties the ambient set, which {@code execve} would hand to any program. Source: {@code capabilities(7)}. */
    record ClearAmbient() implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                    Syscall.PRCTL, Arg.constant(47, "PR_CAP_AMBIENT"), Arg.constant(4, "PR_CAP_AMBIENT_CLEAR_ALL")));
        }
    }

    /** Lets no {@code execve} grant anything any more, be the file set-user-ID. Source: PR_SET_NO_NEW_PRIVS(2const). */
    record NoNewPrivs() implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.PRCTL, Arg.constant(38, "PR_SET_NO_NEW_PRIVS"), Arg.number(1)));
        }
    }

    /**
     * Has a BPF program judge every later system call, also those of the programs to come. Without CAP_SYS_ADMIN it
     * must come behind {@link NoNewPrivs}. Source: {@code seccomp(2)}.
     */
    record Seccomp(List<SockFilter> program) implements Step {
        public Seccomp {
            program = List.copyOf(program);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                    Syscall.SECCOMP,
                    Arg.constant(1, "SECCOMP_SET_MODE_FILTER"),
                    Arg.number(0),
                    new Arg.Filter(program)));
        }
    }

    /**
     * Becomes another program. Source: {@code execve(2)}.
     *
     * @param orElseNext whether the program goes on if there is no such file, to try another place
     */
    record Execve(String path, List<String> argv, Map<String, String> env, boolean orElseNext) implements Step {
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
    record ExecveFile(Fd file, List<String> argv) implements Step {
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

    /** Reads the names of the system, the hostname among them, into the launcher's memory. Source: uname(2). */
    record Uname() implements Step {
        static final int FIELD = 65;

        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.UNAME, new Arg.Room(6 * FIELD, "buf")));
        }
    }

    /** Opens a netlink socket; it belongs to the network namespace that the caller is in, for good. */
    record NetlinkSocket() implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Netlink.socket());
        }
    }

    /** Ends the process without running a program. Source: {@code exit_group(2)}. */
    record Exit(int status) implements Step {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.EXIT_GROUP, Arg.number(status)).asPlumbing());
        }
    }

    /** The working directory, as the {@code *at} calls name it. */
    Arg CWD = Arg.constant(-100, "AT_FDCWD");
}
