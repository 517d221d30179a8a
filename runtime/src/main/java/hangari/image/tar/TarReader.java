package hangari.image.tar;

import hangari.image.BulkInputStream;
import hangari.image.tar.TarEntry.Piece;
import hangari.linux.FileStat.Device;
import hangari.linux.RawPath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads an archive entry by entry, and holds no more of it than one header and what belongs to it.
 *
 * <p>It knows what Go's archive/tar knows: ustar, the old V7 form, GNU's long names, numbers in base 256 and all forms of
 * sparse files, and pax records. Where two headers disagree, it decides as that does. Global pax headers are skipped: no
 * unpacker of layers heeds them.
 *
 * <pre>{@code
 * var reader = new TarReader(Channels.newChannel(stream), Limits.DEFAULT);
 * for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
 *     reader.content().transferTo(out);
 * }
 * }</pre>
 */
public final class TarReader {
    private static final int BLOCK = HeaderBlock.SIZE;
    private static final long MOST_ID = 0xffff_fffeL; // chown(2): -1 means "leave it as it is"

    private final ReadableByteChannel archive;
    private final Limits limits;
    private long entries;
    private long data;
    private int padding;

    /** One that reads from here on, and closes nothing. */
    public TarReader(ReadableByteChannel archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    /** What was said of an entry before its own header. */
    private static final class Before {
        PaxRecords pax = PaxRecords.NONE;
        Optional<RawPath> name = Optional.empty();
        Optional<RawPath> link = Optional.empty();
    }

    /** Whether a block of 512 bytes is a header, told by its checksum. */
    public static boolean isHeader(byte[] block) {
        try {
            new HeaderBlock(block).verify();
            return true;
        } catch (TarFault e) {
            return false;
        }
    }

    /**
     * The next entry, whose data can be read until the next one is asked for; empty at the end.
     *
     * @throws IOException if the archive was cut, is none, or asks for more than it may
     */
    public Optional<TarEntry> next() throws IOException {
        var before = new Before();
        while (true) {
            skip(data + padding);
            data = 0;
            padding = 0;
            Optional<HeaderBlock> header = header();
            if (header.isEmpty() || !describes(header.get(), before)) {
                return header.isEmpty() ? Optional.empty() : Optional.of(entry(header.get(), before));
            }
        }
    }

    /** Takes what a header says of the next entry; false if it is an entry itself. */
    private boolean describes(HeaderBlock header, Before before) throws IOException {
        switch (header.type()) {
            case 'x' -> before.pax = PaxRecords.read(content(header));
            case 'g' -> PaxRecords.read(content(header));
            case 'L' -> before.name = Optional.of(longName(header));
            case 'K' -> before.link = Optional.of(longName(header));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<HeaderBlock> header() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        // The end is two blocks of zeros; an archive that just stops between two entries is taken too, as others do.
        if (archive.read(bytes) < 0) {
            return Optional.empty();
        }
        fill(bytes);
        var header = new HeaderBlock(bytes.array());
        if (header.isZero()) {
            end();
            return Optional.empty();
        }
        header.verify();
        if (++entries > limits.entries()) {
            throw new TarFault("it has more than " + limits.entries() + " headers");
        }
        return Optional.of(header);
    }

    private void end() throws IOException {
        ByteBuffer second = ByteBuffer.allocate(BLOCK);
        if (archive.read(second) >= 0) {
            fill(second);
            if (!new HeaderBlock(second.array()).isZero()) {
                throw new TarFault("a single block of zeros has more behind it");
            }
        }
    }

    private byte[] content(HeaderBlock header) throws IOException {
        long size = header.size();
        if (size < 0 || size > Limits.HEADER) {
            throw new TarFault("a header of type '" + header.type() + "' has " + size + " bytes: at most "
                    + Limits.HEADER + " are read");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        fill(bytes);
        padding = padding(size);
        return bytes.array();
    }

    private RawPath longName(HeaderBlock header) throws IOException {
        String text = new String(content(header), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return new RawPath(end < 0 ? text : text.substring(0, end));
    }

    private TarEntry entry(HeaderBlock header, Before before) throws IOException {
        PaxRecords pax = before.pax;
        RawPath name = name(header, before);
        RawPath link = before.link.isPresent()
                ? before.link.get()
                : pax.path("linkpath").orElse(header.link());
        TarEntry.Type type = type(header.type(), name);
        long stored = type == TarEntry.Type.FILE ? pax.number("size").orElse(header.size()) : 0;
        if (stored < 0) {
            throw new TarFault(name + " has " + stored + " bytes");
        }
        data = stored;
        padding = padding(stored);
        Shape shape = shape(header, pax, name);
        return new TarEntry(
                type,
                name,
                type == TarEntry.Type.HARD_LINK || type == TarEntry.Type.SYMLINK ? link : new RawPath(""),
                mode(header.mode(), name),
                id(pax.number("uid").orElse(header.uid()), "uid", name),
                id(pax.number("gid").orElse(header.gid()), "gid", name),
                modified(pax, header),
                shape.size,
                shape.pieces,
                device(type, header),
                pax.attributes());
    }

    // As in Go: a GNU long name before the pax record, and before both the name that GNU tar hides from readers that
    // know no sparse files.
    private static RawPath name(HeaderBlock header, Before before) throws TarFault {
        Optional<RawPath> hidden =
                SparseReader.isSparse(before.pax) ? before.pax.path("GNU.sparse.name") : Optional.empty();
        if (hidden.isPresent()) {
            return hidden.get();
        }
        return before.name.isPresent()
                ? before.name.get()
                : before.pax.path("path").orElse(header.name());
    }

    private static Instant modified(PaxRecords pax, HeaderBlock header) throws TarFault {
        Optional<Instant> precise = pax.time("mtime");
        return precise.isPresent() ? precise.get() : PaxRecords.instant(header.modified());
    }

    private static TarEntry.Type type(char letter, RawPath name) throws TarFault {
        return switch (letter) {
            // tar(5), V7: a directory was a file whose name ends in a slash
            case '0', '\0' -> name.latin1().endsWith("/") ? TarEntry.Type.DIRECTORY : TarEntry.Type.FILE;
            case '7', 'S' -> TarEntry.Type.FILE;
            case '1' -> TarEntry.Type.HARD_LINK;
            case '2' -> TarEntry.Type.SYMLINK;
            case '3' -> TarEntry.Type.CHARACTER_DEVICE;
            case '4' -> TarEntry.Type.BLOCK_DEVICE;
            case '5' -> TarEntry.Type.DIRECTORY;
            case '6' -> TarEntry.Type.FIFO;
            default -> throw new TarFault(name + " is of the unknown type " + (int) letter);
        };
    }

    private static int mode(long mode, RawPath name) throws TarFault {
        if (mode < 0 || mode > 0xffff_ffffL) {
            throw new TarFault(name + " has the mode " + mode);
        }
        return (int) (mode & 07777);
    }

    private static long id(long id, String what, RawPath name) throws TarFault {
        if (id < 0 || id > MOST_ID) {
            throw new TarFault(name + " has the " + what + " " + id + ": the last there is is " + MOST_ID);
        }
        return id;
    }

    private static Device device(TarEntry.Type type, HeaderBlock header) throws TarFault {
        return type == TarEntry.Type.CHARACTER_DEVICE || type == TarEntry.Type.BLOCK_DEVICE
                ? new Device(header.major(), header.minor())
                : Device.NONE;
    }

    /** How long a file appears, and where it has data. */
    private record Shape(long size, List<Piece> pieces) {}

    private Shape shape(HeaderBlock header, PaxRecords pax, RawPath name) throws IOException {
        Shape shape = new SparseReader(this, header, pax)
                .read(data)
                .map(sparse -> new Shape(sparse.size(), sparse.pieces()))
                .orElse(new Shape(data, data == 0 ? List.of() : List.of(new Piece(0, data))));
        if (shape.size > limits.fileSize()) {
            throw new TarFault(name + " has " + shape.size + " bytes: at most " + limits.fileSize() + " are allowed");
        }
        return shape;
    }

    /** Reads a block that belongs to the header. */
    HeaderBlock extension() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        fill(bytes);
        return new HeaderBlock(bytes.array());
    }

    /** Reads a block of the current entry's data. */
    ByteBuffer dataBlock() throws IOException {
        if (data < BLOCK) {
            throw new TarFault("the map of a sparse file is longer than its data");
        }
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        fill(bytes);
        data -= BLOCK;
        return bytes.flip();
    }

    /** The data of the current entry as they are stored: all of a file that is not sparse. */
    public InputStream content() {
        return new BulkInputStream() {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = (int) Math.min(length, data);
                if (count == 0) {
                    return length == 0 ? 0 : -1;
                }
                TarReader.this.read(ByteBuffer.wrap(bytes, offset, count));
                return count;
            }
        };
    }

    /** How much of the current entry's data has not been read. */
    long remaining() {
        return data;
    }

    /** Fills the buffer with the data of the current entry. */
    void read(ByteBuffer into) throws IOException {
        data -= into.remaining();
        fill(into);
    }

    private static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private void fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (archive.read(bytes) < 0) {
                throw new EOFException("it ends in the middle of an entry: it was cut");
            }
        }
    }

    private void skip(long count) throws IOException {
        ByteBuffer scrap = ByteBuffer.allocate((int) Math.min(count, Conveyor.CHUNK));
        for (long left = count; left > 0; left -= scrap.limit()) {
            scrap.clear().limit((int) Math.min(left, scrap.capacity()));
            fill(scrap);
        }
    }
}
