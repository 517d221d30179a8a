package hangari.vm.qemu;

import hangari.linux.Fd;
import hangari.linux.KernelException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps what a machine's console and its emulator said last. */
final class Console {
    private static final int MOST = 16 * 1024;
    private static final int LINES = 40;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Thread reader;

    private Console(Fd from) {
        reader = new Thread(() -> read(from), "hangari-vm-console");
        reader.setDaemon(true);
    }

    /** Reads until the end, and closes it then. */
    static Console of(Fd from) {
        var console = new Console(from);
        console.reader.start();
        return console;
    }

    private void read(Fd from) {
        try (from) {
            byte[] some = from.read();
            while (some.length > 0) {
                keep(some);
                some = from.read();
            }
        } catch (KernelException e) {
            keep((e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized void keep(byte[] some) {
        said.writeBytes(some);
        if (said.size() > 2 * MOST) {
            byte[] all = said.toByteArray();
            said.reset();
            said.write(all, all.length - MOST, MOST);
        }
    }

    /** The last lines, once the emulator has ended. */
    List<String> atTheEnd() {
        try {
            reader.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return lastLines();
    }

    /** The last lines so far, without what would move a terminal's cursor. */
    synchronized List<String> lastLines() {
        List<String> lines = said.toString(StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").stripTrailing())
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}
