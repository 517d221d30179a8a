package hangari.slides;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in only a page that this server itself has delivered, since what it may ask for is to run code.
 *
 * <p>The token keeps out whoever was not told the address. The names in {@code Host} and {@code Origin} keep out foreign
 * pages in the same browser, even those whose own name has been made to point here (DNS rebinding).
 */
final class Gate extends Handler.Wrapper {
    private static final List<String> NAMES = List.of("127.0.0.1", "localhost");

    private final String base;
    private final IntSupplier port;

    /**
     * A gate.
     *
     * @param base the path with the token, with a slash at both ends
     */
    Gate(String base, IntSupplier port, Handler inside) {
        super(inside);
        this.base = base;
        this.port = port;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        protect(response.getHeaders());
        Optional<String> fault = fault(request);
        if (fault.isPresent()) {
            Refusal.send(response, callback, 403, fault.get());
            return true;
        }
        if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Refusal.send(response, callback, 405, "the deck can only be read: use GET");
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<String> fault(Request request) {
        HttpFields headers = request.getHeaders();
        if (headers.getValuesList(HttpHeader.HOST).stream().noneMatch(host -> ours("", host))) {
            return Optional.of("this name is not the deck's: open the address that was printed");
        }
        List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
        boolean upgrade = headers.contains(HttpHeader.UPGRADE);
        if ((upgrade && origins.isEmpty()) || origins.stream().anyMatch(origin -> !ours("http://", origin))) {
            return Optional.of("another page may not use the deck: open the address that was printed");
        }
        return holdsToken(Request.getPathInContext(request))
                ? Optional.empty()
                : Optional.of("the address lacks the token: open the address that was printed");
    }

    private boolean ours(String scheme, String given) {
        return NAMES.stream().anyMatch(name -> given.equals(scheme + name + ":" + port.getAsInt()));
    }

    /** Takes as long for a nearly right token as for a wrong one. */
    private boolean holdsToken(String path) {
        String given = path.substring(0, Math.min(base.length(), path.length()));
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), base.getBytes(StandardCharsets.UTF_8));
    }

    private void protect(HttpFields.Mutable headers) {
        String sockets = "ws://127.0.0.1:" + port.getAsInt() + " ws://localhost:" + port.getAsInt();
        // xterm.js writes its colours into style elements; scripts stand in files of ours only
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                        + "connect-src 'self' " + sockets
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
    }
}
