package hangari.container.life.wire;

import hangari.container.life.Answer;
import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.linux.Child;
import hangari.linux.Ending;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A door behind which somebody is in: if nobody answers, a supervisor is begun.
 *
 * <p>Of many who come at once, one begins it while the others wait at a lock. That there is no second one does not hang
 * on that: each takes the {@link Tenure} first.
 */
final class Beginning implements Door {
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();
    private static final long STEP_MILLIS = 5;

    private final RunDirectory place;
    private final SupervisorCommand command;
    private final Door door;

    Beginning(RunDirectory place, SupervisorCommand command) {
        this.place = place;
        this.command = command;
        this.door = Door.of(place);
    }

    @Override
    public Wire open() throws IOException {
        try {
            return door.open();
        } catch (ConnectException e) {
            begin();
            return door.open();
        }
    }

    /** Makes sure that somebody answers who speaks our protocol. */
    void ensure() {
        if (!understandsUs()) {
            begin();
        }
    }

    private void begin() {
        WITHIN_PROCESS.lock();
        try (FileChannel lock =
                FileChannel.open(place.furnish().beginLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var unused = lock.lock();
            if (!understandsUs()) {
                dismiss();
                beginOurs();
            }
        } catch (IOException e) {
            throw new LifeException(LifeException.Kind.UNREACHABLE, "cannot lock " + place.beginLock() + ": " + e, e);
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }

    private boolean understandsUs() {
        return version()
                .filter(version -> version.protocol() == SupervisorServer.PROTOCOL)
                .isPresent();
    }

    /** What is said by whoever is in; empty if nobody is, or is on the way out. */
    private Optional<Answer.Versions> version() {
        if (!Files.exists(place.socket())) {
            return Optional.empty();
        }
        try (Wire wire = door.open()) {
            return Optional.of(Exchange.over(wire, new Request.Version(), Answer.Versions.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Asks one that does not understand us to leave; its containers live on, and ours finds them. */
    private void dismiss() {
        try (Wire wire = door.open()) {
            var unused = Exchange.over(wire, new Request.Leave(), Answer.Done.class);
        } catch (IOException e) {
            // nobody is there
        }
    }

    private void beginOurs() {
        long before = LastLine.sizeOf(place.log());
        Child child = Detached.begin(command, place.log());
        Detached.reap(child);
        long end = System.nanoTime() + command.patience().toNanos();
        while (!understandsUs()) {
            // One that finds another in office leaves with 0; then it is the other that will answer.
            if (child.poll()
                    .filter(ending -> !ending.equals(new Ending.Exited(0)))
                    .isPresent()) {
                throw failed("the supervisor ended when it had hardly begun", before);
            }
            if (System.nanoTime() > end) {
                throw failed(
                        "the supervisor has not answered for "
                                + command.patience().toMillis() + " ms",
                        before);
            }
            pause();
        }
    }

    private LifeException failed(String what, long before) {
        Path log = place.log();
        String said = LastLine.of(log, before).map(line -> ": " + line).orElse("");
        return new LifeException(LifeException.Kind.UNREACHABLE, what + said + " (its log is " + log + ")");
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LifeException(LifeException.Kind.UNREACHABLE, "interrupted while a supervisor began", e);
        }
    }
}
