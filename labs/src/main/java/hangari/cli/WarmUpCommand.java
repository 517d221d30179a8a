package hangari.cli;

import hangari.cli.state.StateDirectory;
import hangari.image.TreeRemoval;
import hangari.image.store.ImageStore;
import hangari.image.tar.TarMember;
import hangari.image.tar.TarWriter;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Loads what most starts load; the launcher lays it down in a class data archive. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String[][] STARTS = {
        {},
        {"--version"},
        {"--help"},
        {"leran"},
        {"lessons"},
        {"labs"},
        {"course", "check"},
        {"doctor"},
        {"doctor", "--json"},
        {"learn", "no-such-lesson"},
        {"pull", "localhost:1/nobody-listens-there"},
        {},
    };

    @ParentCommand
    private Hangari hangari;

    @Override
    public Integer call() throws IOException {
        for (String[] start : STARTS) {
            Cli.run(hangari.console(), hangari.surroundings(), start);
        }
        Path folder = Files.createTempDirectory("hangari-warm-up");
        try {
            Surroundings usual = hangari.surroundings();
            var aside = new Surroundings(usual.checkout(), new StateDirectory(folder), usual.locale(), false);
            unpack(aside, archive(folder.resolve("tar")));
            supervise(aside);
        } finally {
            TreeRemoval.remove(folder);
        }
        return ExitCode.OK;
    }

    private static Path archive(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            var tar = new TarWriter(out);
            tar.put(TarMember.directory(RawPath.of("etc"), 0755, Instant.EPOCH));
            tar.put(TarMember.file(RawPath.of("etc/motd"), 0644, 1, Instant.EPOCH), content -> content.write('\n'));
            tar.finish();
        }
        return file;
    }

    /** An image of one file, stored and unpacked. */
    private void unpack(Surroundings aside, Path archive) {
        Cli.run(hangari.console(), aside, "import", archive.toString(), "warm-up");
        ImageStore store = ImageStore.in(aside.state().images(), aside.state().layers());
        store.unpacked(store.image("warm-up"));
        Cli.run(hangari.console(), aside, "images");
    }

    /** A supervisor that has no containers, and that nobody needs. */
    private void supervise(Surroundings aside) {
        System.setProperty(SuperviseCommand.IDLE, "1");
        Cli.run(hangari.console(), aside, "supervise");
    }
}
