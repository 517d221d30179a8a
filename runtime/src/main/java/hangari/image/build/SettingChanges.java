package hangari.image.build;

import hangari.image.dockerfile.Dockerfile;
import hangari.image.dockerfile.Expansion;
import hangari.image.dockerfile.Instruction;
import hangari.image.dockerfile.Instruction.Workdir;
import hangari.image.oci.Settings;
import hangari.image.tree.TreePath;
import java.util.List;
import java.util.Map;

/**
 * Changes an image's settings by instructions of a Dockerfile, as {@code docker import --change} takes them.
 *
 * <pre>{@code
 * SettingChanges.apply(Settings.NONE, List.of("CMD [\"/bin/sh\"]", "ENV LANG=C.UTF-8", "EXPOSE 80"));
 * }</pre>
 */
public final class SettingChanges {
    private SettingChanges() {}

    /**
     * The settings with all changes, in order.
     *
     * @throws hangari.image.dockerfile.DockerfileException if one is no instruction, or one that changes files
     */
    public static Settings apply(Settings settings, List<String> changes) {
        var draft = new SettingsDraft(settings);
        var metadata = new Metadata(draft);
        for (Instruction instruction : Dockerfile.changes(changes)) {
            var expansion = new Expansion(instruction.at(), '\\', Map.copyOf(draft.env));
            if (instruction instanceof Workdir directory) {
                draft.workingDir = "/" + TreePath.clean(draft.absolute(expansion.word(directory.path())));
            } else if (!metadata.apply(instruction, expansion)) {
                throw instruction
                        .at()
                        .failure(instruction.at().excerpt() + ": this does not change what an image says of its boxes: "
                                + "write CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, USER, VOLUME or WORKDIR");
            }
        }
        return draft.settings();
    }
}
