package hangari.lesson.shell;

import hangari.lesson.shell.SnippetResult.Diagnostic;
import hangari.lesson.shell.SnippetResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

/** Takes an input apart into snippets and evaluates one after the other, until one fails. */
final class SnippetRunner {
    private final JShell shell;

    SnippetRunner(JShell shell) {
        this.shell = shell;
    }

    /**
     * Evaluates an input.
     *
     * @param broken asked after each snippet: whether it was interrupted or lost its VM
     */
    List<SnippetResult> run(String input, BooleanSupplier broken) {
        List<SnippetResult> results = new ArrayList<>();
        String rest = input.stripLeading();
        while (!rest.isBlank() && !broken.getAsBoolean()) {
            CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                break;
            }
            SnippetResult result = evaluate(input, input.length() - rest.length(), sourceOf(info, rest), broken);
            results.add(result);
            if (!result.clean()) {
                break;
            }
            rest = info.completeness() == Completeness.COMPLETE
                    ? info.remaining().stripLeading()
                    : "";
        }
        return results;
    }

    private static String sourceOf(CompletionInfo info, String rest) {
        String source = info.source();
        return source == null ? rest : source;
    }

    private SnippetResult evaluate(String input, int offset, String source, BooleanSupplier broken) {
        List<SnippetEvent> events = shell.eval(source);
        Optional<SnippetEvent> main =
                events.stream().filter(event -> event.causeSnippet() == null).findFirst();
        if (main.isEmpty()) {
            return result(source, Kind.STATEMENT, "", "", "", !broken.getAsBoolean(), List.of());
        }
        SnippetEvent event = main.get();
        Snippet snippet = event.snippet();
        SourcePosition position = new SourcePosition(input, offset + Math.max(0, source.indexOf(snippet.source())));
        List<Diagnostic> diagnostics =
                event.status() == Snippet.Status.REJECTED ? diagnostics(snippet, position) : List.of();
        String value = Optional.ofNullable(event.value()).orElse("");
        return new SnippetResult(
                source.strip(),
                kind(snippet),
                name(snippet),
                type(snippet),
                value,
                !broken.getAsBoolean(),
                diagnostics,
                Optional.ofNullable(event.exception()).map(e -> Exceptions.describe(e, snippet, position)),
                unresolved(snippet));
    }

    private static SnippetResult result(
            String source,
            Kind kind,
            String name,
            String type,
            String value,
            boolean completed,
            List<Diagnostic> diagnostics) {
        return new SnippetResult(
                source.strip(), kind, name, type, value, completed, diagnostics, Optional.empty(), List.of());
    }

    private List<Diagnostic> diagnostics(Snippet snippet, SourcePosition position) {
        List<Diagnostic> errors = shell.diagnostics(snippet)
                .filter(diagnostic -> diagnostic.isError())
                .map(diagnostic -> position.diagnostic(diagnostic.getPosition(), diagnostic.getMessage(null)))
                .toList();
        return errors.isEmpty() ? List.of(position.diagnostic(0, "the compiler rejects this")) : errors;
    }

    private List<String> unresolved(Snippet snippet) {
        return snippet instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration).toList()
                : List.of();
    }

    private static Kind kind(Snippet snippet) {
        return switch (snippet.kind()) {
            case IMPORT -> Kind.IMPORT;
            case TYPE_DECL -> Kind.TYPE;
            case METHOD -> Kind.METHOD;
            case VAR ->
                snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND ? Kind.EXPRESSION : Kind.VARIABLE;
            case EXPRESSION -> Kind.VARIABLE;
            case STATEMENT -> Kind.STATEMENT;
            case ERRONEOUS -> Kind.ERRONEOUS;
        };
    }

    private static String name(Snippet snippet) {
        if (snippet instanceof MethodSnippet method) {
            return method.name() + "(" + method.parameterTypes() + ")";
        }
        if (snippet instanceof PersistentSnippet persistent) {
            return persistent.name();
        }
        return snippet instanceof ExpressionSnippet expression ? expression.name() : "";
    }

    private static String type(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return variable.typeName();
        }
        return snippet instanceof ExpressionSnippet expression ? expression.typeName() : "";
    }
}
