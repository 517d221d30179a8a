package hangari.image.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests and follows redirects by hand: never many, never to plain http, and never with credentials to another
 * host.
 */
final class Http implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;

    private final ClientThreads threads = new ClientThreads();
    private final HttpClient client;
    private final RegistrySettings settings;

    Http(RegistrySettings settings) {
        this.settings = settings;
        this.client = threads.make(() -> client(settings.limits()));
    }

    private static HttpClient client(Limits limits) {
        return HttpClient.newBuilder()
                // One connection for each download: where one is cut, the others go on.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    /**
     * Gets what is at an address, or at the address to which that leads.
     *
     * @param authorization for the first host alone
     * @param what is asked for, for messages
     */
    Reply get(URI start, Map<String, String> headers, Optional<String> authorization, String what)
            throws TransferException {
        Set<URI> seen = new HashSet<>();
        URI at = start;
        boolean elsewhere = false;
        while (seen.size() <= MOST_REDIRECTS) {
            if (!seen.add(at)) {
                throw TransferException.refused(
                        start.getRawAuthority() + " redirects " + what + " in a circle: ask another registry");
            }
            elsewhere = elsewhere || !Endpoint.isSameOrigin(start, at);
            Reply reply = send(at, headers, elsewhere ? Optional.empty() : authorization, what, elsewhere);
            if (!reply.isRedirect()) {
                return reply;
            }
            reply.close();
            at = target(at, reply, what);
        }
        throw TransferException.refused(start.getRawAuthority() + " redirects " + what + " more than " + MOST_REDIRECTS
                + " times: ask another registry");
    }

    private URI target(URI from, Reply reply, String what) throws TransferException {
        String location = reply.header("Location").orElse("");
        URI to;
        try {
            URI written = from.resolve(new URI(location));
            to = new URI(written.toString().replaceFirst("#.*", ""));
        } catch (URISyntaxException e) {
            throw badRedirect(from, what, location, "it is no address");
        }
        if (location.isEmpty() || !Endpoint.isWeb(to)) {
            throw badRedirect(from, what, location, "it is no address of http or https");
        }
        if (Endpoint.isPlain(to) && !Endpoint.isPlain(from)) {
            throw badRedirect(from, what, location, "https must not end in http");
        }
        if (Endpoint.isPlain(to) && !settings.mayBePlain(to)) {
            throw badRedirect(from, what, location, "plain http is for this machine and for insecure-registries");
        }
        return to;
    }

    private static TransferException badRedirect(URI from, String what, String location, String why) {
        return TransferException.refused(from.getRawAuthority() + " redirects " + what + " to \"" + Text.plain(location)
                + "\", which is not followed: " + why);
    }

    private Reply send(
            URI at, Map<String, String> headers, Optional<String> authorization, String what, boolean elsewhere)
            throws TransferException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(at)
                    .timeout(settings.limits().headers())
                    .header("User-Agent", "hangari")
                    .header("Accept-Encoding", "identity");
            headers.forEach(request::header);
            authorization.ifPresent(value -> request.header("Authorization", value));
            HttpResponse<Body> response = client.send(
                    request.build(), info -> new Body(what, settings.limits().stall()));
            return new Reply(response.statusCode(), response.headers(), response.body(), at, elsewhere);
        } catch (IOException e) {
            throw Failures.of(at.getRawAuthority(), e, settings.limits());
        } catch (IllegalArgumentException e) {
            throw TransferException.refused("cannot ask " + at.getRawAuthority() + ": " + Failures.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransferException.refused("interrupted while waiting for " + at.getRawAuthority());
        }
    }

    /** Ends its connections. */
    @Override
    public void close() {
        threads.end();
    }
}
