package hangari.cli;

import hangari.cli.doctor.Finding;
import hangari.cli.text.Columns;
import hangari.linux.Refusal;
import java.util.Locale;
import java.util.stream.Stream;

/** Puts findings into words. */
record Diagnosis(Phrases phrases) {
    private static final int MARGIN = 8;

    /**
     * A finding in words, as {@code doctor --json} gives it.
     *
     * @param topic what was looked at
     * @param title its name in this language
     * @param status yes, limited or no
     * @param value what was found
     * @param problem what is wrong; empty if nothing is
     * @param remedy what to do about it; empty if nothing can be done or need be
     */
    record Words(String topic, String title, String status, String value, String problem, String remedy) {}

    Words words(Finding finding) {
        boolean well = finding.problem().isEmpty();
        Object[] details = finding.details().stream().map(this::told).toArray();
        return new Words(
                finding.topic().key(),
                phrases.say("doctor." + finding.topic().key()),
                finding.status().name().toLowerCase(Locale.ROOT),
                finding.value(),
                well ? "" : phrases.say(finding.problemKey(), details),
                well ? "" : phrases.find(finding.remedyKey(), details).orElse(""));
    }

    private Object told(Object detail) {
        return detail instanceof Refusal refusal
                ? refusal.line(phrases.language().code())
                : detail;
    }

    /** What is wrong and the remedy, on one line. */
    String reason(Finding finding) {
        Words words = words(finding);
        return words.remedy().isEmpty() ? words.problem() : words.problem() + ": " + words.remedy();
    }

    Stream<String> lines(Finding finding) {
        Words words = words(finding);
        String mark = phrases.say("doctor.status." + words.status());
        String head = "%s%s%s"
                .formatted(
                        Columns.pad(mark, MARGIN), words.title(), words.value().isEmpty() ? "" : ": " + words.value());
        return Stream.of(
                        head,
                        indented(words.problem()),
                        indented(words.remedy().isEmpty() ? "" : "-> " + words.remedy()))
                .filter(line -> !line.isEmpty());
    }

    private static String indented(String text) {
        return text.isEmpty() ? "" : " ".repeat(8) + text;
    }
}
