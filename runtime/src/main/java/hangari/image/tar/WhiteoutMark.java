package hangari.image.tar;

import hangari.image.oci.WhiteoutName;
import hangari.linux.RawPath;
import java.util.Set;

/** What an entry says of the layers below by its mere name. Source: OCI image specification, layer.md, "Whiteouts". */
enum WhiteoutMark {
    /** Nothing: it is a file. */
    NONE,
    /** {@code .wh.NAME}: what has this name below is gone. */
    WHITEOUT,
    /** {@code .wh..wh..opq}: all that is in this directory below is gone. */
    OPAQUE,
    /** {@code .wh..wh.…}: notes that AUFS made for itself; they are skipped. */
    META;

    private static final String META_PREFIX = ".wh..wh.";

    static WhiteoutMark of(EntryName name) throws TarFault {
        for (String part : EntryName.parts(name.parent())) {
            if (part.startsWith(META_PREFIX)) {
                return META;
            }
            refuseIf(part.startsWith(WhiteoutName.PREFIX), name, "has a whiteout for a directory");
        }
        String base = name.base();
        if (!base.startsWith(WhiteoutName.PREFIX)) {
            return NONE;
        }
        if (base.startsWith(META_PREFIX)) {
            return base.equals(WhiteoutName.OPAQUE) ? OPAQUE : META;
        }
        String hidden = base.substring(WhiteoutName.PREFIX.length());
        // layer.md: "A whiteout filename consists of the prefix .wh. plus the basename of the path to be deleted"
        refuseIf(hidden.isEmpty() || hidden.equals(".") || hidden.equals(".."), name, "is a whiteout of no name");
        return WHITEOUT;
    }

    private static void refuseIf(boolean bad, EntryName name, String what) throws TarFault {
        if (bad) {
            throw new TarFault("\"" + new RawPath(EntryName.join(name.parent(), name.base())) + "\" " + what);
        }
    }

    // "A whiteout file is an empty file with a special filename". AUFS made hard links.
    void verify(TarEntry entry) throws TarFault {
        boolean empty = Set.of(TarEntry.Type.FILE, TarEntry.Type.HARD_LINK).contains(entry.type()) && entry.size() == 0;
        if (!empty) {
            throw new TarFault("the whiteout \"" + entry.name() + "\" is no empty file");
        }
    }

    /** The name that a whiteout hides. */
    RawPath hidden(EntryName name) {
        return new RawPath(name.base().substring(WhiteoutName.PREFIX.length()));
    }
}
