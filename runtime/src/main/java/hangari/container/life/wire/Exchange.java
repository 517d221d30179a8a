package hangari.container.life.wire;

import hangari.container.life.Answer;
import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import hangari.container.life.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request and its answer, as the client sees them. */
final class Exchange {
    private Exchange() {}

    /**
     * Asks, and waits for the answer.
     *
     * @throws LifeException if that is a refusal
     */
    static <A extends Answer> A over(Wire wire, Request request, Class<A> type) throws IOException {
        send(wire, LifeJson.write(request));
        String answer = wire.line(Wire.LONGEST_ANSWER);
        Optional<Refused> refused = Refused.in(answer);
        if (refused.isPresent()) {
            throw refused.get().exception();
        }
        return LifeJson.read(answer, type, "answer");
    }

    private static void send(Wire wire, String request) throws IOException {
        if (request.getBytes(StandardCharsets.UTF_8).length > Wire.LONGEST_REQUEST) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST,
                    "the request is longer than " + Wire.LONGEST_REQUEST
                            + " bytes: shorten the command or its variables");
        }
        try {
            wire.line(request);
        } catch (IOException e) {
            if (!wire.channel().isOpen()) {
                throw e;
            }
            // A server that turns us away says why, and closes: its answer is there to be read.
        }
    }
}
