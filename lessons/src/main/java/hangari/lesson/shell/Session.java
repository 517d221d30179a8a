package hangari.lesson.shell;

import java.io.File;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jshell.JShell;
import jdk.jshell.execution.JdiExecutionControlProvider;
import org.jspecify.annotations.Nullable;

/**
 * A JShell whose code runs in a VM of its own, so that neither an endless loop nor {@code System.exit} harms us.
 *
 * <pre>{@code
 * try (Session session = Session.start(SessionSettings.of(""))) {
 *     session.eval("1 + 1").value(); // Optional[2]
 * }
 * }</pre>
 *
 * <p>{@link #eval} blocks; {@link #interrupt} and {@link #close} may be called from any other thread meanwhile. The
 * session VM ends when it is closed, and when the process that started it ends, however that comes about.
 */
public final class Session implements AutoCloseable {
    private static final List<String> QUICK_START = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");
    private static final int CONNECT_MILLIS = 30_000;
    private static final int CLOSE_MILLIS = 500;

    private final JShell shell;
    private final ProcessHandle vm;
    private final EvidenceLog evidence;
    private final CodeAssist assist;
    private final ReentrantLock evaluating = new ReentrantLock();
    private volatile boolean lost;
    private volatile @Nullable Interruption running;

    private Session(JShell shell, ProcessHandle vm, SessionSettings settings) {
        this.shell = shell;
        this.vm = vm;
        this.evidence = new EvidenceLog(settings.evidence());
        this.assist = new CodeAssist(shell, settings.sources(), evaluating);
        var unused = shell.onShutdown(ended -> lost = true);
    }

    /**
     * Starts a session VM, runs the startup code in it, and returns when it is ready: about half a second.
     *
     * @throws SessionException if the VM does not start or the startup code fails
     */
    public static Session start(SessionSettings settings) {
        Names names = new Names();
        try {
            String classPath = withGuard(settings.classPath());
            JShell shell = JShell.builder()
                    .executionEngine(new JdiExecutionControlProvider(), connection())
                    .remoteVMOptions(vmOptions(settings, classPath))
                    .compilerOptions("-classpath", classPath, "-proc:none")
                    .idGenerator((snippet, id) -> names.snippet(id))
                    .tempVariableNameGenerator(names::variable)
                    .out(settings.out())
                    .err(settings.err())
                    .in(settings.in())
                    .build();
            Session session = new Session(shell, guard(shell), settings);
            session.runStartup(settings.startup());
            names.learnersTurn();
            return session;
        } catch (RuntimeException | Error e) {
            throw e instanceof SessionException known ? known : new SessionException(startFailure(e), e);
        }
    }

    /** The learner's variables are counted from {@code $1}, whatever the startup code was. */
    private static final class Names {
        private final AtomicInteger variables = new AtomicInteger();
        private volatile String prefix = "s";

        void learnersTurn() {
            variables.set(0);
            prefix = "";
        }

        String snippet(int id) {
            return prefix + id;
        }

        String variable() {
            return "$" + prefix + variables.incrementAndGet();
        }
    }

    private static String startFailure(Throwable e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
        return "session VM: " + reason + ": check that " + System.getProperty("java.home")
                + " is a full JDK with the modules jdk.jshell and jdk.jdi";
    }

    private static Map<String, String> connection() {
        return Map.of(
                JdiExecutionControlProvider.PARAM_HOST_NAME,
                InetAddress.getLoopbackAddress().getHostAddress(),
                JdiExecutionControlProvider.PARAM_TIMEOUT,
                Integer.toString(CONNECT_MILLIS));
    }

    private static String[] vmOptions(SessionSettings settings, String classPath) {
        List<String> options = new ArrayList<>(QUICK_START);
        options.addAll(settings.vmOptions());
        options.addAll(List.of("-classpath", classPath));
        return options.toArray(String[]::new);
    }

    private static String withGuard(String classPath) {
        try {
            String ours = Path.of(SessionGuard.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            return classPath.isEmpty() ? ours : classPath + File.pathSeparator + ours;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The guard's PID stands in a variable of the shell's, which is dropped at once. */
    private static ProcessHandle guard(JShell shell) {
        var event = shell.eval(SessionGuard.class.getName() + ".start()").get(0);
        String pid = event.value();
        if (pid == null) {
            shell.close();
            throw new IllegalStateException("the guard did not start");
        }
        shell.drop(event.snippet());
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IllegalStateException("it ended while it was started"));
    }

    private void runStartup(List<String> startup) {
        for (String code : startup) {
            Outcome outcome = eval(code);
            if (!outcome.clean()) {
                close();
                throw new SessionException("session startup code: " + Failures.firstLine(outcome), new Throwable());
            }
        }
    }

    /** Evaluates an input of one or more snippets, up to the first that fails. Never throws for what the input does. */
    public Outcome eval(String input) {
        evaluating.lock();
        Interruption interruption = new Interruption(shell, vm);
        try {
            if (lost) {
                return new Outcome(List.of(), List.of(), Optional.of(Outcome.End.VM_LOST));
            }
            running = interruption;
            List<SnippetResult> results = evaluate(input, interruption);
            return new Outcome(results, evidence.readNew(), end(interruption));
        } finally {
            running = null;
            interruption.over();
            evaluating.unlock();
        }
    }

    private List<SnippetResult> evaluate(String input, Interruption interruption) {
        try {
            return new SnippetRunner(shell).run(input, () -> lost || interruption.requested());
        } catch (IllegalStateException e) {
            lost = true; // JShell's answer to any call once its VM is gone
            return List.of();
        }
    }

    private Optional<Outcome.End> end(Interruption interruption) {
        if (interruption.killed()) {
            lost = true;
            return Optional.of(Outcome.End.KILLED);
        }
        if (lost) {
            return Optional.of(Outcome.End.VM_LOST);
        }
        return interruption.requested() ? Optional.of(Outcome.End.INTERRUPTED) : Optional.empty();
    }

    /** What was observed since the last input: boxes that run in the background go on. */
    public List<hangari.lesson.check.Evidence> newEvidence() {
        return evidence.readNew();
    }

    /** Asks the running input to stop, and ends the session VM if it does not within a second. Returns at once. */
    public void interrupt() {
        Interruption current = running;
        if (current != null) {
            current.request();
        }
    }

    /** Completion, documentation, and whether an input is complete. */
    public CodeAssist assist() {
        return assist;
    }

    /** Whether inputs can be evaluated. */
    public boolean alive() {
        return !lost && vm.isAlive();
    }

    /** The PID of the session VM. */
    public long pid() {
        return vm.pid();
    }

    /** Ends the session VM, in whatever state it is, and waits until it is gone. */
    @Override
    public void close() {
        lost = true;
        vm.destroy();
        try {
            vm.onExit().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            // it is ended below
        }
        if (vm.isAlive()) {
            vm.destroyForcibly();
            vm.onExit().join();
        }
        shell.close();
    }
}
