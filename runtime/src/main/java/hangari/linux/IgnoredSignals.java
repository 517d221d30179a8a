package hangari.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The signals that this process was told to ignore when it was started; Java does not change that. */
final class IgnoredSignals {
    private static final int HIGHEST = 64;
    private static final int STRUCT_SIGACTION = 32;

    private static final long MASK = mask();

    private IgnoredSignals() {}

    /** The calls that let each of them do what it does by default. Source: {@code sigaction(2)}. */
    static List<Call> toDefault() {
        return IntStream.rangeClosed(1, HIGHEST)
                .filter(signal -> (MASK >>> (signal - 1) & 1) == 1)
                .mapToObj(signal -> Call.of(
                                Syscall.RT_SIGACTION,
                                Arg.number(signal),
                                new Arg.Bytes(new byte[STRUCT_SIGACTION], "{sa_handler=SIG_DFL}"),
                                Arg.nothing(),
                                Arg.number(8))
                        .asPlumbing())
                .toList();
    }

    /** proc_pid_status(5): SigIgn is a mask, in hexadecimal. */
    private static long mask() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // no proc is mounted: then nothing is known to be ignored
        }
    }
}
