package hangari.network.attach;

import hangari.linux.Child;
import hangari.linux.DescriptorStep;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.NetworkNamespace;
import hangari.linux.OpenFlag;
import hangari.linux.OtherProcess;
import hangari.linux.Pipe;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TerminalStep;
import hangari.network.port.PortMapping;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Networks of an ordinary user's containers: beside each runs a program that carries its packets over ordinary sockets.
 *
 * <p>The program outlives us, as its container does. It has the name of a file of its own among its arguments, by which
 * it is found again, whoever started it.
 */
final class UserNetworks {
    static final List<Path> PLACES = List.of(Path.of("/usr/bin/pasta"), Path.of("/usr/bin/slirp4netns"));
    private static final Path TUN = Path.of("/dev/net/tun");
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LONGEST_REPLY = 4096;

    private final NetworkSettings settings;
    private final Ledger ledger;
    private final Names names;
    private final Map<String, Child> children = new HashMap<>();

    UserNetworks(NetworkSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
        this.names = Names.of(ledger.directory());
    }

    /** The program that is installed. */
    UserProgram program() {
        Path program = settings.userPrograms().stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new NetworkException("--network bridge of an ordinary user needs pasta or slirp4netns:"
                                + " apt-get install passt; or use --network none"));
        if (!Files.isWritable(TUN)) {
            throw new NetworkException("--network bridge of an ordinary user needs " + TUN
                    + ", which this user may not open: modprobe tun; chmod 666 " + TUN + "; or use --network none");
        }
        return UserProgram.of(program);
    }

    Path socket(String id) {
        return ledger.note(names.cable(id) + ".socket");
    }

    /** Starts the program, and waits until the network is there. */
    void start(Reservation reservation, NetworkNamespace namespace) {
        ledger.deed();
        Attachment attachment = reservation.attachment();
        boolean pasta = UserProgram.of(Path.of(reservation.program().get(0))).pasta();
        try (Pipe ready = Pipe.open();
                Pipe said = Pipe.open();
                Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR))) {
            Child child = launched(reservation, namespace, ready, said, nothing);
            ready.writer().close();
            said.writer().close();
            if (pasta) {
                inBackground(child, said);
            } else {
                synchronized (children) {
                    children.put(attachment.id(), child);
                }
                isReady(ready, said);
                attachment.mappings().forEach(port -> forward(socket(attachment.id()), port));
            }
        } catch (RuntimeException e) {
            end(attachment.id());
            throw e;
        }
    }

    private static Child launched(
            Reservation reservation, NetworkNamespace namespace, Pipe ready, Pipe said, Fd nothing) {
        List<Step> steps = new ArrayList<>(List.of(new TerminalStep.Setsid()));
        steps.addAll(namespace.handedOnAs(UserProgram.NAMESPACE, UserProgram.OWNER));
        steps.add(new DescriptorStep.Dup(ready.writer(), UserProgram.READY));
        steps.add(new DescriptorStep.Dup(nothing, 0));
        steps.add(new DescriptorStep.Dup(said.writer(), 1));
        steps.add(new DescriptorStep.Dup(said.writer(), 2));
        steps.add(new ProcessStep.UnblockSignals());
        steps.add(new DescriptorStep.CloseOnExec(UserProgram.READY + 1));
        List<String> command = reservation.program();
        steps.add(new ProcessStep.Execve(command.get(0), command, Map.of("PATH", "/usr/bin:/bin")));
        // While the container's child waits, its launcher's thread does, too; the other one is free.
        Launch launch = Launcher.probes().launch(new SyscallProgram(Set.of(), steps));
        launch.refusal().ifPresent(refusal -> {
            launch.child().ifPresent(Child::close);
            throw new NetworkException(refusal.line());
        });
        return launch.child().orElseThrow();
    }

    private static void inBackground(Child child, Pipe said) {
        Ending ending = child.await();
        if (!ending.equals(new Ending.Exited(0))) {
            throw new NetworkException(
                    "pasta " + ending + ": " + lastLine(said) + ": see its words, or use --network none");
        }
    }

    private static void isReady(Pipe ready, Pipe said) {
        if (!ready.reader().readable(PATIENCE_MILLIS) || ready.reader().read().length == 0) {
            throw new NetworkException(
                    "slirp4netns did not get ready: " + lastLine(said) + ": see its words, or use --network none");
        }
    }

    private static String lastLine(Pipe said) {
        String text = said.reader().readable(0) ? new String(said.reader().read(), StandardCharsets.UTF_8) : "";
        List<String> lines =
                text.lines().filter(line -> !line.contains("syslog")).toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    private static void forward(Path socket, PortMapping port) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(StandardCharsets.UTF_8.encode(UserProgram.forwarding(port)));
            channel.shutdownOutput();
            ByteBuffer reply = ByteBuffer.allocate(LONGEST_REPLY);
            while (reply.hasRemaining() && channel.read(reply) >= 0) {
                // until the program has said all
            }
            String text = StandardCharsets.UTF_8.decode(reply.flip()).toString();
            if (text.contains("\"error\"")) {
                throw new NetworkException("slirp4netns refuses port " + port + ": " + text.strip());
            }
        } catch (IOException e) {
            throw NetworkException.of("publish port " + port + " by slirp4netns at " + socket, e);
        }
    }

    /** Ends the program of a container, if it runs. */
    void end(String id) {
        synchronized (children) {
            Optional.ofNullable(children.remove(id)).ifPresent(Child::close);
        }
        Path socket = socket(id);
        for (long pid : processes()) {
            if (isOurs(pid, socket)) {
                OtherProcess.hold(pid).ifPresent(held -> end(held, socket));
            }
        }
        ledger.remove(socket);
    }

    private void end(OtherProcess held, Path socket) {
        try (held) {
            // It is held now: if it is the right one still, it is the right one for good.
            if (isOurs(held.pid(), socket) && held.signal(Signal.SIGKILL)) {
                held.ended(PATIENCE_MILLIS);
            }
        } catch (KernelException e) {
            // Somebody else's process has put on the name of ours; it is no business of ours, and cannot be ended.
        }
    }

    private boolean isOurs(long pid, Path socket) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            List<String> arguments = List.of(line.split("\0", -1));
            String path = new String(socket.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return settings.userPrograms().contains(Path.of(arguments.get(0)))
                    && (arguments.contains(path) || arguments.contains("--api-socket=" + path));
        } catch (IOException | InvalidPathException e) {
            return false; // it has ended, or is another
        }
    }

    private static List<Long> processes() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            found.forEach(path -> pids.add(Long.valueOf(path.getFileName().toString())));
            return pids;
        } catch (IOException e) {
            throw NetworkException.of("look for the program of a network in /proc", e);
        }
    }
}
