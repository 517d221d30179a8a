package hangari.container.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A group of version 2, as its files tell of it. */
record UnifiedGroup(Path directory) {

    /** The controllers that it has, and can hand on. */
    List<String> controllers() {
        return words("cgroup.controllers");
    }

    /** The controllers that its children have. */
    List<String> handedOn() {
        return words("cgroup.subtree_control");
    }

    // cgroup-v2.rst, "No Internal Process Constraint": "Non-root cgroups can distribute domain resources to their
    // children only when they don't have any processes of their own." cgroup.type "exists on non-root cgroups".
    /** Whether it may hand on these controllers: it does already, or is the root, or holds no processes itself. */
    boolean mayHandOn(List<String> controllers) {
        return handedOn().containsAll(controllers)
                || !Files.exists(directory.resolve("cgroup.type"))
                || words("cgroup.procs").isEmpty();
    }

    private List<String> words(String file) {
        try {
            String text = Files.readString(directory.resolve(file), StandardCharsets.UTF_8);
            return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
        } catch (IOException e) {
            throw CgroupException.unreadable(directory.resolve(file), e);
        }
    }
}
