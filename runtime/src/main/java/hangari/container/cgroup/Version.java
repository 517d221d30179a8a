package hangari.container.cgroup;

/** Which cgroups a hierarchy is of. Source: cgroups(7). */
public enum Version {
    /** A hierarchy for each controller, or for a few that are mounted together. */
    V1,
    /** One hierarchy for all that version 1 has not taken. */
    V2
}
