package hangari.cli.container;

import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.container.life.Supervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a container and starts it. */
@Command(
        name = "run",
        description = "Makes a container of an image, and runs a command in it.",
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] IMAGE [COMMAND] [ARG…]",
        footer = {
            "",
            "Examples:",
            "  hangari run -it --rm debian               a shell; gone when it ends",
            "  hangari run --rm busybox ls -l /          a single command",
            "  hangari run -d --name web -p 8080:80 nginx    in the background, by port 8080",
            "  hangari run -m 64m --cpus 0.5 --pids-limit 20 busybox sh -c 'echo $$$$'",
            "  hangari run -v \"$PWD\":/work:ro -w /work busybox ls",
            "  echo hello | hangari run -i --rm busybox wc -c    with our input",
            "  hangari run --rm --rootfs ./root sh -c id     a directory instead of an image",
            "",
            "Exit status: the command's own; 125: hangari failed; 126: the command cannot be executed; 127: there is no"
                    + " such command.",
        })
final class RunCommand extends LongHelp implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final Creation creation = new Creation();

    @Mixin
    private final AttachOptions attach = new AttachOptions();

    @Option(
            names = {"-d", "--detach"},
            description = "leave it in the background, and print its id")
    private boolean detach;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.ofProgram(desk, () -> run(desk));
    }

    private int run(Desk desk) {
        boolean tty = creation.process.tty;
        boolean stdin = creation.process.interactive;
        if (!detach && !attach.isPossible(desk, tty, stdin)) {
            return Status.NO;
        }
        DetachKeys keys = attach.keys();
        String id = creation.create(desk, detach);
        Supervisor supervisor = desk.supervisor();
        if (detach) {
            supervisor.start(id);
            desk.out().println(id);
            return Status.OK;
        }
        String name = creation.process.name.isEmpty() ? id.substring(0, 12) : creation.process.name;
        var wish = new Attachment.Wish(name, tty, stdin, attach.signals(), keys);
        try {
            var attachment = new Attachment(desk, wish, supervisor.attach(new Request.Attach(id, false, stdin, true)));
            int status = attachment.stay();
            if (attachment.isOver()) {
                awaitRemoval(supervisor, id);
            }
            return status;
        } catch (LifeException e) {
            awaitRemoval(supervisor, id);
            throw e;
        }
    }

    /** As docker does: with {@code --rm}, its name is free again when we end. */
    private void awaitRemoval(Supervisor supervisor, String id) {
        if (!creation.remove) {
            return;
        }
        try {
            var unused = supervisor.await(id, Request.Condition.REMOVED);
        } catch (LifeException e) {
            // it is gone already, or nobody is there who could tell
        }
    }
}
