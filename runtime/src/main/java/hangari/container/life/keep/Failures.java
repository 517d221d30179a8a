package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.linux.Errno;
import hangari.linux.Refusal;
import java.util.Optional;

/** Says what went wrong below us in a supervisor's terms. */
final class Failures {
    private Failures() {}

    /** What a failure below us is here. */
    static LifeException told(RuntimeException failure) {
        if (failure instanceof LifeException life) {
            return life;
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        if (failure instanceof IllegalArgumentException) {
            return new LifeException(LifeException.Kind.BAD_REQUEST, message, failure);
        }
        return new LifeException(LifeException.Kind.FAILED, message, failure);
    }

    /** What a call means that was refused on the way to a program. */
    static LifeException told(Refusal refusal) {
        return new LifeException(kind(refusal), refusal.line());
    }

    private static LifeException.Kind kind(Refusal refusal) {
        if (!refusal.call().equals("execve")) {
            return LifeException.Kind.FAILED;
        }
        boolean missing = refusal.errno() == Errno.ENOENT || refusal.errno() == Errno.ENOTDIR;
        return missing ? LifeException.Kind.NO_PROGRAM : LifeException.Kind.NOT_EXECUTABLE;
    }
}
