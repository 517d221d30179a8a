package hangari.lesson.shell;

/** A process that owns a session whose code never ends; it tells the session's PID. */
final class OwnerInALoop {
    private OwnerInALoop() {}

    public static void main(String[] arguments) {
        Session session = Session.start(SessionSettings.of("").withOutput(System.out));
        session.eval("System.out.println(" + session.pid() + "); while (true);");
    }
}
