package hangari.container.files;

import hangari.image.tar.MemberSink;
import hangari.image.tar.TarMember;
import hangari.image.tar.TarWriter;
import hangari.linux.Credentials;
import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.KernelException;
import hangari.linux.OpenFile;
import hangari.linux.RawPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts files into a directory, one by one, with no trust in who sends them.
 *
 * <p>Names with {@code ..} are refused. Each file is made in a directory that is held open, under a name that was free:
 * what has the name already is removed and not written through, unless one of the two is a directory, which is an error.
 * Directories are open to us alone until the end.
 */
final class Landing implements MemberSink, AutoCloseable {
    private static final int MOST_OPEN = 32;
    private static final int SET_IDS = 06000;
    private static final long MOST_NAMES = 64L << 20; // bytes: the paths of directories are kept until the end
    private static final RawPath CAPABILITY = RawPath.of("security.capability");

    private final Place place;
    private final Side side;
    private final boolean owners;
    private final Owners users;
    private final boolean root = Credentials.uid() == 0;
    private final Map<String, DirectoryFd> open = new LinkedHashMap<>(MOST_OPEN * 2, 0.75f, true);
    private final Map<String, Finish> finishes = new LinkedHashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(FileOutput.CHUNK);
    private long names;
    private long devices;
    private long setIds;

    /** Whose the directory is. */
    enum Side {
        /** Files become root's, and may be all that files can be. */
        CONTAINER,
        /** Files become ours. No device is made, and no program that runs as somebody else than its caller. */
        HOST
    }

    /** What a directory gets at the end. */
    private record Finish(int mode, Instant modified) {}

    /**
     * @param owners whether files keep their owners' numbers
     * @param users who these are on the host
     */
    Landing(Place place, Side side, boolean owners, Owners users) {
        this.place = place;
        this.side = side;
        this.owners = owners;
        this.users = users;
    }

    /** How many devices were not made. */
    long devices() {
        return devices;
    }

    /** How many files lost their set-user-ID or set-group-ID bit. */
    long setIds() {
        return setIds;
    }

    @Override
    public void put(TarMember member, TarWriter.Content content) throws IOException {
        String path = path(member.name());
        if (path.isEmpty()) {
            return; // the directory that all is put into is there, and stays as it is
        }
        DirectoryFd folder = folder(parent(path));
        RawPath name = name(path);
        if (member.type() == TarMember.Type.DIRECTORY) {
            directory(folder, name, path, member);
            return;
        }
        makeRoom(folder, name, path);
        switch (member.type()) {
            case REGULAR -> file(folder, name, member, content);
            case SYMLINK -> {
                taken(folder.symlink(member.target(), name), path);
                dress(folder, name, member);
            }
            case HARD_LINK -> link(folder, name, member);
            case FIFO -> node(folder, name, FileKind.FIFO, member);
            case CHARACTER_DEVICE -> device(folder, name, FileKind.CHARACTER_DEVICE, member);
            case BLOCK_DEVICE -> device(folder, name, FileKind.BLOCK_DEVICE, member);
            default -> throw new IllegalStateException(member.toString());
        }
    }

