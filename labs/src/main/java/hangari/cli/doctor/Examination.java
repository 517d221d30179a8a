package hangari.cli.doctor;

import static java.lang.Integer.parseInt;

import hangari.linux.Refusal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at everything in turn.
 *
 * <pre>{@code
 * var findings = new Examination(new KernelTrials(session.work())).all();
 * }</pre>
 */
public final class Examination {
    private static final int OLDEST_MAJOR = 5;
    private static final int OLDEST_MINOR = 11;
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final HostFiles files;
    private final Trials trials;
    private final String architecture;
    private final Map<Topic, Supplier<Finding>> looks = new EnumMap<>(Topic.class);

    /** Of this machine. */
    public Examination(Trials trials) {
        this(new HostFiles(Path.of("/")), trials, System.getProperty("os.arch", "unknown"));
    }

    Examination(HostFiles files, Trials trials, String architecture) {
        this.files = files;
        this.trials = trials;
        this.architecture = architecture;
        Groups groups = new Groups(files);
        Users users = new Users(files);
        looks.put(Topic.KERNEL, this::kernel);
        looks.put(Topic.ARCHITECTURE, this::architecture);
        looks.put(Topic.JDK, () -> Finding.yes(Topic.JDK, Runtime.version().toString()));
        looks.put(Topic.USER, users::user);
        looks.put(Topic.CHROOT, () -> tried(Topic.CHROOT, trials.chroot()));
        looks.put(Topic.USERNS, this::userNamespaces);
        looks.put(Topic.NETNS, () -> tried(Topic.NETNS, trials.networkNamespace()));
        looks.put(Topic.OVERLAY, this::overlay);
        looks.put(Topic.CGROUP, groups::look);
        looks.put(Topic.SECCOMP, this::seccomp);
        looks.put(Topic.ID_RANGES, users::ranges);
        looks.put(Topic.KVM, this::kvm);
        looks.put(Topic.QEMU, this::qemu);
    }

    /** Everything. */
    public List<Finding> all() {
        return looks.values().stream().map(Supplier::get).toList();
    }

    /** One thing. */
    public Finding of(Topic topic) {
        Supplier<Finding> look = looks.get(topic);
        if (look == null) {
            throw new IllegalArgumentException("nobody looks at " + topic);
        }
        return look.get();
    }

    private Finding kernel() {
        String release = files.text("proc/sys/kernel/osrelease").orElse("unknown");
        Matcher numbers = VERSION.matcher(release);
        boolean recent = numbers.lookingAt() && isRecent(parseInt(numbers.group(1)), parseInt(numbers.group(2)));
        return recent
                ? Finding.yes(Topic.KERNEL, release)
                : Finding.no(Topic.KERNEL, release, "old", OLDEST_MAJOR + "." + OLDEST_MINOR);
    }

    private static boolean isRecent(int major, int minor) {
        return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
    }

    private Finding architecture() {
        return List.of("amd64", "x86_64", "aarch64").contains(architecture)
                ? Finding.yes(Topic.ARCHITECTURE, architecture)
                : Finding.no(Topic.ARCHITECTURE, architecture, "other");
    }

    private Finding tried(Topic topic, Optional<Refusal> refusal) {
        return refusal.map(refused -> refused(topic, "refused", refused)).orElseGet(() -> Finding.yes(topic, ""));
    }

    /** Without privilege everything begins with a user namespace: if there is none, that is what is wrong. */
    private Finding refused(Topic topic, String problem, Object detail) {
        Finding userNamespaces = trials.privileged() ? Finding.yes(Topic.USERNS, "") : userNamespaces();
        return userNamespaces.status() == Finding.Status.NO
                ? Finding.blocked(topic, userNamespaces)
                : Finding.no(topic, "", problem, detail);
    }

    private Finding userNamespaces() {
        Optional<Refusal> refusal = trials.userNamespace();
        return refusal.map(refused -> Finding.no(
                        Topic.USERNS,
                        "",
                        new WhyNoUserNamespace(files).problem(),
                        refused.text() + ": " + refused.errno()))
                .orElseGet(() -> Finding.yes(Topic.USERNS, ""));
    }

    private Finding overlay() {
        Optional<Refusal> refusal = trials.overlay();
        if (refusal.isEmpty()) {
            return Finding.yes(Topic.OVERLAY, "");
        }
        boolean known = files.text("proc/filesystems").orElse("").lines().anyMatch(line -> line.endsWith("\toverlay"));
        boolean mounting =
                refusal.get().call().equals("mount") && refusal.get().text().contains("overlay");
        if (mounting && !known) {
            return refused(
                    Topic.OVERLAY,
                    "absent",
                    refusal.get().call() + ": " + refusal.get().errno());
        }
        return refused(Topic.OVERLAY, mounting ? "refused" : "unprepared", refusal.get());
    }

    // seccomp(2): "/proc/sys/kernel/seccomp/actions_avail" lists the actions the kernel knows; proc_pid_status(5):
    // "Seccomp: 2" is a process that is filtered itself.
    private Finding seccomp() {
        boolean known = files.has("proc/sys/kernel/seccomp/actions_avail");
        boolean filtered = files.text("proc/self/status").orElse("").lines().anyMatch("Seccomp:\t2"::equals);
        if (!known) {
            return Finding.limited(Topic.SECCOMP, "", "absent");
        }
        return filtered ? Finding.limited(Topic.SECCOMP, "", "filtered") : Finding.yes(Topic.SECCOMP, "");
    }

    private Finding kvm() {
        if (!files.has("dev/kvm")) {
            return Finding.no(Topic.KVM, "", "absent");
        }
        return files.usable("dev/kvm") ? Finding.yes(Topic.KVM, "/dev/kvm") : Finding.no(Topic.KVM, "", "forbidden");
    }

    private Finding qemu() {
        String name = "qemu-system-" + (architecture.equals("aarch64") ? "aarch64" : "x86_64");
        return files.program(name, PATH)
                .map(program -> Finding.yes(Topic.QEMU, program.toString()))
                .orElseGet(() -> Finding.no(Topic.QEMU, "", "absent", name));
    }
}
