package hangari.image.tar;

import hangari.image.oci.Digest;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run by {@link LayerUnpackTest} in a user namespace: unpacks an archive into a directory and says what became of it. */
final class UnpackInAProcess {
    private UnpackInAProcess() {}

    public static void main(String[] arguments) throws Exception {
        byte[] archive = Files.readAllBytes(Path.of(arguments[0]));
        System.out.println(LayerUnpack.of(new ByteArrayInputStream(archive), Digest.of(archive))
                .into(Path.of(arguments[1])));
    }
}
