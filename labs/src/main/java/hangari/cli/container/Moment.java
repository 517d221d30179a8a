package hangari.cli.container;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as docker's {@code --since} takes it: RFC 3339 in whole or in part, seconds of Unix, or an age. */
final class Moment {
    private static final Pattern AGE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|h)");

    private Moment() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Instant parse(String text, Instant now) {
        try {
            if (text.matches("(" + AGE.pattern() + ")+")) {
                return now.minus(age(text));
            }
            if (text.matches("\\d{1,12}(\\.\\d{1,9})?")) {
                BigDecimal seconds = new BigDecimal(text);
                return Instant.ofEpochSecond(
                        seconds.longValue(),
                        seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
            }
            return calendar(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "bad time \"" + text + "\": use one such as 2026-01-02T13:23:37Z, or an age such as 42m", e);
        }
    }

    private static Duration age(String text) {
        Duration sum = Duration.ZERO;
        for (Matcher part = AGE.matcher(text); part.find(); ) {
            sum = sum.plusNanos(new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(nanos(part.group(2))))
                    .longValue());
        }
        return sum;
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }

    // docker: without a zone it is that of the client
    private static Instant calendar(String text) {
        ZoneId here = ZoneId.systemDefault();
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(here).toInstant();
        }
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(here).toInstant();
    }
}
