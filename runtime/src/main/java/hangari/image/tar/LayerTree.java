package hangari.image.tar;

import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.FileKind;
import hangari.linux.FileStat;
import hangari.linux.KernelException;
import hangari.linux.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a layer that is being written.
 *
 * <p>A directory is found by a path that may lead through symbolic links of this same layer. They are followed here, as
 * chroot(2) would have them followed: {@code /} and {@code ..} end at the root. So do containerd and umoci. The kernel is
 * only given paths without links, and told to refuse any (openat2(2), RESOLVE_BENEATH and RESOLVE_NO_SYMLINKS), so that a
 * mistake here is an error and no escape. Directories on the way that the archive has not named are made with mode 0755.
 *
 * <p>Directories are open to us alone until the end, for an archive may write into one that forbids it, and whatever is
 * written changes the time.
 */
final class LayerTree implements AutoCloseable {
    private static final int MOST_OPEN = 64;
    // path_resolution(7): "a limit on the total number of symbolic links followed … 40"
    private static final int MOST_LINKS = 40;
    private static final long MOST_STEPS = 1_000_000;
    private static final int UNFINISHED_MODE = 0700;
    private static final RawPath HERE = RawPath.of(".");
    // overlayfs.rst: "A directory is made opaque by setting the xattr … to 'y'"; we mount with userxattr
    private static final RawPath OPAQUE = RawPath.of("user.overlay.opaque");
    private static final byte[] YES = "y".getBytes(StandardCharsets.US_ASCII);

    private static final Set<Errno> ON_THE_WAY = EnumSet.of(Errno.ELOOP, Errno.ENOTDIR, Errno.ENAMETOOLONG);

    private final DirectoryFd root;
    private final DirectoryFd trash;
    private final Limits limits;
    private final Map<String, Folder> open = new LinkedHashMap<>(MOST_OPEN * 2, 0.75f, true);
    private final Map<String, Finish> finishes = new HashMap<>();
    private long names;
    private long discarded;
    private long steps;

    /** @param trash where directories go that something else takes the place of; on the same file system */
    LayerTree(DirectoryFd root, DirectoryFd trash, Limits limits) {
        this.root = root;
        this.trash = trash;
        this.limits = limits;
        finishes.put("", new Finish(0755, Instant.EPOCH));
    }

    /** An open directory and its path, in which there is no link. */
    record Folder(DirectoryFd directory, String path) {}

    /** What a directory gets at the end. */
    private record Finish(int mode, Instant modified) {}

    /** The directory with this path, which is made if it is not there. */
    Folder folder(String path) throws IOException {
        Folder known = open.get(path);
        if (known != null) {
            return known;
        }
        Folder found = direct(path);
        return remember(path, found == null ? walk(path) : found);
    }

    private @Nullable Folder direct(String path) {
        try {
            Optional<DirectoryFd> directory = root.directory(path.isEmpty() ? HERE : new RawPath(path));
            return directory.map(found -> new Folder(found, path)).orElse(null);
        } catch (KernelException e) {
            if (!ON_THE_WAY.contains(e.errno())) {
                throw e;
            }
            return null; // there is a link on the way, or a file: walk(…) says which
        }
    }

    private Folder remember(String path, Folder folder) {
        if (open.size() >= MOST_OPEN) {
            var eldest = open.entrySet().iterator();
            eldest.next().getValue().directory().close();
            eldest.remove();
        }
        open.put(path, folder);
        return folder;
    }

