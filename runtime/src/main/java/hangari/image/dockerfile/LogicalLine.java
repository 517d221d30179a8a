package hangari.image.dockerfile;

import java.util.List;

/**
 * An instruction's text, its lines joined.
 *
 * @param documents the lines below it that belong to it
 */
record LogicalLine(Place at, String text, List<HereDocument> documents) {
    LogicalLine {
        documents = List.copyOf(documents);
    }
}
