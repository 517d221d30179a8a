package hangari.lesson.shell;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.EvidenceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what the runtime has appended to the session's evidence file since the last time. */
final class EvidenceLog {
    private final Optional<EvidenceFile> file;
    private long position;

    /** A log of this file, which need not exist yet; what it holds already is passed over. */
    EvidenceLog(Optional<Path> path) {
        this.file = path.map(EvidenceFile::new);
        try {
            this.position = file.isPresent() ? file.get().end() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The latest evidence of each box that has any since the last call, by the box's number. */
    List<Evidence> readNew() {
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            EvidenceFile.Tail tail = file.get().since(position);
            position = tail.next();
            return tail.boxes().stream()
                    .sorted(Comparator.comparingInt(Evidence::box))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
