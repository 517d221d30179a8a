package hangari.container.life.keep;

import hangari.container.ContainerSpec;
import hangari.container.Identity;
import hangari.container.KeptContainer;
import hangari.container.Stdio;
import hangari.container.cgroup.Group;
import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Plan;
import hangari.container.files.FilesLock;
import hangari.container.life.translate.Neighbour;
import hangari.container.life.translate.Placement;
import hangari.container.life.translate.Resolved;
import hangari.container.users.Allotment;
import hangari.container.users.Portion;
import hangari.container.users.UserMap;
import hangari.image.ImageException;
import hangari.linux.Credentials;
import hangari.linux.Fd;
import hangari.linux.Fifo;
import hangari.linux.Keeper;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.network.attach.ContainerFiles;
import hangari.network.attach.Reservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One start of a container, act by act. What was done when one of them fails is for the caller to undo. */
final class RunStart {
    private static final String NULL = "/dev/null";

    private final Surroundings around;
    private final ContainerDirectory files;
    private final Journal journal;
    private final Registration registration;
    private final Resolved resolved;
    private final Map<Namespace, Neighbour> joined;

    RunStart(
            Surroundings around,
            ContainerDirectory files,
            Journal journal,
            Registration registration,
            Resolved resolved,
            Map<Namespace, Neighbour> joined) {
        this.around = around;
        this.files = files;
        this.journal = journal;
        this.registration = registration;
        this.resolved = resolved;
        this.joined = Map.copyOf(joined);
    }

    /** Does all of it; the container is its program when this returns. */
    Run start(OutputLog log) {
        FilesLock mounting = FilesLock.shared(files.directory(), registration.name());
        try {
            return locked(log);
        } finally {
            mounting.close();
        }
    }

    private Run locked(OutputLog log) {
        journal.act(Act.OPEN, this::open);
        Reservation reservation = journal.act(Act.RESERVE, this::reserve);
        Optional<UserMap> users = users();
        Map<String, Path> volumes = new VolumeDirectories(around.directories(), files, registration.lower())
                .prepared(resolved.mounts(), users);
        users.ifPresent(this::ownFiles);
        ContainerSpec spec = resolved.spec(new Placement(
                registration.id(),
                registration.name(),
                files.root(registration.lower()),
                seen(),
                volumes,
                joined,
                users));
        Group group = group();
        KeptContainer container = new KeptContainer(spec, registration.shortId())
                .in(group)
                .met(pid -> around.networks().attach(reservation, pid));
        try (Pipes pipes = pipes(spec, users)) {
            Keeper keeper = journal.act(Act.LAUNCH, () -> launch(container, pipes));
            KeeperProcess process = KeeperProcess.of(keeper, files.arena());
            keeper.refusal().ifPresent(refusal -> {
                process.end();
                throw Failures.told(container.explained(refusal));
            });
            return taken(process, log);
        }
    }

    private Run taken(KeeperProcess process, OutputLog log) {
        try {
            return Run.of(around, process, files, registration.config(), log, true);
        } catch (RuntimeException e) {
            process.end();
            throw e;
        }
    }

    private void open() {
        files.freshRun();
        for (int stream = 0; stream <= 2; stream++) {
            Fifo.make(files.pipe(stream).toString());
        }
    }

    private Reservation reserve() {
        Reservation reservation =
                around.networks().reserve(resolved.wish(registration.id(), registration.name(), joined));
        ContainerFiles texts = resolved.names().in(reservation.files());
        write("hosts", texts.hosts());
        write("hostname", texts.hostname());
        write("resolv.conf", texts.resolvConf());
        return reservation;
    }

