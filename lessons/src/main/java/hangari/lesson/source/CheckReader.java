package hangari.lesson.source;

import static java.util.Map.entry;

import hangari.lesson.model.Check;
import hangari.lesson.model.Check.FileType;
import hangari.lesson.model.Check.Place;
import hangari.lesson.model.Check.Reach;
import hangari.lesson.model.Check.Sequence.Part;
import hangari.lesson.model.Check.Sharing;
import hangari.lesson.model.Excerpt;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads checks: each is a mapping with one key, the kind of check. */
final class CheckReader {
    /** namespaces(7): the links under /proc/PID/ns, without those for children. */
    private static final Set<String> NAMESPACES =
            new TreeSet<>(Set.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"));

    private static final Set<String> SHARINGS = words(Sharing.values());
    private static final Set<String> REACHES = words(Reach.values());
    private static final Set<String> PLACES = words(Place.values());
    private static final Set<String> FILE_TYPES = words(FileType.values());

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("boxes", number(1, 1000, Check.Boxes::new)),
            entry("exit", number(0, 255, Check.Exit::new)),
            entry("signal", pattern("SIG[A-Z0-9]+", "a signal's name such as SIGKILL", Check.Signal::new)),
            entry("called", pattern("[a-z][a-z0-9_]*", "a system call's name such as mount", Check.Called::new)),
            entry("running", (reader, outer, key) -> outer.required(key)
                    .flatMap(node -> outer.flag(key, node))
                    .map(Check.Running::new)),
            entry("root", (reader, outer, key) -> outer.choice(key, SHARINGS, CheckReader::sharing)
                    .map(Check.Root::new)),
            entry("not", (reader, outer, key) -> outer.required(key)
                    .flatMap(reader::read)
                    .map(Check.Not::new)),
            entry("any", (reader, outer, key) -> reader.several(outer, key).map(Check.Any::new)),
            entry("every", (reader, outer, key) -> reader.several(outer, key).map(Check.Every::new)),
            entry("sequence", (reader, outer, key) -> reader.sequence(outer, key)),
            entry("old-root", (reader, outer, key) -> outer.choice(key, REACHES, word -> Reach.valueOf(upper(word)))
                    .map(Check.OldRoot::new)),
            entry("select", mapping(CheckReader::select)),
            entry("refused", mapping(CheckReader::refused)),
            entry("namespaces", mapping(CheckReader::namespaces)),
            entry("nspid", mapping(CheckReader::nspid)),
            entry("stdout", mapping(CheckReader::stdout)),
            entry("stderr", mapping(CheckReader::stderr)),
            entry("hostname", mapping(CheckReader::hostname)),
            entry("mount", mapping(CheckReader::mount)),
            entry("file", mapping(CheckReader::file)),
            entry("descendant", mapping(CheckReader::descendant)),
            entry("value", mapping(CheckReader::value)));

    private final Problems problems;

    CheckReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a list of checks. */
    List<Check> read(List<YamlNode> nodes) {
        return nodes.stream().flatMap(node -> read(node).stream()).toList();
    }

    private Optional<Check> read(YamlNode node) {
        Optional<Fields> outer = Fields.of(node, "a check", problems);
        if (outer.isEmpty() || !(node instanceof YamlNode.Entries entries)) {
            return Optional.empty();
        }
        if (entries.entries().size() != 1) {
            problems.add(node.line(), "a check has " + entries.entries().size() + " keys", "give each check one key");
            return Optional.empty();
        }
        String key = entries.entries().keySet().iterator().next();
        Kind kind = KINDS.get(key);
        if (kind == null) {
            String remedy = Nearest.remedy(key, new TreeSet<>(KINDS.keySet()));
            problems.add(node.line(), "unknown check " + Excerpt.of(key), remedy);
            return Optional.empty();
        }
        return kind.read(this, outer.get(), key);
    }

    /** The checks of a quantifier; it would always hold without any, or, of every box, never say why. */
    private Optional<List<Check>> several(Fields outer, String key) {
        List<YamlNode> nodes = outer.list(key);
        if (nodes.isEmpty()) {
            problems.add(outer.line(key), key + " asks for nothing", "give it a list of checks");
            return Optional.empty();
        }
        return Optional.of(read(nodes)).filter(checks -> checks.size() == nodes.size());
    }

    private Optional<Check> sequence(Fields outer, String key) {
        List<Part> parts = outer.list(key).stream()
                .flatMap(node -> Fields.of(node, "a call", problems).stream())
                .map(CheckReader::part)
                .toList();
        if (parts.isEmpty()) {
            problems.add(outer.line(key), key + " asks for nothing", "give it a list of calls");
            return Optional.empty();
        }
        return Optional.of(new Check.Sequence(parts));
    }

    private static Part part(Fields fields) {
        Part part = new Part(fields.text("call"), fields.optionalText("contains"));
        fields.end();
        return part;
    }

    private Optional<Check> select(Fields fields) {
        String program = fields.text("program");
        return fields.required("check").flatMap(this::read).map(check -> new Check.Select(program, check));
    }

