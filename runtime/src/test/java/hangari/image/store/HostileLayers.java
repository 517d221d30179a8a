package hangari.image.store;

import static hangari.image.store.HostileLayer.bytes;
import static hangari.image.store.HostileLayer.gzipBomb;
import static hangari.image.store.HostileLayer.packed;
import static hangari.image.store.HostileLayer.refused;
import static hangari.image.store.HostileLayer.tamed;
import static hangari.image.store.HostileLayer.zstdBomb;

import com.github.luben.zstd.Zstd;
import hangari.image.oci.Compression;
import hangari.image.tar.Limits;
import hangari.image.tar.TestTar;
import hangari.linux.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of hostile layers. In each archive, {@code out} is the absolute path of a directory outside. */
final class HostileLayers {
    /** Tight, so that what is too much is found after megabytes; the larger ones of every day work the same. */
    static final Limits LIMITS = new Limits(64 << 20, 20_000, 1L << 40, 8 << 20);

    private static final byte[] NONE = new byte[0];
    private static final String LEAVES = "would leave the root";
    private static final boolean ROOT = Credentials.uid() == 0;
    private static final String MIB = "\0".repeat(1 << 20);
    private static final long TIB = 1L << 40;

    private HostileLayers() {}

    static List<HostileLayer> all() {
        List<HostileLayer> all = new ArrayList<>();
        all.addAll(traversal());
        all.addAll(symlinks());
        all.addAll(hardLinks());
        all.addAll(devices());
        all.addAll(whiteouts());
        all.addAll(names());
        all.addAll(duplicates());
        all.addAll(paxOverrides());
        all.addAll(headers());
        all.addAll(sparse());
        all.addAll(bombs());
        all.addAll(packing());
        all.addAll(truncations());
        return all;
    }

    private static List<HostileLayer> traversal() {
        return List.of(
                refused("a name that climbs out", LEAVES, (tar, out) -> tar.file("../outside/new", "")),
                refused("a name that climbs out, from within", LEAVES, (tar, out) -> tar.file("a/../../outside/x", "")),
                refused("a name that climbs and comes back", LEAVES, (tar, out) -> tar.file("a/../b", "")),
                refused("a directory that is above", LEAVES, (tar, out) -> tar.directory("..")),
                refused("a name that ends above", LEAVES, (tar, out) -> tar.file("./a/b/../../..", "")),
                refused("a link's name that climbs out", LEAVES, (tar, out) -> tar.symlink("../outside/l", "x")),
                refused("a whiteout above", LEAVES, (tar, out) -> tar.file("../outside/.wh.canary", "")),
                refused("pax: a name that climbs out", LEAVES, (tar, out) -> tar.pax("path", "../outside/x")
                        .file("a", "")),
                refused("GNU: a name that climbs out", LEAVES, (tar, out) -> tar.member(
                                "L", 'L', "", bytes("../outside/x\0"))
                        .file("a", "")),
                refused("a hidden sparse name that climbs", LEAVES, (tar, out) -> tar.pax(
                                "GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.name", "../outside/x")
                        .file("a", "0\n" + "\0".repeat(510))),
                tamed("an absolute name", "OUT/new", (tar, out) -> tar.file(out + "/new", "")),
                tamed("an absolute name of what is there", "OUT/canary", (tar, out) -> tar.file(out + "/canary", "x")),
                tamed("many slashes", "a/b", (tar, out) -> tar.file("///a////./b", "")),
                refused("the root as a file", "is the root and no directory", (tar, out) -> tar.file(".", "")),
                refused("the root as a link", "is the root and no directory", (tar, out) -> tar.symlink("./", out)),
                refused("no name", "an entry has no name", (tar, out) -> tar.file("", "")));
    }

