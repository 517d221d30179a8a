package hangari.container;

import hangari.linux.Capability;
import hangari.linux.SockFilter;
import hangari.linux.Step;
import hangari.linux.proc.ProcFs;
import hangari.linux.seccomp.DockerPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a container may ask of the kernel: its capabilities, and a filter over its system calls.
 *
 * <pre>{@code
 * var spec = ContainerSpec.of("sh").withThen(Profile.docker().steps());
 * }</pre>
 *
 * @param capabilities what is left of root's power
 * @param filter the program that judges every call; see {@link hangari.linux.seccomp.BpfProgram}
 */
public record Profile(Set<Capability> capabilities, List<SockFilter> filter) {
    public Profile {
        capabilities = Set.copyOf(capabilities);
        filter = List.copyOf(filter);
    }

    /** Docker's defaults. */
    public static Profile docker() {
        return docker(Capability.DOCKER);
    }

    /** Docker's policy for a container with these capabilities: some of them open further calls. */
    public static Profile docker(Set<Capability> capabilities) {
        return new Profile(capabilities, DockerPolicy.program(capabilities).instructions());
    }

    /** With further capabilities, as by {@code docker run --cap-add}. */
    public Profile withCapabilities(Set<Capability> more) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(capabilities);
        all.addAll(more);
        return docker(all);
    }

    /** Without these capabilities, as by {@code docker run --cap-drop}. */
    public Profile withoutCapabilities(Set<Capability> less) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(capabilities);
        all.removeAll(less);
        return docker(all);
    }

    /**
     * The steps, in the kernel's order; nothing that needs a privilege may come behind them.
     *
     * <p>The bounding set goes first, since that takes CAP_SETPCAP, and the filter last, since it judges what follows.
     */
    public List<Step> steps() {
        return List.of(
                new Step.LimitCapabilities(capabilities, lastCapability()),
                new Step.ClearAmbient(),
                new Step.Capset(capabilities),
                new Step.NoNewPrivs(),
                new Step.Seccomp(filter));
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
