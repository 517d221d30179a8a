package hangari.compare;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.Stdio;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.OpenFlag;
import hangari.linux.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A place whose processes are the host's own.
 *
 * @param place which
 * @param command what runs the command there
 * @param witness what runs the witness there, but for its nonce
 * @param stacks what was prepared for it
 * @param output a file that takes what the command writes
 */
record HostVenue(Place place, ContainerSpec command, ContainerSpec witness, List<Stack> stacks, Path output)
        implements Venue {
    private static final Fd NULL = Fd.open("/dev/null", Set.of(OpenFlag.RDWR));
    private static final int MOST_OUTPUT = 4096;

    HostVenue {
        stacks = List.copyOf(stacks);
    }

    @Override
    public Attempt run() {
        try (Fd out = Fd.open(output.toString(), Set.of(OpenFlag.WRONLY, OpenFlag.TRUNC, OpenFlag.CLOEXEC))) {
            long begun = System.nanoTime();
            try (Container container = Container.on(new Stdio(NULL, out, out, false), command)) {
                int status = container.await().map(Ending::status).orElse(-1);
                long nanos = System.nanoTime() - begun;
                refuse(container);
                return new Attempt(nanos, status, beginning());
            }
        }
    }

    private static void refuse(Container container) {
        container.refusal().ifPresent(refusal -> {
            throw new Refused(refusal.line());
        });
    }

    private String beginning() {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + output + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Held hold(String nonce) {
        List<String> argv = List.of(witness.argv().get(0), nonce);
        Pipe in = Pipe.open();
        Pipe out = Pipe.open();
        try {
            Container container = Container.on(
                    new Stdio(in.reader(), out.writer(), NULL, false),
                    witness.withProcess(witness.process().withArgv(argv)));
            out.writer().close();
            refuse(container);
            return new Waiting(container, in, out, told(out.reader()));
        } catch (RuntimeException e) {
            in.close();
            out.close();
            throw e;
        }
    }

    private static Testimony told(Fd from) {
        try (InputStream in = new Told(from)) {
            return Testimony.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes out of a pipe, as it comes. */
    private static final class Told extends InputStream {
        private final Fd from;
        private byte[] chunk = new byte[0];
        private int position;

        Told(Fd from) {
            this.from = from;
        }

        @Override
        public int read() {
            return fill() ? Byte.toUnsignedInt(chunk[position++]) : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(most, chunk.length - position);
            System.arraycopy(chunk, position, into, offset, count);
            position += count;
            return count;
        }

        private boolean fill() {
            if (position == chunk.length) {
                chunk = from.read();
                position = 0;
            }
            return chunk.length > 0;
        }
    }

    /** A witness that waits for the end of its standard input. */
    private record Waiting(Container container, Pipe in, Pipe out, Testimony testimony) implements Held {
        @Override
        public void close() {
            container.close();
            in.close();
            out.close();
        }
    }

    @Override
    public long disk() {
        return stacks.stream().mapToLong(Stack::written).sum();
    }

    @Override
    public void close() {
        stacks.forEach(Stack::close);
    }
}
