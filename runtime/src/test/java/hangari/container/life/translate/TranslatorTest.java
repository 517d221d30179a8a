package hangari.container.life.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.ExtraMount;
import hangari.container.Profile;
import hangari.container.UserDatabase;
import hangari.container.cgroup.ByteSize;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.Request.ExecConfig;
import hangari.image.oci.ImageConfig;
import hangari.linux.Capability;
import hangari.linux.MountAttribute;
import hangari.linux.Namespace;
import hangari.linux.Signal;
import hangari.network.attach.ContainerFiles;
import hangari.peer.Rights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of docker's words. */
class TranslatorTest {
    private static final String ID = "4f1d20e8a91c".repeat(5) + "0123";
    private static final UserDatabase USERS =
            UserDatabase.of("root:x:0:0::/root:/bin/sh\nwww:x:33:33::/var/www:/bin/sh\n", "adm:x:4:www\nwww:x:33:\n");

    private static Resolved resolved(Optional<ImageConfig> image, UnaryOperator<ContainerDraft> wishes) {
        return Translator.resolve(
                wishes.apply(ContainerDraft.of("base").command("true")).config(), image);
    }

    private static Resolved resolved(UnaryOperator<ContainerDraft> wishes) {
        return resolved(Images.none(), wishes);
    }

    private static Placement placement(Map<String, Path> volumes) {
        return new Placement(
                ID,
                "web",
                new hangari.container.RootFs.Pivot(Path.of("/srv/root")),
                Map.of("/etc/hosts", Path.of("/srv/hosts")),
                volumes,
                Map.of());
    }

