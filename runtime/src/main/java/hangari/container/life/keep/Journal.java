package hangari.container.life.keep;

import hangari.container.cgroup.Group;
import hangari.container.cgroup.Version;
import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import hangari.container.life.State;
import hangari.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What was done for a container and what it is, one line a thing: the intent before the deed.
 *
 * <p>A kill of this process loses nothing of what was written, for it is with the kernel. What must outlive a power cut,
 * where no process and no mount does, is forced to the disk: that a container exists, and how it ended.
 */
final class Journal {
    private static final long MOST = 8 << 20;
    private static final long LONG = 64 << 10;

    private final Path file;
    private volatile Line now;

    /**
     * One line.
     *
     * @param act what is about to be done; empty for a line that only says what is
     * @param state what the container is from here on
     * @param stopped whether somebody wants it not to run
     * @param groups the directories of its cgroup, with the version of each
     */
    record Line(Optional<Act> act, State state, boolean stopped, Map<String, Version> groups) {
        Line {
            groups = Map.copyOf(groups);
        }

        private Line doing(Act what) {
            return new Line(Optional.of(what), state, stopped, groups);
        }
    }

    private Journal(Path file, Line now) {
        this.file = file;
        this.now = now;
    }

    /** A journal for a container that is new. */
    static Journal begin(Path file) {
        Journal journal = new Journal(file, new Line(Optional.empty(), new State.Created(), false, Map.of()));
        journal.append(true);
        return journal;
    }

    /** The journal of one that was. A last line that was not written whole was not acted upon. */
    static Journal open(Path file) {
        Optional<Line> last = Optional.empty();
        boolean torn = false;
        for (String text : ContainerDirectory.read(file, MOST).lines().toList()) {
            try {
                last = Optional.of(LifeJson.read(text, Line.class, "journal"));
            } catch (LifeException e) {
                torn = true;
                break;
            }
        }
        Journal journal = new Journal(
                file,
                last.orElseThrow(() -> new LifeException(
                        LifeException.Kind.FAILED, "journal " + file + " is empty: remove its container")));
        if (torn) {
            journal.shorten();
        }
        return journal;
    }

    /** The last line. */
    Line last() {
        return now;
    }

    State state() {
        return now.state;
    }

    boolean stopped() {
        return now.stopped;
    }

    /** Its cgroup, which may be gone. */
    Group group() {
        Map<Path, Version> directories = new HashMap<>();
        now.groups.forEach((directory, version) -> directories.put(Path.of(directory), version));
        return Group.at(directories);
    }

    /** Writes down what is about to be done, and does it. */
    <T> T act(Act act, Supplier<T> deed) {
        now = now.doing(act);
        append(false);
        act.written();
        T result = deed.get();
        act.done();
        return result;
    }

    void act(Act act, Runnable deed) {
        act(act, () -> {
            deed.run();
            return act;
        });
    }

    /**
     * Takes something away. Whoever comes after us finds by what is there that it is to go, so where the disk is full and
     * nothing can be written down, it goes all the same: how else is there to be room again?
     */
    void undo(Act act, Runnable deed) {
        now = now.doing(act);
        appendIfPossible();
        act.written();
        deed.run();
        act.done();
    }

    private void appendIfPossible() {
        try {
            append(false);
        } catch (ImageException e) {
            return; // the deed counts
        }
    }

    /** The directories of its cgroup, before they are made. */
    void groups(Map<Path, Version> directories) {
        Map<String, Version> named = new TreeMap<>();
        directories.forEach((directory, version) -> named.put(directory.toString(), version));
        now = new Line(now.act, now.state, now.stopped, named);
        append(false);
    }

    /** What it is from here on. */
    void state(Act act, State state) {
        now = new Line(Optional.of(act), state, now.stopped, now.groups);
        append(state instanceof State.Exited);
        act.done();
    }

    /** Whether somebody wants it not to run. That it ends must not fail for want of a disk to write it on. */
    void stopped(boolean wanted) {
        now = new Line(Optional.of(Act.STOP), now.state, wanted, now.groups);
        appendIfPossible();
        Act.STOP.written();
    }

    /** One that is not written whole is taken back: the next would be unreadable with it. */
    private void append(boolean force) {
        ByteBuffer line = StandardCharsets.UTF_8.encode(LifeJson.write(now) + "\n");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
            if (force) {
                channel.force(true);
            }
            if (before > LONG) {
                shorten();
            }
        } catch (IOException e) {
            throw ImageException.of("write " + file, file, e);
        }
    }

    /** One that is started again and again would write for ever. */
    private void shorten() {
        ContainerDirectory.write(file, LifeJson.write(now) + "\n");
    }
}
