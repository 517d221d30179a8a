package hangari.compare;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.RootPlanner;
import hangari.linux.proc.ProcFs;
import hangari.peer.RequiresQemu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places that share the host's kernel, on the real one. */
class ComparingTest {
    @TempDir
    Path root;

    @TempDir
    Path work;

    @BeforeEach
    void aRootOfTheHostsPrograms() {
        RootPlanner.host().plan(List.of("uname", "sh")).addTo(root);
    }

    private Comparison compare(String... argv) {
        return Comparing.compare(
                new Subject(List.of(argv), List.of(root)),
                Place.ON_THE_HOST,
                new Directories(work, work),
                3,
                Comparing.Progress.NONE);
    }

    @Test
    void everyCellOfThePlacesThatShareTheKernelIsMeasured() {
        Comparison found = compare("uname", "-r");

        assertThat(found.columns())
                .allSatisfy(column -> assertThat(column.cells().values())
                        .noneMatch(cell -> cell.missing().isPresent()));
    }

    @Test
    void whatASessionShowsOfItFitsIntoATerminal() {
        assertThat(compare("uname", "-a").toString().lines())
                .hasSize(1 + Aspect.values().length)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void oneKernelAnswersInAllOfThem() {
        Comparison found = compare("uname", "-r");
        String release = ProcFs.host().parameter("kernel/osrelease").value().orElseThrow();
        String boot = ProcFs.host().parameter("kernel/random/boot_id").value().orElseThrow();

        assertThat(found.columns()).allSatisfy(column -> {
            assertThat(column.cell(Aspect.ANSWER)).isEqualTo(new Cell.Answer(release, 0));
            assertThat(column.cell(Aspect.KERNEL)).isEqualTo(new Cell.Text(release));
            assertThat(column.cell(Aspect.BOOT_ID)).isEqualTo(new Cell.Text(boot));
        });
    }

    @Test
    void theHostSeesTheProcessOfAContainerUnderTwoNumbers() {
        Comparison found = compare("uname");

        assertThat(((Cell.Pids) found.cell(Place.PROCESS, Aspect.SEEN)).nested())
                .hasSize(1);
        assertThat(((Cell.Pids) found.cell(Place.CONTAINER, Aspect.SEEN)).nested())
                .hasSize(2)
                .last()
                .isEqualTo(1L);
        assertThat(((Cell.Processes) found.cell(Place.CONTAINER, Aspect.PROCESSES)).names())
                .hasSize(1);
    }

    @Test
    void aChrootSharesWhatAContainerDoesNot() {
        Comparison found = compare("uname");

        assertThat(((Cell.Namespaces) found.cell(Place.PROCESS, Aspect.SHARED)).apart())
                .isEmpty();
        assertThat(((Cell.Namespaces) found.cell(Place.CHROOT, Aspect.SHARED)).shared())
                .contains("pid", "net", "uts", "ipc", "mnt");
        assertThat(((Cell.Namespaces) found.cell(Place.CONTAINER, Aspect.SHARED)).apart())
                .containsAll(Set.of("pid", "net", "uts", "ipc", "mnt"));
    }

    @Test
    void aContainerKeepsOnDiskWhatItWroteAndNothingElse() throws IOException {
        Files.createDirectory(root.resolve("only-in-this-root"));
        Comparison found = compare("sh", "-c", "echo hello > /only-in-this-root/made");

        assertThat(found.cell(Place.CONTAINER, Aspect.DISK)).isEqualTo(new Cell.Bytes("hello\n".length()));
        assertThat(((Cell.Answer) found.cell(Place.PROCESS, Aspect.ANSWER)).status())
                .isNotZero();
    }

    @Test
    void nothingIsLeftInTheDirectoryInWhichItWorked() throws IOException {
        assertThat(compare("uname").columns()).hasSize(3);

        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aProgramThatIsNotThereLeavesAReasonAndNothingElse() {
        Comparison found = compare("no-such-program");

        assertThat(found.columns()).allSatisfy(column -> {
            assertThat(column.cell(Aspect.TIME).missing())
                    .hasValueSatisfying(why -> assertThat(why).contains("ENOENT"));
            assertThat(column.cell(Aspect.KERNEL).missing()).isEmpty();
        });
    }

    @Test
    void aRootOfSeveralLayersIsStackedForEachPlace(@TempDir Path upper) throws IOException {
        Files.writeString(upper.resolve("word"), "from above\n");
        Comparison found = Comparing.compare(
                new Subject(List.of("sh", "-c", "read word < /word; echo $word"), List.of(root, upper)),
                Place.ON_THE_HOST,
                new Directories(work, work),
                1,
                Comparing.Progress.NONE);

        assertThat(found.cell(Place.CHROOT, Aspect.ANSWER)).isEqualTo(new Cell.Answer("from above", 0));
        assertThat(found.cell(Place.CONTAINER, Aspect.ANSWER)).isEqualTo(new Cell.Answer("from above", 0));
        assertThat(found.cell(Place.CHROOT, Aspect.BOOT_ID)).isEqualTo(found.cell(Place.PROCESS, Aspect.BOOT_ID));
    }

    @Test
    @RequiresQemu
    void aMachineHasAKernelOfItsOwnAndTheHostDoesNotSeeItsProcess() {
        Comparison found = Comparing.compare(
                new Subject(List.of("uname", "-s"), List.of(root)),
                Place.ALL,
                new Directories(work, RequiresQemu.Condition.STATE),
                1,
                Comparing.Progress.NONE);

        assertThat(found.columns())
                .allSatisfy(column -> assertThat(column.cells().values())
                        .noneMatch(cell -> cell.missing().isPresent()));
        assertThat(found.cell(Place.VM, Aspect.ANSWER)).isEqualTo(found.cell(Place.CONTAINER, Aspect.ANSWER));
        assertThat(found.cell(Place.VM, Aspect.BOOT_ID)).isNotEqualTo(found.cell(Place.CONTAINER, Aspect.BOOT_ID));
        assertThat(found.cell(Place.CONTAINER, Aspect.BOOT_ID)).isEqualTo(found.cell(Place.PROCESS, Aspect.BOOT_ID));
        assertThat(found.cell(Place.VM, Aspect.SEEN)).isEqualTo(new Cell.Pids(List.of()));
        assertThat(found.cell(Place.VM, Aspect.SHARED)).isEqualTo(new Cell.Namespaces(Set.of(), Set.of(), false));
        assertThat(((Cell.Processes) found.cell(Place.VM, Aspect.PROCESSES)).names())
                .singleElement()
                .asString()
                .startsWith("qemu-system");
    }
}
