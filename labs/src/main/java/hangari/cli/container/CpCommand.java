package hangari.cli.container;

import hangari.container.files.ContainerCopy;
import hangari.container.files.ContainerCopy.Result;
import hangari.container.life.LifeException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies files between a container and the host. */
@Command(
        name = "cp",
        description = {
            "Copies files and directories between a container and this machine.",
            "A directory is copied into one that is there, or becomes the one that is not; DIR/. is what is in it.",
            "With - a tar archive is read from the standard input or written to the standard output.",
            "On this machine no device is made and no program keeps its set-user-ID bit.",
        },
        customSynopsis = {
            "hangari cp [-aLq] CONTAINER:PATH PATH|-",
            "hangari cp [-aLq] PATH|- CONTAINER:PATH",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari cp page.html web:/srv/www/",
            "  hangari cp web:/var/log/. logs",
            "  hangari cp -L web:/etc/localtime .",
            "  hangari cp web:/etc - | tar t",
            "  tar c page.html | hangari cp - web:/srv/www",
        })
final class CpCommand implements Callable<Integer> {
    private static final String STREAM = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "what is copied: CONTAINER:PATH, PATH, or -")
    private String source;

    @Parameters(index = "1", paramLabel = "DESTINATION", description = "where to: PATH, -, or CONTAINER:PATH")
    private String destination;

    @Option(
            names = {"-a", "--archive"},
            description = "let files keep the numbers of their owners; else they are root's, here yours")
    private boolean archive;

    @Option(
            names = {"-L", "--follow-link"},
            description = "if the source is a link, copy what it leads to")
    private boolean followLink;

    @Option(
            names = {"-q", "--quiet"},
            description = "say nothing of how far it is")
    private boolean quiet;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> {
            copy(desk);
            return Status.OK;
        });
    }

    private void copy(Desk desk) {
        CopyEnd from = CopyEnd.parse(source);
        CopyEnd to = CopyEnd.parse(destination);
        if (from.isContainer() && to.isContainer()) {
            throw misuse(desk.say("container.cp.between"));
        }
        if (from.isContainer()) {
            out(desk, from, to.path());
        } else if (to.isContainer()) {
            in(desk, from.path(), to);
        } else {
            throw misuse(desk.say("container.cp.neither"));
        }
    }

    private static LifeException misuse(String line) {
        return new LifeException(LifeException.Kind.BAD_REQUEST, line);
    }

    private void out(Desk desk, CopyEnd from, String to) {
        if (to.equals(STREAM)) {
            // the archive is all that is said
            ContainerCopy copy = copy(desk, from.container(), CopyProgress.silent());
            new TarOutput(desk, Optional.empty()).write(out -> copy.out(from.path(), out));
            return;
        }
        told(desk, "container.cp.out", to, from.container(), copy -> copy.out(from.path(), absolute(to)));
    }

    private void in(Desk desk, String from, CopyEnd to) {
        String shown = to.container() + ":" + to.path();
        if (from.equals(STREAM)) {
            told(desk, "container.cp.in", shown, to.container(), copy -> copy.in(desk.in(), to.path()));
        } else {
            told(desk, "container.cp.in", shown, to.container(), copy -> copy.in(absolute(from), to.path()));
        }
    }

    private void told(Desk desk, String key, String where, String container, Function<ContainerCopy, Result> work) {
        CopyProgress progress = quiet || desk.plain() ? CopyProgress.silent() : CopyProgress.on(desk, key);
        Result result;
        try {
            result = work.apply(copy(desk, container, progress));
        } finally {
            progress.clear();
        }
        progress.done(result.bytes(), where);
        if (result.devices() > 0) {
            desk.error(desk.say("container.cp.devices", result.devices()));
        }
        if (result.setIds() > 0) {
            desk.error(desk.say("container.cp.setids", result.setIds()));
        }
    }

    private ContainerCopy copy(Desk desk, String container, CopyProgress progress) {
        return new ContainerCopy(
                () -> desk.supervisor().inspect(container),
                new ContainerCopy.Options(archive, followLink),
                progress::copied);
    }

    /** As text: what a slash or a dot at its end means would be lost in a path of Java's. */
    private static String absolute(String path) {
        return path.startsWith("/") ? path : Path.of("").toAbsolutePath() + "/" + path;
    }
}
