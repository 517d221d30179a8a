package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hangari.cli.state.StateDirectory;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hangari pull} prints, against a registry on loopback. */
class PullCommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;
    private BlobStore served;
    private Descriptor layer;
    private Descriptor manifest;
    private String name;

    @BeforeEach
    void aRegistry() throws IOException {
        served = BlobStore.in(directory.resolve("served"));
        layer = served.put(MediaType.LAYER, new byte[2048]);
        Descriptor config = served.put(
                MediaType.CONFIG,
                ImageConfig.of(Platform.host(), Settings.NONE, List.of(layer.digest()))
                        .bytes());
        manifest = served.put(
                MediaType.MANIFEST, Manifest.of(config, List.of(layer)).bytes());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/lab/base/", this::serve);
        server.start();
        name = "127.0.0.1:" + server.getAddress().getPort() + "/lab/base:1";
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String last = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        Path file = last.equals("1")
                ? served.path(manifest.digest())
                : served.directory().resolve("blobs/sha256").resolve(last.replaceFirst("sha256:", ""));
        boolean there = Files.exists(file);
        exchange.getResponseHeaders().set("Content-Type", MediaType.MANIFEST.toString());
        exchange.sendResponseHeaders(there ? 200 : 404, there ? Files.size(file) : -1);
        if (there) {
            exchange.getResponseBody().write(Files.readAllBytes(file));
        }
        exchange.close();
    }

    private int pull(String... arguments) {
        out.reset();
        err.reset();
        var console = new Console(
                InputStream.nullInputStream(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        var state = new StateDirectory(directory.resolve("state"));
        String[] all = new String[arguments.length + 1];
        all[0] = "pull";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Cli.run(console, new Surroundings(directory, state, "en", false), all);
    }

    @Test
    void saysWhatDockerSays() {
        assertThat(pull(name)).isZero();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly("Digest: " + manifest.digest(), "Status: Downloaded newer image for " + name, name);
        String short12 = layer.digest().abbreviated();
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "1: Pulling from lab/base",
                        short12 + ": Pulling fs layer",
                        short12 + ": Verifying Checksum",
                        short12 + ": Download complete",
                        short12 + ": Pull complete");

        assertThat(pull(name)).isZero();
        assertThat(out.toString(UTF_8).lines())
                .containsExactly("Digest: " + manifest.digest(), "Status: Image is up to date for " + name, name);
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "1: Pulling from lab/base", short12 + ": Pulling fs layer", short12 + ": Already exists");
    }

    @Test
    void isQuietIfAskedAndSpeaksJsonToPrograms() {
        assertThat(pull("-q", name)).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(name + "\n");
        assertThat(err.size()).isZero();

        assertThat(pull("--json", name)).isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("{\"name\":\"" + name + "\",\"digest\":\"" + manifest.digest() + "\",")
                .endsWith("\"layers\":1,\"changed\":false}\n");
    }

    @Test
    void offlineFindsWhatIsThereAndSaysWhatIsNot() {
        assertThat(pull("--offline", name)).isEqualTo(125);
        assertThat(err.toString(UTF_8))
                .isEqualTo("hangari: " + name + " is not here: no image of that name is in "
                        + directory.resolve("state/images")
                        + ": pull it without --offline, or load it from a file\n");
        pull(name);
        server.stop(0);
        assertThat(pull("--offline", name)).isZero();
        assertThat(out.toString(UTF_8)).contains("Status: Image is up to date for " + name);
        assertThat(pull(name)).isEqualTo(125);
        assertThat(err.toString(UTF_8))
                .contains("refuses the connection: check the port")
                .hasLineCount(2);
    }

    @Test
    void refusesWhatIsNoNameOrNoPlatform() {
        assertThat(pull("Busybox")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).hasLineCount(1).startsWith("hangari: bad image name \"Busybox\"");
        assertThat(pull("--platform", "arm", name)).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: bad platform \"arm\": write one such as linux/arm64\n");
        assertThat(pull("--platform", "linux/riscv64", name)).isEqualTo(125);
        assertThat(err.toString(UTF_8)).contains("no image for linux/riscv64: ");
        assertThat(pull()).isEqualTo(125);
        assertThat(err.toString(UTF_8)).contains("NAME[:TAG|@DIGEST] is missing");
    }
}
