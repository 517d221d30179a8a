package hangari.image.tar;

import hangari.image.tar.TarEntry.Piece;
import java.util.ArrayList;
import java.util.List;

/** Where a sparse file has data: pieces in order, none over another, all within the file. */
final class SparseMap {
    private final List<Piece> pieces = new ArrayList<>();
    private long end;
    private long data;

    /** One more piece, behind those before. */
    void add(long offset, long length) throws TarFault {
        if (offset < end || length < 0 || length > Long.MAX_VALUE - offset) {
            throw new TarFault("the map of a sparse file is not in order: " + length + " bytes at " + offset
                    + " after byte " + end);
        }
        if (pieces.size() >= Limits.PIECES) {
            throw new TarFault("a sparse file has more than " + Limits.PIECES + " pieces");
        }
        end = offset + length;
        data += length;
        if (length > 0) {
            pieces.add(new Piece(offset, length));
        }
    }

    /** The pieces of a file that appears this long and of which so many bytes are there. */
    List<Piece> pieces(long size, long stored) throws TarFault {
        if (end > size || data != stored) {
            throw new TarFault("the map of a sparse file of " + size + " bytes reaches to " + end + " and names " + data
                    + " bytes of data, of which " + stored + " are there");
        }
        return pieces;
    }

    /** Reads the map of formats 0.0 and 0.1. */
    static SparseMap parse(String commas) throws TarFault {
        var map = new SparseMap();
        String[] numbers = commas.split(",", -1);
        if (numbers.length % 2 != 0) {
            throw new TarFault("the map of a sparse file has an odd count of numbers");
        }
        for (int i = 0; i < numbers.length; i += 2) {
            map.add(
                    PaxRecords.number("GNU.sparse.map", numbers[i]),
                    PaxRecords.number("GNU.sparse.map", numbers[i + 1]));
        }
        return map;
    }
}
