package hangari.linux.proc;

import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * How mount events travel to and from a mount: mount_namespaces(7), "Shared subtrees".
 *
 * @param shared the peer group whose members share its mounts, if it is in one
 * @param master the peer group from which it receives mounts, if it is a slave
 * @param propagateFrom the nearest such group that this process can see, if that is another
 * @param unbindable whether it refuses to be bind-mounted
 */
public record Propagation(OptionalInt shared, OptionalInt master, OptionalInt propagateFrom, boolean unbindable) {

    // proc_pid_mountinfo(5): "zero or more fields of the form 'tag[:value]' … shared:X, master:X,
    // propagate_from:X, unbindable … Parsers should ignore unrecognized fields", hence no default branch.
    static Propagation parse(List<String> tags) {
        OptionalInt shared = OptionalInt.empty();
        OptionalInt master = OptionalInt.empty();
        OptionalInt from = OptionalInt.empty();
        for (String tag : tags) {
            if (tag.startsWith("shared:")) {
                shared = group(tag);
            } else if (tag.startsWith("master:")) {
                master = group(tag);
            } else if (tag.startsWith("propagate_from:")) {
                from = group(tag);
            }
        }
        return new Propagation(shared, master, from, tags.contains("unbindable"));
    }

    private static OptionalInt group(String tag) {
        String id = tag.substring(tag.indexOf(':') + 1);
        return OptionalInt.of((int) ProcFormatException.number("mountinfo", "a peer group in " + tag, id));
    }

    /** Whether no mount event enters or leaves. */
    public boolean isPrivate() {
        return shared.isEmpty() && master.isEmpty();
    }

    /** Its word in the manual page: {@code private}, {@code shared:1}, {@code shared:2 master:1}, {@code unbindable}. */
    @Override
    public String toString() {
        var words = new StringJoiner(" ");
        shared.ifPresent(group -> words.add("shared:" + group));
        master.ifPresent(group -> words.add("master:" + group));
        propagateFrom.ifPresent(group -> words.add("propagate_from:" + group));
        if (unbindable) {
            words.add("unbindable");
        }
        return words.length() == 0 ? "private" : words.toString();
    }
}
