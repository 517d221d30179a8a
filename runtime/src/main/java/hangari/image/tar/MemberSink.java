package hangari.image.tar;

import java.io.IOException;

/** Takes the files of a tree, one by one: an archive that is written, or a directory. */
public interface MemberSink {
    /**
     * Takes a file. A directory comes before what is in it, and a file before its further names.
     *
     * @throws IOException if the content is not as long as the member says, or cannot be kept
     */
    void put(TarMember member, TarWriter.Content content) throws IOException;
}
