package hangari.cli.image;

import hangari.cli.text.Ago;
import hangari.cli.text.Size;
import hangari.cli.text.Table;
import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.StoredImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** How an image came to be, as {@code docker history} shows it: the last step first. */
public final class HistoryTable {
    private static final int LONGEST = 45; // docker's

    private HistoryTable() {}

    /**
     * One step.
     *
     * @param id of the image, for the last step; those in between have none since they are not kept
     * @param size of the layer as it is stored; 0 if the step made none
     */
    public record Row(String id, Optional<Instant> created, String createdBy, long size, String comment) {}

    /** The steps, the last first. An image that says nothing of its steps has one for each layer. */
    public static List<Row> rows(StoredImage image) {
        List<Row> rows = new ArrayList<>();
        Iterator<Descriptor> layers = image.manifest().layers().iterator();
        for (ImageConfig.Step step : image.config().history()) {
            long size =
                    step.emptyLayer() || !layers.hasNext() ? 0 : layers.next().size();
            rows.add(new Row("<missing>", step.created(), step.createdBy(), size, step.comment()));
        }
        while (layers.hasNext()) {
            rows.add(new Row("<missing>", Optional.empty(), "", layers.next().size(), ""));
        }
        Collections.reverse(rows);
        if (!rows.isEmpty()) {
            Row top = rows.get(0);
            rows.set(0, new Row(image.id().toString(), top.created(), top.createdBy(), top.size(), top.comment()));
        }
        return rows;
    }

    /** As a table. */
    public static List<String> lines(List<Row> rows, boolean whole, Instant now) {
        Table table = new Table("IMAGE", "CREATED", "CREATED BY", "SIZE", "COMMENT");
        for (Row row : rows) {
            table.row(List.of(
                    id(row, whole),
                    Ago.of(row.created(), now),
                    whole ? line(row.createdBy()) : shortened(line(row.createdBy())),
                    Size.of(row.size()),
                    line(row.comment())));
        }
        return table.lines();
    }

    /** The id, short or whole. */
    public static String id(Row row, boolean whole) {
        return whole || row.id().startsWith("<") ? row.id() : row.id().substring(7, 19);
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
