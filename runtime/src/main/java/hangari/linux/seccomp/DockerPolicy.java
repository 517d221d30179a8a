package hangari.linux.seccomp;

import hangari.linux.Arch;
import hangari.linux.Capability;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Docker's default policy, from the file {@code docker.policy}; its lines depend on the container's capabilities. */
public final class DockerPolicy {
    private static final Map<Set<Capability>, BpfProgram> COMPILED = new ConcurrentHashMap<>();

    private DockerPolicy() {}

    /** The policy for an architecture and for a container with these capabilities. */
    public static SeccompPolicy of(Arch arch, Set<Capability> capabilities) {
        return SeccompPolicy.parse(Resource.text("docker.policy"), arch, capabilities);
    }

    /** The program for this machine; compiled once for each set of capabilities. */
    public static BpfProgram program(Set<Capability> capabilities) {
        return COMPILED.computeIfAbsent(
                Set.copyOf(capabilities), set -> PolicyCompiler.compile(of(Arch.current(), set), Arch.current()));
    }
}
