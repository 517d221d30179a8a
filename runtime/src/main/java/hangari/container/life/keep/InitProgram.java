package hangari.container.life.keep;

import hangari.container.ContainerSpec;
import hangari.container.ExtraMount;
import hangari.container.ExtraMount.Propagation;
import hangari.container.ProcessSpec;
import hangari.container.life.LifeException;
import hangari.image.elf.ElfException;
import hangari.image.elf.ElfReader;
import hangari.linux.MountAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A small init as a container's first process ({@code --init}): it passes signals on, and reaps what nobody else does.
 *
 * <p>As with docker it is a program of the host that the container sees as {@code /sbin/docker-init}; it needs no
 * libraries, for an image may have none.
 */
record InitProgram(Path file) {
    private static final String TARGET = "/sbin/docker-init";
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/libexec/docker/docker-init"),
            Path.of("/usr/local/bin/docker-init"),
            Path.of("/usr/bin/docker-init"),
            Path.of("/usr/bin/tini-static"),
            Path.of("/sbin/tini-static"));

    /**
     * The first that is installed.
     *
     * @throws LifeException if none is
     */
    static InitProgram ofThisMachine() {
        return PLACES.stream()
                .filter(InitProgram::needsNothing)
                .findFirst()
                .map(InitProgram::new)
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.FAILED,
                        "--init needs a small init that needs no libraries, and none is installed: apt-get install"
                                + " tini, or leave --init out"));
    }

    private static boolean needsNothing(Path file) {
        try {
            return Files.isExecutable(file)
                    && ElfReader.read(file).interpreter().isEmpty();
        } catch (ElfException e) {
            return false;
        }
    }

    /** Puts it before the program. */
    ContainerSpec before(ContainerSpec spec) {
        ProcessSpec process = spec.process();
        List<String> argv = new ArrayList<>(List.of(TARGET, "--"));
        argv.addAll(process.argv());
        return spec.withProcess(new ProcessSpec(
                        argv,
                        process.env(),
                        process.cwd(),
                        process.user(),
                        process.rlimits(),
                        process.oomScoreAdj(),
                        process.terminal()))
                .withMount(new ExtraMount.Bind(file, TARGET, Set.of(MountAttribute.RDONLY), Propagation.PRIVATE));
    }
}
