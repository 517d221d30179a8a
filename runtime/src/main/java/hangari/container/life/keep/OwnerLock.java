package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.image.oci.Hold;
import hangari.image.oci.StoreLock;
import java.nio.file.Path;

/** Makes sure that one process has the containers of a state directory; it ends with the process, however that ends. */
record OwnerLock(Hold hold) implements AutoCloseable {
    static OwnerLock of(StateDirectories directories) {
        Path file = directories.run().toAbsolutePath().resolve("containers.lock");
        return StoreLock.of(file)
                .haveNow()
                .map(OwnerLock::new)
                .orElseThrow(() -> new LifeException(
                        LifeException.Kind.CONFLICT,
                        "another process looks after the containers of " + directories.state()
                                + ": speak to that one"));
    }

    @Override
    public void close() {
        hold.close();
    }
}
