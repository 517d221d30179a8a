package hangari.lesson.check;

import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host as this process sees it: what a box is compared with.
 *
 * @param namespaces inode of each namespace
 * @param hostname its name
 * @param root its root directory
 * @param mounts its mount table
 * @param proc where to look for processes
 */
public record Host(
        Map<String, Long> namespaces, String hostname, Optional<RootDir> root, List<Mount> mounts, Proc proc) {
    /** Reads the host's facts. */
    public static Host read(Proc proc) {
        return new Host(
                proc.namespaces(Proc.SELF), proc.hostname(), proc.root(Proc.SELF), proc.mounts(Proc.SELF), proc);
    }
}
