package hangari.vm.kvm;

/**
 * What a guest did.
 *
 * @param output what its terminal shows
 * @param rows every exit, and how it was answered
 */
public record Transcript(String output, Rows rows) {
    /** How it ended, or what it did last. */
    public Event last() {
        return rows.last().event();
    }

    /** Whether it came to its end. */
    public boolean ended() {
        return rows.last().end();
    }

    /** The output, and below it how it ended, in a language, {@code en} or {@code ko}. */
    public String text(String language) {
        if (rows.list().isEmpty()) {
            return Words.say(language, "begun");
        }
        String shown = output.isEmpty() || output.endsWith("\n") ? output : output + "\n";
        return shown + Words.say(language, "summary", rows.last().line(language), rows.size());
    }

    @Override
    public String toString() {
        return text("en");
    }
}
