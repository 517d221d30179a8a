package hangari.container.life.translate;

import hangari.container.life.ContainerDraft;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The flags of {@code docker run} as the draft takes them: what a test asks of docker, it asks of us. */
final class DockerWords {
    private DockerWords() {}

    /** What these flags, and the words behind the image, ask for. */
    static ContainerDraft draft(List<String> flags, List<String> command) {
        ContainerDraft draft = ContainerDraft.of("base").network("none").command(command.toArray(String[]::new));
        Deque<String> rest = new ArrayDeque<>(flags);
        while (!rest.isEmpty()) {
            String flag = rest.pop();
            draft = switch (flag) {
                case "-t" -> draft.terminal(true);
                case "--read-only" -> draft.readOnly(true);
                case "--privileged" -> draft.privileged(true);
                default -> valued(draft, flag, rest.pop());
            };
        }
        return draft;
    }

    private static ContainerDraft valued(ContainerDraft draft, String flag, String value) {
        return switch (flag) {
            case "--entrypoint" -> draft.entrypoint(List.of(value));
            case "-e" -> draft.env(value);
            case "-u" -> draft.user(value);
            case "-w" -> draft.workdir(value);
            case "-h" -> draft.hostname(value);
            case "-v" -> draft.volume(value);
            case "-p" -> draft.network("bridge").publish(value);
            case "-m" -> draft.memory(value);
            case "--memory-swap" -> draft.memorySwap(value);
            case "--cpus" -> draft.cpus(Double.parseDouble(value));
            case "--cpu-shares" -> draft.cpuShares(Integer.parseInt(value));
            case "--pids-limit" -> draft.pids(Long.parseLong(value));
            case "--blkio-weight" -> draft.blkioWeight(Integer.parseInt(value));
            case "--tmpfs" -> draft.tmpfs(value);
            case "--cap-add" -> draft.capAdd(value);
            case "--cap-drop" -> draft.capDrop(value);
            case "--security-opt" -> draft.securityOpt(value);
            case "--ulimit" -> draft.ulimit(value);
            case "--sysctl" -> draft.sysctl(value.split("=", 2)[0], value.split("=", 2)[1]);
            case "--pid" -> draft.pidMode(value);
            case "--ipc" -> draft.ipcMode(value);
            case "--uts" -> draft.utsMode(value);
            case "--network" -> draft.network(value);
            case "--oom-score-adj" -> draft.oomScoreAdj(Integer.parseInt(value));
            case "--stop-signal" -> draft.stopSignal(value);
            default -> throw new IllegalArgumentException(flag);
        };
    }

    /** Words with blanks between; {@code ''} is an empty one. */
    static List<String> words(String line) {
        return line.isEmpty()
                ? List.of()
                : Arrays.stream(line.split(" ", -1))
                        .map(word -> word.equals("''") ? "" : word)
                        .toList();
    }
}
