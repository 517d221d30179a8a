package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.dockerfile.Instruction;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.tree.LayerReader;
import hangari.image.tree.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the steps of one build share. */
final class Workshop {
    private final BuildRequest request;
    private final BuildPlan plan;
    private final BlobStore store;
    private final BuildCache cache;
    private final StepRunner runner;
    private final BuildLog log;
    private final Spool spool;
    private final List<Optional<BaseImage>> stages = new ArrayList<>();
    private int step;

    Workshop(
            BuildRequest request,
            BuildPlan plan,
            BlobStore store,
            BuildCache cache,
            StepRunner runner,
            BuildLog log,
            Spool spool) {
        this.request = request;
        this.plan = plan;
        this.store = store;
        this.cache = cache;
        this.runner = runner;
        this.log = log;
        this.spool = spool;
    }

    BuildRequest request() {
        return request;
    }

    BuildPlan plan() {
        return plan;
    }

    BlobStore store() {
        return store;
    }

    StepRunner runner() {
        return runner;
    }

    BuildLog log() {
        return log;
    }

    Spool spool() {
        return spool;
    }

    StageFiles files(List<LayerBlob> layers) {
        return new StageFiles(new LayerReader(store), spool, layers);
    }

    void begin(Instruction instruction) {
        log.step(++step, plan.steps(), instruction.at().excerpt());
    }

    /** Builds the needed stages; the last one is the target. */
    BaseImage build() {
        for (Stage stage : plan.all()) {
            boolean needed = plan.needed().contains(stage.number());
            stages.add(needed ? Optional.of(build(stage)) : Optional.empty());
        }
        return stages.get(stages.size() - 1).orElseThrow();
    }

    private BaseImage build(Stage stage) {
        begin(stage.from());
        try {
            return new StageBuild(this, stage, base(stage)).run();
        } catch (ImageException e) {
            throw stage.from().at().failure(stage.from().at().excerpt() + ": " + e.getMessage());
        }
    }

    private BaseImage base(Stage stage) {
        if (stage.base() instanceof Stage.Base.Earlier earlier) {
            return stages.get(earlier.stage()).orElseThrow();
        }
        if (stage.base() instanceof Stage.Base.Named named) {
            return image(named.image(), stage.platform());
        }
        return BaseImage.scratch(stage.platform());
    }

    /** The files that COPY --from names: those of an earlier stage, or of an image. */
    StageFiles from(Stage of, String name) {
        Optional<Integer> earlier = Stage.earlier(plan.all().subList(0, of.number()), name);
        BaseImage image = earlier.isPresent()
                ? stages.get(earlier.get()).orElseThrow()
                : image(ImageReference.parse(name), of.platform());
        return files(image.layers());
    }

    private BaseImage image(ImageReference name, Platform platform) {
        return store.references()
                .find(name)
                .map(image -> BaseImage.of(store, image, platform))
                .orElseThrow(() -> new ImageException("no image " + name.familiar() + " in " + store.directory()
                        + ": get it first: hangari pull " + name.familiar()));
    }

    /** What a step comes to: what is known of it, or what is made of it now. */
    BuildCache.Result result(Digest key, Supplier<BuildCache.Result> making) {
        Optional<BuildCache.Result> known = known(key);
        if (known.isPresent()) {
            log.cached();
            return known.get();
        }
        BuildCache.Result made = making.get();
        cache.put(key, made);
        return made;
    }

    /** What is known of a step. */
    Optional<BuildCache.Result> known(Digest key) {
        return request.useCache() ? cache.find(key) : Optional.empty();
    }

    void remember(Digest key, BuildCache.Result result) {
        cache.put(key, result);
    }
}
