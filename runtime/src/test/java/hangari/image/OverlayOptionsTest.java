package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayOptionsTest {
    @TempDir
    Path scratch;

    @Test
    void theHighestLayerIsNamedFirst() {
        var options = OverlayOptions.of(List.of(Path.of("/base"), Path.of("/top")), Path.of("/u"), Path.of("/w"));

        assertThat(options.data()).isEqualTo("lowerdir=/top:/base,upperdir=/u,workdir=/w,userxattr");
        assertThat(options.directory()).isEmpty();
    }

    @Test
    void whatSeparatesIsEscaped() {
        assertThat(OverlayOptions.escape(Path.of("/a:b,c\\d 항"))).isEqualTo("/a\\:b\\,c\\\\d 항");
    }

    @Test
    void theKernelUnderstandsHostileNames() throws Exception {
        Path low = Files.createDirectory(scratch.resolve("l:1,\\ 아래"));
        Path high = Files.createDirectory(scratch.resolve("\\h::,,"));
        Path upper = Files.createDirectory(scratch.resolve("u:,\\"));
        Path work = Files.createDirectory(scratch.resolve("w:,\\ 작업"));
        Path merged = Files.createDirectory(scratch.resolve("m:, \\"));
        Files.writeString(low.resolve("low"), "");
        Files.writeString(high.resolve("high"), "");

        OverlayBox.run(OverlayOptions.of(List.of(low, high), upper, work), merged, "cat low high > new");

        assertThat(upper.resolve("new")).exists();
    }

    @Test
    void manyLayersAreNamedFromTheirCommonParent() throws Exception {
        List<Path> layers = layers(200);
        Path upper = Files.createDirectory(scratch.resolve("upper"));
        Path work = Files.createDirectory(scratch.resolve("work"));
        Path merged = Files.createDirectory(scratch.resolve("merged"));

        var options = OverlayOptions.of(layers, upper, work);

        assertThat(options.directory()).contains(scratch.resolve("layers"));
        assertThat(options.data()).startsWith("lowerdir=l199:l198:");
        OverlayBox.run(options, merged, "test $(ls | wc -l) = 200");
    }

    @Test
    void moreThanFitIsRefusedBeforeTheKernelDoes() {
        List<Path> long1 = IntStream.range(0, 100)
                .mapToObj(i -> Path.of("/layers", "x".repeat(80) + i))
                .toList();
        assertThatThrownBy(() -> OverlayOptions.of(long1, Path.of("/u"), Path.of("/w")))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("an overlay of 100 layers needs 8")
                .hasMessageEndingWith("bytes of options and the kernel takes 4095: merge some of the layers");
        assertThatThrownBy(() -> OverlayOptions.of(List.of(), Path.of("/u"), Path.of("/w")))
                .hasMessage("an overlay of 0 layers: it takes 1 to 500");
    }

    private List<Path> layers(int count) throws Exception {
        var layers = new ArrayList<Path>();
        for (int i = 0; i < count; i++) {
            Path layer = Files.createDirectories(scratch.resolve("layers/l" + i));
            Files.writeString(layer.resolve("f" + i), "");
            layers.add(layer);
        }
        return layers;
    }
}
