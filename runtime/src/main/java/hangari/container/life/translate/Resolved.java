package hangari.container.life.translate;

import hangari.container.ContainerSpec;
import hangari.container.ExtraMount;
import hangari.container.Identity;
import hangari.container.ImageDirectory;
import hangari.container.ImageUsers;
import hangari.container.Isolation;
import hangari.container.ProcessSpec;
import hangari.container.Profile;
import hangari.container.RootFs;
import hangari.container.UserDatabase;
import hangari.container.View;
import hangari.container.cgroup.Limits;
import hangari.container.life.LifeException;
import hangari.container.life.Request.ExecConfig;
import hangari.container.users.Allotment;
import hangari.container.users.UserMap;
import hangari.linux.Credentials;
import hangari.linux.MountAttribute;
import hangari.linux.Namespace;
import hangari.linux.proc.ProcFs;
import hangari.network.attach.NetworkMode;
import hangari.network.attach.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container that can be started: all that was asked and all that its image says, read and checked.
 *
 * <pre>{@code
 * Resolved resolved = Translator.resolve(config, image);               // when it is made
 * Reservation network = networks.reserve(resolved.wish(id, name, Map.of()));
 * ContainerSpec spec = resolved.spec(new Placement(id, name, overlay, files, volumes, Map.of()));
 * Further shell = resolved.exec(ExecConfig.of("sh"), "web", target.users(), target.ids());
 * }</pre>
 *
 * @param warnings what is not as it was asked for, one line each
 */
