package hangari.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a root comes from, if it is not made of programs of this machine. */
final class RootSource {
    @Option(names = "--rootfs", paramLabel = "DIR", description = "a directory that becomes the root")
    private @Nullable Path rootfs;

    @Option(names = "--image", paramLabel = "IMAGE", description = "an image whose layers become the root")
    private @Nullable String image;

    Optional<Path> rootfs() {
        return Optional.ofNullable(rootfs);
    }

    Optional<String> image() {
        return Optional.ofNullable(image);
    }
}
