package hangari.container.life;

/**
 * When a container that has ended is started again.
 *
 * @param kind the rule
 * @param tries for {@link Kind#ON_FAILURE}, how often at most; 0 is without end
 */
public record RestartPolicy(Kind kind, int tries) {
    /** Never. */
    public static final RestartPolicy NO = new RestartPolicy(Kind.NO, 0);

    /** The rules, which {@code --restart} calls {@code no}, {@code on-failure} and so on. */
    public enum Kind {
        NO,
        /** If its status was not 0. */
        ON_FAILURE,
        /** Whenever it ended by itself; and when the supervisor begins, even if somebody had stopped it. */
        ALWAYS,
        /** Like always, but if somebody stopped it, not until somebody starts it. */
        UNLESS_STOPPED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public RestartPolicy {
        if (tries < 0 || (tries > 0 && kind != Kind.ON_FAILURE)) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST, "restart policy " + kind.word() + " takes no number of tries");
        }
    }

    /** Reads {@code no}, {@code on-failure[:N]}, {@code always} or {@code unless-stopped}. */
    public static RestartPolicy parse(String text) {
        String[] parts = text.split(":", 2);
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(parts[0])) {
                return new RestartPolicy(kind, parts.length == 1 ? 0 : number(text, parts[1]));
            }
        }
        throw bad(text);
    }

    private static int number(String text, String digits) {
        if (!digits.matches("[0-9]{1,9}")) {
            throw bad(text);
        }
        return Integer.parseInt(digits);
    }

    private static LifeException bad(String text) {
        return new LifeException(
                LifeException.Kind.BAD_REQUEST,
                "bad restart policy \"" + text + "\": use no, on-failure[:N], always or unless-stopped");
    }

    /**
     * Whether one that has ended is started again.
     *
     * @param code its status
     * @param stopped whether somebody stopped it
     * @param before how often it was started again without success
     */
    public boolean again(int code, boolean stopped, int before) {
        return !stopped
                && switch (kind) {
                    case NO -> false;
                    case ON_FAILURE -> code != 0 && (tries == 0 || before < tries);
                    case ALWAYS, UNLESS_STOPPED -> true;
                };
    }

    /** Whether one that does not run is started when the supervisor begins. */
    public boolean atBegin(boolean stopped) {
        return kind == Kind.ALWAYS || (kind == Kind.UNLESS_STOPPED && !stopped);
    }

    @Override
    public String toString() {
        return tries > 0 ? kind.word() + ":" + tries : kind.word();
    }
}
