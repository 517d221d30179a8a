package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.Verdicts.Question;
import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.seccomp.Action;
import hangari.linux.seccomp.DockerPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdict on every system call, in a container of dockerd's and in one of ours on the same kernel. */
@EnabledOnOs(architectures = "amd64")
class VerdictComparisonTest {
    /** The edition of dockerd whose differences are all written down here; others may have fewer. */
    private static final String WRITTEN_DOWN = "20.10.";

    private static final long IOCTL = 16;
    private static final long SOCKET = 41;
    private static final long PERSONALITY = 135;

    /** Those that open calls in docker's policy; CAP_BPF and CAP_PERFMON are not known to every dockerd. */
    private static final Set<Capability> OPENING = EnumSet.of(
            Capability.DAC_READ_SEARCH,
            Capability.SYS_BOOT,
            Capability.SYS_MODULE,
            Capability.SYS_PACCT,
            Capability.SYS_PTRACE,
            Capability.SYS_RAWIO,
            Capability.SYS_TIME,
            Capability.SYS_TTY_CONFIG,
            Capability.SYS_NICE,
            Capability.SYSLOG);

    /**
     * A way in which we differ from dockerd on purpose.
     *
     * @param why the reason
     * @param about which calls
     * @param ours our verdicts on them
     * @param everywhere whether every dockerd differs in it; else those with an older policy
     */
    private record Known(String why, Predicate<Question> about, Set<String> ours, boolean everywhere) {}

