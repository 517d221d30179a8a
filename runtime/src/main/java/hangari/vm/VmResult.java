package hangari.vm;

import hangari.linux.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What came of a command in a virtual machine. */
public final class VmResult {
    private final int status;
    private final byte[] output;
    private final byte[] error;
    private final Optional<Refusal> refusal;

    VmResult(int status, byte[] output, byte[] error, Optional<Refusal> refusal) {
        this.status = status;
        this.output = output;
        this.error = error;
        this.refusal = refusal;
    }

    /** Its status as a shell gives it. */
    public int status() {
        return status;
    }

    /** What it wrote to its standard output. */
    public byte[] output() {
        return output.clone();
    }

    /** What it wrote to its standard error. */
    public byte[] error() {
        return error.clone();
    }

    /** Its output as text. */
    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** Why it could not be launched, if it could not. */
    public Optional<Refusal> refusal() {
        return refusal;
    }

    /** The output, and the status if that is another than 0. */
    @Override
    public String toString() {
        String text = text().stripTrailing();
        return status == 0 ? text : (text + "\nstatus " + status).strip();
    }
}
