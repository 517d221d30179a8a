package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageConfigTest {
    private static final Digest LAYER = Digest.of(new byte[0]);

    @Test
    void whatDockerWritesIsReadAndKept() {
        String text = """
                {"created":"2024-05-18T12:00:00.123456789Z","architecture":"amd64","os":"linux",\
                "config":{"User":"www-data","ExposedPorts":{"80/tcp":{}},"Env":["PATH=/bin","EMPTY="],\
                "Entrypoint":["/entry"],"Cmd":["nginx","-g","daemon off;"],"Volumes":{"/data":{}},\
                "WorkingDir":"/srv","Labels":{"a":"b"},"StopSignal":"SIGQUIT",\
                "ArgsEscaped":true,"Healthcheck":{"Interval":30000000000,"Test":["CMD","true"]},"OnBuild":null},\
                "rootfs":{"type":"layers","diff_ids":["%s"]},\
                "history":[{"created":"2024-05-18T12:00:00Z","created_by":"ADD rootfs.tar /"},\
                {"created_by":"CMD [nginx]","comment":"buildkit.dockerfile.v0","empty_layer":true}],\
                "container_config":{"Hostname":"x"}}""".formatted(LAYER);

        ImageConfig config = read(text);

        assertThat(config.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(text);
        assertThat(config.created()).contains(Instant.parse("2024-05-18T12:00:00.123456789Z"));
        assertThat(config.platform()).isEqualTo(Platform.linux("amd64"));
        assertThat(config.settings().cmd()).containsExactly("nginx", "-g", "daemon off;");
        assertThat(config.settings().exposedPorts()).containsOnlyKeys("80/tcp");
        assertThat(config.settings().other()).containsOnlyKeys("Healthcheck", "OnBuild", "ArgsEscaped");
        assertThat(config.rootfs().diffIds()).containsExactly(LAYER);
        assertThat(config.history()).extracting(ImageConfig.Step::emptyLayer).containsExactly(false, true);
    }

    @Test
    void theLeastThatIsEnough() {
        ImageConfig config =
                read("{\"architecture\":\"arm64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},"
                        + "\"config\":null,\"history\":null}");

        assertThat(config.settings()).isEqualTo(Settings.NONE);
        assertThat(config.history()).isEmpty();
        assertThat(config.created()).isEmpty();
    }

    @Test
    void theSameImageHasTheSameBytes() {
        ImageConfig config =
                ImageConfig.of(Platform.linux("amd64"), Settings.NONE.withCmd(List.of("sh")), List.of(LAYER));

        assertThat(config.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("""
                {"architecture":"amd64","os":"linux","config":{"Cmd":["sh"]},\
                "rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(LAYER));
        assertThat(ImageConfig.read(config.bytes())).isEqualTo(config);
    }

    @Test
    void anotherKindOfRootIsRefused() {
        assertThatThrownBy(() ->
                        read("{\"architecture\":\"a\",\"os\":\"b\",\"rootfs\":{\"type\":\"zip\",\"diff_ids\":[]}}"))
                .isInstanceOf(ImageException.class)
                .hasMessage("bad image config: bad rootfs type \"zip\": it must be \"layers\"");
        assertThatThrownBy(() -> read("{\"architecture\":\"a\",\"os\":\"b\"}"))
                .hasMessageContaining("Missing required creator property 'rootfs'");
    }

    private static ImageConfig read(String text) {
        return ImageConfig.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
