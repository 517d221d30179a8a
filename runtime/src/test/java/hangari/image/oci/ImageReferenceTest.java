package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String HEX = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    @ParameterizedTest
    @CsvSource({
        "busybox,                        docker.io/library/busybox:latest,      busybox:latest",
        "busybox:1.36,                   docker.io/library/busybox:1.36,        busybox:1.36",
        "library/busybox,                docker.io/library/busybox:latest,      busybox:latest",
        "docker.io/busybox,              docker.io/library/busybox:latest,      busybox:latest",
        "index.docker.io/a/b:x,          docker.io/a/b:x,                       a/b:x",
        "a/b/c,                          docker.io/a/b/c:latest,                a/b/c:latest",
        "library/a/b,                    docker.io/library/a/b:latest,          library/a/b:latest",
        "localhost/base,                 localhost/base:latest,                 localhost/base:latest",
        "localhost:5000/base:1,          localhost:5000/base:1,                 localhost:5000/base:1",
        "localhost:5000,                 docker.io/library/localhost:5000,      localhost:5000",
        "ghcr.io/a/b_c.d--e__f:V1_-.,    ghcr.io/a/b_c.d--e__f:V1_-.,           ghcr.io/a/b_c.d--e__f:V1_-.",
        "HOST/base,                      HOST/base:latest,                      HOST/base:latest",
        "[::1]:5000/base,                [::1]:5000/base:latest,                [::1]:5000/base:latest",
        "busybox@sha256:" + HEX + ",     docker.io/library/busybox@sha256:" + HEX + ",   busybox@sha256:" + HEX,
        "b.c/d:1@sha256:" + HEX + ",     b.c/d:1@sha256:" + HEX + ",            b.c/d:1@sha256:" + HEX,
    })
    void isReadAsDockerReadsIt(String typed, String whole, String familiar) {
        ImageReference name = ImageReference.parse(typed);

        assertThat(name).hasToString(whole);
        assertThat(name.familiar()).isEqualTo(familiar);
        assertThat(ImageReference.parse(whole)).isEqualTo(name);
        assertThat(ImageReference.parse(familiar)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "@",
                "/",
                "a/",
                "/a",
                "a//b",
                ":latest",
                "a:",
                "a:b:c",
                "a@",
                "a@sha256:abc",
                "a@sha512:" + HEX,
                "a@sha256:" + HEX + "@sha256:" + HEX,
                "Busybox",
                "a/B",
                "a_",
                "-a",
                "a..b",
                "a___b",
                "../../etc/passwd",
                "a.b/../c",
                "localhost:/a",
                "localhost:x/a",
                "localhost:123456/a",
                "-a.b/c",
                "a.b-/c",
                "[::1/a",
                "https://a.b/c",
                "user:secret@a.b/c",
                "a:.b",
                "a:-b",
                "a b",
                "a\nb",
                "a\u001b[2J",
                "항아리",
                "a:항아리",
                "a\u202eb",
                "a\0b",
                HEX,
                HEX + ":latest",
            })
    void isNothingElse(String typed) {
        assertThatThrownBy(() -> ImageReference.parse(typed))
                .isInstanceOf(ImageException.class)
                .message()
                .startsWith("bad image name \"")
                .doesNotMatch("(?s).*[\\p{Cntrl}\u202e].*");
    }

    @Test
    void hasLimits() {
        assertThat(ImageReference.parse("a.b/" + "c".repeat(251) + ":" + "d".repeat(128))
                        .repository())
                .hasSize(251);
        assertThatThrownBy(() -> ImageReference.parse("a.b/" + "c".repeat(252)))
                .hasMessageStartingWith("bad image name \"a.b/ccc")
                .hasMessageContaining("is too long: registry and repository have at most 255 characters");
        assertThatThrownBy(() -> ImageReference.parse("a.b/c:" + "d".repeat(129)))
                .hasMessageContaining("bad tag \"ddd");
        assertThatThrownBy(() -> ImageReference.parse("a/".repeat(1_000_000)))
                .message()
                .startsWith("image name \"a/a/")
                .hasSizeLessThan(300);
    }

    @Test
    void saysWhatToDo() {
        assertThatThrownBy(() -> ImageReference.parse("Busybox"))
                .hasMessage("bad image name \"Busybox\": bad repository \"library/Busybox\": "
                        + "use a-z and 0-9, joined by . _ - or /");
    }

    @Test
    void isPinnedByADigest() {
        assertThat(ImageReference.parse("a:1").at(new Digest(HEX))).hasToString("docker.io/library/a@sha256:" + HEX);
    }
}
