package hangari.peer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.cgroup.CgroupException;
import hangari.container.cgroup.Group;
import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Limits;
import hangari.container.cgroup.Plan;
import hangari.linux.Credentials;
import java.util.UUID;

/** What an ordinary user may or may not have been given; root has it, and is never spared a test. */
public final class Rights {
    private Rights() {}

    /** Skips the test if no cgroup was delegated to an ordinary user. */
    public static void assumeGroups() {
        assumeTrue(Credentials.uid() == 0 || groups(), "not root, and no cgroup was delegated to this user");
    }

    /** Skips the test if groups can be made here. */
    public static void assumeNoGroups() {
        assumeTrue(Credentials.uid() != 0 && !groups(), "groups can be made here");
    }

    /** Skips the test without root. */
    public static void assumeRoot() {
        assumeTrue(Credentials.canAdministrate(), "not root");
    }

    /** Skips the test if a container has one user only, its root. */
    public static void assumeUsers() {
        assumeTrue(Credentials.canAdministrate(), "not root, so a container has one user only");
    }

    /** Skips the test if the namespaces of other containers belong to user namespaces of theirs. */
    public static void assumeForeignNamespaces() {
        assumeTrue(Credentials.canAdministrate(), "not root, so another container's namespaces are not to be entered");
    }

    private static boolean groups() {
        Limits limits = Limits.none().withPids(20).withMemory("64m").withCpus(0.5);
        try {
            Group.make(Plan.of(Hierarchies.here(), limits, "hangari-test-" + UUID.randomUUID()))
                    .close();
            return true;
        } catch (CgroupException e) {
            return false;
        }
    }
}
