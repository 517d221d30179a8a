package hangari.image.tar;

import hangari.image.tar.TarEntry.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Reads where a sparse file has data, in each of GNU tar's four ways. Source: GNU tar manual, "Storing Sparse Files". */
final class SparseReader {
    private static final int LONGEST_NUMBER = 20;

    private final TarReader reader;
    private final HeaderBlock header;
    private final PaxRecords pax;

    SparseReader(TarReader reader, HeaderBlock header, PaxRecords pax) {
        this.reader = reader;
        this.header = header;
        this.pax = pax;
    }

    /** How long the file appears, and its pieces. */
    record Sparse(long size, List<Piece> pieces) {}

    /** Reads the map, if the entry has one. */
    Optional<Sparse> read(long stored) throws IOException {
        if (header.type() == 'S') {
            return Optional.of(old(stored));
        }
        if (isModern(pax)) {
            return Optional.of(modern());
        }
        Optional<String> map = pax.text("GNU.sparse.map");
        if (map.isEmpty()) {
            return Optional.empty();
        }
        long size = pax.number("GNU.sparse.size").orElse(stored);
        return Optional.of(new Sparse(size, SparseMap.parse(map.get()).pieces(size, stored)));
    }

    /** Whether pax records describe a sparse file. */
    static boolean isSparse(PaxRecords pax) {
        return isModern(pax) || pax.text("GNU.sparse.map").isPresent();
    }

    private static boolean isModern(PaxRecords pax) {
        return pax.text("GNU.sparse.major").filter("1"::equals).isPresent()
                && pax.text("GNU.sparse.minor").filter("0"::equals).isPresent();
    }

    // The header has four pieces at 386; each extension block has 21. Byte 482, or 504, says that one more follows.
    private Sparse old(long stored) throws IOException {
        var map = new SparseMap();
        long size = header.number(483, 12, "size of a sparse file");
        add(map, header, 386, 4);
        boolean more = header.isSet(482);
        while (more) {
            HeaderBlock extension = reader.extension();
            add(map, extension, 0, 21);
            more = extension.isSet(504);
        }
        return new Sparse(size, map.pieces(size, stored));
    }

    private static void add(SparseMap map, HeaderBlock block, int at, int count) throws TarFault {
        for (int i = 0; i < count && block.isSet(at + i * 24); i++) {
            map.add(
                    block.number(at + i * 24, 12, "place in a sparse file"),
                    block.number(at + i * 24 + 12, 12, "size in a sparse file"));
        }
    }

    // Format 1.0: the data begin with the count of pieces, then an offset and a size for each, one number a line,
    // padded
    // to a whole block.
    private Sparse modern() throws IOException {
        var lines = new Lines();
        long count = lines.number();
        if (count > Limits.PIECES) {
            throw new TarFault("a sparse file has " + count + " pieces: at most " + Limits.PIECES + " are allowed");
        }
        var map = new SparseMap();
        for (long i = 0; i < count; i++) {
            map.add(lines.number(), lines.number());
        }
        long size = pax.number("GNU.sparse.realsize").orElse(reader.remaining());
        return new Sparse(size, map.pieces(size, reader.remaining()));
    }

    /** Decimal numbers, one a line, in the blocks at the beginning of the data. */
    private final class Lines {
        private ByteBuffer block = ByteBuffer.allocate(0);

        long number() throws IOException {
            var digits = new StringBuilder();
            for (char next = octet(); next != '\n'; next = octet()) {
                if (digits.length() >= LONGEST_NUMBER) {
                    throw new TarFault("the map of a sparse file has a number of more than 20 digits");
                }
                digits.append(next);
            }
            return PaxRecords.number("GNU.sparse.map", digits.toString());
        }

        private char octet() throws IOException {
            if (!block.hasRemaining()) {
                block = reader.dataBlock();
            }
            return (char) (block.get() & 0xff);
        }
    }
}
