package hangari.image.build;

import hangari.image.oci.Platform;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The variables that are there without ARG. Source: Dockerfile reference, "Predefined ARGs". */
final class PredefinedArgs {
    /** They reach RUN, and neither the history nor the cache. */
    static final Set<String> PROXIES = Set.of(
            "HTTP_PROXY",
            "http_proxy",
            "HTTPS_PROXY",
            "https_proxy",
            "FTP_PROXY",
            "ftp_proxy",
            "NO_PROXY",
            "no_proxy",
            "ALL_PROXY",
            "all_proxy");

    /** Says how old the image is. Source: reproducible-builds.org, SOURCE_DATE_EPOCH. */
    static final String EPOCH = "SOURCE_DATE_EPOCH";

    private PredefinedArgs() {}

    /** Those that say what machine the image is for, and on what it is built. */
    static Map<String, String> platforms(Platform target) {
        Map<String, String> values = new TreeMap<>();
        platform(values, "TARGET", target);
        platform(values, "BUILD", Platform.host());
        return values;
    }

    private static void platform(Map<String, String> values, String prefix, Platform platform) {
        values.put(prefix + "PLATFORM", platform.toString());
        values.put(prefix + "OS", platform.os());
        values.put(prefix + "ARCH", platform.architecture());
        values.put(prefix + "VARIANT", platform.variant());
    }
}
