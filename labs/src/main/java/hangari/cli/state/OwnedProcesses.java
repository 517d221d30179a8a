package hangari.cli.state;

import hangari.linux.proc.ProcFs;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes of a session: each box has the token in its environment, the session VM in its arguments. */
final class OwnedProcesses {
    static final String VARIABLE = "HANGARI_OWNER";
    static final String VM_OPTION = "-Dhangari.owner=";

    private static final int ROUNDS = 20;
    private static final long PATIENCE_SECONDS = 1;

    private final ProcFs proc = ProcFs.host();
    private final String token;

    OwnedProcesses(String token) {
        this.token = token;
    }

    /** Those that are alive now. */
    List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> isOwned(process.pid()))
                .toList();
    }

    /** Kills them until none is left, for a process may have made another meanwhile; returns how many there were. */
    int kill() {
        int killed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> found = alive();
            if (found.isEmpty()) {
                return killed;
            }
            killed += found.size();
            found.forEach(ProcessHandle::destroyForcibly);
            found.forEach(OwnedProcesses::await);
        }
        return killed;
    }

    // A zombie has neither environment nor arguments: it is not found again, and its parent's to reap.
    private boolean isOwned(long pid) {
        return proc.environment(pid)
                        .value()
                        .map(variables -> token.equals(variables.get(VARIABLE)))
                        .orElse(false)
                || proc.commandLine(pid)
                        .value()
                        .map(arguments -> arguments.contains(VM_OPTION + token))
                        .orElse(false);
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // the next round sees whether it is still there
        }
    }
}
