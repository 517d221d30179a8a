package hangari.vm.kvm;

/** A machine cannot be switched on, for a reason that is not the kernel's. The message is one line with the remedy. */
public final class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] values;

    MachineException(String key, Object... values) {
        super(Words.say("en", key, values));
        this.key = key;
        this.values = values.clone();
    }

    /** The line in a language, {@code en} or {@code ko}. */
    public String line(String language) {
        return Words.say(language, key, values);
    }
}
