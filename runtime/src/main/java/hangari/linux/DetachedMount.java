package hangari.linux;

import java.nio.file.Path;

/**
 * A copy of a mount, or of a file or directory on it, that hangs nowhere: who holds it can hang it in where the path to
 * the original cannot be walked. Source: {@code open_tree(2)}.
 */
public final class DetachedMount implements AutoCloseable {
    private final Fd file;

    private DetachedMount(Fd file) {
        this.file = file;
    }

    /** Copies what is there, with all that is mounted below it. Throws {@link KernelException} if it may not. */
    public static DetachedMount copy(Path source) {
        TreeStep.Copy copy = new TreeStep.Copy(new Handle("copy"), At.path(source.toString()), true);
        return new DetachedMount(new Fd((int) Kernel.perform(copy.calls().get(0))));
    }

    /** The descriptor that refers to it. */
    public Fd file() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }
}
