package hangari.container;

import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.SockFilter;
import hangari.linux.proc.ProcFs;
import hangari.linux.seccomp.BpfProgram;
import hangari.linux.seccomp.DockerPolicy;
import hangari.linux.seccomp.KernelVersion;
import hangari.linux.seccomp.PolicyCompiler;
import hangari.linux.seccomp.SeccompProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which filter judges a container's system calls.
 *
 * <pre>{@code
 * spec.withProfile(Profile.docker().withSeccomp(Seccomp.fromJson(Path.of("profile.json"))));
 * }</pre>
 */
public sealed interface Seccomp {
    /** Docker's default policy, as it is for the container's capabilities. */
    record Docker() implements Seccomp {}

    /** None. */
    record Unconfined() implements Seccomp {}

    /** One of the caller's own. */
    record Own(BpfProgram program) implements Seccomp {}

    /** A profile in docker's JSON form, as it is for the container's capabilities. */
    record Described(SeccompProfile profile) implements Seccomp {}

    /**
     * Reads a profile in docker's JSON form, as by {@code docker run --security-opt seccomp=FILE}; {@link
     * SeccompProfile#warnings} tells what of it was passed over.
     *
     * @throws IllegalArgumentException if it is none, with the place in it and the remedy
     * @throws UncheckedIOException if the file cannot be read
     */
    static Described fromJson(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            byte[] bytes = text.readNBytes(4 * SeccompProfile.MOST_TEXT);
            return new Described(SeccompProfile.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the seccomp profile " + file + ": " + e.getMessage(), e);
        }
    }

    /** The program for a container with these capabilities; empty if there is none. */
    default Optional<List<SockFilter>> program(Set<Capability> capabilities) {
        if (this instanceof Own own) {
            return Optional.of(own.program().instructions());
        }
        if (this instanceof Described described) {
            return Optional.of(compiled(described.profile(), capabilities).instructions());
        }
        return this instanceof Docker
                ? Optional.of(DockerPolicy.program(capabilities).instructions())
                : Optional.empty();
    }

    private static BpfProgram compiled(SeccompProfile profile, Set<Capability> capabilities) {
        KernelVersion kernel = ProcFs.host()
                .parameter("kernel/osrelease")
                .value()
                .map(KernelVersion::parse)
                .orElse(new KernelVersion(0, 0));
        return PolicyCompiler.compile(profile.policy(Arch.current(), capabilities, kernel), Arch.current());
    }
}
