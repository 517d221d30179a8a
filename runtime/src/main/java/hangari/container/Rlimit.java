package hangari.container;

import hangari.linux.Resource;

/**
 * A limit of a process's own, as by {@code docker run --ulimit nofile=1024:2048}.
 *
 * @param resource what is limited
 * @param soft what the kernel enforces
 * @param hard how far the process may raise that; {@link #UNLIMITED} for no limit
 */
public record Rlimit(Resource resource, long soft, long hard) {
    /** No limit. Source: {@code getrlimit(2)}, RLIM_INFINITY. */
    public static final long UNLIMITED = -1;

    public Rlimit {
        // getrlimit(2), EINVAL: "rlim->rlim_cur was greater than rlim->rlim_max".
        if (Long.compareUnsigned(soft, hard) > 0) {
            throw new IllegalArgumentException(
                    "ulimit " + resource.docker() + ": the soft limit " + soft + " is above the hard limit " + hard);
        }
    }

    /** As docker writes it: {@code nofile=1024:2048}, or {@code nofile=1024} for both. */
    public static Rlimit parse(String text) {
        String[] halves = text.split("=", 2);
        Resource resource = Resource.docker(halves[0])
                .orElseThrow(() -> new IllegalArgumentException("ulimit " + text + ": no resource is called \""
                        + halves[0] + "\"; use one of " + Resource.names()));
        if (halves.length < 2) {
            throw new IllegalArgumentException("ulimit " + text + ": write it as " + halves[0] + "=SOFT[:HARD]");
        }
        String[] values = halves[1].split(":", 2);
        long soft = value(text, values[0]);
        return new Rlimit(resource, soft, values.length == 1 ? soft : value(text, values[1]));
    }

    private static long value(String text, String number) {
        if (number.equals("unlimited") || number.equals("-1")) {
            return UNLIMITED;
        }
        try {
            return Long.parseUnsignedLong(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("ulimit " + text + ": \"" + number + "\" is no number", e);
        }
    }
}
