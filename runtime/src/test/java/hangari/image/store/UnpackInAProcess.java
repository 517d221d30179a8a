package hangari.image.store;

import java.nio.file.Path;

/** Unpacks an image in a process of its own, so that it can be killed. Arguments: the directory of a store, the image. */
final class UnpackInAProcess {
    private UnpackInAProcess() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        ImageStore store = ImageStore.in(directory.resolve("images"), directory.resolve("layers"));
        System.out.println("begins");
        store.unpacked(store.image(arguments[1]));
    }
}
