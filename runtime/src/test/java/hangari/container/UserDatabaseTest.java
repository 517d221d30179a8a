package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users by name, from an image's own files. */
class UserDatabaseTest {
    private static final UserDatabase USERS = UserDatabase.of(
            "root:x:0:0:root:/root:/bin/sh\nbroken\nwww:x:33:33::/var/www:/bin/sh\n12:x:400:400::/odd:/bin/sh\n",
            "root:x:0:\nadm:x:4:www,root\nwww:x:33:\nextra:x:50:x,www\n");

    @TempDir
    Path folder;

    private ImageRoot image;

    @BeforeEach
    void anImage() throws IOException {
        image = ImageRoot.in(folder);
        Files.createDirectories(image.image().resolve("etc"));
    }

    @Test
    void aNameBringsItsGroupsAndItsHome() {
        assertThat(USERS.find("www"))
                .isEqualTo(new UserDatabase.Person(new Identity(33, 33, List.of(4L, 50L)), "/var/www"));
    }

    @Test
    void aGroupThatIsNamedIsTheOnlyOne() {
        assertThat(USERS.find("www:adm").identity()).isEqualTo(new Identity(33, 4, List.of()));
        assertThat(USERS.find("www:77").identity()).isEqualTo(new Identity(33, 77, List.of()));
        assertThat(USERS.find(":adm").identity()).isEqualTo(new Identity(0, 4, List.of()));
    }

    @Test
    void aNumberNeedNotBeThereButANameOfFiguresComesFirst() {
        assertThat(USERS.find("1234")).isEqualTo(new UserDatabase.Person(new Identity(1234, 0, List.of()), "/"));
        assertThat(USERS.find("12").identity().uid()).isEqualTo(400);
    }

    @Test
    void nobodyInParticularIsRootBeThereFilesOrNot() {
        assertThat(USERS.find("")).isEqualTo(new UserDatabase.Person(new Identity(0, 0, List.of(4L)), "/root"));
        assertThat(UserDatabase.of("", "").find(""))
                .isEqualTo(new UserDatabase.Person(new Identity(0, 0, List.of()), "/"));
        assertThat(UserDatabase.of("", "").find(":4").identity()).isEqualTo(new Identity(0, 4, List.of()));
    }

    @Test
    void aNameThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> USERS.find("nobody"))
                .hasMessage("user \"nobody\": the image's /etc/passwd has no such user: use a number");
        assertThatThrownBy(() -> USERS.find("www:nobody")).hasMessageContaining("/etc/group");
    }

    @Test
    void theyAreReadFromTheTopLayerOfAnImage() throws IOException {
        Files.writeString(image.image().resolve("etc/passwd"), "jar:x:7:8::/jar:/bin/sh\n");

        assertThat(ImageUsers.of(image.fresh()).find("jar").identity()).isEqualTo(new Identity(7, 8, List.of()));
    }

    @Test
    void aLinkOfTheImageLeadsToTheImagesFileAndNotToOurs() throws IOException {
        Files.createSymbolicLink(image.image().resolve("etc/passwd"), Path.of("../../../../outside"));
        Files.writeString(image.image().resolve("outside"), "jar:x:7:8::/jar:/bin/sh\n");

        assertThat(ImageUsers.of(image.fresh()).find("jar").identity().uid()).isEqualTo(7);
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path passwd = image.image().resolve("etc/passwd");
        assertThat(new ProcessBuilder("mkfifo", passwd.toString()).start().waitFor(10, TimeUnit.SECONDS))
                .isTrue();
        assertThatThrownBy(() -> ImageUsers.of(image.fresh()).find("jar")).hasMessageContaining("no such user");
    }

    @Test
    void anEndlessDeviceIsNotOpened() throws Exception {
        Path passwd = image.image().resolve("etc/passwd");
        int made = new ProcessBuilder("mknod", passwd.toString(), "c", "1", "5")
                .start()
                .waitFor();
        assumeTrue(made == 0, "only root may make devices");

        assertThatThrownBy(() -> ImageUsers.of(image.fresh())).hasMessageContaining("EACCES");
    }

    @Test
    void anImageWithoutTheFilesHasNumbersOnly() throws IOException {
        RootFs bare = new RootFs.Pivot(Files.createDirectory(folder.resolve("bare")));

        assertThat(ImageUsers.of(bare).find("5").identity().uid()).isEqualTo(5);
    }
}
