package hangari.container.life;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the host grants a container, in the terms of Docker's {@code HostConfig}. An empty text or a zero is "not asked
 * for".
 *
 * @param volumes as {@code -v} takes them: {@code SOURCE:TARGET[:ro]}
 * @param tmpfs as {@code --tmpfs} takes them: {@code TARGET[:OPTIONS]}
 * @param network as {@code --network} takes it: bridge, none, host, container:ID, or a name
 * @param aliases further names in its network
 * @param ports as {@code -p} takes them
 * @param memory bytes, or with a unit
 * @param memorySwap memory and swap together
 * @param cpus how many processors' worth of time
 * @param cpuShares weight where processors are scarce
 * @param pids how many tasks
 * @param blkioWeight weight where disks are scarce
 * @param restart when it is started again
 * @param autoRemove whether it is removed when it has ended ({@code --rm})
 * @param init whether a small init is its first process ({@code --init})
 * @param privileged whether all devices and capabilities are its own
 * @param readOnly whether its root cannot be written
 * @param capAdd capabilities beside docker's
 * @param capDrop capabilities taken away
 * @param securityOpt as {@code --security-opt} takes them
 * @param ulimits as {@code --ulimit} takes them
 * @param sysctls kernel parameters of its namespaces
 * @param pidMode {@code host}, or empty for one of its own
 * @param ipcMode {@code host}, or empty
 * @param utsMode {@code host}, or empty
 * @param usernsMode {@code host}, {@code auto} for users of its own, or empty
 * @param oomScoreAdj how readily it is ended for want of memory
 * @param log how much of its output is kept
 * @param extraHosts {@code NAME:ADDRESS}, as {@code --add-host} takes them
 * @param dns who answers for names, instead of whom its network says
 * @param dnsSearch domains in which names are looked up
 * @param dnsOptions options of {@code resolv.conf(5)}
 * @param shmSize how large {@code /dev/shm} becomes; else 64 MiB
 * @param groupAdd further groups, by name or number
 * @param devices devices of the host, as {@code --device} takes them
 */
public record HostConfig(
        List<String> volumes,
        List<String> tmpfs,
        String network,
        List<String> aliases,
        List<String> ports,
        String memory,
        String memorySwap,
        double cpus,
        int cpuShares,
        long pids,
        int blkioWeight,
        RestartPolicy restart,
        boolean autoRemove,
        boolean init,
        boolean privileged,
        boolean readOnly,
        List<String> capAdd,
        List<String> capDrop,
        List<String> securityOpt,
        List<String> ulimits,
        Map<String, String> sysctls,
        String pidMode,
        String ipcMode,
        String utsMode,
        String usernsMode,
        OptionalInt oomScoreAdj,
        LogLimit log,
        List<String> extraHosts,
        List<String> dns,
        List<String> dnsSearch,
        List<String> dnsOptions,
        String shmSize,
        List<String> groupAdd,
        List<String> devices) {
    public HostConfig {
        volumes = List.copyOf(volumes);
        tmpfs = List.copyOf(tmpfs);
        aliases = List.copyOf(aliases);
        ports = List.copyOf(ports);
        capAdd = List.copyOf(capAdd);
        capDrop = List.copyOf(capDrop);
        securityOpt = List.copyOf(securityOpt);
        ulimits = List.copyOf(ulimits);
        sysctls = Map.copyOf(sysctls);
        extraHosts = List.copyOf(extraHosts);
        dns = List.copyOf(dns);
        dnsSearch = List.copyOf(dnsSearch);
        dnsOptions = List.copyOf(dnsOptions);
        groupAdd = List.copyOf(groupAdd);
        devices = List.copyOf(devices);
        if (autoRemove && restart.kind() != RestartPolicy.Kind.NO) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST,
                    "a container cannot be removed at its end and started again as well: choose --rm or --restart");
        }
    }
}
