package hangari.image.registry;

import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.Index;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.image.registry.HostileRegistry.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An image with layers of chance, and where a registry has its parts. What is in a layer does not matter to a pull. */
record PublishedImage(byte[] manifest, byte[] config, List<byte[]> layers) {
    static final String NAME = "lab/base";

    static PublishedImage of(Platform platform, long seed, int... sizes) {
        var random = new Random(seed);
        List<byte[]> layers = new ArrayList<>();
        for (int size : sizes) {
            byte[] layer = new byte[size];
            random.nextBytes(layer);
            layers.add(layer);
        }
        List<Digest> diffIds = layers.stream().map(Digest::of).toList();
        byte[] config = ImageConfig.of(platform, Settings.NONE, diffIds).bytes();
        byte[] manifest = Manifest.of(
                        Descriptor.of(MediaType.CONFIG, config),
                        layers.stream()
                                .map(layer -> Descriptor.of(MediaType.LAYER, layer))
                                .toList())
                .bytes();
        return new PublishedImage(manifest, config, layers);
    }

    Descriptor descriptor() {
        return Descriptor.of(MediaType.MANIFEST, manifest);
    }

    /** The digests of all its parts. */
    List<Digest> digests() {
        List<Digest> all = new ArrayList<>(List.of(Digest.of(manifest), Digest.of(config)));
        layers.forEach(layer -> all.add(Digest.of(layer)));
        return all;
    }

    static String blob(byte[] content) {
        return "/v2/" + NAME + "/blobs/" + Digest.of(content);
    }

    static String manifest(Object reference) {
        return "/v2/" + NAME + "/manifests/" + reference;
    }

    static Page document(MediaType type, byte[] content) {
        return (request, wire) ->
                wire.reply(200, content, "Content-Type: " + type, "Docker-Content-Digest: " + Digest.of(content));
    }

    /** As an honest registry serves it, ranges too. */
    static Page content(byte[] content) {
        return (request, wire) -> {
            int from = request.from();
            byte[] rest = java.util.Arrays.copyOfRange(content, from, content.length);
            if (from == 0) {
                wire.reply(200, rest);
            } else {
                wire.reply(
                        206, rest, "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
        };
    }

    /** The parts, by digest. */
    void serveParts(HostileRegistry registry) {
        registry.put(manifest(Digest.of(manifest)), document(MediaType.MANIFEST, manifest));
        registry.put(blob(config), content(config));
        layers.forEach(layer -> registry.put(blob(layer), content(layer)));
    }

    /** All of it, under a tag. */
    void serve(HostileRegistry registry, String tag) {
        serveParts(registry);
        registry.put(manifest(tag), document(MediaType.MANIFEST, manifest));
    }

    static byte[] index(Descriptor... entries) {
        return Index.of(List.of(entries)).bytes();
    }
}
