package hangari.cli.container;

import hangari.cli.text.Json;
import hangari.container.cgroup.ByteSize;
import hangari.container.life.HostConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the host grants a container, with the keys and types of {@code docker inspect}. */
final class HostJson {
    private HostJson() {}

    static Map<String, Object> of(HostConfig host) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Binds", host.volumes());
        json.put("Tmpfs", host.tmpfs());
        json.put("NetworkMode", host.network());
        json.put("PortBindings", ports(host.ports()));
        json.put(
                "RestartPolicy",
                Map.of("Name", word(host), "MaximumRetryCount", host.restart().tries()));
        json.put("AutoRemove", host.autoRemove());
        json.put("CapAdd", host.capAdd());
        json.put("CapDrop", host.capDrop());
        json.put("Privileged", host.privileged());
        json.put("ReadonlyRootfs", host.readOnly());
        json.put("SecurityOpt", host.securityOpt());
        json.put("Init", host.init());
        json.put("Memory", bytes(host.memory()));
        json.put("MemorySwap", bytes(host.memorySwap()));
        json.put("NanoCpus", Math.round(host.cpus() * 1e9));
        json.put("CpuShares", host.cpuShares());
        json.put("PidsLimit", host.pids());
        json.put("BlkioWeight", host.blkioWeight());
        json.put("OomScoreAdj", host.oomScoreAdj().orElse(0));
        json.put("Ulimits", host.ulimits());
        json.put("Sysctls", new TreeMap<>(host.sysctls()));
        json.put("PidMode", host.pidMode());
        json.put("IpcMode", host.ipcMode());
        json.put("UTSMode", host.utsMode());
        json.put("UsernsMode", host.usernsMode());
        json.put(
                "LogConfig",
                Map.of("max-size", host.log().bytes(), "max-file", host.log().files()));
        return json;
    }

    private static String word(HostConfig host) {
        return host.restart().toString().replaceFirst(":.*", "");
    }

    // Docker counts in bytes, 0 for "not asked for"
    private static long bytes(String size) {
        return size.isEmpty() ? 0 : ByteSize.parse(size).bytes();
    }

    /** Ports of a container, each with those of the host that lead to it, as {@code -p} or {@code ps} writes them. */
    static Map<String, List<Map<String, String>>> ports(List<String> texts) {
        Map<String, List<Map<String, String>>> ports = new TreeMap<>();
        for (String text : texts) {
            PublishedPort port = PublishedPort.parse(text);
            int colon = port.outside().lastIndexOf(':');
            ports.computeIfAbsent(port.inside(), inside -> new ArrayList<>())
                    .add(Json.object(
                            List.of("HostIp", "HostPort"),
                            List.of(
                                    port.outside().substring(0, Math.max(0, colon)),
                                    port.outside().substring(colon + 1))));
        }
        return ports;
    }
}
