package hangari.network.dns;

/** A message is no query that can be answered with more than a code. */
final class BadQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    BadQueryException(Verdict verdict, String why) {
        super(why);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
