package hangari.cli;

import hangari.cli.container.Desk;
import hangari.cli.container.SignalProxy;
import hangari.cli.container.UserTerminal;
import hangari.cli.state.SessionDirectory;
import hangari.cli.text.Json;
import hangari.container.cgroup.ByteSize;
import hangari.linux.GuestJob.Window;
import hangari.linux.TerminalMode;
import hangari.vm.LinuxVm;
import hangari.vm.VmSpec;
import hangari.vm.agent.GuestCommand;
import hangari.vm.agent.GuestProcess;
import hangari.vm.agent.Streams;
import hangari.vm.fault.VmException;
import hangari.vm.qemu.Accelerator;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command in a virtual machine of its own. */
@Command(
        name = "vm",
        description = {
            "Starts a virtual machine with a Linux of its own, and runs a command in it.",
            "Its root is a copy of a directory, or is made of programs of this machine.",
        },
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] [--] COMMAND [ARG…]",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari vm -- uname -r                the kernel there, which is not ours",
            "  hangari vm -it -- sh                  a shell there",
            "  hangari vm --rootfs ./root -- ls /    the same root as a container's",
            "  hangari vm --image debian -- ls /     an image's root",
            "  echo hello | hangari vm -i -- wc -c   with our input",
            "  hangari vm --json -- uname -a         what it cost as well",
            "",
            "Exit status: the command's own; 125: hangari failed, or the machine ended before the command; 126: the"
                    + " command cannot be executed; 127: there is no such command.",
        })
