package hangari.container.life.keep;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Hierarchy;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.Request.LogQuery;
import hangari.linux.Keeper;
import hangari.linux.proc.ProcFs;
import hangari.network.attach.NetworkSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A state directory with a root to make containers of: busybox and nothing else. */
final class Yard {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of(
            "sh",
            "nc",
            "cat",
            "echo",
            "sleep",
            "seq",
            "true",
            "false",
            "id",
            "stty",
            "kill",
            "head",
            "dd",
            "yes",
            "tty",
            "ls",
            "test",
            "readlink",
            "ps",
            "tail",
            "chown",
            "chmod",
            "mkdir",
            "stat",
            "touch",
            "cp",
            "grep",
            "unshare");

    final Path state;
    final Path root;
    /** All containers that ever were. */
    final Set<String> ids = ConcurrentHashMap.newKeySet();

    private NetworkSettings settings = NetworkSettings.defaults();

    Yard(Path folder) throws IOException {
        this(folder.resolve("state"), folder.resolve("root"));
        assumeTrue(Files.isExecutable(BUSYBOX), "busybox-static is not installed");
        Files.createDirectories(root.resolve("bin"));
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        for (String applet : APPLETS) {
            Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
        }
        Files.createDirectory(root.resolve("tmp"));
    }

    /** With a root that is there already. */
    Yard(Path state, Path root) {
        this.state = state;
        this.root = root;
    }

    /** On this network instead of the host's own. */
    void on(NetworkSettings other) {
        settings = other;
    }

    Containers open() {
        return Containers.open(state, settings);
    }

    /** A variable by which the processes of this state directory are known. */
    String mark(String kind) {
        return "HANGARI_" + kind + "=" + state;
    }

    String created(Containers containers, ContainerDraft draft) {
        String id = containers.create("", draft.config()).id();
        ids.add(id);
        return id;
    }

    /** A container without a network, whose shell does this. */
    ContainerDraft sh(String script) {
        return command("sh", "-c", script);
    }

    ContainerDraft command(String... words) {
        return ContainerDraft.ofDirectories(List.of(root.toString()))
                .network("none")
                .command(words);
    }

    /** All that a conversation tells, each stream by itself; with the end. */
    static Heard hear(Conversation conversation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String exit = "";
        try (conversation) {
            for (Optional<Frame> next = conversation.next(); next.isPresent(); next = conversation.next()) {
                Frame frame = next.get();
                switch (frame.kind()) {
                    case STDOUT -> out.writeBytes(frame.bytes());
                    case STDERR -> err.writeBytes(frame.bytes());
                    case EXIT -> exit = frame.text();
                    default -> throw new AssertionError(frame);
                }
            }
        }
        return new Heard(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), exit);
    }

    /** What was heard. */
    record Heard(String out, String err, String exit) {}

    /** Hears until this has come, and no further. */
    static String hearUntil(Conversation conversation, String text) {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf(text) < 0) {
            heard.append(conversation
                    .next()
                    .orElseThrow(() -> new AssertionError("only this came: " + heard))
                    .text());
        }
        return heard.toString();
    }

    static String output(Containers containers, String container) {
        return hear(containers.logs(container, LogQuery.ALL)).out();
    }

    /** Everything on this machine that is of containers of this state directory; nothing, when all are gone. */
    List<String> remains(String... but) throws IOException {
        List<String> found = new ArrayList<>();
        for (String place : List.of("containers", "network/attachments", "layers/stacks")) {
            try (Stream<Path> files = Files.list(state.resolve(place))) {
                files.map(Path::toString).forEach(found::add);
            }
        }
        found.addAll(keepers());
        found.addAll(groups());
        found.addAll(marked("LIFE"));
        found.addAll(mounts());
        found.removeIf(one -> Stream.of(but).anyMatch(id -> one.contains(id.substring(0, 12))));
        return found;
    }

    private List<String> keepers() {
        ProcFs proc = ProcFs.host();
        List<String> found = new ArrayList<>();
        for (long pid : proc.pids()) {
            List<String> command = proc.commandLine(pid).value().orElse(List.of());
            boolean keeper = !command.isEmpty() && command.get(0).equals(Keeper.NAME);
            String maps = proc.read(pid, "maps").value().orElse("");
            if (keeper && maps.contains(state.toString())) {
                found.add(pid + " " + String.join(" ", command));
            }
        }
        return found;
    }

    /** The processes that have a mark; with the short id of their container, which is its hostname. */
    List<String> marked(String kind) {
        ProcFs proc = ProcFs.host();
        List<String> found = new ArrayList<>();
        for (long pid : proc.pids()) {
            List<String> variables =
                    List.of(proc.read(pid, "environ").value().orElse("").split("\0"));
            if (variables.contains(mark(kind))) {
                found.add(pid + " with "
                        + variables.stream()
                                .filter(one -> one.startsWith("HANGARI_") || one.startsWith("HOSTNAME="))
                                .toList());
            }
        }
        return found;
    }

    /** The same, when those that are being ended have had the time to end. */
    List<String> awaitNone(String kind) throws InterruptedException {
        List<String> found = marked(kind);
        for (int round = 0; round < 500 && !found.isEmpty(); round++) {
            TimeUnit.MILLISECONDS.sleep(10);
            found = marked(kind);
        }
        return found;
    }

    /** What is mounted in our own namespace; containers have theirs. */
    private List<String> mounts() {
        ProcFs proc = ProcFs.host();
        return proc.mounts(proc.self()).value().orElseThrow().mounts().stream()
                .map(mount -> mount.target())
                .filter(target -> target.startsWith(state + "/"))
                .toList();
    }

    /** The groups below our own that are called after containers; a group with a process in it cannot be removed. */
    private List<String> groups() throws IOException {
        List<String> found = new ArrayList<>();
        for (Hierarchy tree : Hierarchies.here().trees()) {
            if (tree.directory().isPresent()) {
                try (Stream<Path> files = Files.list(tree.directory().get())) {
                    files.filter(path -> path.getFileName().toString().matches("hangari-[0-9a-f]{64}"))
                            .filter(this::isOurs)
                            .map(Path::toString)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private boolean isOurs(Path group) {
        return ids.contains(group.getFileName().toString().substring("hangari-".length()));
    }

    /** The groups of these containers that are there. */
    static List<String> groups(List<String> directories) {
        return directories.stream()
                .filter(directory -> Files.exists(Path.of(directory)))
                .toList();
    }
}
