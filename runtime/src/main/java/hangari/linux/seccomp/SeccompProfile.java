package hangari.linux.seccomp;

import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy in docker's JSON form, as by {@code docker run --security-opt seccomp=FILE}: what it decides depends on the
 * machine and on the container's capabilities.
 *
 * <pre>{@code
 * var profile = SeccompProfile.parse("""
 *         {"defaultAction": "SCMP_ACT_ALLOW",
 *          "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO"}]}
 *         """);
 * profile.policy(Arch.X86_64, Set.of(), KernelVersion.parse("6.1")).toString();
 * }</pre>
 *
 * <p>Differences that are on purpose: the tables of i386 and x32 are not served, whatever architectures a profile names;
 * SCMP_ACT_KILL ends the process, not one of its threads; SCMP_ACT_TRACE and SCMP_ACT_NOTIFY are refused, for nobody
 * would answer. Sources: docs.docker.com, "Seccomp security profiles for Docker"; OCI runtime specification,
 * config-linux, "Seccomp"; libseccomp, {@code seccomp_rule_add(3)}.
 *
 * @param otherwise what becomes of a call that no entry decides
 * @param entries the entries, in order
 * @param warnings what was passed over, a line each: calls that no table has
 */
public record SeccompProfile(Action otherwise, List<Entry> entries, List<String> warnings) {
    /** How many characters a profile may have; docker's own has a hundredth of that. */
    public static final int MOST_TEXT = 1 << 20;

    public SeccompProfile {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /**
     * Some calls, and what becomes of them.
     *
     * @param when the ways in which it holds: one of them must, with all its comparisons; none for always
     * @param includes where it is for
     * @param excludes where it is not for
     */
    record Entry(Set<String> calls, Action then, List<List<Comparison>> when, Condition includes, Condition excludes) {
        Entry {
            calls = Set.copyOf(calls);
            when = List.copyOf(when);
        }

        /** docker: all that an entry includes must be there, and nothing of what it excludes. */
        boolean isFor(Arch arch, Set<Capability> capabilities, KernelVersion kernel) {
            boolean excluded = excludes.architectures().contains(docker(arch))
                    || excludes.capabilities().stream().anyMatch(name -> has(capabilities, name))
                    || excludes.kernel().filter(kernel::isAtLeast).isPresent();
            boolean included = (includes.architectures().isEmpty()
                            || includes.architectures().contains(docker(arch)))
                    && includes.capabilities().stream().allMatch(name -> has(capabilities, name))
                    && includes.kernel().map(kernel::isAtLeast).orElse(true);
            return included && !excluded;
        }

        private static String docker(Arch arch) {
            return arch == Arch.X86_64 ? "amd64" : "arm64";
        }

        /** A name that is none of this kernel's capabilities is that of one that nobody has. */
        private static boolean has(Set<Capability> capabilities, String name) {
            return Capability.named(name).map(capabilities::contains).orElse(false);
        }
    }

    /** On what an entry depends; by docker's names of processors. */
    record Condition(Set<String> capabilities, Set<String> architectures, Optional<KernelVersion> kernel) {}

    /**
     * Reads a profile.
     *
     * @throws IllegalArgumentException with the place and the remedy, if it is none, or larger than any of use
     */
    public static SeccompProfile parse(String json) {
        return new ProfileReader().read(json);
    }

    /** What it decides for an architecture, a container with these capabilities, and a kernel. */
    public SeccompPolicy policy(Arch arch, Set<Capability> capabilities, KernelVersion kernel) {
        List<Rule> always = new ArrayList<>();
        List<Rule> sometimes = new ArrayList<>();
        List<Rule> nothingNew = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.isFor(arch, capabilities, kernel)) {
                continue;
            }
            if (entry.then().equals(otherwise)) {
                // As runc: such an entry decides nothing, but its calls are known.
                nothingNew.add(new Rule(entry.calls(), List.of(), otherwise));
            } else if (entry.when().isEmpty()) {
                always.add(new Rule(entry.calls(), List.of(), entry.then()));
            } else {
                entry.when().forEach(way -> sometimes.add(new Rule(entry.calls(), way, entry.then())));
            }
        }
        // As libseccomp: where a call has a rule for always, those for some arguments do not count.
        List<Rule> rules = new ArrayList<>(always);
        rules.addAll(sometimes);
        rules.addAll(nothingNew);
        return new SeccompPolicy(otherwise, newer(), rules);
    }

    /** As runc: a call above all that are named is not there, unless most are allowed anyway. */
    private Action newer() {
        return otherwise instanceof Action.Allow || otherwise instanceof Action.Log
                ? otherwise
                : new Action.Refuse(Errno.ENOSYS);
    }
}
