package hangari.lesson.shell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds documentation comments in source folders; JShell itself looks only into the JDK's {@code src.zip}.
 *
 * <p>A member is looked up by the signature that JShell prints, such as {@code Box Box.chroot(Root root)}.
 */
final class SourceDocs {
    private static final Pattern MEMBER = Pattern.compile("([\\w$.]+)\\.(\\w+)\\((.*)\\)");
    private static final Pattern TYPE = Pattern.compile("(?:[\\w$]+\\.)*(\\w+)(?:<.*>)?");

    private final List<Path> folders;
    private final Map<Path, Map<String, String>> read = new HashMap<>();

    SourceDocs(List<Path> folders) {
        this.folders = folders;
    }

    /** The comment of the element with this signature, if its source is here. */
    Optional<String> of(String signature) {
        Matcher member = MEMBER.matcher(signature);
        if (member.find()) {
            String type = simple(member.group(1));
            return comments(type)
                    .flatMap(all -> Optional.ofNullable(all.get(member.group(2) + shape(member.group(3)))));
        }
        Matcher type = TYPE.matcher(signature);
        return type.matches()
                ? comments(type.group(1)).flatMap(all -> Optional.ofNullable(all.get(type.group(1))))
                : Optional.empty();
    }

    private Optional<Map<String, String>> comments(String type) {
        return folders.stream()
                .flatMap(folder -> find(folder, type + ".java").stream())
                .findFirst()
                .map(file -> read.computeIfAbsent(file, SourceDocs::parse));
    }

    private static Optional<Path> find(Path folder, String fileName) {
        try (var files = Files.find(
                folder, 12, (path, kind) -> path.getFileName().toString().equals(fileName))) {
            return files.findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The simple names of the parameters' types: the one part of a signature that source and compiler share. */
    private static String shape(String parameters) {
        String bare = parameters.replace("...", "[]");
        while (bare.contains("<")) {
            bare = bare.replaceAll("<[^<>]*>", "");
        }
        if (bare.isBlank()) {
            return "()";
        }
        return Pattern.compile(",")
                .splitAsStream(bare)
                .map(parameter -> simple(parameter.strip().split("\\s+", 2)[0]))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Map<String, String> parse(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, String> comments = new HashMap<>();
        try (var files = compiler.getStandardFileManager(ignored -> {}, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, ignored -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(file));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Collector(trees, comments).scan(unit, null);
            }
        } catch (IOException e) {
            return Map.of();
        }
        return comments;
    }

    private static final class Collector extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final Map<String, String> comments;

        Collector(DocTrees trees, Map<String, String> comments) {
            this.trees = trees;
            this.comments = comments;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            keep(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            String parameters = method.getParameters().stream()
                    .map(VariableTree::getType)
                    .map(Tree::toString)
                    .map(type -> type + " x")
                    .collect(Collectors.joining(", "));
            keep(method.getName() + shape(parameters));
            return null;
        }

        private void keep(String key) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                comments.putIfAbsent(key, comment);
            }
        }
    }
}
