package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.OciJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads small answers whole, and turns refusals into one line. */
final class Answer {
    private static final int ERROR_LIMIT = 16 * 1024;

    private Answer() {}

    /** Refuses every answer but the one that brings what was asked for. */
    static void requireOk(Reply reply, String what, Limits limits) throws TransferException {
        if (reply.status() != 200) {
            throw failure(reply, what, limits);
        }
    }

    /** Why it was not given. */
    static TransferException failure(Reply reply, String what, Limits limits) {
        String host = reply.from().getRawAuthority();
        String said = said(reply, limits);
        int status = reply.status();
        if (status == 404) {
            return TransferException.refused(host + " does not have " + what + said + ": check the name and the tag");
        }
        if (status == 401 || status == 403) {
            return TransferException.refused(host + " does not give " + what + " to us (" + status + ")" + said
                    + ": check the name, or docker login " + host);
        }
        if (status == 429 || status == 408 || status >= 500) {
            return later(reply, host, what, said, limits);
        }
        return TransferException.refused(
                host + " answers " + status + " instead of " + what + said + ": ask another registry");
    }

    private static TransferException later(Reply reply, String host, String what, String said, Limits limits) {
        String line = host + " answers " + reply.status() + " instead of " + what + said;
        Optional<Duration> wanted = reply.header("Retry-After").flatMap(Answer::pause);
        Optional<Duration> tooLong = wanted.filter(pause -> pause.compareTo(limits.longestPause()) > 0);
        if (tooLong.isPresent()) {
            return TransferException.refused(
                    line + ": it asks to come back in " + tooLong.get().toSeconds() + " s");
        }
        return TransferException.passing(line + ": try again later", wanted);
    }

    // RFC 9110, 10.2.3: Retry-After = HTTP-date / delay-seconds
    private static Optional<Duration> pause(String value) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration pause = Duration.between(Instant.now(), date);
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** OCI distribution specification, "Error Codes". */
    private record Errors(List<Fault> errors) {}

    private record Fault(String code, String message) {}

    private static String said(Reply reply, Limits limits) {
        try {
            byte[] content = reply.body().within(limits.headers()).readNBytes(ERROR_LIMIT);
            return OciJson.read(content, Errors.class, "answer", ERROR_LIMIT).errors().stream()
                    .findFirst()
                    .map(fault -> ": " + Text.plain(fault.code() + " " + fault.message()))
                    .orElse("");
        } catch (IOException | ImageException e) {
            return ""; // the status says enough
        }
    }

    /** The whole of an answer that must be small. */
    static byte[] small(Reply reply, String what, int limit, Limits limits) throws TransferException {
        reply.requireBare(what);
        try {
            byte[] content = reply.length().orElse(0) > limit
                    ? new byte[0]
                    : reply.body().within(limits.document()).readNBytes(limit + 1);
            if (content.length <= limit && reply.length().orElse(0) <= limit) {
                return content;
            }
        } catch (TransferException e) {
            throw e;
        } catch (IOException e) {
            throw TransferException.passing(what + " was cut off: " + Failures.reason(e));
        }
        throw TransferException.refused(what + " from " + reply.from().getRawAuthority() + " is too large: at most "
                + limit + " bytes are read");
    }

    static <T> T read(byte[] content, Class<T> type, String what, int limit) throws TransferException {
        try {
            return OciJson.read(content, type, what, limit);
        } catch (ImageException e) {
            throw TransferException.refused(String.valueOf(e.getMessage()));
        }
    }
}
