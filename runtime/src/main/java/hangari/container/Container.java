package hangari.container;

import hangari.linux.Child;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Meeting;
import hangari.linux.OpenFlag;
import hangari.linux.Refusal;
import hangari.linux.Signal;
import hangari.linux.SyscallLog;
import hangari.linux.SyscallProgram;
import java.util.Optional;
import java.util.Set;

/**
 * A process that was made a container, from its start to its reaped end.
 *
 * <p>A call that the kernel refuses is a value here ({@link #refusal()}), not an exception: in this project a refusal
 * is often what one wants to see.
 */
public final class Container implements AutoCloseable {
    private static final Fd NULL = Fd.open("/dev/null", Set.of(OpenFlag.RDWR));

    private final ContainerSpec spec;
    private final Launch launch;
    private final Optional<Observation> observation;
    private final Optional<Capture> out;
    private final Optional<Capture> err;

    private Container(
            ContainerSpec spec,
            Launch launch,
            Optional<Observation> observation,
            Optional<Capture> out,
            Optional<Capture> err) {
        this.spec = spec;
        this.launch = launch;
        this.observation = observation;
        this.out = out;
        this.err = err;
    }

    /** Starts a container whose output is captured, and observes it just before it becomes its program. */
    public static Container observed(ContainerSpec spec) {
        Capture out = new Capture("stdout");
        Capture err = new Capture("stderr");
        try (Meeting meeting = new Meeting()) {
            Stdio stdio = new Stdio(NULL, out.writer(), err.writer(), false);
            SyscallProgram program = Planner.plan(spec, stdio, Optional.of(meeting));
            Sight sight = new Sight();
            Launch launch = Launcher.children().launch(program, meeting, sight);
            out.begin();
            err.begin();
            return new Container(spec, launch, sight.seen, Optional.of(out), Optional.of(err));
        } catch (RuntimeException e) {
            out.abandon();
            err.abandon();
            throw e;
        }
    }

    /** Starts a container on descriptors of the caller's, and does not look at it. */
    public static Container on(Stdio stdio, ContainerSpec spec) {
        Launch launch = Launcher.children().launch(Planner.plan(spec, stdio, Optional.empty()));
        return new Container(spec, launch, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What was asked for. */
    public ContainerSpec spec() {
        return spec;
    }

    /** Its PID as the host sees it; 0 if it never came to be. */
    public long pid() {
        return launch.child().map(Child::pid).orElse(0L);
    }

    /** The program, and what the kernel answered. */
    public SyscallLog syscalls() {
        return launch.log();
    }

    /** The call at which the program stopped, if it did not get to run. */
    public Optional<Refusal> refusal() {
        return launch.refusal().map(refusal -> MissingProgram.explained(spec, refusal));
    }

    /** What was seen of it just before it became its program, if it was observed. */
    public Optional<Observation> observation() {
        return observation;
    }

    /** What it wrote to its standard output so far, if that is captured. */
    public String stdout() {
        return out.map(Capture::text).orElse("");
    }

    /** What it wrote to its standard error so far, if that is captured. */
    public String stderr() {
        return err.map(Capture::text).orElse("");
    }

    /** Whether it is still running. */
    public boolean alive() {
        return launch.child().flatMap(Child::poll).isEmpty() && launch.child().isPresent();
    }

    /** Sends a signal; false if it has ended. */
    public boolean signal(Signal signal) {
        return launch.child().map(child -> child.signal(signal)).orElse(false);
    }

    /** Waits for its end; empty if it never came to be. */
    public Optional<Ending> await() {
        Optional<Ending> ending = launch.child().map(Child::await);
        out.ifPresent(Capture::settle);
        err.ifPresent(Capture::settle);
        return ending;
    }

    /** Ends it, if it runs, and reaps it. */
    @Override
    public void close() {
        launch.child().ifPresent(Child::close);
    }

    /** Keeps what was seen at the meeting. */
    private static final class Sight implements Meeting.Action {
        private Optional<Observation> seen = Optional.empty();

        @Override
        public void at(long pid) {
            seen = Observer.observe(pid);
        }
    }
}
