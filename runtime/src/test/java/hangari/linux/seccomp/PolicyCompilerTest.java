package hangari.linux.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.Errno;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the compiled program answers is what the policy decides. */
class PolicyCompilerTest {
    private static final int X86_64 = 0xC000_003E;
    private static final int AARCH64 = 0xC000_00B7;
    private static final int I386 = 0x4000_0003;
    private static final int ARM = 0x4000_0028;
    private static final List<Long> ZEROES = Collections.nCopies(6, 0L);
    private static final List<Long> WORDS = List.of(
            0L,
            1L,
            8L,
            11L,
            12L,
            13L,
            18L,
            19L,
            21L,
            22L,
            23L,
            24L,
            25L,
            26L,
            33L,
            34L,
            38L,
            39L,
            40L,
            41L,
            45L,
            46L,
            0x5411L,
            0x5412L,
            0x5413L,
            0x541CL,
            0x20000L,
            0x20008L,
            0x1_0000_5412L,
            0xDEAD_BEEF_0000_541CL,
            0x7FFF_FFFFL,
            0x8000_0000L,
            0xFFFF_FFFFL,
            0x1_0000_0000L,
            0x1_0000_0002L,
            0x0002_0000L,
            0x0200_0000L,
            0x1000_0000L,
            0x4000_0000L,
            0x7E02_0000L,
            0x0001_1200L,
            Long.MIN_VALUE,
            -1L);

    private static int audit(Arch arch) {
        return arch == Arch.X86_64 ? X86_64 : AARCH64;
    }

    private static List<Set<Capability>> capabilitySets() {
        return List.of(
                Set.of(),
                Capability.DOCKER,
                EnumSet.of(Capability.SYS_ADMIN, Capability.NET_ADMIN),
                EnumSet.allOf(Capability.class));
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void everyNumberGetsThePolicysOwnDecision(Arch arch) {
        int compared = 0;
        for (Set<Capability> capabilities : capabilitySets()) {
            SeccompPolicy policy = DockerPolicy.of(arch, capabilities);
            BpfMachine machine = new BpfMachine(PolicyCompiler.compile(policy, arch));
            for (int number : numbers()) {
                for (long word : WORDS) {
                    List<Long> arguments = Collections.nCopies(6, word);
                    int wanted = policy.decide(arch, number, arguments).code();
                    if (machine.run(audit(arch), number, arguments) != wanted) {
                        fail("%s %d(0x%x) should get 0x%x", arch, number, word, wanted);
                    }
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(4 * numbers().size() * WORDS.size());
    }

    private static List<Integer> numbers() {
        return IntStream.concat(
                        IntStream.range(0, 600),
                        IntStream.of(
                                1023, 0x3FFF_FFFF, 0x4000_0000, 0x4000_0001, 0x4000_0208, 0x7FFF_FFFF, 0x8000_0000, -1))
                .boxed()
                .toList();
    }

    @Test
    void randomPoliciesGetTheirOwnDecisionsToo() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            SeccompPolicy policy = randomPolicy(random);
            BpfMachine machine = new BpfMachine(PolicyCompiler.compile(policy, Arch.X86_64));
            for (int number = 0; number < 60; number++) {
                for (int i = 0; i < 20; i++) {
                    List<Long> arguments = random.longs(6, 0, 4)
                            .map(word -> spread(random, word))
                            .boxed()
                            .toList();
                    assertThat(machine.run(X86_64, number, arguments))
                            .as("seed %d, round %d, call %d%s of%n%s", seed, round, number, arguments, policy)
                            .isEqualTo(policy.decide(Arch.X86_64, number, arguments)
                                    .code());
                }
            }
        }
    }

    private static SeccompPolicy randomPolicy(Random random) {
        List<String> names = CallTable.of(Arch.X86_64).numbers().entrySet().stream()
                .filter(call -> call.getValue() < 60)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            List<Comparison> when = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                when.add(randomComparison(random));
            }
            rules.add(new Rule(Set.of(names.get(random.nextInt(names.size()))), when, randomAction(random)));
        }
        return new SeccompPolicy(randomAction(random), randomAction(random), rules);
    }

