package hangari.compare;

import hangari.compare.Comparison.Column;
import hangari.linux.KernelException;
import hangari.vm.fault.VmException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Runs one command on one root in every place, and measures.
 *
 * <p>The places take turns, so that what disturbs the machine disturbs them alike.
 */
public final class Comparing {
    private final List<Booth> booths = new ArrayList<>();
    private final Progress progress;

    /** Told what is being done, before it is done. */
    public interface Progress {
        /** Nobody is told. */
        Progress NONE = (place, round, rounds) -> {};

        /** The command is run at a place for the nth time, from 1; 0 while the place is looked at. */
        void at(Place place, int round, int rounds);

        /** Something takes longer than usual: a kernel is fetched, an accelerator tried. */
        default void note(String line) {}
    }

    private Comparing(Progress progress) {
        this.progress = progress;
    }

    /**
     * Compares.
     *
     * @param places where it is run, one at least
     * @param rounds how often the command is run at each place, beside once to warm up
     */
    public static Comparison compare(
            Subject subject, Set<Place> places, Directories directories, int rounds, Progress progress) {
        Comparing comparing = new Comparing(progress);
        try (Venues venues = Venues.of(subject, directories.work())) {
            try {
                EnumSet.copyOf(places)
                        .forEach(place ->
                                comparing.add(place, () -> venues.at(place, directories.machines(), progress::note)));
                return comparing.all(subject, rounds);
            } finally {
                comparing.booths.forEach(Booth::close);
            }
        }
    }

    private void add(Place place, Supplier<Venue> venue) {
        booths.add(new Booth(place, venue));
    }

    private Comparison all(Subject subject, int rounds) {
        String host = "";
        for (Booth booth : booths) {
            progress.at(booth.place, 0, rounds);
            host = booth.look(host).orElse(host);
        }
        for (int round = 1; round <= rounds; round++) {
            for (Booth booth : booths) {
                if (round <= booth.rounds(rounds)) {
                    progress.at(booth.place, round, booth.rounds(rounds));
                    booth.run();
                }
            }
        }
        return new Comparison(subject.argv(), booths.stream().map(Booth::column).toList());
    }

    /** One place, and what was found there so far. */
    private static final class Booth {
        private final Place place;
        private final Map<Aspect, Cell> cells = new EnumMap<>(Aspect.class);
        private final List<Long> nanos = new ArrayList<>();
        private Optional<Venue> venue = Optional.empty();

        Booth(Place place, Supplier<Venue> made) {
            this.place = place;
            attempt(() -> venue = Optional.of(made.get()), List.of(Aspect.values()));
        }

        /** What goes wrong leaves these cells with a reason. */
        private void attempt(Runnable action, List<Aspect> filled) {
            try {
                action.run();
            } catch (Venue.Refused | VmException | KernelException | UncheckedIOException e) {
                filled.forEach(
                        aspect -> cells.putIfAbsent(aspect, new Cell.Unmeasured(String.valueOf(e.getMessage()))));
            }
        }

        /** Looks at the place while a witness waits there, and at the command's answer; tells the kernel's boot_id. */
        Optional<String> look(String host) {
            venue.ifPresent(there -> attempt(
                    () -> witness(there, host),
                    List.of(
                            Aspect.MEMORY,
                            Aspect.KERNEL,
                            Aspect.BOOT_ID,
                            Aspect.PROCESSES,
                            Aspect.SEEN,
                            Aspect.SHARED)));
            venue.ifPresent(there -> attempt(() -> answer(there), List.of(Aspect.ANSWER, Aspect.TIME, Aspect.DISK)));
            return cells.get(Aspect.BOOT_ID) instanceof Cell.Text text ? Optional.of(text.text()) : Optional.empty();
        }

        private void witness(Venue there, String host) {
            String nonce = UUID.randomUUID().toString();
            HostView view = new HostView();
            try (Venue.Held held = there.hold(nonce)) {
                Testimony told = held.testimony();
                cells.put(Aspect.KERNEL, new Cell.Text(told.release()));
                cells.put(Aspect.BOOT_ID, new Cell.Text(told.bootId()));
                cells.put(Aspect.MEMORY, view.memory());
                cells.put(Aspect.PROCESSES, view.processes());
                cells.put(Aspect.SEEN, view.pids(nonce));
                cells.put(Aspect.SHARED, view.namespaces(nonce, host.isEmpty() || host.equals(told.bootId())));
            }
        }

        // The first run warms up: it is not counted
        private void answer(Venue there) {
            Venue.Attempt attempt = there.run();
            cells.put(Aspect.ANSWER, new Cell.Answer(attempt.output().stripTrailing(), attempt.status()));
            cells.put(Aspect.DISK, new Cell.Bytes(there.disk()));
        }

        int rounds(int wanted) {
            return venue.map(there -> there.rounds(wanted)).orElse(0);
        }

        void run() {
            if (venue.isPresent() && !cells.containsKey(Aspect.TIME)) {
                attempt(() -> nanos.add(venue.get().run().nanos()), List.of(Aspect.TIME));
            }
        }

        Column column() {
            if (!nanos.isEmpty()) {
                cells.putIfAbsent(Aspect.TIME, new Cell.Times(nanos));
            }
            return new Column(place, cells);
        }

        void close() {
            venue.ifPresent(Venue::close);
        }
    }
}
