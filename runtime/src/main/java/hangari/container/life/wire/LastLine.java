package hangari.container.life.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What a log says at its end. */
final class LastLine {
    private static final int ENOUGH = 4096;

    private LastLine() {}

    static long sizeOf(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The last line behind this many bytes; empty if nothing was written since. */
    static Optional<String> of(Path log, long before) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long from = Math.max(before > channel.size() ? 0 : before, channel.size() - ENOUGH);
            ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - from));
            boolean more = true;
            while (end.hasRemaining() && more) {
                more = channel.read(end, from + end.position()) > 0;
            }
            return StandardCharsets.UTF_8
                    .decode(end.flip())
                    .toString()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