    private static List<HostileLayer> symlinks() {
        return List.of(
                tamed("through an absolute link", "OUT/new a>OUT", (tar, out) -> tar.symlink("a", out)
                        .file("a/new", "")),
                tamed("over a file through a link", "OUT/canary a>OUT", (tar, out) -> tar.symlink("a", out)
                        .file("a/canary", "gone")),
                tamed("through a link that climbs", "OUT/new a>" + "../".repeat(9) + "OUT", (tar, out) -> tar.symlink(
                                "a", "../".repeat(9) + out.substring(1))
                        .file("a/new", "")),
                tamed("through a link to a link", "OUT/new a>b b>OUT", (tar, out) -> tar.symlink("b", out)
                        .symlink("a", "b")
                        .file("a/new", "")),
                tamed("through a link below a directory", "OUT/new d/l>OUT", (tar, out) -> tar.directory("d")
                        .symlink("d/l", out)
                        .file("d/l/new", "")),
                tamed("through /proc", "a>proc/self/root proc/self/root/x", (tar, out) -> tar.symlink(
                                "a", "/proc/self/root")
                        .file("a/x", "")),
                tamed("onto a link", "a", (tar, out) -> tar.symlink("a", out + "/canary")
                        .file("a", "new")),
                tamed("a directory onto a link", "a/", (tar, out) -> tar.symlink("a", out)
                        .directory("a")),
                tamed("a device or fifo onto a link", "a:fifo", (tar, out) -> tar.symlink("a", out + "/canary")
                        .member("a", '6', "", NONE)),
                tamed("a directory that becomes a link", "OUT/y d>OUT", (tar, out) -> tar.file("d/x", "")
                        .symlink("d", out)
                        .file("d/y", "")),
                tamed("a link that becomes a directory", "a/y", (tar, out) -> tar.symlink("a", out)
                        .directory("a")
                        .file("a/y", "")),
                tamed("a whiteout through a link", "OUT/canary:gone a>OUT", (tar, out) -> tar.symlink("a", out)
                        .file("a/.wh.canary", "")),
                tamed("an opaque mark through a link", "OUT/ OUT/:opaque a>OUT", (tar, out) -> tar.symlink("a", out)
                        .file("a/.wh..wh..opq", "")),
                tamed("permissions for a directory behind a link", "OUT/d/ a>OUT", (tar, out) -> tar.symlink("a", out)
                        .dressed("0000777", "0000001", "0000001")
                        .directory("a/d")),
                refused("links in a circle", "more than 40 symbolic links", (tar, out) -> tar.symlink("a", "b")
                        .symlink("b", "a")
                        .file("a/x", "")),
                refused("a link to itself", "more than 40 symbolic links", (tar, out) -> tar.symlink("a", "a/a")
                        .file("a/x", "")),
                refused("a link without a target", "points to 0 bytes", (tar, out) -> tar.symlink("a", "")),
                refused("a link of 5000 bytes", "points to 5000 bytes", (tar, out) -> tar.pax(
                                "linkpath", "x".repeat(5000))
                        .symlink("a", "")));
    }

    private static List<HostileLayer> hardLinks() {
        String notThere = "is not in this layer";
        return List.of(
                refused("a hard link out, absolute", notThere, (tar, out) -> tar.link("a", out + "/canary")),
                refused("a hard link out, climbing", LEAVES, (tar, out) -> tar.link("a", "../outside/canary")),
                refused("a hard link out through a link", notThere, (tar, out) -> tar.symlink("s", out)
                        .link("a", "s/canary")),
                refused("pax: a hard link out", LEAVES, (tar, out) -> tar.pax("linkpath", "../outside/canary")
                        .link("a", "b")),
                refused("GNU: a hard link out", LEAVES, (tar, out) -> tar.member(
                                "K", 'K', "", bytes("../outside/canary\0"))
                        .link("a", "b")),
                tamed("a hard link to a link out, written over", "a s>OUT/canary", (tar, out) -> tar.symlink(
                                "s", out + "/canary")
                        .link("a", "s")
                        .file("a", "new")),
                refused("a hard link to itself", notThere, (tar, out) -> tar.link("a", "a")),
                refused("a hard link to what comes later", notThere, (tar, out) -> tar.link("a", "b")
                        .file("b", "")),
                refused("a hard link to a directory", "the directory \"d\"", (tar, out) -> tar.directory("d")
                        .link("a", "d")),
                refused("a hard link to the root", notThere, (tar, out) -> tar.link("a", "/")),
                refused("a hard link to a whiteout", notThere, (tar, out) -> tar.file(".wh.b", "")
                        .link("a", "b")),
                refused("a hard link onto the directory of its target", "took the place", (tar, out) -> tar.file(
                                "d/f", "")
                        .link("d", "d/f")),
                refused("a hard link that says it has content", "checksum", (tar, out) -> tar.file("f", "")
                        .member("a", '1', "f", bytes("x".repeat(512)))));
    }

