package hangari.cli.container;

import hangari.container.life.ContainerDetails;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the published ports of a container. */
@Command(
        name = "port",
        description = "Lists the ports of the host that lead to a container.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari port web",
            "  hangari port web 80/tcp",
        })
final class PortCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT[/PROTOCOL]",
            description = "only what leads to this one")
    private @Nullable String port;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> show(desk, desk.supervisor().inspect(name)));
    }

    private int show(Desk desk, ContainerDetails details) {
        List<PublishedPort> all =
                details.ports().stream().map(PublishedPort::parse).toList();
        if (port == null) {
            all.forEach(one -> desk.out().println(one.inside() + " -> " + one.outside()));
            return Status.OK;
        }
        String wanted = port.contains("/") ? port : port + "/tcp";
        List<PublishedPort> found =
                all.stream().filter(one -> one.inside().equals(wanted)).toList();
        if (found.isEmpty()) {
            desk.error(desk.say("container.port.none", wanted, name));
            return Status.NO;
        }
        found.forEach(one -> desk.out().println(one.outside()));
        return Status.OK;
    }
}
