package hangari.image.registry;

import hangari.image.oci.BlobStore;
import hangari.image.oci.ImageReference;
import java.nio.file.Path;

/** Pulls an image in a process of its own, so that it can be killed. Arguments: the store, the image. */
final class PullInAProcess {
    private PullInAProcess() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        var puller = new Puller(BlobStore.in(directory), RegistrySettings.plain(directory.resolve("config.json")));
        puller.pull(PullRequest.of(ImageReference.parse(arguments[1])), event -> {});
    }
}
