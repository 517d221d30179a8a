package hangari.cli.container;

import hangari.container.life.LifeException;
import hangari.image.ImageException;
import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.TerminalMode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where an archive goes: to a file, which is there whole or not at all, or to the standard output.
 *
 * @param file else the standard output
 */
record TarOutput(Desk desk, Optional<Path> file) {
    private static final int BUFFER = 128 * 1024;

    /** Writes bytes as they come. */
    interface Archive {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes it.
     *
     * @throws LifeException if the output is a terminal, or whoever reads it stops
     */
    void write(Archive archive) {
        if (file.isPresent()) {
            toFile(archive, file.get());
        } else {
            toOutput(archive);
        }
    }

    private void toOutput(Archive archive) {
        if (isTerminal()) {
            throw new LifeException(LifeException.Kind.BAD_REQUEST, desk.say("container.tar.terminal"));
        }
        PrintStream plain = desk.out();
        try {
            OutputStream out = new BufferedOutputStream(plain, BUFFER);
            archive.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new LifeException(LifeException.Kind.FAILED, String.valueOf(e.getMessage()), e);
        }
        if (plain.checkError()) {
            throw new LifeException(LifeException.Kind.FAILED, desk.say("container.tar.broken"));
        }
    }

    private static boolean isTerminal() {
        try {
            TerminalMode.of(Fd.standard(1));
            return true;
        } catch (KernelException e) {
            return false; // termios(3): ENOTTY
        }
    }

    private static void toFile(Archive archive, Path target) {
        try {
            if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                straight(archive, target); // a device, a pipe, or a link to something
                return;
            }
            Path unfinished = target.resolveSibling(
                    ".tmp-" + target.getFileName() + ProcessHandle.current().pid());
            try {
                straight(archive, unfinished, StandardOpenOption.CREATE_NEW);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw ImageException.of("write " + target, target, e);
        }
    }

    private static void straight(Archive archive, Path target, StandardOpenOption... options) throws IOException {
        StandardOpenOption[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = StandardOpenOption.WRITE;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target, all), BUFFER)) {
            archive.writeTo(out);
        }
    }
}