    private static List<HostileLayer> devices() {
        return List.of(
                tamed("a device of memory", ROOT ? "mem:char" : "", (tar, out) -> tar.numbered("0000001", "0000001")
                        .member("mem", '3', "", NONE)),
                tamed("a device of a disk, onto a file", ROOT ? "sda:block" : "sda", (tar, out) -> tar.file("sda", "")
                        .numbered("0000010", "0000000")
                        .member("sda", '4', "", NONE)),
                tamed("a device that overlayfs takes for a whiteout", "", (tar, out) -> tar.numbered(
                                "0000000", "0000000")
                        .member("etc", '3', "", NONE)),
                refused("a device of no number", "no device has", (tar, out) -> tar.numbered("7777777", "7777777")
                        .member("a", '3', "", NONE)),
                tamed("a file onto a fifo", "f", (tar, out) -> tar.member("f", '6', "", NONE)
                        .file("f", "x")),
                refused(
                        "a fifo with content",
                        "checksum",
                        (tar, out) -> tar.member("f", '6', "", bytes("x".repeat(512)))),
                refused("a socket", "unknown type", (tar, out) -> tar.member("s", 's', "", NONE)));
    }

    private static List<HostileLayer> whiteouts() {
        String noName = "is a whiteout of no name";
        String notEmpty = "is no empty file";
        return List.of(
                refused(".wh.", noName, (tar, out) -> tar.file(".wh.", "")),
                refused(".wh..", noName, (tar, out) -> tar.file("d/.wh..", "")),
                refused(".wh...", noName, (tar, out) -> tar.file("d/.wh...", "")),
                tamed(".wh..wh..opq of the root", "new", (tar, out) -> tar.file(".wh..wh..opq", "")
                        .file("new", "")),
                tamed(".wh..wh..opq of a directory that is a file's", "d/ d/:opaque", (tar, out) -> tar.file("d", "")
                        .directory("d")
                        .file("d/.wh..wh..opq", "")),
                tamed(".wh..wh. and AUFS's own", "", (tar, out) -> tar.file(".wh..wh.", "")
                        .file(".wh..wh.aufs", "x")
                        .file(".wh..wh.plnk/" + "x", "")),
                refused("a whiteout with content", notEmpty, (tar, out) -> tar.file(".wh.a", "x")),
                refused("an opaque mark with content", notEmpty, (tar, out) -> tar.file("d/.wh..wh..opq", "x")),
                refused("a whiteout that is a directory", notEmpty, (tar, out) -> tar.directory(".wh.a")),
                refused("a whiteout that is a link", notEmpty, (tar, out) -> tar.symlink(".wh.a", out)),
                refused("a whiteout that is a device", notEmpty, (tar, out) -> tar.member(".wh.a", '3', "", NONE)),
                refused(
                        "a file below a whiteout",
                        "has a whiteout for a directory",
                        (tar, out) -> tar.file(".wh.d/a", "")),
                refused(
                        "a file below a whiteout of what is above",
                        "has a whiteout for a directory",
                        (tar, out) -> tar.file(".wh.../a", "")),
                refused("a whiteout of a name of 252 bytes", "256 bytes between", (tar, out) -> tar.pax(
                                "path", ".wh." + "x".repeat(252))
                        .file("a", "")),
                tamed("a whiteout of what is there, and of what comes", "a b", (tar, out) -> tar.file("a", "")
                        .file(".wh.a", "")
                        .file(".wh.b", "")
                        .file("b", "")),
                tamed("whiteouts as attributes", "d/ f", (tar, out) -> tar.pax("SCHILY.xattr.user.overlay.opaque", "y")
                        .directory("d")
                        .pax("SCHILY.xattr.trusted.overlay.whiteout", "y", "SCHILY.xattr.user.overlay.whiteout", "y")
                        .file("f", "")));
    }

