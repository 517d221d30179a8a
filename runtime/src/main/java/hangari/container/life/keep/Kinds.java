package hangari.container.life.keep;

import hangari.container.life.State;

/** What a state says of runs. */
enum Kinds {
    RUNNING,
    EXITED,
    NEITHER;

    static Kinds of(State state) {
        if (state.alive()) {
            return RUNNING;
        }
        return state instanceof State.Exited || state instanceof State.Restarting ? EXITED : NEITHER;
    }

    /** The run that goes on, be it paused. */
    static State.Running running(State state) {
        return state instanceof State.Paused paused ? paused.running() : (State.Running) state;
    }

    /** The run that was last. */
    static State.Exited exited(State state) {
        return state instanceof State.Restarting restarting ? restarting.exited() : (State.Exited) state;
    }
}
