package hangari.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison found.
 *
 * @param argv the command
 * @param columns one for each place
 */
public record Comparison(List<String> argv, List<Column> columns) {
    public Comparison {
        argv = List.copyOf(argv);
        columns = List.copyOf(columns);
    }

    /** What was found at one place: every aspect has a cell. */
    public record Column(Place place, Map<Aspect, Cell> cells) {
        public Column {
            cells = new EnumMap<>(cells);
            for (Aspect aspect : Aspect.values()) {
                cells.putIfAbsent(aspect, new Cell.Unmeasured("not asked for"));
            }
        }

        public Cell cell(Aspect aspect) {
            return cells.getOrDefault(aspect, new Cell.Unmeasured("not asked for"));
        }
    }

    /** What was found of one aspect at one place. */
    public Cell cell(Place place, Aspect aspect) {
        return columns.stream()
                .filter(column -> column.place() == place)
                .findFirst()
                .map(column -> column.cell(aspect))
                .orElse(new Cell.Unmeasured("not compared"));
    }

    @Override
    public String toString() {
        return new PlainTable(this).text();
    }
}
