package hangari.linux.proc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How a user namespace renames user or group ids: {@code /proc/PID/uid_map} or {@code gid_map}.
 *
 * <pre>{@code
 * var map = IdMap.parse("0 1000 1\n");
 * map.outside(0); // 1000: root inside is user 1000 outside
 * map.inside(0); // empty: root of the outside does not exist inside
 * }</pre>
 */
public record IdMap(List<Range> ranges) {
    // user_namespaces(7): the range "4294967295", all ids but -1, is what the initial user namespace shows.
    private static final long ALL = 4294967295L;

    /**
     * A run of ids.
     *
     * @param inside the first id in the namespace
     * @param outside the first id in the namespace of whoever reads the file
     * @param count how many
     */
    public record Range(long inside, long outside, long count) {
        @Override
        public String toString() {
            return inside + " " + outside + " " + count;
        }
    }

    public IdMap {
        ranges = List.copyOf(ranges);
    }

    // user_namespaces(7): "Each line in the uid_map file specifies a 1-to-1 mapping of a range of contiguous user
    // IDs … three numbers delimited by white space". Before it is written the file is empty.
    /**
     * Reads the file; no line means that no id is mapped yet.
     *
     * @throws ProcFormatException if a line is not three numbers
     */
    public static IdMap parse(String text) {
        return new IdMap(
                text.lines().filter(line -> !line.isBlank()).map(IdMap::range).toList());
    }

    private static Range range(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != 3) {
            throw new ProcFormatException("uid_map", "inside outside count", line);
        }
        return new Range(number(words[0]), number(words[1]), number(words[2]));
    }

    private static long number(String word) {
        return ProcFormatException.number("uid_map", "an id", word);
    }

    /** Who this id of the namespace is outside. */
    public OptionalLong outside(long inside) {
        return find(range -> inside - range.inside(), Range::outside);
    }

    /** Who this id of the outside is in the namespace; empty: it appears as the overflow id, 65534. */
    public OptionalLong inside(long outside) {
        return find(range -> outside - range.outside(), Range::inside);
    }

    private OptionalLong find(ToLongFunction<Range> offset, ToLongFunction<Range> base) {
        Optional<Range> hit = ranges.stream()
                .filter(range -> offset.applyAsLong(range) >= 0 && offset.applyAsLong(range) < range.count())
                .findFirst();
        return hit.map(range -> OptionalLong.of(base.applyAsLong(range) + offset.applyAsLong(range)))
                .orElse(OptionalLong.empty());
    }

    /** Whether every id keeps its number, as in the initial user namespace. */
    public boolean isIdentity() {
        return ranges.equals(List.of(new Range(0, 0, ALL)));
    }

    /** One range a line. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining("\n"));
    }
}
