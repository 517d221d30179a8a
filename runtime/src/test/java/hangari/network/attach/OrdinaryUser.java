package hangari.network.attach;

import hangari.linux.Child;
import hangari.linux.Credentials;
import hangari.linux.DescriptorStep;
import hangari.linux.FileStep;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Meeting;
import hangari.linux.Namespace;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.SyscallProgram;
import hangari.network.port.PortException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an ordinary user does, in a process of its own: a container that speaks, and then answers on its port 80. */
final class OrdinaryUser {
    private OrdinaryUser() {}

    /** Takes the directory, a program for the network, what the container runs, and whether to end without a farewell. */
    public static void main(String[] args) throws IOException {
        NetworkSettings settings = NetworkSettings.defaults().inUserMode(Path.of(args[1]));
        try (Networks networks = Networks.open(Path.of(args[0]), settings);
                Meeting meeting = new Meeting()) {
            networks.recover(Set.of());
            Reservation reservation = networks.reserve(Wish.of("c0ffee", "web").publish("8080:80"));
            System.out.println(reservation.files().resolvConf().strip());
            Launch launch = Launcher.children()
                    .launch(program(meeting, args[2]), meeting, pid -> networks.attach(reservation, pid));
            launch.refusal().ifPresent(refusal -> System.out.println(refusal.line()));
            Child child = launch.child().orElseThrow();
            System.in.read();
            child.close();
            if (args.length > 3) {
                Runtime.getRuntime().halt(9);
            }
            networks.detach("c0ffee");
        } catch (NetworkException | PortException e) {
            System.out.println(e.getMessage());
        }
    }

    private static SyscallProgram program(Meeting meeting, String script) {
        return new SyscallProgram(
                Set.of(Namespace.USER, Namespace.PID, Namespace.NET),
                List.of(
                        new FileStep.WriteFile("/proc/self/uid_map", "0 " + Credentials.uid() + " 1"),
                        new FileStep.WriteFile("/proc/self/setgroups", "deny"),
                        new FileStep.WriteFile("/proc/self/gid_map", "0 " + Credentials.gid() + " 1"),
                        meeting.step(),
                        new ProcessStep.DieWithParent(Signal.SIGKILL),
                        new ProcessStep.UnblockSignals(),
                        new DescriptorStep.CloseOnExec(3),
                        new ProcessStep.Execve("/usr/bin/busybox", List.of("busybox", "sh", "-c", script), Map.of())));
    }
}
