package hangari.compare;

import hangari.linux.Arch;
import hangari.linux.At;
import hangari.linux.Fd;
import hangari.linux.ProcessStep;
import hangari.linux.StaticProgram;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TreeStep;
import java.util.List;
import java.util.Set;

/**
 * A program of ours that runs wherever Linux does, in any root: it writes which kernel it sees, and then waits.
 *
 * <p>It is a static ELF file without a libc, so that what it costs is what its place costs. It ends when its standard
 * input does. It looks for {@code proc} in its working directory, which need not be below its root.
 */
final class Witness {
    /** Its name in a root that it was put into: all that fits into a process name. Source: prctl(2), PR_SET_NAME. */
    static final String NAME = "hangari-witness";

    private static final Fd IN = Fd.standard(0);
    private static final Fd OUT = Fd.standard(1);

    private Witness() {}

    /** The file. */
    static byte[] file() {
        return StaticProgram.of(new SyscallProgram(Set.of(), steps()), Arch.current());
    }

    private static List<Step> steps() {
        return List.of(
                // proc_sys_kernel(5), osrelease; random(4), boot_id
                new TreeStep.Send(At.path("proc/sys/kernel/osrelease"), OUT),
                new TreeStep.Send(At.path("proc/sys/kernel/random/boot_id"), OUT),
                new ProcessStep.Rendezvous(OUT, IN),
                new ProcessStep.Exit(0));
    }
}
