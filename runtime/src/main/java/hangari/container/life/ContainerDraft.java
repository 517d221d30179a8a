package hangari.container.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A {@link ContainerConfig} that is being written; methods are named like the flags of {@code docker run}. */
public final class ContainerDraft {
    private final String image;
    private final List<String> rootfs;
    private Optional<List<String>> entrypoint = Optional.empty();
    private List<String> command = List.of();
    private final List<String> env = new ArrayList<>();
    private String user = "";
    private String workdir = "";
    private String hostname = "";
    private boolean terminal;
    private boolean openStdin;
    private boolean stdinOnce;
    private final Map<String, String> labels = new TreeMap<>();
    private String stopSignal = "";
    private OptionalInt stopTimeout = OptionalInt.empty();
    private final List<String> volumes = new ArrayList<>();
    private final List<String> tmpfs = new ArrayList<>();
    private String network = "bridge";
    private final List<String> aliases = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();
    private String memory = "";
    private String memorySwap = "";
    private double cpus;
    private int cpuShares;
    private long pids;
    private int blkioWeight;
    private RestartPolicy restart = RestartPolicy.NO;
    private boolean autoRemove;
    private boolean init;
    private boolean privileged;
    private boolean readOnly;
    private final List<String> capAdd = new ArrayList<>();
    private final List<String> capDrop = new ArrayList<>();
    private final List<String> securityOpt = new ArrayList<>();
    private final List<String> ulimits = new ArrayList<>();
    private final Map<String, String> sysctls = new TreeMap<>();
    private String pidMode = "";
    private String ipcMode = "";
    private String utsMode = "";
    private String usernsMode = "";
    private OptionalInt oomScoreAdj = OptionalInt.empty();
    private LogLimit log = LogLimit.DEFAULT;
    private final List<String> extraHosts = new ArrayList<>();
    private final List<String> dns = new ArrayList<>();
    private final List<String> dnsSearch = new ArrayList<>();
    private final List<String> dnsOptions = new ArrayList<>();
    private String shmSize = "";
    private final List<String> groupAdd = new ArrayList<>();
    private final List<String> devices = new ArrayList<>();

    private ContainerDraft(String image, List<String> rootfs) {
        this.image = image;
        this.rootfs = List.copyOf(rootfs);
    }

    /** Of an image. */
    public static ContainerDraft of(String image) {
        return new ContainerDraft(image, List.of());
    }

    /** Of directories, the lowest first. */
    public static ContainerDraft ofDirectories(List<String> rootfs) {
        return new ContainerDraft("", rootfs);
    }

    public ContainerDraft entrypoint(List<String> words) {
        entrypoint = Optional.of(words);
        return this;
    }

    public ContainerDraft command(String... words) {
        command = List.of(words);
        return this;
    }

    public ContainerDraft env(String variable) {
        env.add(variable);
        return this;
    }

    public ContainerDraft user(String who) {
        user = who;
        return this;
    }

    public ContainerDraft workdir(String directory) {
        workdir = directory;
        return this;
    }

    public ContainerDraft hostname(String name) {
        hostname = name;
        return this;
    }

    public ContainerDraft terminal(boolean wanted) {
        terminal = wanted;
        return this;
    }

    public ContainerDraft interactive(boolean wanted) {
        openStdin = wanted;
        return this;
    }

    public ContainerDraft stdinOnce(boolean wanted) {
        stdinOnce = wanted;
        return this;
    }

    public ContainerDraft stopSignal(String signal) {
        stopSignal = signal;
        return this;
    }

    public ContainerDraft stopTimeout(int seconds) {
        stopTimeout = OptionalInt.of(seconds);
        return this;
    }

    public ContainerDraft volume(String volume) {
        volumes.add(volume);
        return this;
    }

    public ContainerDraft tmpfs(String mount) {
        tmpfs.add(mount);
        return this;
    }

    public ContainerDraft network(String mode) {
        network = mode;
        return this;
    }

    public ContainerDraft alias(String name) {
        aliases.add(name);
        return this;
    }

