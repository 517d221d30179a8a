package hangari;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the house together: who may import whom. A new package is refused until it has a line here. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("hangari");

    /** Which of our packages each package may import, beside itself. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("hangari.linux", List.of()),
            Map.entry("hangari.linux.proc", List.of("hangari.linux")),
            Map.entry("hangari.linux.seccomp", List.of("hangari.linux")),
            Map.entry("hangari.image", List.of("hangari.linux..", "hangari.image..")),
            Map.entry("hangari.image.elf", List.of()),
            Map.entry("hangari.image.dockerfile", List.of()),
            Map.entry(
                    "hangari.image.tree",
                    List.of("hangari.linux", "hangari.image", "hangari.image.oci", "hangari.image.tar")),
            Map.entry(
                    "hangari.image.build",
                    List.of("hangari.image", "hangari.image.oci", "hangari.image.tree", "hangari.image.dockerfile")),
            Map.entry(
                    "hangari.container",
                    List.of(
                            "hangari.linux..",
                            "hangari.image..",
                            "hangari.container.cgroup",
                            "hangari.container.users")),
            Map.entry("hangari.container.build", List.of("hangari.linux", "hangari.image..", "hangari.container")),
            Map.entry("hangari.container.cgroup", List.of("hangari.linux..")),
            Map.entry("hangari.container.users", List.of("hangari.linux..")),
            Map.entry("hangari.container.life", List.of("hangari.container.cgroup")),
            Map.entry(
                    "hangari.container.life.translate",
                    List.of(
                            "hangari.linux..",
                            "hangari.image",
                            "hangari.image.elf",
                            "hangari.image.oci",
                            "hangari.container",
                            "hangari.container.cgroup",
                            "hangari.container.users",
                            "hangari.container.life",
                            "hangari.network",
                            "hangari.network.attach",
                            "hangari.network.dns",
                            "hangari.network.port")),
            Map.entry(
                    "hangari.container.life.keep",
                    List.of(
                            "hangari.linux..",
                            "hangari.image..",
                            "hangari.container",
                            "hangari.container.cgroup",
                            "hangari.container.users",
                            "hangari.container.files",
                            "hangari.container.life",
                            "hangari.container.life.translate",
                            "hangari.network..")),
            Map.entry("hangari.container.life.wire", List.of("hangari.linux", "hangari.container.life")),
            Map.entry(
                    "hangari.container.files",
                    List.of(
                            "hangari.linux..",
                            "hangari.image",
                            "hangari.image.oci",
                            "hangari.image.tar",
                            "hangari.container.life",
                            "hangari.container.users")),
            Map.entry("hangari.image.oci", List.of("hangari.image")),
            Map.entry("hangari.image.registry", List.of("hangari.image", "hangari.image.oci")),
            Map.entry("hangari.image.tar", List.of("hangari.linux..", "hangari.image", "hangari.image.oci")),
            Map.entry(
                    "hangari.image.store",
                    List.of("hangari.image", "hangari.image.oci", "hangari.image.registry", "hangari.image.tar")),
            Map.entry(
                    "hangari.image.archive",
                    List.of("hangari.linux", "hangari.image", "hangari.image.oci", "hangari.image.tar")),
            Map.entry("hangari.network", List.of("hangari.linux..")),
            Map.entry("hangari.network.loop", List.of("hangari.linux..", "hangari.network")),
            Map.entry("hangari.network.port", List.of("hangari.network", "hangari.network.loop")),
            Map.entry("hangari.network.dns", List.of("hangari.network", "hangari.network.loop")),
            Map.entry("hangari.network.attach", List.of("hangari.linux..", "hangari.network..")),
            Map.entry("hangari.vm", List.of("hangari.linux..", "hangari.vm..")),
            Map.entry("hangari.vm.fault", List.of()),
            Map.entry("hangari.vm.kernel", List.of("hangari.vm.fault")),
            Map.entry("hangari.vm.initramfs", List.of("hangari.linux", "hangari.image.tar", "hangari.vm.fault")),
            Map.entry("hangari.vm.qemu", List.of("hangari.linux", "hangari.vm.fault")),
            Map.entry("hangari.vm.agent", List.of("hangari.linux", "hangari.vm.fault")),
            Map.entry(
                    "hangari.compare",
                    List.of("hangari.linux..", "hangari.image", "hangari.container", "hangari.vm..")),
            Map.entry("hangari.vm.kvm", List.of("hangari.linux")),
            Map.entry("hangari.engine", List.of("hangari.linux..", "hangari.image..", "hangari.container")),
            Map.entry(
                    "hangari.api",
                    List.of(
                            "hangari.linux..",
                            "hangari.image..",
                            "hangari.container..",
                            "hangari.vm..",
                            "hangari.compare")),
            Map.entry("hangari.lesson.model", List.of()),
            Map.entry("hangari.lesson.source", List.of("hangari.lesson.model")),
            Map.entry("hangari.lesson.check", List.of("hangari.lesson.model")),
            Map.entry("hangari.lesson.shell", List.of("hangari.lesson.model", "hangari.lesson.check")),
            Map.entry(
                    "hangari.lesson.play",
                    List.of("hangari.lesson.model", "hangari.lesson.check", "hangari.lesson.shell")),
            Map.entry(
                    "hangari.lesson.play.screen",
                    List.of(
                            "hangari.lesson.model",
                            "hangari.lesson.source",
                            "hangari.lesson.check",
                            "hangari.lesson.shell",
                            "hangari.lesson.play")),
            Map.entry("hangari.slides", List.of("hangari.lesson..")),
            Map.entry("hangari.lab", List.of("hangari.lesson..")),
            Map.entry("hangari.lab.screen", List.of("hangari.lesson..", "hangari.lab")),
            Map.entry("hangari.cli.state", List.of("hangari.linux..")),
            Map.entry("hangari.cli.outline", List.of("hangari.lesson.model", "hangari.lesson.source")),
            Map.entry("hangari.cli.tally", List.of()),
            Map.entry("hangari.cli.help", List.of("hangari.lesson.model", "hangari.cli.text")),
            Map.entry("hangari.cli.network", List.of("hangari.network..")),
            Map.entry("hangari.cli.text", List.of()),
            Map.entry("hangari.cli.compare", List.of("hangari.compare", "hangari.cli.text")),
            Map.entry("hangari.cli.image", List.of("hangari.image..", "hangari.cli.text")),
            Map.entry(
                    "hangari.cli.container",
                    List.of(
                            "hangari.linux",
                            "hangari.image..",
                            "hangari.container..",
                            "hangari.cli.state",
                            "hangari.cli.text",
                            "hangari.cli.image")),
            Map.entry("hangari.cli.doctor", List.of("hangari.linux..", "hangari.container", "hangari.lesson.model")),
            Map.entry("hangari.cli", List.of("hangari.."))));

    @TestFactory
    List<DynamicTest> importsOnlyWhatItMay() {
        return packages().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> importsOnlyWhatItMay(name)))
                .toList();
    }

    private static void importsOnlyWhatItMay(String name) {
        List<String> allowed = MAY_IMPORT.get(name);
        assertThat(allowed)
                .as("what %s may import: give it a line in this test", name)
                .isNotNull();
        String[] ours = allowed.toArray(String[]::new);
        DescribedPredicate<JavaClass> forbidden = resideInAPackage("hangari..")
                .and(DescribedPredicate.not(resideInAnyPackage(ours)))
                .and(DescribedPredicate.not(resideInAPackage(name)));
        noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(forbidden)
                .check(CLASSES);
    }

    @Test
    void hasNoCycle() {
        slices().matching("hangari.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nativeCallsAreMadeByTheKernelSeamOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("hangari.linux")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineTouchesTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("hangari.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(CLASSES);
    }

    @Test
    void noClassIsNamedForWantOfAName() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(CLASSES);
        assertThat(packagesOf(CLASSES.that(DescribedPredicate.describe(
                        "package-info", type -> type.getSimpleName().equals("package-info")))))
                .isEqualTo(packages());
    }

    private static TreeSet<String> packages() {
        return packagesOf(CLASSES);
    }

    private static TreeSet<String> packagesOf(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }
}