    private Optional<Check> refused(Fields fields) {
        List<String> errnos = fields.oneOrMore("errno");
        errnos.stream()
                .filter(errno -> !errno.matches("E[A-Z0-9]+"))
                .forEach(errno ->
                        problems.add(fields.line("errno"), "errno " + Excerpt.of(errno), "write a name such as EPERM"));
        return Optional.of(new Check.Refused(fields.text("call"), errnos));
    }

    private Optional<Check> namespaces(Fields fields) {
        Map<String, Sharing> expected = new LinkedHashMap<>();
        for (String name : fields.keys()) {
            if (NAMESPACES.contains(name)) {
                fields.choice(name, SHARINGS, CheckReader::sharing).ifPresent(sharing -> expected.put(name, sharing));
            } else {
                fields.unknown(name, NAMESPACES);
            }
        }
        return some(fields, expected.size(), NAMESPACES, new Check.Namespaces(expected));
    }

    private Optional<Check> nspid(Fields fields) {
        Optional<Integer> depth = fields.optionalNumber("depth", 1, 32);
        Optional<Long> inside =
                fields.optionalNumber("inside", 1, Integer.MAX_VALUE).map(Integer::longValue);
        return some(fields, Set.of("depth", "inside"), new Check.NsPid(depth, inside));
    }

    private Optional<Check> stdout(Fields fields) {
        Check check = new Check.Stdout(
                fields.optionalText("is"),
                fields.optionalText("contains"),
                fields.optionalText("lacks"),
                fields.optionalText("matches").filter(regex -> compiles(fields, regex)));
        return some(fields, Set.of("is", "contains", "lacks", "matches"), check);
    }

    private Optional<Check> stderr(Fields fields) {
        return Optional.of(new Check.Stderr(Optional.of(fields.text("contains"))));
    }

    private Optional<Check> hostname(Fields fields) {
        Check check = new Check.Hostname(
                fields.optionalChoice("sharing", SHARINGS, CheckReader::sharing), fields.optionalText("is"));
        return some(fields, Set.of("is", "sharing"), check);
    }

    private Optional<Check> mount(Fields fields) {
        String target = fields.text("target");
        if (!target.isEmpty() && !target.startsWith("/")) {
            problems.add(fields.line("target"), "target " + Excerpt.of(target), "write an absolute path");
        }
        Check check = new Check.MountPoint(
                target, fields.optionalText("type"), fields.optionalFlag("inside"), fields.optionalFlag("outside"));
        return some(fields, Set.of("inside", "outside", "type"), check);
    }

    private Optional<Check> file(Fields fields) {
        Place place =
                fields.choice("in", PLACES, word -> Place.valueOf(upper(word))).orElse(Place.ROOT);
        String path = fields.text("path");
        if (Arrays.asList(path.split("/")).contains("..")) {
            problems.add(fields.line("path"), "path " + Excerpt.of(path), "write it without ..");
        }
        Check check = new Check.HostFile(
                place,
                path,
                fields.optionalChoice("type", FILE_TYPES, word -> FileType.valueOf(upper(word))),
                fields.optionalText("contains"));
        return some(fields, Set.of("contains", "type"), check);
    }

    private Optional<Check> descendant(Fields fields) {
        return Optional.of(new Check.Descendant(fields.text("command"), fields.optionalText("state")));
    }

    private Optional<Check> value(Fields fields) {
        String regex = fields.text("matches");
        return compiles(fields, regex) ? Optional.of(new Check.Value(regex)) : Optional.empty();
    }

    private boolean compiles(Fields fields, String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            problems.add(fields.line("matches"), "matches " + Excerpt.of(regex), "mend it: " + e.getDescription());
            return false;
        }
    }

    /** A check that asks for nothing would always hold. */
    private Optional<Check> some(Fields fields, Set<String> keys, Check check) {
        int asked = (int) fields.keys().stream().filter(keys::contains).count();
        return some(fields, asked, keys, check);
    }

    private Optional<Check> some(Fields fields, int asked, Set<String> keys, Check check) {
        if (asked == 0) {
            String all = String.join(", ", new TreeSet<>(keys));
            problems.add(fields.line(), "the check asks for nothing", "give it one of " + all);
        }
        return Optional.of(check);
    }

    private static Kind number(int least, int most, Function<Integer, Check> check) {
        return (reader, outer, key) -> outer.required(key)
                .flatMap(node -> outer.number(key, node, least, most))
                .map(check);
    }

    private static Kind pattern(String regex, String wanted, Function<String, Check> check) {
        return (reader, outer, key) -> {
            String text = outer.text(key);
            if (!text.isEmpty() && !text.matches(regex)) {
                reader.problems.add(outer.line(), key + " " + Excerpt.of(text), "write " + wanted);
            }
            return Optional.of(check.apply(text));
        };
    }

    private static Kind mapping(Form form) {
        return (reader, outer, key) -> outer.required(key)
                .flatMap(node -> Fields.of(node, key, reader.problems))
                .flatMap(fields -> {
                    Optional<Check> check = form.read(reader, fields);
                    fields.end();
                    return check;
                });
    }

    private static Sharing sharing(String word) {
        return Sharing.valueOf(upper(word));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static Set<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One kind of check, read from its key. */
    private interface Kind {
        Optional<Check> read(CheckReader reader, Fields outer, String key);
    }

    /** A kind whose value is a mapping. */
    private interface Form {
        Optional<Check> read(CheckReader reader, Fields fields);
    }
}
