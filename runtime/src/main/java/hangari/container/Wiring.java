package hangari.container;

import hangari.linux.Meeting;
import java.util.Optional;

/**
 * What connects a container with us while it starts; a dry run has none of it.
 *
 * @param stdio the descriptors that it is given, unless it opens a terminal of its own
 * @param placing where it waits, before anything else, until it is in its cgroup and its ids are mapped
 * @param terminal where it waits until we have taken the other end of its own terminal
 * @param meeting where it waits to be looked at, just before it gives up its privileges
 */
record Wiring(Optional<Stdio> stdio, Optional<Meeting> placing, Optional<Meeting> terminal, Optional<Meeting> meeting) {
    static final Wiring NONE = new Wiring(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Wiring to(Stdio stdio) {
        return new Wiring(Optional.of(stdio), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Wiring to(Console console) {
        return new Wiring(Optional.empty(), Optional.empty(), Optional.of(console.meeting()), Optional.empty());
    }

    Wiring placedAt(Optional<Meeting> place) {
        return new Wiring(stdio, place, terminal, meeting);
    }

    Wiring metAt(Meeting place) {
        return new Wiring(stdio, placing, terminal, Optional.of(place));
    }
}
