package hangari.container.life.keep;

import java.util.function.Consumer;

/** What is done to the machine for a container; each is written into its journal before it is done. */
enum Act {
    /** Its directory. */
    CREATE,
    /** The pipes of a run. */
    OPEN,
    /** Its address and its ports. */
    RESERVE,
    /** Its cgroup. */
    GROUP,
    /** Its keeper and itself. */
    LAUNCH,
    /** That it runs. */
    RUN,
    PAUSE,
    UNPAUSE,
    /** That somebody wants it to end. */
    STOP,
    /** That it has ended. */
    END,
    /** What a run has had is taken away again. */
    LOOSEN,
    RENAME,
    /** Its directory goes. */
    REMOVE;

    /**
     * When the property has this value, the process is halted when an act of this name has been written down; with
     * {@code .done} behind it, when it has been done.
     */
    static final String HALT = "hangari.life.halt";

    private static volatile Consumer<String> watcher = Act::haltAt;

    /** Has something else be done at each point than halting where the property says; for tests. */
    static void watch(Consumer<String> other) {
        watcher = other;
    }

    void written() {
        watcher.accept(name());
    }

    void done() {
        watcher.accept(name() + ".done");
    }

    void halfway() {
        watcher.accept(name() + ".half");
    }

    private static void haltAt(String point) {
        if (point.equals(System.getProperty(HALT))) {
            Runtime.getRuntime().halt(137);
        }
    }
}
