package hangari.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Child;
import hangari.linux.Ending;
import hangari.linux.Launcher;
import hangari.linux.Meeting;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.peer.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups on the real kernel, with processes that run into their limits. */
class GroupTest {
    private static final int PATIENCE = 3000;

    /** Twice as many shells at each depth; one that cannot fork ends, but never the first. */
    private static final String BOMB = "exec 2>/dev/null;"
            + " b() { if [ $1 -gt 0 ]; then b $(($1-1)) & b $(($1-1)) & fi; exec sleep 1000; }; b 7 & exec sleep 1000";

    private final String name = "hangari-test-" + UUID.randomUUID();

    @BeforeEach
    void groupsCanBeMade() {
        Rights.assumeGroups();
    }

    private Group group(Limits limits) {
        return Group.make(Plan.of(Hierarchies.here(), limits, name));
    }

    private static Child shell(Group group, String script) {
        try (Meeting meeting = new Meeting()) {
            Step sh = new ProcessStep.Execve("/bin/sh", List.of("sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"));
            List<Step> steps = List.of(
                    new ProcessStep.DieWithParent(Signal.SIGKILL),
                    meeting.step(),
                    new ProcessStep.UnblockSignals(),
                    sh);
            return Launcher.children()
                    .launch(new SyscallProgram(Set.of(), steps), meeting, group::place)
                    .child()
                    .orElseThrow();
        }
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < PATIENCE && !holds.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    @Test
    void aForkBombStopsAtTheLimitAndNothingOfItIsLeft() throws Exception {
        Group group = group(Limits.none().withPids(20));
        try (group;
                Child bomb = shell(group, BOMB)) {
            until(() -> {
                assertThat(group.processes()).hasSizeLessThanOrEqualTo(20);
                return group.events().forksRefused().orElse(0) > 0;
            });

            assertThat(group.statistics().pids().getAsLong()).isBetween(2L, 20L);
            group.remove();
            assertThat(bomb.await()).isEqualTo(new Ending.Killed(Signal.SIGKILL));
        }
        assertThat(group.directories()).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void aProcessThatWantsMoreMemoryIsKilledAndTheEventIsSeen() {
        Group group = group(Limits.none().withMemory("16m"));
        try (group;
                Child greedy = shell(group, "exec dd if=/dev/zero of=/dev/null bs=100M count=1")) {
            assertThat(greedy.await()).isEqualTo(new Ending.Killed(Signal.SIGKILL));

            assertThat(group.events().oomKills()).hasValue(1);
            assertThat(group.events().outOfMemory()).isTrue();
            assertThat(group.events().memoryAtLimit().getAsLong()).isPositive();
            assertThat(group.statistics().memoryPeak().getAsLong()).isBetween(8L << 20, 16L << 20);
        }
        assertThat(group.directories()).noneMatch(Files::exists);
    }

    @Test
    void aProcessThatFitsLivesAndNoEventIsSeen() {
        try (Group group = group(Limits.none().withMemory("64m").withPids(20));
                Child modest = shell(group, "exec dd if=/dev/zero of=/dev/null bs=8M count=1 2>/dev/null")) {
            assertThat(modest.await()).isEqualTo(new Ending.Exited(0));

            assertThat(group.events().outOfMemory()).isFalse();
            assertThat(group.events().forksRefused()).hasValue(0);
        }
    }

    @Test
    void aBusyProcessIsThrottledToItsShare() throws Exception {
        try (Group group = group(Limits.none().withCpus(0.05).withCpuShares(512));
                Child busy = shell(group, "while :; do :; done")) {
            until(() -> group.events().periodsThrottled().orElse(0) > 0
                    && group.statistics().throttledMicros().orElse(0) > 0);

            assertThat(busy.poll()).isEmpty();
        }
    }

    @Test
    void aWeightOfDisksIsSetOrTheMissingFileIsNamed() throws Exception {
        try (Group group = group(Limits.none().withBlkioWeight(500))) {
            Path file = group.directories().iterator().next().resolve("blkio.bfq.weight");
            if (Files.exists(file)) {
                assertThat(Files.readString(file)).contains("500");
            }
        } catch (CgroupException e) {
            assertThat(e).hasMessageStartingWith("cannot set blkio weight to 500: ");
        }
    }

    @Test
    void theGroupIsSeenInTheProcesssOwnFile() throws Exception {
        try (Group group = group(Limits.none().withPids(20));
                Child sleeper = shell(group, "exec sleep 1000")) {
            assertThat(group.processes()).containsExactly(sleeper.pid());
            assertThat(Files.readString(Path.of("/proc/" + sleeper.pid() + "/cgroup")))
                    .contains("/" + name);
        }
    }

    @Test
    void aGroupOfVersion2IsEndedAsAWholeTheGroupsBelowItToo() throws Exception {
        var unified = Hierarchies.here().unified().filter(tree -> !tree.readOnly());
        assumeTrue(unified.isPresent(), "no tree of version 2 is mounted");
        Path directory = unified.get().directory().orElseThrow().resolve(name);
        Group group = Group.make(
                new Plan(Map.of(directory, Version.V2), List.of(new Action.Make("make a group", directory))));
        try (group;
                Child sleeper = shell(group, "sleep 1000 & exec sleep 1000")) {
            Files.createDirectory(directory.resolve("below"));
            assertThat(group.unified()).contains(directory);
            assertThat(group.statistics().cpuMicros()).isPresent();

            group.remove();
            assertThat(sleeper.await()).isEqualTo(new Ending.Killed(Signal.SIGKILL));
            assertThat(directory).doesNotExist();
        }
    }

    @Test
    void aSecondGroupOfTheSameNameIsRefusedAndTheFirstStays() {
        try (Group first = group(Limits.none().withPids(20))) {
            Path directory = first.directories().iterator().next();
            assertThatThrownBy(() -> group(Limits.none().withPids(30)))
                    .isInstanceOf(CgroupException.class)
                    .hasMessage("cannot limit pids to 30: " + directory + ": EEXIST (file exists):"
                            + " a group of that name is there: choose another name, or rmdir it");
            assertThat(directory).exists();
        }
    }

    @Test
    void aRefusedValueLeavesNoHalfMadeGroup() {
        Plan good = Plan.of(Hierarchies.here(), Limits.none().withPids(20), name);
        Path directory = good.directories().keySet().iterator().next();
        Setting wrong = Setting.of(Controller.PIDS, "limit pids to -5", "pids.max", -5);
        Plan bad = new Plan(good.directories(), List.of(good.actions().get(0), new Action.Set(directory, wrong)));

        assertThatThrownBy(() -> Group.make(bad))
                .hasMessageStartingWith("cannot limit pids to -5: " + directory + "/pids.max: EINVAL");
        assertThat(directory).doesNotExist();
    }

    @Test
    void whereNoGroupMayBeMadeTheRemedyIsSaid() {
        Path foreign = Path.of("/sys/kernel", name);
        Plan plan = new Plan(Map.of(foreign, Version.V1), List.of(new Action.Make("limit pids to 20", foreign)));

        assertThatThrownBy(() -> Group.make(plan))
                .hasMessageStartingWith("cannot limit pids to 20: " + foreign + ": E")
                .hasMessageEndingWith(": this user was not given that part of the tree: run as root, or on version 2 as"
                        + " systemd-run --user --scope -p Delegate=yes COMMAND");
    }

    @Test
    void aProcessThatHasEndedCannotBePlaced() {
        try (Group group = group(Limits.none().withPids(20))) {
            Child ended = shell(group, "exit 0");
            ended.await();
            assertThatThrownBy(() -> group.place(ended.pid()))
                    .isInstanceOf(CgroupException.class)
                    .hasMessageStartingWith("cannot place process " + ended.pid() + ": ")
                    .hasMessageEndingWith("ESRCH (no such process): the process has ended");
        }
    }

    @Test
    void aFrozenGroupGetsNoTimeUntilItThaws() throws Exception {
        try (Group group = Group.make(Plan.everywhere(Hierarchies.here(), Limits.none(), name))) {
            Child child = shell(group, "while :; do :; done");
            group.freeze();
            long before = group.statistics().cpuMicros().orElseThrow();
            assertThat(group.statistics().cpuMicros()).hasValue(before);

            group.thaw();
            until(() -> group.statistics().cpuMicros().orElseThrow() > before);
            child.close();
        }
    }

    @Test
    void aGroupWithoutLimitsIsCounted() {
        try (Group group = Group.make(Plan.everywhere(Hierarchies.here(), Limits.none(), name));
                Child child = shell(group, "exec sleep 1000")) {
            assertThat(group.statistics().pids()).hasValue(1);
            assertThat(group.statistics().memory().orElseThrow()).isPositive();
            assertThat(group.processes()).containsExactly(child.pid());
        }
    }

    @Test
    void aFrozenGroupIsRemovedNonetheless() {
        Group group = Group.make(Plan.everywhere(Hierarchies.here(), Limits.none(), name));
        Child child = shell(group, "exec sleep 1000");
        group.freeze();

        group.remove();

        assertThat(child.await()).isEqualTo(new Ending.Killed(Signal.SIGKILL));
        assertThat(group.directories()).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void aGroupIsFoundAgainByItsDirectories() {
        Plan plan = Plan.everywhere(Hierarchies.here(), Limits.none().withPids(20), name);
        Group made = Group.make(plan);
        Child child = shell(made, "exec sleep 1000");

        Group found = Group.at(plan.directories());
        assertThat(found.processes()).containsExactly(child.pid());
        found.remove();

        assertThat(made.directories()).noneMatch(Files::exists);
        child.close();
        found.remove();
    }
}
