package hangari.container;

import hangari.linux.Fd;

/** The three descriptors that a container is given; it gets no other. */
public record Stdio(Fd in, Fd out, Fd err, boolean terminal) {
    /** The launcher's own. */
    public static Stdio inherited() {
        return new Stdio(Fd.standard(0), Fd.standard(1), Fd.standard(2), false);
    }
}
