package hangari.image.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against trees that hold the case in question and nothing else. */
class LibraryResolverTest {
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    @TempDir
    Path root;

    @BeforeEach
    void installALoader() throws Exception {
        TinyElf.library().soname("ld-linux-x86-64.so.2").write(at(LOADER));
    }

    @Test
    void aStaticProgramNeedsNothing() throws Exception {
        TinyElf.of(TinyElf.X86_64).write(at("/p"));

        assertThat(needsOf("/p")).isEmpty();
    }

    @Test
    void followsNeedsBreadthFirstAndOnce() throws Exception {
        TinyElf.program().needs("liba.so", "libb.so").write(at("/p"));
        TinyElf.library().needs("libc.so").write(at("/usr/lib/liba.so"));
        TinyElf.library().needs("liba.so", "libc.so").write(at("/usr/lib/libb.so"));
        TinyElf.library().needs("libb.so", "ld-linux-x86-64.so.2").write(at("/usr/lib/libc.so"));

        assertThat(needsOf("/p")).containsExactly(LOADER, "/usr/lib/liba.so", "/usr/lib/libb.so", "/usr/lib/libc.so");
        assertThat(new LibraryResolver(new Sysroot(root)).resolve("/p").files())
                .map(Needs.Need::reason)
                .containsExactly("loader of /p", "needed by /p", "needed by /p", "needed by /usr/lib/liba.so");
    }

    @Test
    void runpathServesOnlyTheObjectThatHasIt() throws Exception {
        TinyElf.program().needs("liba.so").runpath("$ORIGIN/../own").write(at("/opt/bin/p"));
        TinyElf.library().needs("libdeep.so").write(at("/opt/own/liba.so"));
        TinyElf.library().write(at("/opt/own/libdeep.so"));

        assertThatThrownBy(() -> needsOf("/opt/bin/p"))
                .hasMessage("/opt/bin/../own/liba.so: needs libdeep.so (64-bit x86-64), which is in none of the "
                        + "loader's directories: install the package that holds it");

        TinyElf.library().write(at("/usr/lib/libdeep.so"));
        assertThat(needsOf("/opt/bin/p")).endsWith("/usr/lib/libdeep.so");
    }

    @Test
    void rpathServesTheLibrariesToo() throws Exception {
        TinyElf.program().needs("liba.so").rpath("${ORIGIN}/own").write(at("/opt/p"));
        TinyElf.library().needs("libdeep.so").write(at("/opt/own/liba.so"));
        TinyElf.library().write(at("/opt/own/libdeep.so"));

        assertThat(needsOf("/opt/p")).containsExactly(LOADER, "/opt/own/liba.so", "/opt/own/libdeep.so");
    }

    @Test
    void rpathIsIgnoredBesideRunpath() throws Exception {
        TinyElf.program().needs("liba.so").rpath("/r").runpath("/s").write(at("/p"));
        TinyElf.library().write(at("/r/liba.so"));
        TinyElf.library().write(at("/usr/lib/liba.so"));

        assertThat(needsOf("/p")).endsWith("/usr/lib/liba.so");
    }

    @Test
    void originIsWhereTheFileReallyIs() throws Exception {
        TinyElf.program().needs("liba.so").runpath("$ORIGIN/lib").write(at("/opt/app/p"));
        TinyElf.library().write(at("/opt/app/lib/liba.so"));
        Files.createSymbolicLink(at("/p"), Path.of("opt/app/p"));

        assertThat(needsOf("/p")).endsWith("/opt/app/lib/liba.so");
    }

    @Test
    void passesOverALibraryOfAnotherMachine() throws Exception {
        TinyElf.program().needs("liba.so").write(at("/p"));
        TinyElf.of(TinyElf.X86).write(at("/lib/x86_64-linux-gnu/liba.so"));
        Files.createDirectories(at("/usr/lib/x86_64-linux-gnu"));
        Files.writeString(at("/usr/lib/x86_64-linux-gnu/liba.so"), "/* a linker script */");
        TinyElf.library().write(at("/lib/liba.so"));

        assertThat(needsOf("/p")).containsExactly(LOADER, "/lib/liba.so");
    }

