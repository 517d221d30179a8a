package hangari.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what an errno means for a certain call: the kernel has few words and many reasons. */
final class Hints {
    /** File systems whose mount is refused for reasons of their own. */
    private static final List<String> FILE_SYSTEMS = List.of("overlay", "proc");

    /** mount(2), "Changing the propagation type of an existing mount": these flags, and not a word on what to mount. */
    private static final Pattern PROPAGATION = Pattern.compile("MS_(SHARED|PRIVATE|SLAVE|UNBINDABLE)");

    /** Calls that are refused for the same reasons as another, where they have no hint of their own. */
    private static final Map<String, String> ALIKE = alike();

    private static final Texts TEXTS = new Texts(Hints.class, "hints");

    private Hints() {}

    private static Map<String, String> alike() {
        Map<String, String> alike = new HashMap<>(Map.of("unshare", "clone3"));
        for (RouteMessage message : RouteMessage.values()) {
            alike.put(message.toString(), "rtnetlink");
        }
        return Map.copyOf(alike);
    }

    /** The hint for a call whose arguments are known. */
    static Hint of(Call call, Errno errno) {
        String name = call.syscall().toString();
        Stream<String> special = FILE_SYSTEMS.stream()
                .filter(type -> call.syscall() == Syscall.MOUNT && call.text().contains("\"" + type + "\", "))
                .map(type -> name + "." + type + "." + errno.name());
        Stream<String> propagation = Stream.of(name + ".propagation." + errno.name())
                .filter(key -> call.syscall() == Syscall.MOUNT
                        && PROPAGATION.matcher(call.text()).find());
        // ioctl(2): the second argument says what is asked
        Stream<String> request = Stream.of(call)
                .filter(asked -> asked.syscall() == Syscall.IOCTL)
                .map(asked -> name + "." + asked.args().get(1).text() + "." + errno.name());
        return Stream.of(special, propagation, request, Stream.of(key(name, errno)))
                .flatMap(keys -> keys)
                .filter(Hints::known)
                .findFirst()
                .map(Hint::of)
                .orElse(Hint.NONE);
    }

    /** The hint for a call of which only the name is known. */
    static Hint of(String call, Errno errno) {
        String key = key(call, errno);
        return known(key) ? Hint.of(key) : Hint.NONE;
    }

    private static String key(String call, Errno errno) {
        String own = call + "." + errno.name();
        return known(own) ? own : ALIKE.getOrDefault(call, call) + "." + errno.name();
    }

    private static boolean known(String key) {
        return TEXTS.in("en").containsKey(key);
    }

    static String text(String language, String key) {
        return TEXTS.text(language, key);
    }

    /** All hints in a language. */
    static Properties texts(String language) {
        return TEXTS.in(language);
    }
}
