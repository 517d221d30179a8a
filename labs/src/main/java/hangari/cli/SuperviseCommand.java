package hangari.cli;

import hangari.container.life.keep.Containers;
import hangari.container.life.wire.Bounds;
import hangari.container.life.wire.EventLog;
import hangari.container.life.wire.RunDirectory;
import hangari.container.life.wire.SupervisorServer;
import hangari.container.life.wire.Tenure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The process that looks after all containers of a state directory; other commands begin it and speak to it. */
@Command(
        name = "supervise",
        description = "Looks after containers until nobody needs it. Other commands begin it; its log is in run/.",
        hidden = true)
final class SuperviseCommand implements Callable<Integer> {
    /** Milliseconds for which nobody must have needed it until it leaves. */
    static final String IDLE = "hangari.supervisor.idle";

    /** How long a supervisor on its way out is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int SECONDS_TO_END = 20;

    @ParentCommand
    private Hangari hangari;

    @Override
    public Integer call() {
        RunDirectory place = RunDirectory.of(hangari.surroundings().state().root());
        EventLog log = new EventLog(place.furnish().log(), hangari.isVerbose());
        Optional<Tenure> tenure = Tenure.begin(place, PATIENCE);
        tenure.ifPresentOrElse(
                held -> supervise(place, log, held), () -> log.note("leaving: another supervisor is in office"));
        return ExitCode.OK;
    }

    private void supervise(RunDirectory place, EventLog log, Tenure tenure) {
        var ended = new CountDownLatch(1);
        try (tenure;
                Containers containers =
                        Containers.open(hangari.surroundings().state().root());
                SupervisorServer server = SupervisorServer.open(place, containers, bounds(), log)) {
            containers.notes().forEach(log::note);
            endWith(server, ended);
            server.serve();
        } finally {
            ended.countDown();
        }
    }

    private static Bounds bounds() {
        long idle = Long.getLong(IDLE, Bounds.DEFAULT.idle().toMillis());
        return Bounds.DEFAULT.withIdle(Duration.ofMillis(idle));
    }

    /** When the machine is shut down, it leaves as it would otherwise; it is not interrupted in what it does. */
    private static void endWith(SupervisorServer server, CountDownLatch ended) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.leave();
                            try {
                                var unused = ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "leave"));
    }
}
