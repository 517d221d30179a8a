package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.elf.Sysroot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small tree that stands for a machine with a merged /usr. */
class RootPlannerTest {
    @TempDir
    Path machine;

    RootPlanner planner;

    @BeforeEach
    void installAStaticShell() throws Exception {
        planner = RootPlanner.of(new Sysroot(machine));
        Files.createDirectories(machine.resolve("usr/bin"));
        Files.createDirectories(machine.resolve("etc/alternatives"));
        Files.createSymbolicLink(machine.resolve("bin"), Path.of("usr/bin"));
        install("usr/bin/dash", staticElf());
        Files.createSymbolicLink(machine.resolve("usr/bin/sh"), Path.of("/etc/alternatives/sh"));
        Files.createSymbolicLink(machine.resolve("etc/alternatives/sh"), Path.of("/usr/bin/dash"));
    }

    @Test
    void keepsTheLinksOfTheMachineAndSaysWhy() {
        var plan = planner.plan(List.of("/bin/sh"));

        assertThat(plan.at("/bin")).contains(new RootPlan.Symlink("/bin", "usr/bin", "on the way to /bin/sh"));
        assertThat(plan.at("/usr/bin/sh")).containsInstanceOf(RootPlan.Symlink.class);
        assertThat(plan.at("/etc/alternatives/sh"))
                .contains(new RootPlan.Symlink("/etc/alternatives/sh", "/usr/bin/dash", "on the way to /bin/sh"));
        assertThat(plan.at("/usr/bin/dash"))
                .contains(new RootPlan.Copy("/usr/bin/dash", machine.resolve("usr/bin/dash"), 64, "asked for"));
        assertThat(plan.bytes()).isEqualTo(64);
    }

    @Test
    void aProgramFoundBelowUsrIsAlsoWhereTheMergedDirectoriesLead() {
        assertThat(planner.plan(List.of("sh")).at("/bin"))
                .contains(new RootPlan.Symlink("/bin", "usr/bin", "as on this machine"));
    }

    @Test
    void everyRootHasWhatAlmostEveryProgramExpects() {
        var plan = planner.plan(List.of());

        assertThat(plan.entries())
                .map(RootPlan.Entry::path)
                .containsExactly(
                        "/dev", "/etc", "/etc/group", "/etc/hosts", "/etc/passwd", "/proc", "/root", "/sys", "/tmp");
        assertThat(((RootPlan.Directory) plan.at("/tmp").orElseThrow()).mode()).isEqualTo(01777);
    }

    @Test
    void aScriptBringsItsInterpreterAndWhatEnvWouldFind() throws Exception {
        install("usr/bin/env", staticElf());
        install("usr/bin/tool", "#!/usr/bin/env sh\n".getBytes());

        var plan = planner.plan(List.of("tool"));

        assertThat(plan.at("/usr/bin/env").orElseThrow().reason()).isEqualTo("runs the script /usr/bin/tool");
        assertThat(plan.at("/usr/bin/dash").orElseThrow().reason()).isEqualTo("runs the script /usr/bin/tool");
    }

    @Test
    void scriptsThatInterpretEachOtherEnd() throws Exception {
        install("usr/bin/a", "#!/usr/bin/b\n".getBytes());
        install("usr/bin/b", "#!/usr/bin/a\n".getBytes());

        assertThatThrownBy(() -> planner.plan(List.of("a"))).hasMessageContaining("more than 4 scripts");
    }

    @Test
    void saysWhatIsMissingAndTheRemedy() {
        assertThatThrownBy(() -> planner.plan(List.of("httpd")))
                .isInstanceOf(ImageException.class)
                .hasMessage("httpd: not found on PATH (/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin): "
                        + "install it, or name a path");
        assertThatThrownBy(() -> planner.plan(List.of("/opt/없는 것")))
                .hasMessage("/opt/없는 것: no such file: install it, or name another path");
        assertThatThrownBy(() -> planner.plan(List.of("/usr/bin")))
                .hasMessage("/usr/bin: not a file: name the program itself");
        assertThatThrownBy(() -> planner.plan(List.of(" "))).hasMessageContaining("is no program");
    }

    @Test
    void dataIsNotTakenForAProgram() throws Exception {
        install("usr/bin/data", "hello".getBytes());
        Files.writeString(machine.resolve("usr/bin/plain"), "x");

        assertThatThrownBy(() -> planner.plan(List.of("data")))
                .hasMessage("/usr/bin/data: neither an ELF program nor a script with a #! line: "
                        + "copy it as a file if it is data");
        assertThatThrownBy(() -> planner.plan(List.of("/usr/bin/plain"))).hasMessageContaining("not executable");
    }

    @Test
    void busyboxBringsItsAppletsWhereNothingElseWasAskedFor() throws Exception {
        install(
                "usr/bin/busybox",
                "#!/bin/sh\nprintf 'bin/sh\\nbin/ls\\nusr/bin/항아리\\nlinuxrc\\nsbin/init\\n'\n".getBytes());

        var plan = planner.withApplets().plan(List.of("sh", "busybox"));

        assertThat(plan.at("/usr/bin/ls"))
                .contains(new RootPlan.Symlink("/usr/bin/ls", "/usr/bin/busybox", "applet of busybox"));
        assertThat(plan.at("/sbin/init")).isPresent();
        assertThat(plan.at("/usr/bin/항아리")).isPresent();
        assertThat(plan.at("/usr/bin/sh").orElseThrow().reason()).isEqualTo("asked for");
    }

    @Test
    void tellsWhetherAProgramIsStatic() {
        assertThat(planner.isStatic("sh")).isTrue();
    }

    @Test
    void printsAsATreeWithReasons() {
        assertThat(planner.plan(List.of("/usr/bin/dash")).toString().lines())
                .contains(
                        "├── bin -> usr/bin       as on this machine",
                        "├── dev                  the kernel's files are mounted here")
                .endsWith("└── usr", "    └── bin", "        └── dash (64 B)  asked for");
    }

    private void install(String path, byte[] content) throws Exception {
        Path file = Files.write(machine.resolve(path), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static byte[] staticElf() {
        byte[] header = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, header, 0, 7);
        return header;
    }
}
