package hangari.container.life.wire;

import hangari.container.life.LifeException;
import hangari.linux.Child;
import hangari.linux.DescriptorStep;
import hangari.linux.Fd;
import hangari.linux.FileStep;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.OpenFlag;
import hangari.linux.ProcessStep;
import hangari.linux.SyscallProgram;
import hangari.linux.TerminalStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Begins a program that has nothing to do with us any more: neither terminal nor descriptors nor directory. */
final class Detached {
    private static final int REAP_MILLIS = 60_000;

    private Detached() {}

    static Child begin(SupervisorCommand command, Path log) {
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDONLY));
                Fd output = Fd.open(
                        log.toString(), Set.of(OpenFlag.WRONLY, OpenFlag.CREAT, OpenFlag.APPEND, OpenFlag.NOCTTY))) {
            Launch launch = Launcher.children().launch(program(command, nothing, output));
            if (launch.refusal().isPresent()) {
                launch.child().ifPresent(Child::close);
                throw new LifeException(
                        LifeException.Kind.UNREACHABLE,
                        "cannot begin a supervisor: " + launch.refusal().get().line());
            }
            return launch.child().orElseThrow();
        }
    }

    private static SyscallProgram program(SupervisorCommand command, Fd nothing, Fd output) {
        List<String> argv = Stream.concat(Stream.of(command.program().toString()), command.arguments().stream())
                .toList();
        return new SyscallProgram(
                Set.of(),
                List.of(
                        // setsid(2): the session "does not have a controlling terminal", so none can send SIGHUP or
                        // SIGINT
                        new TerminalStep.Setsid(),
                        new FileStep.Chdir("/"),
                        new FileStep.Umask(0022),
                        new DescriptorStep.Dup(nothing, 0),
                        new DescriptorStep.Dup(output, 1),
                        new DescriptorStep.Dup(output, 2),
                        new DescriptorStep.CloseOnExec(3),
                        new ProcessStep.UnblockSignals(),
                        new ProcessStep.Execve(command.program().toString(), argv, command.environment())));
    }

    /** Reaps it when it ends, should we live that long. */
    static void reap(Child child) {
        Thread reaper = new Thread(
                () -> {
                    while (child.poll().isEmpty()) {
                        var unused = child.pidfd().readable(REAP_MILLIS);
                    }
                },
                "supervisor-reaper");
        reaper.setDaemon(true);
        reaper.start();
    }
}