final class VmCommand implements Callable<Integer> {
    private static final int MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-i", "--interactive"},
            description = "keep its standard input open")
    private boolean interactive;

    @Option(
            names = {"-t", "--tty"},
            description = "give it a terminal of its own")
    private boolean tty;

    @ArgGroup
    private RootSource source = new RootSource();

    @Option(
            names = {"-m", "--memory"},
            paramLabel = "SIZE",
            description = "the machine's memory; else 256m")
    private String memory = "256m";

    @Option(names = "--cpus", paramLabel = "N", description = "how many processors it has; else 1")
    private int processors = 1;

    @Option(names = "--boot-limit", paramLabel = "SECONDS", description = "how long its start may take; else 60")
    private int bootLimit = 60;

    @Option(names = "--accel", paramLabel = "kvm|tcg", description = "who runs its instructions; else whichever works")
    private @Nullable String accelerator;

    @Option(names = "--json", description = "for programs: kernel, machine, times, status and output")
    private boolean json;

    @Parameters(paramLabel = "COMMAND", description = "the program and its arguments")
    private List<String> command = List.of();

    /** With options behind the command's name left to the command. */
    static CommandLine commandLine() {
        return new CommandLine(new VmCommand()).setStopAtPositional(true);
    }

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        if (tty && interactive && desk.terminal().isEmpty()) {
            desk.error(desk.say("container.no-tty"));
            return ExitCode.NO;
        }
        try (SessionDirectory session = SessionDirectory.open(desk.state())) {
            return source.image().isPresent()
                    ? ofImage(desk, session, source.image().get())
                    : ofDirectory(desk, session);
        } catch (VmException e) {
            e.console().forEach(desk.err()::println);
            throw e;
        }
    }

    private int ofImage(Desk desk, SessionDirectory session, String name) {
        try (VmImage image = VmImage.open(Images.of(spec), name, session.work())) {
            return run(desk, machine(desk, image.root()), image.command(command));
        }
    }

    private int ofDirectory(Desk desk, SessionDirectory session) {
        GuestCommand wanted = GuestCommand.of(command);
        Path root = source.rootfs()
                .orElseGet(() -> VmRoot.create(command.get(0), session.work().resolve("root")));
        return run(desk, machine(desk, root), wanted);
    }

    private VmSpec machine(Desk desk, Path root) {
        long mebibytes = ByteSize.parse(memory).bytes() / MEBIBYTE;
        VmSpec machine = VmSpec.of(root, desk.state().machines())
                .memory((int) Math.min(Integer.MAX_VALUE, mebibytes))
                .processors(processors)
                .bootLimit(Duration.ofSeconds(bootLimit))
                .progress(line -> desk.err().println(line));
        return accelerator == null ? machine : machine.accelerator(accelerator(accelerator));
    }

    private Accelerator accelerator(String name) {
        for (Accelerator one : Accelerator.values()) {
            if (one.qemu().equals(name)) {
                return one;
            }
        }
        throw new CommandLine.ParameterException(spec.commandLine(), "--accel " + name + ": kvm and tcg are there");
    }

    private int run(Desk desk, VmSpec machine, GuestCommand wanted) {
        long begin = System.nanoTime();
        try (LinuxVm vm = LinuxVm.start(machine)) {
            long ready = System.nanoTime();
            return json ? report(desk, vm, wanted, ready - begin) : attached(desk, vm, wanted);
        }
    }

    private int attached(Desk desk, LinuxVm vm, GuestCommand wanted) {
        if (!tty) {
            return ended(desk, vm.start(wanted, streams(desk, desk.out(), desk.err())));
        }
        Optional<UserTerminal> terminal = desk.terminal();
        Window window = terminal.map(UserTerminal::size).map(VmCommand::window).orElse(new Window(24, 80));
        InputStream in =
                interactive && terminal.isPresent() ? new TypedInput(terminal.get()) : InputStream.nullInputStream();
        terminal.filter(one -> interactive).ifPresent(UserTerminal::raw);
        try {
            GuestProcess process =
                    vm.start(wanted.on(window), new Streams(in, desk.out(), OutputStream.nullOutputStream()));
            return terminal.isPresent() ? watched(desk, process, terminal.get()) : ended(desk, process);
        } finally {
            terminal.filter(one -> interactive).ifPresent(UserTerminal::restore);
        }
    }

    /** With its terminal always as large as ours. */
    @SuppressWarnings("try") // the signals are watched, nothing else
    private static int watched(Desk desk, GuestProcess process, UserTerminal terminal) {
        try (SignalProxy proxy = SignalProxy.ofWindow(() -> resize(process, terminal))) {
            resize(process, terminal); // it may have changed before we looked
            return ended(desk, process);
        }
    }

    private static void resize(GuestProcess process, UserTerminal terminal) {
        try {
            process.resize(window(terminal.size()));
        } catch (VmException e) {
            // the machine is gone: whoever waits for the command is told
        }
    }

    private Streams streams(Desk desk, OutputStream out, OutputStream err) {
        return interactive ? new Streams(desk.in(), out, err) : Streams.withoutInput(out, err);
    }

    private static Window window(TerminalMode.Size size) {
        return size.rows() == 0 ? new Window(24, 80) : new Window(size.rows(), size.columns());
    }

    private static int ended(Desk desk, GuestProcess process) {
        int status = process.await();
        process.refusal().ifPresent(why -> desk.error(why.line()));
        return status;
    }

    private int report(Desk desk, LinuxVm vm, GuestCommand wanted, long bootNanos) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        long begin = System.nanoTime();
        int status = vm.start(wanted, streams(desk, out, err)).await();
        long ran = System.nanoTime() - begin;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kernel", vm.kernel().version());
        facts.put("accelerator", vm.machine().accelerator().qemu());
        facts.put("board", vm.machine().board().name().toLowerCase(Locale.ROOT));
        facts.put("memoryMiB", vm.machine().memory());
        facts.put("emulatorPid", vm.pid());
        facts.put("bootMillis", bootNanos / 1_000_000);
        facts.put("runMillis", ran / 1_000_000);
        facts.put("status", status);
        facts.put("output", out.toString(StandardCharsets.UTF_8));
        facts.put("error", err.toString(StandardCharsets.UTF_8));
        desk.out().println(Json.pretty(facts));
        return status;
    }
}
