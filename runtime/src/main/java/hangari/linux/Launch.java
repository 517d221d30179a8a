package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What came of launching a program.
 *
 * @param log the program, and what the kernel answered
 * @param child the process; empty if {@code clone3} itself was refused
 * @param refusal the call at which the program stopped, if it did
 * @param filled what the kernel wrote into the program's rooms, in order
 */
public record Launch(SyscallLog log, Optional<Child> child, Optional<Refusal> refusal, List<ByteBuffer> filled) {
    public Launch {
        filled = List.copyOf(filled);
    }

    /**
     * The process, where it has become its program.
     *
     * @throws KernelException if it was refused; nothing is left of it then
     */
    public Child started() {
        refusal.ifPresent(why -> {
            child.ifPresent(Child::close);
            throw new KernelException(why);
        });
        return child.orElseThrow();
    }

    /** What was read by the program's {@link TreeStep.Read}, in order; empty where there was no such file. */
    public List<byte[]> read() {
        return filled.stream().map(ByteBuffer::array).toList();
    }

    /** The hostname, if the program was one with {@link NamespaceStep.Uname}. */
    public String nodename() {
        // uname(2): struct utsname has six fields of 65 bytes; nodename is the second.
        ByteBuffer names = filled.get(0);
        int from = NamespaceStep.Uname.FIELD;
        int to = from;
        while (to < 2 * from && names.get(to) != 0) {
            to++;
        }
        return StandardCharsets.UTF_8.decode(names.slice(from, to - from)).toString();
    }
}
