package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import hangari.image.ImageException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The kind of machine that an image is for. Source: OCI image specification, image-index.md, "platform".
 *
 * @param architecture as Go calls it: {@code amd64}, {@code arm64}
 * @param os {@code linux}
 * @param variant of the processor, such as {@code v8}; mostly empty
 * @param other keys that we do not know, kept
 */
public record Platform(
        String architecture,
        String os,
        String variant,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> other) {
    private static final Pattern TEXT = Pattern.compile("[a-z0-9_.-]{1,64}/[a-z0-9_.-]{1,64}(/[a-z0-9_.-]{1,64})?");

    /** One of Linux. */
    public static Platform linux(String architecture) {
        return new Platform(architecture, "linux", "", Map.of());
    }

    /** This machine's. */
    public static Platform host() {
        String name = System.getProperty("os.arch");
        return linux(
                switch (name) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> name;
                });
    }

    /**
     * Reads one as people type it, such as {@code linux/arm64/v8}.
     *
     * @throws ImageException if it is none
     */
    public static Platform parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new ImageException("bad platform " + Quoted.of(text) + ": write one such as linux/arm64");
        }
        String[] parts = text.split("/", -1);
        return new Platform(parts[1], parts[0], parts.length > 2 ? parts[2] : "", Map.of());
    }

    /** Whether a program for the other platform runs on this one. */
    public boolean runs(Platform program) {
        return os.equals(program.os)
                && architecture.equals(program.architecture)
                && commonVariant().equals(program.commonVariant());
    }

    // image-index.md lists arm64 with the variant v8, and most images leave it out: there was no earlier arm64.
    private String commonVariant() {
        return architecture.equals("arm64") && variant.equals("v8") ? "" : variant;
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
