package hangari.cli;

import hangari.cli.text.Json;
import hangari.linux.KernelException;
import hangari.vm.kvm.Device;
import hangari.vm.kvm.Event;
import hangari.vm.kvm.Guest;
import hangari.vm.kvm.Machine;
import hangari.vm.kvm.MachineException;
import hangari.vm.kvm.Row;
import hangari.vm.kvm.RunningMachine;
import hangari.vm.kvm.Transcript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs a guest of a hundred bytes on a processor that KVM lends, with hardware that is Java. */
@Command(
        name = "machine",
        description = "Runs a guest of a hundred bytes in a machine made of software, and shows each time that the "
                + "guest needed its hardware, which is a Java method.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari machine                     every exit of the guest, and its output",
            "  hangari machine --step              one exit with each Enter",
            "  hangari machine --list              the guest: its bytes, and what they mean",
            "  hangari machine --change Hi!=Yo!    other bytes, another output",
            "  hangari machine --unplug timer      the guest sleeps, and nothing wakes it",
            "  hangari machine --break serial      the guest waits in vain",
            "  hangari machine -q --keys z         the output alone",
            "  hangari machine boot.bin            a guest of your own",
            "",
            "Exit status: 0: the guest halted; 1: it ended otherwise; 125: hangari failed.",
        })
final class MachineCommand implements Callable<Integer> {
    // A boot sector is 512 bytes; a guest cannot be larger than the memory behind 0x7c00 either.
    private static final int LARGEST = 33 * 1024;

    @ParentCommand
    private Hangari hangari;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the bytes of another guest, which begins at 0x7c00")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--keys", paramLabel = "TEXT", description = "what is typed at its terminal; else an x")
    private String keys = "x";

    @Option(names = "--change", paramLabel = "TEXT=TEXT", description = "put a text of the guest in another's place")
    private List<String> changes = List.of();

    @Option(names = "--unplug", paramLabel = "DEVICE", description = "leave out serial, timer or interrupts")
    private List<String> unplugged = List.of();

    @Option(names = "--break", paramLabel = "DEVICE", description = "have one answer 0 whatever it is asked")
    private List<String> broken = List.of();

    @Option(names = "--exits", paramLabel = "N", description = "stop it after so many exits; else after 10000")
    private int exits = 10_000;

    @Option(names = "--step", description = "one exit with each Enter; r: run on; q: switch off")
    private boolean step;

    @Option(names = "--list", description = "show the guest, and do not run it")
    private boolean list;

    @Option(
            names = {"-q", "--quiet"},
            description = "show the output alone")
    private boolean quiet;

    @Option(names = "--json", description = "for programs: output, end, rows of number, address, instruction, event …")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try {
            Machine machine = machine();
            if (list) {
                machine.guest().toString().lines().forEach(hangari.console()::line);
                return ExitCode.OK;
            }
            Transcript transcript = step && !json ? stepped(machine) : machine.run();
            show(transcript);
            return transcript.last() instanceof Event.Halted ? ExitCode.OK : ExitCode.NO;
        } catch (KernelException e) {
            throw new CommandException(e.refusal().line(language()), e);
        } catch (MachineException e) {
            throw new CommandException(e.line(language()), e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private Machine machine() throws IOException {
        Machine machine = Machine.of(guest()).keys(keys).exits(exits);
        for (String slot : unplugged) {
            machine = machine.without(slot);
        }
        for (String slot : broken) {
            machine = machine.replace(slot, () -> Device.stuck(0));
        }
        return machine;
    }

    private Guest guest() throws IOException {
        Guest guest = file.isPresent() ? read(file.get()) : Guest.tiny();
        for (String change : changes) {
            int at = change.indexOf('=');
            if (at < 1) {
                throw new CommandException(hangari.phrases().say("machine.change", change));
            }
            guest = guest.replace(change.substring(0, at), change.substring(at + 1));
        }
        return guest;
    }

    private Guest read(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST || bytes.length == 0) {
                throw new CommandException(hangari.phrases().say("machine.size", path, LARGEST));
            }
            return Guest.of(bytes);
        }
    }

    /** A row for each line that is typed; at the end of what is typed, the machine is switched off. */
    private Transcript stepped(Machine machine) throws IOException {
        hangari.console().line(hangari.phrases().say("machine.step"));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(hangari.console().in(), StandardCharsets.UTF_8));
        try (RunningMachine running = machine.start()) {
            Optional<Row> last = Optional.empty();
            String line = lines.readLine();
            while (line != null
                    && !line.equals("q")
                    && !line.equals("r")
                    && last.stream().noneMatch(Row::end)) {
                Row row = running.step();
                hangari.console().line(row.cells(language()));
                last = Optional.of(row);
                line = row.end() ? null : lines.readLine();
            }
            if ("r".equals(line)) {
                return running.run();
            }
            if (last.stream().noneMatch(Row::end)) {
                running.stop();
                running.step();
            }
            return running.soFar();
        }
    }

    private void show(Transcript transcript) {
        if (json) {
            hangari.console().line(Json.pretty(MachineJson.of(transcript, language())));
        } else if (quiet) {
            hangari.console().out().print(transcript.output());
        } else {
            if (!step) {
                transcript.rows().table(language()).lines().forEach(hangari.console()::line);
            }
            transcript.text(language()).lines().forEach(hangari.console()::line);
        }
    }

    private String language() {
        return hangari.language().code();
    }
}
