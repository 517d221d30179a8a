package hangari.image.build;

import hangari.image.dockerfile.Dockerfile;
import hangari.image.oci.BlobStore;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReader;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import hangari.image.oci.Platform;
import hangari.image.tree.ContextReader;
import hangari.image.tree.FileTree;
import hangari.image.tree.IgnoreRules;
import hangari.image.tree.LayerReader;
import hangari.image.tree.Node;
import hangari.image.tree.Spool;
import hangari.image.tree.TreeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store, a context and a runner that runs nothing: it notes what it was asked, and adds a file. */
final class Bench {
    final BlobStore store;
    final BuildCache cache;
    final Path context;
    final List<StepRunner.RunStep> ran = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    int status;

    Bench(Path directory) throws IOException {
        this.store = BlobStore.in(directory.resolve("images"));
        this.cache = BuildCache.in(directory.resolve("build-cache"), store);
        this.context = Files.createDirectories(directory.resolve("context"));
    }

    Bench file(String path, String content) throws IOException {
        Path file = context.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    BuildRequest request(String... lines) {
        Dockerfile file = Dockerfile.parse("Dockerfile", String.join("\n", lines));
        IgnoreRules rules = IgnoreRules.of(context, context.resolve("Dockerfile"));
        return BuildRequest.of(file, ContextReader.read(context, rules));
    }

    BuiltImage build(String... lines) {
        return build(request(lines));
    }

    BuiltImage build(BuildRequest request) {
        said.clear();
        ran.clear();
        return new ImageBuilder(store, cache, this::run, new Noting()).build(request);
    }

    void tag(String name, BuiltImage image) {
        store.references().tag(ImageReference.parse(name), image.manifest());
    }

    private StepRunner.RunResult run(StepRunner.RunStep step, List<LayerBlob> below, OutputStream output) {
        ran.add(step);
        if (status != 0) {
            return new StepRunner.RunResult(status, Optional.empty());
        }
        var tree = new FileTree();
        String words = String.join(" ", step.argv());
        tree.put(
                "ran-" + Integer.toHexString(words.hashCode()),
                Node.file(0644, step.time(), words.getBytes(StandardCharsets.UTF_8)));
        return new StepRunner.RunResult(0, Optional.of(LayerBlob.plain(new TreeWriter(store).write(tree))));
    }

    ImageConfig config(BuiltImage image) {
        return new ImageReader(store).config(manifest(image));
    }

    Manifest manifest(BuiltImage image) {
        Platform platform = image.manifest().platform().orElseThrow();
        return new ImageReader(store).manifest(image.manifest(), platform);
    }

    /** The files of an image, all layers together. */
    FileTree files(BuiltImage image) {
        var tree = new FileTree();
        manifest(image).layers().forEach(layer -> new LayerReader(store).apply(layer, tree));
        return tree;
    }

    /** What a file of an image holds. */
    String content(BuiltImage image, String path) {
        FileTree tree = files(image);
        Node node = tree.find(path)
                .orElseThrow(() ->
                        new AssertionError("no " + path + " in " + tree.all().keySet()));
        try (Spool spool = Spool.in(store.directory(), 1 << 20)) {
            new LayerReader(store).fetch(List.of(node), spool);
            try (InputStream content = node.content().open()) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How many steps of the last build were taken from the cache. */
    long cached() {
        return said.stream().filter("cached"::equals).count();
    }

    private final class Noting implements BuildLog {
        @Override
        public void step(int number, int total, String text) {
            said.add(number + "/" + total + " " + text);
        }

        @Override
        public void cached() {
            said.add("cached");
        }

        @Override
        public void done(String id) {}

        @Override
        public void warning(String line) {
            said.add("warning: " + line);
        }

        @Override
        public OutputStream output() {
            return OutputStream.nullOutputStream();
        }
    }
}
