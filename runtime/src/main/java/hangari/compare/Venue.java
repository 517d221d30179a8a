package hangari.compare;

/** A place that is ready to run one command on one root; what it prepared is taken away when it is closed. */
interface Venue extends AutoCloseable {
    /** Which place it is. */
    Place place();

    /** How often the command is run there, where so many rounds are wanted. */
    default int rounds(int wanted) {
        return wanted;
    }

    /** Runs the command once, from nothing to its reaped end. */
    Attempt run();

    /**
     * Starts a witness, and returns when it has told what it sees.
     *
     * @param nonce a word by which its process can be found in a list of processes
     */
    Held hold(String nonce);

    /** What it keeps on disk beside the root, in bytes. */
    long disk();

    @Override
    void close();

    /**
     * How one run went.
     *
     * @param nanos from the call to the reaped end
     * @param status the exit status, as a shell gives it
     * @param output what it wrote
     */
    record Attempt(long nanos, int status, String output) {}

    /** A witness that waits; its place goes when it is closed. */
    interface Held extends AutoCloseable {
        /** What it told. */
        Testimony testimony();

        @Override
        void close();
    }

    /** A place refused, or something that it needs is not there. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }
}
