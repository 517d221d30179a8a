package hangari.cli.state;

import java.io.IOException;

/** The disk has too little room for a session. */
final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long left;

    NoRoomException(long left, long needed) {
        super("only " + left + " MiB left of the " + needed + " a session needs");
        this.left = left;
    }

    /** How many mebibytes are left. */
    long left() {
        return left;
    }
}
