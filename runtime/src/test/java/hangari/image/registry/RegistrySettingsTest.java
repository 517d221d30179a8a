package hangari.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import hangari.image.oci.ImageReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {
    @TempDir
    Path directory;

    @Test
    void whatTheFileSaysTheEnvironmentOverrides() throws Exception {
        Path file = Files.writeString(directory.resolve("registries.json"), """
                {"registry-mirrors": ["http://teacher:5000/"], "insecure-registries": ["lab:5000"], "debug": true}""");

        RegistrySettings written = RegistrySettings.read(file, Map.of("HOME", "/home/me"));
        assertThat(written.mirrors()).containsExactly(Endpoint.parse("http://teacher:5000"));
        assertThat(written.insecure()).containsExactly("lab:5000");
        assertThat(written.dockerConfig()).isEqualTo(Path.of("/home/me/.docker/config.json"));

        RegistrySettings said = RegistrySettings.read(
                file,
                Map.of("HANGARI_MIRROR", "https://a, https://b", "HANGARI_INSECURE", "c:1", "DOCKER_CONFIG", "/etc/d"));
        assertThat(said.mirrors()).extracting(Endpoint::toString).containsExactly("https://a", "https://b");
        assertThat(said.insecure()).containsExactly("c:1", "lab:5000");
        assertThat(said.dockerConfig()).isEqualTo(Path.of("/etc/d/config.json"));

        assertThat(RegistrySettings.read(directory.resolve("none"), Map.of()).mirrors())
                .isEmpty();
    }

    @Test
    void aFileThatCannotBeUnderstoodIsSaid() throws Exception {
        Path file = Files.writeString(directory.resolve("registries.json"), "{\"registry-mirrors\": 7}");
        assertThatThrownBy(() -> RegistrySettings.read(file, Map.of()))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("bad file " + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"teacher:5000", "ftp://x", "http://x/path", "http://me:pw@x", "https://x?y", "http://", "::"})
    void aMirrorIsAnAddress(String text) {
        assertThatThrownBy(() -> RegistrySettings.read(directory.resolve("none"), Map.of("HANGARI_MIRROR", text)))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("bad address of a registry ")
                .hasMessageEndingWith("write scheme, host and perhaps a port, as in https://mirror.example:5000");
    }

    @ParameterizedTest
    @CsvSource({
        "busybox, https://registry-1.docker.io",
        "me/busybox, https://registry-1.docker.io",
        "ghcr.io/me/x, https://ghcr.io",
        "localhost/x, http://localhost",
        "localhost:5000/x, http://localhost:5000",
        "127.3.2.1:5000/x, http://127.3.2.1:5000",
        "[::1]:5000/x, http://[::1]:5000",
        "127.0.0.1.evil.example/x, https://127.0.0.1.evil.example",
        "mylocalhost:5000/x, https://mylocalhost:5000",
        "lab:5000/x, http://lab:5000",
        "lab:5001/x, https://lab:5001",
    })
    void httpIsForThisMachineAndForWhatIsWrittenDown(String name, String address) {
        var settings = new RegistrySettings(List.of(), List.of("lab:5000"), directory, Limits.PATIENT);
        assertThat(Endpoint.of(ImageReference.parse(name), settings)).hasToString(address);
    }

    @Test
    void aMirrorOfHttpIsAllowedWhereItIsAndNowhereElse() {
        var settings = new RegistrySettings(
                List.of(Endpoint.parse("http://teacher:5000")), List.of(), directory, Limits.PATIENT);
        assertThat(settings.mayBePlain(URI.create("http://teacher:5000/x"))).isTrue();
        assertThat(settings.mayBePlain(URI.create("http://teacher:5001/x"))).isFalse();
        assertThat(settings.isPlain("teacher:5000")).isFalse();
    }
}
