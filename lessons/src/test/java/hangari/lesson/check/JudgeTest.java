package hangari.lesson.check;

import static hangari.lesson.check.Boxes.box;
import static hangari.lesson.check.Boxes.scene;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Boxes.Builder;
import hangari.lesson.check.Evidence.Call;
import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Sharing;
import hangari.lesson.model.Language;
import hangari.lesson.model.Step;
import hangari.lesson.model.Step.ObservedHint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Optional<String> NO = Optional.empty();

    @Test
    void a_step_passes_when_every_check_holds() {
        Step step = step(List.of(new Check.Exit(0), stdout("hello")));
        assertThat(Judge.judge(step, scene(box("ls"))).passed()).isTrue();
    }

    @Test
    void the_first_check_that_fails_is_named_with_both_values_and_the_hint_that_fits() {
        Step step = step(
                List.of(new Check.Boxes(1), new Check.Exit(1), new Check.Exit(2)),
                new ObservedHint("two", List.of(new Check.Boxes(2))),
                new ObservedHint("fits", List.of(new Check.Boxes(1), new Check.Exit(0))));
        assertThat(Judge.judge(step, scene(box("ls"))))
                .isEqualTo(new Verdict.Failed(
                        new Check.Exit(1),
                        new Mismatch(
                                "exit 1",
                                "exit 0",
                                new Message("종료 코드가 0입니다. 1이어야 합니다.", "The exit status is 0. It must be 1.")),
                        Optional.of("fits")));
    }

    @Test
    void a_snippet_that_ran_no_box_is_told_how_to_run_one() {
        assertThat(en(new Check.Exit(0), scene()))
                .isEqualTo("No box was run. Make one with box(…), then call .run() or .start().");
        assertThat(ko(new Check.Boxes(2), scene())).startsWith("실행된 box가 없습니다.");
        assertThat(en(new Check.Boxes(2), scene(box("ls")))).isEqualTo("The snippet ran 1 box. At least 2 are needed.");
    }

    @Test
    void the_last_box_counts_unless_another_is_selected_by_its_program() {
        Scene scene = scene(box("/bin/ls").exit(2), box("ps"));
        assertHolds(new Check.Exit(0), scene);
        assertHolds(new Check.Select("ls", new Check.Exit(2)), scene);
        assertHolds(new Check.Select("/bin/ls", new Check.Exit(2)), scene);
        assertThat(ko(new Check.Select("cat", new Check.Exit(0)), scene))
                .isEqualTo("cat 프로그램을 실행한 box가 없습니다. 실행된 프로그램: /bin/ls, ps.");
    }

    @Test
    void how_a_program_ended() {
        assertHolds(new Check.Signal("SIGKILL"), scene(box("ls").signal("SIGKILL")));
        assertThat(ko(new Check.Exit(0), scene(box("ls").signal("SIGKILL"))))
                .isEqualTo("프로그램이 SIGKILL 신호로 끝났습니다. 종료 코드가 0이어야 합니다.");
        assertThat(ko(new Check.Exit(0), scene(box("ls").running())))
                .isEqualTo("프로그램이 아직 실행 중입니다(PID 4242). 종료 코드가 0이어야 합니다.");
        assertThat(ko(new Check.Signal("SIGKILL"), scene(box("ls")))).isEqualTo("종료 코드가 0입니다. SIGKILL 신호로 끝나야 합니다.");
        assertThat(ko(new Check.Exit(0), scene(box("ls").refused("mount", "EPERM"))))
                .isEqualTo("프로그램이 시작되지 못했습니다. 커널이 mount(\"x\") 호출을 EPERM 오류로 거부했습니다.");
    }

    @Test
    void what_the_kernel_refused() {
        Check check = new Check.Refused("execve", "ENOENT");
        assertHolds(check, scene(box("ls").refused("execve", "ENOENT")));
        assertThat(ko(check, scene(box("ls")))).isEqualTo("커널이 거부한 호출이 없습니다. execve 호출이 ENOENT 오류로 거부되어야 합니다.");
        assertThat(en(check, scene(box("ls").refused("chroot", "EPERM"))))
                .isEqualTo("The kernel refused chroot(\"x\") with EPERM. execve must be refused with ENOENT.");
    }

    @Test
    void what_the_kernel_refused_for_one_of_several_reasons() {
        Check check = new Check.Refused("pivot_root", List.of("EBUSY", "EINVAL"));
        assertHolds(check, scene(box("ls").refused("pivot_root", "EBUSY")));
        assertHolds(check, scene(box("ls").refused("pivot_root", "EINVAL")));
        assertThat(ko(check, scene(box("ls").refused("pivot_root", "EPERM"))))
                .isEqualTo("커널이 pivot_root(\"x\") 호출을 EPERM 오류로 거부했습니다."
                        + " pivot_root 호출이 EBUSY 또는 EINVAL 오류로 거부되어야 합니다.");
        assertThat(en(check, scene(box("ls"))))
                .isEqualTo("The kernel refused nothing. pivot_root must be refused with EBUSY or EINVAL.");
        assertThat(Expectation.of(check).en()).isEqualTo("pivot_root refused with EBUSY or EINVAL");
        assertThat(Expectation.of(check).ko()).isEqualTo("pivot_root 호출이 EBUSY 또는 EINVAL 오류로 거부됨");
    }

    @Test
    void which_call_succeeded() {
        Call done = new Call("chroot", "chroot(\"x\")", Optional.of(0L), NO, false);
        Call failed = new Call("chroot", "chroot(\"x\")", Optional.of(-1L), Optional.of("EPERM"), false);
        Call skipped = new Call("chroot", "chroot(\"x\")", Optional.empty(), NO, false);
        Check check = new Check.Called("chroot");
        assertHolds(check, scene(box("ls").with(box -> box.calls = List.of(done))));
        assertHolds(new Check.Called("execve"), scene(box("ls")));
        assertThat(en(check, scene(box("ls"))))
                .isEqualTo("The log of system calls holds no chroot. It must be called and succeed.");
        assertThat(en(check, scene(box("ls").with(box -> box.calls = List.of(failed)))))
                .isEqualTo("chroot failed with EPERM. It must succeed.");
        assertThat(en(check, scene(box("ls").with(box -> box.calls = List.of(skipped)))))
                .isEqualTo("chroot was not reached. It must succeed.");
        assertThat(en(new Check.Called("execve"), scene(box("ls").refused("mount", "EPERM"))))
                .isEqualTo("execve was not reached. It must succeed.");
    }

    @Test
    void a_namespace_is_compared_with_the_hosts() {
        Builder own = box("sh").with(box -> box.namespaces = Map.of("pid", 7L, "uts", 4026531838L));
        Map<String, Sharing> expected = new LinkedHashMap<>();
        expected.put("pid", Sharing.OWN);
        expected.put("uts", Sharing.SHARED);
        assertHolds(new Check.Namespaces(expected), scene(own));
        assertThat(ko(new Check.Namespaces(expected), scene(box("sh"))))
                .isEqualTo("PID 네임스페이스가 호스트의 것 그대로입니다(4026531836). 새 PID 네임스페이스가 필요합니다.");
        assertThat(en(new Check.Namespaces(Map.of("pid", Sharing.SHARED)), scene(own)))
                .isEqualTo("The PID namespace is not the host's (7, the host has 4026531836). "
                        + "It must be shared with the host.");
        assertThat(ko(new Check.Namespaces(Map.of("mnt", Sharing.OWN)), scene(own)))
                .isEqualTo("마운트 네임스페이스: 관찰된 값이 없습니다. 프로그램이 보기도 전에 끝났을 수 있습니다.");
    }

    @Test
    void the_numbers_of_a_process() {
        Builder two = box("sh").with(box -> box.nspid = List.of(4242L, 1L));
        assertHolds(new Check.NsPid(Optional.of(2), Optional.of(1L)), scene(two));
        assertThat(ko(new Check.NsPid(Optional.of(2), Optional.empty()), scene(box("sh"))))
                .isEqualTo("이 프로세스의 PID는 1개입니다(NSpid: 4242). 2개여야 합니다.");
        assertThat(en(new Check.NsPid(Optional.empty(), Optional.of(2L)), scene(two)))
                .isEqualTo("Its PID in the innermost namespace is 1 (NSpid: 4242 1). It must be 2.");
    }

    @Test
    void what_was_written() {
        Scene scene = scene(box("sh").with(box -> box.stderr = "no such file\n"));
        assertHolds(stdout("hello"), scene);
        assertHolds(new Check.Stdout(NO, Optional.of("ell"), Optional.of("x"), Optional.of("h.*o")), scene);
        assertHolds(new Check.Stderr(Optional.of("such")), scene);
        assertThat(ko(stdout("1"), scene)).isEqualTo("표준 출력이 \"hello\"입니다. \"1\"이어야 합니다.");
        assertThat(en(new Check.Stdout(NO, Optional.of("x"), NO, NO), scene))
                .isEqualTo("Standard output is \"hello\". It must contain \"x\".");
        assertThat(en(new Check.Stdout(NO, NO, Optional.of("ell"), NO), scene))
                .isEqualTo("Standard output is \"hello\". It must not contain \"ell\".");
        assertThat(en(new Check.Stdout(NO, NO, NO, Optional.of("ell")), scene))
                .isEqualTo("Standard output is \"hello\". It must match the regular expression `ell`");
        assertThat(ko(stdout("1"), scene(box("sh").with(box -> box.stdout = "\n"))))
                .isEqualTo("표준 출력이 비어 있습니다. \"1\"이어야 합니다.");
    }

    @Test
    void what_was_written_does_not_reach_the_terminal_as_it_is() {
        Scene scene = scene(box("sh").with(box -> box.stdout = "\u001b[2J\u202e" + "x".repeat(1000)));
        assertThat(en(stdout("1"), scene)).doesNotContain("\u001b", "\u202e").hasSizeLessThan(160);
    }

    @Test
    void the_hostname_inside() {
        Builder jar = box("sh").with(box -> box.hostname = "jar");
        assertHolds(new Check.Hostname(NO2, Optional.of("jar")), scene(jar));
        assertHolds(new Check.Hostname(Optional.of(Sharing.OWN), NO), scene(jar));
        assertHolds(new Check.Hostname(Optional.of(Sharing.SHARED), NO), scene(box("sh")));
        assertThat(ko(new Check.Hostname(NO2, Optional.of("jar")), scene(box("sh"))))
                .isEqualTo("box 안의 호스트 이름이 \"debian\"입니다. \"jar\"이어야 합니다.");
        assertThat(en(new Check.Hostname(Optional.of(Sharing.OWN), NO), scene(box("sh"))))
                .isEqualTo("The hostname inside the box is \"debian\", the same as the host's. It must differ.");
        assertThat(en(new Check.Hostname(Optional.of(Sharing.SHARED), NO), scene(jar)))
                .isEqualTo("The hostname inside the box is \"jar\". It must be the host's, \"debian\".");
    }

    @Test
    void the_root_directory_is_compared_by_device_and_inode() {
        Builder caged = box("sh").with(box -> box.root = Optional.of(new RootDir("/tmp/r", 8, 3)));
        assertHolds(new Check.Root(Sharing.OWN), scene(caged));
        assertHolds(new Check.Root(Sharing.SHARED), scene(box("sh")));
        assertThat(ko(new Check.Root(Sharing.OWN), scene(box("sh"))))
                .isEqualTo("루트 디렉토리가 호스트의 것 그대로입니다. 다른 루트 디렉토리가 필요합니다.");
        assertThat(en(new Check.Root(Sharing.SHARED), scene(caged)))
                .isEqualTo("The root directory is not the host's (/tmp/r). It must be the host's.");
    }

    @Test
    void a_mount_is_looked_for_inside_and_outside() {
        Builder tmpfs = box("sh")
                .with(box -> box.mounts = List.of(
                        new Mount("/mnt", "ext4", "x", "/", "8:2", "rw"),
                        new Mount("/mnt", "tmpfs", "tmpfs", "/", "0:40", "rw")));
        Check hidden = mount("/mnt", Optional.of("tmpfs"), Optional.of(true), Optional.of(false));
        assertHolds(hidden, scene(tmpfs));
        assertThat(ko(hidden, scene(box("sh")))).isEqualTo("box 안의 /mnt: 마운트된 것이 없습니다. /mnt (tmpfs) 마운트가 있어야 합니다.");
        assertThat(en(mount("/mnt", Optional.of("ext4"), Optional.of(true), Optional.empty()), scene(tmpfs)))
                .isEqualTo("At /mnt inside the box, tmpfs is mounted. There must be a mount at /mnt (ext4).");
        assertThat(en(mount("/proc", NO, Optional.empty(), Optional.of(false)), scene(box("sh"))))
                .isEqualTo("At /proc on the host, proc is mounted. No mount must be seen at /proc.");
    }

    @Test
    void a_box_without_any_mount_below_its_root_has_none() {
        Check none = mount("/shelf", NO, Optional.of(false), Optional.empty());
        Builder caged = box("sh").with(box -> box.mounts = List.of());
        assertHolds(none, scene(caged));
        assertThat(en(none, scene(caged.with(box -> box.namespaces = Map.of()))))
                .startsWith("Mount table");
    }

    @Test
    void the_value_of_the_last_expression() {
        Scene scene = new Scene(List.of(), Optional.of("Root[3 files]"), Boxes.HOST);
        assertHolds(new Check.Value("Root.*"), scene);
        assertThat(ko(new Check.Value("3"), scene)).isEqualTo("마지막 식의 값이 \"Root[3 files]\"입니다. 다음 정규식에 맞아야 합니다: `3`");
        assertThat(en(new Check.Value("3"), scene())).startsWith("The snippet ends without a value.");
    }

    @Test
    void what_must_not_be() {
        assertHolds(new Check.Not(new Check.Exit(1)), scene(box("ls")));
        assertHolds(new Check.Not(new Check.Boxes(1)), scene());
        Check check = new Check.Not(new Check.Namespaces(Map.of("pid", Sharing.SHARED)));
        assertThat(ko(check, scene(box("ls")))).isEqualTo("이렇게 되면 안 됩니다: 호스트의 PID 네임스페이스.");
        assertThat(en(check, scene(box("ls")))).isEqualTo("This must not be so: the host's PID namespace.");
    }

    private static final Optional<Sharing> NO2 = Optional.empty();

    private static Step step(List<Check> checks, ObservedHint... observed) {
        return new Step(
                "id",
                1,
                List.of(),
                Optional.empty(),
                "",
                Optional.empty(),
                checks,
                0,
                List.of(observed),
                List.of(),
                "");
    }

    private static Check stdout(String is) {
        return new Check.Stdout(Optional.of(is), NO, NO, NO);
    }

    private static Check mount(
            String target, Optional<String> type, Optional<Boolean> inside, Optional<Boolean> outside) {
        return new Check.MountPoint(target, type, inside, outside);
    }

    private static void assertHolds(Check check, Scene scene) {
        assertThat(Judge.mismatch(check, scene)).isEmpty();
    }

    private static String ko(Check check, Scene scene) {
        return Judge.mismatch(check, scene).orElseThrow().message().in(Language.KO);
    }

    private static String en(Check check, Scene scene) {
        return Judge.mismatch(check, scene).orElseThrow().message().in(Language.EN);
    }
}
