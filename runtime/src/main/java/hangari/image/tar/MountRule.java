package hangari.image.tar;

/** Which of the mounts below a tree belong to it. */
@FunctionalInterface
public interface MountRule {
    /** None: a directory on which something is mounted is an empty one. */
    MountRule NONE = mount -> false;

    /** Each: as if nothing were mounted there. */
    MountRule ALL = mount -> true;

    /**
     * Whether what is in a mount is looked at.
     *
     * @param mount its number, as in {@code /proc/PID/mountinfo}
     */
    boolean enters(long mount);
}
