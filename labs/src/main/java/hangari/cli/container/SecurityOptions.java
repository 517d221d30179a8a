package hangari.cli.container;

import hangari.container.life.ContainerDraft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how a container is kept apart from the host. */
final class SecurityOptions {
    private static final int LONGEST_PROFILE = 1 << 20;

    @Option(names = "--cap-add", paramLabel = "CAP", description = "a capability beside docker's 14, or ALL")
    private List<String> capAdd = List.of();

    @Option(names = "--cap-drop", paramLabel = "CAP", description = "a capability less, or ALL")
    private List<String> capDrop = List.of();

    @Option(
            names = "--privileged",
            description = "all capabilities and devices, and no filter: as good as root outside")
    private boolean privileged;

    @Option(
            names = "--security-opt",
            paramLabel = "OPTION",
            description = "seccomp=unconfined|FILE, no-new-privileges, systempaths=unconfined")
    private List<String> options = List.of();

    @Option(names = "--read-only", description = "let nobody write to its root")
    private boolean readOnly;

    @Option(names = "--sysctl", paramLabel = "NAME=VALUE", description = "a parameter of its own namespaces")
    private List<String> sysctls = List.of();

    @Option(names = "--pid", paramLabel = "host|container:NAME", description = "whose processes it sees")
    private String pid = "";

    @Option(
            names = "--ipc",
            paramLabel = "MODE",
            description = "private, shareable, none, host, container:NAME: whose shared memory it sees")
    private String ipc = "";

    @Option(names = "--uts", paramLabel = "host", description = "have the host's name")
    private String uts = "";

    @Option(
            names = "--userns",
            paramLabel = "auto|host",
            description = "auto: users of its own, though root runs it; host: the host's")
    private String userns = "";

    @Option(names = "--device", paramLabel = "SOURCE[:TARGET]", description = "a device of the host")
    private List<String> devices = List.of();

    void apply(ContainerDraft draft) {
        devices.forEach(draft::device);
        capAdd.forEach(draft::capAdd);
        capDrop.forEach(draft::capDrop);
        options.forEach(option -> draft.securityOpt(withText(option)));
        Variables.labels(List.of(), sysctls).forEach(draft::sysctl);
        draft.privileged(privileged)
                .readOnly(readOnly)
                .pidMode(pid)
                .ipcMode(ipc.equals("private") ? "" : ipc)
                .utsMode(uts)
                .usernsMode(userns);
    }

    /** As docker's client: a seccomp profile is sent as it is now, so that the container does not depend on its file. */
    private static String withText(String option) {
        String name = "seccomp=";
        if (!option.startsWith(name) || option.matches("seccomp=(unconfined|builtin|default|\\{(?s:.*))")) {
            return option;
        }
        Path file = Path.of(option.substring(name.length()));
        try (InputStream text = Files.newInputStream(file)) {
            return name + new String(text.readNBytes(LONGEST_PROFILE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the seccomp profile " + file + ": " + e.getMessage(), e);
        }
    }
}