    @Test
    void readsTheConfigurationWithItsIncludesAndTakesTheCacheAlong() throws Exception {
        Files.createDirectories(at("/etc/conf.d"));
        Files.writeString(at("/etc/ld.so.conf"), "# mine\ninclude conf.d/*.conf\ninclude /etc/ld.so.conf\nrelative\n");
        Files.writeString(at("/etc/conf.d/a.conf"), "/usr/local/lib/ # first\n");
        Files.writeString(at("/etc/ld.so.cache"), "");
        TinyElf.program().needs("liba.so").write(at("/p"));
        TinyElf.library().write(at("/usr/local/lib/liba.so"));
        TinyElf.library().write(at("/usr/lib/liba.so"));

        assertThat(needsOf("/p")).containsExactly(LOADER, "/usr/local/lib/liba.so", "/etc/ld.so.cache");
    }

    @Test
    void leavesTheCacheAtHomeWhereTheLoaderFindsAllByItself() throws Exception {
        Files.createDirectories(at("/etc"));
        Files.writeString(at("/etc/ld.so.conf"), "/usr/lib/x86_64-linux-gnu\n");
        Files.writeString(at("/etc/ld.so.cache"), "");
        TinyElf.program().needs("liba.so").write(at("/p"));
        TinyElf.library().write(at("/usr/lib/x86_64-linux-gnu/liba.so"));

        assertThat(needsOf("/p")).containsExactly(LOADER, "/usr/lib/x86_64-linux-gnu/liba.so");
    }

    @Test
    void aNameWithASlashIsAPath() throws Exception {
        TinyElf.program().needs("/opt/x/liba.so").write(at("/p"));
        TinyElf.library().write(at("/opt/x/liba.so"));

        assertThat(needsOf("/p")).endsWith("/opt/x/liba.so");
    }

    @Test
    void muslIsItsOwnLibraryAndHasItsOwnPathFile() throws Exception {
        String musl = "/lib/ld-musl-x86_64.so.1";
        TinyElf.library().soname("libc.musl-x86_64.so.1").write(at(musl));
        Files.createDirectories(at("/etc"));
        Files.writeString(at("/etc/ld-musl-x86_64.path"), "/odd:/odder\n");
        TinyElf.of(TinyElf.X86_64)
                .interpreter(musl)
                .needs("libc.so", "libpthread.so.0", "libz.so.1")
                .write(at("/p"));
        TinyElf.library().needs("libc.musl-x86_64.so.1").write(at("/odder/libz.so.1"));

        assertThat(needsOf("/p")).containsExactly(musl, "/odder/libz.so.1", "/etc/ld-musl-x86_64.path");
    }

    @Test
    void namesAMissingLoaderAndTheRemedy() throws Exception {
        TinyElf.program().interpreter("/lib/ld-none.so").write(at("/항아리"));

        assertThatThrownBy(() -> needsOf("/항아리"))
                .hasMessage("/항아리: its loader /lib/ld-none.so is missing: install the C library for 64-bit x86-64");
    }

    @Test
    void namesTheLibraryThatIsDamaged() throws Exception {
        TinyElf.program().needs("liba.so").write(at("/p"));
        TinyElf.library().raw(1, 77777).write(at("/usr/lib/liba.so"));

        assertThatThrownBy(() -> needsOf("/p"))
                .isInstanceOf(ElfException.class)
                .hasMessageStartingWith(at("/usr/lib/liba.so") + ": damaged ELF file: a name at 77777");
    }

    private Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private List<String> needsOf(String program) {
        return new LibraryResolver(new Sysroot(root))
                .resolve(program).files().stream().map(Needs.Need::path).toList();
    }
}
