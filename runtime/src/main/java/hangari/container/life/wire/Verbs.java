package hangari.container.life.wire;

import hangari.container.life.Answer;
import hangari.container.life.Conversation;
import hangari.container.life.Request;
import hangari.container.life.Supervisor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Which method of a supervisor each request calls. {@link Request.Leave} is the server's own. */
final class Verbs {
    private static final Answer DONE = new Answer.Done();
    private static final Map<Class<?>, BiFunction<Supervisor, Request, Answer>> ANSWERED = new HashMap<>();
    private static final Map<Class<?>, BiFunction<Supervisor, Request, Conversation>> SPOKEN = new HashMap<>();

    static {
        answer(Request.Version.class, (to, it) -> to.version());
        answer(Request.Create.class, (to, it) -> to.create(it.name(), it.config()));
        done(Request.Start.class, (to, it) -> to.start(it.container()));
        answer(Request.ListAll.class, (to, it) -> to.list(it.all()));
        answer(Request.Inspect.class, (to, it) -> to.inspect(it.container()));
        done(Request.Stop.class, (to, it) -> to.stop(it.container(), it.signal(), it.seconds()));
        done(Request.Kill.class, (to, it) -> to.kill(it.container(), it.signal()));
        done(Request.Pause.class, (to, it) -> to.pause(it.container()));
        done(Request.Unpause.class, (to, it) -> to.unpause(it.container()));
        done(Request.Restart.class, (to, it) -> to.restart(it.container(), it.signal(), it.seconds()));
        done(Request.Remove.class, (to, it) -> to.remove(it.container(), it.force()));
        done(Request.Rename.class, (to, it) -> to.rename(it.container(), it.name()));
        done(Request.Resize.class, (to, it) -> to.resize(it.container(), it.rows(), it.columns()));
        answer(Request.Top.class, (to, it) -> to.top(it.container()));
        answer(Request.Stats.class, (to, it) -> to.stats(it.container()));
        answer(Request.Wait.class, (to, it) -> to.await(it.container(), it.condition()));
        answer(Request.ExecCreate.class, (to, it) -> execCreated(to.execCreate(it.container(), it.config())));
        done(Request.ExecResize.class, (to, it) -> to.execResize(it.exec(), it.rows(), it.columns()));
        answer(Request.ExecInspect.class, (to, it) -> to.execInspect(it.exec()));
        spoken(Request.Attach.class, (to, it) -> to.attach(it));
        spoken(Request.Logs.class, (to, it) -> to.logs(it.container(), it.query()));
        spoken(Request.ExecStart.class, (to, it) -> to.execStart(it.exec(), it.detach()));
    }

    private Verbs() {}

    /** Does what is asked; empty if that is not answered once and for all. */
    static Optional<Answer> answer(Supervisor supervisor, Request request) {
        return Optional.ofNullable(ANSWERED.get(request.getClass())).map(verb -> verb.apply(supervisor, request));
    }

    /** Begins the conversation that is asked for; empty if it is something else. */
    static Optional<Conversation> speak(Supervisor supervisor, Request request) {
        return Optional.ofNullable(SPOKEN.get(request.getClass())).map(verb -> verb.apply(supervisor, request));
    }

    private static Answer execCreated(String id) {
        return new Answer.Created(id, java.util.List.of());
    }

    private static <R extends Request> void answer(Class<R> type, BiFunction<Supervisor, R, Answer> verb) {
        ANSWERED.put(type, (supervisor, request) -> verb.apply(supervisor, type.cast(request)));
    }

    private static <R extends Request> void done(Class<R> type, BiConsumer<Supervisor, R> verb) {
        answer(type, (supervisor, request) -> {
            verb.accept(supervisor, request);
            return DONE;
        });
    }

    private static <R extends Request> void spoken(Class<R> type, BiFunction<Supervisor, R, Conversation> verb) {
        SPOKEN.put(type, (supervisor, request) -> verb.apply(supervisor, type.cast(request)));
    }
}
