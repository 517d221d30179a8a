package hangari.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that is typed into a shell, as far as our examples need one. */
record TypedExample(String line) {
    /** A quoted text, an operator, or a piece of a word. */
    private static final Pattern TOKEN =
            Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\|\\||&&|[|;<>])|(\\s+)|([^\\s|;<>'\"]+)");

    private static final Pattern WITHIN = Pattern.compile("[$<]\\((hangari [^()]*)\\)");

    static TypedExample of(String line) {
        return new TypedExample(line.strip());
    }

    /** The arguments of each hangari that is called in it. */
    List<List<String>> calls() {
        List<List<String>> calls = new ArrayList<>();
        Matcher within = WITHIN.matcher(line);
        while (within.find()) {
            calls.addAll(of(within.group(1)).calls());
        }
        for (List<String> command : commands(WITHIN.matcher(line).replaceAll("word"))) {
            int called = called(command);
            if (called >= 0) {
                calls.add(List.copyOf(command.subList(called + 1, command.size())));
            }
        }
        return calls;
    }

    /** Behind variables; and -y belongs to the launcher. */
    private static int called(List<String> command) {
        int at = 0;
        while (at < command.size() && command.get(at).matches("[A-Z_]+=.*")) {
            at++;
        }
        boolean ours = at < command.size() && command.get(at).matches("(\\./)?hangari");
        boolean confirmed =
                ours && at + 1 < command.size() && command.get(at + 1).equals("-y");
        return ours ? (confirmed ? at + 1 : at) : -1;
    }

    private static List<List<String>> commands(String line) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean file = false;
        Matcher token = TOKEN.matcher(line + " ;");
        while (token.find()) {
            String operator = token.group(3);
            if (operator != null || token.group(4) != null) {
                if (!word.isEmpty()) {
                    if (!file) {
                        words.add(word.toString());
                    }
                    file = false;
                    word.setLength(0);
                }
                if (operator != null && operator.matches("[<>]")) {
                    file = true;
                } else if (operator != null) {
                    commands.add(List.copyOf(words));
                    words.clear();
                }
            } else {
                for (int group : new int[] {1, 2, 5}) {
                    word.append(token.group(group) == null ? "" : token.group(group));
                }
            }
        }
        return commands;
    }
}