    public ContainerDraft publish(String port) {
        ports.add(port);
        return this;
    }

    public ContainerDraft memory(String size) {
        memory = size;
        return this;
    }

    public ContainerDraft memorySwap(String size) {
        memorySwap = size;
        return this;
    }

    public ContainerDraft cpus(double count) {
        cpus = count;
        return this;
    }

    public ContainerDraft cpuShares(int shares) {
        cpuShares = shares;
        return this;
    }

    public ContainerDraft pids(long count) {
        pids = count;
        return this;
    }

    public ContainerDraft blkioWeight(int weight) {
        blkioWeight = weight;
        return this;
    }

    public ContainerDraft restart(RestartPolicy policy) {
        restart = policy;
        return this;
    }

    public ContainerDraft autoRemove(boolean wanted) {
        autoRemove = wanted;
        return this;
    }

    public ContainerDraft init(boolean wanted) {
        init = wanted;
        return this;
    }

    public ContainerDraft privileged(boolean wanted) {
        privileged = wanted;
        return this;
    }

    public ContainerDraft readOnly(boolean wanted) {
        readOnly = wanted;
        return this;
    }

    public ContainerDraft capAdd(String capability) {
        capAdd.add(capability);
        return this;
    }

    public ContainerDraft capDrop(String capability) {
        capDrop.add(capability);
        return this;
    }

    public ContainerDraft securityOpt(String option) {
        securityOpt.add(option);
        return this;
    }

    public ContainerDraft ulimit(String limit) {
        ulimits.add(limit);
        return this;
    }

    public ContainerDraft pidMode(String mode) {
        pidMode = mode;
        return this;
    }

    public ContainerDraft ipcMode(String mode) {
        ipcMode = mode;
        return this;
    }

    public ContainerDraft utsMode(String mode) {
        utsMode = mode;
        return this;
    }

    public ContainerDraft usernsMode(String mode) {
        usernsMode = mode;
        return this;
    }

    public ContainerDraft oomScoreAdj(int score) {
        oomScoreAdj = OptionalInt.of(score);
        return this;
    }

    public ContainerDraft log(LogLimit limit) {
        log = limit;
        return this;
    }

    public ContainerDraft addHost(String host) {
        extraHosts.add(host);
        return this;
    }

    public ContainerDraft dns(String server) {
        dns.add(server);
        return this;
    }

    public ContainerDraft dnsSearch(String domain) {
        dnsSearch.add(domain);
        return this;
    }

    public ContainerDraft dnsOption(String option) {
        dnsOptions.add(option);
        return this;
    }

    public ContainerDraft groupAdd(String group) {
        groupAdd.add(group);
        return this;
    }

    public ContainerDraft device(String device) {
        devices.add(device);
        return this;
    }

    public ContainerDraft shmSize(String size) {
        shmSize = size;
        return this;
    }

    public ContainerDraft label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    public ContainerDraft sysctl(String name, String value) {
        sysctls.put(name, value);
        return this;
    }

    /**
     * The config.
     *
     * @throws LifeException if some of it does not go together
     */
    public ContainerConfig config() {
        var host = new HostConfig(
                volumes,
                tmpfs,
                network,
                aliases,
                ports,
                memory,
                memorySwap,
                cpus,
                cpuShares,
                pids,
                blkioWeight,
                restart,
                autoRemove,
                init,
                privileged,
                readOnly,
                capAdd,
                capDrop,
                securityOpt,
                ulimits,
                sysctls,
                pidMode,
                ipcMode,
                utsMode,
                usernsMode,
                oomScoreAdj,
                log,
                extraHosts,
                dns,
                dnsSearch,
                dnsOptions,
                shmSize,
                groupAdd,
                devices);
        return new ContainerConfig(
                image,
                rootfs,
                entrypoint,
                command,
                env,
                user,
                workdir,
                hostname,
                terminal,
                openStdin,
                stdinOnce,
                labels,
                stopSignal,
                stopTimeout,
                host);
    }
}