public record Resolved(
        Program program,
        Mounts mounts,
        Sharing sharing,
        Connection connection,
        NameService names,
        Profile profile,
        Limits limits,
        Lifetime lifetime,
        Metadata metadata,
        List<String> warnings) {
    private static final int SHORT_ID = 12;
    private static final String SHARED_MEMORY = "/dev/shm";

    public Resolved {
        warnings = List.copyOf(warnings);
    }

    /** What it calls its machine: what was said, the name of the machine it shares, or its own short id. */
    public String hostname(String id, Map<Namespace, Neighbour> joined) {
        if (sharing.hostname().isPresent()) {
            return sharing.hostname().get();
        }
        Neighbour neighbour = joined.get(Namespace.NET);
        if (neighbour != null) {
            return neighbour.hostname();
        }
        boolean hosts = !sharing.own().contains(Namespace.NET) || !sharing.own().contains(Namespace.UTS);
        return hosts ? ofThisMachine() : id.substring(0, Math.min(SHORT_ID, id.length()));
    }

    private static String ofThisMachine() {
        return ProcFs.host().parameter("kernel/hostname").value().orElse("localhost");
    }

    /** What it wants of networks. */
    public Wish wish(String id, String name, Map<Namespace, Neighbour> joined) {
        NetworkMode mode = Optional.ofNullable(joined.get(Namespace.NET))
                .<NetworkMode>map(other -> new NetworkMode.OfContainer(other.id()))
                .orElse(connection.mode());
        return Objection.orElse(
                () -> new Wish(id, name, hostname(id, joined), mode, connection.aliases(), connection.ports()));
    }

    /**
     * What is started; its user is looked up in the files of the image.
     *
     * @throws hangari.container.life.LifeException if the image has no such user
     */
    public ContainerSpec spec(Placement at) {
        return spec(at, ImageUsers.of(at.root()), tmpfs(at.root()));
    }

    /** What is started, if these are the users that its image knows. */
    ContainerSpec spec(Placement at, UserDatabase users) {
        return spec(at, users, mounts.tmpfs());
    }

    private ContainerSpec spec(Placement at, UserDatabase users, List<ExtraMount.Tmpfs> tmpfs) {
        String hostname = hostname(at.id(), at.joined());
        Optional<Init> init = lifetime.init() ? Optional.of(Init.ofTheHost()) : Optional.empty();
        List<ExtraMount> seen = mounts(at, tmpfs);
        init.ifPresent(one -> seen.add(one.mount()));
        List<String> argv = init.map(one -> one.argv(program.argv())).orElse(program.argv());
        Isolation isolation = isolation(at, hostname);
        ProcessSpec process = process(program, argv, hostname, users, ids(isolation));
        return new ContainerSpec(
                process,
                new View(at.root(), mounts.readOnly(), seen),
                isolation,
                Optional.of(profile),
                List.of(),
                limits);
    }

    private static Optional<UserMap> ids(Isolation isolation) {
        return isolation.users().or(() -> isolation.joined().stream()
                .filter(other -> other.namespaces().contains(Namespace.USER))
                .findFirst()
                .flatMap(other -> UserMap.of(other.pid())));
    }

    private static ProcessSpec process(
            Program program, List<String> argv, String hostname, UserDatabase users, Optional<UserMap> ids) {
        UserDatabase.Person person = Objection.orElse(() -> users.find(program.user()));
        Identity identity = identity(program, users, person);
        boolean alone = ids.map(UserMap::hasOneUser).orElse(!Credentials.canAdministrate());
        if (alone) {
            mustBeItsRoot(program, identity);
        }
        ids.ifPresent(map -> mustBeMapped(program, identity, map));
        return new ProcessSpec(
                argv,
                program.environment().variables(hostname, program.terminal(), person),
                Optional.of(program.workdir()),
                Optional.of(identity),
                program.rlimits(),
                program.oomScoreAdj(),
                program.terminal());
    }

    /** user_namespaces(7): without privilege one id is mapped, and no group can be joined. */
    private static void mustBeItsRoot(Program program, Identity identity) {
        if (identity.uid() != 0 || identity.gid() != 0) {
            throw Objection.to(
                    "user",
                    program.user(),
                    "without root a container has one user, its own root: leave the user out, or say --user 0"
                            + more());
        }
        if (!program.groups().isEmpty()) {
            throw Objection.to(
                    "group",
                    program.groups().get(0),
                    "without root a container has one group: leave --group-add out" + more());
        }
    }

    /** What would give it more users. */
    private static String more() {
        String remedy = Allotment.ours().remedy();
        return remedy.isEmpty() ? "" : " (" + remedy + ")";
    }

    private static void mustBeMapped(Program program, Identity identity, UserMap map) {
        List<Long> groups = new ArrayList<>(identity.groups());
        groups.add(identity.gid());
        if (!map.has(identity.uid(), groups)) {
            throw Objection.to(
                    "user",
                    program.user(),
                    identity + " is not mapped: the container has the users 0 to " + UserMap.last(map.uids())
                            + " and the groups 0 to " + UserMap.last(map.gids()));
        }
    }

    private static Identity identity(Program program, UserDatabase users, UserDatabase.Person person) {
        Identity own = person.identity();
        List<Long> groups = new ArrayList<>(own.groups());
        for (String group : program.groups()) {
            UserDatabase.Person member = Objection.orElse(() -> users.find("0:" + group));
            groups.add(member.identity().gid());
        }
        return new Identity(own.uid(), own.gid(), groups.stream().distinct().toList());
    }

    /** As runc: one that takes a directory's place has its permissions, unless others are asked for. */
    private List<ExtraMount.Tmpfs> tmpfs(RootFs root) {
        return mounts.tmpfs().stream()
                .map(mount -> TmpfsReader.saysMode(mount) ? mount : like(root, mount))
                .toList();
    }

    private static ExtraMount.Tmpfs like(RootFs root, ExtraMount.Tmpfs mount) {
        ExtraMount.Tmpfs[] like = {mount};
        var unused = ImageDirectory.visit(
                root,
                mount.target(),
                place -> like[0] =
                        TmpfsReader.withMode(mount, place.itself().stat().mode()));
        return like[0];
    }

    private List<ExtraMount> mounts(Placement at, List<ExtraMount.Tmpfs> tmpfs) {
        List<ExtraMount> all = new ArrayList<>();
        Set<MountAttribute> attributes = mounts.readOnly() ? Set.of(MountAttribute.RDONLY) : Set.of();
        at.files().forEach((target, file) -> {
            // As docker: who mounts on such a file himself has his own there.
            if (!mounts.has(target)) {
                all.add(new ExtraMount.Bind(file, target, attributes, ExtraMount.Propagation.PRIVATE));
            }
        });
        for (Volume volume : mounts.volumes()) {
            all.add(volume.mount(directory(at, volume)));
        }
        all.addAll(tmpfs);
        all.addAll(mounts.devices());
        if (!mounts.has(SHARED_MEMORY)) {
            sharedMemory(at).ifPresent(all::add);
        }
        return all;
    }

    /** Shared memory of another kind than that which every container has for itself. */
    private Optional<ExtraMount> sharedMemory(Placement at) {
        Neighbour neighbour = at.joined().get(Namespace.IPC);
        if (neighbour != null) {
            return Optional.of(new ExtraMount.Theirs(neighbour.pid(), SHARED_MEMORY));
        }
        return sharing.withoutMemory() ? Optional.of(new ExtraMount.Nothing(SHARED_MEMORY)) : Optional.empty();
    }

    private static Path directory(Placement at, Volume volume) {
        if (volume instanceof Volume.Bind bind) {
            return bind.source();
        }
        return Optional.ofNullable(at.volumes().get(volume.key()))
                .orElseThrow(() -> new IllegalArgumentException("no directory for volume " + volume.key()));
    }

    private Isolation isolation(Placement at, String hostname) {
        Isolation isolation =
                new Isolation(sharing.own(), List.of(), Optional.empty(), sharing.sysctls(), Optional.empty());
        for (Namespace namespace : sharing.joined().keySet()) {
            Neighbour neighbour = Optional.ofNullable(at.joined().get(namespace))
                    .orElseThrow(() -> new IllegalArgumentException("nobody to join the " + namespace + " of"));
            isolation = Neighbours.join(isolation, neighbour, namespace);
        }
        mustBeOfOne(isolation);
        if (at.users().isPresent() && !isolation.joins(Namespace.USER)) {
            isolation = isolation.withUsers(at.users().get());
        }
        return sharing.own().contains(Namespace.UTS) ? isolation.withHostname(hostname) : isolation;
    }

    /** user_namespaces(7): who has joined one has power over that and nothing beside. */
    private static void mustBeOfOne(Isolation isolation) {
        long others = isolation.joined().stream()
                .filter(other -> other.namespaces().contains(Namespace.USER))
                .count();
        if (others > 1) {
            throw new LifeException(
                    LifeException.Kind.CONFLICT,
                    "each of the containers that it joins has users of its own: join one container only");
        }
    }

    /**
     * A further process.
     *
     * @param hostname what the container calls its machine
     * @param users those that the container knows now, see {@link hangari.container.Target#users}
     * @param ids who they are outside, see {@link hangari.container.Target#ids}
     * @throws hangari.container.life.LifeException if it cannot be asked for like that
     */
    public Further exec(ExecConfig config, String hostname, UserDatabase users, Optional<UserMap> ids) {
        if (config.command().isEmpty() || config.command().get(0).isEmpty()) {
            throw Objection.of("no exec command specified: name a program behind the container");
        }
        Program further = new Program(
                Words.executable("command", config.command()),
                program.environment().and(config.env()),
                config.user().isEmpty() ? program.user() : Program.user(config.user()),
                program.groups(),
                Program.workdir(config.workdir(), program.workdir()),
                config.terminal(),
                program.rlimits(),
                program.oomScoreAdj());
        return new Further(
                process(further, further.argv(), hostname, users, ids),
                config.privileged()
                        ? profile.withCapabilities(Profile.privileged().capabilities())
                        : profile);
    }
}
