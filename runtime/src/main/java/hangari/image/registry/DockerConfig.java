package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.OciJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names and passwords that {@code docker login} wrote down. We read them and write nothing.
 *
 * <p>Source: docker(1), config.json: {@code auths}, {@code credsStore}, {@code credHelpers}.
 */
record DockerConfig(Map<String, Entry> auths, String credsStore, Map<String, String> credHelpers) {
    private static final int LIMIT = 1024 * 1024;
    // docker(1) writes Docker Hub's under the address of an interface that is long gone.
    private static final Set<String> HUB = Set.of("docker.io", "index.docker.io", "registry-1.docker.io");

    /**
     * What is kept for one registry.
     *
     * @param auth name and password with a colon between them, in base 64
     * @param identitytoken stands for a password, in a protocol that we do not speak
     */
    record Entry(String auth, String identitytoken) {}

    /** A name and its password. */
    record Login(String user, String password) {
        /** RFC 7617, 2: the user-id, a colon and the password, in base 64. */
        String basic() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return user;
        }
    }

    static DockerConfig read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return OciJson.read(content.readNBytes(LIMIT + 1), DockerConfig.class, "file " + file, LIMIT);
        } catch (NoSuchFileException e) {
            return new DockerConfig(Map.of(), "", Map.of());
        } catch (IOException e) {
            throw ImageException.of("read " + file, file, e);
        }
    }

    /**
     * The login for a registry.
     *
     * @throws ImageException if there is one that cannot be read
     */
    Optional<Login> login(String host) {
        return auths.entrySet().stream()
                .filter(entry -> isFor(entry.getKey(), host))
                .map(Map.Entry::getValue)
                .filter(entry -> !entry.auth().isEmpty())
                .findFirst()
                .map(entry -> login(entry, host));
    }

    private static Login login(Entry entry, String host) {
        try {
            String pair = new String(Base64.getDecoder().decode(entry.auth()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0 && (colon < pair.length() - 1)) {
                return new Login(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // said below, without the secret
        }
        throw new ImageException("the login for " + host + " in docker's config.json is damaged: docker login " + host);
    }

    /** Why there is no login although somebody logged in: it is kept where we do not look. */
    Optional<String> elsewhere(String host) {
        Optional<String> helper = credHelpers.entrySet().stream()
                .filter(entry -> isFor(entry.getKey(), host))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.of(credsStore).filter(name -> !name.isEmpty()));
        if (helper.isPresent()) {
            return helper.map(name -> "docker keeps its logins in the helper docker-credential-" + Text.plain(name)
                    + ", which is not asked: write the login into auths of config.json");
        }
        boolean token = auths.entrySet().stream()
                .anyMatch(entry -> isFor(entry.getKey(), host)
                        && !entry.getValue().identitytoken().isEmpty());
        return token
                ? Optional.of("docker's login for " + host
                        + " is an identity token, which is not supported: log in with an access token as password")
                : Optional.empty();
    }

    private static boolean isFor(String key, String host) {
        String bare = key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return bare.equalsIgnoreCase(host) || (HUB.contains(bare) && HUB.contains(host));
    }
}
