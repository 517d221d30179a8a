package hangari.vm.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast the host's time stamp counter counts, which a guest sees as its own when its instructions are translated.
 *
 * <p>A guest's kernel finds it out with a timer. On {@link Board#MICROVM} it has but one to compare with, and if the host
 * is busy meanwhile it fails and never gets further; so it is told. Source: kernel-parameters.rst, "tsc_early_khz".
 *
 * @param cpuinfo proc_cpuinfo(5)
 * @param cpu the folder of the first processor below {@code /sys/devices/system/cpu}
 */
record HostClock(Path cpuinfo, Path cpu) {
    private static final Pattern RATED = Pattern.compile("model name\\s*:.*@ ([0-9.]+)GHz");
    private static final Pattern NOW = Pattern.compile("cpu MHz\\s*:\\s*([0-9.]+)");
    private static final double KILO = 1000;
    private static final double MEGA = 1_000_000;

    static final HostClock THIS = new HostClock(Path.of("/proc/cpuinfo"), Path.of("/sys/devices/system/cpu/cpu0"));

    /** In kHz; empty where nothing tells it. */
    OptionalLong kilohertz() {
        String info = read(cpuinfo).orElse("");
        boolean scaled = Files.exists(cpu.resolve("cpufreq"));
        return first(
                number(read(cpu.resolve("cpufreq/base_frequency")), 1),
                number(read(cpu.resolve("acpi_cppc/nominal_freq")), KILO),
                number(found(RATED, info), MEGA),
                // Where nobody changes the processor's frequency, that is the counter's too.
                scaled ? OptionalLong.empty() : number(found(NOW, info), KILO));
    }

    private static OptionalLong first(OptionalLong... all) {
        for (OptionalLong one : all) {
            if (one.orElse(0) > 0) {
                return one;
            }
        }
        return OptionalLong.empty();
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty(); // this processor does not tell
        }
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static OptionalLong number(Optional<String> text, double unit) {
        try {
            return text.isPresent()
                    ? OptionalLong.of(Math.round(Double.parseDouble(text.get()) * unit))
                    : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
