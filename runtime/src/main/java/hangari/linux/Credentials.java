package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Who this process is, to the kernel. Source: {@code credentials(7)}. */
public final class Credentials {
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAPABILITY_VERSION_3 = 0x2008_0522;

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

    /** The first 32 of the effective capabilities. */
    private static long effective() {
        byte[] header = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(CAPABILITY_VERSION_3)
                .array();
        // capget(2): version 3 fills two structs of three words; the first word holds capabilities 0 to 31.
        Arg.Room data = new Arg.Room(2 * 3 * Integer.BYTES, "data");
        long[] word = {0};
        Kernel.perform(
                Call.of(Syscall.CAPGET, new Arg.Bytes(header, "{v3, self}"), data),
                (memory, layout) -> word[0] = Integer.toUnsignedLong(memory.getInt(layout.room(data))));
        return word[0];
    }
}
