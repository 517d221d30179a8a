package hangari.vm.agent;

import hangari.linux.FileStep;
import hangari.linux.GuestJob.Window;
import hangari.linux.ProcessStep;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.vm.fault.VmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A command for a guest.
 *
 * @param environment all of it; where PATH is missing, a usual one is used
 * @param folder where it is begun
 * @param terminal the size of the terminal that it is given, if it is given one
 */
public record GuestCommand(
        List<String> arguments, Map<String, String> environment, String folder, Optional<Window> terminal) {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public GuestCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
            throw new VmException(VmException.Kind.NO_COMMAND);
        }
    }

    /** One in the root folder, with a usual environment. */
    public static GuestCommand of(List<String> arguments) {
        return new GuestCommand(arguments, Map.of("HOME", "/root"), "/", Optional.empty());
    }

    /** On a terminal of this size. */
    public GuestCommand on(Window window) {
        return new GuestCommand(arguments, environment, folder, Optional.of(window));
    }

    /** What the process does that becomes it. */
    SyscallProgram program() {
        Map<String, String> all = new TreeMap<>(environment);
        all.putIfAbsent("PATH", PATH);
        terminal.ifPresent(window -> all.putIfAbsent("TERM", "xterm"));
        List<Step> steps = new ArrayList<>();
        steps.add(new ProcessStep.UnblockSignals());
        steps.add(new FileStep.Chdir(folder));
        List<String> places = places(all.getOrDefault("PATH", PATH));
        for (int i = 0; i < places.size(); i++) {
            steps.add(new ProcessStep.Execve(places.get(i), arguments, all, i < places.size() - 1));
        }
        return new SyscallProgram(Set.of(), steps);
    }

    /** execvp(3): a name without a slash is looked for in the folders of PATH. */
    private List<String> places(String path) {
        String name = arguments.get(0);
        if (name.indexOf('/') >= 0) {
            return List.of(name);
        }
        List<String> places = new ArrayList<>();
        for (String place : path.split(":", 64)) {
            places.add(place.isEmpty() ? name : place + "/" + name);
        }
        return places;
    }
}
