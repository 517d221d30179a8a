package hangari.cli.doctor;

import hangari.linux.Refusal;
import java.util.Optional;

/** What can only be found out by trying. Each trial leaves nothing behind; it returns the call that was refused. */
public interface Trials {
    /** Whether this user needs no user namespace for the rest. */
    boolean privileged();

    /** A user namespace, and a privileged call in it. */
    Optional<Refusal> userNamespace();

    /** A new root directory, as the runtime makes it for this user. */
    Optional<Refusal> chroot();

    /** A network namespace, as the runtime makes it for this user. */
    Optional<Refusal> networkNamespace();

    /** A root made of layers, on the file system of the state directory. */
    Optional<Refusal> overlay();
}
