package hangari.cli;

import hangari.image.ImageException;
import hangari.image.RootPlanner;
import hangari.image.elf.ElfException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A root for somebody who brought none: a few programs of this machine, and the one that is to be run. */
final class VmRoot {
    private static final List<String> PROGRAMS = List.of("sh", "ls", "cat", "uname", "ps", "mount", "hostname", "id");

    private VmRoot() {}

    /** Makes it in a directory that is not there yet. */
    static Path create(String program, Path directory) {
        RootPlanner host = RootPlanner.host();
        // One that is not here is not there either; then the guest says so, with docker's status.
        List<String> found = Stream.concat(PROGRAMS.stream(), Stream.of(program))
                .distinct()
                .filter(name -> isHere(host, name))
                .toList();
        host.plan(found).createAt(directory);
        return directory;
    }

    private static boolean isHere(RootPlanner host, String program) {
        try {
            var unused = host.plan(List.of(program));
            return true;
        } catch (ImageException | ElfException e) {
            return false;
        }
    }
}
