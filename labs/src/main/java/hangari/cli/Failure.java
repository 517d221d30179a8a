package hangari.cli;

import hangari.cli.state.StateException;
import hangari.vm.fault.VmException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/** Says in one line why a command failed, and what to do about it. */
record Failure(Phrases phrases) {
    String line(Throwable failure) {
        if (failure instanceof StateException state) {
            return line(state);
        }
        if (failure instanceof VmException machine) {
            return phrases.say(
                    "vm." + machine.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    machine.values().toArray());
        }
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return line(file);
        }
        if (failure instanceof UncheckedIOException unchecked
                && unchecked.getCause() instanceof FileSystemException file
                && file.toString().equals(unchecked.getMessage())) {
            return line(file);
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private String line(StateException state) {
        return phrases.say("state." + state.reason().name().toLowerCase(Locale.ROOT), state.path(), state.detail());
    }

    // The message of a FileSystemException is often the path alone: what is wrong with it is in the type.
    private String line(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return phrases.say("file.missing", file);
        }
        if (failure instanceof AccessDeniedException) {
            return phrases.say("file.denied", file);
        }
        String reason = Objects.requireNonNullElse(
                failure.getReason(), failure.getClass().getSimpleName().replace("Exception", ""));
        return phrases.say("file.other", file, reason);
    }
}
