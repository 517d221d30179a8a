package hangari.lesson.check;

import static hangari.lesson.check.Boxes.box;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.check.Proc.Stat;
import hangari.lesson.model.Check;
import hangari.lesson.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcTest {
    @TempDir
    private Path directory;

    private Proc proc;

    @BeforeEach
    void make() throws IOException {
        proc = new Proc(directory);
        process(1, 0, "init", "S");
        process(42, 1, "sh", "S");
        process(43, 42, "a (b) c", "S");
        process(44, 43, "sleep", "Z");
        process(99, 1, "sleep", "S");
        Path ns = Files.createDirectories(directory.resolve("42/ns"));
        Files.createSymbolicLink(ns.resolve("pid"), Path.of("pid:[4026532000]"));
        Files.createSymbolicLink(ns.resolve("pid_for_children"), Path.of("pid:[4026532001]"));
        Files.writeString(directory.resolve("42/status"), "Name:\tsh\nNSpid:\t42\t1\n");
        Files.writeString(directory.resolve("42/mountinfo"), """
                1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
                2 1 0:5 /a\\040b /with\\040space ro - tmpfs none rw
                """);
        Files.createDirectories(directory.resolve("42/root/etc"));
    }

    @Test
    void namespaces_are_read_from_their_links() {
        assertThat(proc.namespaces("42")).isEqualTo(Map.of("pid", 4026532000L));
        assertThat(proc.namespaces("7")).isEmpty();
    }

    @Test
    void above_the_root_of_a_process_is_the_top_of_its_mount_namespace() {
        assertThat(proc.top("42").map(RootDir::ino))
                .isEqualTo(Proc.SYSTEM.root(Proc.SELF).map(RootDir::ino));
        assertThat(proc.top("7")).isEmpty();
    }

    @Test
    void the_numbers_and_the_mounts_of_a_process() {
        assertThat(proc.nspid("42")).containsExactly(42L, 1L);
        assertThat(proc.mounts("42"))
                .containsExactly(
                        new Mount("/", "ext4", "/dev/sda1", "/", "8:1", "rw,relatime"),
                        new Mount("/with space", "tmpfs", "none", "/a b", "0:5", "ro"));
    }

    @Test
    void a_bind_mount_says_which_directory_it_shows() {
        assertThat(proc.mounts("42")).extracting(Mount::origin).containsExactly("/dev/sda1", "none[/a b]");
    }

    @Test
    void descendants_are_found_over_several_generations() {
        assertThat(proc.descendants(42))
                .containsExactlyInAnyOrder(new Stat(43, 42, "a (b) c", "S"), new Stat(44, 43, "sleep", "Z"));
        assertThat(proc.descendants(44)).isEmpty();
    }

    @Test
    void the_facts_of_a_running_box_are_those_of_proc_not_of_the_session() {
        Evidence claimed = box("sh").running().with(box -> box.pid = 42).evidence();
        Evidence seen =
                Scene.now(List.of(claimed), Optional.empty(), proc).boxes().get(0);
        assertThat(seen.namespaces()).isEqualTo(Map.of("pid", 4026532000L));
        assertThat(seen.nspid()).containsExactly(42L, 1L);
        assertThat(seen.mounts()).hasSize(2);
        assertThat(seen.root().map(RootDir::ino)).isNotEqualTo(claimed.root().map(RootDir::ino));
        assertThat(seen.root().map(RootDir::path)).contains("/");
    }

    @Test
    void a_box_that_ended_or_cannot_be_looked_into_keeps_its_evidence() {
        Evidence ended = box("sh").with(box -> box.pid = 42).evidence();
        Evidence hidden = box("sh").running().with(box -> box.pid = 99).evidence();
        Scene scene = Scene.now(List.of(ended, hidden), Optional.empty(), proc);
        assertThat(scene.boxes()).containsExactly(ended, hidden);
    }

    @Test
    void whether_a_process_lives_is_asked_of_proc() {
        assertThat(mismatch(new Check.Running(true), 42)).isEmpty();
        assertThat(mismatch(new Check.Running(true), 44)).contains("프로세스가 이미 끝났습니다. 실행 중이어야 합니다.");
        assertThat(mismatch(new Check.Running(true), 7)).isPresent();
        assertThat(mismatch(new Check.Running(false), 7)).isEmpty();
        assertThat(mismatch(new Check.Running(false), 42)).contains("프로세스가 아직 실행 중입니다(PID 42). 끝나 있어야 합니다.");
    }

    @Test
    void a_descendant_is_known_by_its_command_and_its_state() {
        assertThat(mismatch(new Check.Descendant("sleep", Optional.of("Z")), 42))
                .isEmpty();
        assertThat(mismatch(new Check.Descendant("sleep", Optional.of("S")), 42))
                .contains("이 box의 자손 가운데 sleep (S) 프로세스가 없습니다. 보이는 자손: a (b) c (S), sleep (Z).");
    }

    @Test
    void this_process_has_namespaces_and_a_root() {
        Host host = Host.read(Proc.SYSTEM);
        assertThat(host.namespaces()).containsKeys("pid", "mnt", "uts", "net", "ipc", "user");
        assertThat(host.root()).isPresent();
        assertThat(host.hostname()).isNotEmpty();
        assertThat(host.mounts()).extracting(Mount::target).contains("/proc");
        assertThat(Proc.SYSTEM.process("self").map(Stat::pid))
                .contains(ProcessHandle.current().pid());
    }

    private Optional<String> mismatch(Check check, long pid) {
        Evidence box = box("sh").running().with(builder -> builder.pid = pid).evidence();
        Scene scene = new Scene(List.of(box), Optional.empty(), Boxes.host(directory));
        return Judge.mismatch(check, scene).map(mismatch -> mismatch.message().in(Language.KO));
    }

    private void process(long pid, long parent, String command, String state) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(Long.toString(pid)));
        Files.writeString(
                folder.resolve("stat"), pid + " (" + command + ") " + state + " " + parent + " 1 1 0 -1 4194560 1\n");
    }
}
