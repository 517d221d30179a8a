package hangari.container.life.wire;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.peer.Aside;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A played supervisor that is served in this process, for the length of a test. */
final class Served implements AutoCloseable {
    final PlayedSupervisor supervisor = new PlayedSupervisor();
    final RunDirectory place;
    final SupervisorClient client;

    private final Tenure tenure;
    private final SupervisorServer server;
    private final Future<Boolean> serving;

    Served(Path state, Bounds bounds) {
        this(state, bounds, SupervisorServer.PROTOCOL);
    }

    Served(Path state, Bounds bounds, int protocol) {
        place = RunDirectory.of(state);
        tenure = Tenure.begin(place, Duration.ZERO).orElseThrow();
        server = SupervisorServer.open(place, supervisor, protocol, bounds, new EventLog(place.log(), true));
        client = SupervisorClient.at(place);
        serving = Aside.call(() -> {
            try (tenure;
                    server) {
                server.serve();
            }
            return true;
        });
    }

    /** A connection on which anything can be said. */
    SocketChannel connect() throws Exception {
        SocketChannel channel = SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        Address.connect(channel, place.socket());
        return channel;
    }

    /** Returns when a supervisor has noted this. */
    static void awaitLogged(RunDirectory place, String event) throws Exception {
        while (!Files.exists(place.log()) || !Files.readString(place.log()).contains(event)) {
            Thread.sleep(5);
        }
    }

    /** Returns when it has left by itself. */
    void left() throws Exception {
        assertThat(serving.get(10, TimeUnit.SECONDS)).isTrue();
    }

    boolean serves() {
        return !serving.isDone();
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.leave();
        left();
    }
}
