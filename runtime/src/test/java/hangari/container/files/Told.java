package hangari.container.files;

import hangari.container.life.ContainerDetails;
import hangari.container.life.State;

/** Details with another first process. */
final class Told {
    private Told() {}

    static ContainerDetails with(ContainerDetails details, long pid) {
        State.Running running = (State.Running) details.state();
        return new ContainerDetails(
                details.id(),
                details.name(),
                details.created(),
                details.config(),
                details.imageDigest(),
                details.argv(),
                new State.Running(
                        running.run(), running.keeper(), running.keeperStarted(), pid, running.at(), running.exits()),
                details.restarts(),
                details.address(),
                details.ports(),
                details.directory(),
                details.lower(),
                details.upper(),
                details.cgroups());
    }
}
