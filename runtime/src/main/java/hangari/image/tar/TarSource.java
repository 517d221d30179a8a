package hangari.image.tar;

import hangari.image.oci.Compression;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.TreeMap;

/** Reads an archive that somebody else made, packed or not, and gives what is in it to somebody. */
public final class TarSource {
    private static final int CHUNK = 128 * 1024;

    private final TarReader reader;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

    private TarSource(TarReader reader) {
        this.reader = reader;
    }

    /**
     * Reads it to its end; the stream is not closed. What the names are is for the sink to judge.
     *
     * @throws IOException if it is no archive, is cut, or asks for what no honest archive does
     */
    public static void read(InputStream archive, MemberSink sink) throws IOException {
        var channel = Channels.newChannel(Compression.unpack(archive));
        new TarSource(new TarReader(channel, Limits.DEFAULT)).giveTo(sink);
    }

    private void giveTo(MemberSink sink) throws IOException {
        for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            TarEntry found = entry.get();
            sink.put(member(found), out -> copy(found, out));
        }
    }

    private static TarMember member(TarEntry entry) {
        return new TarMember(
                named(entry.name()),
                type(entry.type()),
                entry.mode(),
                entry.uid(),
                entry.gid(),
                entry.type() == TarEntry.Type.FILE ? entry.size() : 0,
                entry.modified(),
                entry.link(),
                entry.device(),
                new TreeMap<>(entry.attributes()));
    }

    private static RawPath named(RawPath name) {
        return new RawPath(name.latin1().replaceFirst("^/+", "").replaceFirst("/+$", ""));
    }

    private static TarMember.Type type(TarEntry.Type type) {
        return switch (type) {
            case FILE -> TarMember.Type.REGULAR;
            case HARD_LINK -> TarMember.Type.HARD_LINK;
            case SYMLINK -> TarMember.Type.SYMLINK;
            case CHARACTER_DEVICE -> TarMember.Type.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> TarMember.Type.BLOCK_DEVICE;
            case DIRECTORY -> TarMember.Type.DIRECTORY;
            case FIFO -> TarMember.Type.FIFO;
        };
    }

    private void copy(TarEntry entry, OutputStream out) throws IOException {
        long position = 0;
        for (TarEntry.Piece piece : entry.pieces()) {
            zeros(piece.offset() - position, out);
            data(piece.length(), out);
            position = piece.offset() + piece.length();
        }
        zeros(entry.size() - position, out);
    }

    private void data(long bytes, OutputStream out) throws IOException {
        for (long left = bytes; left > 0; left -= chunk.limit()) {
            chunk.clear().limit((int) Math.min(left, CHUNK));
            reader.read(chunk);
            out.write(chunk.array(), 0, chunk.limit());
        }
    }

    private static void zeros(long bytes, OutputStream out) throws IOException {
        byte[] zeros = new byte[(int) Math.min(bytes, CHUNK)];
        for (long left = bytes; left > 0; left -= Math.min(left, CHUNK)) {
            out.write(zeros, 0, (int) Math.min(left, CHUNK));
        }
    }
}
