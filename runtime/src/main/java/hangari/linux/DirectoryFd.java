package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A directory held open. Names are looked up in it and nowhere else, and no call here follows a symbolic link.
 *
 * <pre>{@code
 * try (DirectoryFd root = DirectoryFd.open(directory)) {
 *     root.make(RawPath.of("etc"), 0755);
 *     try (DirectoryFd etc = root.directory(RawPath.of("etc")).orElseThrow()) {
 *         etc.symlink(RawPath.of("/outside"), RawPath.of("motd"));
 *     }
 *     root.directory(RawPath.of("etc/motd")); // throws: ELOOP
 * }
 * }</pre>
 *
 * <p>Only {@link #directory} takes a path; the others take a single name, which cannot lead away: what they change is an
 * entry of this very directory. Each throws {@link KernelException} where it does not say otherwise.
 */
public final class DirectoryFd implements AutoCloseable {
    // openat2(2): "RESOLVE_BENEATH: Do not permit the path resolution to succeed if any component of the resolution is
    // not a descendant of the directory"; NO_SYMLINKS "implies RESOLVE_NO_MAGICLINKS"; NO_XDEV: no mount point.
    private static final Arg RESOLVE = Arg.constant(0x08 | 0x04 | 0x02 | 0x01, "RESOLVE_BENEATH|NO_SYMLINKS|NO_XDEV");
    // RESOLVE_IN_ROOT: "Treat the directory referred to by dirfd as the root directory while resolving pathname.
    // Absolute
    // symbolic links are interpreted relative to dirfd. If a prefix component of pathname equates to dirfd, then an
    // immediately following .. component likewise equates to dirfd".
    private static final Arg IN_ROOT = Arg.constant(0x10 | 0x02, "RESOLVE_IN_ROOT|NO_MAGICLINKS");
    private static final Arg BENEATH = Arg.constant(0x08 | 0x04 | 0x02, "RESOLVE_BENEATH|NO_SYMLINKS");
    private static final Arg NOFOLLOW = Arg.constant(0x100, "AT_SYMLINK_NOFOLLOW");
    private static final Arg NO_FLAGS = Arg.number(0);
    private static final int LONGEST_PATH = 4096;
    private static final int NAMES_AT_ONCE = 32 * 1024;
    private static final int MOST_TRIES = 1000;
    private static final int MOST_NAMES = 10_000_000;

    private static final RawPath HERE = RawPath.of(".");

    private final Fd file;

    private DirectoryFd(Fd file) {
        this.file = file;
    }

    /** Opens a directory by a path that is ours, links in it included. */
    public static DirectoryFd open(Path path) {
        Arg flags = Arg.constant(directoryFlag() | OpenFlag.CLOEXEC.bits(), "O_DIRECTORY|O_CLOEXEC");
        return new DirectoryFd(
                new Fd((int) Kernel.perform(Call.of(Syscall.OPENAT, Step.CWD, Arg.str(path.toString()), flags))));
    }

    /**
     * Opens a directory below this one, by a path in which no part is a symbolic link or {@code ..}; empty if there is
     * no such name.
     */
    public Optional<DirectoryFd> directory(RawPath path) {
        return directory(path, RESOLVE);
    }

    /** The same, but what is mounted on the way may be entered. */
    public Optional<DirectoryFd> enter(RawPath path) {
        return directory(path, BENEATH);
    }

    /**
     * Opens a directory by a path that is looked up as if this directory were the root: symbolic links are followed, and
     * neither they nor {@code ..} lead out of it, whoever changes them meanwhile. Empty if there is no such name.
     *
     * <pre>{@code
     * try (DirectoryFd root = DirectoryFd.open(Path.of("/proc/1234/root"))) {
     *     root.within(RawPath.of("/var/run")); // where a link to /run leads to the container's /run
     * }
     * }</pre>
     */
    public Optional<DirectoryFd> within(RawPath path) {
        return inRoot(path, 0);
    }

    /** The same, but only to look names up in it, which may be allowed where reading it is not. Source: O_PATH. */
    public Optional<DirectoryFd> place(RawPath path) {
        return inRoot(path, OpenFlag.PATH.bits());
    }

    private Optional<DirectoryFd> inRoot(RawPath path, long more) {
        for (int tries = 1; ; tries++) {
            try {
                return directory(path, more, IN_ROOT);
            } catch (KernelException e) {
                // openat2(2), EAGAIN: "the kernel could not ensure that a .. component didn't escape (due to a race
                // condition or potential attack). The caller may choose to retry"
                if (e.errno() != Errno.EAGAIN || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private Optional<DirectoryFd> directory(RawPath path, Arg resolve) {
        return directory(path, 0, resolve);
    }

    private Optional<DirectoryFd> directory(RawPath path, long more, Arg resolve) {
        // openat2(2), struct open_how: flags, mode, resolve
        byte[] how = ByteBuffer.allocate(24)
                .order(ByteOrder.nativeOrder())
                .putLong(directoryFlag() | OpenFlag.CLOEXEC.bits() | more)
                .putLong(0)
                .putLong(((Arg.Word) resolve).value())
                .array();
        String text = "{O_DIRECTORY|O_CLOEXEC" + (more == 0 ? "" : "|O_PATH") + ", " + resolve.text() + "}";
        long fd = Kernel.perform(
                Call.of(Syscall.OPENAT2, self(), new Arg.Raw(path), new Arg.Bytes(how, text), Arg.number(how.length))
                        .tolerating(Errno.ENOENT));
        return Kernel.refused(fd) ? Optional.empty() : Optional.of(new DirectoryFd(new Fd((int) fd)));
    }

    /** The directory that a descriptor names, opened anew: the descriptor may be one that was opened with O_PATH. */
    static DirectoryFd of(Fd file) {
        return new DirectoryFd(new DirectoryFd(file).reopened());
    }

    // asm-generic/fcntl.h and arm64's own: the one open flag of ours that differs
    private static long directoryFlag() {
        return Arch.current() == Arch.X86_64 ? 0x10000 : 0x4000;
    }

    /** Makes a directory; false if the name is taken. The mode is subject to the umask. Source: {@code mkdir(2)}. */
    public boolean make(RawPath name, int mode) {
        return done(Call.of(Syscall.MKDIRAT, self(), single(name), Arg.octal(mode)), Errno.EEXIST);
    }

    /** Makes a regular file and opens it for writing; empty if the name is taken. Source: {@code open(2)}. */
    public Optional<OpenFile> create(RawPath name, int mode) {
        // open(2), O_EXCL: "if pathname is a symbolic link, then open() fails regardless of where the link points"
        long flags = OpenFlag.WRONLY.bits()
                | OpenFlag.CREAT.bits()
                | OpenFlag.EXCL.bits()
                | OpenFlag.NOCTTY.bits()
                | OpenFlag.CLOEXEC.bits();
        Arg argument = Arg.constant(flags, "O_WRONLY|O_CREAT|O_EXCL|O_NOCTTY|O_CLOEXEC");
        long fd = Kernel.perform(Call.of(Syscall.OPENAT, self(), single(name), argument, Arg.octal(mode))
                .tolerating(Errno.EEXIST));
        return Kernel.refused(fd) ? Optional.empty() : Optional.of(new OpenFile(new Fd((int) fd)));
    }

    /** Makes a symbolic link with this content; false if the name is taken. Source: {@code symlink(2)}. */
    public boolean symlink(RawPath content, RawPath name) {
        return done(Call.of(Syscall.SYMLINKAT, new Arg.Raw(content), self(), single(name)), Errno.EEXIST);
    }

    /**
     * Gives a file of this directory a further name; false if that is taken. Of a symbolic link it is the link itself
     * that gets it. Source: {@code link(2)}.
     */
    public boolean link(RawPath name, DirectoryFd other, RawPath otherName) {
        return done(
                Call.of(Syscall.LINKAT, self(), single(name), other.self(), single(otherName), NO_FLAGS), Errno.EEXIST);
    }

    /**
     * Makes a device or a fifo; false if the name is taken. The mode is subject to the umask. Source: {@code mknod(2)}.
     */
    public boolean node(RawPath name, FileKind kind, int mode, FileStat.Device device) {
        Arg bits = Arg.octal(kind.bits() | mode);
        Arg number = Arg.constant(device.encoded(), "makedev(" + device.major() + ", " + device.minor() + ")");
        return done(Call.of(Syscall.MKNODAT, self(), single(name), bits, number), Errno.EEXIST);
    }

    /** Removes a name that is no directory's; false if it is not there. Source: {@code unlink(2)}. */
    public boolean unlink(RawPath name) {
        return done(Call.of(Syscall.UNLINKAT, self(), single(name), NO_FLAGS), Errno.ENOENT);
    }

    /** Moves what has this name to another directory, under a name that is free there. Source: {@code rename(2)}. */
    public void move(RawPath name, DirectoryFd other, RawPath otherName) {
        Arg flags = Arg.constant(1, "RENAME_NOREPLACE");
        Kernel.perform(Call.of(Syscall.RENAMEAT2, self(), single(name), other.self(), single(otherName), flags));
    }

    /** What has this name; empty if nothing has. Source: {@code statx(2)}. */
    public Optional<FileStat> stat(RawPath name) {
        Arg.Room room = new Arg.Room(FileStat.SIZE, "statxbuf");
        FileStat[] stat = new FileStat[1];
        long result = Kernel.perform(
                Call.of(Syscall.STATX, self(), single(name), NOFOLLOW, FileStat.WANTED, room)
                        .tolerating(Errno.ENOENT),
                (memory, layout) -> stat[0] = FileStat.read(memory.share(layout.room(room))));
        return Kernel.refused(result) ? Optional.empty() : Optional.of(stat[0]);
    }

    /** What a symbolic link says. Source: {@code readlink(2)}. */
    public RawPath readLink(RawPath name) {
        Arg.Room room = new Arg.Room(LONGEST_PATH, "buf");
        byte[][] content = new byte[1][];
        Kernel.perform(
                Call.of(Syscall.READLINKAT, self(), single(name), room, Arg.number(LONGEST_PATH)),
                (memory, layout) ->
                        content[0] = memory.getByteArray(layout.room(room), (int) memory.getLong(layout.result(0))));
        return RawPath.of(content[0]);
    }

    /** Gives what has this name to somebody. Source: {@code chown(2)}. */
    public void owner(RawPath name, long uid, long gid) {
        Kernel.perform(Call.of(Syscall.FCHOWNAT, self(), single(name), Arg.number(uid), Arg.number(gid), NOFOLLOW));
    }

    /**
     * Sets the permissions of what has this name. Throws {@link KernelException} with EOPNOTSUPP if it is a symbolic
     * link, which has none.
     */
    public void mode(RawPath name, int mode) {
        // fchmodat(2) would follow a link that took the name meanwhile; proc_pid_fd(5) leads to the very file
        Arg flags = Arg.constant(
                noFollowFlag() | OpenFlag.PATH.bits() | OpenFlag.CLOEXEC.bits(), "O_PATH|O_NOFOLLOW|O_CLOEXEC");
        try (Fd held = new Fd((int) Kernel.perform(Call.of(Syscall.OPENAT, self(), single(name), flags)))) {
            Arg path = Arg.str("/proc/self/fd/" + held.number());
            Kernel.perform(Call.of(Syscall.FCHMODAT, Step.CWD, path, Arg.octal(mode)));
        }
    }

    /** Sets when what has this name was changed last. Source: {@code utimensat(2)}. */
    public void modified(RawPath name, Instant time) {
        Kernel.perform(Call.of(Syscall.UTIMENSAT, self(), single(name), OpenFile.times(time), NOFOLLOW));
    }

    /** A short path to it, however long its own is; within this process, and while it is open. Source: {@code proc(5)}. */
    public Path path() {
        return Path.of("/proc/self/fd", Integer.toString(file.number()));
    }

    /** The directory itself, for its permissions, owner, time and extended attributes. Closed with this. */
    public OpenFile itself() {
        return new OpenFile(file);
    }

    /** Every name in it but {@code .} and {@code ..}, ordered by their bytes. Source: {@code getdents64(2)}. */
    public List<RawPath> names() {
        try (DirectoryFd own = new DirectoryFd(reopened())) { // a descriptor remembers how far it has been read
            List<RawPath> names = new ArrayList<>();
            while (own.nextNames(names)) {
                if (names.size() > MOST_NAMES) {
                    throw new IllegalStateException("a directory of more than " + MOST_NAMES + " names");
                }
            }
            Collections.sort(names);
            return names;
        }
    }

    private Fd reopened() {
        Arg flags = Arg.constant(directoryFlag() | OpenFlag.CLOEXEC.bits(), "O_DIRECTORY|O_CLOEXEC");
        return new Fd((int) Kernel.perform(Call.of(Syscall.OPENAT, self(), Arg.str("."), flags)));
    }

    private boolean nextNames(List<RawPath> names) {
        Arg.Room room = new Arg.Room(NAMES_AT_ONCE, "dirp");
        byte[][] records = new byte[1][];
        long size = Kernel.perform(
                Call.of(Syscall.GETDENTS64, self(), room, Arg.number(NAMES_AT_ONCE)),
                (memory, layout) ->
                        records[0] = memory.getByteArray(layout.room(room), (int) memory.getLong(layout.result(0))));
        // getdents(2), struct linux_dirent64: inode and offset of 8 bytes each, the record's length, a type, the name
        ByteBuffer bytes = ByteBuffer.wrap(records[0]).order(ByteOrder.nativeOrder());
        for (int at = 0; at < size; at += Short.toUnsignedInt(bytes.getShort(at + 16))) {
            int end = at + 19;
            while (records[0][end] != 0) {
                end++;
            }
            RawPath name = RawPath.of(Arrays.copyOfRange(records[0], at + 19, end));
            if (!name.latin1().equals(".") && !name.latin1().equals("..")) {
                names.add(name);
            }
        }
        return size > 0;
    }

    /**
     * Opens a regular file for reading; empty if there is no such name, or another kind of file has it.
     *
     * <p>Whatever took the name since it was looked at, nothing is waited for, nothing is followed, and no device is
     * opened: to open one may already do something.
     */
    public Optional<OpenFile> read(RawPath name) {
        // open(2), O_PATH: "The file itself is not opened"
        Arg flags = Arg.constant(
                noFollowFlag() | OpenFlag.PATH.bits() | OpenFlag.CLOEXEC.bits(), "O_PATH|O_NOFOLLOW|O_CLOEXEC");
        long fd = Kernel.perform(
                Call.of(Syscall.OPENAT, self(), single(name), flags).tolerating(Errno.ENOENT));
        if (Kernel.refused(fd)) {
            return Optional.empty();
        }
        try (OpenFile named = new OpenFile(new Fd((int) fd))) {
            return named.stat().kind() == FileKind.REGULAR ? Optional.of(named.toRead()) : Optional.empty();
        }
    }

    // as directoryFlag: arm64 has its own
    private static long noFollowFlag() {
        return Arch.current() == Arch.X86_64 ? 0x20000 : 0x8000;
    }

    /** The extended attributes of what has this name, a symbolic link's own included; by name. */
    public SortedMap<RawPath, byte[]> attributes(RawPath name) {
        single(name);
        return ExtendedAttributes.of(file, name);
    }

    /** Its own extended attributes, by name. */
    public SortedMap<RawPath, byte[]> attributes() {
        return ExtendedAttributes.of(file, HERE);
    }

    private Arg self() {
        return Arg.number(file.number());
    }

    private static boolean done(Call call, Errno otherwise) {
        return !Kernel.refused(Kernel.perform(call.tolerating(otherwise)));
    }

    private static Arg single(RawPath name) {
        String text = name.latin1();
        if (text.isEmpty() || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("no name of an entry: \"" + name + "\"");
        }
        return new Arg.Raw(name);
    }

    @Override
    public void close() {
        file.close();
    }
}
