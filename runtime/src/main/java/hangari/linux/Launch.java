package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came of launching a program.
 *
 * @param log the program, and what the kernel answered
 * @param child the process; empty if {@code clone3} itself was refused
 * @param refusal the call at which the program stopped, if it did
 * @param filled what the kernel wrote into the program's first room
 */
public record Launch(SyscallLog log, Optional<Child> child, Optional<Refusal> refusal, ByteBuffer filled) {
    /** The hostname, if the program was one with {@link Step.Uname}. */
    public String nodename() {
        // uname(2): struct utsname has six fields of 65 bytes; nodename is the second.
        int from = Step.Uname.FIELD;
        int to = from;
        while (to < 2 * from && filled.get(to) != 0) {
            to++;
        }
        return StandardCharsets.UTF_8.decode(filled.slice(from, to - from)).toString();
    }
}
