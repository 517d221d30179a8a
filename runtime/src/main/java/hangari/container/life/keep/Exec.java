package hangari.container.life.keep;

import hangari.container.Console;
import hangari.container.Container;
import hangari.container.Stdio;
import hangari.container.Target;
import hangari.container.life.Answer;
import hangari.container.life.LifeException;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.translate.Further;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.OpenFlag;
import hangari.linux.Pipe;
import hangari.linux.Signal;
import hangari.linux.TerminalMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A further process of a container. It is a child of this process, and ends with it. */
final class Exec {
    private static final int A_MOMENT = 100;

    private final String id;
    private final SupervisedContainer container;
    private final ExecConfig config;
    private boolean started;
    private Optional<Container> process = Optional.empty();
    private Optional<Console> console = Optional.empty();
    private OptionalInt code = OptionalInt.empty();
    private Instant touched = Instant.now();

    Exec(String id, SupervisedContainer container, ExecConfig config) {
        this.id = id;
        this.container = container;
        this.config = config;
    }

    String id() {
        return id;
    }

    SupervisedContainer container() {
        return container;
    }

    synchronized Answer.ExecDetails details() {
        touched = Instant.now();
        boolean running = started && code.isEmpty();
        long pid = running ? process.map(Container::pid).orElse(0L) : 0;
        return new Answer.ExecDetails(id, container.registration().id(), running, code, pid);
    }

    /** Whether it has ended, or was never begun, and nobody has asked for it since then. */
    synchronized boolean isForgotten(Instant since) {
        return (!started || code.isPresent()) && touched.isBefore(since);
    }

    /** Starts it with nobody at its other end. */
    synchronized void detached(Surroundings around) {
        begin();
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR))) {
            if (config.terminal()) {
                ExecStreams streams = terminal();
                around.soon(streams::drain);
                await(around, streams::over);
            } else {
                launch(new Stdio(nothing, nothing, nothing, false));
                await(around, () -> {});
            }
        }
    }

    /** Starts it, joined to whoever asks. */
    synchronized ExecConversation attached(Surroundings around) {
        begin();
        ExecStreams streams = config.terminal() ? terminal() : pipes();
        await(around, streams::over);
        return new ExecConversation(this, around, streams);
    }

    private void begin() {
        if (started) {
            throw new LifeException(LifeException.Kind.CONFLICT, "exec " + id + " has been started already");
        }
        started = true;
    }

    private ExecStreams pipes() {
        Pipe out = Pipe.open();
        Pipe err = Pipe.open();
        Pipe in = Pipe.open();
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDONLY))) {
            launch(new Stdio(config.stdin() ? in.reader() : nothing, out.writer(), err.writer(), false));
            in.writer().doNotWait();
            return new ExecStreams(List.of(out.reader(), err.reader()), ContainerInput.pipe(in.writer(), true));
        } catch (RuntimeException e) {
            List.of(out.reader(), err.reader(), in.writer()).forEach(Fd::close);
            throw e;
        } finally {
            List.of(out.writer(), err.writer(), in.reader()).forEach(Fd::close);
        }
    }

    private ExecStreams terminal() {
        Console fresh = new Console(master -> {});
        try (Target target = target()) {
            Further further = further(target);
            process = Optional.of(running(Container.exec(target, fresh, further.process(), further.profile())));
            console = Optional.of(fresh);
            Fd master = fresh.master().orElseThrow();
            master.doNotWait();
            return new ExecStreams(List.of(master), ContainerInput.terminal(master));
        } catch (RuntimeException e) {
            fresh.close();
            throw failed(e);
        }
    }

    private void launch(Stdio stdio) {
        try (Target target = target()) {
            Further further = further(target);
            process = Optional.of(running(Container.exec(target, stdio, further.process(), further.profile())));
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private Target target() {
        Target target = Target.of(container.pidForExec());
        if (container.endsWithin(0)) {
            target.close(); // and its PID may have been another's already
            throw container.notRunning();
        }
        return target;
    }

    private Further further(Target target) {
        return container.resolved().exec(config, container.hostname(), target.users(), target.ids());
    }

    private static Container running(Container begun) {
        begun.refusal().ifPresent(refusal -> {
            begun.close();
            throw Failures.told(refusal);
        });
        return begun;
    }

    /** What is told of a failure: a container that ended meanwhile refuses in many ways. */
    private RuntimeException failed(RuntimeException failure) {
        RuntimeException told = container.endsWithin(A_MOMENT) ? container.notRunning() : failure;
        LifeException.Kind kind = told instanceof LifeException life ? life.kind() : LifeException.Kind.FAILED;
        code = OptionalInt.of(kind.exit());
        return told;
    }

    private void await(Surroundings around, Runnable whenOver) {
        around.soon(() -> {
            int status = process.flatMap(Container::await).map(Ending::status).orElse(LifeException.Kind.FAILED.exit());
            synchronized (this) {
                code = OptionalInt.of(status);
                touched = Instant.now();
            }
            whenOver.run();
        });
    }

    /** Its status, when it has ended. */
    synchronized OptionalInt code() {
        return code;
    }

    synchronized void resize(int rows, int columns) {
        if (code.isPresent()) {
            // its terminal is closed, and the descriptor's number may be another file's by now
            throw new LifeException(LifeException.Kind.CONFLICT, "exec " + id + " has ended");
        }
        TerminalMode.setSize(
                console.flatMap(Console::master)
                        .orElseThrow(() -> new LifeException(
                                LifeException.Kind.CONFLICT, "exec " + id + " has no terminal, so there is no window")),
                new TerminalMode.Size(rows, columns));
    }

    synchronized void signal(Signal signal) {
        process.filter(now -> code.isEmpty()).ifPresent(now -> now.signal(signal));
    }
}
