package hangari.container.life.wire;

import hangari.container.life.ContainerDetails;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import java.util.Optional;

/**
 * How conversations go on with another supervisor.
 *
 * <p>Whoever has heard all from the first byte on hears the log again, without as much as that. For others the
 * place in the log is not known: they are told that something may be missing, and where it is.
 */
final class Resumptions {
    private static final String NOTICE =
            "the supervisor was replaced: what the container wrote meanwhile is in its logs only";

    private Resumptions() {}

    /** Joins again; where the container has ended meanwhile, that is told. */
    static Conversation attach(SupervisorClient client, Request.Attach attach, LastingConversation.Heard heard) {
        ContainerDetails details = inspect(client, attach.container());
        if (details.state() instanceof State.Exited) {
            return ended(client, attach, details, heard);
        }
        boolean all = heardAll(attach, details, heard);
        Conversation again = client.speak(new Request.Attach(details.id(), all, attach.stdin(), false));
        ContainerDetails now = inspect(client, details.id());
        if (now.state() instanceof State.Exited) {
            // It may have ended before we joined: then that would be to its next run.
            again.close();
            return ended(client, attach, now, heard);
        }
        return all ? rest(again, heard, Optional.empty()) : new Rest(again, 0, 0, notice(), Optional.empty());
    }

    private static Conversation ended(
            SupervisorClient client, Request.Attach attach, ContainerDetails details, LastingConversation.Heard heard) {
        Optional<Frame> exit = Optional.of(Frame.exit(((State.Exited) details.state()).code()));
        return heardAll(attach, details, heard)
                ? rest(client.speak(new Request.Logs(details.id(), LogQuery.ALL)), heard, exit)
                : new Rest(client.speak(new Request.Logs(details.id(), LogQuery.ALL.last(0))), 0, 0, notice(), exit);
    }

    private static ContainerDetails inspect(SupervisorClient client, String container) {
        try {
            return client.inspect(container);
        } catch (LifeException e) {
            if (e.kind() != LifeException.Kind.NOT_FOUND) {
                throw e;
            }
            throw new LifeException(
                    LifeException.Kind.UNREACHABLE,
                    "the supervisor was replaced, and " + container + " has ended and was removed meanwhile",
                    e);
        }
    }

    private static boolean heardAll(Request.Attach attach, ContainerDetails details, LastingConversation.Heard heard) {
        boolean fromTheFirst =
                attach.logs() || (attach.start() && details.state().runsSoFar() == 1);
        return fromTheFirst && isKept(details, heard);
    }

    /** Whether the log cannot have lost its beginning by then. */
    private static boolean isKept(ContainerDetails details, LastingConversation.Heard heard) {
        return heard.all() < details.config().host().log().bytes();
    }

    private static Optional<Frame> notice() {
        return Optional.of(Frame.text(Frame.Kind.NOTICE, NOTICE));
    }

    /** Whether a query can be asked again without repeating anything. */
    static boolean isResumable(LogQuery query) {
        return query.stdout()
                && query.stderr()
                && query.tail().isEmpty()
                && query.since().isEmpty()
                && query.until().isEmpty()
                && !query.timestamps();
    }

    static Conversation logs(
            SupervisorClient client, String container, LogQuery query, LastingConversation.Heard heard) {
        boolean kept = isKept(inspect(client, container), heard);
        Conversation again = client.speak(new Request.Logs(container, kept ? query : query.last(0)));
        return kept ? rest(again, heard, Optional.empty()) : new Rest(again, 0, 0, notice(), Optional.empty());
    }

    private static Conversation rest(Conversation again, LastingConversation.Heard heard, Optional<Frame> exit) {
        return new Rest(again, heard.of(Frame.Kind.STDOUT), heard.of(Frame.Kind.STDERR), Optional.empty(), exit);
    }
}
