package hangari.container.cgroup;

import java.util.List;

/**
 * One limit, as a value for a file.
 *
 * @param controller who keeps it
 * @param wish what it is for, to be read after "cannot": {@code limit memory to 64m}
 * @param choices where it can be written, the best first: kernels differ in the files that they have
 * @param instead what is said if none of the files is there; empty if the limit then cannot do without
 */
public record Setting(Controller controller, String wish, List<Value> choices, String instead) {
    /** What is written into a file of the group's directory. */
    public record Value(String file, String text) {}

    public Setting {
        choices = List.copyOf(choices);
    }

    static Setting of(Controller controller, String wish, String file, Object text) {
        return new Setting(controller, wish, List.of(new Value(file, text.toString())), "");
    }
}
