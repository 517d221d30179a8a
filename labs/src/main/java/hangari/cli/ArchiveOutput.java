package hangari.cli;

import hangari.image.archive.ImageSaver.Chosen;
import hangari.image.oci.Catalogue;
import hangari.image.oci.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images go into an archive, and where that goes: what {@code save} and {@code image pack} share. */
final class ArchiveOutput {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the file to write; else the standard output, which must be no terminal")
    private @Nullable Path file;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "for another kind of machine than this")
    private @Nullable String platform;

    /** What was asked for, each under the name by which it was. */
    List<Chosen> chosen(Images images, List<String> names) {
        Catalogue catalogue =
                platform == null ? images.catalogue() : new Catalogue(images.store(), Platform.parse(platform));
        return names.stream().map(name -> Chosen.of(catalogue.find(name), name)).toList();
    }

    /** Writes bytes as they come. */
    interface Archive {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes it: to a file, which is there whole or not at all, or to the standard output. */
    void write(Images images, Archive archive) throws IOException {
        Path target = file;
        if (target != null) {
            write(archive, target);
        } else if (StandardStream.OUT.isTerminal()) {
            throw new CommandException(images.say("image.save.terminal"));
        } else {
            archive.writeTo(images.console().out());
            if (images.console().out().checkError()) {
                throw new CommandException(images.say("image.save.broken"));
            }
        }
    }

    private static void write(Archive archive, Path target) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
                archive.writeTo(out); // a device or a pipe
            }
            return;
        }
        Path unfinished = target.resolveSibling(
                ".tmp-" + target.getFileName() + ProcessHandle.current().pid());
        try {
            try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                archive.writeTo(out);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
