package hangari.lesson.check;

import hangari.lesson.check.Evidence.RootDir;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Sharing;
import hangari.lesson.model.Excerpt;
import java.util.Map;
import java.util.Optional;

/** Checks of what a box shares with the host, and what it has for itself. */
final class IsolationRules {
    private static final Map<String, Message> NAMES = Map.of(
            "cgroup", new Message("cgroup", "cgroup"),
            "ipc", new Message("IPC", "IPC"),
            "mnt", new Message("마운트", "mount"),
            "net", new Message("네트워크", "network"),
            "pid", new Message("PID", "PID"),
            "time", new Message("시간", "time"),
            "user", new Message("사용자", "user"),
            "uts", new Message("UTS", "UTS"));

    private IsolationRules() {}

    static Optional<Mismatch> namespaces(Check.Namespaces check, Evidence box, Host host) {
        for (Map.Entry<String, Sharing> expected : check.expected().entrySet()) {
            Optional<Mismatch> mismatch = namespace(expected.getKey(), expected.getValue(), box, host);
            if (mismatch.isPresent()) {
                return mismatch;
            }
        }
        return Optional.empty();
    }

    /** What a namespace is called in each language. */
    static Message name(String key) {
        return NAMES.getOrDefault(key, new Message(key, key));
    }

    private static Optional<Mismatch> namespace(String key, Sharing expected, Evidence box, Host host) {
        Message name = name(key);
        Long inside = box.namespaces().get(key);
        Long outside = host.namespaces().get(key);
        if (inside == null || outside == null) {
            return Optional.of(CallRules.notObserved(
                    box, key + ": " + word(expected), name.ko() + " 네임스페이스", name.en() + " namespace"));
        }
        boolean shared = inside.equals(outside);
        if (shared == (expected == Sharing.SHARED)) {
            return Optional.empty();
        }
        Message message = shared
                ? new Message(
                        name.ko() + " 네임스페이스가 호스트의 것 그대로입니다(" + inside + "). 새 " + name.ko() + " 네임스페이스가 필요합니다.",
                        "The " + name.en() + " namespace is still the host's (" + inside + "). A new " + name.en()
                                + " namespace is needed.")
                : new Message(
                        name.ko() + " 네임스페이스가 호스트의 것과 다릅니다(" + inside + ", 호스트는 " + outside + "). 호스트의 것을 함께 써야 합니다.",
                        "The " + name.en() + " namespace is not the host's (" + inside + ", the host has " + outside
                                + "). It must be shared with the host.");
        String actual = shared ? key + ": shared (" + inside + ")" : key + ": own (" + inside + ")";
        return Optional.of(new Mismatch(key + ": " + word(expected), actual, message));
    }

    static Optional<Mismatch> hostname(Check.Hostname check, Evidence box, Host host) {
        String seen = box.hostname();
        String shown = Excerpt.of(seen);
        if (seen.isEmpty()) {
            return Optional.of(CallRules.notObserved(box, "a hostname", "호스트 이름", "Hostname"));
        }
        if (check.is().isPresent() && !check.is().get().equals(seen)) {
            String wanted = Excerpt.of(check.is().get());
            Message message = new Message(
                    "box 안의 호스트 이름이 " + shown + "입니다. " + wanted + "이어야 합니다.",
                    "The hostname inside the box is " + shown + ". It must be " + wanted + ".");
            return Optional.of(new Mismatch(wanted, shown, message));
        }
        boolean same = seen.equals(host.hostname());
        if (check.sharing().isEmpty() || same == (check.sharing().get() == Sharing.SHARED)) {
            return Optional.empty();
        }
        String hosts = Excerpt.of(host.hostname());
        Message message = same
                ? new Message(
                        "box 안의 호스트 이름이 호스트와 똑같이 " + shown + "입니다. 달라야 합니다.",
                        "The hostname inside the box is " + shown + ", the same as the host's. It must differ.")
                : new Message(
                        "box 안의 호스트 이름이 " + shown + "입니다. 호스트와 똑같이 " + hosts + "이어야 합니다.",
                        "The hostname inside the box is " + shown + ". It must be the host's, " + hosts + ".");
        return Optional.of(new Mismatch(same ? "not " + hosts : hosts, shown, message));
    }

    static Optional<Mismatch> root(Check.Root check, Evidence box, Host host) {
        if (box.root().isEmpty() || host.root().isEmpty()) {
            return Optional.of(CallRules.notObserved(box, word(check.sharing()), "루트 디렉토리", "Root directory"));
        }
        RootDir inside = box.root().get();
        RootDir outside = host.root().get();
        boolean same = inside.dev() == outside.dev() && inside.ino() == outside.ino();
        if (same == (check.sharing() == Sharing.SHARED)) {
            return Optional.empty();
        }
        String path = Excerpt.bare(inside.path());
        Message message = same
                ? new Message(
                        "루트 디렉토리가 호스트의 것 그대로입니다. 다른 루트 디렉토리가 필요합니다.",
                        "The root directory is still the host's. Another root directory is needed.")
                : new Message(
                        "루트 디렉토리가 호스트의 것과 다릅니다(" + path + "). 호스트의 루트 디렉토리를 함께 써야 합니다.",
                        "The root directory is not the host's (" + path + "). It must be the host's.");
        return Optional.of(new Mismatch(word(check.sharing()), same ? "shared" : "own (" + path + ")", message));
    }

    private static String word(Sharing sharing) {
        return sharing == Sharing.OWN ? "own" : "shared";
    }
}