    private static Map<String, String> env(Resolved resolved) {
        return resolved.spec(placement(Map.of()), USERS).env();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                // image entrypoint, image cmd, --entrypoint, command, what is run
                Arguments.of("[]", "[\"sh\"]", null, List.of(), List.of("sh")),
                Arguments.of("[]", "[\"sh\"]", null, List.of("ls", "/"), List.of("ls", "/")),
                Arguments.of("[\"e\"]", "[\"c\"]", null, List.of(), List.of("e", "c")),
                Arguments.of("[\"e\"]", "[\"c\"]", null, List.of("x"), List.of("e", "x")),
                Arguments.of("[\"e\"]", "[]", null, List.of(), List.of("e")),
                Arguments.of("[\"e\"]", "[\"c\"]", List.of("n"), List.of(), List.of("n")),
                Arguments.of("[\"e\"]", "[\"c\"]", List.of("n"), List.of("x"), List.of("n", "x")),
                Arguments.of("[\"e\"]", "[\"c\"]", List.of(""), List.of("x"), List.of("x")),
                Arguments.of("[\"e\"]", "[\"c\"]", List.of(), List.of(), List.of("c")),
                Arguments.of("[\"e\"]", "[\"c\"]", List.of(), List.of("x"), List.of("x")),
                Arguments.of(
                        "[\"/bin/sh\",\"-c\",\"e\"]", "[\"c\"]", null, List.of(), List.of("/bin/sh", "-c", "e", "c")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void entrypointAndCommandGoTogetherAsDockersDo(
            String entrypoint, String cmd, List<String> asked, List<String> command, List<String> argv) {
        var image = Images.of("{\"Entrypoint\":" + entrypoint + ",\"Cmd\":" + cmd + "}");
        var resolved = resolved(image, draft -> {
            draft.command(command.toArray(String[]::new));
            return asked == null ? draft : draft.entrypoint(asked);
        });

        assertThat(resolved.program().argv()).isEqualTo(argv);
    }

    @Test
    void aCommandThatIsNowhereIsMissed() {
        refuses("no command specified", draft -> draft.command());
        var image = Images.of("{\"Entrypoint\":[\"e\"],\"Cmd\":[\"c\"]}");
        assertThatThrownBy(() -> resolved(image, draft -> draft.command().entrypoint(List.of(""))))
                .hasMessageStartingWith("no command specified");
    }

    @Test
    void variablesOverrideThoseOfTheImage() {
        var image = Images.of("{\"Env\":[\"PATH=/app\",\"A=1\",\"B=1\",\"C=1\"]}");

        var env = env(resolved(
                image,
                draft -> draft.env("A=2").env("A=3").env("B").env("EQ=a=b").env("EMPTY=")));

        assertThat(env)
                .containsEntry("PATH", "/app")
                .containsEntry("A", "3")
                .containsEntry("C", "1")
                .containsEntry("EQ", "a=b")
                .containsEntry("EMPTY", "")
                .containsEntry("HOSTNAME", "4f1d20e8a91c")
                .containsEntry("HOME", "/root")
                .doesNotContainKeys("B", "TERM");
    }

    @Test
    void someVariablesAreThereUnlessTheyAreTakenAway() {
        assertThat(env(resolved(draft -> draft.terminal(true))))
                .containsEntry("TERM", "xterm")
                .containsEntry("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        assertThat(env(resolved(draft -> draft.terminal(true).env("TERM").env("PATH"))))
                .doesNotContainKeys("TERM", "PATH");
    }

    @Test
    void theUserIsLookedUpInTheImage() {
        Rights.assumeUsers();
        var image = Images.of("{\"User\":\"www\"}");

        var spec = resolved(image, draft -> draft).spec(placement(Map.of()), USERS);

        assertThat(spec.process().user().orElseThrow()).hasToString("33:33");
        assertThat(spec.process().user().orElseThrow().groups()).containsExactly(4L);
        assertThat(spec.env()).containsEntry("HOME", "/var/www");
        assertThat(resolved(image, draft -> draft.user("7:8"))
                        .spec(placement(Map.of()), USERS)
                        .process()
                        .user()
                        .orElseThrow())
                .hasToString("7:8");
        assertThatThrownBy(() -> resolved(draft -> draft.user("nobody")).spec(placement(Map.of()), USERS))
                .isInstanceOf(LifeException.class)
                .hasMessageContaining("/etc/passwd has no such user");
    }

    @Test
    void theWorkingDirectoryIsTheImagesUnlessAnotherIsNamed() {
        var image = Images.of("{\"WorkingDir\":\"/srv/app/\"}");

        assertThat(resolved(image, draft -> draft).program().workdir()).isEqualTo("/srv/app");
        assertThat(resolved(image, draft -> draft.workdir("/x/../y")).program().workdir())
                .isEqualTo("/y");
        assertThat(resolved(draft -> draft).program().workdir()).isEqualTo("/");
        refuses("absolute path", draft -> draft.workdir("srv"));
    }

    @Test
    void volumesAreThreeThings() {
        var image = Images.of("{\"Volumes\":{\"/data\":{},\"/lib\":{}}}");

        var mounts = resolved(image, draft -> draft.volume("/srv/./x:/x/:ro")
                        .volume("db:/lib:nocopy")
                        .volume("/cache")
                        .volume("/share:/share:rslave,ro"))
                .mounts();

        assertThat(mounts.volumes())
                .containsExactly(
                        new Volume.Bind(Path.of("/srv/x"), "/x", true, ExtraMount.Propagation.PRIVATE, true),
                        new Volume.Named("db", "/lib", false, false),
                        new Volume.Bind(Path.of("/share"), "/share", true, ExtraMount.Propagation.SLAVE, true),
                        new Volume.Anonymous("/cache", false, true),
                        new Volume.Anonymous("/data", false, true));
        assertThat(mounts.copiedUp()).extracting(Volume::key).containsExactly("/cache", "/data");
    }

    @Test
    void volumesAreMountedFromTheirDirectories() {
        var resolved = resolved(draft -> draft.volume("db:/lib:ro")
                .volume("/data")
                .tmpfs("/run:size=1m,exec")
                .readOnly(true));

        var view = resolved.spec(placement(Map.of("db", Path.of("/v/db"), "/data", Path.of("/v/1"))), USERS)
                .view();

        assertThat(view.readOnly()).isTrue();
        assertThat(view.mounts())
                .containsExactly(
                        bind("/srv/hosts", "/etc/hosts", Set.of(MountAttribute.RDONLY)),
                        bind("/v/db", "/lib", Set.of(MountAttribute.RDONLY)),
                        bind("/v/1", "/data", Set.of()),
                        new ExtraMount.Tmpfs("/run", "size=1m", Set.of(MountAttribute.NOSUID, MountAttribute.NODEV)));
    }

    private static ExtraMount bind(String source, String target, Set<MountAttribute> attributes) {
        return new ExtraMount.Bind(Path.of(source), target, attributes, ExtraMount.Propagation.PRIVATE);
    }

    @Test
    void whoMountsOnOneOfOurFilesHasHisOwn() {
        var resolved = resolved(draft -> draft.volume("/my/hosts:/etc/hosts"));

        assertThat(resolved.spec(placement(Map.of()), USERS).view().mounts())
                .containsExactly(bind("/my/hosts", "/etc/hosts", Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "/a:",
                ":/a",
                "data",
                "data:x",
                "./x:/y",
                "../x:/y",
                "a/b:/y",
                "x:/y",
                "-x:/y",
                "/a:/b:/c",
                "/a:/b:ro:rw",
                "/a:/b:ro,rw",
                "/a:/b:rx",
                "/a:/b:ro,",
                "/a:/b:nocopy",
                "db:/b:shared",
                "/a:/",
                "/a:/.",
                "/a:/x/..",
                "/",
                "/a:/dev",
                "/a:/proc/1",
                "/a:/sys",
                "/a:/x/../proc/sys",
                "/a\0:/b",
                "/a:/b\0"
            })
    void aVolumeThatIsNoneIsRefusedInOneLine(String volume) {
        refuses("bad volume", draft -> draft.volume(volume));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "/", "/run:size", "/run:size=64mb", "/run:mode=999", "/run:bind", "/proc", ""})
    void aTmpfsThatIsNoneIsRefused(String tmpfs) {
        refuses("bad tmpfs", draft -> draft.tmpfs(tmpfs));
    }

    @Test
    void oneThingIsMountedAtOnePlace() {
        refuses("two things", draft -> draft.volume("/a:/x").volume("db:/x/"));
        refuses("two things", draft -> draft.volume("/a:/x").tmpfs("/x"));
        assertThat(resolved(draft -> draft.volume("/x").volume("/a:/x"))
                        .mounts()
                        .volumes())
                .hasSize(1);
        assertThat(resolved(Images.of("{\"Volumes\":{\"/x\":{}}}"), draft -> draft.tmpfs("/x"))
                        .mounts()
                        .volumes())
                .isEmpty();
    }

    @Test
    void limitsAreThoseOfTheFlags() {
        var limits = resolved(draft -> draft.memory("64m")
                        .memorySwap("-1")
                        .cpus(1.5)
                        .cpuShares(512)
                        .pids(20)
                        .blkioWeight(300))
                .limits();

        assertThat(limits.memory()).contains(ByteSize.parse("64m"));
        assertThat(limits.memorySwap()).contains(ByteSize.UNLIMITED);
        assertThat(limits.cpus()).hasValue(1.5);
        assertThat(limits.cpuShares()).hasValue(512);
        assertThat(limits.pids()).hasValue(20);
        assertThat(limits.blkioWeight()).hasValue(300);
        assertThat(resolved(draft -> draft.pids(-1).memory("0")).limits())
                .isEqualTo(hangari.container.cgroup.Limits.none());
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        refuses("at least 6m", draft -> draft.memory("1m"));
        refuses("is no size", draft -> draft.memory("64q"));
        refuses("limit memory as well", draft -> draft.memorySwap("64m"));
        refuses("at least 0.01", draft -> draft.cpus(-1));
        refuses("at least 0.01", draft -> draft.cpus(Double.NaN));
        refuses("at least 1", draft -> draft.pids(-2));
        refuses("from 10 to 1000", draft -> draft.blkioWeight(1001));
        refuses("no resource", draft -> draft.ulimit("files=3"));
        refuses("above the hard limit", draft -> draft.ulimit("nofile=3:2"));
        refuses("-1000 to 1000", draft -> draft.oomScoreAdj(2000));
    }

    @Test
    void capabilitiesAreAddedAndTakenAsDockerDoes() {
        assertThat(capabilities(List.of(), List.of())).isEqualTo(Capability.DOCKER);
        assertThat(capabilities(List.of(), List.of("net_raw", "CAP_MKNOD")))
                .hasSize(12)
                .doesNotContain(Capability.NET_RAW);
        assertThat(capabilities(List.of("chown"), List.of("ALL"))).containsExactly(Capability.CHOWN);
        assertThat(capabilities(List.of("chown"), List.of("CHOWN"))).isEqualTo(Capability.DOCKER);
        assertThat(capabilities(List.of("ALL"), List.of("CHOWN")))
                .containsAll(Set.of(Capability.KILL))
                .doesNotContain(Capability.CHOWN);
        assertThat(capabilities(List.of(), List.of("all"))).isEmpty();
        refuses("bad capability \"NET_DAMIN\"", draft -> draft.capAdd("NET_DAMIN"));
    }

    private static Set<Capability> capabilities(List<String> added, List<String> dropped) {
        return resolved(draft -> {
                    added.forEach(draft::capAdd);
                    dropped.forEach(draft::capDrop);
                    return draft;
                })
                .profile()
                .capabilities();
    }

    @Test
    void securityOptionsLoosenTheConfinement() {
        assertThat(resolved(draft -> draft).profile()).isEqualTo(Profile.docker());
        assertThat(resolved(draft -> draft.securityOpt("no-new-privileges=false"))
                        .profile()
                        .noNewPrivs())
                .isFalse();
        assertThat(resolved(draft -> draft.securityOpt("seccomp=unconfined"))
                        .profile()
                        .filter())
                .isEmpty();
        assertThat(resolved(draft -> draft.privileged(true).securityOpt("no-new-privileges"))
                        .profile()
                        .noNewPrivs())
                .isTrue();
        refuses("true or false", draft -> draft.securityOpt("no-new-privileges=maybe"));
        refuses("AppArmor", draft -> draft.securityOpt("apparmor=docker-default"));
        refuses("bad security option", draft -> draft.securityOpt("nonsense"));
    }

    @Test
    void namespacesCanBeTheHosts() {
        assertThat(resolved(draft -> draft).sharing().own()).isEqualTo(Namespace.ALL);
        assertThat(resolved(draft -> draft.pidMode("host")
                                .ipcMode("host")
                                .utsMode("host")
                                .network("host"))
                        .sharing()
                        .own())
                .containsExactlyInAnyOrder(Namespace.MNT, Namespace.CGROUP);
        refuses("bad --pid", draft -> draft.pidMode("shareable"));
        refuses("bad --uts", draft -> draft.utsMode("container:web"));
        refuses("bad --uts", draft -> draft.utsMode("guest"));
        refuses("leave one of them out", draft -> draft.utsMode("host").hostname("web"));
    }

    @Test
    void namespacesCanBeAnotherContainers() {
        var sharing = resolved(draft ->
                        draft.pidMode("container:web").ipcMode("container:db").network("container:web"))
                .sharing();
        assertThat(sharing.joined()).isEqualTo(Map.of(Namespace.PID, "web", Namespace.IPC, "db", Namespace.NET, "web"));
        assertThat(sharing.own()).doesNotContain(Namespace.PID, Namespace.IPC, Namespace.NET);
        for (String own : List.of("", "private", "shareable", "none")) {
            assertThat(resolved(draft -> draft.ipcMode(own)).sharing().own()).contains(Namespace.IPC);
        }
        assertThat(resolved(draft -> draft.ipcMode("none")).sharing().withoutMemory())
                .isTrue();
        refuses("write it as container:NAME", draft -> draft.pidMode("container:"));
        refuses("no shared memory of its own", draft -> draft.ipcMode("none").shmSize("1m"));
    }

    @Test
    void usersCanBeOthersThanTheHostsIfNothingElseIsTheHosts() {
        assertThat(resolved(draft -> draft).sharing().shifted()).isFalse();
        assertThat(resolved(draft -> draft.usernsMode("host")).sharing().shifted())
                .isFalse();
        refuses("bad --userns \"mine\": use auto or host", draft -> draft.usernsMode("mine"));
        refuses("the files of images belong to who runs the container", draft -> draft.usernsMode("keep-id"));
        Rights.assumeRoot();
        assertThat(resolved(draft -> draft.usernsMode("auto")).sharing().shifted())
                .isTrue();
        for (UnaryOperator<ContainerDraft> hosts : List.<UnaryOperator<ContainerDraft>>of(
                draft -> draft.privileged(true),
                draft -> draft.network("host"),
                draft -> draft.network("container:web"),
                draft -> draft.pidMode("host"),
                draft -> draft.pidMode("container:web"),
                draft -> draft.ipcMode("host"))) {
            refuses("leave one of them out", draft -> hosts.apply(draft).usernsMode("auto"));
        }
    }

    @Test
    void theHostnameIsTheShortIdUnlessOneIsSaid() {
        assertThat(resolved(draft -> draft).hostname(ID, Map.of())).isEqualTo("4f1d20e8a91c");
        assertThat(resolved(draft -> draft.hostname("web.example")).hostname(ID, Map.of()))
                .isEqualTo("web.example");
        var spec = resolved(draft -> draft.hostname("web")).spec(placement(Map.of()), USERS);
        assertThat(spec.isolation().hostname()).contains("web");
        assertThat(spec.env()).containsEntry("HOSTNAME", "web");
        refuses("bad hostname", draft -> draft.hostname("a\n127.0.0.1 bank"));
        refuses("bad hostname", draft -> draft.hostname("x".repeat(65)));
    }

    @Test
    void sysctlsAreThoseOfItsOwnNamespaces() {
        var resolved = resolved(draft -> draft.sysctl("net.ipv4.ip_forward", "1"));

        assertThat(resolved.sharing().sysctls()).containsEntry("net.ipv4.ip_forward", "1");
        refuses("whole machine", draft -> draft.sysctl("kernel.hostname", "x"));
        refuses("would change the host's", draft -> draft.network("host").sysctl("net.ipv4.ip_forward", "1"));
        refuses("not the name", draft -> draft.sysctl("net.../../x", "1"));
    }

    @Test
    void networksArePassedOn() {
        var wish = resolved(draft -> draft.network("back").alias("db").publish("8080:80"))
                .wish(ID, "web", Map.of());

        assertThat(wish.mode()).hasToString("back");
        assertThat(wish.hostname()).isEqualTo("4f1d20e8a91c");
        assertThat(wish.aliases()).containsExactly("db");
        assertThat(wish.ports()).hasToString("[8080:80/tcp]");
        assertThat(resolved(draft -> draft.network("container:other"))
                        .wish(ID, "web", Map.of(Namespace.NET, new Neighbour("beef", 1, "db"))))
                .hasToString("Wish[id=" + ID + ", name=web, hostname=db, mode=container:beef, aliases=[], ports=[]]");
    }

    @Test
    void whatANetworkCannotDoIsRefused() {
        refuses("bad port", draft -> draft.publish("http"));
        refuses("at most 500", draft -> draft.publish("1-65535"));
        refuses("no port of its own", draft -> draft.network("none").publish("80:80"));
        refuses("bad network name", draft -> draft.network("a b"));
        refuses("bad network", draft -> draft.network("container:"));
        refuses("nobody looks", draft -> draft.network("none").alias("db"));
        refuses("bad network alias", draft -> draft.alias("db\n1.2.3.4 bank"));
        assertThat(resolved(draft -> draft.network("host").publish("80:80")).warnings())
                .containsExactly("published ports are discarded when using host network mode");
    }

    @Test
    void theImageSaysHowItIsStopped() {
        var image = Images.of("{\"StopSignal\":\"SIGQUIT\",\"Labels\":{\"a\":\"1\",\"b\":\"1\"},"
                + "\"ExposedPorts\":{\"80/tcp\":{}},\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}}");

        var resolved = resolved(image, draft -> draft.label("b", "2").stopTimeout(3));

        assertThat(resolved.lifetime().stopSignal()).isEqualTo(Signal.SIGQUIT);
        assertThat(resolved.lifetime().stopTimeout()).isEqualTo(3);
        assertThat(resolved.metadata().labels()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(resolved.metadata().exposed()).containsExactly("80/tcp");
        assertThat(resolved.metadata().healthcheck()).contains(Map.of("Test", List.of("CMD", "true")));
        assertThat(resolved(image, draft -> draft.stopSignal("2")).lifetime().stopSignal())
                .isEqualTo(Signal.SIGINT);
        refuses("bad stop signal", draft -> draft.stopSignal("SIGNOW"));
        assertThat(resolved(Images.of("{\"StopSignal\":\"SIGRTMIN+3\"}"), draft -> draft)
                        .warnings())
                .hasSize(1);
    }

    @Test
    void aFurtherProcessIsLikeTheFirst() {
        Rights.assumeUsers();
        var image = Images.of("{\"User\":\"www\",\"WorkingDir\":\"/srv\",\"Env\":[\"A=1\"]}");
        var resolved = resolved(image, draft -> draft.env("B=1").ulimit("nofile=64"));

        var further = resolved.exec(
                new ExecConfig(List.of("sh"), List.of("B=2"), "", "", true, true, false),
                "web",
                USERS,
                Optional.empty());

        var process = further.process();
        assertThat(process.argv()).containsExactly("sh");
        assertThat(process.env())
                .containsEntry("A", "1")
                .containsEntry("B", "2")
                .containsEntry("HOSTNAME", "web")
                .containsEntry("TERM", "xterm")
                .containsEntry("HOME", "/var/www");
        assertThat(process.cwd()).contains("/srv");
        assertThat(process.user().orElseThrow()).hasToString("33:33");
        assertThat(process.rlimits()).hasSize(1);
        assertThat(process.terminal()).isTrue();
        assertThat(further.profile()).isEqualTo(resolved.profile());
    }

    @Test
    void aFurtherProcessCanBeSomebodyElse() {
        var resolved = resolved(draft -> draft.user("www"));

        var further = resolved.exec(
                new ExecConfig(List.of("id"), List.of(), "root", "/tmp", false, false, true),
                "web",
                USERS,
                Optional.empty());

        assertThat(further.process().user().orElseThrow()).hasToString("0:0");
        assertThat(further.process().env()).containsEntry("HOME", "/root");
        assertThat(further.process().cwd()).contains("/tmp");
        assertThat(further.profile().capabilities()).containsAll(Capability.DOCKER);
        assertThatThrownBy(() -> resolved.exec(ExecConfig.of(), "web", USERS, Optional.empty()))
                .isInstanceOf(LifeException.class)
                .hasMessageStartingWith("no exec command specified");
    }

    @Test
    void textsThatWouldEndEarlyAreRefused() {
        refuses("NUL", draft -> draft.command("sh", "a\0b"));
        refuses("NUL", draft -> draft.env("A=\0"));
        refuses("NUL", draft -> draft.workdir("/a\0b"));
        refuses("NAME=VALUE", draft -> draft.env("=1"));
        refuses("at most 131071 bytes", draft -> draft.command("sh", "x".repeat(131_072)));
        refuses("bad user", draft -> draft.user("a:b:c"));
        refuses("bad user", draft -> draft.user("a\nb"));
    }

    @Test
    void namesAreFoundAsWasSaid() {
        var network = new ContainerFiles(
                "nameserver 172.30.0.1\nsearch example.com\noptions ndots:0\n", "127.0.0.1\tlocalhost\n", "web\n");

        assertThat(resolved(draft -> draft).names().in(network)).isEqualTo(network);
        var files = resolved(draft -> draft.addHost("db:10.0.0.5")
                        .addHost("six=[fd00::1]")
                        .dns("9.9.9.9")
                        .dnsSearch("a.test")
                        .dnsSearch("b.test"))
                .names()
                .in(network);
        assertThat(files.hosts()).isEqualTo("127.0.0.1\tlocalhost\n10.0.0.5\tdb\nfd00::1\tsix\n");
        assertThat(files.resolvConf()).isEqualTo("nameserver 9.9.9.9\noptions ndots:0\nsearch a.test b.test\n");
        assertThat(resolved(draft -> draft.dnsSearch(".").dnsOption("ndots:2"))
                        .names()
                        .in(network)
                        .resolvConf())
                .isEqualTo("nameserver 172.30.0.1\noptions ndots:2\n");
        refuses("bad host", draft -> draft.addHost("db"));
        refuses("bad host", draft -> draft.addHost("db\n1.2.3.4 bank:10.0.0.5"));
        refuses("is not an IP address", draft -> draft.addHost("db:example.com"));
        refuses("is not an IP address", draft -> draft.dns("example.com"));
        refuses(
                "three are asked",
                draft -> draft.dns("1.1.1.1").dns("1.1.1.2").dns("1.1.1.3").dns("1.1.1.4"));
        refuses("single word", draft -> draft.dnsSearch("a b"));
        refuses("leave --add-host", draft -> draft.network("container:x").addHost("db:10.0.0.5"));
    }

    @Test
    void furtherGroupsAreLookedUpInTheImage() {
        Rights.assumeUsers();
        var process = resolved(draft -> draft.groupAdd("adm").groupAdd("7").groupAdd("adm"))
                .spec(placement(Map.of()), USERS)
                .process();

        assertThat(process.user().orElseThrow().groups()).containsExactly(4L, 7L);
        assertThatThrownBy(() -> resolved(draft -> draft.groupAdd("nosuch")).spec(placement(Map.of()), USERS))
                .isInstanceOf(LifeException.class)
                .hasMessageContaining("no such group");
        refuses("bad group", draft -> draft.groupAdd(""));
    }

    @Test
    void devicesAreGivenOneByOne() {
        assertThat(resolved(draft -> draft.device("/dev/null:/dev/nothing:rwm").device("/dev/zero"))
                        .mounts()
                        .devices())
                .containsExactly(
                        new ExtraMount.Device(Path.of("/dev/null"), "/dev/nothing"),
                        new ExtraMount.Device(Path.of("/dev/zero"), "/dev/zero"));
        refuses("is no device", draft -> draft.device("/etc/passwd"));
        refuses("is no device", draft -> draft.device("/dev/nosuch"));
        refuses("can be read and written", draft -> draft.device("/dev/null:/dev/x:r"));
        refuses("bad device", draft -> draft.device("null"));
    }

    @Test
    void aSeccompProfileIsATextOrAFile() {
        var profile = resolved(draft -> draft.securityOpt("seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":"
                        + "[{\"names\":[\"mkdir\"],\"action\":\"SCMP_ACT_ERRNO\"}]}"))
                .profile();

        assertThat(profile.filter()).isPresent().isNotEqualTo(Profile.docker().filter());
        refuses("absolute path", draft -> draft.securityOpt("seccomp=profile.json"));
        refuses("absolute path", draft -> draft.securityOpt("seccomp=/dev/zero"));
        assertThatThrownBy(() -> resolved(draft -> draft.securityOpt("seccomp={")))
                .isInstanceOf(LifeException.class);
    }

    @Test
    void sharedMemoryHasASize() {
        assertThat(resolved(draft -> draft.shmSize("1m")).mounts().tmpfs())
                .extracting(ExtraMount.Tmpfs::target, ExtraMount.Tmpfs::options)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/dev/shm", "mode=1777,size=1048576"));
        refuses("is no size", draft -> draft.shmSize("big"));
        refuses("the host's", draft -> draft.shmSize("1m").ipcMode("host"));
    }

    private static void refuses(String why, UnaryOperator<ContainerDraft> wishes) {
        assertThatThrownBy(() -> resolved(wishes)).isInstanceOfSatisfying(LifeException.class, e -> {
            assertThat(e.kind()).isEqualTo(LifeException.Kind.BAD_REQUEST);
            assertThat(e.getMessage()).contains(why).matches("\\P{Cntrl}{1,700}");
        });
    }
}
