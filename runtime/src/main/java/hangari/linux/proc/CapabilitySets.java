package hangari.linux.proc;

/**
 * What a process may do beyond an ordinary one, as sets of bits: capabilities(7), "Thread capability sets".
 *
 * @param inheritable kept across execve of a program whose file asks for it
 * @param permitted the most it can make effective
 * @param effective what the kernel checks
 * @param bounding the most that execve can ever give it
 * @param ambient kept across execve of any program
 */
public record CapabilitySets(long inheritable, long permitted, long effective, long bounding, long ambient) {

    // proc_pid_status(5): "CapInh, CapPrm, CapEff: Masks (expressed in hexadecimal) of capabilities enabled in
    // inheritable, permitted, and effective sets"
    static CapabilitySets of(KeyedLines lines) {
        return new CapabilitySets(
                lines.bits("CapInh"),
                lines.bits("CapPrm"),
                lines.bits("CapEff"),
                lines.bits("CapBnd"),
                lines.bits("CapAmb"));
    }

    /** Whether the capability with this number (linux/capability.h; 21 is CAP_SYS_ADMIN) is effective. */
    public boolean allows(int capability) {
        return (effective >>> capability & 1) == 1;
    }

    /** The sets as the file writes them. */
    @Override
    public String toString() {
        return String.format(
                "effective %016x permitted %016x inheritable %016x bounding %016x ambient %016x",
                effective, permitted, inheritable, bounding, ambient);
    }
}
