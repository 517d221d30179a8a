package hangari.lesson.check;

import hangari.lesson.check.Evidence.Call;
import hangari.lesson.check.Evidence.Failure;
import hangari.lesson.check.Evidence.IdRange;
import hangari.lesson.check.Evidence.Layers;
import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.check.Evidence.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boxes for tests: each method gives a copy that differs in one fact. */
final class Boxes {
    static final Map<String, Long> HOST_NAMESPACES = Map.of("pid", 4026531836L, "uts", 4026531838L, "mnt", 1L);
    static final RootDir HOST_ROOT = new RootDir("/", 8, 2);
    static final Host HOST = host(Path.of("/nonexistent"));

    private Boxes() {}

    static Host host(Path proc) {
        return new Host(
                HOST_NAMESPACES,
                "debian",
                Optional.of(HOST_ROOT),
                List.of(
                        new Mount("/", "ext4", "/dev/vda", "/", "8:1", "rw"),
                        new Mount("/proc", "proc", "proc", "/", "0:5", "rw")),
                new Proc(proc));
    }

    /** A box that printed a line and exited with status 0, sharing everything with the host. */
    static Builder box(String... argv) {
        return new Builder(List.of(argv));
    }

    static Scene scene(Builder... boxes) {
        return new Scene(List.of(boxes).stream().map(Builder::evidence).toList(), Optional.empty(), HOST);
    }

    static final class Builder {
        private final List<String> argv;
        int number = 1;
        long pid = 4242;
        State state = State.EXITED;
        Optional<Integer> exit = Optional.of(0);
        Optional<String> signal = Optional.empty();
        Optional<Failure> failure = Optional.empty();
        String stdout = "hello\n";
        String stderr = "";
        Map<String, Long> namespaces = HOST_NAMESPACES;
        List<Long> nspid = List.of(4242L);
        String hostname = "debian";
        Optional<RootDir> root = Optional.of(HOST_ROOT);
        Optional<RootDir> top = Optional.of(HOST_ROOT);
        List<Mount> mounts = List.of(new Mount("/", "ext4", "/dev/vda", "/", "8:1", "rw"));
        Optional<Layers> layers = Optional.empty();
        List<Call> calls = List.of(new Call("execve", "execve(\"ls\")", Optional.empty(), Optional.empty(), false));

        private Builder(List<String> argv) {
            this.argv = argv;
        }

        Builder exit(int status) {
            exit = Optional.of(status);
            return this;
        }

        Builder signal(String name) {
            exit = Optional.empty();
            signal = Optional.of(name);
            return this;
        }

        Builder running() {
            exit = Optional.empty();
            state = State.RUNNING;
            return this;
        }

        Builder refused(String call, String errno) {
            state = State.REFUSED;
            exit = Optional.empty();
            failure = Optional.of(new Failure(call, call + "(\"x\")", errno, Optional.empty()));
            namespaces = Map.of();
            nspid = List.of();
            return this;
        }

        Builder with(java.util.function.Consumer<Builder> change) {
            change.accept(this);
            return this;
        }

        Evidence evidence() {
            return new Evidence(
                    number,
                    argv,
                    pid,
                    state,
                    exit,
                    signal,
                    failure,
                    stdout,
                    stderr,
                    namespaces,
                    nspid,
                    hostname,
                    root,
                    top,
                    mounts,
                    List.of(new IdRange(0, 0, 4294967295L)),
                    List.of("0::/"),
                    layers,
                    calls);
        }
    }
}
