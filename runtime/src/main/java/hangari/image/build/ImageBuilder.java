package hangari.image.build;

import hangari.image.dockerfile.Instruction;
import hangari.image.dockerfile.Instruction.Arg;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Hold;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Settings;
import hangari.image.tree.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds images.
 *
 * <pre>{@code
 * var builder = new ImageBuilder(store, BuildCache.in(directory, store), runner, BuildLog.silent());
 * Dockerfile file = Dockerfile.parse("Dockerfile", "FROM scratch\nCOPY motd /etc/\n");
 * FileTree context = ContextReader.read(folder, IgnoreRules.NONE);
 * BuiltImage image = builder.build(BuildRequest.of(file, context));
 * store.references().tag(ImageReference.parse("hello"), image.manifest());
 * }</pre>
 *
 * <p>Nothing of a build that fails is kept but the layers of the steps before, which the next one takes from the cache;
 * if no name comes to lead to an image, it is collected with the other garbage.
 */
public final class ImageBuilder {
    private static final long SPOOL_LIMIT = 64L << 30;

    private final BlobStore store;
    private final BuildCache cache;
    private final StepRunner runner;
    private final BuildLog log;

    public ImageBuilder(BlobStore store, BuildCache cache, StepRunner runner, BuildLog log) {
        this.store = store;
        this.cache = cache;
        this.runner = runner;
        this.log = log;
    }

    /**
     * Builds one.
     *
     * @throws hangari.image.dockerfile.DockerfileException if an instruction cannot be carried out
     * @throws RunFailedException if a program that was run failed
     */
    public BuiltImage build(BuildRequest request) {
        BuildPlan plan = BuildPlan.of(request);
        request.file().warnings().forEach(log::warning);
        Hold hold = store.hold();
        try (Spool spool = Spool.in(store.directory(), SPOOL_LIMIT)) {
            var shop = new Workshop(request, plan, store, cache, runner, log, spool);
            BaseImage built = labelled(shop.build(), request);
            BuiltImage image = write(built, request);
            unused(request);
            return image;
        } finally {
            hold.close();
        }
    }

    private static BaseImage labelled(BaseImage image, BuildRequest request) {
        var settings = new SettingsDraft(image.settings());
        settings.labels.putAll(request.labels());
        Settings labelled = settings.settings();
        return new BaseImage(
                labelled, image.layers(), image.history(), image.author(), image.platform(), image.variables());
    }

    private BuiltImage write(BaseImage image, BuildRequest request) {
        byte[] config = image.config(request.created()).bytes();
        Descriptor described = store.put(MediaType.CONFIG, config);
        List<Descriptor> layers = image.layers().stream().map(LayerBlob::blob).toList();
        Descriptor manifest = store.put(
                MediaType.MANIFEST,
                Manifest.of(described, new ArrayList<>(layers)).bytes());
        return new BuiltImage(described.digest(), manifest.on(image.platform()));
    }

    private void unused(BuildRequest request) {
        var declared = new TreeSet<String>();
        for (Instruction instruction : request.file().instructions()) {
            if (instruction instanceof Arg arg) {
                arg.variables().forEach(variable -> declared.add(variable.name()));
            }
        }
        Set<String> unused = Variables.unused(request, declared);
        if (!unused.isEmpty()) {
            log.warning("One or more build-args " + unused + " were not consumed: declare them with ARG");
        }
    }
}
