package hangari.cli.container;

import picocli.CommandLine.Option;

/** The options that say how we are joined to a container. */
final class AttachOptions {
    @Option(
            names = "--detach-keys",
            paramLabel = "KEYS",
            description = "the keys by which one leaves it alone, with commas between; else ctrl-p,ctrl-q")
    private String keys = DetachKeys.DEFAULT;

    @Option(
            names = "--sig-proxy",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "hand the signals that we get to it, if it has no terminal; usual")
    private boolean signals = true;

    DetachKeys keys() {
        return DetachKeys.parse(keys);
    }

    boolean signals() {
        return signals;
    }

    /** Whether what is asked for can be; if not, it was said. */
    boolean isPossible(Desk desk, boolean tty, boolean stdin) {
        if (tty && stdin && desk.terminal().isEmpty()) {
            desk.error(desk.say("container.no-tty"));
            return false;
        }
        return true;
    }
}
