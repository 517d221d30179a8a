package hangari.lab.screen;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The learner's editor.
 *
 * @param command the program and its arguments
 */
record Editor(List<String> command) {
    private static final List<String> COMMON = List.of("editor", "nano", "vim", "vi", "emacs");

    /** What the environment names ({@code environ(7)}: VISUAL, EDITOR), or else one that is installed. */
    static Optional<Editor> find(Map<String, String> environment) {
        return Stream.of("VISUAL", "EDITOR")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(editor -> !editor.isEmpty())
                .map(editor -> new Editor(List.of(editor.split("\\s+"))))
                .findFirst()
                .or(() -> installed(environment.getOrDefault("PATH", "")));
    }

    private static Optional<Editor> installed(String path) {
        return COMMON.stream()
                .filter(name -> Stream.of(path.split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))))
                .map(name -> new Editor(List.of(name)))
                .findFirst();
    }

    /** The command that edits a file. */
    List<String> on(Path file) {
        List<String> all = new ArrayList<>(command);
        all.add(file.toString());
        return all;
    }
}
