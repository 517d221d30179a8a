package hangari.container;

import hangari.linux.Capability;
import hangari.linux.ConfinementStep;
import hangari.linux.IdentityStep;
import hangari.linux.SockFilter;
import hangari.linux.Step;
import hangari.linux.proc.ProcFs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a container may ask of the kernel: its capabilities, a filter over its system calls, and what is hidden of the
 * kernel's own files.
 *
 * <pre>{@code
 * var spec = ContainerSpec.docker(root, "sh")
 *         .withProfile(Profile.docker().withoutCapabilities(Set.of(Capability.NET_RAW)));
 * }</pre>
 *
 * @param capabilities what is left of root's power
 * @param seccomp which filter judges every system call
 * @param noNewPrivs whether no {@code execve} can grant anything, be the file set-user-ID
 * @param paths what is hidden or read-only below {@code /proc} and {@code /sys}
 * @param devices which devices it finds in {@code /dev}
 */
public record Profile(
        Set<Capability> capabilities, Seccomp seccomp, boolean noNewPrivs, KernelPaths paths, Devices devices) {
    /** Which devices there are. */
    public enum Devices {
        /** Those that every container has: null, zero, full, random, urandom, tty. */
        DEFAULT,
        /** Every device of the host. */
        HOST
    }

    public Profile {
        capabilities = Set.copyOf(capabilities);
    }

    /** Docker's defaults, with no_new_privs on top: {@link #withNewPrivileges} takes that away. */
    public static Profile docker() {
        return docker(Capability.DOCKER);
    }

    /** Docker's defaults for a container with these capabilities: some of them open further calls. */
    public static Profile docker(Set<Capability> capabilities) {
        return new Profile(capabilities, new Seccomp.Docker(), true, KernelPaths.DOCKER, Devices.DEFAULT);
    }

    /** All that we have ourselves, as by {@code docker run --privileged}: namespaces are all that is left. */
    public static Profile privileged() {
        ProcFs proc = ProcFs.host();
        Set<Capability> ours = proc.status(proc.self())
                .value()
                .map(status -> Capability.of(status.capabilities().bounding()))
                .orElse(EnumSet.allOf(Capability.class));
        return new Profile(ours, new Seccomp.Unconfined(), false, KernelPaths.OPEN, Devices.HOST);
    }

    /** With further capabilities, as by {@code docker run --cap-add}. */
    public Profile withCapabilities(Set<Capability> more) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(capabilities);
        all.addAll(more);
        return new Profile(all, seccomp, noNewPrivs, paths, devices);
    }

    /** Without these capabilities, as by {@code docker run --cap-drop}. */
    public Profile withoutCapabilities(Set<Capability> less) {
        Set<Capability> rest = EnumSet.noneOf(Capability.class);
        rest.addAll(capabilities);
        rest.removeAll(less);
        return new Profile(rest, seccomp, noNewPrivs, paths, devices);
    }

    /** With another filter, as by {@code docker run --security-opt seccomp=…}. */
    public Profile withSeccomp(Seccomp other) {
        return new Profile(capabilities, other, noNewPrivs, paths, devices);
    }

    /** Set-user-ID programs work again, as by {@code docker run --security-opt no-new-privileges=false}. */
    public Profile withNewPrivileges() {
        return new Profile(capabilities, seccomp, false, paths, devices);
    }

    /** With nothing of the kernel's files hidden, as by {@code docker run --security-opt systempaths=unconfined}. */
    public Profile withSystemPaths() {
        return new Profile(capabilities, seccomp, noNewPrivs, paths.withoutLists(), devices);
    }

    /** The program that judges every call; empty if none does. */
    public Optional<List<SockFilter>> filter() {
        return seccomp.program(capabilities);
    }

    /**
     * All steps for one who stays who he is, in the kernel's order; nothing that needs a privilege may come behind
     * them.
     */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>(privileges(Optional.empty()));
        steps.addAll(last());
        return steps;
    }

    /**
     * What gives up privileges.
     *
     * <p>The bounding set goes first, since that takes CAP_SETPCAP; then the user, since that takes CAP_SETUID.
     */
    List<Step> privileges(Optional<Identity> user) {
        List<Step> steps = new ArrayList<>();
        if (!noNewPrivs) {
            // seccomp(2): without no_new_privs a filter takes CAP_SYS_ADMIN, so it comes before that is given up.
            filter().ifPresent(program -> steps.add(new ConfinementStep.Seccomp(program)));
        }
        steps.add(new ConfinementStep.LimitCapabilities(capabilities, lastCapability()));
        steps.add(new ConfinementStep.ClearAmbient());
        user.ifPresent(who -> {
            steps.add(new IdentityStep.Setgroups(who.allGroups()));
            steps.add(new IdentityStep.Setgid(who.gid()));
            steps.add(new IdentityStep.Setuid(who.uid()));
        });
        // capabilities(7): who is not root any more has none in effect; only what it executes could bring them back.
        boolean root = user.map(who -> who.uid() == 0).orElse(true);
        steps.add(new ConfinementStep.Capset(root ? capabilities : Set.of()));
        return steps;
    }

    /** What comes last of all: the filter judges everything behind it. */
    List<Step> last() {
        if (!noNewPrivs) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new ConfinementStep.NoNewPrivs());
        filter().ifPresent(program -> steps.add(new ConfinementStep.Seccomp(program)));
        return steps;
    }

    /** proc_sys_kernel(5), cap_last_cap: "the numerical value of the highest capability supported by the kernel". */
    private static int lastCapability() {
        return ProcFs.host()
                .parameter("kernel/cap_last_cap")
                .value()
                .map(Integer::valueOf)
                .orElse(Capability.CHECKPOINT_RESTORE.number());
    }
}
