package hangari.image.archive;

import hangari.image.FileSlice;
import hangari.image.ImageException;
import hangari.image.TemporaryName;
import hangari.image.oci.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An archive whose members can be looked up by name.
 *
 * <p>Nothing is unpacked: a name is only ever a key, and a link is followed from key to key. What comes packed, or from a
 * pipe, is first written to a file of its own, unpacked, which is gone with this.
 */
final class ArchiveFile implements AutoCloseable {
    private static final long MOST_MEMBERS = 100_000;
    private static final int MOST_LINKS = 16; // path_resolution(7) has 40; `docker save` never needed more than one
    private static final int CHUNK = 128 * 1024;

    private final String name;
    private final FileChannel file;
    private final Map<String, Place> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    /** Where in the file a member's content is. */
    private record Place(long at, long bytes) {}

    private ArchiveFile(String name, FileChannel file) {
        this.name = name;
        this.file = file;
    }

    /**
     * Reads what is where in an archive.
     *
     * @param name for messages
     * @param spool a directory on a disk with room, for what has to be unpacked
     * @param limit how many bytes the archive may have, unpacked
     */
    static ArchiveFile open(String name, InputStream from, Path spool, long limit) throws IOException {
        return new ArchiveFile(name, spooled(from, spool, limit)).indexed();
    }

    /** The same of a file, which is read where it is if it is not packed. */
    static ArchiveFile open(Path path, Path spool, long limit) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(path))) {
            boolean plain = Files.isRegularFile(path) && Compression.of(in) == Compression.NONE;
            return plain
                    ? new ArchiveFile(path.toString(), FileChannel.open(path, StandardOpenOption.READ)).indexed()
                    : open(path.toString(), in, spool, limit);
        }
    }

    private static FileChannel spooled(InputStream from, Path spool, long limit) throws IOException {
        Path unfinished = spool.resolve(TemporaryName.next());
        FileChannel file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            new Limited(Compression.unpack(from), limit).transferTo(Channels.newOutputStream(file));
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private ArchiveFile indexed() throws IOException {
        try (var all = new BufferedInputStream(new FileSlice(file, 0, file.size()), CHUNK)) {
            var reader = new MemberReader(all, MOST_MEMBERS);
            for (Optional<Member> next = reader.next(); next.isPresent(); next = reader.next()) {
                index(next.get(), reader.position());
            }
            return this;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void index(Member member, long position) {
        switch (member.type()) {
            case FILE -> {
                refuseSecond(member.name());
                files.put(member.name(), new Place(position, member.bytes()));
            }
            case SYMLINK -> {
                refuseSecond(member.name());
                links.put(member.name(), beside(member.name(), member.target()));
            }
            case HARD_LINK -> {
                refuseSecond(member.name());
                links.put(member.name(), member.target().replaceAll("^(\\./+)+", ""));
            }
            case DIRECTORY, OTHER -> {}
        }
    }

    // Of two members with one name, one reader would take the first and another the last.
    private void refuseSecond(String member) {
        if (files.containsKey(member) || links.containsKey(member)) {
            throw new ImageException(
                    "cannot read " + name + ": it has \"" + member + "\" twice: do not trust who made it");
        }
    }

    /** What a symbolic link means, as a name in the archive; one that leads out of it is no name of any member. */
    private static String beside(String link, String target) {
        Path directory = Path.of("/").resolve(link).normalize().getParent();
        Path aim = (directory == null ? Path.of("/") : directory).resolve(target);
        return aim.normalize().toString().substring(1);
    }

    /** Whether there is such a file, or a link to one. */
    boolean has(String member) {
        return place(member).isPresent();
    }

    /** How many bytes a file has. */
    long size(String member) {
        return required(member).bytes();
    }

    /** What a file holds. */
    InputStream content(String member) {
        Place place = required(member);
        return new BufferedInputStream(new FileSlice(file, place.at(), place.bytes()), CHUNK);
    }

    /**
     * What a small file holds.
     *
     * @param limit how many bytes it may have at most
     */
    byte[] bytes(String member, int limit) throws IOException {
        if (size(member) > limit) {
            throw new ImageException("cannot read " + name + ": \"" + member + "\" has " + size(member)
                    + " bytes, at most " + limit + " are read: do not trust who made it");
        }
        try (InputStream content = content(member)) {
            return content.readAllBytes();
        }
    }

    private Place required(String member) {
        return place(member)
                .orElseThrow(() -> new ImageException(
                        "cannot read " + name + ": it has no file \"" + member + "\": make the archive again"));
    }

    private Optional<Place> place(String member) {
        String at = member;
        for (int i = 0; i <= MOST_LINKS; i++) {
            Place place = files.get(at);
            if (place != null) {
                return Optional.of(place);
            }
            String next = links.get(at);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        throw new ImageException("cannot read " + name + ": \"" + member + "\" leads from link to link, more than "
                + MOST_LINKS + " times: do not trust who made it");
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
