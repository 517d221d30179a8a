package hangari.vm.kernel;

/** A module of a kernel, as {@code finit_module(2)} takes it. */
public final class KernelModule {
    private final String name;
    private final byte[] content;

    KernelModule(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /** Its name, in which '_' stands for '-' too. */
    public String name() {
        return name;
    }

    /** The bytes of its file, unpacked. */
    public byte[] content() {
        return content.clone();
    }
}