    private void write(String name, String text) {
        Path file = files.etc(name);
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw ImageException.of("write " + file, file, e);
        }
    }

    private Map<String, Path> seen() {
        return Map.of(
                "/etc/hosts", files.etc("hosts"),
                "/etc/hostname", files.etc("hostname"),
                "/etc/resolv.conf", files.etc("resolv.conf"));
    }

    /** Without root: as many users as are allotted to us. With it: those of the container that it joins, or of its own. */
    private Optional<UserMap> users() {
        if (!Credentials.canAdministrate()) {
            return Allotment.ours().map();
        }
        Optional<UserMap> neighbours = joined.values().stream()
                .flatMap(neighbour -> UserMap.of(neighbour.pid()).stream())
                .findFirst();
        if (neighbours.isPresent()) {
            Portion.share(files.stack(), neighbours.get());
            return neighbours;
        }
        return resolved.sharing().shifted()
                ? Optional.of(Portion.claim(files.stack(), around.directories().stacks()))
                : Optional.empty();
    }

    /** What we have written for it belongs to its root. */
    private void ownFiles(UserMap users) {
        if (!users.isOurs()) {
            seen().values().forEach(file -> Portion.give(file, users, 0, 0));
        }
    }

    private Group group() {
        Plan plan = Plan.everywhere(Hierarchies.here(), resolved.limits(), "hangari-" + registration.id());
        journal.groups(plan.directories());
        return journal.act(Act.GROUP, () -> Group.make(plan));
    }

    private Keeper launch(KeptContainer container, Pipes pipes) {
        return resolved.program().terminal()
                ? container.onTerminal(master -> {}, pipes.held(), files.arena())
                : container.on(pipes.stdio(), pipes.held(), files.arena());
    }

    /** Opens what the container and its keeper are given. */
    private Pipes pipes(ContainerSpec spec, Optional<UserMap> users) {
        List<Fd> opened = new ArrayList<>();
        try {
            return pipes(spec, users, opened);
        } catch (RuntimeException e) {
            opened.forEach(Fd::close);
            throw e;
        }
    }

    /** @param opened is told of each that is opened */
    private Pipes pipes(ContainerSpec spec, Optional<UserMap> users, List<Fd> opened) {
        for (int stream = 0; stream <= 2; stream++) {
            Fd both = Fifo.hold(files.pipe(stream).toString());
            opened.add(both);
            spec.process().user().ifPresent(user -> give(both, user, users));
        }
        List<Fd> held = List.copyOf(opened);
        String input = registration.config().openStdin() ? files.pipe(0).toString() : NULL;
        Fd in = opened(input, OpenFlag.RDONLY, opened);
        Fd out = opened(files.pipe(1).toString(), OpenFlag.WRONLY, opened);
        Fd err = opened(files.pipe(2).toString(), OpenFlag.WRONLY, opened);
        return new Pipes(held, registration.config().stdinOnce(), new Stdio(in, out, err, false));
    }

    /**
     * Without root we cannot give it away, but it is in a directory of our own: who comes by a descriptor, as by {@code
     * /dev/stdout}, may open it.
     */
    private static void give(Fd pipe, Identity user, Optional<UserMap> users) {
        if (Credentials.canAdministrate()) {
            Fifo.give(
                    pipe,
                    users.map(map -> map.shiftedUser(user.uid())).orElse(user.uid()),
                    users.map(map -> map.shiftedGroup(user.gid())).orElse(user.gid()));
        } else if (user.uid() != 0) {
            Fifo.open(pipe);
        }
    }

    private static Fd opened(String path, OpenFlag flag, List<Fd> opened) {
        Fd file = Fd.open(path, Set.of(flag));
        opened.add(file);
        return file;
    }

    /**
     * What a container is started on.
     *
     * @param all both ends of each pipe, held open
     * @param once whether its input ends when we do, so that the keeper must not hold it
     */
    private record Pipes(List<Fd> all, boolean once, Stdio stdio) implements AutoCloseable {
        List<Fd> held() {
            return once ? all.subList(1, all.size()) : all;
        }

        @Override
        public void close() {
            all.forEach(Fd::close);
            List.of(stdio.in(), stdio.out(), stdio.err()).forEach(Fd::close);
        }
    }
}
