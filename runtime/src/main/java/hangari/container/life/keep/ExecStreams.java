package hangari.container.life.keep;

import hangari.container.life.Frame;
import hangari.linux.Epoll;
import hangari.linux.Fd;
import hangari.linux.Pipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Our ends of a further process's streams. */
final class ExecStreams implements AutoCloseable {
    private static final int WAKE = 0;
    private static final int LOOK_MILLIS = 1000;

    private final Epoll epoll = new Epoll();
    private final Pipe wake = Pipe.open();
    private final Map<Integer, Fd> outputs = new TreeMap<>();
    private final ContainerInput input;
    private final Object bell = new Object();
    private boolean over;
    private boolean closed;

    /**
     * Streams.
     *
     * @param outputs the standard output and, if it is another, the standard error
     */
    ExecStreams(List<Fd> outputs, ContainerInput input) {
        this.input = input;
        epoll.add(wake.reader(), WAKE);
        for (Fd output : outputs) {
            int stream = this.outputs.size() + 1;
            this.outputs.put(stream, output);
            epoll.add(output, stream);
        }
    }

    ContainerInput input() {
        return input;
    }

    /** The process has ended: what it wrote can still be had, but nothing is waited for. */
    void over() {
        synchronized (bell) {
            if (!closed && !over) {
                wake.writer().write(new byte[] {'w'});
            }
            over = true;
        }
    }

    private boolean isOver() {
        synchronized (bell) {
            return over;
        }
    }

    /** What it wrote next; empty when it has ended and all has been told. */
    synchronized Optional<Frame> next() {
        while (!closed) {
            // Asked for first: what was written before the end is then found below.
            boolean last = isOver();
            Optional<Frame> frame = epoll.await(last ? 0 : LOOK_MILLIS).stream()
                    .filter(stream -> stream != WAKE && outputs.containsKey(stream))
                    .findFirst()
                    .map(this::read);
            if (frame.isPresent() && frame.get().data().hasRemaining()) {
                return frame;
            }
            if (last && frame.isEmpty()) {
                close();
            }
        }
        return Optional.empty();
    }

    private Frame read(int stream) {
        Fd output = outputs.get(stream);
        byte[] bytes = output == null ? new byte[0] : output.read();
        if (bytes.length == 0 && output != null) {
            epoll.remove(output);
            outputs.remove(stream);
            output.close();
        }
        return Frame.of(stream == 1 ? Frame.Kind.STDOUT : Frame.Kind.STDERR, bytes);
    }

    /** Takes all that comes, for nobody, until it has ended: it is not to wait or to die for want of a reader. */
    void drain() {
        input.over();
        Optional<Frame> unheard = next();
        while (unheard.isPresent()) {
            unheard = next();
        }
    }

    @Override
    public synchronized void close() {
        synchronized (bell) {
            if (closed) {
                return;
            }
            closed = true;
            over = true;
        }
        input.close();
        outputs.values().forEach(Fd::close);
        outputs.clear();
        epoll.close();
        wake.close();
    }
}
