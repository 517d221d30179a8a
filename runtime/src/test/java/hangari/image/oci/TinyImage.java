package hangari.image.oci;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** An image of one layer with one file, put into a store. */
public record TinyImage(Descriptor manifest, Descriptor config, Descriptor layer) {
    private static final int BLOCK = 512;

    public static TinyImage in(BlobStore store, Platform platform, String content) throws IOException {
        byte[] tar = tar(content);
        Descriptor layer = store.put(MediaType.LAYER_GZIP, gzip(tar));
        ImageConfig image = ImageConfig.of(platform, Settings.NONE.withCmd(List.of("cat")), List.of(Digest.of(tar)));
        Descriptor config = store.put(MediaType.CONFIG, image.bytes());
        Manifest manifest = Manifest.of(config, List.of(layer));
        return new TinyImage(store.put(MediaType.MANIFEST, manifest.bytes()).on(platform), config, layer);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    // tar(5): a header of 512 bytes, the content, padding, and two blocks of zeros
    private static byte[] tar(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] tar = new byte[BLOCK + (bytes.length + BLOCK - 1) / BLOCK * BLOCK + 2 * BLOCK];
        put(tar, 0, "motd");
        put(tar, 100, "0000644");
        put(tar, 108, "0000000");
        put(tar, 116, "0000000");
        put(tar, 124, String.format("%011o", bytes.length));
        put(tar, 136, "00000000000");
        put(tar, 148, "        ");
        put(tar, 156, "0");
        put(tar, 257, "ustar\00000");
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += tar[i] & 0xff;
        }
        put(tar, 148, String.format("%06o\0 ", sum));
        put(tar, BLOCK, content);
        return tar;
    }

    private static void put(byte[] tar, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, tar, at, bytes.length);
    }
}
