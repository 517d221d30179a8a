package hangari.container.cgroup;

/** The part of the kernel that keeps a kind of limit. Source: cgroups(7), "Cgroups version 1 controllers". */
public enum Controller {
    MEMORY("memory", "memory"),
    CPU("cpu", "cpu"),
    PIDS("pids", "pids"),
    // cgroups(7): io is "the successor of the version 1 blkio controller".
    IO("blkio", "io");

    private final String v1;
    private final String v2;

    Controller(String v1, String v2) {
        this.v1 = v1;
        this.v2 = v2;
    }

    /** What that version calls it. */
    public String name(Version version) {
        return version == Version.V1 ? v1 : v2;
    }
}
