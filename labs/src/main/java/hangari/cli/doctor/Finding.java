package hangari.cli.doctor;

import java.util.List;

/**
 * What one look at the machine came to. The words for it stand in the phrases, under {@code doctor.TOPIC.PROBLEM}.
 *
 * @param topic what was looked at
 * @param status how it stands
 * @param value what was found, as the machine writes it; may be empty
 * @param problem a key for what is wrong and its remedy; empty if nothing is
 * @param cause the topic under which that key stands: another one, if that is what stands in the way
 * @param details the values in the words of the problem: texts, and refusals, whose hints have words of their own
 */
public record Finding(Topic topic, Status status, String value, String problem, Topic cause, List<Object> details) {
    public Finding {
        details = List.copyOf(details);
    }

    /** How something stands. */
    public enum Status {
        /** It works. */
        YES,
        /** It works in part, or more slowly; no lesson is lost. */
        LIMITED,
        /** It does not work. */
        NO
    }

    static Finding yes(Topic topic, String value) {
        return new Finding(topic, Status.YES, value, "", topic, List.of());
    }

    static Finding limited(Topic topic, String value, String problem, Object... details) {
        return new Finding(topic, Status.LIMITED, value, problem, topic, List.of(details));
    }

    static Finding no(Topic topic, String value, String problem, Object... details) {
        return new Finding(topic, Status.NO, value, problem, topic, List.of(details));
    }

    static Finding blocked(Topic topic, Finding by) {
        return new Finding(topic, Status.NO, "", by.problem, by.cause, by.details);
    }

    /** The key of the words for what is wrong. */
    public String problemKey() {
        return "doctor." + cause.key() + "." + problem;
    }

    /** The key of the words for what to do about it. */
    public String remedyKey() {
        return problemKey() + ".remedy";
    }
}
