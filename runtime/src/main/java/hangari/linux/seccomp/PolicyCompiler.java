package hangari.linux.seccomp;

import hangari.linux.Arch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles a policy to the program that the kernel runs at every system call.
 *
 * <p>seccomp(2): "it is strongly recommended to check the architecture" first, for the same number is another call in
 * another table. Then a {@link RangeTree} over the call's number leads to an action, or to the tests of its arguments.
 * Loading a filter costs time for every instruction, so short is fast: Docker's policy takes about a hundred.
 */
public final class PolicyCompiler {
    // struct seccomp_data: int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6];
    static final int NUMBER = 0;
    static final int ARCHITECTURE = 4;
    static final int ARGUMENTS = 16;

    private final SeccompPolicy policy;
    private final Arch arch;
    private final Map<Action, Line.Label> returns = new LinkedHashMap<>();
    private final Map<Outcome, Line.Label> tests = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private PolicyCompiler(SeccompPolicy policy, Arch arch) {
        this.policy = policy;
        this.arch = arch;
    }

    /** The program for a policy on an architecture. */
    public static BpfProgram compile(SeccompPolicy policy, Arch arch) {
        return Assembler.assemble(new PolicyCompiler(policy, arch).lines());
    }

    private List<Line> lines() {
        Line.Label ours = new Line.Label("ours");
        lines.add(new Line.Load(ARCHITECTURE));
        lines.add(new Line.Jump(Line.Test.JEQ, auditArch(arch), ours, end(SeccompPolicy.WRONG_TABLE)));
        lines.add(ours);
        lines.add(new Line.Load(NUMBER));
        lines.addAll(numbers().lines());
        tests.forEach((outcome, label) -> {
            lines.add(label);
            lines.addAll(new ArgumentTests(outcome, label.name(), this::end).lines());
        });
        returns.forEach((action, label) -> {
            lines.add(label);
            lines.add(new Line.Return(action));
        });
        return lines;
    }

    /** linux/audit.h: the ELF machine, with bits for 64-bit and little-endian. */
    static int auditArch(Arch arch) {
        return arch == Arch.X86_64 ? 0xC000_003E : 0xC000_00B7;
    }

    private RangeTree<Outcome> numbers() {
        RangeTree<Outcome> tree = new RangeTree<>("number", this::label);
        int highest = policy.highest(arch);
        for (int number = 0; number <= highest; number++) {
            tree.from(number, outcome(number));
        }
        tree.from(highest + 1L, Outcome.of(List.of(), policy.newer()));
        if (arch == Arch.X86_64) {
            tree.from(SeccompPolicy.X32_BIT, Outcome.of(List.of(), SeccompPolicy.NO_X32));
        }
        return tree;
    }

    private Outcome outcome(int number) {
        List<Outcome.Case> cases = new ArrayList<>();
        for (Rule rule : policy.naming(arch, number)) {
            if (rule.when().isEmpty()) {
                return Outcome.of(cases, rule.then());
            }
            cases.add(new Outcome.Case(rule.when(), rule.then()));
        }
        return Outcome.of(cases, policy.otherwise());
    }

    private Line.Label label(Outcome outcome) {
        return outcome.cases().isEmpty()
                ? end(outcome.otherwise())
                : tests.computeIfAbsent(outcome, any -> new Line.Label("tests" + tests.size()));
    }

    private Line.Label end(Action action) {
        return returns.computeIfAbsent(action, any -> new Line.Label("end" + returns.size()));
    }
}
