package hangari.container;

import hangari.linux.Capability;
import hangari.linux.SockFilter;
import hangari.linux.seccomp.BpfProgram;
import hangari.linux.seccomp.DockerPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which filter judges a container's system calls. */
public sealed interface Seccomp {
    /** Docker's default policy, as it is for the container's capabilities. */
    record Docker() implements Seccomp {}

    /** None. */
    record Unconfined() implements Seccomp {}

    /** One of the caller's own. */
    record Own(BpfProgram program) implements Seccomp {}

    /** The program for a container with these capabilities; empty if there is none. */
    default Optional<List<SockFilter>> program(Set<Capability> capabilities) {
        if (this instanceof Own own) {
            return Optional.of(own.program().instructions());
        }
        return this instanceof Docker
                ? Optional.of(DockerPolicy.program(capabilities).instructions())
                : Optional.empty();
    }
}
