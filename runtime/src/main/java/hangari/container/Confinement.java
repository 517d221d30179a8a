package hangari.container;

import hangari.container.cgroup.Events;
import hangari.container.cgroup.Group;
import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Leftovers;
import hangari.container.cgroup.Limits;
import hangari.container.cgroup.Plan;
import hangari.container.cgroup.SameGroups;
import hangari.container.cgroup.Statistics;
import hangari.container.users.MapWriter;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Meeting;
import hangari.linux.SyscallProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The cgroup of a container, from before its birth to after its end; none if nothing is limited, and somebody else's for
 * a further process.
 */
final class Confinement {
    private final Optional<Group> group;
    private final Optional<Meeting.Appointment> placing;
    private Events events = Events.NONE;
    private Statistics statistics = Statistics.NONE;
    private boolean over;

    private Confinement(Optional<Group> group, Optional<Meeting.Action> place) {
        this.group = group;
        this.placing = place.map(action -> new Meeting.Appointment(new Meeting(), action));
    }

    /** Places what is launched where another process is. */
    static Confinement with(long other) {
        return new Confinement(Optional.empty(), Optional.of(pid -> SameGroups.place(pid, other)));
    }

    /** Makes the group that its limits need, and removes those that a killed process of ours left beside it. */
    static Confinement of(ContainerSpec spec) {
        Optional<Meeting.Action> mapping = spec.isolation().users().map(MapWriter::new);
        Limits limits = spec.limits();
        if (limits.equals(Limits.none())) {
            return new Confinement(Optional.empty(), mapping);
        }
        Plan plan = Plan.of(Hierarchies.here(), limits, Leftovers.name());
        Leftovers.sweep(plan);
        Group group = Group.make(plan);
        return new Confinement(Optional.of(group), both(Optional.of(group::place), mapping));
    }

    /** What is done at one meeting, in this order. */
    static Optional<Meeting.Action> both(Optional<Meeting.Action> first, Optional<Meeting.Action> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        return Optional.of(pid -> {
            first.get().at(pid);
            second.get().at(pid);
        });
    }

    /** Where the child waits until it is in the group, and its ids are mapped. */
    Optional<Meeting> placing() {
        return placing.map(Meeting.Appointment::meeting);
    }

    /**
     * Launches the program; the child goes on from the first meeting only when it is in the group.
     *
     * @param sealed whether what it becomes is not to be trusted
     */
    Launch launch(SyscallProgram program, boolean sealed, Meeting.Appointment... further) {
        List<Meeting.Appointment> appointments = new ArrayList<>();
        placing.ifPresent(appointments::add);
        appointments.addAll(Arrays.asList(further));
        try {
            return sealed
                    ? Launcher.launchSealed(program, appointments)
                    : Launcher.children().launch(program, appointments);
        } finally {
            placing().ifPresent(Meeting::close);
        }
    }

    synchronized Events events() {
        return over ? events : group.map(Group::events).orElse(Events.NONE);
    }

    synchronized Statistics statistics() {
        return over ? statistics : group.map(Group::statistics).orElse(Statistics.NONE);
    }

    /** Keeps what the group says at the end, ends what is left in it, and removes it. */
    synchronized void last() {
        placing().ifPresent(Meeting::close); // once more, if it was never launched
        if (!over) {
            events = events();
            statistics = statistics();
            group.ifPresent(Group::remove);
            over = true;
        }
    }
}
