package hangari.cli.state;

import java.nio.file.Path;

/** A process that holds a session, or sweeps: a test kills it. */
final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws InterruptedException {
        StateDirectory state = new StateDirectory(Path.of(arguments[1]));
        if (arguments[0].equals("sweep")) {
            System.out.println(Sweep.run(state).sessions());
            return;
        }
        SessionDirectory session = SessionDirectory.open(state);
        System.out.println(session.work());
        Thread.sleep(60_000);
    }
}
