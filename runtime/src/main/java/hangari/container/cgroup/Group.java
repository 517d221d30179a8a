package hangari.container.cgroup;

import hangari.linux.Directory;
import hangari.linux.Errno;
import hangari.linux.Fd;
import hangari.linux.KernelException;
import hangari.linux.OpenFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A group that was made, in each tree that its limits need.
 *
 * <pre>{@code
 * try (Group group = Group.make(Plan.of(Hierarchies.here(), Limits.none().withMemory("64m"), "jar"))) {
 *     Launcher.children().launch(program, meeting, group::place);
 *     group.events().oomKills();
 * } // what still runs in it is ended, and the group removed
 * }</pre>
 */
public final class Group implements AutoCloseable {
    private final Map<Path, Version> directories;
    private final List<String> remarks = new ArrayList<>();

    private Group(Map<Path, Version> directories) {
        this.directories = new LinkedHashMap<>(directories);
    }

    /** A group that another process of ours has made; its directories may be gone by now. */
    public static Group at(Map<Path, Version> directories) {
        return new Group(directories);
    }

    /**
     * Carries the plan out.
     *
     * @throws CgroupException if the kernel refuses an action; what was made until then is removed again
     */
    public static Group make(Plan plan) {
        Group group = new Group(plan.directories());
        List<Path> made = new ArrayList<>();
        try {
            for (Action action : plan.actions()) {
                group.carryOut(action, made);
            }
        } catch (CgroupException e) {
            made.forEach(directory -> undo(directory, e));
            throw e;
        }
        return group;
    }

    private static void undo(Path directory, CgroupException refusal) {
        try {
            new Removal(directory).run();
        } catch (CgroupException e) {
            refusal.addSuppressed(e);
        }
    }

    private void carryOut(Action action, List<Path> made) {
        if (action instanceof Action.Make make) {
            refusable(
                    make.wish(), make.group(), () -> Directory.make(make.group().toString(), 0755));
            made.add(make.group());
        } else if (action instanceof Action.MakeIfAllowed make) {
            makeIfAllowed(make.group(), made);
        } else if (action instanceof Action.Enable enable) {
            refusable(enable.wish(), enable.file(), () -> write(enable.file(), enable.text()));
        } else if (action instanceof Action.EnableIfAllowed enable) {
            enable.each().forEach(Group::enableIfAllowed);
        } else if (action instanceof Action.Set set) {
            set(set.group(), set.setting());
        }
    }

    private void makeIfAllowed(Path group, List<Path> made) {
        try {
            Directory.make(group.toString(), 0755);
            made.add(group);
        } catch (KernelException e) {
            directories.remove(group);
        }
    }

    private static void enableIfAllowed(Action.Enable enable) {
        try {
            write(enable.file(), enable.text());
        } catch (KernelException e) {
            // what is not counted is said to be unknown: see Statistics
        }
    }

    private void set(Path directory, Setting setting) {
        for (int i = 0; i < setting.choices().size(); i++) {
            Setting.Value value = setting.choices().get(i);
            Path file = directory.resolve(value.file());
            try {
                write(file, value.text());
                return;
            } catch (KernelException e) {
                boolean last = i == setting.choices().size() - 1;
                if (e.errno() != Errno.ENOENT || (last && setting.instead().isEmpty())) {
                    throw CgroupException.refused(setting.wish(), file, e);
                }
            }
        }
        remarks.add(setting.instead());
    }

    /** What could not be done and was not asked for in so many words, such as limiting swap; mostly nothing. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** The directories of the group, one in each tree that it is in. */
    public Set<Path> directories() {
        return directories.keySet();
    }

    /** The directory in the tree of version 2, into which {@code CLONE_INTO_CGROUP} can put a child at its birth. */
    public Optional<Path> unified() {
        return directories.keySet().stream()
                .filter(directory -> directories.get(directory) == Version.V2)
                .findFirst();
    }

    // cgroups(7): "a process can be moved to this cgroup by writing the process's PID into the cgroup's cgroup.procs
    // file". Its memory stays charged to the group that it came from, so place it before it becomes its program.
    /**
     * Places a process, with all its threads.
     *
     * @throws CgroupException if it has ended, or is not ours to move
     */
    public void place(long pid) {
        for (Path directory : directories.keySet()) {
            Path file = directory.resolve("cgroup.procs");
            refusable("place process " + pid, file, () -> write(file, Long.toString(pid)));
        }
    }

    /** What its members have used. */
    public Statistics statistics() {
        return Statistics.of(directories);
    }

    /** How often a limit was felt. */
    public Events events() {
        return Events.of(directories);
    }

    /** Gives its processes no more time, until it thaws; returns when none runs. */
    public void freeze() {
        new Freezer(directories).freeze();
    }

    /** Lets its processes run again. */
    public void thaw() {
        new Freezer(directories).thaw();
    }

    /** Lets its processes run again, if they do not; harmless if it cannot be frozen at all. */
    public void thawIfFrozen() {
        new Freezer(directories).thawIfFrozen();
    }

    /** The processes in it. */
    public List<Long> processes() {
        return directories.keySet().stream()
                .flatMap(directory -> Members.of(directory).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Ends what still runs in it, and removes it and the groups below it; harmless if it is gone. */
    public void remove() {
        thawIfFrozen();
        // Where pids are counted comes first: there nothing new can be forked while the rest is ended.
        directories.keySet().stream()
                .sorted((a, b) -> Boolean.compare(counts(b), counts(a)))
                .forEach(directory -> new Removal(directory).run());
    }

    private static boolean counts(Path directory) {
        return directory.resolve("pids.max").toFile().exists();
    }

    @Override
    public void close() {
        remove();
    }

    @Override
    public String toString() {
        return directories.keySet().stream().sorted().toList() + " " + events();
    }

    private static void refusable(String wish, Path file, Runnable access) {
        try {
            access.run();
        } catch (KernelException e) {
            throw CgroupException.refused(wish, file, e);
        }
    }

    static void write(Path file, String text) {
        try (Fd fd = Fd.open(file.toString(), Set.of(OpenFlag.WRONLY))) {
            fd.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
