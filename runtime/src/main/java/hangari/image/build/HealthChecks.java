package hangari.image.build;

import hangari.image.dockerfile.Command;
import hangari.image.dockerfile.Instruction.HealthCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A health check as Docker keeps it in an image; nothing here asks for it. */
final class HealthChecks {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Map<String, String> KEYS = Map.of(
            "interval", "Interval",
            "timeout", "Timeout",
            "start-period", "StartPeriod",
            "start-interval", "StartInterval");

    private HealthChecks() {}

    static Map<String, Object> of(HealthCheck check) {
        Map<String, Object> kept = new TreeMap<>();
        kept.put("Test", check.command().map(HealthChecks::test).orElse(List.of("NONE")));
        check.options().forEach((name, value) -> {
            if (name.equals("retries")) {
                kept.put("Retries", retries(check, value));
            } else {
                kept.put(String.valueOf(KEYS.get(name)), nanos(check, name, value));
            }
        });
        return kept;
    }

    private static List<String> test(Command command) {
        if (command instanceof Command.Shell shell) {
            return List.of("CMD-SHELL", shell.line());
        }
        List<String> test = new ArrayList<>(List.of("CMD"));
        test.addAll(((Command.Exec) command).argv());
        return test;
    }

    private static int retries(HealthCheck check, String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw check.at().failure("--retries must be at least 1 and not " + value + ": write a number");
        }
        return Integer.parseInt(value);
    }

    private static long nanos(HealthCheck check, String name, String value) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(value);
        int at = 0;
        while (part.find() && part.start() == at) {
            sum = sum.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
            at = part.end();
        }
        if (at != value.length() || value.length() > 20) {
            throw check.at().failure("--" + name + "=" + value + " is no duration: write it as in 30s or 1m30s");
        }
        return sum.longValue();
    }
}
