package hangari.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Who this process is, to the kernel. Source: {@code credentials(7)}. */
public final class Credentials {
    private static final int CAP_SYS_ADMIN = 21;
    private static final String EFFECTIVE = "CapEff:";

    private Credentials() {}

    /** The effective user ID. */
    public static long uid() {
        return Kernel.perform(Call.of(Syscall.GETEUID));
    }

    /** The effective group ID. */
    public static long gid() {
        return Kernel.perform(Call.of(Syscall.GETEGID));
    }

    /** Whether this process holds {@code CAP_SYS_ADMIN}. Source: {@code capabilities(7)}. */
    public static boolean canAdministrate() {
        return (effective() & (1L << CAP_SYS_ADMIN)) != 0;
    }

    private static long effective() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(EFFECTIVE))
                    .map(line -> line.substring(EFFECTIVE.length()).strip())
                    .mapToLong(mask -> Long.parseUnsignedLong(mask, 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/self/status: is /proc mounted?", e);
        }
    }
}
