package hangari.container.life.keep;

import hangari.container.life.ContainerConfig;
import hangari.container.life.LifeException;
import hangari.container.life.State;
import hangari.linux.Fd;
import hangari.linux.KeeperArena;
import hangari.linux.KernelException;
import hangari.linux.OpenFlag;
import hangari.linux.OtherProcess;
import hangari.linux.Signal;
import hangari.linux.TerminalMode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A container that runs: what we hold of it. */
final class Run {
    private static final int ROUNDS = 5000;

    private final Surroundings around;
    private final KeeperProcess keeper;
    private final Optional<OtherProcess> process;
    private final Optional<Fd> terminal;
    private final Optional<ContainerInput> input;
    private final List<OutputPipe> outputs;
    private OptionalInt token = OptionalInt.empty();
    private boolean closed;
    private boolean destroyed;

    private Run(
            Surroundings around,
            KeeperProcess keeper,
            Optional<OtherProcess> process,
            Optional<Fd> terminal,
            Optional<ContainerInput> input,
            List<OutputPipe> outputs) {
        this.around = around;
        this.keeper = keeper;
        this.process = process;
        this.terminal = terminal;
        this.input = input;
        this.outputs = outputs;
    }

    /**
     * Takes hold of what a keeper keeps.
     *
     * @param fresh whether it has just been started; an input that ends with the first who was attached has ended else
     */
    static Run of(
            Surroundings around,
            KeeperProcess keeper,
            ContainerDirectory files,
            ContainerConfig config,
            OutputLog log,
            boolean fresh) {
        log.open();
        Optional<Fd> terminal = keeper.terminal();
        terminal.ifPresent(Fd::doNotWait);
        List<OutputPipe> outputs = new ArrayList<>();
        for (int stream = 1; stream <= (config.terminal() ? 1 : 2); stream++) {
            Fd pipe = Fd.open(files.pipe(stream).toString(), Set.of(OpenFlag.RDWR, OpenFlag.NONBLOCK));
            outputs.add(new OutputPipe(around, log, stream, pipe, terminal));
        }
        return new Run(around, keeper, keeper.container(), terminal, input(files, config, terminal, fresh), outputs);
    }

    private static Optional<ContainerInput> input(
            ContainerDirectory files, ContainerConfig config, Optional<Fd> terminal, boolean fresh) {
        if (!config.openStdin() || (config.stdinOnce() && !fresh && !config.terminal())) {
            return Optional.empty();
        }
        if (config.terminal()) {
            return terminal.map(ContainerInput::terminal);
        }
        try {
            Fd pipe = Fd.open(files.pipe(0).toString(), Set.of(OpenFlag.WRONLY, OpenFlag.NONBLOCK));
            return Optional.of(ContainerInput.pipe(pipe, config.stdinOnce()));
        } catch (KernelException e) {
            return Optional.empty(); // fifo(7): ENXIO, nobody reads it any more
        }
    }

    KeeperProcess keeper() {
        return keeper;
    }

    Optional<ContainerInput> input() {
        return input;
    }

    /** Follows its output, and has this be run when it has ended. */
    synchronized void follow(Runnable whenEnded) {
        outputs.forEach(OutputPipe::listen);
        process.ifPresentOrElse(
                held -> token = OptionalInt.of(around.loop().add(held.pidfd(), () -> {
                    forget();
                    around.soon(whenEnded);
                })),
                () -> around.soon(whenEnded));
    }

    private synchronized void forget() {
        token.ifPresent(
                number -> around.loop().remove(number, process.orElseThrow().pidfd()));
        token = OptionalInt.empty();
    }

    /** Sends a signal to its first process; false if that has ended. */
    boolean signal(Signal signal) {
        return process.map(held -> held.signal(signal)).orElse(false);
    }

    /** Whether its first process has ended, or does within this time: at its end it loses one thing after the other. */
    synchronized boolean endsWithin(int millis) {
        return closed || process.map(held -> held.ended(millis)).orElse(true);
    }

    void resize(int rows, int columns) {
        TerminalMode.setSize(
                terminal.orElseThrow(() -> new LifeException(
                        LifeException.Kind.CONFLICT, "it has no terminal, so there is no window: start one with -t")),
                new TerminalMode.Size(rows, columns));
    }

    /** How it ended. */
    End end() {
        // The keeper sees the end when we do, and needs a moment to write it down.
        Optional<End> end = End.of(keeper.arena());
        for (int round = 0; end.isEmpty() && round < ROUNDS && !keeper.process().ended(1); round++) {
            end = End.of(keeper.arena());
        }
        return end.or(() -> End.of(keeper.arena()))
                .orElseGet(() -> new End(
                        128 + Signal.SIGKILL.number(),
                        Instant.now(),
                        "its keeper, process " + keeper.pid() + ", was killed, and it with that"));
    }

    /** How a run ended. */
    record End(int code, Instant at, String error) {
        /** The state that this is the end of that run in. */
        State.Exited of(State.Running run, boolean oom) {
            return new State.Exited(run.run(), code, oom, run.at(), at, error, run.exits());
        }

        /** By what its keeper wrote; empty if there is nothing. */
        static Optional<End> of(Path arena) {
            try {
                KeeperArena.Past past = KeeperArena.read(arena);
                return past.ending().map(ending -> new End(ending.status(), past.ended(), ""));
            } catch (UncheckedIOException e) {
                return Optional.empty();
            }
        }
    }

    /** Takes what output is still there. */
    void last() {
        outputs.forEach(OutputPipe::last);
    }

    /** Lets go of it; it runs on. */
    synchronized void release() {
        if (!closed) {
            closed = true;
            forget();
            outputs.forEach(OutputPipe::close);
            input.ifPresent(ContainerInput::close);
            terminal.ifPresent(Fd::close);
            process.ifPresent(OtherProcess::close);
        }
    }

    /** Ends its keeper, and it if it has not ended. */
    synchronized void destroy() {
        release();
        if (!destroyed) {
            destroyed = true; // what it was held by is closed now, and the number may be another's the next time
            keeper.end();
        }
    }
}
