package hangari.vm;

import hangari.linux.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came of a command in a virtual machine.
 *
 * @param status as a shell gives it
 * @param output what it wrote, each stream by itself
 * @param refusal why it could not be launched, if it could not
 */
public record VmResult(int status, byte[] output, byte[] error, Optional<Refusal> refusal) {
    /** Its output as text. */
    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }
}
