package hangari.cli.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What went into a container and out of it, in bytes, as the kernel counts it.
 *
 * @param network received and sent, but for the loopback; empty if it has no network of its own
 * @param disk read and written; empty where the kernel does not count it
 */
record Traffic(Optional<Pair> network, Optional<Pair> disk) {
    /** Two numbers of bytes. */
    record Pair(long in, long out) {
        private Pair plus(Pair other) {
            return new Pair(in + other.in, out + other.out);
        }
    }

    /**
     * Looks.
     *
     * @param pid of a process in its network
     * @param cgroups its groups
     */
    static Traffic of(OptionalLong pid, List<Path> cgroups) {
        Optional<Pair> network = pid.isEmpty()
                ? Optional.empty()
                : lines(Path.of("/proc", String.valueOf(pid.getAsLong()), "net/dev"))
                        .map(Traffic::network);
        Optional<Pair> disk =
                cgroups.stream().map(Traffic::disk).flatMap(Optional::stream).findFirst();
        return new Traffic(network, disk);
    }

    // proc_pid_net(5), /proc/net/dev: two lines of heads; then NAME: and the bytes received first, those sent ninth
    private static Pair network(List<String> lines) {
        return lines.stream()
                .skip(2)
                .map(line -> line.strip().split(":?\\s+"))
                .filter(words -> words.length > 9 && !words[0].equals("lo"))
                .map(words -> new Pair(Long.parseLong(words[1]), Long.parseLong(words[9])))
                .reduce(new Pair(0, 0), Pair::plus);
    }

    private static Optional<Pair> disk(Path cgroup) {
        // cgroup-v2.rst, "IO Interface Files": $MAJ:$MIN rbytes=… wbytes=…
        Optional<Pair> unified = lines(cgroup.resolve("io.stat"))
                .map(lines -> new Pair(sum(lines, "rbytes=(\\d+)"), sum(lines, "wbytes=(\\d+)")));
        // cgroup-v1/blkio-controller.rst: MAJ:MIN Read N
        return unified.or(() -> lines(cgroup.resolve("blkio.throttle.io_service_bytes_recursive"))
                .or(() -> lines(cgroup.resolve("blkio.throttle.io_service_bytes")))
                .map(lines -> new Pair(sum(lines, "Read (\\d+)"), sum(lines, "Write (\\d+)"))));
    }

    private static long sum(List<String> lines, String pattern) {
        var regex = java.util.regex.Pattern.compile(pattern);
        return lines.stream()
                .flatMap(line -> regex.matcher(line).results())
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static Optional<List<String>> lines(Path file) {
        try {
            return Optional.of(Files.readAllLines(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** How much memory the machine has. Source: {@code proc_meminfo(5)}, MemTotal, in KiB. */
    static long machineMemory() {
        return lines(Path.of("/proc/meminfo")).stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith("MemTotal:"))
                .flatMap(line -> Stream.of(line.replaceAll("\\D", "")))
                .mapToLong(kib -> Long.parseLong(kib) * 1024)
                .findFirst()
                .orElse(0);
    }
}
