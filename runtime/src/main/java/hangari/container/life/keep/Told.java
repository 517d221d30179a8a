package hangari.container.life.keep;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDetails;
import hangari.container.life.State;
import hangari.container.life.translate.Volume;
import hangari.network.Prefix;
import hangari.network.attach.Attachment;
import hangari.network.attach.Networks;
import hangari.network.port.PortMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is told of a container. */
final class Told {
    private Told() {}

    static Answer.Row row(SupervisedContainer container, Networks networks) {
        Registration registration = container.registration();
        return new Answer.Row(
                registration.id(),
                registration.name(),
                registration.config().image(),
                container.resolved().program().argv(),
                registration.created(),
                container.state(),
                ports(networks.attachment(registration.id())),
                container.resolved().metadata().labels());
    }

    static ContainerDetails details(SupervisedContainer container, Networks networks) {
        Registration registration = container.registration();
        Optional<Attachment> attachment = networks.attachment(registration.id());
        State state = container.state();
        return new ContainerDetails(
                registration.id(),
                registration.name(),
                registration.created(),
                registration.config(),
                registration.imageDigest(),
                container.resolved().program().argv(),
                state,
                state.exitsSoFar(),
                attachment.flatMap(Attachment::ip).map(Prefix::text),
                ports(attachment),
                container.files().directory().toString(),
                registration.lower(),
                container.files().upper().toString(),
                container.resolved().mounts().volumes().stream()
                        .map(Volume::target)
                        .toList(),
                state.alive()
                        ? container.group().directories().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()
                        : List.of());
    }

    private static List<String> ports(Optional<Attachment> attachment) {
        return attachment.map(Attachment::mappings).orElse(List.of()).stream()
                .map(PortMapping::toString)
                .toList();
    }

    static Answer.Usage usage(SupervisedContainer container) {
        container.pid();
        return new Answer.Usage(
                container.registration().id(),
                container.registration().name(),
                Instant.now(),
                container.group().statistics());
    }

    static Answer.Processes processes(SupervisedContainer container) {
        return new ProcessRows(container.pid()).of(container.group().processes());
    }
}
