package hangari.linux.seccomp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first two numbers of a kernel's release.
 *
 * <pre>{@code
 * KernelVersion.parse("6.1.0-13-amd64").isAtLeast(KernelVersion.parse("4.8"));
 * }</pre>
 */
public record KernelVersion(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})(\\D.*)?", Pattern.DOTALL);

    /**
     * Reads a release such as that of {@code uname -r}.
     *
     * @throws IllegalArgumentException if it does not begin with two numbers
     */
    public static KernelVersion parse(String release) {
        Matcher matcher = FORM.matcher(release.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + release + "\" is no version of a kernel: write it with two numbers, such as 4.8");
        }
        return new KernelVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether it is that one, or newer. */
    public boolean isAtLeast(KernelVersion other) {
        return major > other.major || (major == other.major && minor >= other.minor);
    }
}
