package hangari.cli;

/** Exit codes, as docker's: a command's own, or one of these. Source: {@code docker run --help}, "Exit Status". */
public final class ExitCode {
    public static final int OK = 0;
    /** A check failed: what was asked for was done, and the answer is no. */
    public static final int NO = 1;
    /** Hangari itself failed, or was used wrongly. */
    public static final int FAILED = 125;

    private ExitCode() {}
}