    /** Goes down name by name, following links. */
    private Folder walk(String path) throws IOException {
        Deque<String> ahead = new ArrayDeque<>(EntryName.parts(path));
        String at = "";
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (++steps > MOST_STEPS) {
                throw new TarFault("it leads through more than " + MOST_STEPS + " links and directories");
            }
            if (name.equals("..")) {
                at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
                continue;
            }
            Optional<String> link = step(at, new RawPath(name));
            if (link.isEmpty()) {
                at = EntryName.join(at, name);
            } else if (++links > MOST_LINKS) {
                throw new TarFault("\"" + new RawPath(path) + "\" leads through more than 40 symbolic links");
            } else {
                at = link.get().startsWith("/") ? "" : at;
                List<String> parts = EntryName.parts(link.get());
                Collections.reverse(parts);
                parts.forEach(ahead::push);
            }
        }
        return reached(at);
    }

    /** What the name says if it is a link; else there is a directory of this name afterwards. */
    private Optional<String> step(String at, RawPath name) throws TarFault {
        // not kept open: a long way would drive those out that somebody is using
        try (DirectoryFd here = reached(at).directory()) {
            Optional<FileStat> stat = here.stat(name);
            if (stat.filter(file -> file.kind() == FileKind.SYMLINK).isPresent()) {
                return Optional.of(here.readLink(name).latin1());
            }
            enter(here, name, stat, at);
            return Optional.empty();
        }
    }

    private Folder reached(String path) throws TarFault {
        Folder folder = direct(path);
        if (folder == null) {
            throw new TarFault("\"" + new RawPath(path) + "\" cannot be opened: its path is too long");
        }
        return folder;
    }

    private void enter(DirectoryFd here, RawPath name, Optional<FileStat> stat, String at) throws TarFault {
        if (stat.isPresent() && stat.get().kind() == FileKind.DIRECTORY) {
            return;
        }
        String path = EntryName.join(at, name.latin1());
        if (stat.isPresent() && !stat.get().isWhiteout()) {
            throw new TarFault("\"" + new RawPath(path) + "\" is a file and has files below it");
        }
        stat.ifPresent(whiteout -> here.unlink(name));
        here.make(name, UNFINISHED_MODE);
        finishLater(path, 0755, Instant.EPOCH);
        if (stat.isPresent()) {
            hideBelow(folder(here, name));
        }
    }

    private static DirectoryFd folder(DirectoryFd here, RawPath name) {
        return here.directory(name).orElseThrow();
    }

    // layer.md: a whiteout hides what lower layers have, and never what its own layer has. So a directory that this
    // layer
    // has both hidden and made is a new one, with nothing of the old.
    private static void hideBelow(DirectoryFd directory) {
        try (directory) {
            directory.itself().attribute(OPAQUE, YES);
        }
    }

    /** Lets nothing from lower layers be seen in a directory. */
    void makeOpaque(Folder folder) {
        folder.directory().itself().attribute(OPAQUE, YES);
    }

    /** Makes a directory, or keeps the one that is there, and opens it. */
    DirectoryFd makeDirectory(Folder parent, RawPath name) {
        DirectoryFd here = parent.directory();
        if (!here.make(name, UNFINISHED_MODE)) {
            FileStat there = here.stat(name).orElseThrow();
            if (there.kind() != FileKind.DIRECTORY) {
                makeRoom(parent, name);
                here.make(name, UNFINISHED_MODE);
            }
            DirectoryFd made = folder(here, name);
            if (there.isWhiteout()) {
                made.itself().attribute(OPAQUE, YES);
            }
            return made;
        }
        return folder(here, name);
    }

    /** Takes what has this name out of the way, if anything has. */
    void makeRoom(Folder parent, RawPath name) {
        Optional<FileKind> kind = parent.directory().stat(name).map(FileStat::kind);
        if (kind.isEmpty()) {
            return;
        }
        if (kind.get() == FileKind.DIRECTORY) {
            parent.directory().move(name, trash, RawPath.of(Long.toString(discarded++)));
        } else {
            parent.directory().unlink(name);
        }
        if (kind.get() == FileKind.DIRECTORY || kind.get() == FileKind.SYMLINK) {
            forget(parent);
        }
    }

    /** Paths may lead elsewhere now. The parent is still needed. */
    private void forget(Folder parent) {
        for (Folder folder : List.copyOf(open.values())) {
            if (folder.directory() != parent.directory()) {
                folder.directory().close();
            }
        }
        open.clear();
        open.put(parent.path(), parent);
    }

    /** Remembers what a directory is to get at the end. */
    void finishLater(String path, int mode, Instant modified) throws TarFault {
        if (path.chars().filter(octet -> octet == '/').count() >= Limits.DEPTH) {
            throw new TarFault("its directories are nested more than " + Limits.DEPTH + " deep");
        }
        if (finishes.put(path, new Finish(mode, modified)) == null) {
            names += path.length();
            if (names > limits.directoryNames()) {
                throw new TarFault(
                        "the paths of its directories have more than " + limits.directoryNames() + " bytes together");
            }
        }
    }

    /** Gives the directories their permissions and times; those below before those above, which may then shut us out. */
    void finish() {
        List<String> paths = new ArrayList<>(finishes.keySet());
        paths.sort(Collections.reverseOrder());
        for (String path : paths) {
            // what was a directory then may be a link now: it gets nothing
            Folder folder = direct(path);
            if (folder != null) {
                try (DirectoryFd directory = folder.directory()) {
                    Finish last = finishes.getOrDefault(path, new Finish(0755, Instant.EPOCH));
                    directory.itself().mode(last.mode());
                    directory.itself().modified(last.modified());
                }
            }
        }
    }

    @Override
    public void close() {
        open.values().forEach(folder -> folder.directory().close());
        open.clear();
    }
}
