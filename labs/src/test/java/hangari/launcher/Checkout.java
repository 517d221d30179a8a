package hangari.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A checkout with the real launcher, whose Maven is a script and whose program prints its arguments. */
final class Checkout {
    private static final List<String> TOOLS = List.of(
            "sh id uname readlink sed head tail cat date df find touch mkdir rm mv cp ls tar grep mktemp env stat sleep flock ps mount hostname"
                    .split(" ", -1));
    private static final String MAIN = """
            package hangari.cli;
            public class Main {
                public static void main(String[] arguments) {
                    System.out.println("ran " + String.join(",", arguments) + " at " + System.getProperty("hangari.home"));
                }
            }
            """;

    private final Path temporary;
    private final Path root;
    private final Path tools;
    private final List<String> shell = new ArrayList<>(List.of("sh"));

    Checkout(Path temporary) throws IOException {
        this.temporary = temporary;
        this.root = Files.createDirectories(temporary.resolve("내 프로젝트 dir"));
        this.tools = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : TOOLS) {
            script(tool, "exec '" + find(tool) + "' \"$@\"");
        }
        Path launcher = Path.of("..", "hangari").toRealPath();
        Files.copy(launcher, root.resolve("hangari"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("labs/src/main"));
        Files.writeString(root.resolve("labs/pom.xml"), "<project/>");
        Files.writeString(root.resolve("labs/src/main/Source.java"), "");
        script("mvn", maven());
    }

    /** A Maven that notes that it was called, and packs our program. */
    String maven() throws IOException {
        return "echo built >>'" + built() + "'; mkdir -p labs/target/lib; cp '" + jar()
                + "' labs/target/hangari-labs.jar; cp '" + jar() + "' labs/target/lib/other.jar";
    }

    private static Path find(String tool) throws IOException {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(directory, tool);
            if (Files.isExecutable(file)) {
                return file.toRealPath();
            }
        }
        throw new IOException("the test needs " + tool + ": install it");
    }

    Path root() {
        return root;
    }

    Path state() {
        return temporary.resolve("상태 state");
    }

    private Path built() {
        return temporary.resolve("built");
    }

    /** How often Maven was called. */
    int builds() throws IOException {
        return Files.exists(built()) ? Files.readAllLines(built()).size() : 0;
    }

    /** Puts a program on the path, in place of the real one. */
    void script(String name, String commands) throws IOException {
        Path file = tools.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void without(String tool) throws IOException {
        Files.delete(tools.resolve(tool));
    }

    /** Runs the launcher by another shell. */
    void by(List<String> otherShell) {
        shell.clear();
        shell.addAll(otherShell);
    }

    private Path jar() throws IOException {
        Path jar = temporary.resolve("program.jar");
        if (!Files.exists(jar)) {
            Path source = Files.createDirectories(temporary.resolve("classes")).resolve("Main.java");
            Files.writeString(source, MAIN);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (compiler.run(null, null, null, "-d", source.getParent().toString(), source.toString()) != 0) {
                throw new IOException("the program does not compile");
            }
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file)) {
                out.putNextEntry(new JarEntry("hangari/cli/Main.class"));
                out.write(Files.readAllBytes(source.resolveSibling("hangari/cli/Main.class")));
            }
        }
        return jar;
    }

    /** What a run came to. */
    record Outcome(int status, String out, String err) {}

    /** A launch that is under way. */
    record Launch(Process process, Path out, Path err) {
        Outcome await() throws IOException, InterruptedException {
            return new Outcome(process.waitFor(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        }
    }

    Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return start(environment, arguments).await();
    }

    /** Starts the launcher without a terminal, with our JDK in JAVA_HOME unless the environment says otherwise. */
    Launch start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.add(root.resolve("hangari").toString());
        Collections.addAll(command, arguments);
        Path out = Files.createTempFile(temporary, "out", "");
        Path err = Files.createTempFile(temporary, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("LANG", "C");
        builder.environment().put("HANGARI_STATE", state().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new Launch(builder.start(), out, err);
    }

    /** Names of what stands in a directory of the checkout, apart from what is hidden. */
    List<String> names(String directory) throws IOException {
        try (Stream<Path> entries = Files.list(root.resolve(directory))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
