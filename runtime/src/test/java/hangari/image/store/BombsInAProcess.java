package hangari.image.store;

import hangari.image.ImageException;
import hangari.image.oci.Digest;
import hangari.image.tar.LayerUnpack;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;

/** Run by {@link HostileLayerTest} with little memory: unpacks each bomb and says how it was refused, one line each. */
final class BombsInAProcess {
    private BombsInAProcess() {}

    public static void main(String[] arguments) throws Exception {
        for (HostileLayer bomb : HostileLayers.bombs()) {
            byte[] blob = bomb.blob().of("/outside");
            try {
                LayerUnpack.of(new ByteArrayInputStream(blob), Digest.of(blob))
                        .within(HostileLayers.LIMITS)
                        .into(Path.of(arguments[0]));
            } catch (ImageException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
