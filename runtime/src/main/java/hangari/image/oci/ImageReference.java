package hangari.image.oci;

import hangari.image.ImageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image, in full: registry, repository, and a tag or a digest or both.
 *
 * <pre>{@code
 * ImageReference busybox = ImageReference.parse("busybox");
 * busybox.toString(); // docker.io/library/busybox:latest
 * busybox.familiar(); // busybox:latest
 * ImageReference.parse("localhost:5000/base:1").registry(); // localhost:5000
 * }</pre>
 *
 * <p>Names are read as Docker reads them. Source: the grammar of distribution/reference, and the OCI distribution
 * specification, "Pulling manifests".
 *
 * @param registry a host, with its port if it has one: {@code docker.io}, {@code localhost:5000}
 * @param repository such as {@code library/busybox}
 * @param tag such as {@code 1.36}
 * @param digest of the manifest or index; where it is given, it decides, whatever the tag
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
    private static final String DOCKER = "docker.io";
    private static final String OFFICIAL = "library/";
    private static final String LATEST = "latest";
    // distribution-spec: "Many clients impose a limit of 255 characters on the length of the concatenation of the
    // registry hostname (and optional port), /, and <name> value"
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST = LONGEST_NAME + 1 + 128 + 1 + "sha256:".length() + 64;

    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final Pattern REGISTRY =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]{1,5})?");
    private static final String COMPONENT = "[a-z0-9]+(?:(?:[_.]|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    // The parts before they are looked at: a tag has no slash, so that a port is not taken for one.
    private static final Pattern PARTS = Pattern.compile("([^@]*?)(?::([^:/@]*))?(?:@(.*))?", Pattern.DOTALL);
    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

    public ImageReference {
        if (registry.length() + 1 + repository.length() > LONGEST_NAME) {
            throw tooLong(registry + "/" + repository);
        }
        require(REGISTRY, registry, "registry", "write a host and perhaps a port, as in localhost:5000");
        require(REPOSITORY, repository, "repository", "use a-z and 0-9, joined by . _ - or /");
        tag.ifPresent(
                text -> require(TAG, text, "tag", "use at most 128 of A-Z a-z 0-9 _ . - and begin with none of . -"));
    }

    /**
     * Reads a name as people type it. Without a registry it is one of Docker Hub's, without tag and digest it is the
     * latest.
     *
     * @throws ImageException if it is no name
     */
    public static ImageReference parse(String text) {
        if (text.length() > LONGEST) {
            throw tooLong(text);
        }
        Matcher parts = PARTS.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new ImageException("bad image name " + Quoted.of(text) + ": write one such as busybox:1.36");
        }
        try {
            return parse(parts);
        } catch (ImageException e) {
            throw new ImageException("bad image name " + Quoted.of(text) + ": " + e.getMessage());
        }
    }

    private static ImageReference parse(Matcher parts) {
        Optional<Digest> digest = Optional.ofNullable(parts.group(3)).map(Digest::parse);
        Optional<String> tag = Optional.ofNullable(parts.group(2));
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of(LATEST);
        }
        String name = parts.group(1);
        int slash = name.indexOf('/');
        if (slash > 0 && isHost(name.substring(0, slash))) {
            return hosted(name.substring(0, slash), name.substring(slash + 1), tag, digest);
        }
        refuseIdentifier(name);
        return hosted(DOCKER, name, tag, digest);
    }

    // Docker takes what stands before the first slash for a host if nothing else could have a dot, a colon or a
    // capital.
    private static boolean isHost(String first) {
        return first.equals("localhost")
                || first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.chars().anyMatch(Character::isUpperCase);
    }

    private static ImageReference hosted(
            String host, String repository, Optional<String> tag, Optional<Digest> digest) {
        String registry = host.equals("index.docker.io") ? DOCKER : host;
        boolean official = registry.equals(DOCKER) && repository.indexOf('/') < 0;
        return new ImageReference(registry, official ? OFFICIAL + repository : repository, tag, digest);
    }

    private static void refuseIdentifier(String name) {
        if (IDENTIFIER.matcher(name).matches()) {
            throw new ImageException(
                    "64 hexadecimal digits are an image's id and no name: put NAME@sha256: before them");
        }
    }

    private static void require(Pattern grammar, String value, String what, String remedy) {
        if (!grammar.matcher(value).matches()) {
            throw new ImageException("bad " + what + " " + Quoted.of(value) + ": " + remedy);
        }
    }

    private static ImageException tooLong(String text) {
        return new ImageException("image name " + Quoted.of(text)
                + " is too long: registry and repository have at most " + LONGEST_NAME + " characters, a tag 128");
    }

    /** The same image by this digest alone, whatever the tag points to later. */
    public ImageReference at(Digest pinned) {
        return new ImageReference(registry, repository, Optional.empty(), Optional.of(pinned));
    }

    /** As Docker shows it: without what a name has by default, but for the tag. */
    public String familiar() {
        if (!registry.equals(DOCKER)) {
            return toString();
        }
        boolean official = repository.startsWith(OFFICIAL) && repository.indexOf('/') == repository.lastIndexOf('/');
        return (official ? repository.substring(OFFICIAL.length()) : repository) + suffix();
    }

    private String suffix() {
        return tag.map(text -> ":" + text).orElse("")
                + digest.map(value -> "@" + value).orElse("");
    }

    /** The whole of it. */
    @Override
    public String toString() {
        return registry + "/" + repository + suffix();
    }
}
