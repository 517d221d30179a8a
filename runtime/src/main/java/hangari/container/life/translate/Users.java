package hangari.container.life.translate;

import hangari.container.life.HostConfig;
import hangari.linux.Credentials;
import hangari.network.attach.NetworkMode;

/** Whose users a container has, from {@code --userns}: podman's words, and docker's {@code host}. */
final class Users {
    private static final String FLAG = "--userns";

    private Users() {}

    /** Whether they are to be none of the host's, though root runs it. */
    static boolean shifted(HostConfig host, NetworkMode network, boolean joins) {
        String mode = host.usernsMode();
        switch (mode) {
            case "", "host" -> {
                return false;
            }
            case "auto" -> {
                if (!Credentials.canAdministrate()) {
                    throw Objection.to(
                            FLAG,
                            mode,
                            "without root a container has the users that are allotted to you: leave it out");
                }
                mustBeApart(host, network, joins);
                return true;
            }
            case "keep-id", "nomap" ->
                throw Objection.to(
                        FLAG,
                        mode,
                        "the files of images belong to who runs the container, so that is its root: use host"
                                + (Credentials.canAdministrate() ? ", or auto" : ", or leave it out"));
            default -> throw Objection.to(FLAG, mode, "use auto or host");
        }
    }

    /** moby, daemon_unix.go: what is the host's cannot be had by users that are none of the host's. */
    private static void mustBeApart(HostConfig host, NetworkMode network, boolean joins) {
        if (host.privileged()) {
            throw refused("--privileged would have root's power over the host");
        }
        if (network instanceof NetworkMode.OfHost) {
            throw refused("--network host is root's");
        }
        if (host.pidMode().equals("host")) {
            throw refused("--pid host is root's");
        }
        if (host.ipcMode().equals("host")) {
            throw refused("--ipc host is root's");
        }
        if (joins) {
            throw refused("what joins another container has the users of that container");
        }
    }

    private static RuntimeException refused(String why) {
        return Objection.to(FLAG, "auto", why + ": leave one of them out");
    }
}
