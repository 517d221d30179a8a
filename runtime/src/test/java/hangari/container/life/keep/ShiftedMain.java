package hangari.container.life.keep;

import hangari.container.files.ContainerChanges;
import hangari.container.files.ContainerCopy;
import hangari.container.files.ContainerExport;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.image.LayerChange;
import hangari.linux.proc.ProcFs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** Root's containers with users of their own, on a host that allots ids for two: says what is seen, a line each. */
final class ShiftedMain {
    private final Yard yard;
    private final Containers containers;

    private ShiftedMain(Yard yard, Containers containers) {
        this.yard = yard;
        this.containers = containers;
    }

    public static void main(String[] arguments) throws IOException {
        Yard yard = new Yard(Path.of(arguments[0]));
        Files.createDirectories(yard.root.resolve("srv"));
        Files.writeString(yard.root.resolve("srv/page"), "page");
        Files.setAttribute(yard.root.resolve("srv/page"), "unix:uid", 33);
        try (Containers containers = yard.open()) {
            try {
                new ShiftedMain(yard, containers).run();
            } finally {
                containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
            }
            say("remains", yard.remains());
        }
    }

    private static void say(String what, Object value) {
        System.out.println(what + ": " + value);
    }

    private String started(ContainerDraft draft) {
        String id = yard.created(containers, draft.usernsMode("auto"));
        containers.start(id);
        return id;
    }

    private void run() throws IOException {
        String first = started(yard.sh("echo made >/made; echo more >>/srv/page; chown 7:8 /made; exec sleep 1000")
                .volume("data:/srv")
                .tmpfs("/t"));
        say("first", map(first));
        say("exec", exec(first, "", "id -u; stat -c %u:%g /bin/busybox /srv/page /etc/hosts /t /proc/self/"));
        say("user", exec(first, "33", "id -u; echo mine >>/srv/page; cat /srv/page | tail -n 1"));
        say("volume", owner(yard.state.resolve("volumes/data/data/page")));
        say("diff", changed(first));
        copies(first, "/running");
        containers.stop(first, Optional.of("KILL"), OptionalInt.of(0));
        var unused = containers.await(first, Condition.NOT_RUNNING);
        copies(first, "/stopped");
        export(first);
        say("diff", changed(first));
        String second = started(yard.command("sleep", "1000"));
        say("second", map(second));
        containers.start(first);
        say("again", map(first));
        say("kept", exec(first, "", "stat -c %u:%g /made /running /stopped"));
        try {
            started(yard.command("true"));
        } catch (LifeException e) {
            say("third", e.getMessage());
        }
    }

    private List<String> changed(String id) {
        return ContainerChanges.of(containers.inspect(id)).changes().stream()
                .map(LayerChange::path)
                .toList();
    }

    private String map(String id) {
        long pid = containers.inspect(id).state().present().orElseThrow().pid();
        return ProcFs.host().uidMap(pid).value().orElseThrow() + " "
                + ProcFs.host().read(pid, "setgroups").value().orElse("").strip();
    }

    private String exec(String id, String user, String script) {
        String exec = containers.execCreate(
                id, new ExecConfig(List.of("sh", "-c", script), List.of(), user, "", false, false, false));
        Yard.Heard heard = Yard.hear(containers.execStart(exec, false));
        return (heard.out() + heard.err()).strip().replace('\n', ' ');
    }

    private static String owner(Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid") + ":" + Files.getAttribute(file, "unix:gid");
    }

    /** In, and out again with owners. */
    private void copies(String id, String name) throws IOException {
        Path file = Files.writeString(yard.state.resolveSibling("file"), "copied");
        Path out = yard.state.resolveSibling("out" + name.substring(1));
        var copy = new ContainerCopy(() -> containers.inspect(id), ContainerCopy.Options.NONE, bytes -> {});
        copy.in(file.toString(), name);
        say("in " + name, owner(Path.of(containers.inspect(id).upper()).resolve(name.substring(1))));
        var archive =
                new ContainerCopy(() -> containers.inspect(id), new ContainerCopy.Options(true, false), bytes -> {});
        archive.out("/made", out.toString());
        say("out " + name, owner(out));
    }

    private void export(String id) throws IOException {
        var out = new ByteArrayOutputStream();
        ContainerExport.write(() -> containers.inspect(id), out);
        try (TarFile tar = new TarFile(out.toByteArray())) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                if (List.of("made", "bin/busybox", "running").contains(entry.getName())) {
                    say("export " + entry.getName(), entry.getLongUserId() + ":" + entry.getLongGroupId());
                }
            }
        }
    }
}
