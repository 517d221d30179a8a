package hangari.container.life.wire;

import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import java.util.Optional;

/** Why there is no answer: what travels of a {@link LifeException}. */
record Refused(LifeException.Kind kind, String message) {
    private static final int LONGEST = 4000;

    /** The line on the wire: {@code {"refused":{"kind":"NOT_FOUND","message":"…"}}}. */
    private record Line(Optional<Refused> refused) {}

    static Refused of(Throwable failure) {
        var kind = failure instanceof LifeException life ? life.kind() : LifeException.Kind.FAILED;
        String said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = said.strip().replaceAll("\\s*\\R\\s*", " ");
        return new Refused(kind, line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }

    String line() {
        return LifeJson.write(new Line(Optional.of(this)));
    }

    /** What an answer says of a refusal, if it is one. */
    static Optional<Refused> in(String answer) {
        return LifeJson.read(answer, Line.class, "answer").refused();
    }

    LifeException exception() {
        return new LifeException(kind, message);
    }
}
