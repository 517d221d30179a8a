package hangari.image.tar;

import hangari.linux.RawPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an entry goes: its directory and its name in it, without {@code .}, doubled slashes and a slash at either end.
 *
 * @param parent path of the directory; empty for the root
 * @param base the name; empty for the root itself
 */
record EntryName(String parent, String base) {
    /**
     * Reads the name of an entry, or the one that a hard link points to.
     *
     * <p>An absolute name is taken as one below the root, as tar(1) and Docker do. {@code ..} is refused wherever it
     * stands: honest archives have none.
     */
    static EntryName of(RawPath name) throws TarFault {
        List<String> parts = parts(name.latin1());
        if (name.length() > Limits.PATH) {
            throw new TarFault("a name of " + name.length() + " bytes: at most " + Limits.PATH + " are allowed");
        }
        if (name.length() == 0) {
            throw new TarFault("an entry has no name");
        }
        for (String part : parts) {
            if (part.equals("..")) {
                throw new TarFault("\"" + name + "\" would leave the root");
            }
            if (part.length() > Limits.NAME) {
                throw new TarFault("a name has " + part.length() + " bytes between two slashes: at most " + Limits.NAME
                        + " are allowed");
            }
        }
        int last = parts.size() - 1;
        return last < 0
                ? new EntryName("", "")
                : new EntryName(String.join("/", parts.subList(0, last)), parts.get(last));
    }

    /** The names in a path, without those that stand for nothing. */
    static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    boolean isRoot() {
        return base.isEmpty();
    }

    /** One directory further down. */
    static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + "/" + name;
    }
}
