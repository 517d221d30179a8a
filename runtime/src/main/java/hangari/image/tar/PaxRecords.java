package hangari.image.tar;

import hangari.linux.RawPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What an extended header says of the entry that follows it. Source: pax(1), "pax Extended Header".
 *
 * <p>Keys and values are kept byte for byte, one character each: an attribute is no text.
 */
final class PaxRecords {
    static final PaxRecords NONE = new PaxRecords(Map.of());

    private static final String XATTR = "SCHILY.xattr.";
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{0,30})?");

    private final Map<String, String> values;

    private PaxRecords(Map<String, String> values) {
        this.values = values;
    }

    static PaxRecords read(byte[] bytes) throws TarFault {
        Map<String, String> values = new LinkedHashMap<>();
        var map = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int end = at + length(bytes, at);
            int start = indexOf(bytes, ' ', at, end) + 1;
            int equals = indexOf(bytes, '=', start, end);
            // "%d %s=%s\n", <length>, <keyword>, <value>
            if (start == 0 || equals <= start || bytes[end - 1] != '\n') {
                throw new TarFault("a pax record is not of the form \"LENGTH KEY=VALUE\"");
            }
            String key = latin1(bytes, start, equals);
            String value = latin1(bytes, equals + 1, end - 1);
            if (key.indexOf('\0') >= 0) {
                throw new TarFault("a pax record has a key with a NUL in it");
            }
            sparse(key, value, map);
            values.put(key, value);
            at = end;
        }
        if (map.length() > 0) {
            values.put("GNU.sparse.map", map.toString());
        }
        return new PaxRecords(values);
    }

    // GNU sparse format 0.0 repeats two keys, once for each piece; 0.1 has them joined by commas.
    private static void sparse(String key, String value, StringBuilder map) {
        if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
            map.append(map.length() == 0 ? "" : ",").append(value);
        }
    }

    // "The <length> field shall be the decimal length of the extended header record in octets, including length itself
    // and the trailing newline"
    private static int length(byte[] bytes, int at) throws TarFault {
        int space = indexOf(bytes, ' ', at, Math.min(bytes.length, at + 10));
        String digits = space < 0 ? "" : latin1(bytes, at, space);
        if (!DIGITS.matcher(digits).matches()) {
            throw new TarFault("a pax record does not begin with its length");
        }
        int length = Integer.parseInt(digits);
        if (length <= digits.length() + 2 || length > bytes.length - at) {
            throw new TarFault(
                    "a pax record says that it has " + length + " bytes, and " + (bytes.length - at) + " are there");
        }
        return length;
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String latin1(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** A value; an empty one takes back what an earlier header said. */
    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    Optional<RawPath> path(String key) throws TarFault {
        Optional<String> value = text(key);
        if (value.isPresent() && value.get().indexOf('\0') >= 0) {
            throw new TarFault("the pax record " + key + " has a NUL in it");
        }
        return value.map(RawPath::new);
    }

    OptionalLong number(String key) throws TarFault {
        Optional<String> value = text(key);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(key, value.get()));
    }

    static long number(String key, String value) throws TarFault {
        try {
            if (DIGITS.matcher(value).matches()) {
                return Long.parseLong(value);
            }
        } catch (NumberFormatException e) {
            // more than a long holds
        }
        throw new TarFault("the pax record " + key + " is no number from 0 to 2^63: \"" + shortened(value) + "\"");
    }

    private static String shortened(String value) {
        String cut = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        return cut.codePoints().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '…') ? cut : "?";
    }

    /** A time in seconds with a fraction. One that no clock shows is the epoch, as for containerd. */
    Optional<Instant> time(String key) throws TarFault {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!DECIMAL.matcher(value.get()).matches()) {
            throw new TarFault("the pax record " + key + " is no time: \"" + shortened(value.get()) + "\"");
        }
        BigDecimal seconds = new BigDecimal(value.get());
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        return Optional.of(
                whole.precision() > 18
                        ? Instant.EPOCH
                        : instant(whole.longValue()).plusNanos(nanos));
    }

    static Instant instant(long seconds) {
        boolean shown = seconds >= Instant.MIN.getEpochSecond() && seconds < Instant.MAX.getEpochSecond();
        return shown ? Instant.ofEpochSecond(seconds) : Instant.EPOCH;
    }

    /** Extended attributes, as star and libarchive write them. */
    Map<RawPath, byte[]> attributes() throws TarFault {
        Map<RawPath, byte[]> attributes = new HashMap<>();
        for (Map.Entry<String, String> record : values.entrySet()) {
            if (record.getKey().startsWith(XATTR)) {
                attributes.put(
                        new RawPath(record.getKey().substring(XATTR.length())),
                        record.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return attributes;
    }
}
