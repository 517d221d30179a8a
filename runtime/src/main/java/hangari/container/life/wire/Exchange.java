package hangari.container.life.wire;

import hangari.container.life.Answer;
import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import hangari.container.life.Request;
import java.io.IOException;
import java.net.SocketException;
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
        boolean sent = send(wire, LifeJson.write(request));
        String answer = answer(wire, sent);
        Optional<Refused> refused = Refused.in(answer);
        if (refused.isPresent()) {
            throw refused.get().exception();
        }
        return LifeJson.read(answer, type, "answer");
    }

    // The kernel (net/unix/af_unix.c, unix_release_sock) resets a connection that is closed with something unread in
    // it;
    // of a request the last byte is what makes it one. A listener that dies resets whom it had not welcomed.
    private static String answer(Wire wire, boolean sent) throws IOException {
        try {
            return wire.line(Wire.LONGEST_ANSWER);
        } catch (SocketException e) {
            throw new NotTakenException(e);
        } catch (IOException e) {
            throw sent || !wire.channel().isOpen() ? e : new NotTakenException(e);
        }
    }

    /** Whether it was sent whole. A server that turns us away says why, and closes: then that is there to be read. */
    private static boolean send(Wire wire, String request) throws IOException {
        if (request.getBytes(StandardCharsets.UTF_8).length > Wire.LONGEST_REQUEST) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST,
                    "the request is longer than " + Wire.LONGEST_REQUEST
                            + " bytes: shorten the command or its variables");
        }
        try {
            wire.line(request);
            return true;
        } catch (IOException e) {
            if (!wire.channel().isOpen()) {
                throw e;
            }
            return false;
        }
    }
}
