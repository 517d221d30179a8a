package hangari.cli.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import hangari.cli.Phrases;
import hangari.cli.state.StateDirectory;
import hangari.container.life.Supervisor;
import hangari.lesson.model.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The container commands on a desk of their own, with a supervisor that a test has scripted. */
@Command(name = "hangari")
final class TestDesk implements Desk {
    final ScriptedSupervisor supervisor = new ScriptedSupervisor();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    Optional<Supervisor> real = Optional.empty();
    Optional<UserTerminal> terminal = Optional.empty();
    InputStream in = new ByteArrayInputStream(new byte[0]);
    OutputStream outTo = out;
    boolean plain = true;
    private final Path state;

    TestDesk(Path state) {
        this.state = state;
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        CommandLine root = new CommandLine(this);
        for (ContainerCommands one : ContainerCommands.values()) {
            root.addSubcommand(one.create());
        }
        root.addSubcommand(ContainerCommands.group());
        return root.setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    error(String.valueOf(failure.getMessage()));
                    return 125;
                })
                .execute(arguments);
    }

    String said() {
        return out.toString(UTF_8);
    }

    List<String> lines() {
        return said().lines().toList();
    }

    String complaint() {
        return err.toString(UTF_8);
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return new PrintStream(outTo, true, UTF_8);
    }

    @Override
    public PrintStream err() {
        return new PrintStream(err, true, UTF_8);
    }

    @Override
    public void error(String line) {
        err().println("hangari: " + line);
    }

    @Override
    public String say(String key, Object... values) {
        return Phrases.in(Language.EN).say(key, values);
    }

    @Override
    public boolean plain() {
        return plain;
    }

    @Override
    public StateDirectory state() {
        return new StateDirectory(state);
    }

    @Override
    public Supervisor supervisor() {
        return real.orElse(supervisor);
    }

    @Override
    public Optional<UserTerminal> terminal() {
        return terminal;
    }
}
