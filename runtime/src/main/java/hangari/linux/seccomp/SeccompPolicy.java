package hangari.linux.seccomp;

import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.Errno;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which system calls are made and which are refused.
 *
 * <pre>{@code
 * var policy = SeccompPolicy.parse("""
 *         otherwise allow
 *         newer refuse ENOSYS
 *         refuse EPERM mount umount2
 *         refuse EPERM ioctl if arg1:int == 0x5412
 *         """, Arch.X86_64, Set.of());
 * System.out.println(PolicyCompiler.compile(policy, Arch.X86_64));
 * }</pre>
 *
 * <p>The first rule that names a call and holds for its arguments decides. Two things are decided for every policy: a
 * call through another architecture's table ends the process, and a call through the x32 table is refused with ENOSYS,
 * as by a kernel that was built without it.
 *
 * @param otherwise what becomes of a call that no rule decides
 * @param newer what becomes of a call whose number is above all that the rules name: a program asks for such a call
 *     to see whether the kernel has it, and takes ENOSYS for a no
 * @param rules the rules, in order
 */
public record SeccompPolicy(Action otherwise, Action newer, List<Rule> rules) {
    /** arch/x86: the bit in the number that selects the x32 table ({@code __X32_SYSCALL_BIT}). */
    static final int X32_BIT = 0x4000_0000;

    static final Action WRONG_TABLE = new Action.Kill();
    static final Action NO_X32 = new Action.Refuse(Errno.ENOSYS);

    public SeccompPolicy {
        rules = List.copyOf(rules);
    }

    /** Reads a policy as it is for an architecture and for a container with these capabilities; see {@code docker.policy}. */
    public static SeccompPolicy parse(String text, Arch arch, Set<Capability> capabilities) {
        return new PolicyReader(arch, capabilities).read(text);
    }

    /** What becomes of a call of this number, with six arguments, through the architecture's own table. */
    public Action decide(Arch arch, int number, List<Long> arguments) {
        if (arch == Arch.X86_64 && Integer.compareUnsigned(number, X32_BIT) >= 0) {
            return NO_X32;
        }
        return naming(arch, number).stream()
                .filter(rule -> rule.holds(arguments))
                .findFirst()
                .map(Rule::then)
                .orElse(Integer.compareUnsigned(number, highest(arch)) > 0 ? newer : otherwise);
    }

    /** The rules that name the call of this number, in order. */
    List<Rule> naming(Arch arch, int number) {
        Optional<String> name = CallTable.of(arch).name(number);
        return name.isEmpty()
                ? List.of()
                : rules.stream()
                        .filter(rule -> rule.calls().contains(name.get()))
                        .toList();
    }

    /** The highest number that a rule names; 0 if none does. */
    int highest(Arch arch) {
        CallTable table = CallTable.of(arch);
        return rules.stream()
                .flatMap(rule -> rule.calls().stream())
                .flatMap(name -> table.number(name).stream())
                .max(Integer::compare)
                .orElse(0);
    }

    /** As a policy file writes it. */
    @Override
    public String toString() {
        return rules.stream()
                .map(Rule::toString)
                .collect(Collectors.joining("\n", "otherwise " + otherwise + "\nnewer " + newer + "\n", ""));
    }
}