    private static List<HostileLayer> names() {
        return List.of(
                tamed("a name with a NUL ends there", "a", (tar, out) -> tar.file("a\0/../../x", "")),
                tamed("GNU: a long name with a NUL ends there", "b", (tar, out) -> tar.member(
                                "L", 'L', "", bytes("b\0../x"))
                        .file("a", "")),
                refused("pax: a name with a NUL", "has a NUL", (tar, out) -> tar.pax("path", "a\0b")
                        .file("a", "")),
                refused("pax: a key with a NUL", "a key with a NUL", (tar, out) -> tar.pax("pa\0th", "b")
                        .file("a", "")),
                refused("a name of 4 KiB", "4096 bytes: at most 4095", (tar, out) -> tar.pax("path", "d/".repeat(2048))
                        .directory("a")),
                tamed("400 directories in one another", "d/d/d/d/d/d/d/d/d/d/…801", (tar, out) -> tar.pax(
                                "path", "d/".repeat(400) + "f")
                        .file("a", "")),
                refused("2047 directories in one another", "more than 400 deep", (tar, out) -> tar.pax(
                                "path", "d/".repeat(2047))
                        .directory("a")),
                refused("600 directories in one another, by a link", "more than 400 deep", (tar, out) -> tar.pax(
                                "path", "d/".repeat(300))
                        .directory("a")
                        .pax("linkpath", "d/".repeat(300))
                        .symlink("l", "")
                        .pax("path", "l/" + "d/".repeat(300))
                        .directory("a")),
                refused("a name of 256 bytes between slashes", "256 bytes between", (tar, out) -> tar.pax(
                                "path", "x".repeat(256))
                        .file("a", "")),
                tamed("a name that is no UTF-8", "a\\xff\\xfe", (tar, out) -> tar.file("a\u00ff\u00fe", "")),
                tamed(
                        "a name that commands the terminal",
                        "a\\x1b[2J\\x0a",
                        (tar, out) -> tar.file("a\u001b[2J\n", "")),
                refused("a refusal that commands the terminal", LEAVES, (tar, out) -> tar.file("../\u001b[2J\n", "")),
                tamed("a file with a slash at its end", "a/", (tar, out) -> tar.file("a/", NONE)));
    }

    private static List<HostileLayer> duplicates() {
        String below = "is a file and has files below it";
        return List.of(
                tamed("one name a hundred times", "a", (tar, out) -> {
                    for (int i = 0; i < 100; i++) {
                        tar.file("a", "" + i);
                    }
                }),
                tamed("one name in six spellings", "a", (tar, out) -> tar.file("a", "")
                        .file("./a", "")
                        .file("/a", "")
                        .file("//a", "")
                        .file("./././a", "")
                        .file("/./a", "")),
                tamed("a directory a thousand times", "d".repeat(20) + "…503/", (tar, out) -> {
                    for (int i = 0; i < 1000; i++) {
                        tar.pax("path", "d".repeat(250) + "/" + "e".repeat(250) + "/f")
                                .directory("d");
                    }
                }),
                refused("a file with files below it", below, (tar, out) -> tar.file("a", "")
                        .file("a/b", "")),
                refused("a link to a file with files below it", below, (tar, out) -> tar.file("f", "")
                        .symlink("a", "f")
                        .file("a/b", "")),
                tamed("a full directory becomes a file", "a", (tar, out) -> tar.file("a/b/c", "")
                        .file("a", "")),
                tamed("a directory that forbids all, and a file in it", "d/f", (tar, out) -> tar.dressed(
                                "0000000", "0000000", "0000000")
                        .directory("d")
                        .file("d/f", "")));
    }

