package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the kernel that runs the test. */
class LiveProcTest {
    private final ProcFs proc = ProcFs.host();
    private final ArrayList<Process> started = new ArrayList<>();

    @TempDir
    Path scratch;

    @AfterEach
    void endWhatWasStarted() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aKernelParameterIsReadWhole() {
        // capabilities(7): the highest of a kernel since 5.9 is CAP_CHECKPOINT_RESTORE, 40, or beyond
        assertThat(Integer.parseInt(
                        ProcFs.host().parameter("kernel/cap_last_cap").value().orElseThrow()))
                .isGreaterThanOrEqualTo(40);
        assertThat(ProcFs.host().parameter("kernel/no_such_parameter").value()).isEmpty();
    }

    @Test
    void weCanReadEverythingOfOurselves() {
        long me = proc.self();

        assertThat(proc.status(me).value().orElseThrow().name()).startsWith("java");
        assertThat(proc.stat(me).value().orElseThrow().pid()).isEqualTo(me);
        assertThat(proc.mounts(me).value().orElseThrow().at("/proc"))
                .map(MountInfo::type)
                .contains("proc");
        assertThat(proc.uidMap(me).value().orElseThrow().ranges()).isNotEmpty();
        assertThat(proc.gidMap(me).value().orElseThrow().ranges()).isNotEmpty();
        assertThat(proc.cgroups(me).value()).isPresent();
        assertThat(proc.commandLine(me).value().orElseThrow()).isNotEmpty();
        assertThat(proc.environment(me).value().orElseThrow()).containsKey("PATH");
        assertThat(proc.link(me, "root").value()).contains(Path.of("/"));
        assertThat(proc.namespaces(me).value().orElseThrow().inodes())
                .containsKeys("cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "user", "uts");
        var memory = proc.memory(me).value().orElseThrow();
        assertThat(memory.proportional()).isBetween(1L, memory.resident());
    }

    @Test
    void aChildSharesOurNamespacesAndIsFoundAmongOurDescendants() throws Exception {
        long child = start("sleep", "100").pid();

        var ours = proc.namespaces(proc.self()).value().orElseThrow();
        assertThat(proc.namespaces(child).value().orElseThrow().apartFrom(ours)).isEmpty();
        assertThat(proc.processes().descendants(proc.self()))
                .map(ProcessStat::pid)
                .contains(child);
    }

    @Test
    void aHostileNameIsReadBackFromBothFiles() throws Exception {
        String name = "a) Z 1 (\\\nx";
        Path program = Files.copy(Path.of("/bin/sleep"), scratch.resolve(name));

        long child = start(program.toString(), "100").pid();

        assertThat(proc.stat(child).value().orElseThrow().command()).isEqualTo(name);
        assertThat(proc.status(child).value().orElseThrow().name()).isEqualTo(name);
    }

    @Test
    void aHangulNameCutInTheMiddleOfALetterDoesNotHurt() throws Exception {
        Path program = Files.copy(Path.of("/bin/sleep"), scratch.resolve("한글항아리이름"));

        long child = start(program.toString(), "100").pid();

        assertThat(proc.status(child).value().orElseThrow().name()).isEqualTo("한글항아리");
        assertThat(proc.commandLine(child).value().orElseThrow()).containsExactly(program.toString(), "100");
    }

    @Test
    void aZombieStillHasAStatusButNoMemoryAndNoMounts() throws Exception {
        // The shell becomes sleep, which never waits for the child that the shell had started.
        Process parent = start("sh", "-c", "sh -c 'echo $$' & exec sleep 100");
        long zombie = Long.parseLong(firstLine(parent));
        while (proc.stat(zombie).value().orElseThrow().state() != ProcessState.ZOMBIE) {
            Thread.onSpinWait();
        }

        assertThat(proc.status(zombie).value().orElseThrow().memory().resident())
                .isEmpty();
        assertThat(proc.memory(zombie).value()).isEmpty();
        assertThat(proc.mounts(zombie)).isInstanceOf(Reading.Gone.class);
        assertThat(proc.commandLine(zombie).value().orElseThrow()).isEmpty();
        // ptrace(2): what has no memory counts as not dumpable, so even its own user may not look at its namespaces
        assertThat(proc.namespaces(zombie).denied()).isEqualTo(!isRoot());
        assertThat(proc.namespaces(zombie)
                        .value()
                        .flatMap(names -> names.of("mnt").stream().boxed().findFirst()))
                .isEmpty();
    }

    @Test
    void mountsWithHostileTargetsAreReadBack() throws Exception {
        List<String> names = List.of("a b", "new\nline", "항아리", "back\\slash", "tab\tand#hash", "cr\rx", "\\040");
        for (String name : names) {
            Files.createDirectory(scratch.resolve(name));
        }
        String each =
                "for d in \"$0\"/*; do mount -t tmpfs 'no thing' \"$d\" || exit 1; done; echo mounted; exec sleep 100";
        Process box = start("unshare", "-rm", "sh", "-c", each, scratch.toString());
        assumeTrue("mounted".equals(firstLine(box)), "this machine allows no mount in a user namespace");

        var mounts = proc.mounts(box.pid()).value().orElseThrow();

        assertThat(names).allSatisfy(name -> assertThat(
                        mounts.at(scratch.toRealPath().resolve(name).toString()))
                .map(MountInfo::source)
                .contains("no thing"));
        assertThat(proc.uidMap(box.pid()).value().orElseThrow().outside(0)).isPresent();
    }

    @Test
    void aProcessOfItsOwnPidNamespaceHasTwoNumbers() throws Exception {
        Process box = start("unshare", "-rpf", "sh", "-c", "echo $$; exec sleep 100");
        assumeTrue("1".equals(firstLine(box)), "this machine allows no user namespace");

        long inner = proc.processes().children(box.pid()).get(0).pid();

        assertThat(proc.status(inner).value().orElseThrow().nspid()).containsExactly(inner, 1L);
        assertThat(proc.namespaces(inner)
                        .value()
                        .orElseThrow()
                        .apartFrom(proc.namespaces(proc.self()).value().orElseThrow()))
                .containsExactlyInAnyOrder("pid", "pid_for_children", "user");
    }

    @Test
    void whatTheKernelForbidsIsNamedAndNotMistakenForAbsence() throws Exception {
        // Anyone may read the status of a process; its namespaces, root and environment belong to its user.
        assertThat(askAsOrdinaryUser()).isEqualTo("false true true true");
    }

    private String askAsOrdinaryUser() throws Exception {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Class<?> anchor : List.of(ProcFs.class, AskAboutInit.class)) {
            copyPackage(Path.of(anchor.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve("hangari/linux/proc"));
        }
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "-cp", scratch.toString(), AskAboutInit.class.getName()));
        return firstLine(start(command.toArray(String[]::new)));
    }

    private void copyPackage(Path classes) throws Exception {
        Path target = Files.createDirectories(scratch.resolve("hangari/linux/proc"));
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isRoot() throws Exception {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private Process start(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private static String firstLine(Process process) throws Exception {
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        return line == null ? "" : line;
    }
}
