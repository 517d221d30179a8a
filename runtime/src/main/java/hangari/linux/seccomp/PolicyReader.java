package hangari.linux.seccomp;

import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.Errno;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a policy file.
 *
 * <pre>
 * otherwise ACTION
 * newer ACTION
 * [with CAPABILITY] [without CAPABILITY] [on ARCH] ACTION NAME... [if COMPARISON [and COMPARISON]...]
 *
 * ACTION      allow, log, refuse ERRNO, trap or kill
 * COMPARISON  argN[:int] [&amp; MASK] TEST VALUE, where TEST is one of == != &lt; &lt;= &gt; &gt;=
 * </pre>
 *
 * <p>An indented line continues the line before; {@code #} begins a comment.
 */
final class PolicyReader {
    private final Arch arch;
    private final Set<Capability> capabilities;
    private final List<Rule> rules = new ArrayList<>();
    private Action otherwise = new Action.Kill();
    private Action newer = new Action.Kill();

    PolicyReader(Arch arch, Set<Capability> capabilities) {
        this.arch = arch;
        this.capabilities = Set.copyOf(capabilities);
    }

    SeccompPolicy read(String text) {
        for (String line : joined(text)) {
            try {
                line(new ArrayDeque<>(Arrays.asList(line.split("\\s+", -1))));
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException("policy line ends too early: " + line, e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + ", in the policy line: " + line, e);
            }
        }
        return new SeccompPolicy(otherwise, newer, rules);
    }

    private static List<String> joined(String text) {
        List<String> lines = new ArrayList<>();
        for (String raw : text.lines().toList()) {
            String line = raw.replaceFirst("#.*", "").stripTrailing();
            boolean continues = line.startsWith(" ") && !lines.isEmpty();
            if (continues) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
            } else if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    private void line(Deque<String> words) {
        switch (words.getFirst()) {
            case "otherwise" -> otherwise = action(rest(words));
            case "newer" -> newer = action(rest(words));
            default -> rule(words);
        }
    }

    private void rule(Deque<String> words) {
        boolean applies = true;
        while (Set.of("with", "without", "on").contains(words.getFirst())) {
            applies &= condition(words.removeFirst(), words.removeFirst());
        }
        Action then = action(words);
        Set<String> calls = new TreeSet<>();
        while (!words.isEmpty() && !words.getFirst().equals("if")) {
            calls.add(call(words.removeFirst()));
        }
        List<Comparison> when = new ArrayList<>();
        while (!words.isEmpty()) {
            words.removeFirst();
            when.add(comparison(words));
        }
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("no call is named");
        }
        if (applies) {
            rules.add(new Rule(calls, when, then));
        }
    }

    private boolean condition(String word, String value) {
        if (word.equals("on")) {
            return Arch.valueOf(value.toUpperCase(Locale.ROOT)) == arch;
        }
        Capability capability = Capability.named(value)
                .orElseThrow(() -> new IllegalArgumentException("there is no capability " + value));
        return capabilities.contains(capability) == word.equals("with");
    }

    private static Action action(Deque<String> words) {
        String word = words.removeFirst();
        return switch (word) {
            case "allow" -> new Action.Allow();
            case "log" -> new Action.Log();
            case "trap" -> new Action.Trap();
            case "kill" -> new Action.Kill();
            case "refuse" -> new Action.Refuse(Errno.valueOf(words.removeFirst()));
            default -> throw new IllegalArgumentException(word + " is not one of allow, log, refuse, trap, kill");
        };
    }

    private static String call(String name) {
        if (!CallTable.isKnown(name)) {
            throw new IllegalArgumentException("no table has a call " + name);
        }
        return name;
    }

    private static Comparison comparison(Deque<String> words) {
        String[] argument = words.removeFirst().split(":", -1);
        boolean isInt = argument.length > 1 && argument[1].equals("int");
        long mask = -1;
        if (words.getFirst().equals("&")) {
            words.removeFirst();
            mask = Long.decode(words.removeFirst());
        }
        String sign = words.removeFirst();
        Comparison.Test test = Arrays.stream(Comparison.Test.values())
                .filter(one -> one.toString().equals(sign))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(sign + " is not a test"));
        Comparison.Width width = isInt ? Comparison.Width.INT : Comparison.Width.LONG;
        return new Comparison(
                Integer.parseInt(argument[0].replaceFirst("^arg", "")),
                width,
                mask,
                test,
                Long.decode(words.removeFirst()));
    }

    private static Deque<String> rest(Deque<String> words) {
        words.removeFirst();
        return words;
    }
}
