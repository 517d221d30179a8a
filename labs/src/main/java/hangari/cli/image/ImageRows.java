package hangari.cli.image;

import hangari.cli.text.Ago;
import hangari.cli.text.Size;
import hangari.cli.text.Table;
import hangari.image.oci.ImageReference;
import hangari.image.oci.StoredImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Images as the rows that {@code docker images} has: one for each name, one for an image that has none. */
public final class ImageRows {
    private static final String NONE = "<none>";

    private ImageRows() {}

    /**
     * A row.
     *
     * @param name none: the image has lost it
     */
    public record Row(StoredImage image, Optional<ImageReference> name) {
        public String repository() {
            return name.map(Row::repository).orElse(NONE);
        }

        public String tag() {
            return name.flatMap(ImageReference::tag).orElse(NONE);
        }

        private static String repository(ImageReference name) {
            return new ImageReference(name.registry(), name.repository(), Optional.of("t"), Optional.empty())
                    .familiar()
                    .replaceFirst(":t$", "");
        }
    }

    /** The rows that pass every filter, those of the youngest image first. */
    public static List<Row> of(List<StoredImage> images, List<Predicate<Row>> filters) {
        return images.stream()
                .flatMap(ImageRows::rows)
                .filter(row -> filters.stream().allMatch(filter -> filter.test(row)))
                .toList();
    }

    private static Stream<Row> rows(StoredImage image) {
        return image.names().isEmpty()
                ? Stream.of(new Row(image, Optional.empty()))
                : image.names().stream().map(name -> new Row(image, Optional.of(name)));
    }

    /** As a table. */
    public static List<String> lines(List<Row> rows, boolean digests, boolean whole, Instant now) {
        List<String> heads = new ArrayList<>(List.of("REPOSITORY", "TAG"));
        if (digests) {
            heads.add("DIGEST");
        }
        heads.addAll(List.of("IMAGE ID", "CREATED", "SIZE"));
        Table table = new Table(heads.toArray(String[]::new));
        for (Row row : rows) {
            List<String> values = new ArrayList<>(List.of(row.repository(), row.tag()));
            if (digests) {
                values.add(row.image().entry().digest().toString());
            }
            values.add(id(row, whole));
            values.add(Ago.of(row.image().config().created(), now));
            values.add(Size.of(row.image().bytes()));
            table.row(values);
        }
        return table.lines();
    }

    /** The id, short or whole. */
    public static String id(Row row, boolean whole) {
        return whole ? row.image().id().toString() : row.image().id().abbreviated();
    }
}
