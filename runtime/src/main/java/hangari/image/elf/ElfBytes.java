package hangari.image.elf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file that need not be what it claims: every access is checked against its end. */
final class ElfBytes implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private final long size;

    private ElfBytes(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    static ElfBytes open(Path file) {
        if (!Files.isRegularFile(file)) { // opening a FIFO would wait for ever
            throw new ElfException(file, Files.exists(file) ? "not a regular file" : "no such file");
        }
        try {
            FileChannel channel = FileChannel.open(file);
            return new ElfBytes(file, channel, channel.size());
        } catch (AccessDeniedException e) {
            throw new ElfException(file, "not allowed to read it: ask as its owner or as root", e);
        } catch (IOException e) {
            throw new ElfException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    long size() {
        return size;
    }

    /** A part of the file. An offset is 64 bits and unsigned, so a huge one arrives here as negative. */
    ByteBuffer slice(String what, long offset, long length, ByteOrder order) {
        if (offset < 0 || length < 0 || offset > size || length > size - offset) {
            String at = Long.toUnsignedString(offset) + " + " + Long.toUnsignedString(length);
            throw broken(what + " at " + at + " lies beyond the end of the file (" + size + " bytes)");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(order);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw broken(what + " ended early: the file is being changed");
                }
            }
        } catch (IOException e) {
            throw new ElfException(file, "cannot be read: " + e.getMessage(), e);
        }
        return bytes.flip();
    }

    /** The text from an offset to its null byte, which must come within the limit. */
    String text(String what, long offset, long limit) {
        long length = Math.min(limit, offset < 0 ? 0 : Math.max(0, size - offset));
        byte[] bytes = slice(what, offset, length, ByteOrder.LITTLE_ENDIAN).array();
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (end == bytes.length) {
            throw broken(what + " is not ended by a null byte");
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    ElfException broken(String problem) {
        return new ElfException(file, "damaged ELF file: " + problem);
    }

    ElfException unsupported(String problem) {
        return new ElfException(file, problem);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ElfException(file, "cannot be closed: " + e.getMessage(), e);
        }
    }
}
