package hangari.vm.kvm;

/**
 * One exit of the guest, and how it was answered.
 *
 * @param number from 1
 * @param address where the processor was, at the instruction or just behind it
 * @param instruction what it executed, if the guest's listing tells; else empty
 */
public record Row(int number, int address, String instruction, Event event) {
    /** Whether the guest has come to its end. */
    public boolean end() {
        return event instanceof Event.End;
    }

    /** What happened, in a language, {@code en} or {@code ko}. */
    public String line(String language) {
        return Words.line(event, language);
    }

    /** The row of a table, in a language. */
    public String cells(String language) {
        return "%5d  %-14s %s".formatted(number, instruction, line(language)).stripTrailing();
    }

    @Override
    public String toString() {
        return cells("en");
    }
}
