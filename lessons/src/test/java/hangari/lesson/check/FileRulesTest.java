package hangari.lesson.check;

import static hangari.lesson.check.Boxes.box;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Evidence.Layers;
import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.FileType;
import hangari.lesson.model.Check.Place;
import hangari.lesson.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRulesTest {
    private static final Optional<String> NO = Optional.empty();

    @TempDir
    private Path directory;

    @BeforeEach
    void make() throws IOException {
        for (String place : List.of("root", "upper", "low", "lowest")) {
            Files.createDirectories(directory.resolve(place).resolve("etc"));
            Files.writeString(directory.resolve(place).resolve("etc/name"), "I am " + place + "\n");
        }
        Files.writeString(directory.resolve("secret"), "host");
        Files.createSymbolicLink(directory.resolve("root/up"), Path.of("../../../../../../../etc/name"));
        Files.createSymbolicLink(directory.resolve("root/abs"), Path.of("/etc"));
        Files.createSymbolicLink(directory.resolve("root/loop"), Path.of("loop"));
    }

    @Test
    void each_place_is_looked_at() {
        assertThat(mismatch(contains(Place.ROOT, "etc/name", "am root"))).isEmpty();
        assertThat(mismatch(contains(Place.UPPER, "/etc/name", "am upper"))).isEmpty();
        assertThat(mismatch(contains(Place.LOWER, "etc/name", "am lowest"))).isEmpty();
        assertThat(mismatch(contains(Place.HOST, directory + "/secret", "host")))
                .isEmpty();
    }

    @Test
    void the_kind_of_a_file() {
        assertThat(mismatch(type("etc/name", FileType.FILE))).isEmpty();
        assertThat(mismatch(type("etc", FileType.DIRECTORY))).isEmpty();
        assertThat(mismatch(type("etc/none", FileType.MISSING))).isEmpty();
        assertThat(mismatch(type("etc/name", FileType.WHITEOUT)))
                .contains("box의 루트의 etc/name: 지금은 [파일], 필요한 것은 [화이트아웃(0:0 문자 장치)]입니다.");
        assertThat(mismatch(type("none", FileType.FILE))).contains("box의 루트의 none: 지금은 [없음], 필요한 것은 [파일]입니다.");
    }

    @Test
    void the_content_of_a_file() {
        assertThat(mismatch(contains(Place.ROOT, "etc/name", "you")))
                .contains("box의 루트의 etc/name: 내용이 \"I am root\\n\"입니다. 다음이 들어 있어야 합니다: \"you\".");
        assertThat(mismatch(contains(Place.ROOT, "etc", "you"))).contains("box의 루트의 etc: 지금은 [디렉토리], 필요한 것은 [파일]입니다.");
    }

    @Test
    void no_link_leads_out_of_the_root() {
        assertThat(mismatch(contains(Place.ROOT, "up", "am root"))).isEmpty();
        assertThat(mismatch(contains(Place.ROOT, "abs/name", "am root"))).isEmpty();
        assertThat(mismatch(type("loop", FileType.MISSING))).isEmpty();
    }

    @Test
    void a_box_without_layers_has_no_upper_one() {
        Scene scene = new Scene(List.of(box("ls").evidence()), Optional.empty(), Boxes.HOST);
        assertThat(Judge.mismatch(contains(Place.UPPER, "x", "y"), scene)
                        .orElseThrow()
                        .message()
                        .ko())
                .isEqualTo("이 box에는 위쪽 계층(upper) 디렉토리가 없습니다. 그곳에서 x 파일을 확인해야 합니다.");
    }

    private Optional<String> mismatch(Check check) {
        Evidence box = box("ls")
                .with(builder -> {
                    builder.root = Optional.of(new RootDir(place("root"), 1, 1));
                    builder.layers = Optional.of(new Layers(List.of(place("low"), place("lowest")), place("upper")));
                })
                .evidence();
        Scene scene = new Scene(List.of(box), Optional.empty(), Boxes.HOST);
        return Judge.mismatch(check, scene).map(mismatch -> mismatch.message().in(Language.KO));
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    private static Check type(String path, FileType type) {
        return new Check.HostFile(Place.ROOT, path, Optional.of(type), NO);
    }

    private static Check contains(Place place, String path, String text) {
        return new Check.HostFile(place, path, Optional.empty(), Optional.of(text));
    }
}