    private static final String ALLOW = "allow";
    private static final String EPERM = "1";
    private static final String ENOSYS = "38";

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "the i386 table is not served: half the calls to judge are gone, and hardly a program needs it",
                    asked -> asked.table() == 32,
                    Set.of("kill"),
                    true),
            new Known(
                    "x32 is answered as by a kernel that was built without it, as nearly all are",
                    Question::isX32,
                    Set.of(ENOSYS),
                    true),
            new Known(
                    "TIOCSTI and TIOCLINUX type into a terminal; the kernel reads 32 bits of the request",
                    asked -> asked.number() == IOCTL && Set.of(0x5412, 0x541C).contains((int) asked.second()),
                    Set.of(EPERM),
                    true),
            new Known(
                    "personality takes an unsigned int, so the high half says nothing; docker compares it",
                    asked -> asked.number() == PERSONALITY && asked.first() >>> 32 != 0,
                    Set.of(ALLOW),
                    true),
            new Known(
                    "docker's policy of today has lists of socket families; an older one lets in all",
                    asked -> asked.number() == SOCKET,
                    Set.of(EPERM),
                    false),
            new Known(
                    "docker's policy of today allows name_to_handle_at, process_vm_readv and _writev, and pkey_*",
                    asked -> Set.of(303L, 310L, 311L, 329L, 330L, 331L).contains(asked.number()),
                    Set.of(ALLOW),
                    false),
            new Known(
                    "docker's policy of today refuses io_uring_*",
                    asked -> Set.of(425L, 426L, 427L).contains(asked.number()),
                    Set.of(EPERM),
                    false),
            new Known(
                    "an older policy knows no call from 450 up, and says so",
                    asked -> asked.number() >= 450 && asked.number() <= 466,
                    Set.of(ALLOW, EPERM),
                    false));

    @TempDir
    static Path folder;

    private static final List<Question> QUESTIONS = Verdicts.questions();

    /** Those through the one table that we serve. */
    private static final List<Question> SERVED =
            QUESTIONS.stream().filter(one -> one.table() == 64 && !one.isX32()).toList();

    private static Twins twins;

    @BeforeAll
    static void twoContainers() throws Exception {
        Path questions = Files.writeString(folder.resolve("questions"), Verdicts.text(QUESTIONS));
        Path served = Files.writeString(folder.resolve("questions-served"), Verdicts.text(SERVED));
        twins = Twins.in(folder, Verdicts.program(folder), questions, served);
    }

    @AfterAll
    static void noContainer() throws Exception {
        if (twins != null) {
            twins.close();
        }
    }

    /** Some capabilities open further calls. */
    record Capabilities(List<String> flags, UnaryOperator<Profile> profile) {
        @Override
        public String toString() {
            return flags.isEmpty() ? "default" : String.join(" ", flags);
        }
    }

    static List<Capabilities> capabilities() {
        return List.of(
                new Capabilities(List.of(), profile -> profile),
                new Capabilities(List.of("--cap-drop", "ALL"), profile -> Profile.docker(Set.of())),
                added(Set.of(Capability.SYS_ADMIN)),
                added(OPENING));
    }

    private static Capabilities added(Set<Capability> more) {
        List<String> flags =
                more.stream().map(one -> "--cap-add=" + one.name()).sorted().toList();
        return new Capabilities(flags, profile -> profile.withCapabilities(more));
    }

    /** Profiles in docker's JSON form, which both read. */
    static List<String> profiles() {
        String entries = """
            {"names": ["mkdirat", "teleport"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13},
            {"name": "mknod", "action": "SCMP_ACT_KILL_PROCESS"},
            {"names": ["dup3"], "action": "SCMP_ACT_TRAP"},
            {"names": ["socket"], "action": "%1$s", "args": [
                {"index": 0, "op": "SCMP_CMP_GT", "value": 20}, {"index": 1, "op": "SCMP_CMP_EQ", "value": 0}]},
            {"names": ["personality"], "action": "%1$s", "args": [
                {"index": 0, "op": "SCMP_CMP_EQ", "value": 8}, {"index": 0, "op": "SCMP_CMP_GE", "value": 4294967295}]},
            {"names": ["unshare"], "action": "%1$s", "args": [
                {"index": 0, "op": "SCMP_CMP_MASKED_EQ", "value": 4278190080, "valueTwo": 0}]},
            {"names": ["ioctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 25, "args": [
                {"index": 1, "op": "SCMP_CMP_EQ", "value": 21522}]},
            {"names": ["mount"], "action": "%1$s", "includes": {"caps": ["CAP_CHOWN"], "minKernel": "4.8"}},
            {"names": ["reboot"], "action": "%1$s", "includes": {"caps": ["CAP_SYS_BOOT"]}},
            {"names": ["acct"], "action": "%1$s", "excludes": {"caps": ["CAP_CHOWN"]}},
            {"names": ["swapon"], "action": "%1$s", "includes": {"arches": ["arm64"]}}
            """;
        String allowed = DockerPolicy.of(Arch.X86_64, Capability.DOCKER).rules().stream()
                .filter(rule -> rule.when().isEmpty() && rule.then() instanceof Action.Allow)
                .flatMap(rule -> rule.calls().stream())
                .filter(call -> !Set.of("mkdirat", "mknod", "dup3", "ioctl").contains(call))
                // The libseccomp that dockerd has may not know the newest.
                .filter(call -> !call.endsWith("xattrat")
                        && !Set.of("statmount", "listmount", "mseal").contains(call))
                .map(call -> "\"" + call + "\"")
                .collect(Collectors.joining(","));
        return List.of(
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [" + entries.formatted("SCMP_ACT_ERRNO") + "]}",
                "{\"defaultAction\": \"SCMP_ACT_ERRNO\", \"architectures\": [\"SCMP_ARCH_X86_64\"], \"syscalls\":"
                        + " [{\"names\": [\"clone\","
                        + allowed + "], \"action\": \"SCMP_ACT_ALLOW\"},"
                        + "{\"names\": [\"ioctl\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": ["
                        + "{\"index\": 1, \"op\": \"SCMP_CMP_NE\", \"value\": 21522}]},"
                        + entries.formatted("SCMP_ACT_ALLOW") + "]}");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void theVerdictOfAProfileInJsonIsDockers(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("profile.json"), json);
        Seccomp.Described described = Seccomp.fromJson(file);
        Profile profile = Profile.docker().withSeccomp(described);
        String command = Verdicts.COMMAND + "-served";
        Map<Question, String> theirs =
                Verdicts.read(SERVED, twins.theirs(List.of("--security-opt", "seccomp=" + file), command));
        Map<Question, String> ours = Verdicts.read(SERVED, twins.ours(spec -> spec.withProfile(profile), command));

        assertThat(described.profile().warnings())
                .containsExactly("no table has a call \"teleport\": it is passed over");
        assertThat(SERVED.stream()
                        .filter(one -> !ours.get(one).equals(theirs.get(one)))
                        .map(one -> one + ": docker says " + theirs.get(one) + ", we " + ours.get(one)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void theVerdictOnEveryCallIsDockersButForWhatIsKnown(Capabilities with) throws Exception {
        Map<Question, String> theirs = Verdicts.read(QUESTIONS, twins.theirs(with.flags(), Verdicts.COMMAND));
        Map<Question, String> ours = Verdicts.read(
                QUESTIONS,
                twins.ours(spec -> spec.withProfile(with.profile().apply(Profile.docker())), Verdicts.COMMAND));

        Set<String> unknown = new LinkedHashSet<>();
        Set<Known> met = new LinkedHashSet<>();
        QUESTIONS.stream().filter(one -> !ours.get(one).equals(theirs.get(one))).forEach(one -> KNOWN.stream()
                .filter(known -> known.about().test(one) && known.ours().contains(ours.get(one)))
                .findFirst()
                .ifPresentOrElse(
                        met::add,
                        () -> unknown.add(one + ": docker says " + theirs.get(one) + ", we " + ours.get(one))));

        assertThat(unknown).isEmpty();
        if (with.flags().isEmpty()) {
            boolean all = twins.version().startsWith(WRITTEN_DOWN);
            KNOWN.stream().filter(known -> all || known.everywhere()).forEach(known -> assertThat(met)
                    .as("no longer needed: %s", known.why())
                    .contains(known));
        }
    }
}
