package hangari.vm.kvm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A serial port with a terminal at its other end. What the guest writes to register 0 appears there, and what is typed
 * there is read from register 0.
 *
 * <p>It is never busy and has no interrupt: a guest asks register 5 whether there is something to read. Source: the data
 * sheet of the 16550 UART.
 */
public class Serial implements Device.Terminal {
    private static final int DATA = 0;
    private static final int LINE_CONTROL = 3;
    private static final int LINE_STATUS = 5;
    // LCR bit 7: while it is set, registers 0 and 1 are the divisor of the line's speed.
    private static final int DIVISOR = 0x80;
    // LSR bit 0: data is ready; bits 5 and 6: what was written has gone out.
    private static final int READY = 0x01;
    private static final int SENT = 0x60;
    private static final int MOST = 1 << 20;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Queue<Byte> typed = new ArrayDeque<>();
    private int control;

    @Override
    public synchronized int in(int register) {
        return switch (register) {
            case DATA -> typed.isEmpty() ? 0 : typed.remove() & 0xff;
            case LINE_CONTROL -> control;
            case LINE_STATUS -> typed.isEmpty() ? SENT : SENT | READY;
            default -> 0;
        };
    }

    @Override
    public synchronized void out(int register, int value) {
        if (register == LINE_CONTROL) {
            control = value;
        } else if (register == DATA && (control & DIVISOR) == 0 && seen.size() < MOST) {
            seen.write(value);
        }
    }

    @Override
    public synchronized void type(byte[] keys) {
        for (int i = 0; i < keys.length && typed.size() < MOST; i++) {
            typed.add(keys[i]);
        }
    }

    @Override
    public synchronized String screen() {
        return seen.toString(StandardCharsets.UTF_8);
    }
}
