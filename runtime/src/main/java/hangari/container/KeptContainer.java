package hangari.container;

import hangari.container.cgroup.Group;
import hangari.container.users.MapWriter;
import hangari.linux.Fd;
import hangari.linux.Keeper;
import hangari.linux.Meeting;
import hangari.linux.Parcel;
import hangari.linux.Refusal;
import hangari.linux.SyscallProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts a container that outlives us: its parent is a keeper, not this process.
 *
 * <pre>{@code
 * Keeper keeper = new KeptContainer(spec, "4f1d20e8a91c").in(group).met(pid -> networks.attach(reservation, pid))
 *         .on(new Stdio(nothing, out, err, false), List.of(outHolder, errHolder), arena);
 * }</pre>
 *
 * @param spec what is wanted
 * @param title what its keeper is called
 * @param group where it is placed before it does anything
 * @param met what is done while it waits in its new namespaces
 */
public record KeptContainer(ContainerSpec spec, String title, Optional<Group> group, Optional<Meeting.Action> met) {
    public KeptContainer(ContainerSpec spec, String title) {
        this(spec, title, Optional.empty(), Optional.empty());
    }

    /** Placed in this group. */
    public KeptContainer in(Group place) {
        return new KeptContainer(spec, title, Optional.of(place), met);
    }

    /** With something that is done while it waits. */
    public KeptContainer met(Meeting.Action action) {
        return new KeptContainer(spec, title, group, Optional.of(action));
    }

    /**
     * Starts it on descriptors.
     *
     * @param held what the keeper holds open beside them
     * @param arena a file that is not there yet
     */
    public Keeper on(Stdio stdio, List<Fd> held, Path arena) {
        List<Fd> descriptors = new ArrayList<>(held);
        descriptors.addAll(List.of(stdio.in(), stdio.out(), stdio.err()));
        return start(spec, Wiring.to(stdio), descriptors, Optional.empty(), List.of(), arena);
    }

    /**
     * Starts it on a terminal of its own, whose other end the keeper holds.
     *
     * @param begin what is done with that end before the program begins
     * @param held what the keeper holds open beside it
     */
    public Keeper onTerminal(Consumer<Fd> begin, List<Fd> held, Path arena) {
        ContainerSpec onTerminal = spec.withProcess(spec.process().onTerminal());
        try (Parcel parcel = new Parcel();
                Console console = new Console(master -> {
                    parcel.put(master);
                    begin.accept(master);
                })) {
            return start(
                    onTerminal, Wiring.to(console), held, Optional.of(parcel), List.of(console.appointment()), arena);
        }
    }

    private Keeper start(
            ContainerSpec wanted,
            Wiring to,
            List<Fd> descriptors,
            Optional<Parcel> parcel,
            List<Meeting.Appointment> terminal,
            Path arena) {
        try (Lent lent = Lent.to(wanted);
                Meeting placing = new Meeting();
                Meeting meeting = new Meeting()) {
            Optional<Meeting.Action> first = Confinement.both(
                    group.map(place -> place::place), wanted.isolation().users().map(MapWriter::new));
            Wiring wiring = to.placedAt(first.map(action -> placing));
            List<Meeting.Appointment> appointments = new ArrayList<>();
            first.ifPresent(action -> appointments.add(new Meeting.Appointment(placing, action)));
            appointments.addAll(terminal);
            if (met.isPresent()) {
                wiring = wiring.metAt(meeting);
                appointments.add(new Meeting.Appointment(meeting, met.get()));
            }
            SyscallProgram program = Planner.plan(lent.spec(), wiring);
            List<Fd> all = new ArrayList<>(descriptors);
            all.addAll(lent.descriptors());
            return Keeper.start(arena, new Keeper.Charge(program, title, all, parcel), appointments);
        }
    }

    /** A refusal in which a program that is not there is explained. */
    public Refusal explained(Refusal refusal) {
        return MissingProgram.explained(spec, refusal);
    }
}
