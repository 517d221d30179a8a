package hangari.cli.container;

import hangari.container.files.ContainerExport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the file system of a container into an archive. */
@Command(
        name = "export",
        description = {
            "Writes the file system of a container into a tar archive.",
            "What is in volumes and in other mounts is not part of it.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari export -o web.tar web",
            "  hangari export web | tar t",
            "  hangari export web | docker import - web:1",
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the file to write; else the standard output, which must be no terminal")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> {
            new TarOutput(desk, Optional.ofNullable(file))
                    .write(out -> ContainerExport.write(() -> desk.supervisor().inspect(name), out));
            return Status.OK;
        });
    }
}
