package hangari.image.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is shown to a registry so that it lets us read one repository. It is made when the registry asks for it, kept for
 * all requests of this repository, and made anew when the registry wants it no longer.
 *
 * <p>Source: Docker's token authentication specification; OCI distribution specification, "Authentication".
 */
final class Authorization {
    private static final int REPLY_LIMIT = 256 * 1024;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,32768}");

    private final Http http;
    private final Endpoint registry;
    private final String scope;
    private final RegistrySettings settings;
    private Optional<String> current = Optional.empty();

    Authorization(Http http, Endpoint registry, String repository, RegistrySettings settings) {
        this.http = http;
        this.registry = registry;
        this.scope = "repository:" + repository + ":pull";
        this.settings = settings;
    }

    /** The header's value, if one is needed as far as we know. */
    synchronized Optional<String> header() {
        return current;
    }

    /**
     * Makes what a refusal asks for.
     *
     * @param used what was refused; if another thread has made something newer meanwhile, that is taken
     */
    synchronized void answer(Reply refusal, Optional<String> used) throws TransferException {
        if (!current.equals(used)) {
            return;
        }
        current = Optional.empty();
        List<Challenge> challenges = Challenge.parse(refusal.headers().allValues("WWW-Authenticate"));
        DockerConfig config = DockerConfig.read(settings.dockerConfig());
        Optional<DockerConfig.Login> login = config.login(registry.host());
        Optional<Challenge> bearer = named("bearer", challenges);
        if (bearer.isPresent()) {
            current = Optional.of("Bearer " + token(bearer.get(), login, config));
        } else if (named("basic", challenges).isPresent()) {
            current = Optional.of(login.orElseThrow(() -> loginWanted(config)).basic());
        } else {
            throw TransferException.refused(
                    registry.host() + " asks for a login in a way that is not supported: only Basic and Bearer are");
        }
    }

    private static Optional<Challenge> named(String scheme, List<Challenge> challenges) {
        return challenges.stream()
                .filter(challenge -> challenge.scheme().equals(scheme))
                .findFirst();
    }

    private TransferException loginWanted(DockerConfig config) {
        String remedy = config.elsewhere(registry.host()).orElse("docker login " + registry.host());
        return TransferException.refused(registry.host() + " wants a login: " + remedy);
    }

    private String token(Challenge challenge, Optional<DockerConfig.Login> login, DockerConfig config)
            throws TransferException {
        URI realm = realm(challenge);
        String what = "a token of " + realm.getRawAuthority();
        try (Reply reply = http.get(query(realm, challenge), Map.of(), login.map(DockerConfig.Login::basic), what)) {
            if (reply.status() == 401 || reply.status() == 403) {
                throw login.isPresent()
                        ? TransferException.refused(realm.getRawAuthority() + " does not accept the login of "
                                + Text.plain(login.get().user()) + ": docker login " + registry.host())
                        : loginWanted(config);
            }
            Answer.requireOk(reply, what, settings.limits());
            return token(Answer.small(reply, what, REPLY_LIMIT, settings.limits()), realm);
        }
    }

    // A secret travels to the realm: so it is one of https, unless the registry itself is spoken to in the clear.
    private URI realm(Challenge challenge) throws TransferException {
        String text = challenge.parameter("realm").orElse("");
        try {
            URI realm = new URI(text);
            boolean safe = Endpoint.isWeb(realm)
                    && (!Endpoint.isPlain(realm)
                            || (registry.isPlain()
                                    && (settings.mayBePlain(realm)
                                            || realm.getHost().equalsIgnoreCase(registry.hostName()))));
            if (safe && realm.getRawFragment() == null) {
                return realm;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw TransferException.refused(registry.host() + " sends for a token to \"" + Text.plain(text)
                + "\", where none is asked for: it must be an address of https");
    }

    private URI query(URI realm, Challenge challenge) {
        List<String> query = new ArrayList<>();
        challenge.parameter("service").ifPresent(service -> query.add("service=" + encode(service)));
        for (String one : challenge.parameter("scope").orElse(scope).split(" ", -1)) {
            query.add("scope=" + encode(one));
        }
        String joint = realm.getRawQuery() == null ? "?" : "&";
        return URI.create(realm + joint + String.join("&", query));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Either name may be used: "For compatibility with OAuth 2.0, we will also accept token under the name access_token". */
    private record Granted(
            String token, @JsonProperty("access_token") String accessToken) {}

    private static String token(byte[] content, URI realm) throws TransferException {
        String what = "token of " + realm.getRawAuthority();
        Granted granted = Answer.read(content, Granted.class, what, REPLY_LIMIT);
        String token = granted.token().isEmpty() ? granted.accessToken() : granted.token();
        if (!TOKEN.matcher(token).matches()) {
            throw TransferException.refused(
                    "the " + what + " is empty, too long or not made of printable characters: ask another registry");
        }
        return token;
    }
}
