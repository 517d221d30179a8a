package hangari.container.life.keep;

import hangari.container.life.LifeException;
import hangari.container.life.RandomName;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names and ids for containers. */
final class ContainerNames {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final int ID_BYTES = 32;
    private static final int TRIES = 20;

    private final SecureRandom random = new SecureRandom();

    /** 64 hexadecimal digits. */
    String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** A name that is not taken. */
    String free(Predicate<String> taken) {
        for (int i = 0; i < TRIES; i++) {
            String name = RandomName.next(random);
            if (!taken.test(name)) {
                return name;
            }
        }
        return RandomName.next(random) + "_" + Integer.toHexString(random.nextInt());
    }

    /** The name, if it is one. */
    static String checked(String wanted) {
        // Docker's clients put a slash in front.
        String name = wanted.startsWith("/") ? wanted.substring(1) : wanted;
        if (!NAME.matcher(name).matches()) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST,
                    "invalid container name \"" + wanted
                            + "\": use letters, figures, '_', '.' and '-', at least two, a letter or figure first");
        }
        return name;
    }
}
