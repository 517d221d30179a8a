package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.Document;
import hangari.image.oci.ImageReference;
import hangari.image.oci.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One repository of one registry, asked once for one thing. Nothing is asked again here; see {@link Patience}.
 *
 * <p>Source: OCI distribution specification 1.1, "Pull".
 */
final class Repository {
    private static final String ACCEPTED = Stream.of(
                    MediaType.INDEX, MediaType.MANIFEST, MediaType.DOCKER_INDEX, MediaType.DOCKER_MANIFEST)
            .map(MediaType::value)
            .collect(Collectors.joining(", "));

    private final Http http;
    private final Endpoint endpoint;
    private final String name;
    private final Limits limits;
    private final Authorization authorization;

    Repository(Http http, Endpoint endpoint, ImageReference image, RegistrySettings settings) {
        this.http = http;
        this.endpoint = endpoint;
        this.name = image.repository();
        this.limits = settings.limits();
        this.authorization = new Authorization(http, endpoint, name, settings);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** A manifest or index as its bytes are, with the descriptor that they have. */
    static final class Published {
        private final Descriptor descriptor;
        private final byte[] content;

        private Published(Descriptor descriptor, byte[] content) {
            this.descriptor = descriptor;
            this.content = content;
        }

        Descriptor descriptor() {
            return descriptor;
        }

        byte[] content() {
            return content;
        }
    }

    /** What a tag or digest leads to. */
    Published published(ImageReference image) throws TransferException {
        String reference = image.digest()
                .map(Digest::toString)
                .or(image::tag)
                .orElseThrow(() -> new IllegalArgumentException(image + " has neither a tag nor a digest"));
        // The registry's name is in the message already.
        String what = "the image " + name + (image.digest().isPresent() ? "@" : ":") + reference;
        try (Reply reply = get("manifests/" + reference, Map.of("Accept", ACCEPTED), what)) {
            Answer.requireOk(reply, what, limits);
            MediaType type = type(reply, what);
            byte[] content = Answer.small(reply, what, Document.LIMIT, limits);
            Descriptor descriptor = Descriptor.of(type, content);
            Optional<String> claimed = reply.header("Docker-Content-Digest");
            // "Docker-Content-Digest … if present, … the client SHOULD verify that this header value matches"
            if (claimed.isPresent()) {
                requireDigest(claimed.get(), descriptor, what);
            }
            if (image.digest().isPresent()) {
                requireDigest(reference, descriptor, what);
            }
            return new Published(descriptor, content);
        }
    }

    /** A manifest that an index names. */
    Published manifest(Descriptor entry) throws TransferException {
        String what = "the manifest " + entry.digest();
        if (entry.size() > Document.LIMIT) {
            throw TransferException.refused(
                    what + " is said to have " + entry.size() + " bytes: at most " + Document.LIMIT + " are read");
        }
        try (Reply reply = get("manifests/" + entry.digest(), Map.of("Accept", ACCEPTED), what)) {
            Answer.requireOk(reply, what, limits);
            byte[] content = Answer.small(reply, what, (int) entry.size(), limits);
            requireDigest(entry.digest().toString(), Descriptor.of(entry.mediaType(), content), what);
            return new Published(entry, content);
        }
    }

    private void requireDigest(String wanted, Descriptor got, String what) throws TransferException {
        if (!wanted.equals(got.digest().toString())) {
            throw TransferException.refused(what + " from " + endpoint.host() + " has the digest " + got.digest()
                    + " and not " + Text.plain(wanted) + ": it was changed on its way: ask another registry");
        }
    }

    private MediaType type(Reply reply, String what) throws TransferException {
        String type =
                reply.header("Content-Type").orElse("").replaceFirst(";.*", "").strip();
        try {
            return new MediaType(type);
        } catch (ImageException e) {
            throw TransferException.refused(endpoint.host() + " does not say what kind of document " + what
                    + " is: a Content-Type of OCI or Docker is needed: ask another registry");
        }
    }

    /**
     * The bytes of a blob, from one of them on.
     *
     * @return an answer whose body begins with that byte, or, if the registry does not do ranges, with the first
     */
    Download blob(Descriptor blob, long from) throws TransferException {
        String what = "the blob " + blob.digest();
        Map<String, String> range = from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-");
        Reply reply = get("blobs/" + blob.digest(), range, what);
        try {
            return download(reply, blob, from, what);
        } catch (TransferException e) {
            reply.close();
            throw e;
        }
    }

    /** The bytes that come, and which is the first of them. */
    record Download(Reply reply, long from) {}

    private Download download(Reply reply, Descriptor blob, long from, String what) throws TransferException {
        long first = from;
        switch (reply.status()) {
            case 200 -> first = 0;
            case 206 -> requireRange(reply, blob, from, what);
            // RFC 9110, 15.5.17: the server does not have what lies there; then it has another blob than we began
            case 416 -> throw TransferException.anew(endpoint.host() + " has no byte " + from + " of " + what);
            default -> throw Answer.failure(reply, what, limits);
        }
        reply.requireBare(what);
        OptionalLong length = reply.length();
        if (length.isPresent() && length.getAsLong() > blob.size() - first) {
            throw TransferException.refused(tooLong(blob));
        }
        return new Download(reply, first);
    }

    String tooLong(Descriptor blob) {
        return "the blob " + blob.digest() + " from " + endpoint.host() + " is longer than the " + blob.size()
                + " bytes that it should have: it is not the one that was asked for: ask another registry";
    }

    // RFC 9110, 15.3.7: "the server … MUST generate a Content-Range header field, describing what range of the selected
    // representation is enclosed"
    private void requireRange(Reply reply, Descriptor blob, long from, String what) throws TransferException {
        String range = reply.header("Content-Range").orElse("");
        String end = "bytes " + from + "-" + (blob.size() - 1) + "/";
        if (from == 0 || !(range.equals(end + blob.size()) || range.equals(end + "*"))) {
            throw TransferException.anew(endpoint.host() + " sends the range \"" + Text.plain(range) + "\" of " + what
                    + ", and not from byte " + from + " on: ask another registry");
        }
    }

    private Reply get(String path, Map<String, String> headers, String what) throws TransferException {
        var uri = endpoint.resolve("/v2/" + name + "/" + path);
        Optional<String> shown = authorization.header();
        Reply reply = http.get(uri, headers, shown, what);
        if (reply.status() != 401 || reply.elsewhere()) {
            return reply;
        }
        try (reply) {
            authorization.answer(reply, shown);
        }
        return http.get(uri, headers, authorization.header(), what);
    }
}
