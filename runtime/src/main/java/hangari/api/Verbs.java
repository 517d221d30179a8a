package hangari.api;

import static hangari.compare.Place.ALL;

import hangari.compare.Comparing;
import hangari.compare.Comparison;
import hangari.compare.Subject;
import hangari.container.ContainerSpec;
import hangari.container.Observation;
import hangari.container.Observer;
import hangari.vm.kvm.Guest;
import hangari.vm.kvm.Machine;
import java.nio.file.Path;
import java.util.List;

/**
 * What a session begins with.
 *
 * <pre>{@code
 * var root = rootfs("/bin/sh", "/bin/ls");
 * box("ls", "/").chroot(root).run();
 * box("sh", "-c", "echo $$").unshare(PID).run();
 * }</pre>
 */
public final class Verbs {
    /** How often a command is run at each place that is compared. */
    private static final int ROUNDS = 20;

    private Verbs() {}

    /** A process that has not run: the program and its arguments. */
    public static Box box(String... argv) {
        ContainerSpec spec = ContainerSpec.of(argv);
        return new Box(
                Place.owner().map(owner -> spec.withEnv("HANGARI_OWNER", owner)).orElse(spec));
    }

    /** A command line, run by the host's shell as a plain process. */
    public static Run sh(String command) {
        return box("sh", "-c", command).run();
    }

    /** A new directory that holds programs of the host, and the libraries they need. */
    public static Root rootfs(String... programs) {
        return emptyRoot().with(programs);
    }

    /** A new empty directory. */
    public static Root emptyRoot() {
        return new Root(Place.fresh("root"));
    }

    /** A directory that is there already. */
    public static Root root(String directory) {
        return new Root(Path.of(directory).toAbsolutePath().normalize());
    }

    /**
     * The same command as a process, chrooted, in a container and in a VM, on a root of its own that holds its program;
     * every cell of the table is measured now, which takes some seconds.
     */
    public static Comparison compare(String... argv) {
        Subject subject = new Subject(List.of(argv), List.of(rootfs(argv[0]).path()));
        return Comparing.compare(subject, ALL, Place.directories(), ROUNDS, Comparing.Progress.NONE);
    }

    /** A machine made of software that is not switched on, with a guest of a hundred bytes in it; see {@link Machine}. */
    public static Machine machine() {
        return Machine.tiny();
    }

    /** A machine made of software, with a guest of these bytes; {@code machine(0xf4)} halts at once. */
    public static Machine machine(int... bytes) {
        return Machine.of(Guest.of(bytes));
    }

    /** What can be seen of a process, from outside it. */
    public static Observation observe(long pid) {
        return Observer.observe(pid).orElseThrow(() -> new IllegalArgumentException("no process has the PID " + pid));
    }

    /** What can be seen of this session itself. */
    public static Observation host() {
        return Observer.self();
    }

    /** A random word of this session, which no text can know. */
    public static String nonce() {
        return Place.nonce();
    }

    /** Every box that this session started and that still runs. */
    public static List<Running> running() {
        return Running.all();
    }
}
