package hangari.linux.seccomp;

import hangari.linux.Errno;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads docker's JSON form of a policy; the text may be anybody's. */
final class ProfileReader {
    private static final int MOST_ENTRIES = 2000;
    private static final int MOST_NAMES = 20_000;
    private static final int MOST_SHOWN = 80;
    private static final int EPERM = 1;
    private static final BigInteger MOST_VALUE = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final SeccompProfile.Condition NOWHERE =
            new SeccompProfile.Condition(Set.of(), Set.of(), Optional.empty());

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(24)
                            .build())
                    // A key that is there twice is read differently by different readers.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    // seccomp_rule_add(3); the masked one is apart.
    private static final Map<String, Comparison.Test> TESTS = Map.of(
            "SCMP_CMP_NE", Comparison.Test.NE,
            "SCMP_CMP_LT", Comparison.Test.LT,
            "SCMP_CMP_LE", Comparison.Test.LE,
            "SCMP_CMP_EQ", Comparison.Test.EQ,
            "SCMP_CMP_GE", Comparison.Test.GE,
            "SCMP_CMP_GT", Comparison.Test.GT);

    private final Set<String> unknown = new LinkedHashSet<>();
    private int names;

    SeccompProfile read(String json) {
        if (json.length() > SeccompProfile.MOST_TEXT) {
            throw wrong(
                    "",
                    "it has more than " + SeccompProfile.MOST_TEXT + " characters: leave out what it does not need");
        }
        JsonNode top = tree(json);
        if (!list(top, "", "architectures").isEmpty()
                && !list(top, "", "archMap").isEmpty()) {
            throw wrong("", "it has architectures and archMap: leave one out");
        }
        Action otherwise = action(top, "", "defaultAction", "defaultErrnoRet");
        List<JsonNode> calls = list(top, "", "syscalls");
        if (calls.size() > MOST_ENTRIES) {
            throw wrong(
                    ".syscalls", "it has more than " + MOST_ENTRIES + " entries: write calls of one action together");
        }
        List<SeccompProfile.Entry> entries = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            entries.add(entry(calls.get(i), ".syscalls[" + i + "]"));
        }
        List<String> warnings = unknown.stream()
                .map(name -> "no table has a call " + shown(name) + ": it is passed over")
                .toList();
        return new SeccompProfile(otherwise, entries, warnings);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw wrong("", shown(e.getOriginalMessage()) + ": see docs.docker.com/engine/security/seccomp");
        }
    }

    private SeccompProfile.Entry entry(JsonNode node, String at) {
        Set<String> calls = new TreeSet<>();
        List<String> all = new ArrayList<>(strings(node, at, "names"));
        if (node.has("name") && !node.get("name").isNull()) {
            if (!all.isEmpty()) {
                throw wrong(at, "it has name and names: leave one out");
            }
            all.add(text(node, at, "name"));
        }
        names += all.size();
        if (names > MOST_NAMES) {
            throw wrong(at, "the profile names more than " + MOST_NAMES + " calls: the kernel has fewer than 500");
        }
        all.forEach(name -> (CallTable.isKnown(name) ? calls : unknown).add(name));
        return new SeccompProfile.Entry(
                calls,
                action(node, at, "action", "errnoRet"),
                when(list(node, at, "args"), at),
                condition(node, at, "includes"),
                condition(node, at, "excludes"));
    }

    /** As runc: comparisons of several arguments must all hold; where two are of one argument, each alone will do. */
    private static List<List<Comparison>> when(List<JsonNode> args, String at) {
        if (args.size() > MOST_ENTRIES / 100) {
            throw wrong(at + ".args", "a call has six arguments: compare each a few times at most");
        }
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            all.add(comparison(args.get(i), at + ".args[" + i + "]"));
        }
        boolean apart = all.stream().map(Comparison::argument).distinct().count() == all.size();
        if (all.isEmpty()) {
            return List.of();
        }
        return apart ? List.of(all) : all.stream().map(List::of).toList();
    }

    private static Comparison comparison(JsonNode node, String at) {
        long index = number(node, at, "index");
        if (index < 0 || index > 5) {
            throw wrong(at + ".index", "a call has arguments 0 to 5");
        }
        String sign = text(node, at, "op");
        long value = number(node, at, "value");
        if (sign.equals("SCMP_CMP_MASKED_EQ")) {
            long wanted = number(node, at, "valueTwo");
            return new Comparison((int) index, Comparison.Width.LONG, value, Comparison.Test.EQ, wanted);
        }
        Comparison.Test test = TESTS.get(sign);
        if (test == null) {
            throw wrong(at + ".op", shown(sign) + " is no test: use SCMP_CMP_EQ, NE, LT, LE, GT, GE or MASKED_EQ");
        }
        return new Comparison((int) index, Comparison.Width.LONG, -1L, test, value);
    }

    private static Action action(JsonNode node, String at, String key, String errnoKey) {
        String name = text(node, at, key);
        return switch (name) {
            case "SCMP_ACT_ALLOW" -> new Action.Allow();
            case "SCMP_ACT_LOG" -> new Action.Log();
            case "SCMP_ACT_TRAP" -> new Action.Trap();
            case "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD", "SCMP_ACT_KILL_PROCESS" -> new Action.Kill();
            case "SCMP_ACT_ERRNO" -> {
                long number = node.has(errnoKey) && !node.get(errnoKey).isNull() ? number(node, at, errnoKey) : EPERM;
                yield new Action.Refuse(Errno.of(number)
                        .orElseThrow(() -> wrong(at + "." + errnoKey, number + " is no errno: see errno(3)")));
            }
            default ->
                throw wrong(
                        at + "." + key,
                        shown(name) + " cannot be done here: use SCMP_ACT_ALLOW, ERRNO, LOG, TRAP or KILL_PROCESS");
        };
    }

    private static SeccompProfile.Condition condition(JsonNode entry, String at, String key) {
        JsonNode node = entry.get(key);
        if (node == null || node.isNull()) {
            return NOWHERE;
        }
        String here = at + "." + key;
        Optional<KernelVersion> kernel =
                node.has("minKernel") && !node.get("minKernel").isNull()
                        ? Optional.of(KernelVersion.parse(text(node, here, "minKernel")))
                        : Optional.empty();
        return new SeccompProfile.Condition(
                Set.copyOf(new TreeSet<>(strings(node, here, "caps"))),
                Set.copyOf(new TreeSet<>(strings(node, here, "arches"))),
                kernel);
    }

    private static List<JsonNode> list(JsonNode node, String at, String key) {
        if (!node.isObject()) {
            throw wrong(at, "it is no object");
        }
        JsonNode list = node.get(key);
        if (list == null || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw wrong(at + "." + key, "it is no list");
        }
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all;
    }

    private static List<String> strings(JsonNode node, String at, String key) {
        return list(node, at, key).stream()
                .map(one -> {
                    if (!one.isString()) {
                        throw wrong(at + "." + key, "it is no list of names");
                    }
                    return one.stringValue();
                })
                .collect(Collectors.toList());
    }

    private static String text(JsonNode node, String at, String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isString()) {
            throw wrong(at + "." + key, "there must be a text");
        }
        return value.stringValue();
    }

    /** An unsigned number of 64 bits; what is not there is 0. */
    private static long number(JsonNode node, String at, String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return 0;
        }
        if (!value.isIntegralNumber()
                || value.bigIntegerValue().signum() < 0
                || value.bigIntegerValue().compareTo(MOST_VALUE) > 0) {
            throw wrong(at + "." + key, "it is no whole number from 0 to " + MOST_VALUE);
        }
        return value.bigIntegerValue().longValue();
    }

    private static IllegalArgumentException wrong(String at, String why) {
        return new IllegalArgumentException("seccomp profile" + (at.isEmpty() ? "" : ", " + at) + ": " + why);
    }

    /** What somebody else wrote, in one line. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return "\"" + (line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line) + "\"";
    }
}
