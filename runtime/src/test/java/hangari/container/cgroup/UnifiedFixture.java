package hangari.container.cgroup;

import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.MountTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories laid out as the kernel lays out a tree of version 2. */
record UnifiedFixture(Path mount) {

    /** The root of the tree: it has no cgroup.type, and may hold processes. */
    static UnifiedFixture at(Path mount, String controllers, String handedOn) throws IOException {
        UnifiedFixture tree = new UnifiedFixture(mount);
        tree.files(mount, controllers, handedOn, "1\n");
        return tree;
    }

    /** Another group, whose parent is there. */
    UnifiedFixture with(String path, String controllers, String handedOn, String procs) throws IOException {
        Path group = Files.createDirectories(mount.resolve(path));
        files(group, controllers, handedOn, procs);
        Files.writeString(group.resolve("cgroup.type"), "domain\n");
        return this;
    }

    private void files(Path group, String controllers, String handedOn, String procs) throws IOException {
        Files.writeString(group.resolve("cgroup.controllers"), controllers + "\n");
        Files.writeString(group.resolve("cgroup.subtree_control"), handedOn + "\n");
        Files.writeString(group.resolve("cgroup.procs"), procs);
    }

    /** What a process in this group sees. */
    Hierarchies seenFrom(String own) {
        return Hierarchies.of(
                CgroupMembership.parse("0::" + own + "\n"),
                MountTable.parse("30 24 0:26 / " + mount + " rw - cgroup2 cgroup2 rw,nsdelegate\n"));
    }
}
