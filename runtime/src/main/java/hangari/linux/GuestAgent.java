package hangari.linux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The first process of a Linux guest, as a {@link StaticProgram}: it knows system calls, and nothing else.
 *
 * <p>It mounts, loads modules, opens the ports by which the host speaks with it, and says that it is ready. From then on
 * it takes in a {@link GuestJob} after the other, each of which is again a laid-out program, and has a child go through
 * with it. So what runs in a guest is what runs on the host: there is no second runtime to keep.
 *
 * <p>There is a port for the streams of each of {@link #SLOTS} jobs at a time, and the last one is for jobs and reports.
 * When the host is gone a port reads as ended; then the agent ends too, and with it
 * the machine.
 *
 * <p>Source: the kernel's {@code admin-guide/initrd.rst}, {@code init(1)}, {@code virtio_console.c}.
 */
public final class GuestAgent {
    /** How many jobs can go on at a time. */
    public static final int SLOTS = 2;

    /** How many ports the machine needs, named {@code /dev/vport0p1} and so on. */
    public static final int PORTS = SLOTS + 1;

    /** Where the port for jobs is: behind the console's three descriptors. */
    static final int CONTROL = 3;

    /** Where the first of the others is. */
    static final int FIRST_PORT = CONTROL + 1;

    /** Where it takes a job in. */
    static final long BASE = KeeperArena.BASE;

    static final int MOST = KeeperArena.MOST;

    /** What is taken in first: the stages that take in the rest. */
    static final int HEAD = 128;

    /** Where it waits for the next job. */
    static final long LOOP = StaticProgram.DATA + Stage.SIZE;

    private static final long HEAD_PUMP = LOOP + 2L * Stage.SIZE;
    private static final long BOOT = HEAD_PUMP + Stage.Pump.SIZE;
    private static final Set<OpenFlag> PORT = Set.of(OpenFlag.RDWR, OpenFlag.CLOEXEC);

    private GuestAgent() {}

    /**
     * The agent's ELF file.
     *
     * @param self where the guest has it; it is removed there, as are the modules and their folder
     * @param modules the paths of modules in the guest, each behind those that it needs
     * @param hostname what the guest is called
     */
    public static byte[] file(Arch arch, String self, List<String> modules, String hostname) {
        List<Part> boot = List.of(
                new Part(Stage.Kind.WALK, boot(modules, hostname)),
                // It is the last to be there.
                new Part(Stage.Kind.AGAIN, awaited("/dev/vport0p" + PORTS)),
                new Part(Stage.Kind.WALK, ready(self, modules)));
        long address = BOOT + (boot.size() + 3L) * Stage.SIZE;
        ByteArrayOutputStream programs = new ByteArrayOutputStream();
        List<Stage> stages = new ArrayList<>();
        for (Part part : boot) {
            stages.add(new Stage(part.kind(), address));
            byte[] program = Layout.of(part.calls(), arch, address).bytes();
            programs.writeBytes(program);
            address += program.length;
        }
        stages.add(new Stage(Stage.Kind.FORK, address));
        stages.add(new Stage(Stage.Kind.GO_ON, LOOP));
        // Nobody need wait until the loopback interface is up.
        programs.writeBytes(Stage.bytes(List.of(new Stage(Stage.Kind.WALK, address + 2L * Stage.SIZE))));
        programs.writeBytes(
                Layout.of(loopback(), arch, address + 2L * Stage.SIZE).bytes());
        return StaticProgram.file(arch, stages(stages), programs.toByteArray());
    }

    /** What is done at the start, part by part. */
    private record Part(Stage.Kind kind, List<Call> calls) {}

    private static byte[] stages(List<Stage> boot) {
        byte[] waiting = Stage.bytes(List.of(
                new Stage(Stage.Kind.GO_ON, BOOT),
                new Stage(Stage.Kind.FILL, HEAD_PUMP),
                new Stage(Stage.Kind.GO_ON, BASE)));
        byte[] booting = Stage.bytes(boot);
        return ByteBuffer.allocate((int) (BOOT - StaticProgram.DATA) + booting.length)
                .put(waiting, 0, 3 * Stage.SIZE)
                .put(new Stage.Pump(CONTROL, -1, BASE, HEAD).bytes())
                .put(booting)
                .array();
    }

    private static List<Call> boot(List<String> modules, String hostname) {
        List<Call> calls = new ArrayList<>();
        // sigaction(2): children of whoever ignores SIGCHLD "do not become zombies", and none waits for them here.
        calls.add(handle(Signal.SIGCHLD, 1, "SIG_IGN"));
        // A pump goes on when nobody reads any more.
        calls.add(handle(Signal.SIGPIPE, 1, "SIG_IGN"));
        calls.add(Call.of(
                Syscall.MMAP,
                Arg.constant(BASE, "arena"),
                Arg.number(MOST),
                Arg.constant(Libc.PROT_READ | Libc.PROT_WRITE, "PROT_READ|PROT_WRITE"),
                Arg.constant(0x10_0022, "MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE"),
                Arg.number(-1),
                Arg.number(0)));
        calls.addAll(GuestMounts.calls());
        calls.addAll(new NamespaceStep.Sethostname(hostname).calls());
        calls.addAll(note("hangari: modules"));
        modules.forEach(module -> calls.addAll(load(module)));
        calls.addAll(note("hangari: ports"));
        return calls;
    }

    /** What a failed start ends with, on the console, tells how far it came. */
    static List<Call> note(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        return List.of(
                Call.of(Syscall.WRITE, Arg.number(2), new Arg.Bytes(line, Arg.quoted(text)), Arg.number(line.length))
                        .tolerating(Errno.EBADF));
    }

    static Call handle(Signal signal, long handler, String name) {
        byte[] action = ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(handler)
                .array();
        return Call.of(
                Syscall.RT_SIGACTION,
                Arg.constant(signal.number(), signal.name()),
                new Arg.Bytes(action, "{sa_handler=" + name + "}"),
                Arg.nothing(),
                Arg.number(8));
    }

    /** Source: {@code init_module(2)}. */
    private static List<Call> load(String module) {
        Handle file = new Handle(module);
        return List.of(
                Call.of(Syscall.OPENAT, Step.CWD, Arg.str(module), Arg.flags(Set.of(OpenFlag.RDONLY)), Arg.number(0))
                        .into(file),
                Call.of(Syscall.FINIT_MODULE, new Arg.Result(file), Arg.str(""), Arg.number(0))
                        .tolerating(Errno.EEXIST),
                Call.of(Syscall.CLOSE, new Arg.Result(file)));
    }

    /** The guest's root is to be as it would be for a container. */
    private static List<Call> remove(String self, List<String> modules) {
        List<Call> calls = new ArrayList<>();
        List<String> files = new ArrayList<>(modules);
        files.add(self);
        files.forEach(file -> calls.add(Call.of(Syscall.UNLINKAT, Step.CWD, Arg.str(file), Arg.number(0))
                .tolerating(Errno.ENOENT)));
        String folder = self.substring(0, self.lastIndexOf('/'));
        calls.add(Call.of(Syscall.UNLINKAT, Step.CWD, Arg.str(folder), Arg.constant(0x200, "AT_REMOVEDIR")));
        return calls;
    }

    /** netdevice(7): SIOCSIFFLAGS takes a name of 16 bytes and flags; IFF_UP is 1. */
    private static List<Call> loopback() {
        Handle socket = new Handle("socket");
        byte[] request = ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'l', 'o'})
                .putShort(16, (short) 1)
                .array();
        return List.of(
                Call.of(Syscall.SOCKET, Arg.constant(2, "AF_INET"), Arg.constant(2, "SOCK_DGRAM"), Arg.number(0))
                        .into(socket),
                Call.of(
                        Syscall.IOCTL,
                        new Arg.Result(socket),
                        Arg.constant(0x8914, "SIOCSIFFLAGS"),
                        new Arg.Bytes(request, "{lo, IFF_UP}")),
                Call.of(Syscall.CLOSE, new Arg.Result(socket)));
    }

    /** The kernel makes a port known some time after its driver was loaded, one after the other. */
    private static List<Call> awaited(String port) {
        byte[] millisecond = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(1_000_000)
                .array();
        return List.of(Call.of(Syscall.NANOSLEEP, new Arg.Bytes(millisecond, "{1 ms}"), Arg.nothing()), open(port));
    }

    private static Call open(String port) {
        return Call.of(Syscall.OPENAT, Step.CWD, Arg.str(port), Arg.flags(PORT), Arg.number(0));
    }

    /** Writing waits until the host is known to be connected at this port; at the others it is so then, too. */
    private static List<Call> ready(String self, List<String> modules) {
        List<Call> calls = new ArrayList<>();
        for (int port = 1; port < PORTS; port++) {
            calls.add(open("/dev/vport0p" + port));
        }
        calls.addAll(remove(self, modules));
        byte[] report = GuestReport.header(GuestReport.Kind.READY, 0, 0);
        calls.add(
                Call.of(Syscall.WRITE, Arg.number(CONTROL), new Arg.Bytes(report, "ready"), Arg.number(report.length)));
        return calls;
    }
}
