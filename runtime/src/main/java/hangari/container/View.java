package hangari.container;

import java.util.ArrayList;
import java.util.List;

/**
 * Which files a container sees.
 *
 * @param root what it sees at {@code /}
 * @param readOnly whether it cannot write there; what is mounted on it can be written nonetheless
 * @param mounts further mounts, in order
 */
public record View(RootFs root, boolean readOnly, List<ExtraMount> mounts) {
    /** The host's files. */
    public static final View HOST = new View(new RootFs.Host(), false, List.of());

    public View {
        mounts = List.copyOf(mounts);
    }

    public View withRoot(RootFs newRoot) {
        return new View(newRoot, readOnly, mounts);
    }

    /** With a root that cannot be written, as by {@code docker run --read-only}. */
    public View asReadOnly() {
        return new View(root, true, mounts);
    }

    public View withMount(ExtraMount mount) {
        List<ExtraMount> more = new ArrayList<>(mounts);
        more.add(mount);
        return new View(root, readOnly, more);
    }
}
