package hangari.container;

import hangari.container.cgroup.Events;
import hangari.container.cgroup.Statistics;
import hangari.linux.Child;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.Launch;
import hangari.linux.Meeting;
import hangari.linux.OpenFlag;
import hangari.linux.Refusal;
import hangari.linux.Signal;
import hangari.linux.SyscallLog;
import hangari.linux.SyscallProgram;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
    private final Sight sight;
    private final Optional<Capture> out;
    private final Optional<Capture> err;
    private final Confinement confinement;

    private Container(
            ContainerSpec spec,
            Launch launch,
            Sight sight,
            Optional<Capture> out,
            Optional<Capture> err,
            Confinement confinement) {
        this.spec = spec;
        this.launch = launch;
        this.sight = sight;
        this.out = out;
        this.err = err;
        this.confinement = confinement;
    }

    /** Starts a container whose output is captured, and observes it just before it becomes its program. */
    public static Container observed(ContainerSpec spec) {
        Confinement confinement = Confinement.of(spec);
        Capture out = new Capture("stdout");
        Capture err = new Capture("stderr");
        Sight sight = new Sight();
        try (Lent lent = Lent.to(spec);
                Meeting meeting = new Meeting()) {
            Stdio stdio = new Stdio(NULL, out.writer(), err.writer(), false);
            SyscallProgram program = Planner.plan(
                    lent.spec(),
                    Wiring.to(stdio).placedAt(confinement.placing()).metAt(meeting));
            Launch launch =
                    confinement.launch(program, spec.profile().isPresent(), new Meeting.Appointment(meeting, sight));
            out.begin();
            err.begin();
            return new Container(spec, launch, sight, Optional.of(out), Optional.of(err), confinement);
        } catch (RuntimeException e) {
            out.abandon();
            err.abandon();
            sight.close();
            confinement.last();
            throw e;
        }
    }

    /** Starts a container on descriptors of the caller's, and does not look at it. */
    public static Container on(Stdio stdio, ContainerSpec spec) {
        try (Lent lent = Lent.to(spec)) {
            Confinement confinement = Confinement.of(spec);
            Wiring wiring = Wiring.to(stdio).placedAt(confinement.placing());
            return launched(spec, confinement, () -> Planner.plan(lent.spec(), wiring));
        }
    }

    /** Starts a container on a terminal of its own, which this console is the other end of. */
    public static Container on(Console console, ContainerSpec wanted) {
        ContainerSpec spec = wanted.withProcess(wanted.process().onTerminal());
        try (Lent lent = Lent.to(spec)) {
            Confinement confinement = Confinement.of(spec);
            Wiring wiring = Wiring.to(console).placedAt(confinement.placing());
            return onConsole(console, spec, confinement, () -> Planner.plan(lent.spec(), wiring));
        }
    }

    /**
     * Starts a further process in a container that runs, on descriptors of the caller's.
     *
     * @param profile that of the container, or less
     */
    public static Container exec(Target target, Stdio stdio, ProcessSpec process, Profile profile) {
        ContainerSpec spec = ExecPlan.spec(target, process, profile);
        Confinement confinement = Confinement.with(target.pid());
        Wiring wiring = Wiring.to(stdio).placedAt(confinement.placing());
        return launched(spec, confinement, () -> ExecPlan.of(target, spec, wiring));
    }

    /** Starts a further process in a container that runs, on a terminal of the container's. */
    public static Container exec(Target target, Console console, ProcessSpec process, Profile profile) {
        ContainerSpec spec = ExecPlan.spec(target, process.onTerminal(), profile);
        Confinement confinement = Confinement.with(target.pid());
        Wiring wiring = Wiring.to(console).placedAt(confinement.placing());
        return onConsole(console, spec, confinement, () -> ExecPlan.of(target, spec, wiring));
    }

    /** The console's meeting is over when the child is its program; its master stays open. */
    private static Container onConsole(
            Console console, ContainerSpec spec, Confinement confinement, Supplier<SyscallProgram> plan) {
        try {
            return launched(spec, confinement, plan, console.appointment());
        } finally {
            console.meeting().close();
        }
    }

    private static Container launched(
            ContainerSpec spec,
            Confinement confinement,
            Supplier<SyscallProgram> plan,
            Meeting.Appointment... appointments) {
        try {
            Launch launch = confinement.launch(plan.get(), spec.profile().isPresent(), appointments);
            return new Container(spec, launch, new Sight(), Optional.empty(), Optional.empty(), confinement);
        } catch (RuntimeException e) {
            confinement.last();
            throw e;
        }
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

    /**
     * What was seen of it just before it became its program, if it was observed; once it has ended, with the hostname
     * that its UTS namespace, if that was its own, had at the end.
     */
    public Optional<Observation> observation() {
        return sight.seen();
    }

    /** How often its limits were felt so far, or until its end; nothing is counted if it has none. */
    public Events events() {
        return confinement.events();
    }

    /** What it has used so far, or until its end; nothing is counted if it has no limits. */
    public Statistics statistics() {
        return confinement.statistics();
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
        boolean alive = launch.child().isPresent()
                && launch.child().flatMap(Child::poll).isEmpty();
        if (!alive) {
            sight.last();
            confinement.last();
        }
        return alive;
    }

    /** Sends a signal; false if it has ended. */
    public boolean signal(Signal signal) {
        return launch.child().map(child -> child.signal(signal)).orElse(false);
    }

    /** Waits for its end; empty if it never came to be. */
    public Optional<Ending> await() {
        Optional<Ending> ending = launch.child().map(Child::await);
        sight.last();
        confinement.last();
        out.ifPresent(Capture::settle);
        err.ifPresent(Capture::settle);
        return ending;
    }

    /** Ends it, if it runs, and reaps it. */
    @Override
    public void close() {
        launch.child().ifPresent(Child::close);
        sight.last();
        confinement.last();
    }
}
