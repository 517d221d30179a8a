package hangari.image.tar;

import hangari.linux.Credentials;
import hangari.linux.DirectoryFd;
import hangari.linux.FileStat;
import hangari.linux.OpenFile;
import hangari.linux.RawPath;
import hangari.linux.proc.ProcFs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who gets the files of a layer.
 *
 * <p>Root gives them to the numbers that the archive names; names of users are not looked up, for they would be this
 * machine's. Anybody else, and the root of a user namespace that has few numbers, keeps them all: in a container of theirs
 * they are root's. Whom a file should belong to is then kept beside it, in {@code user.hangari.owner}, as {@code UID:GID},
 * unless that is root.
 */
final class Ownership {
    static final RawPath WANTED = RawPath.of("user.hangari.owner");

    private final boolean real;
    private final long uid;
    private final long gid;

    private Ownership(boolean real, long uid, long gid) {
        this.real = real;
        this.uid = uid;
        this.gid = gid;
    }

    /** What this process may do. */
    static Ownership ofThisProcess() {
        long uid = Credentials.uid();
        return new Ownership(uid == 0 && hasManyUsers(), uid, Credentials.gid());
    }

    private static boolean hasManyUsers() {
        ProcFs proc = ProcFs.host();
        return proc.uidMap(proc.self())
                .value()
                .map(map -> map.outside(0).isPresent() && map.outside(65534).isPresent())
                .orElse(false);
    }

    /** Whether files belong to whom the archive says. */
    boolean isReal() {
        return real;
    }

    /** To whom a file belongs that was given to somebody here, or made by a container of ours. */
    Owner of(FileStat stat, Map<RawPath, byte[]> attributes) {
        if (real) {
            return new Owner(stat.uid(), stat.gid());
        }
        return Optional.ofNullable(attributes.get(WANTED)).flatMap(Owner::parse).orElse(Owner.ROOT);
    }

    /** A user and a group. */
    record Owner(long uid, long gid) {
        static final Owner ROOT = new Owner(0, 0);

        private static final Pattern FORM = Pattern.compile("([0-9]{1,10}):([0-9]{1,10})");

        private static Optional<Owner> parse(byte[] text) {
            Matcher matcher = FORM.matcher(new String(text, StandardCharsets.US_ASCII));
            return matcher.matches()
                    ? Optional.of(new Owner(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        }
    }

    /** Gives a file or a directory. */
    void give(OpenFile file, TarEntry entry) {
        if (real) {
            if (entry.uid() != uid || entry.gid() != gid) {
                file.owner(entry.uid(), entry.gid());
            }
        } else if (entry.uid() != 0 || entry.gid() != 0) {
            file.attribute(WANTED, (entry.uid() + ":" + entry.gid()).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Gives what is neither; xattr(7): such files have no attributes of the user's. */
    void give(DirectoryFd directory, RawPath name, TarEntry entry) {
        if (real && (entry.uid() != uid || entry.gid() != gid)) {
            directory.owner(name, entry.uid(), entry.gid());
        }
    }
}
