package hangari.image.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read from the headers is what this machine's own loader finds. */
class HostLibrariesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh",
                "/bin/bash",
                "/bin/ls",
                "/bin/mount",
                "/usr/bin/tar",
                "/usr/bin/perl",
                "/usr/bin/apt",
                "JAVA"
            })
    void agreesWithLdd(String name) throws Exception {
        String program = name.equals("JAVA") ? System.getProperty("java.home") + "/bin/java" : name;
        assumeTrue(Files.exists(Path.of(program)), program + " is not installed");
        assumeTrue(Files.exists(Path.of("/usr/bin/ldd")), "ldd is not installed");

        Set<Path> ours = new TreeSet<>();
        for (Needs.Need need :
                new LibraryResolver(Sysroot.host()).resolve(program).files()) {
            if (!need.path().equals("/etc/ld.so.cache")) {
                ours.add(Path.of(need.path()).toRealPath());
            }
        }

        assertThat(ours).isEqualTo(ldd(program));
    }

    private static Set<Path> ldd(String program) throws Exception {
        Process process = new ProcessBuilder("/usr/bin/ldd", program).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        Set<Path> files = new TreeSet<>();
        var path = Pattern.compile("(/\\S+) \\(0x").matcher(said);
        while (path.find()) {
            files.add(Path.of(path.group(1)).toRealPath());
        }
        return files;
    }
}