    private static Comparison randomComparison(Random random) {
        Comparison.Width width = Comparison.Width.values()[random.nextInt(2)];
        Comparison.Test test = Comparison.Test.values()[random.nextInt(6)];
        long word = random.nextInt(4);
        long value = width == Comparison.Width.INT ? word : spread(random, word);
        long mask = random.nextInt(3) == 0 ? spread(random, random.nextInt(4)) : -1;
        return new Comparison(random.nextInt(2), width, mask, test, value);
    }

    /** A small number in the low half, the high half, or both: so that neighbours and equals come up often. */
    private static long spread(Random random, long word) {
        return switch (random.nextInt(3)) {
            case 0 -> word;
            case 1 -> word << 32;
            default -> word << 32 | random.nextInt(4);
        };
    }

    private static Action randomAction(Random random) {
        return List.of(
                        new Action.Allow(),
                        new Action.Kill(),
                        new Action.Refuse(Errno.EPERM),
                        new Action.Refuse(Errno.EACCES))
                .get(random.nextInt(4));
    }

    @Test
    void anotherArchitecturesTableEndsTheProcess() {
        for (Arch arch : Arch.values()) {
            BpfMachine machine = new BpfMachine(PolicyCompiler.compile(DockerPolicy.of(arch, Capability.DOCKER), arch));
            for (int other : new int[] {X86_64, AARCH64, I386, ARM, 0}) {
                int answer = machine.run(other, 1, ZEROES);
                assertThat(answer == 0x8000_0000).as("%s, 0x%x", arch, other).isEqualTo(other != audit(arch));
            }
        }
    }

    @Test
    void theX32TableIsRefusedEvenWhereAllIsAllowed() {
        SeccompPolicy open = new SeccompPolicy(new Action.Allow(), new Action.Allow(), List.of());
        BpfMachine machine = new BpfMachine(PolicyCompiler.compile(open, Arch.X86_64));

        assertThat(machine.run(X86_64, 0x3FFF_FFFF, ZEROES)).isEqualTo(0x7FFF_0000);
        assertThat(machine.run(X86_64, 0x4000_0000 | 59, ZEROES)).isEqualTo(0x0005_0000 | Errno.ENOSYS.number());
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void dockersPolicyIsShortAndACallMeetsFewInstructionsOfIt(Arch arch) {
        BpfProgram program = PolicyCompiler.compile(DockerPolicy.of(arch, Capability.DOCKER), arch);
        BpfMachine machine = new BpfMachine(program);
        assertThat(program.size()).isLessThan(150);
        for (int number = 0; number < 500; number++) {
            machine.run(audit(arch), number, ZEROES);
            assertThat(machine.steps()).isLessThan(20);
        }
    }

    @Test
    void theProgramIsPrintedWithTheLinesThatItsJumpsGoTo() {
        SeccompPolicy policy = SeccompPolicy.parse("""
                otherwise allow
                newer refuse ENOSYS
                refuse EPERM ioctl if arg1:int == 0x5412
                """, Arch.AARCH64, Set.of());

        assertThat(PolicyCompiler.compile(policy, Arch.AARCH64)).hasToString("""
                        (000) ld   [4]
                        (001) jeq  #0xc00000b7 jt 2 jf 7
                        (002) ld   [0]
                        (003) jge  #0x1e jt 8 jf 4
                        (004) jge  #0x1d jt 5 jf 9
                        (005) ld   [24]
                        (006) jeq  #0x5412 jt 10 jf 9
                        (007) ret  #0x80000000
                        (008) ret  #0x50026
                        (009) ret  #0x7fff0000
                        (010) ret  #0x50001""");
    }
}
