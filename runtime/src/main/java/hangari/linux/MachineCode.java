package hangari.linux;

import com.sun.jna.Function;
import com.sun.jna.Pointer;

/** The machine code of this processor, placed in a page that is written once and then made read and execute. */
final class MachineCode {
    private static final int PAGE = 4096;
    private static final MachineCode INSTANCE = new MachineCode(Arch.current());

    private final Function launch;
    private final Function walk;

    private MachineCode(Arch arch) {
        byte[] code = arch.code();
        Pointer page = Libc.map(PAGE, Libc.MAP_PRIVATE);
        page.write(0, code, 0, code.length);
        Libc.seal(page, PAGE);
        launch = Libc.function(page, 0);
        walk = Libc.function(page, arch.walk());
    }

    /** Clones, lets the child walk the table, and returns what {@code clone3} returned to the parent. */
    static long launch(Pointer arena) {
        return INSTANCE.launch.invokeLong(new Object[] {arena});
    }

    /** Walks the table in the calling thread. */
    static void walk(Pointer arena) {
        INSTANCE.walk.invokeLong(new Object[] {arena});
    }
}
