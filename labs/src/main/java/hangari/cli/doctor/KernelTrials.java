package hangari.cli.doctor;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.RootFs;
import hangari.container.Stdio;
import hangari.linux.Credentials;
import hangari.linux.Fd;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.OpenFlag;
import hangari.linux.ProcessStep;
import hangari.linux.Refusal;
import hangari.linux.SyscallProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries it on the kernel that runs us, by the runtime that the lessons use.
 *
 * @param work an empty directory for what the trials need; its owner removes it
 */
public record KernelTrials(Path work) implements Trials {
    private static final String NOT_THERE = "/no-such-program";

    @Override
    public boolean privileged() {
        return Credentials.canAdministrate();
    }

    @Override
    public Optional<Refusal> userNamespace() {
        // AppArmor lets the namespace come to be, and refuses what the new root in it then asks for.
        SyscallProgram program = new SyscallProgram(
                Set.of(Namespace.USER, Namespace.UTS),
                List.of(new NamespaceStep.Sethostname("trial"), new ProcessStep.Exit(0)));
        Launch launch = Launcher.children().launch(program);
        launch.child().ifPresent(child -> {
            var unused = child.await();
        });
        return launch.refusal();
    }

    @Override
    public Optional<Refusal> chroot() {
        return start(spec().withRoot(new RootFs.Chroot(directory("root"))));
    }

    @Override
    public Optional<Refusal> networkNamespace() {
        return start(spec().withNamespaces(Set.of(Namespace.NET)));
    }

    @Override
    public Optional<Refusal> overlay() {
        return start(spec().withRoot(new RootFs.Overlay(
                List.of(directory("lower")), directory("upper"), directory("layers"), directory("merged"))));
    }

    private static ContainerSpec spec() {
        return ContainerSpec.of(NOT_THERE);
    }

    private Path directory(String name) {
        try {
            return Files.createDirectories(work.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + work.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** The program is not there on purpose: a start that gets as far as execve has been granted all before it. */
    private static Optional<Refusal> start(ContainerSpec spec) {
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR));
                Container container = Container.on(new Stdio(nothing, nothing, nothing, false), spec)) {
            var unused = container.await();
            return container.refusal().filter(refusal -> !refusal.call().equals("execve"));
        }
    }
}