    private static List<HostileLayer> paxOverrides() {
        return List.of(
                refused("pax: more data than there is", "it was cut", (tar, out) -> tar.pax("size", "99999")
                        .file("a", "x")),
                refused("pax: less data than there is", "checksum", (tar, out) -> tar.pax("size", "1")
                        .file("a", "x".repeat(1024))),
                refused("pax: a negative size", "no number", (tar, out) -> tar.pax("size", "-1")
                        .file("a", "x")),
                refused("pax: a size of 20 digits", "no number", (tar, out) -> tar.pax("size", "9".repeat(20))
                        .file("a", "x")),
                refused("pax: 8 TiB of data", "at most " + TIB, (tar, out) -> tar.pax("size", "" + 8 * TIB)
                        .file("a", "x")),
                refused("pax: the owner -1", "no number", (tar, out) -> tar.pax("uid", "-1")
                        .file("a", "")),
                refused("pax: the owner that chown takes for nobody", "4294967295", (tar, out) -> tar.pax(
                                "uid", "4294967295")
                        .file("a", "")),
                refused("pax: a time that is none", "no time", (tar, out) -> tar.pax("mtime", "NaN")
                        .file("a", "")),
                refused("pax: a time of a million digits", "no time", (tar, out) -> tar.pax(
                                "mtime", "9".repeat(1_000_000))
                        .file("a", "")),
                tamed("pax: a time that no clock shows", "a", (tar, out) -> tar.pax("mtime", "9".repeat(29))
                        .file("a", "")),
                tamed("pax: a global name", "a", (tar, out) -> tar.member("g", 'g', "", TestTar.records("path", "../x"))
                        .file("a", "")),
                tamed("pax: an empty name takes the record back", "a", (tar, out) -> tar.pax("path", "")
                        .file("a", "")),
                refused(
                        "pax: a record without a length",
                        "does not begin",
                        (tar, out) -> tar.member("x", 'x', "", bytes("path=a\n"))),
                refused(
                        "pax: a record of no length",
                        "says that it has 0 bytes",
                        (tar, out) -> tar.member("x", 'x', "", bytes("0 path=a\n"))),
                refused(
                        "pax: a record longer than its header",
                        "are there",
                        (tar, out) -> tar.member("x", 'x', "", bytes("999 path=a\n"))),
                refused(
                        "pax: a record of 2^31 bytes",
                        "does not begin|are there",
                        (tar, out) -> tar.member("x", 'x', "", bytes("2147483648 path=a\n"))),
                refused("pax: a header of 2 MiB", "at most 1048576 are read", (tar, out) -> tar.pax(
                                "comment", MIB + MIB)
                        .file("a", "")),
                refused("GNU: a name of 2 MiB", "at most 1048576 are read", (tar, out) -> tar.member(
                                "L", 'L', "", bytes(MIB + MIB))
                        .file("a", "")),
                refused("an attribute of 300 bytes' name", "a name of 305", (tar, out) -> tar.pax(
                                "SCHILY.xattr.user." + "x".repeat(300), "y")
                        .file("a", "")),
                refused("an attribute of 70 KB", "a value of 70000", (tar, out) -> tar.pax(
                                "SCHILY.xattr.user.x", "y".repeat(70_000))
                        .file("a", "")),
                tamed("attributes that speak to the host", "a", (tar, out) -> tar.pax(
                                "SCHILY.xattr.security.selinux", "x",
                                "SCHILY.xattr.trusted.overlay.redirect", out,
                                "SCHILY.xattr.system.posix_acl_access", "x")
                        .file("a", "")));
    }

    private static List<HostileLayer> headers() {
        return List.of(
                refused("a size that is no number", "no octal number", (tar, out) -> tar.header("a", '0', "", "9x")),
                refused(
                        "a size below zero, in base 256",
                        "has -1 bytes",
                        (tar, out) -> tar.header("a", '0', "", "\u00ff".repeat(12))),
                refused(
                        "a size of 2^70, in base 256",
                        "more than 63 bits",
                        (tar, out) -> tar.header("a", '0', "", "\u0080\0\u0080" + "\0".repeat(9))),
                refused(
                        "8 TiB of data",
                        "at most " + TIB,
                        (tar, out) -> tar.header("a", '0', "", "\u0080\0\0\0\0\0\10\0\0\0\0\0")),
                refused("a wrong checksum", "checksum", (tar, out) -> tar.raw(bytes("a".repeat(512)))),
                refused("an end that is none", "has more behind it", (tar, out) -> tar.raw(new byte[512])
                        .file("a", "")),
                refused("a mode below zero", "has the mode -", (tar, out) -> tar.dressed("\u00ff".repeat(8), "0", "0")
                        .file("a", "")),
                tamed("what stands behind the end", "a", (tar, out) -> tar.file("a", "")
                        .raw(new byte[1024])
                        .file("../b", "")),
                tamed("a header that describes nothing", "", (tar, out) -> tar.pax("path", "../x")));
    }

