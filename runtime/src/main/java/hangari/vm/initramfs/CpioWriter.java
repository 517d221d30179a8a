package hangari.vm.initramfs;

import hangari.image.tar.MemberSink;
import hangari.image.tar.TarMember;
import hangari.image.tar.TarWriter;
import hangari.linux.FileStat.Device;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the members of a tree as a cpio archive of the form that the kernel unpacks.
 *
 * <p>A member is 13 numbers of eight hexadecimal digits behind "070701", then its name and its content, both filled up
 * to a multiple of four bytes. Inode numbers are counted here, so that the same tree gives the same bytes. Source: {@code
 * buffer-format.rst}.
 *
 * <p>What cpio cannot say is refused: names and targets that the kernel would pass over, and files of 4 GiB and more.
 * Extended attributes are left out, for there is no place for them.
 */
final class CpioWriter implements MemberSink {
    private static final String END = "TRAILER!!!";
    // init/initramfs.c, do_header: a longer name, or target of a link, is skipped in silence.
    private static final int LONGEST = 4095;
    private static final long LARGEST = 0xffff_ffffL;

    private final Map<RawPath, Integer> names;
    private final OutputStream out;
    private final Map<RawPath, Long> linked = new HashMap<>();
    private long inodes;

    /**
     * @param names how many names a file has, by its first; who is not in it has one
     */
    CpioWriter(OutputStream out, Map<RawPath, Integer> names) {
        this.out = out;
        this.names = Map.copyOf(names);
    }

    @Override
    public void put(TarMember member, TarWriter.Content content) throws IOException {
        byte[] target =
                member.type() == TarMember.Type.SYMLINK ? member.target().bytes() : new byte[0];
        long size = member.bytes() + target.length;
        refuse(member, target, size);
        header(member, size);
        var counted = new Counted(out);
        if (target.length > 0) {
            counted.write(target);
        } else if (size > 0) {
            content.writeTo(counted);
        }
        if (counted.count != size) {
            throw new IOException("/" + member.name() + " has " + counted.count + " bytes, not " + size
                    + ": it was changed while it was read: try again");
        }
        fill(size);
    }

    private static void refuse(TarMember member, byte[] target, long size) throws IOException {
        String name = member.name().latin1();
        if (name.startsWith("/") || ("/" + name + "/").contains("/../")) {
            throw new IOException("\"" + member.name() + "\" leads out of the root: leave it out");
        }
        if (name.length() > LONGEST - 2 || target.length > LONGEST) {
            throw new IOException("a name of " + Math.max(name.length(), target.length)
                    + " bytes, more than a kernel takes from its initramfs (" + LONGEST + "): shorten "
                    + member.name().toString().substring(0, 40) + "…");
        }
        if (size > LARGEST) {
            throw new IOException("/" + member.name() + " has " + size
                    + " bytes, but an initramfs has files of less than 4 GiB: leave it out");
        }
    }

    private void header(TarMember member, long size) throws IOException {
        // A file that is called as the end would be the end.
        String name =
                member.name().latin1().equals(END) ? "./" + END : member.name().latin1();
        long links = member.type() == TarMember.Type.DIRECTORY ? 2 : names.getOrDefault(first(member), 1);
        Device device = member.device();
        long[] fields = {
            inode(member),
            mode(member),
            member.uid(),
            member.gid(),
            links,
            Math.max(0, Math.min(LARGEST, member.modified().getEpochSecond())),
            size,
            0,
            0,
            device.major(),
            device.minor(),
            name.length() + 1,
            0
        };
        write(fields, name);
    }

    private void write(long[] fields, String name) throws IOException {
        var header = new StringBuilder("070701");
        for (long field : fields) {
            if (field < 0 || field > LARGEST) {
                throw new IOException("the number " + field + " of " + name + " has more than 32 bits");
            }
            header.append(String.format("%08x", field));
        }
        out.write(header.append(name).append('\0').toString().getBytes(StandardCharsets.ISO_8859_1));
        fill(header.length());
    }

    /** What a hard link is another name of; the member itself otherwise. */
    private static RawPath first(TarMember member) {
        return member.type() == TarMember.Type.HARD_LINK ? member.target() : member.name();
    }

    private long inode(TarMember member) {
        if (!names.containsKey(first(member))) {
            return ++inodes;
        }
        return linked.computeIfAbsent(first(member), unseen -> ++inodes);
    }

    /** Source: inode(7). */
    private static long mode(TarMember member) {
        int kind =
                switch (member.type()) {
                    case REGULAR, HARD_LINK -> 0100000;
                    case DIRECTORY -> 0040000;
                    case SYMLINK -> 0120000;
                    case CHARACTER_DEVICE -> 0020000;
                    case BLOCK_DEVICE -> 0060000;
                    case FIFO -> 0010000;
                };
        return kind | member.mode();
    }

    /** Ends the archive; the stream is not closed. */
    void finish() throws IOException {
        write(new long[] {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, END.length() + 1, 0}, END);
        out.flush();
    }

    private void fill(long written) throws IOException {
        for (long at = written; at % 4 != 0; at++) {
            out.write(0);
        }
    }

    /** Counts what goes through. */
    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long count;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }
}
