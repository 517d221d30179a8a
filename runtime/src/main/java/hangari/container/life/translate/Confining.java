package hangari.container.life.translate;

import hangari.container.Profile;
import hangari.container.Seccomp;
import hangari.container.life.HostConfig;
import hangari.linux.Capability;
import hangari.linux.Credentials;
import hangari.linux.seccomp.SeccompProfile;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a container may ask of the kernel, from docker's flags. */
final class Confining {
    private static final String ALL = "ALL";

    private Confining() {}

    static Profile of(HostConfig host, List<String> warnings) {
        Set<Capability> capabilities = capabilities(host.capAdd(), host.capDrop());
        Profile profile = host.privileged() ? Profile.privileged() : Profile.docker(capabilities);
        for (String option : Words.few("security options", host.securityOpt())) {
            profile = with(profile, option, warnings);
        }
        return profile;
    }

    /**
     * Which are left. Source: moby, TweakCapabilities: with {@code --cap-add ALL} all but those dropped; with {@code
     * --cap-drop ALL} only those added; else the default ones without those dropped, and then those added.
     */
    static Set<Capability> capabilities(List<String> added, List<String> dropped) {
        Set<Capability> add = named(added);
        Set<Capability> drop = named(dropped);
        Set<Capability> result = EnumSet.noneOf(Capability.class);
        if (all(added)) {
            result.addAll(available());
            result.removeAll(drop);
            return result;
        }
        if (!all(dropped)) {
            result.addAll(Capability.DOCKER);
            result.removeAll(drop);
        }
        for (Capability capability : add) {
            if (!available().contains(capability)) {
                throw Objection.of("cannot add " + capability + ": this host does not let us have it ourselves, see"
                        + " CapBnd in /proc/self/status");
            }
        }
        result.addAll(add);
        return result;
    }

    private static boolean all(List<String> names) {
        return names.stream().anyMatch(Confining::isAll);
    }

    // moby, NormalizeLegacyCapabilities: ALL, all, and CAP_ALL too
    private static boolean isAll(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(ALL) || upper.equals("CAP_" + ALL);
    }

    private static Set<Capability> named(List<String> names) {
        Set<Capability> set = EnumSet.noneOf(Capability.class);
        for (String name : Words.few("capabilities", names)) {
            if (!isAll(name)) {
                set.add(Capability.named(name)
                        .orElseThrow(() -> Objection.to(
                                "capability", name, "use one of capabilities(7), such as NET_ADMIN, or ALL")));
            }
        }
        return set;
    }

    /** user_namespaces(7): who makes one has all capabilities in it; else there are only those that we have. */
    private static Set<Capability> available() {
        return Credentials.canAdministrate() ? Profile.privileged().capabilities() : EnumSet.allOf(Capability.class);
    }

    private static Profile with(Profile profile, String option, List<String> warnings) {
        // docker still takes a colon, too.
        String[] pair = option.split("[=:]", 2);
        String value = pair.length == 2 ? pair[1] : "";
        return switch (pair[0]) {
            case "no-new-privileges" -> newPrivileges(profile, option, value);
            case "seccomp" -> profile.withSeccomp(seccomp(option, value, warnings));
            case "systempaths" -> {
                need(value.equals("unconfined"), option, "the only choice is systempaths=unconfined");
                yield profile.withSystemPaths();
            }
            case "apparmor" -> {
                need(value.equals("unconfined"), option, "AppArmor profiles are not used here: leave it out");
                yield profile;
            }
            case "label" -> {
                need(value.equals("disable"), option, "SELinux labels are not used here: leave it out");
                yield profile;
            }
            default ->
                throw Objection.to(
                        "security option",
                        option,
                        "use no-new-privileges[=false], seccomp=unconfined, seccomp=/FILE or systempaths=unconfined");
        };
    }

    private static Profile newPrivileges(Profile profile, String option, String value) {
        return switch (value) {
            case "", "true" ->
                new Profile(profile.capabilities(), profile.seccomp(), true, profile.paths(), profile.devices());
            case "false" -> profile.withNewPrivileges();
            default -> throw Objection.to("security option", option, "it is true or false");
        };
    }

    /** A word, the text of a profile as docker's client sends it, or the path of one. */
    private static Seccomp seccomp(String option, String value, List<String> warnings) {
        if (value.equals("unconfined")) {
            return new Seccomp.Unconfined();
        }
        if (value.equals("builtin") || value.equals("default")) {
            return new Seccomp.Docker();
        }
        boolean text = value.startsWith("{");
        if (!text && !isFile(value)) {
            throw Objection.to(
                    "security option", option, "use seccomp=unconfined, or the absolute path of a profile's file");
        }
        Seccomp.Described described = Objection.orElse(() -> text
                ? new Seccomp.Described(SeccompProfile.parse(value))
                : Seccomp.fromJson(Words.path("security option", value)));
        warnings.addAll(described.profile().warnings());
        return described;
    }

    private static boolean isFile(String path) {
        return path.startsWith("/") && Files.isRegularFile(Words.path("security option", path));
    }

    private static void need(boolean holds, String option, String remedy) {
        if (!holds) {
            throw Objection.to("security option", option, remedy);
        }
    }
}
