package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Steps on mounts and directories that are held by a descriptor.
 *
 * <p>A path may mean another file a moment later; a descriptor cannot. So what is to be mounted is prepared as a tree
 * that hangs nowhere ({@link Make}, {@link Copy}, {@link Restrict}), the place is opened ({@link Open}), and the two are
 * brought together without a path ({@link Attach}).
 */
public sealed interface TreeStep extends Step {
    /** A new file system that is mounted nowhere yet. Source: {@code fsopen(2)}, {@code fsconfig(2)}, {@code fsmount(2)}. */
    record Make(Handle into, String type, String source, Map<String, String> options, Set<MountAttribute> attributes)
            implements TreeStep {
        public Make {
            options = Map.copyOf(options);
            attributes = Set.copyOf(attributes);
        }

        @Override
        public List<Call> calls() {
            Handle context = new Handle(type + " context");
            List<Call> calls = new ArrayList<>();
            calls.add(Call.of(Syscall.FSOPEN, Arg.str(type), Arg.constant(1, "FSOPEN_CLOEXEC"))
                    .into(context));
            calls.add(set(context, "source", source));
            new TreeMap<>(options).forEach((key, value) -> calls.add(set(context, key, value)));
            calls.add(Call.of(
                    Syscall.FSCONFIG,
                    new Arg.Result(context),
                    Arg.constant(6, "FSCONFIG_CMD_CREATE"),
                    Arg.nothing(),
                    Arg.nothing(),
                    Arg.number(0)));
            calls.add(Call.of(
                            Syscall.FSMOUNT,
                            new Arg.Result(context),
                            Arg.constant(1, "FSMOUNT_CLOEXEC"),
                            Arg.flags(attributes))
                    .into(into));
            return calls;
        }

        /** fsconfig(2): FSCONFIG_SET_FLAG is an option without a value, FSCONFIG_SET_STRING one with. */
        private static Call set(Handle context, String key, String value) {
            Arg command =
                    value.isEmpty() ? Arg.constant(0, "FSCONFIG_SET_FLAG") : Arg.constant(1, "FSCONFIG_SET_STRING");
            return Call.of(
                    Syscall.FSCONFIG,
                    new Arg.Result(context),
                    command,
                    Arg.str(key),
                    value.isEmpty() ? Arg.nothing() : Arg.str(value),
                    Arg.number(0));
        }
    }

    /** A copy of a mount, or of a file or directory on it, that hangs nowhere yet. Source: {@code open_tree(2)}. */
    record Copy(Handle into, At from, boolean recursive) implements TreeStep {
        private static final long CLONE = 1;
        private static final long RECURSIVE = 0x8000;

        @Override
        public List<Call> calls() {
            long bits = CLONE | OpenFlag.CLOEXEC.bits() | (recursive ? RECURSIVE : 0);
            String text = "OPEN_TREE_CLONE|OPEN_TREE_CLOEXEC" + (recursive ? "|AT_RECURSIVE" : "");
            return List.of(Call.of(Syscall.OPEN_TREE, from.descriptor(), from.name(), from.flags(bits, text))
                    .into(into));
        }
    }

    /** Adds attributes to a mount, and sets its propagation. Source: {@code mount_setattr(2)}, Linux 5.12. */
    record Restrict(At mount, Set<MountAttribute> attributes, Set<MountFlag> propagation, boolean recursive)
            implements TreeStep {
        private static final int SIZE = 32;
        private static final long ATIME = 0x70;
        private static final long RECURSIVE = 0x8000;

        public Restrict {
            attributes = Set.copyOf(attributes);
            propagation = Set.copyOf(propagation);
        }

        @Override
        public List<Call> calls() {
            long flags = recursive ? RECURSIVE : 0;
            return List.of(Call.of(
                    Syscall.MOUNT_SETATTR,
                    mount.descriptor(),
                    mount.name(),
                    mount.flags(flags, recursive ? "AT_RECURSIVE" : "0"),
                    new Arg.Bytes(attr(), text()),
                    Arg.number(SIZE)));
        }

        /** mount_setattr(2), struct mount_attr: attr_set, attr_clr, propagation, userns_fd. */
        private byte[] attr() {
            ByteBuffer attr = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
            attr.putLong(Flag.bits(attributes));
            // "changing the access time settings requires that the user specify MOUNT_ATTR__ATIME in attr_clr"
            boolean times =
                    attributes.contains(MountAttribute.NOATIME) || attributes.contains(MountAttribute.STRICTATIME);
            attr.putLong(times ? ATIME : 0);
            attr.putLong(Flag.bits(propagation));
            return attr.array();
        }

        private String text() {
            String set = "attr_set=" + Flag.text(attributes);
            return propagation.isEmpty()
                    ? "{" + set + "}"
                    : "{" + set + ", propagation=" + Flag.text(propagation) + "}";
        }
    }