    /** A path below the place, without what stands for nothing. */
    private static String path(RawPath name) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String part : name.latin1().split("/", -1)) {
            if (part.equals("..")) {
                throw new IOException("\"" + name + "\" would lead out of the directory: do not trust who sent it");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static RawPath name(String path) {
        return new RawPath(path.substring(path.lastIndexOf('/') + 1));
    }

    /** A directory by its path, which is made if it is not there. */
    private DirectoryFd folder(String path) throws IOException {
        DirectoryFd known = open.get(path);
        if (known != null) {
            return known;
        }
        Optional<DirectoryFd> found = opened(path);
        if (found.isEmpty()) {
            if (path.isEmpty()) {
                throw new IOException("the directory was removed meanwhile");
            }
            folder(parent(path)).make(name(path), 0755);
            if (root && side == Side.CONTAINER) {
                folder(parent(path)).owner(name(path), users.userOutside(0), users.groupOutside(0));
            }
            found = opened(path);
        }
        return remember(path, found.orElseThrow(() -> new IOException(new RawPath(path) + " was removed meanwhile")));
    }

    private Optional<DirectoryFd> opened(String path) throws IOException {
        try {
            return place.open(path);
        } catch (KernelException e) {
            if (e.errno() == Errno.ELOOP || e.errno() == Errno.ENOTDIR) {
                throw new IOException(
                        "\"" + new RawPath(path) + "\" leads through a symbolic link or a file: move it away", e);
            }
            throw e;
        }
    }

    private DirectoryFd remember(String path, DirectoryFd folder) {
        if (open.size() >= MOST_OPEN) {
            var eldest = open.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
        open.put(path, folder);
        return folder;
    }

    private void makeRoom(DirectoryFd folder, RawPath name, String path) throws IOException {
        Optional<FileKind> there = folder.stat(name).map(FileStat::kind);
        if (there.isPresent() && there.get() == FileKind.DIRECTORY) {
            throw new IOException("cannot overwrite directory \"" + new RawPath(path) + "\" with what is none");
        }
        if (there.isPresent()) {
            folder.unlink(name);
        }
    }

    private static void taken(boolean made, String path) throws IOException {
        if (!made) {
            throw new IOException("\"" + new RawPath(path) + "\" was made by somebody else meanwhile");
        }
    }

    private void directory(DirectoryFd folder, RawPath name, String path, TarMember member) throws IOException {
        boolean made = folder.make(name, 0700);
        if (!made
                && folder.stat(name)
                        .filter(there -> there.kind() == FileKind.DIRECTORY)
                        .isEmpty()) {
            throw new IOException("cannot overwrite \"" + new RawPath(path) + "\", which is no directory, with one");
        }
        if (made || owners) {
            owner(folder, name, member);
        }
        finishLater(path, new Finish(mode(member), member.modified()));
    }

    private void finishLater(String path, Finish finish) throws IOException {
        if (finishes.put(path, finish) == null) {
            names += path.length();
            if (names > MOST_NAMES) {
                throw new IOException("the paths of its directories have more than " + MOST_NAMES + " bytes together");
            }
        }
    }

    private void file(DirectoryFd folder, RawPath name, TarMember member, TarWriter.Content content)
            throws IOException {
        Optional<OpenFile> made = folder.create(name, 0600);
        taken(made.isPresent(), member.name().latin1());
        try (OpenFile file = made.get()) {
            var out = new FileOutput(file, buffer);
            content.writeTo(out);
            out.end(member.bytes());
            dress(file, member);
        } catch (IOException | RuntimeException e) {
            folder.unlink(name);
            throw e;
        }
    }

    // The order matters: chown(2) takes away the set-user-ID bit and the capabilities, and writing changes the time.
    private void dress(OpenFile file, TarMember member) {
        if (root && owners) {
            file.owner(users.userOutside(member.uid()), users.groupOutside(member.gid()));
        } else if (root && side == Side.CONTAINER) {
            file.owner(users.userOutside(0), users.groupOutside(0));
        }
        file.mode(mode(member));
        byte[] capability = member.attributes().get(CAPABILITY);
        if (root && side == Side.CONTAINER && capability != null) {
            file.attribute(CAPABILITY, capability);
        }
        file.modified(member.modified());
    }

    /** The same for what cannot be opened. */
    private void dress(DirectoryFd folder, RawPath name, TarMember member) {
        owner(folder, name, member);
        if (member.type() != TarMember.Type.SYMLINK) {
            folder.mode(name, mode(member));
        }
        folder.modified(name, member.modified());
    }

    private void owner(DirectoryFd folder, RawPath name, TarMember member) {
        if (root && owners) {
            folder.owner(name, users.userOutside(member.uid()), users.groupOutside(member.gid()));
        } else if (root && side == Side.CONTAINER) {
            folder.owner(name, users.userOutside(0), users.groupOutside(0));
        }
    }

    private int mode(TarMember member) {
        if (side == Side.CONTAINER || (member.mode() & SET_IDS) == 0) {
            return member.mode();
        }
        if (member.type() == TarMember.Type.REGULAR) {
            setIds++;
        }
        return member.mode() & ~SET_IDS;
    }

    private void link(DirectoryFd folder, RawPath name, TarMember member) throws IOException {
        String target = path(member.target());
        if (target.isEmpty()) {
            throw new IOException("the hard link \"" + member.name() + "\" is one to nothing");
        }
        taken(
                folder(parent(target)).link(name(target), folder, name),
                member.name().latin1());
    }

    private void device(DirectoryFd folder, RawPath name, FileKind kind, TarMember member) throws IOException {
        // overlayfs would take a character device 0:0 for a whiteout
        if (side == Side.HOST
                || !root
                || !member.device().isValid()
                || member.device().equals(FileStat.Device.NONE)) {
            devices++;
        } else {
            node(folder, name, kind, member);
        }
    }

    private void node(DirectoryFd folder, RawPath name, FileKind kind, TarMember member) throws IOException {
        taken(folder.node(name, kind, 0600, member.device()), member.name().latin1());
        dress(folder, name, member);
    }

    /** Gives the directories their permissions and times; those below first, for those above may then shut us out. */
    void finish() throws IOException {
        closeAll();
        List<String> paths = new ArrayList<>(finishes.keySet());
        Collections.reverse(paths);
        for (String path : paths) {
            Finish last = finishes.getOrDefault(path, new Finish(0755, Instant.EPOCH));
            try (DirectoryFd directory = folder(path)) {
                directory.itself().mode(last.mode());
                directory.itself().modified(last.modified());
            } finally {
                open.remove(path);
            }
        }
    }

    private void closeAll() {
        open.values().forEach(DirectoryFd::close);
        open.clear();
    }

    @Override
    public void close() {
        closeAll();
    }
}
