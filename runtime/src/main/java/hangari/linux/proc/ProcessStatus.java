package hangari.linux.proc;

import java.util.List;
import java.util.OptionalLong;

/**
 * A process in some detail: {@code /proc/PID/status}.
 *
 * @param name the command's name, cut to 15 bytes
 * @param state what it is doing
 * @param pid its PID where the file was read
 * @param parent the PID of its parent; 0 if the parent is outside the reader's PID namespace
 * @param uid its user ids, in the reader's user namespace
 * @param gid its group ids
 * @param nspid its PID in each PID namespace from the reader's inwards: more than one number, or it is not nested
 * @param nspgid its process group's id, likewise
 * @param nssid its session's id, likewise
 * @param capabilities what it may do
 * @param noNewPrivs whether execve can no longer grant anything
 * @param seccomp 0 none, 1 strict, 2 filter
 * @param threads how many
 * @param memory how much it uses; none of a zombie or of a kernel thread
 */
public record ProcessStatus(
        String name,
        ProcessState state,
        long pid,
        long parent,
        Ids uid,
        Ids gid,
        List<Long> nspid,
        List<Long> nspgid,
        List<Long> nssid,
        CapabilitySets capabilities,
        boolean noNewPrivs,
        int seccomp,
        int threads,
        Memory memory) {

    /** The four ids of a process: proc_pid_status(5), "Real, effective, saved set, and filesystem UIDs". */
    public record Ids(long real, long effective, long saved, long fileSystem) {}

    /**
     * Memory in bytes.
     *
     * @param resident in RAM now
     * @param peak the most that was ever in RAM
     * @param virtual address space, most of it perhaps never touched
     */
    public record Memory(OptionalLong resident, OptionalLong peak, OptionalLong virtual) {}

    public ProcessStatus {
        nspid = List.copyOf(nspid);
        nspgid = List.copyOf(nspgid);
        nssid = List.copyOf(nssid);
    }

    /**
     * Reads the file.
     *
     * @throws ProcFormatException if a line that every kernel writes is missing or wrong
     */
    public static ProcessStatus parse(String text) {
        var lines = new KeyedLines("status", text);
        return new ProcessStatus(
                unescape(KeyedLines.raw(text, "Name").orElse("")),
                ProcessState.of(lines.need("State")),
                lines.number("Pid"),
                lines.number("PPid"),
                ids(lines, "Uid"),
                ids(lines, "Gid"),
                lines.numbers("NSpid"),
                lines.numbers("NSpgid"),
                lines.numbers("NSsid"),
                CapabilitySets.of(lines),
                lines.maybe("NoNewPrivs").orElse(0) == 1,
                (int) lines.maybe("Seccomp").orElse(0),
                (int) lines.maybe("Threads").orElse(1),
                new Memory(lines.bytes("VmRSS"), lines.bytes("VmHWM"), lines.bytes("VmSize")));
    }

    private static Ids ids(KeyedLines lines, String key) {
        List<Long> four = lines.numbers(key);
        if (four.size() != 4) {
            throw new ProcFormatException("status", "four ids for " + key, four.toString());
        }
        return new Ids(four.get(0), four.get(1), four.get(2), four.get(3));
    }

    // proc_pid_status(5), Name: "Command run by this process. Strings longer than TASK_COMM_LEN (16) characters
    // (including the terminating null byte) are silently truncated." The kernel writes \n and \\ for those two.
    private static String unescape(String name) {
        if (name.indexOf('\\') < 0) {
            return name;
        }
        var plain = new StringBuilder();
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            if (c == '\\' && at + 1 < name.length()) {
                at++;
                c = name.charAt(at) == 'n' ? '\n' : name.charAt(at);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** Its PID in the innermost PID namespace that it is in: what it calls itself. */
    public long innermostPid() {
        return nspid.isEmpty() ? pid : nspid.get(nspid.size() - 1);
    }
}
