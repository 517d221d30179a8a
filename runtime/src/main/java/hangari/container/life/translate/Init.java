package hangari.container.life.translate;

import hangari.container.ExtraMount;
import hangari.image.elf.ElfException;
import hangari.image.elf.ElfReader;
import hangari.linux.MountAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A small init as a container's first process: it hands signals on to the program, which then has no duties of a first
 * process, and reaps what others leave.
 *
 * <p>As docker does, one of the host's is used, and seen in the container at {@code /sbin/docker-init}; it must be
 * static, for the image need not have its libraries. There it cannot be written: others run it, too.
 *
 * @param program the file on the host
 */
record Init(Path program) {
    private static final String TARGET = "/sbin/docker-init";
    // tini, under docker's name and Debian's, and catatonit, which podman has: each takes "-- PROGRAM ARGUMENTS".
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/docker-init"),
            Path.of("/usr/local/bin/docker-init"),
            Path.of("/usr/libexec/docker/docker-init"),
            Path.of("/usr/bin/tini-static"),
            Path.of("/sbin/tini-static"),
            Path.of("/usr/bin/catatonit"),
            Path.of("/usr/libexec/podman/catatonit"));

    /** That of this host. */
    static Init ofTheHost() {
        return PLACES.stream()
                .filter(Init::isStatic)
                .findFirst()
                .map(Init::new)
                .orElseThrow(
                        () -> Objection.of("this host has no small init: apt-get install tini, or leave --init out"));
    }

    private static boolean isStatic(Path file) {
        try {
            return Files.isExecutable(file) && ElfReader.read(file).isStatic();
        } catch (ElfException e) {
            return false;
        }
    }

    List<String> argv(List<String> program) {
        List<String> argv = new ArrayList<>(List.of(TARGET, "--"));
        argv.addAll(program);
        return argv;
    }

    ExtraMount mount() {
        return new ExtraMount.Bind(program, TARGET, Set.of(MountAttribute.RDONLY), ExtraMount.Propagation.PRIVATE);
    }
}
