package hangari.image.dockerfile;

import hangari.image.dockerfile.Instruction.Arg;
import hangari.image.dockerfile.Instruction.Cmd;
import hangari.image.dockerfile.Instruction.Copy;
import hangari.image.dockerfile.Instruction.Entrypoint;
import hangari.image.dockerfile.Instruction.Env;
import hangari.image.dockerfile.Instruction.Expose;
import hangari.image.dockerfile.Instruction.From;
import hangari.image.dockerfile.Instruction.HealthCheck;
import hangari.image.dockerfile.Instruction.Label;
import hangari.image.dockerfile.Instruction.Maintainer;
import hangari.image.dockerfile.Instruction.OnBuild;
import hangari.image.dockerfile.Instruction.Pair;
import hangari.image.dockerfile.Instruction.Run;
import hangari.image.dockerfile.Instruction.Shell;
import hangari.image.dockerfile.Instruction.StopSignal;
import hangari.image.dockerfile.Instruction.User;
import hangari.image.dockerfile.Instruction.Volume;
import hangari.image.dockerfile.Instruction.Workdir;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a joined line as the instruction that it is. */
final class InstructionParser {
    private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9._-]*");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final List<String> WORDS = List.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    private final char escape;
    private final List<String> warnings = new ArrayList<>();

    InstructionParser(char escape) {
        this.escape = escape;
    }

    List<String> warnings() {
        return warnings;
    }

    Instruction parse(LogicalLine line) {
        String[] parts = line.text().split("\\s+", 2);
        String word = parts[0].toUpperCase(Locale.ROOT);
        String rest = parts.length > 1 ? parts[1].strip() : "";
        Place at = line.at();
        if (rest.isEmpty() && WORDS.contains(word)) {
            throw at.failure(word + " requires at least one argument: " + Usage.of(word));
        }
        return switch (word) {
            case "FROM" -> from(at, rest);
            case "ARG" -> arg(at, rest);
            case "RUN" -> new Run(at, run(at, flags(at, word, rest, Set.of()).rest(), line.documents()));
            case "COPY", "ADD" -> copy(at, word, rest, line.documents());
            case "ENV" -> new Env(at, pairs(at, word, rest));
            case "LABEL" -> new Label(at, pairs(at, word, rest));
            case "WORKDIR" -> new Workdir(at, rest);
            case "USER" -> new User(at, one(at, word, rest));
            case "ENTRYPOINT" -> new Entrypoint(at, command(at, rest));
            case "CMD" -> new Cmd(at, command(at, rest));
            case "EXPOSE" -> new Expose(at, Words.plain(rest));
            case "VOLUME" -> new Volume(at, volumes(at, rest));
            case "SHELL" -> new Shell(at, shell(at, rest));
            case "STOPSIGNAL" -> new StopSignal(at, one(at, word, rest));
            case "HEALTHCHECK" -> healthCheck(at, rest);
            case "ONBUILD" -> onBuild(line, rest);
            case "MAINTAINER" -> maintainer(at, rest);
            default -> throw at.failure("unknown instruction: " + parts[0] + ": " + Usage.nearest(word, WORDS));
        };
    }

    private static Flags flags(Place at, String word, String rest, Set<String> known) {
        return Flags.of(at, word, rest, known);
    }

    private static String one(Place at, String word, String rest) {
        if (Words.plain(rest).size() != 1) {
            throw at.failure(word + " requires exactly one argument: " + Usage.of(word));
        }
        return rest;
    }

    private static From from(Place at, String rest) {
        Flags flags = flags(at, "FROM", rest, Set.of("platform"));
        List<String> words = Words.plain(flags.rest());
        boolean named = words.size() == 3 && words.get(1).equalsIgnoreCase("AS");
        if (words.size() != 1 && !named) {
            throw at.failure("FROM requires either one or three arguments: " + Usage.of("FROM"));
        }
        Optional<String> name = named ? Optional.of(stage(at, words.get(2))) : Optional.empty();
        return new From(at, flags.value("platform"), words.get(0), name);
    }

    private static String stage(Place at, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!STAGE.matcher(lower).matches()) {
            throw at.failure("invalid name for build stage: \"" + name
                    + "\", name can't start with a number or contain symbols: use a-z, 0-9 and . _ -");
        }
        return lower;
    }

    private Arg arg(Place at, String rest) {
        List<Arg.Variable> variables = new ArrayList<>();
        for (String word : Words.quoted(rest, escape)) {
            String[] parts = word.split("=", 2);
            variable(at, "ARG", parts[0]);
            variables.add(new Arg.Variable(parts[0], parts.length > 1 ? Optional.of(parts[1]) : Optional.empty()));
        }
        return new Arg(at, variables);
    }

    private static void variable(Place at, String word, String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw at.failure(word + " names a variable \"" + name + "\": use A-Z, a-z, 0-9 and _, and no digit first");
        }
    }

    private static Command command(Place at, String rest) {
        return JsonForm.strings(at, rest).<Command>map(Command.Exec::new).orElseGet(() -> new Command.Shell(rest));
    }

    private static Command run(Place at, String rest, List<HereDocument> documents) {
        if (rest.isEmpty()) {
            throw at.failure("RUN requires at least one argument: " + Usage.of("RUN"));
        }
        if (documents.isEmpty()) {
            Command command = command(at, rest);
            if (command instanceof Command.Exec exec && exec.argv().isEmpty()) {
                throw at.failure("RUN requires at least one argument: " + Usage.of("RUN"));
            }
            return command;
        }
        if (documents.size() == 1 && LogicalLines.documentName(rest).isPresent()) {
            return script(at, documents.get(0).content());
        }
        // The shell reads here-documents itself: it is given the lines as they stand.
        StringBuilder whole = new StringBuilder(rest);
        documents.forEach(
                document -> whole.append('\n').append(document.content()).append(document.name()));
        return new Command.Shell(whole.append('\n').toString());
    }

    private static Command script(Place at, String content) {
        if (content.startsWith("#!")) {
            throw at.failure("a heredoc that begins with #! is not supported: COPY <<EOF /script, then RUN it,"
                    + " or name the program with SHELL");
        }
        return new Command.Shell(content);
    }

    private Copy copy(Place at, String word, String rest, List<HereDocument> documents) {
        Flags flags = flags(
                at, word, rest, word.equals("COPY") ? Set.of("from", "chown", "chmod") : Set.of("chown", "chmod"));
        List<String> words =
                new ArrayList<>(JsonForm.strings(at, flags.rest()).orElseGet(() -> Words.plain(flags.rest())));
        if (words.size() < 2) {
            throw at.failure(word + " requires at least two arguments, but only " + (words.isEmpty() ? "none" : "one")
                    + " was provided. Destination could not be determined: " + Usage.of(word));
        }
        String destination = words.remove(words.size() - 1);
        if (!documents.isEmpty()) {
            words.removeIf(source -> LogicalLines.documentName(source).isPresent());
        }
        if (!documents.isEmpty() && flags.value("from").isPresent()) {
            throw at.failure("COPY --from cannot take a heredoc: use two instructions");
        }
        return new Copy(
                at,
                word.equals("ADD"),
                flags.value("from"),
                flags.value("chown"),
                flags.value("chmod"),
                words,
                documents,
                destination);
    }

    private List<Pair> pairs(Place at, String word, String rest) {
        List<String> words = Words.quoted(rest, escape);
        if (!words.get(0).contains("=")) {
            return List.of(old(at, word, rest));
        }
        List<Pair> pairs = new ArrayList<>();
        for (String each : words) {
            String[] parts = each.split("=", 2);
            if (parts.length < 2) {
                throw at.failure("Syntax error - can't find = in \"" + each + "\". Must be of the form: name=value;"
                        + " put a value with blanks into quotation marks");
            }
            pairs.add(pair(at, word, parts));
        }
        return pairs;
    }

    private static Pair pair(Place at, String word, String[] parts) {
        if (parts[0].isEmpty()) {
            throw at.failure(word + " names can not be blank: " + Usage.of(word));
        }
        return new Pair(parts[0], parts[1]);
    }

    // Dockerfile reference, ENV: "The ENV instruction also allows an alternative syntax ENV <key> <value>, omitting the
    // ="; everything behind the first blank is the value.
    private Pair old(Place at, String word, String rest) {
        String[] parts = rest.split("\\s+", 2);
        if (parts.length < 2) {
            throw at.failure(word + " must have two arguments: " + Usage.of(word));
        }
        warnings.add(at + ": " + word + " " + parts[0] + " VALUE is the old form: write " + parts[0] + "=VALUE");
        return pair(at, word, parts);
    }

    private static List<String> volumes(Place at, String rest) {
        List<String> paths = JsonForm.strings(at, rest).orElseGet(() -> Words.plain(rest));
        if (paths.isEmpty() || paths.stream().anyMatch(String::isBlank)) {
            throw at.failure("VOLUME specified can not be an empty string: " + Usage.of("VOLUME"));
        }
        return paths;
    }

    private static List<String> shell(Place at, String rest) {
        return JsonForm.strings(at, rest)
                .filter(argv -> !argv.isEmpty())
                .orElseThrow(() -> at.failure("SHELL requires the arguments to be in JSON form: " + Usage.of("SHELL")));
    }

    private static HealthCheck healthCheck(Place at, String rest) {
        Flags flags = flags(
                at, "HEALTHCHECK", rest, Set.of("interval", "timeout", "start-period", "start-interval", "retries"));
        String[] parts = flags.rest().split("\\s+", 2);
        if (parts[0].equalsIgnoreCase("NONE") && parts.length == 1) {
            return new HealthCheck(at, Optional.empty(), Map.of());
        }
        if (!parts[0].equalsIgnoreCase("CMD") || parts.length < 2) {
            throw at.failure("Unknown type \"" + parts[0] + "\" in HEALTHCHECK (try CMD): " + Usage.of("HEALTHCHECK"));
        }
        return new HealthCheck(at, Optional.of(command(at, parts[1])), flags.values());
    }

    private OnBuild onBuild(LogicalLine line, String trigger) {
        if (!line.documents().isEmpty()) {
            throw line.at().failure("ONBUILD cannot keep a heredoc: write the lines into a file and COPY that");
        }
        checkTrigger(line.at(), trigger);
        parse(new LogicalLine(line.at(), trigger, List.of())); // so that a fault shows here and not years later
        return new OnBuild(line.at(), trigger);
    }

    /** Dockerfile reference, ONBUILD: neither itself nor FROM and MAINTAINER may be triggered. */
    static void checkTrigger(Place at, String trigger) {
        String word = trigger.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        if (List.of("ONBUILD", "FROM", "MAINTAINER").contains(word)) {
            throw at.failure(word + " isn't allowed as an ONBUILD trigger: leave it out");
        }
    }

    private Maintainer maintainer(Place at, String name) {
        warnings.add(at + ": MAINTAINER is deprecated: write LABEL org.opencontainers.image.authors=\"" + name + "\"");
        return new Maintainer(at, name);
    }
}
