package hangari.vm;

import hangari.linux.Arch;
import hangari.linux.Fd;
import hangari.linux.GuestAgent;
import hangari.linux.MemoryFile;
import hangari.vm.agent.AgentLink;
import hangari.vm.agent.GuestCommand;
import hangari.vm.agent.GuestProcess;
import hangari.vm.agent.Streams;
import hangari.vm.fault.VmException;
import hangari.vm.kernel.GuestKernel;
import hangari.vm.kernel.KernelSearch;
import hangari.vm.qemu.Accelerator;
import hangari.vm.qemu.Board;
import hangari.vm.qemu.Emulator;
import hangari.vm.qemu.EmulatorSearch;
import hangari.vm.qemu.Machine;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/**
 * A running virtual machine with a Linux of its own.
 *
 * <pre>{@code
 * try (LinuxVm vm = LinuxVm.start(VmSpec.of(root, state))) {
 *     System.out.println(vm.run("uname", "-r").text());
 * }
 * }</pre>
 *
 * <p>Its kernel is another than the host's; its root is a copy, in its memory, of the directory that is a container's.
 * It is a child of this process, and ends with it.
 */
public final class LinuxVm implements AutoCloseable {
    // Under KVM a guest is ready in a fraction of this; a KVM that hangs is not worth more.
    private static final Duration TRIAL = Duration.ofSeconds(5);

    private final GuestKernel kernel;
    private final Machine machine;
    private final Emulator emulator;
    private final AgentLink link;

    private LinuxVm(GuestKernel kernel, Machine machine, Emulator emulator, AgentLink link) {
        this.kernel = kernel;
        this.machine = machine;
        this.emulator = emulator;
        this.link = link;
    }

    /**
     * Starts a machine; returns when it takes commands.
     *
     * @throws VmException if it cannot be started: no emulator, no kernel, too little memory, or it panicked or hung
     */
    public static LinuxVm start(VmSpec spec) {
        Arch arch = Arch.current();
        Path program = EmulatorSearch.ofThisProcess().find(arch);
        GuestKernel kernel = KernelSearch.of(spec.state()).find(spec.progress());
        Board board = Board.fastest(arch, kernel.form() == GuestKernel.Form.PVH);
        try (Fd root = GuestRoot.of(spec, arch, kernel, board)) {
            return new Starting(spec, arch, program, kernel, board, root).start();
        }
    }

    /** All that a start needs, but for who runs the instructions. */
    private record Starting(VmSpec spec, Arch arch, Path program, GuestKernel kernel, Board board, Fd root) {
        LinuxVm start() {
            var memory = AcceleratorMemory.in(spec.state());
            List<Accelerator> all = spec.accelerator().map(List::of).orElseGet(memory::toTry);
            for (Accelerator accelerator : all.subList(0, all.size() - 1)) {
                try {
                    LinuxVm vm = start(accelerator, min(TRIAL, spec.bootLimit()));
                    memory.worked(accelerator);
                    return vm;
                } catch (VmException e) {
                    spec.progress().accept(accelerator.qemu() + " does not work here: " + e.getMessage());
                }
            }
            Accelerator last = all.get(all.size() - 1);
            LinuxVm vm = start(last, spec.bootLimit());
            if (all.size() > 1) { // else nothing was found out: it was asked for, or there is no other
                memory.worked(last);
            }
            return vm;
        }

        private static Duration min(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private LinuxVm start(Accelerator accelerator, Duration limit) {
            Machine machine = new Machine(
                    board,
                    accelerator,
                    kernel.image(),
                    MemoryFile.path(root),
                    spec.memory(),
                    spec.processors(),
                    (GuestRoot.parameter() + " " + spec.append()).strip());
            Emulator emulator = Emulator.start(program, machine, GuestAgent.PORTS, List.of(root));
            var link = new AgentLink(arch, emulator.ports());
            var vm = new LinuxVm(kernel, machine, emulator, link);
            try {
                vm.awaitReady(limit);
                return vm;
            } catch (VmException e) {
                vm.close();
                throw e;
            }
        }
    }

    private void awaitReady(Duration limit) {
        try {
            if (!link.awaitReady(limit)) {
                emulator.close();
                throw failed(VmException.Kind.BOOT_FAILED);
            }
        } catch (TimeoutException e) {
            throw failed(VmException.Kind.BOOT_TIMEOUT, limit.toSeconds());
        }
    }

    private VmException failed(VmException.Kind kind, Object... values) {
        List<String> last = emulator.lastLines();
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(said(last));
        return new VmException(last, kind, all.toArray());
    }

    /** The line that says most. */
    private static String said(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("Kernel panic") || line.contains("qemu-system"))
                .findFirst()
                .or(() -> lines.stream().skip(Math.max(0, lines.size() - 1)).findFirst())
                .map(line -> line.replaceFirst("^\\[[ 0-9.]+] ", ""))
                .orElse("it said nothing");
    }

    /** Runs a command to its end, without input. */
    public VmResult run(String... command) {
        return run(GuestCommand.of(List.of(command)), Streams::withoutInput);
    }

    /** Runs a command to its end. */
    public VmResult run(GuestCommand command, InputStream in) {
        return run(command, (out, err) -> new Streams(in, out, err));
    }

    private VmResult run(GuestCommand command, BiFunction<OutputStream, OutputStream, Streams> streams) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        GuestProcess process = start(command, streams.apply(out, err));
        int status = process.await();
        return new VmResult(status, out.toByteArray(), err.toByteArray(), process.refusal());
    }

    /** Starts a command; its output streams. */
    public GuestProcess start(GuestCommand command, Streams streams) {
        return link.start(command, streams);
    }

    /** The kernel that runs in it. */
    public GuestKernel kernel() {
        return kernel;
    }

    /** What it is made of. */
    public Machine machine() {
        return machine;
    }

    /** The emulator's PID: all of the machine that the host sees. */
    public long pid() {
        return emulator.pid();
    }

    /** Ends it, as if its plug were pulled; what was written in it is gone. */
    @Override
    public void close() {
        emulator.close();
        link.close();
    }
}
