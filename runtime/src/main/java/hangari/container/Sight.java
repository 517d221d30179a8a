package hangari.container;

import hangari.linux.KernelException;
import hangari.linux.Meeting;
import java.util.Optional;

/**
 * What is seen of a container: all of it at the meeting, and its hostname once more at its end.
 *
 * <p>A program may rename its machine while it runs, and nothing of it can be looked at when it is gone. Its UTS
 * namespace can, if it is held from the meeting on.
 */
final class Sight implements Meeting.Action, AutoCloseable {
    private Optional<Observation> seen = Optional.empty();
    private Optional<UtsNamespace> held = Optional.empty();

    @Override
    public synchronized void at(long pid) {
        try {
            held = UtsNamespace.ofItsOwn(pid);
            seen = Observer.observe(pid, held);
        } catch (KernelException e) {
            seen = Observer.observe(pid); // it may not be looked into: what the meeting shows is all there is
        }
    }

    synchronized Optional<Observation> seen() {
        return seen;
    }

    /** Looks at the hostname that the ended container leaves behind, and lets go of its namespace. */
    synchronized void last() {
        try {
            held.map(UtsNamespace::hostname)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name -> seen = seen.map(before -> before.withHostname(name)));
        } finally {
            close();
        }
    }

    /** Lets go of what is held. */
    @Override
    public synchronized void close() {
        held.ifPresent(UtsNamespace::close);
        held = Optional.empty();
    }
}
