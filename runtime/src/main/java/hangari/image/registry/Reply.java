package hangari.image.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a registry answered. It must be closed, or read to its end.
 *
 * @param from who answered in the end
 * @param elsewhere whether that was somebody else than who was asked
 */
record Reply(int status, HttpHeaders headers, Body body, URI from, boolean elsewhere) implements AutoCloseable {
    private static final int LONGEST_HEADER = 8 * 1024;

    /** The first header of that name, unless it is absurdly long. */
    Optional<String> header(String name) {
        return headers.firstValue(name).filter(value -> value.length() <= LONGEST_HEADER);
    }

    /** How many bytes are said to come. */
    OptionalLong length() {
        return header("Content-Length")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** Refuses bytes that are not those that were asked for: we ask for what the digest was made of. */
    void requireBare(String what) throws TransferException {
        String encoding = header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw TransferException.refused(from.getRawAuthority() + " sends " + what + " in the encoding "
                    + Text.plain(encoding) + ", which was not asked for: ask another registry");
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