    private static List<HostileLayer> sparse() {
        String eight = "\u0080\0\0\0\0\0\10\0\0\0\0\0"; // 2^43
        return List.of(
                refused("a hole of 8 TiB", "at most " + TIB, (tar, out) -> tar.sparse("a", "00000000000", eight)),
                refused("pax 0.1: a hole of 8 TiB", "at most " + TIB, (tar, out) -> tar.pax(
                                "GNU.sparse.size", "" + 8 * TIB, "GNU.sparse.map", "0,1")
                        .file("a", "x")),
                refused("pax 1.0: a hole of 8 TiB", "at most " + TIB, (tar, out) -> tar.pax(
                                "GNU.sparse.major", "1",
                                "GNU.sparse.minor", "0",
                                "GNU.sparse.realsize", "" + 8 * TIB)
                        .file("a", "0\n" + "\0".repeat(510))),
                tamed("a hole of 1 GiB", "a", (tar, out) -> tar.sparse("a", "00000000000", "10000000000")),
                refused("pieces over one another", "not in order", (tar, out) -> tar.sparse(
                                "a",
                                "00000000004",
                                "00000000010",
                                "00000000000",
                                "00000000002",
                                "00000000001",
                                "00000000002")
                        .raw(bytes("xxxx"))),
                refused("a piece behind the end", "reaches to", (tar, out) -> tar.sparse(
                                "a", "00000000001", "00000000001", "00000000100", "00000000001")
                        .raw(bytes("x"))),
                refused(
                        "a piece below zero",
                        "no number|not in order|no octal",
                        (tar, out) ->
                                tar.sparse("a", "00000000001", "00000000010", "\u00ff".repeat(12), "00000000001")),
                refused("more data than pieces", "are there", (tar, out) -> tar.sparse(
                                "a", "00000000010", "00000000010", "00000000000", "00000000001")
                        .raw(bytes("xxxxxxxx"))),
                refused("pax 0.1: an odd map", "odd count", (tar, out) -> tar.pax("GNU.sparse.map", "0,1,2")
                        .file("a", "x")),
                refused("pax 1.0: a billion pieces", "at most 262144 are allowed", (tar, out) -> tar.pax(
                                "GNU.sparse.major", "1", "GNU.sparse.minor", "0")
                        .file("a", "1000000000\n" + "\0".repeat(501))),
                refused("pax 1.0: a map longer than its file", "longer than its data", (tar, out) -> tar.pax(
                                "GNU.sparse.major", "1", "GNU.sparse.minor", "0")
                        .file("a", "200000\n" + "0\n0\n".repeat(126))),
                refused("pax 1.0: a number without an end", "more than 20 digits", (tar, out) -> tar.pax(
                                "GNU.sparse.major", "1", "GNU.sparse.minor", "0")
                        .file("a", "1".repeat(512))));
    }

    static List<HostileLayer> bombs() {
        byte[] gigabyte = new TestTar().header("a", '0', "", "10000000000").unfinished();
        byte[] mib = bytes(MIB);
        byte[] entry = new TestTar().file("a", "").unfinished();
        return List.of(
                packed("1 GiB in 1 MiB", "more than 67108864 bytes", Compression.GZIP, gzipBomb(gigabyte, mib, 1024)),
                packed("1 GiB in 64 KiB", "more than 67108864 bytes", Compression.ZSTD, zstdBomb(gigabyte, mib, 1024)),
                packed(
                        "a million entries",
                        "more than 20000 headers",
                        Compression.GZIP,
                        gzipBomb(NONE, times(entry, 1000), 1000)),
                packed(
                        "a million headers for one entry",
                        "more than 20000 headers",
                        Compression.ZSTD,
                        zstdBomb(NONE, times(new TestTar().pax("path", "x").unfinished(), 1000), 1000)),
                refused("names of directories for 10 MiB", "more than 8388608 bytes together", (tar, out) -> {
                    for (int i = 0; i < 2700; i++) {
                        tar.pax("path", "d".repeat(250) + ("/" + "e".repeat(250)).repeat(14) + "/" + i)
                                .directory("d");
                    }
                }),
                packed(
                        "nothing but zeros, without end",
                        "more than 67108864 bytes",
                        Compression.GZIP,
                        gzipBomb(NONE, mib, 100)));
    }

