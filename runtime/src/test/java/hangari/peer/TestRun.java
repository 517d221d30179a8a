package hangari.peer;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests where there is no Maven, such as in a guest or as another user, and writes what came of each.
 *
 * <pre>
 * java -cp CLASSES hangari.peer.TestRun RESULTS hangari.container.cgroup hangari.api.BoxTest
 * </pre>
 *
 * <p>RESULTS is a file, or a device, that gets a line for each test: class, test, {@code passed}, {@code failed} or {@code
 * skipped}, and why; tabs between. {@code CLASS#METHOD} is one test, and whatever is not a class is a package. A class that is skipped as a whole is
 * one line. The line of test {@code (class)} with {@code ended} says that all of a class has run. Exit status: 0 if none failed, 1 if one did, 125 if none was found.
 */
public final class TestRun implements TestExecutionListener {
    private static final int LONGEST_REASON = 300;

    private static final Logger JUNIT = Logger.getLogger("org.junit");

    private final PrintStream results;
    private TestPlan plan;
    private int passed;
    private int failed;
    private int skipped;

    private TestRun(PrintStream results) {
        this.results = results;
    }

    /** Runs the tests of these classes and packages. */
    public static void main(String[] arguments) throws IOException {
        // Links out of a temporary directory are what many tests are about.
        JUNIT.setLevel(Level.SEVERE);
        try (PrintStream results = new PrintStream(Files.newOutputStream(Path.of(arguments[0])), true, "UTF-8")) {
            TestRun run = new TestRun(results);
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(Arrays.stream(arguments)
                                            .skip(1)
                                            .map(TestRun::selector)
                                            .toList())
                                    .filters(ClassNameFilter.includeClassNamePatterns(".*Test"))
                                    .build(),
                            run);
            System.out.printf("%d passed, %d failed, %d skipped%n", run.passed, run.failed, run.skipped);
            System.exit(run.passed + run.failed + run.skipped == 0 ? 125 : run.failed > 0 ? 1 : 0);
        }
    }

    private static DiscoverySelector selector(String name) {
        if (name.contains("#")) {
            return selectMethod(name);
        }
        boolean isClass = Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1));
        return isClass ? selectClass(name) : selectPackage(name);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(ClassSource.class::cast)
                .ifPresent(source -> System.out.println(source.getClassName()));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, "skipped", reason);
        if (isClass(test)) {
            ended(test);
        }
    }

    private static boolean isClass(TestIdentifier test) {
        return test.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    private void ended(TestIdentifier test) {
        results.printf("%s\t(class)\tended\t%n", className(test).orElse("?"));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        outcome(test, result);
        if (isClass(test)) {
            ended(test);
        }
    }

    private void outcome(TestIdentifier test, TestExecutionResult result) {
        Throwable thrown = result.getThrowable().orElse(null);
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    record(test, "passed", "");
                }
            }
            case ABORTED -> record(test, "skipped", message(thrown).replaceFirst("^Assumption failed: ", ""));
            case FAILED -> {
                record(test, "failed", message(thrown));
                if (thrown != null) {
                    thrown.printStackTrace(System.out);
                }
            }
        }
    }

    private void record(TestIdentifier test, String verdict, String reason) {
        String name = className(test).orElse("?");
        switch (verdict) {
            case "passed" -> passed++;
            case "failed" -> failed++;
            default -> skipped++;
        }
        String line = reason.lines().map(String::strip).reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b);
        String why = line.replace('\t', ' ').substring(0, Math.min(line.length(), LONGEST_REASON));
        results.printf("%s\t%s\t%s\t%s%n", name, method(test), verdict, why);
        if (!verdict.equals("passed")) {
            System.out.printf("%s: %s.%s: %s%n", verdict, name, method(test), why);
        }
    }

    private static String message(Throwable thrown) {
        return thrown == null ? "" : thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }

    private static String method(TestIdentifier test) {
        return test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(MethodSource.class::cast)
                        .isPresent()
                ? test.getLegacyReportingName()
                : "(all)";
    }

    private Optional<String> className(TestIdentifier test) {
        Optional<String> name = test.getSource().flatMap(source -> {
            if (source instanceof MethodSource method) {
                return Optional.of(method.getClassName());
            }
            return source instanceof ClassSource type ? Optional.of(type.getClassName()) : Optional.empty();
        });
        return name.isPresent() ? name : plan.getParent(test).flatMap(this::className);
    }
}
