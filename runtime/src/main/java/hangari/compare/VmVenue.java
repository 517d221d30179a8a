package hangari.compare;

import hangari.container.StackView;
import hangari.vm.LinuxVm;
import hangari.vm.VmResult;
import hangari.vm.VmSpec;
import hangari.vm.agent.GuestCommand;
import hangari.vm.agent.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A machine of its own for each run: it is started from nothing, and ends with the command. */
final class VmVenue implements Venue {
    /** A start takes a thousand times as long as a container's. */
    private static final int MOST_ROUNDS = 3;

    private final StackView root;
    private final VmSpec spec;
    private final List<String> command;
    private long kernel;

    private VmVenue(StackView root, VmSpec spec, List<String> command) {
        this.root = root;
        this.spec = spec;
        this.command = List.copyOf(command);
    }

    /**
     * Machines whose root is a copy of this one.
     *
     * @param root with the witness in it; closed with this
     * @param state where the guest's kernel is kept
     */
    static VmVenue of(StackView root, List<String> command, Path state, Consumer<String> progress) {
        return new VmVenue(root, VmSpec.of(root.root(), state).progress(progress), command);
    }

    @Override
    public Place place() {
        return Place.VM;
    }

    @Override
    public int rounds(int wanted) {
        return Math.min(wanted, MOST_ROUNDS);
    }

    @Override
    public Attempt run() {
        long begun = System.nanoTime();
        try (LinuxVm vm = LinuxVm.start(spec)) {
            VmResult result = vm.run(GuestCommand.of(command), InputStream.nullInputStream());
            long nanos = System.nanoTime() - begun;
            kernel = size(vm.kernel().image());
            result.refusal().ifPresent(refusal -> {
                throw new Refused(refusal.line());
            });
            return new Attempt(
                    nanos, result.status(), result.text() + new String(result.error(), StandardCharsets.UTF_8));
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the guest's kernel: " + e.getMessage(), e);
        }
    }

    @Override
    public Held hold(String nonce) {
        LinuxVm vm = LinuxVm.start(spec);
        try {
            PipedOutputStream end = new PipedOutputStream();
            PipedInputStream told = new PipedInputStream();
            vm.start(
                    GuestCommand.of(List.of("/" + Witness.NAME, nonce)),
                    new Streams(
                            new PipedInputStream(end), new PipedOutputStream(told), OutputStream.nullOutputStream()));
            return new Waiting(vm, end, Testimony.read(told));
        } catch (IOException e) {
            vm.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            vm.close();
            throw e;
        }
    }

    /** A witness in a machine; as long as nobody closes its standard input, it waits. */
    private record Waiting(LinuxVm vm, OutputStream end, Testimony testimony) implements Held {
        @Override
        public void close() {
            vm.close();
        }
    }

    /** Its kernel: the root is in the machine's memory. */
    @Override
    public long disk() {
        return kernel;
    }

    @Override
    public void close() {
        root.close();
    }
}
