package hangari.cli.container;

import hangari.cli.text.Size;
import hangari.container.cgroup.ByteSize;
import hangari.container.cgroup.Statistics;
import hangari.container.life.Answer;
import hangari.container.life.ContainerDetails;
import hangari.container.life.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a container uses, as a line of {@code stats}.
 *
 * @param limit how much memory it may use
 * @param cpu per cent of one processor since the look before; empty at the first look
 */
record UsageRow(Answer.Usage usage, long limit, OptionalDouble cpu, Traffic traffic, boolean whole) {
    private static final String UNKNOWN = "--";

    static UsageRow of(Answer.Usage usage, ContainerDetails details, Optional<UsageRow> before, boolean whole) {
        OptionalLong pid = details.state() instanceof State.Running running
                ? OptionalLong.of(running.pid())
                : OptionalLong.empty();
        boolean ownNetwork = !details.config().host().network().equals("host");
        var traffic = Traffic.of(
                ownNetwork ? pid : OptionalLong.empty(),
                details.cgroups().stream().map(Path::of).toList());
        OptionalDouble cpu = before.map(row -> cpu(row.usage, usage)).orElse(OptionalDouble.empty());
        return new UsageRow(usage, limit(details.config().host().memory()), cpu, traffic, whole);
    }

    private static OptionalDouble cpu(Answer.Usage before, Answer.Usage now) {
        long micros = Duration.between(before.at(), now.at()).toNanos() / 1000;
        OptionalLong used = now.statistics().cpuMicros();
        OptionalLong usedBefore = before.statistics().cpuMicros();
        return used.isEmpty() || usedBefore.isEmpty() || micros <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, used.getAsLong() - usedBefore.getAsLong()) * 100.0 / micros);
    }

    private static long limit(String memory) {
        long all = Traffic.machineMemory();
        if (memory.isEmpty()) {
            return all;
        }
        ByteSize size = ByteSize.parse(memory);
        return size.unlimited() ? all : size.bytes();
    }

    private OptionalDouble memoryPercent() {
        OptionalLong memory = usage.statistics().memory();
        return memory.isEmpty() || limit <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(memory.getAsLong() * 100.0 / limit);
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f%%", value.getAsDouble()) : UNKNOWN;
    }

    private static String pair(Optional<Traffic.Pair> pair) {
        return pair.map(both -> Size.of(both.in()) + " / " + Size.of(both.out()))
                .orElse(UNKNOWN);
    }

    /** The fields of a template, as docker calls them. */
    Map<String, Object> fields() {
        Statistics statistics = usage.statistics();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "ID",
                whole
                        ? usage.id()
                        : usage.id().substring(0, Math.min(12, usage.id().length())));
        fields.put("Container", fields.get("ID"));
        fields.put("Name", usage.name());
        fields.put("CPUPerc", percent(cpu));
        fields.put(
                "MemUsage",
                statistics.memory().isPresent()
                        ? Size.binary(statistics.memory().getAsLong()) + " / " + Size.binary(limit)
                        : UNKNOWN + " / " + UNKNOWN);
        fields.put("MemPerc", percent(memoryPercent()));
        fields.put("NetIO", pair(traffic.network()));
        fields.put("BlockIO", pair(traffic.disk()));
        fields.put(
                "PIDs",
                statistics.pids().isPresent() ? String.valueOf(statistics.pids().getAsLong()) : UNKNOWN);
        return fields;
    }

    /** The title of a field. */
    static String title(String field) {
        return switch (field) {
            case "ID" -> "CONTAINER ID";
            case "CPUPerc" -> "CPU %";
            case "MemUsage" -> "MEM USAGE / LIMIT";
            case "MemPerc" -> "MEM %";
            case "NetIO" -> "NET I/O";
            case "BlockIO" -> "BLOCK I/O";
            default -> field.toUpperCase(Locale.ROOT);
        };
    }

    /** What {@code --json} prints: numbers; what nobody counts is left out. */
    Map<String, Object> listed() {
        Statistics statistics = usage.statistics();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", usage.id());
        json.put("name", usage.name());
        json.put("at", usage.at().toString());
        cpu.ifPresent(value -> json.put("cpuPercent", Math.round(value * 100) / 100.0));
        statistics.cpuMicros().ifPresent(value -> json.put("cpuMicros", value));
        statistics.memory().ifPresent(value -> json.put("memory", value));
        statistics.memoryPeak().ifPresent(value -> json.put("memoryPeak", value));
        json.put("memoryLimit", limit);
        statistics.pids().ifPresent(value -> json.put("pids", value));
        traffic.network().ifPresent(both -> json.put("network", List.of(both.in(), both.out())));
        traffic.disk().ifPresent(both -> json.put("disk", List.of(both.in(), both.out())));
        return json;
    }
}
