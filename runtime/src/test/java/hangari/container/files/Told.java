package hangari.container.files;

import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDetails;
import hangari.container.life.ContainerDraft;
import hangari.container.life.State;

/** Details that differ in one thing. */
final class Told {
    private Told() {}

    /** With another first process. */
    static ContainerDetails with(ContainerDetails details, long pid) {
        State.Running running = (State.Running) details.state();
        return with(
                details,
                details.config(),
                new State.Running(
                        running.run(), running.keeper(), running.keeperStarted(), pid, running.at(), running.exits()));
    }

    /** Another wish for the same container. */
    static ContainerDraft draft(ContainerDetails details) {
        return ContainerDraft.ofDirectories(details.config().rootfs());
    }

    static ContainerDetails with(ContainerDetails details, ContainerDraft draft) {
        return with(details, draft.config(), details.state());
    }

    private static ContainerDetails with(ContainerDetails details, ContainerConfig config, State state) {
        return new ContainerDetails(
                details.id(),
                details.name(),
                details.created(),
                config,
                details.imageDigest(),
                details.argv(),
                state,
                details.restarts(),
                details.address(),
                details.ports(),
                details.directory(),
                details.lower(),
                details.upper(),
                config.host().volumes().stream()
                        .map(volume -> volume.split(":", -1)[1])
                        .toList(),
                details.cgroups());
    }
}
