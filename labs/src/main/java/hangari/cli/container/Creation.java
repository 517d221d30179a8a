package hangari.cli.container;

import hangari.container.life.Answer;
import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.RestartPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything on the command line that says what container is to be made: the same for {@code run} and {@code create}. */
final class Creation {
    @Mixin
    final ProcessOptions process = new ProcessOptions();

    @Mixin
    private final ImageOptions image = new ImageOptions();

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final SecurityOptions security = new SecurityOptions();

    @Option(names = "--rm", description = "remove it when it has ended")
    boolean remove;

    @Option(names = "--restart", paramLabel = "POLICY", description = "no, on-failure[:N], always or unless-stopped")
    private String restart = "no";

    @Option(names = "--cidfile", paramLabel = "FILE", description = "write its id into a file")
    private @Nullable Path idFile;

    @Option(names = "--rootfs", paramLabel = "DIR", description = "a directory as its root, instead of an image")
    private List<Path> rootfs = List.of();

    @Parameters(
            arity = "0..*",
            paramLabel = "IMAGE [COMMAND [ARG…]]",
            description = "what it is made of, and what it runs; no option is read behind the image")
    private List<String> words = List.of();

    /** What was asked for, in one value. */
    ContainerConfig config(Desk desk, boolean detached) {
        List<String> command = new ArrayList<>(words);
        ContainerDraft draft;
        List<String> exposed;
        if (rootfs.isEmpty()) {
            if (command.isEmpty()) {
                throw new LifeException(LifeException.Kind.BAD_REQUEST, desk.say("container.no-image"));
            }
            String name = command.remove(0);
            exposed = List.copyOf(
                    image.find(desk, name).config().settings().exposedPorts().keySet());
            draft = ContainerDraft.of(name);
        } else {
            exposed = List.of();
            draft = ContainerDraft.ofDirectories(rootfs.stream()
                    .map(path -> path.toAbsolutePath().normalize().toString())
                    .toList());
        }
        draft.command(command.toArray(String[]::new))
                .autoRemove(remove)
                .restart(RestartPolicy.parse(restart))
                .stdinOnce(process.interactive && !detached);
        process.apply(draft, System.getenv());
        place.apply(draft, exposed);
        limits.apply(draft);
        security.apply(draft);
        return draft.config();
    }

    /** Makes the container, and returns its id. */
    String create(Desk desk, boolean detached) {
        if (idFile != null && Files.exists(idFile)) {
            throw new LifeException(LifeException.Kind.CONFLICT, desk.say("container.cidfile", idFile));
        }
        ContainerConfig config = config(desk, detached);
        Answer.Created created = desk.supervisor().create(process.name, config);
        created.warnings().forEach(warning -> desk.err().println("WARNING: " + warning));
        note(desk, created.id());
        return created.id();
    }

    private void note(Desk desk, String id) {
        if (idFile == null) {
            return;
        }
        try {
            // docker: the file must not exist, and holds no line's end
            Files.write(
                    idFile,
                    id.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    java.nio.file.StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            desk.supervisor().remove(id, true);
            throw new LifeException(LifeException.Kind.CONFLICT, desk.say("container.cidfile", idFile), e);
        } catch (IOException e) {
            desk.supervisor().remove(id, true);
            throw new UncheckedIOException(e);
        }
    }
}
