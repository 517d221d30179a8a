package hangari.image.tar;

import hangari.image.oci.BlobStore;
import hangari.image.oci.Digest;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Run by {@link LayerUnpackTest} in a user namespace: unpacks an archive into a directory, says what became of it, packs it
 * anew into a store, and says where.
 */
final class UnpackInAProcess {
    private UnpackInAProcess() {}

    public static void main(String[] arguments) throws Exception {
        byte[] archive = Files.readAllBytes(Path.of(arguments[0]));
        Path layer = Path.of(arguments[1]);
        System.out.println(LayerUnpack.of(new ByteArrayInputStream(archive), Digest.of(archive))
                .into(layer));
        var store = BlobStore.in(Path.of(arguments[2]));
        WrittenLayer again = LayerWriter.into(store).plain().write(layer);
        System.out.println(store.path(again.blob().digest()));
    }
}
