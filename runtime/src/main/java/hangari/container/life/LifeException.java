package hangari.container.life;

/** Something cannot be done with containers: one line with what, why, and the remedy. */
public final class LifeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What kind of failure it is; docker's HTTP status and exit status follow from it. */
    public enum Kind {
        /** It cannot be asked for like that. */
        BAD_REQUEST(125, 400),
        /** There is no such container. */
        NOT_FOUND(125, 404),
        /** It is not in the state for that, or the name is taken. */
        CONFLICT(125, 409),
        /** The program is there but cannot be executed. */
        NOT_EXECUTABLE(126, 400),
        /** The program is not there. */
        NO_PROGRAM(127, 400),
        /** The machine refused. */
        FAILED(125, 500),
        /** The supervisor cannot be reached. */
        UNREACHABLE(125, 500);

        private final int exit;
        private final int http;

        Kind(int exit, int http) {
            this.exit = exit;
            this.http = http;
        }

        /** The exit status of {@code docker run} for it. */
        public int exit() {
            return exit;
        }

        /** The status in Docker's HTTP API. */
        public int http() {
            return http;
        }
    }

    public LifeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public LifeException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
