package hangari.cli.container;

import hangari.container.cgroup.Statistics;
import hangari.container.life.Answer;
import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDetails;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import hangari.container.life.Supervisor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A supervisor that holds what a test put into it, and writes down what it was asked for. */
final class ScriptedSupervisor implements Supervisor {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    final List<String> asked = new ArrayList<>();
    final Map<String, ContainerDetails> containers = new LinkedHashMap<>();
    final Script script = new Script();
    Optional<ContainerConfig> created = Optional.empty();
    Optional<ExecConfig> further = Optional.empty();
    Optional<LogQuery> logs = Optional.empty();
    Optional<LifeException> fault = Optional.empty();
    private long cpu;

    /** A conversation whose frames were written before. */
    static final class Script implements Conversation {
        private static final Frame END = Frame.exit(-1);

        final BlockingQueue<Frame> output = new LinkedBlockingQueue<>();
        final BlockingQueue<Frame> input = new LinkedBlockingQueue<>();

        void say(Frame... frames) {
            output.addAll(Arrays.asList(frames));
        }

        void end() {
            output.add(END);
        }

        @Override
        public Optional<Frame> next() {
            try {
                Frame frame = output.take();
                return frame == END ? Optional.empty() : Optional.of(frame);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void send(Frame frame) {
            input.add(frame);
        }

        @Override
        public void close() {
            end();
        }
    }

    /** Puts a container in. */
    void hold(String id, String name, State state, ContainerConfig config, String... argv) {
        containers.put(
                name,
                new ContainerDetails(
                        id.repeat(64 / id.length()),
                        name,
                        NOON,
                        config,
                        "sha256:" + "0".repeat(64),
                        List.of(argv),
                        state,
                        0,
                        Optional.of("10.88.0.2"),
                        config.host().ports(),
                        "/state/" + id,
                        List.of("/state/layers/" + id),
                        "/state/" + id + "/upper",
                        List.of(),
                        List.of()));
    }

    private ContainerDetails find(String container) {
        return containers.values().stream()
                .filter(one -> one.name().equals(container) || one.id().startsWith(container))
                .findFirst()
                .orElseThrow(() ->
                        new LifeException(LifeException.Kind.NOT_FOUND, "no container " + container + ": see ps -a"));
    }

    private void ask(String what) {
        asked.add(what);
        fault.ifPresent(failure -> {
            throw failure;
        });
    }

    private String verb(String verb, String container) {
        String name = find(container).name();
        ask(verb + " " + name);
        return name;
    }

    @Override
    public Answer.Versions version() {
        return new Answer.Versions("test", 1, 1, containers.size());
    }

    @Override
    public Answer.Created create(String name, ContainerConfig config) {
        created = Optional.of(config);
        hold("c", name.isEmpty() ? "made_up" : name, new State.Created(), config);
        ask("create " + name);
        return new Answer.Created("c".repeat(64), List.of());
    }

    @Override
    public void start(String container) {
        verb("start", container);
    }

    @Override
    public Conversation attach(Request.Attach attach) {
        verb("attach" + (attach.stdin() ? " stdin" : "") + (attach.start() ? " start" : ""), attach.container());
        return script;
    }

    @Override
    public Conversation logs(String container, LogQuery query) {
        verb("logs", container);
        logs = Optional.of(query);
        return script;
    }

    @Override
    public Answer.Rows list(boolean all) {
        return new Answer.Rows(containers.values().stream()
                .filter(one -> all || one.state().alive())
                .map(one -> new Answer.Row(
                        one.id(),
                        one.name(),
                        one.config().image(),
                        one.argv(),
                        one.created(),
                        one.state(),
                        one.ports(),
                        one.config().labels()))
                .toList());
    }

    @Override
    public ContainerDetails inspect(String container) {
        return find(container);
    }

    @Override
    public void stop(String container, Optional<String> signal, OptionalInt seconds) {
        verb("stop " + signal.orElse("-") + " " + (seconds.isPresent() ? seconds.getAsInt() : "-"), container);
    }

    @Override
    public void kill(String container, String signal) {
        verb("kill " + signal, container);
    }

    @Override
    public void pause(String container) {
        verb("pause", container);
    }

    @Override
    public void unpause(String container) {
        verb("unpause", container);
    }

    @Override
    public void restart(String container, Optional<String> signal, OptionalInt seconds) {
        verb("restart " + (seconds.isPresent() ? seconds.getAsInt() : "-"), container);
    }

    @Override
    public void remove(String container, boolean force) {
        containers.remove(verb("remove" + (force ? " force" : ""), container));
    }

    @Override
    public void rename(String container, String name) {
        verb("rename " + name, container);
    }

    @Override
    public void resize(String container, int rows, int columns) {
        verb("resize", container);
    }

    @Override
    public Answer.Processes top(String container) {
        verb("top", container);
        return new Answer.Processes(List.of("PID", "CMD"), List.of(List.of("1", "httpd -f")));
    }

    @Override
    public Answer.Usage stats(String container) {
        ContainerDetails one = find(container);
        cpu += 500_000;
        var statistics = new Statistics(
                OptionalLong.of(8 << 20),
                OptionalLong.empty(),
                OptionalLong.of(cpu),
                OptionalLong.empty(),
                OptionalLong.of(2));
        return new Answer.Usage(one.id(), one.name(), NOON.plusMillis(cpu / 500), statistics);
    }

    @Override
    public Answer.Ended await(String container, Condition condition) {
        verb("wait", container);
        return new Answer.Ended(find(container).state() instanceof State.Exited exited ? exited.code() : 0, "");
    }

    @Override
    public String execCreate(String container, ExecConfig config) {
        verb("exec", container);
        further = Optional.of(config);
        return "e1";
    }

    @Override
    public Conversation execStart(String exec, boolean detach) {
        ask("exec start" + (detach ? " detached" : ""));
        return script;
    }

    @Override
    public void execResize(String exec, int rows, int columns) {}

    @Override
    public Answer.ExecDetails execInspect(String exec) {
        return new Answer.ExecDetails(exec, "c", false, OptionalInt.empty(), 0);
    }
}
