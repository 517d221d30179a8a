package hangari.image.store;

import hangari.image.ImageException;
import hangari.image.TemporaryName;
import hangari.image.TreeRemoval;
import hangari.image.archive.ImageLoader;
import hangari.image.archive.ImageSaver;
import hangari.image.archive.RootImporter;
import hangari.image.build.BuildCache;
import hangari.image.build.BuildLog;
import hangari.image.build.BuildRequest;
import hangari.image.build.ImageBuilder;
import hangari.image.dockerfile.Dockerfile;
import hangari.image.dockerfile.DockerfileException;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.image.tar.TestTar;
import hangari.image.tree.ContextReader;
import hangari.image.tree.IgnoreRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Run by {@link SmallDiskTest} on a file system of its own. For each thing that one does with images: with no room, and
 * then with a page more each time, until there was enough; and then when nothing may be written at all.
 *
 * <p>Prints a line for each, and one that begins with BAD for whatever is not as it should be. Arguments: that file
 * system, and a directory elsewhere.
 */
final class SmallDiskInAProcess {
    private static final int PAGE = 4096;
    private static final int MOST_PAGES = 500;
    private static final byte[] LAYER = tar(60_000);

    private final Path disk;
    private final Path elsewhere;
    private final byte[] archive;

    private SmallDiskInAProcess(Path disk, Path elsewhere) throws IOException {
        this.disk = disk;
        this.elsewhere = elsewhere;
        var there = ImageStore.in(elsewhere.resolve("images"), elsewhere.resolve("layers"));
        new StoreOfImages(there.blobs()).put("loaded", tar(30_000), tar(40_000));
        var out = new ByteArrayOutputStream();
        new ImageSaver(there.blobs()).save(List.of(ImageSaver.Chosen.of(there.image("loaded"), "loaded")), out);
        this.archive = out.toByteArray();
        Files.write(Files.createDirectory(elsewhere.resolve("context")).resolve("f"), tar(20_000));
    }

    private static byte[] tar(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content); // which gzip makes no smaller
        return new TestTar()
                .directory("d")
                .file("d/f", content)
                .symlink("d/l", "f")
                .bytes();
    }

    public static void main(String[] arguments) throws Exception {
        var trial = new SmallDiskInAProcess(Path.of(arguments[0]), Path.of(arguments[1]));
        for (Map.Entry<String, Work> one : trial.works().entrySet()) {
            trial.fill(one.getKey(), one.getValue());
        }
        run("mount", "-o", "remount,ro", arguments[0]);
        for (Map.Entry<String, Work> one : trial.works().entrySet()) {
            System.out.println("read-only, " + one.getKey() + ": " + trial.refusal(one.getValue()));
        }
        System.out.println("read-only, list: " + trial.open().image("web").names());
        run("mount", "-o", "remount,rw", arguments[0]);
        trial.works().get("build").run(trial.open());
    }

    private static void run(String... command) throws Exception {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            System.out.println("BAD: " + String.join(" ", command));
        }
    }

    /** Something that writes. */
    private interface Work {
        void run(ImageStore store) throws IOException;
    }

    private Map<String, Work> works() {
        Map<String, Work> works = new LinkedHashMap<>();
        works.put("put", store -> new StoreOfImages(store.blobs()).put("web", LAYER));
        works.put("load", store -> new ImageLoader(store.blobs()).load("pipe", new ByteArrayInputStream(archive)));
        works.put("import", SmallDiskInAProcess::importRoot);
        works.put("unpack", store -> {
            TreeRemoval.remove(disk.resolve("layers/diffs"));
            open().unpacked(store.image("web"));
        });
        works.put("stack", store -> store.layers().remove(store.stack(store.image("web"))));
        works.put("build", this::build);
        works.put("tag", store -> tag(store, "n".repeat(100)));
        return works;
    }

    private static void importRoot(ImageStore store) {
        var how = new RootImporter.How(Platform.host(), Settings.NONE, "imported", Instant.EPOCH);
        new RootImporter(store.blobs()).importRoot("root.tar", new ByteArrayInputStream(tar(50_000)), how);
    }

    private void build(ImageStore store) {
        Path context = elsewhere.resolve("context");
        var request = BuildRequest.of(
                Dockerfile.parse("Dockerfile", "FROM scratch\nCOPY f /f\nLABEL one=" + System.nanoTime()),
                ContextReader.read(context, IgnoreRules.of(context, context.resolve("Dockerfile"))));
        var builder = new ImageBuilder(
                store.blobs(),
                BuildCache.in(disk.resolve("build-cache"), store.blobs()),
                (step, below, output) -> {
                    throw new IllegalStateException("nothing is run here");
                },
                BuildLog.silent());
        store.references()
                .tag(ImageReference.parse("built"), builder.build(request).manifest());
    }

    private static void tag(ImageStore store, String name) {
        store.references()
                .tag(ImageReference.parse(name), store.references().entries().get(0));
    }

    private ImageStore open() {
        return ImageStore.in(disk.resolve("images"), disk.resolve("layers"));
    }

    /** With a page more each time. */
    private void fill(String name, Work work) throws Exception {
        ImageStore store = open();
        store.collect();
        State before = State.of(store, disk);
        String said = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Path ballast = leave((long) pages * PAGE);
            String refusal = refusal(work);
            Files.delete(ballast);
            if (refusal.isEmpty()) {
                System.out.println("full, " + name + ": refused " + pages + " times: " + said);
                return;
            }
            said = refusal;
            if (!refusal.contains("no space left on the disk that holds " + disk) || refusal.contains("\n")) {
                System.out.println("BAD " + name + " with " + pages + " pages: " + refusal);
            }
            verify(name + " with " + pages + " pages", before);
        }
        System.out.println("BAD " + name + ": never enough room: " + said);
    }

    private Path leave(long bytes) throws IOException {
        Path ballast = disk.resolve("ballast");
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = Files.getFileStore(disk).getUsableSpace() - bytes;
            for (ByteBuffer zeros = ByteBuffer.allocate((int) size); zeros.hasRemaining(); ) {
                file.write(zeros);
            }
        }
        return ballast;
    }

    /** Empty if it was not refused. */
    private String refusal(Work work) throws IOException {
        try {
            work.run(open());
            return "";
        } catch (ImageException | DockerfileException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void verify(String when, State before) throws IOException {
        ImageStore store = open();
        try (Stream<Path> files = Files.walk(disk)) {
            files.filter(file -> String.valueOf(file.getFileName()).startsWith(TemporaryName.PREFIX))
                    .forEach(file -> System.out.println("BAD " + when + " leaves " + file));
        }
        store.collect(); // whole blobs that no name leads to
        State after = State.of(store, disk);
        if (!after.equals(before)) {
            System.out.println("BAD " + when + ": " + before + " became " + after);
        }
    }

    /** What a store holds; of each layer that it is whole. */
    private record State(Map<String, ?> names, List<Digest> blobs) {
        static State of(ImageStore store, Path disk) throws IOException {
            store.layer(Digest.of(LAYER)).ifPresent(layer -> {
                if (!Files.exists(layer.directory().resolve("d/l"), LinkOption.NOFOLLOW_LINKS)) {
                    System.out.println("BAD: half a layer in " + disk);
                }
            });
            return new State(store.references().all(), store.blobs().blobs());
        }
    }
}
