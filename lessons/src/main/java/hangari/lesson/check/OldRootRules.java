package hangari.lesson.check;

import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Reach;
import hangari.lesson.model.Excerpt;
import java.util.Map;
import java.util.Optional;

/** Checks of where a box's mount namespace still holds the host's root directory. */
final class OldRootRules {
    private static final Map<Reach, Message> WANTED = Map.of(
            Reach.GONE, new Message("어디에도 없어야 합니다.", "It must be nowhere."),
            Reach.ABOVE, new Message("루트 위에만 있어야 합니다.", "It must be above its root only."),
            Reach.MOUNTED, new Message("마운트 표에 있어야 합니다.", "It must be in its mount table."));

    private static final Message NOWHERE = new Message("어디에도 없음", "nowhere");

    private OldRootRules() {}

    static Optional<Mismatch> oldRoot(Check.OldRoot check, Evidence box, Host host) {
        if (box.top().isEmpty() || host.root().isEmpty()) {
            return Optional.of(CallRules.notObserved(
                    box, name(check.reach()).en(), "마운트 네임스페이스의 꼭대기", "The top of the mount namespace"));
        }
        Optional<Mount> mount = mount(box, host);
        Reach actual = mount.isPresent() ? Reach.MOUNTED : isAbove(box, host) ? Reach.ABOVE : Reach.GONE;
        if (actual == check.reach()) {
            return Optional.empty();
        }
        Message is = seen(actual, mount.map(Mount::target).map(Excerpt::bare).orElse(""));
        Message wanted = WANTED.getOrDefault(check.reach(), NOWHERE);
        Message message = new Message(is.ko() + " " + wanted.ko(), is.en() + " " + wanted.en());
        return Optional.of(new Mismatch(name(check.reach()).en(), name(actual).en(), message));
    }

    /** The place as a phrase. */
    static Message name(Reach reach) {
        return switch (reach) {
            case MOUNTED -> new Message("마운트 표에 있음", "in its mount table");
            case ABOVE -> new Message("루트 위에 있음", "above its root");
            case GONE -> NOWHERE;
        };
    }

    private static Message seen(Reach actual, String target) {
        return switch (actual) {
            case MOUNTED ->
                new Message(
                        "호스트의 루트가 이 box의 마운트 표에 있습니다(" + target + ").",
                        "The host's root is in the mount table of this box (at " + target + ").");
            case ABOVE ->
                new Message("이 box의 루트 위로 올라가면 호스트의 루트가 있습니다.", "Above the root of this box there is the host's root.");
            case GONE ->
                new Message(
                        "이 box의 마운트 네임스페이스에는 호스트의 루트가 없습니다.",
                        "The mount namespace of this box does not hold the host's root.");
        };
    }

    /** The mount that shows the same directory of the same file system as the host's root does. */
    private static Optional<Mount> mount(Evidence box, Host host) {
        Optional<Mount> hosts = host.mounts().stream()
                .filter(mount -> mount.target().equals("/"))
                .reduce((earlier, later) -> later);
        return hosts.flatMap(old -> box.mounts().stream()
                .filter(mount ->
                        mount.device().equals(old.device()) && mount.root().equals(old.root()))
                .findFirst());
    }

    // proc_pid_mountinfo(5) shows what lies below the root of a process; what lies above it is not in the table.
    private static boolean isAbove(Evidence box, Host host) {
        RootDir top = box.top().orElseThrow();
        return host.root()
                .filter(root -> root.dev() == top.dev() && root.ino() == top.ino())
                .isPresent();
    }
}
