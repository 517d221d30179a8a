package hangari.linux;

import hangari.vm.agent.AgentLink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A guest's agent without its start, as a process of this machine: it takes in what every agent does. It is the first in
 * a PID namespace, so that all that it began ends with it: pid_namespaces(7).
 */
final class HostAgent implements AutoCloseable {
    private final Child process;
    private final AgentLink link;

    private HostAgent(Child process, AgentLink link) {
        this.process = process;
        this.link = link;
    }

    /** One that has gone through these steps before it takes in anything. */
    static HostAgent start(Path folder, List<Step> first) throws IOException {
        Path file = Files.write(folder.resolve("agent"), file(first));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        List<SocketPair> pairs = new ArrayList<>();
        for (int port = 0; port < GuestAgent.PORTS; port++) {
            pairs.add(SocketPair.open());
        }
        Child process = launch(file, pairs);
        pairs.forEach(pair -> pair.theirs().close());
        return new HostAgent(
                process,
                new AgentLink(
                        Arch.current(), pairs.stream().map(SocketPair::ours).toList()));
    }

    private static Child launch(Path file, List<SocketPair> pairs) {
        // The last port is the one for jobs, which the agent has first. Ours may have the numbers that it is to have.
        List<SocketPair> ordered = new ArrayList<>(pairs.subList(0, GuestAgent.SLOTS));
        ordered.add(0, pairs.get(GuestAgent.SLOTS));
        int far = 700;
        List<Step> steps = new ArrayList<>(
                List.of(new ProcessStep.DieWithParent(Signal.SIGKILL), new DescriptorStep.CloseOnExec(3)));
        for (int i = 0; i < ordered.size(); i++) {
            steps.add(new DescriptorStep.Dup(ordered.get(i).theirs(), far + i));
        }
        for (int i = 0; i < ordered.size(); i++) {
            steps.add(moved(far + i, GuestAgent.CONTROL + i));
        }
        steps.add(new DescriptorStep.CloseOnExec(GuestAgent.CONTROL + GuestAgent.PORTS));
        steps.add(new ProcessStep.UnblockSignals());
        steps.add(new ProcessStep.Execve(file.toString(), List.of("agent"), Map.of()));
        return Launcher.children()
                .launch(new SyscallProgram(Set.of(Namespace.USER, Namespace.PID), steps))
                .child()
                .orElseThrow();
    }

    private static Step moved(int from, int to) {
        return new DescriptorStep.Dup(new Fd(from), to);
    }

    private static byte[] file(List<Step> first) {
        List<Call> calls = new ArrayList<>();
        calls.add(GuestAgent.handle(Signal.SIGCHLD, 1, "SIG_IGN"));
        calls.add(GuestAgent.handle(Signal.SIGPIPE, 1, "SIG_IGN"));
        calls.add(Call.of(
                Syscall.MMAP,
                Arg.constant(GuestAgent.BASE, "arena"),
                Arg.number(GuestAgent.MOST),
                Arg.constant(Libc.PROT_READ | Libc.PROT_WRITE, "PROT_READ|PROT_WRITE"),
                Arg.constant(0x10_0022, "MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE"),
                Arg.number(-1),
                Arg.number(0)));
        first.forEach(step -> calls.addAll(step.calls()));
        long pump = GuestAgent.LOOP + 3L * Stage.SIZE;
        long walked = pump + Stage.Pump.SIZE;
        byte[] stages = Stage.bytes(List.of(
                new Stage(Stage.Kind.WALK, walked),
                new Stage(Stage.Kind.FILL, pump),
                new Stage(Stage.Kind.GO_ON, GuestAgent.BASE)));
        var behind = new ByteArrayOutputStream();
        behind.writeBytes(new Stage.Pump(GuestAgent.CONTROL, -1, GuestAgent.BASE, GuestAgent.HEAD).bytes());
        behind.writeBytes(Layout.of(calls, Arch.current(), walked).bytes());
        return StaticProgram.file(Arch.current(), stages, behind.toByteArray());
    }

    AgentLink link() {
        return link;
    }

    /** Ends it, as if the machine's plug were pulled. */
    void kill() {
        process.close();
    }

    @Override
    public void close() {
        kill();
        link.close();
    }
}
