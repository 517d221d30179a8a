package hangari.lesson.check;

import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.model.Check;
import hangari.lesson.model.Excerpt;
import java.util.List;
import java.util.Optional;

/** Checks of mounts: seen inside the box, seen outside. */
final class MountRules {
    private MountRules() {}

    static Optional<Mismatch> mount(Check.MountPoint check, Evidence box, Host host) {
        boolean onlyType = check.inside().isEmpty() && check.outside().isEmpty();
        Optional<Boolean> inside = onlyType ? Optional.of(true) : check.inside();
        // proc_pid_mountinfo(5) leaves out what lies outside the process's root: after chroot, it may be empty.
        if (inside.isPresent() && box.mounts().isEmpty() && box.namespaces().isEmpty()) {
            return Optional.of(CallRules.notObserved(box, check.target(), "마운트 표", "Mount table"));
        }
        return compare(check, inside, box.mounts(), new Message("box 안", "inside the box"))
                .or(() -> compare(check, check.outside(), host.mounts(), new Message("호스트", "on the host")));
    }

    private static Optional<Mismatch> compare(
            Check.MountPoint check, Optional<Boolean> wanted, List<Mount> mounts, Message where) {
        // a later mount at the same target covers the earlier
        Optional<Mount> top = mounts.stream()
                .filter(mount -> mount.target().equals(check.target()))
                .reduce((earlier, later) -> later);
        boolean seen =
                top.isPresent() && check.type().map(top.get().type()::equals).orElse(true);
        if (wanted.isEmpty() || wanted.get() == seen) {
            return Optional.empty();
        }
        String what =
                check.target() + check.type().map(type -> " (" + type + ")").orElse("");
        String actual = top.map(mount -> Excerpt.bare(mount.type())).orElse("");
        Message is = top.isEmpty()
                ? new Message("마운트된 것이 없습니다.", "nothing is mounted")
                : new Message(actual + " 마운트가 있습니다.", actual + " is mounted");
        Message must = wanted.get()
                ? new Message(what + " 마운트가 있어야 합니다.", "There must be a mount at " + what + ".")
                : new Message(what + " 마운트가 보이면 안 됩니다.", "No mount must be seen at " + what + ".");
        Message message = new Message(
                where.ko() + "의 " + check.target() + ": " + is.ko() + " " + must.ko(),
                "At " + check.target() + " " + where.en() + ", " + is.en() + ". " + must.en());
        return Optional.of(new Mismatch(
                (wanted.get() ? "" : "no ") + what + " " + where.en(), actual.isEmpty() ? "none" : actual, message));
    }
}
