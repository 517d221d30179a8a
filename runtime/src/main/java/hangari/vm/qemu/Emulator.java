package hangari.vm.qemu;

import hangari.linux.Child;
import hangari.linux.DescriptorStep;
import hangari.linux.Fd;
import hangari.linux.Launcher;
import hangari.linux.OpenFlag;
import hangari.linux.Pipe;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.SocketPair;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TerminalStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A running QEMU.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.start(qemu, machine, GuestAgent.PORTS, List.of(initramfs))) {
 *     byte[] said = emulator.ports().get(0).read();
 * }
 * }</pre>
 *
 * <p>However we end, the kernel ends it: it is launched by a thread that lives as long as we do, with
 * PR_SET_PDEATHSIG(2const).
 */
public final class Emulator implements AutoCloseable {
    private final Child process;
    private final Console console;
    private final List<Fd> ports;

    private Emulator(Child process, Console console, List<Fd> ports) {
        this.process = process;
        this.console = console;
        this.ports = List.copyOf(ports);
    }

    /**
     * Starts it, and with it the machine.
     *
     * @param kept open files that the machine's description names by their numbers
     */
    public static Emulator start(Path program, Machine machine, int ports, List<Fd> kept) {
        List<SocketPair> pairs = new ArrayList<>();
        Pipe said = Pipe.open();
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDONLY))) {
            for (int i = 0; i < ports; i++) {
                pairs.add(SocketPair.open());
            }
            Child process = launch(program, machine, pairs, kept, said.writer(), nothing);
            List<Fd> ours = pairs.stream().map(SocketPair::ours).toList();
            return new Emulator(process, Console.of(said.reader()), ours);
        } catch (RuntimeException e) {
            pairs.forEach(pair -> pair.ours().close());
            said.reader().close();
            throw e;
        } finally {
            pairs.forEach(pair -> pair.theirs().close());
            said.writer().close();
        }
    }

    private static Child launch(
            Path program, Machine machine, List<SocketPair> pairs, List<Fd> kept, Fd said, Fd nothing) {
        List<String> numbers =
                pairs.stream().map(pair -> pair.theirs().inherited()).toList();
        List<Step> steps = new ArrayList<>();
        steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
        steps.add(new TerminalStep.Setsid());
        steps.add(new DescriptorStep.Dup(nothing, 0));
        steps.add(new DescriptorStep.Dup(said, 1));
        steps.add(new DescriptorStep.Dup(said, 2));
        steps.add(new DescriptorStep.CloseOnExec(3));
        pairs.forEach(pair -> steps.add(new DescriptorStep.Keep(pair.theirs())));
        kept.forEach(file -> steps.add(new DescriptorStep.Keep(file)));
        steps.add(new ProcessStep.UnblockSignals());
        steps.add(new ProcessStep.Execve(
                program.toString(), machine.arguments(program, numbers), Map.of("PATH", "/usr/bin:/bin")));
        return Launcher.children().launch(new SyscallProgram(Set.of(), steps)).started();
    }

    /** Our ends of the guest's ports, in order. */
    public List<Fd> ports() {
        return ports;
    }

    /** The emulator's PID. */
    public long pid() {
        return process.pid();
    }

    /** The last lines of the machine's console, and of the emulator itself. */
    public List<String> lastLines() {
        return process.poll().isPresent() ? console.atTheEnd() : console.lastLines();
    }

    /** Ends the machine, as if its plug were pulled. The ports read as ended then; who reads them closes them. */
    @Override
    public void close() {
        process.close();
    }
}
