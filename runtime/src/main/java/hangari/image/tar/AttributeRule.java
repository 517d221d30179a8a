package hangari.image.tar;

import hangari.linux.RawPath;

/**
 * Which extended attributes a layer may bring.
 *
 * <p>{@code user.*}, and {@code security.capability} where root unpacks. Not those by which overlayfs would take a file of
 * the archive for something else, nor ours, nor {@code trusted.*}, which speak to the host.
 */
final class AttributeRule {
    private static final String CAPABILITY = "security.capability";

    private final boolean root;

    AttributeRule(boolean root) {
        this.root = root;
    }

    boolean allows(RawPath name, TarEntry.Type type) {
        String text = name.latin1();
        if (text.equals(CAPABILITY)) {
            return root && type == TarEntry.Type.FILE;
        }
        // xattr(7): user attributes are for regular files and directories only
        return text.startsWith("user.")
                && text.length() > "user.".length()
                && (type == TarEntry.Type.FILE || type == TarEntry.Type.DIRECTORY)
                && !text.startsWith("user.overlay.")
                && !text.startsWith("user.hangari.");
    }
}