    private static byte[] times(byte[] piece, int times) {
        byte[] all = new byte[piece.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, all, i * piece.length, piece.length);
        }
        return all;
    }

    private static List<HostileLayer> packing() {
        byte[] archive = new TestTar().file("a", "x".repeat(3000)).bytes();
        byte[] gzip = gzip(archive);
        byte[] zstd = Zstd.compress(archive);
        // RFC 8878, 3.1.1: magic, a descriptor without a single segment, a window of 2^31, an empty last block
        byte[] window = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, (byte) (21 << 3), 1, 0, 0};
        return List.of(
                packed("nothing at all", "is called tar+gzip and is tar", Compression.GZIP, NONE),
                packed("gzip that is called zstd", "is called tar+zstd and is tar+gzip", Compression.ZSTD, gzip),
                packed("zstd that is called plain", "is called tar and is tar+zstd", Compression.NONE, zstd),
                packed("gzip that was cut", "ends too early", Compression.GZIP, Arrays.copyOf(gzip, gzip.length - 20)),
                packed(
                        "gzip without its checksum",
                        "ends too early",
                        Compression.GZIP,
                        Arrays.copyOf(gzip, gzip.length - 8)),
                packed(
                        "gzip with a wrong checksum",
                        "its checksum does not match",
                        Compression.GZIP,
                        changed(gzip, gzip.length - 8)),
                packed(
                        "gzip with a wrong size",
                        "its checksum does not match",
                        Compression.GZIP,
                        changed(gzip, gzip.length - 4)),
                packed(
                        "gzip with garbage behind it",
                        "something else",
                        Compression.GZIP,
                        Arrays.copyOf(gzip, gzip.length + 1)),
                packed("gzip with flags that nobody knows", "is not known", Compression.GZIP, changed(gzip, 3)),
                packed(
                        "gzip with a name without end",
                        "more than 4096 bytes",
                        Compression.GZIP,
                        bytes("\u001f\u008b\b\b" + "\0".repeat(6) + "x".repeat(10_000))),
                packed("zstd that was cut", "cannot unpack", Compression.ZSTD, Arrays.copyOf(zstd, zstd.length - 5)),
                packed(
                        "zstd with garbage behind it",
                        "cannot unpack",
                        Compression.ZSTD,
                        Arrays.copyOf(zstd, zstd.length + 9)),
                packed("zstd with a window of 2 GiB", "memory", Compression.ZSTD, window));
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) 0xff;
        return changed;
    }

    private static byte[] gzip(byte[] bytes) {
        try {
            return StoreOfImages.gzip(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // An archive that just stops between two entries is taken, as by every tar: the diff id says whether it is whole.
    private static List<HostileLayer> truncations() {
        byte[] whole = new TestTar()
                .file("a", "x".repeat(1200)) // blocks 0 to 3
                .pax("path", "b") // 4, 5
                .file("ignored", "y") // 6, 7
                .member("L", 'L', "", bytes("c\0")) // 8, 9
                .symlink("ignored", "d") // 10
                .sparse("s", "00000000001", "00000001000", "00000000000", "00000000001")
                .raw(bytes("z")) // 11, 12
                .bytes(); // 13, 14
        String[] trees = {
            "", null, null, null, "a", null, "a", null, "a b", null, "a b", "a b c>d", null, "a b c>d s", "a b c>d s"
        };
        List<HostileLayer> cut = new ArrayList<>();
        for (int block = 0; block < trees.length; block++) {
            byte[] part = Arrays.copyOf(whole, block * 512);
            String how = "cut before block " + block;
            cut.add(
                    trees[block] == null
                            ? packed(how, "it was cut", Compression.NONE, part)
                            : tamed(how, trees[block], (tar, out) -> {}).with(part));
            if (block > 0) {
                cut.add(packed(
                        how + ", a byte earlier",
                        "it was cut",
                        Compression.NONE,
                        Arrays.copyOf(part, part.length - 1)));
            }
        }
        return cut;
    }
}
