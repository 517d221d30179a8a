package hangari.image.tar;

import hangari.linux.FileStat;
import hangari.linux.RawPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One file of an archive, as the archive has it.
 *
 * @param name its path
 * @param link what a symbolic link says, or the name of the file that a hard link is another name of; empty otherwise
 * @param mode the permissions, with the set-user-ID, set-group-ID and sticky bits
 * @param size how long the file appears to be
 * @param pieces the parts of it that have data, in order; the rest are holes
 * @param device of a device file
 * @param attributes extended attributes by name
 */
public record TarEntry(
        Type type,
        RawPath name,
        RawPath link,
        int mode,
        long uid,
        long gid,
        Instant modified,
        long size,
        List<Piece> pieces,
        FileStat.Device device,
        Map<RawPath, byte[]> attributes) {
    public TarEntry {
        pieces = List.copyOf(pieces);
        attributes = Map.copyOf(attributes);
    }

    /** Whether parts of the file are holes. */
    public boolean isSparse() {
        return pieces.stream().mapToLong(Piece::length).sum() != size;
    }

    /** What it makes. */
    public enum Type {
        FILE,
        HARD_LINK,
        SYMLINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        DIRECTORY,
        FIFO
    }

    /** A part of a sparse file that has data. */
    public record Piece(long offset, long length) {}
}
