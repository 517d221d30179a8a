package hangari.cli;

import hangari.image.oci.ImageReference;
import hangari.image.oci.StoredImage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives an image another name. */
@Command(
        name = "tag",
        description = "Gives an image another name.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari tag base:1 base:stable",
            "  hangari tag 5891b5b522d5 lab     an image by its id",
        })
final class TagCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "a name or an id")
    private String image;

    @Parameters(index = "1", paramLabel = "NAME[:TAG]", description = "the further name")
    private String name;

    @Override
    public Integer call() {
        Images images = Images.of(spec);
        ImageReference further = ImageReference.parse(name);
        if (further.digest().isPresent()) {
            throw new CommandException(images.say("image.tag.digest", name));
        }
        StoredImage found = images.catalogue().find(image);
        images.store().references().tag(further, found.entry());
        return ExitCode.OK;
    }
}
