package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.oci.Digest;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The digest of a tree's canonical form: names, kinds, owners, modes and contents; and times, where they are kept. */
public final class TreeDigest {
    private TreeDigest() {}

    /** Reads every file to its end. */
    public static Digest of(Map<String, Node> nodes) {
        try (var hash = new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
            var out = new DataOutputStream(hash);
            for (Map.Entry<String, Node> entry : nodes.entrySet()) {
                add(out, entry.getKey(), entry.getValue());
            }
            return new Digest(HexFormat.of().formatHex(hash.getMessageDigest().digest()));
        } catch (IOException e) {
            throw new ImageException("cannot read what is copied: " + Shown.of(String.valueOf(e.getMessage()))
                    + ": check its permissions, or leave it out by .dockerignore");
        }
    }

    private static void add(DataOutputStream out, String path, Node node) throws IOException {
        text(out, path);
        text(out, node.kind().name());
        out.writeInt(node.mode());
        out.writeLong(node.owner().uid());
        out.writeLong(node.owner().gid());
        out.writeLong(node.time().getEpochSecond());
        text(out, node.link());
        out.writeInt(node.major());
        out.writeInt(node.minor());
        out.writeLong(node.size());
        if (node.isFile()) {
            try (InputStream content = node.content().open()) {
                if (content.transferTo(out) != node.size()) {
                    throw TreeWriter.changed(path);
                }
            }
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