    /** What the launcher has open, as if this program had opened it. Source: {@code F_DUPFD_CLOEXEC(2const)}. */
    record Take(Handle into, Fd from) implements TreeStep {
        @Override
        public List<Fd> descriptors() {
            return List.of(from);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                            Syscall.FCNTL,
                            Arg.number(from.number()),
                            Arg.constant(1030, "F_DUPFD_CLOEXEC"),
                            Arg.number(3))
                    .into(into));
        }
    }

    /**
     * Shows the files of a mount that hangs nowhere with other owners: those that the ids on the disk have in a user
     * namespace. Source: {@code mount_setattr(2)}, "ID-mapped mounts", Linux 5.12.
     */
    record Shift(At mount, Fd users) implements TreeStep {
        private static final int SIZE = 32;
        private static final long IDMAP = 0x10_0000;

        @Override
        public List<Fd> descriptors() {
            return List.of(users);
        }

        @Override
        public List<Call> calls() {
            ByteBuffer attr = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
            attr.putLong(IDMAP).putLong(0).putLong(0).putLong(users.number());
            return List.of(Call.of(
                    Syscall.MOUNT_SETATTR,
                    mount.descriptor(),
                    mount.name(),
                    mount.flags(0, "0"),
                    new Arg.Bytes(attr.array(), "{attr_set=MOUNT_ATTR_IDMAP, userns_fd=" + users.number() + "}"),
                    Arg.number(SIZE)));
        }
    }

    /** Hangs a tree in at a place, without a path between them that could change. Source: {@code move_mount(2)}. */
    record Attach(Handle tree, At to, boolean ifThere) implements TreeStep {
        /** One whose place must be there. */
        public Attach(Handle tree, At to) {
            this(tree, to, false);
        }

        @Override
        public List<Call> calls() {
            Arg flags = to.isSelf()
                    ? Arg.constant(0x44, "MOVE_MOUNT_F_EMPTY_PATH|MOVE_MOUNT_T_EMPTY_PATH")
                    : Arg.constant(0x4, "MOVE_MOUNT_F_EMPTY_PATH");
            Call call =
                    Call.of(Syscall.MOVE_MOUNT, new Arg.Result(tree), Arg.str(""), to.descriptor(), to.name(), flags);
            return List.of(ifThere ? call.tolerating(Errno.ENOENT) : call);
        }
    }

    /**
     * Opens a place, not to read or write but to be named by later steps: O_PATH has no effect on what is opened, be it
     * a device or a pipe. Source: {@code openat2(2)}.
     */
    record Open(Handle into, At at, boolean directory, Set<ResolveFlag> resolve) implements TreeStep {
        private static final int SIZE = 24;
        private static final long DIRECTORY = directoryBit();

        public Open {
            resolve = Set.copyOf(resolve);
        }

        private static long directoryBit() {
            // asm-generic/fcntl.h: arm has bits of its own here.
            return Arch.current() == Arch.AARCH64 ? 0x4000 : 0x1_0000;
        }

        @Override
        public List<Call> calls() {
            Set<OpenFlag> flags = EnumSet.of(OpenFlag.PATH, OpenFlag.CLOEXEC);
            // openat2(2), struct open_how: flags, mode, resolve.
            ByteBuffer how = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
            how.putLong(Flag.bits(flags) | (directory ? DIRECTORY : 0));
            how.putLong(0).putLong(Flag.bits(resolve));
            String text = "{flags=" + Flag.text(flags) + (directory ? "|O_DIRECTORY" : "") + ", resolve="
                    + Flag.text(resolve) + "}";
            return List.of(Call.of(
                            Syscall.OPENAT2,
                            at.descriptor(),
                            at.name(),
                            new Arg.Bytes(how.array(), text),
                            Arg.number(SIZE))
                    .into(into));
        }
    }

    /** Makes an open directory the working directory. Source: {@code fchdir(2)}. */
    record Enter(Handle directory) implements TreeStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.FCHDIR, new Arg.Result(directory)));
        }
    }

    /** Makes a directory in an open one; one that is there already is left as it is. Source: {@code mkdirat(2)}. */
    record Mkdir(At at, int mode) implements TreeStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.MKDIRAT, at.descriptor(), at.name(), Arg.octal(mode))
                    .tolerating(Errno.EEXIST));
        }
    }

    /** Makes a device or an empty file in an open directory. Source: {@code mknodat(2)}. */
    record Mknod(At at, int mode, int major, int minor) implements TreeStep {
        @Override
        public List<Call> calls() {
            // makedev(3): these small numbers need only the low bits of either part.
            Arg device = Arg.constant(((long) major << 8) | minor, "makedev(" + major + ", " + minor + ")");
            return List.of(Call.of(Syscall.MKNODAT, at.descriptor(), at.name(), Arg.octal(mode), device)
                    .tolerating(Errno.EEXIST));
        }
    }

    /** Makes a symbolic link in an open directory. Source: {@code symlinkat(2)}. */
    record Symlink(String target, At at) implements TreeStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SYMLINKAT, Arg.str(target), at.descriptor(), at.name())
                    .tolerating(Errno.EEXIST));
        }
    }

    /** Writes a text into a file of an open directory, such as a kernel parameter. */
    record Write(At at, String text) implements TreeStep {
        @Override
        public List<Call> calls() {
            Handle file = new Handle(at.path());
            byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Arg flags = Arg.flags(Set.of(OpenFlag.WRONLY, OpenFlag.CLOEXEC));
            return List.of(
                    Call.of(Syscall.OPENAT, at.descriptor(), at.name(), flags, Arg.number(0))
                            .into(file),
                    Call.of(
                            Syscall.WRITE,
                            new Arg.Result(file),
                            new Arg.Bytes(bytes, Arg.quoted(text)),
                            Arg.number(bytes.length)));
        }
    }

    /**
     * Reads a file into the launcher's memory, as far as there is room; one that is not there reads as empty. Nothing is
     * waited for, be it a pipe.
     */
    record Read(At at, int most, Set<ResolveFlag> resolve) implements TreeStep {
        private static final int SIZE = 24;

        public Read {
            resolve = Set.copyOf(resolve);
        }

        @Override
        public List<Call> calls() {
            Handle file = new Handle(at.path());
            Set<OpenFlag> flags = EnumSet.of(OpenFlag.RDONLY, OpenFlag.NONBLOCK, OpenFlag.NOCTTY, OpenFlag.CLOEXEC);
            byte[] how = ByteBuffer.allocate(SIZE)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(Flag.bits(flags))
                    .putLong(0)
                    .putLong(Flag.bits(resolve))
                    .array();
            String text = "{flags=" + Flag.text(flags) + ", resolve=" + Flag.text(resolve) + "}";
            return List.of(
                    Call.of(Syscall.OPENAT2, at.descriptor(), at.name(), new Arg.Bytes(how, text), Arg.number(SIZE))
                            .into(file)
                            .tolerating(Errno.ENOENT),
                    // Where nothing was opened, the descriptor is the errno: none.
                    Call.of(Syscall.READ, new Arg.Result(file), new Arg.Room(most, "buf"), Arg.number(most))
                            .tolerating(Errno.EBADF));
        }
    }

    /** Sends what a file holds, as far as one page of it, to a descriptor. Source: {@code sendfile(2)}. */
    record Send(At at, Fd to) implements TreeStep {
        private static final int PAGE = 4096;

        @Override
        public List<Fd> descriptors() {
            return List.of(to);
        }

        @Override
        public List<Call> calls() {
            Handle file = new Handle(at.path());
            return List.of(
                    Call.of(
                                    Syscall.OPENAT,
                                    at.descriptor(),
                                    at.name(),
                                    Arg.flags(EnumSet.of(OpenFlag.RDONLY, OpenFlag.CLOEXEC)),
                                    Arg.number(0))
                            .into(file),
                    // "If offset is NULL, then data will be read from in_fd starting at the file offset"
                    Call.of(
                            Syscall.SENDFILE,
                            Arg.number(to.number()),
                            new Arg.Result(file),
                            Arg.constant(0, "NULL"),
                            Arg.number(PAGE)));
        }
    }
}
