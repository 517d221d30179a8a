package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.ImageReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a registry is asked.
 *
 * @param base scheme, host and port: {@code https://registry-1.docker.io}
 */
public record Endpoint(URI base) {
    // What images are named after is not where they are. Source: distribution/reference and Docker's registry client.
    static final String DOCKER = "docker.io";
    private static final String DOCKER_REGISTRY = "registry-1.docker.io";

    /** That of a name's registry. */
    static Endpoint of(ImageReference image, RegistrySettings settings) {
        String host = image.registry().equals(DOCKER) ? DOCKER_REGISTRY : image.registry();
        return parse((settings.isPlain(host) ? "http://" : "https://") + host);
    }

    /**
     * One that somebody wrote down.
     *
     * @throws ImageException if it is no address of a host
     */
    static Endpoint parse(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            boolean whole = isWeb(uri) && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (whole && uri.getRawPath().isEmpty()) {
                return new Endpoint(uri);
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new ImageException("bad address of a registry " + Text.plain(text)
                + ": write scheme, host and perhaps a port, as in https://mirror.example:5000");
    }

    /** Whether it is an address to which a request may be sent at all. */
    static boolean isWeb(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 65536);
        return (scheme.equals("https") || scheme.equals("http"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && port;
    }

    static boolean isPlain(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme());
    }

    boolean isPlain() {
        return isPlain(base);
    }

    /** Host and port as they are written, for messages and to find credentials. */
    String host() {
        return base.getRawAuthority();
    }

    /** The host without its port. */
    String hostName() {
        return base.getHost();
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    /** Whether both are served by the same program: then it may see what the other sees. */
    static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return Optional.of(uri.getPort()).filter(port -> port >= 0).orElse(isPlain(uri) ? 80 : 443);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
