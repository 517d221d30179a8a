package hangari.cli;

import hangari.cli.container.DetailsJson;
import hangari.cli.image.ImageDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows all that is known of an object. */
@Command(
        name = "inspect",
        description = "Shows all that is known of containers or images, as JSON with the keys of docker.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari inspect web",
            "  hangari inspect -f '{{.State.Status}} {{.NetworkSettings.IPAddress}}' web",
            "  hangari inspect --type image base:1",
            "  hangari inspect base:1 | jq '.[0].Config.Cmd'",
        })
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NAME|ID", description = "a container or an image")
    private List<String> names = List.of();

    @Option(names = "--type", paramLabel = "container|image", description = "look for this kind of object only")
    private @Nullable String type;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "json|TEMPLATE",
            description = "a line for each, such as {{.Id}}, instead of JSON")
    private @Nullable String format;

    @Override
    public Integer call() {
        Images images = Images.of(spec);
        Map<String, Inspected> kinds = kinds(images);
        if (type != null && !kinds.containsKey(type)) {
            throw new CommandException(images.say("inspect.type", type, String.join(", ", kinds.keySet())));
        }
        List<Map<String, Object>> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            find(kinds, name).ifPresentOrElse(found::add, () -> missing.add(name));
        }
        DetailsJson.print(images.hangari(), found, Optional.ofNullable(format));
        missing.forEach(name -> images.console().error(images.say("inspect.missing", name)));
        return missing.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Finds what a name means among one kind of objects. */
    interface Inspected {
        Optional<Map<String, Object>> find(String name);
    }

    /** The kinds, in the order in which they are asked. */
    private static Map<String, Inspected> kinds(Images images) {
        Map<String, Inspected> kinds = new LinkedHashMap<>();
        kinds.put("container", name -> images.hangari().container(name).map(DetailsJson::of));
        kinds.put("image", name -> images.catalogue().search(name).map(ImageDetails::of));
        return kinds;
    }

    private Optional<Map<String, Object>> find(Map<String, Inspected> kinds, String name) {
        return kinds.entrySet().stream()
                .filter(kind -> type == null || kind.getKey().equals(type))
                .flatMap(kind -> kind.getValue().find(name).stream())
                .findFirst();
    }
}
