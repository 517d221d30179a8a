package hangari.container.life.keep;

import hangari.linux.Fd;
import hangari.linux.Fifo;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * One stream of a container's output on its way into the log.
 *
 * <p>A container without a terminal writes into the pipe itself. What a terminal says is moved into the pipe first, for
 * the keeper holds that as well: so it is safe there too.
 */
final class OutputPipe implements AutoCloseable {
    private static final int MOST = 64 * 1024;
    private static final int LAST_ROUNDS = 64;
    private static final long AGAIN_MILLIS = 200;

    private final Surroundings around;
    private final OutputLog log;
    private final int stream;
    private final Fd pipe;
    private final Optional<Fd> terminal;
    private OptionalInt token = OptionalInt.empty();
    private boolean closed;

    OutputPipe(Surroundings around, OutputLog log, int stream, Fd pipe, Optional<Fd> terminal) {
        this.around = around;
        this.log = log;
        this.stream = stream;
        this.pipe = pipe;
        this.terminal = terminal;
    }

    /** Takes from here on whatever comes. */
    synchronized void listen() {
        if (!closed && token.isEmpty()) {
            token = OptionalInt.of(around.loop().add(terminal.orElse(pipe), this::ready));
        }
    }

    private void rest() {
        token.ifPresent(number -> around.loop().remove(number, terminal.orElse(pipe)));
        token = OptionalInt.empty();
    }

    private synchronized void ready() {
        if (closed || token.isEmpty()) {
            return; // the loop had chosen it already when the last was taken
        }
        try {
            take();
        } catch (RuntimeException e) {
            // The disk is gone, or the like. The loop is everybody's, so it goes on, and this is tried again.
            restFor(AGAIN_MILLIS);
        }
    }

    private void take() {
        boolean somebodyHasIt = terminal.map(this::fill).orElse(true);
        if (!somebodyHasIt) {
            restFor(AGAIN_MILLIS); // it may be opened again, by way of /dev/console
        }
        if (log.take(pipe, stream, false) == OutputLog.BLOCKED) {
            rest();
            log.whenAdvanced(() -> around.soon(this::listen));
        }
    }

    private void restFor(long millis) {
        rest();
        around.later(this::listen, millis, TimeUnit.MILLISECONDS);
    }

    private boolean fill(Fd master) {
        return Fifo.fill(master, pipe, MOST) != 0;
    }

    /** Takes what is still there, when nothing more will come. */
    synchronized void last() {
        rest();
        for (int round = 0; round < LAST_ROUNDS && !closed; round++) {
            long filled = terminal.map(master -> Fifo.fill(master, pipe, MOST)).orElse(0L);
            long taken;
            try {
                taken = log.take(pipe, stream, true);
            } catch (RuntimeException e) {
                return; // the disk that the log is on is gone, or the like: its end counts more
            }
            if (taken <= 0 && filled <= 0) {
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        rest();
        closed = true;
        pipe.close();
    }
}
