package hangari.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long ago something was, in docker's words. */
public final class Ago {
    private Ago() {}

    /** Such as {@code 2 weeks ago}; {@code N/A} if it is not known. */
    public static String of(Optional<Instant> then, Instant now) {
        return then.map(instant -> words(Duration.between(instant, now)) + " ago")
                .orElse("N/A");
    }

    /** Such as {@code About a minute}: in docker's units, each only from twice its length on. */
    public static String words(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        long minutes = seconds / 60;
        long hours = Math.round(seconds / 3600.0);
        long days = hours / 24;
        if (seconds < 1) {
            return "Less than a second";
        }
        if (seconds < 60) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        if (minutes < 60) {
            return minutes == 1 ? "About a minute" : minutes + " minutes";
        }
        if (hours < 48) {
            return hours == 1 ? "About an hour" : hours + " hours";
        }
        if (days < 14) {
            return days + " days";
        }
        return days < 60 ? days / 7 + " weeks" : days < 730 ? days / 30 + " months" : days / 365 + " years";
    }
}
