package hangari.linux;

/**
 * A program in memory that nobody can change any more.
 *
 * <p>A container whose program is {@code /proc/self/exe} becomes what its parent was, and could write to that file once
 * it runs no more (CVE-2019-5736). Not to this one. Source: {@code memfd_create(2)}.
 */
final class SealedFile {
    private static final int F_ADD_SEALS = 1033;
    // F_SEAL_SEAL|F_SEAL_SHRINK|F_SEAL_GROW|F_SEAL_WRITE
    private static final int ALL = 0xf;

    /** The keeper's. */
    static final Fd KEEPER = of(Keeper.NAME, Keeper.file());

    private SealedFile() {}

    private static Fd of(String name, byte[] content) {
        Fd file = MemoryFile.sealable(name);
        file.write(content);
        Kernel.perform(Call.of(
                Syscall.FCNTL,
                Arg.number(file.number()),
                Arg.constant(F_ADD_SEALS, "F_ADD_SEALS"),
                Arg.constant(ALL, "F_SEAL_SEAL|F_SEAL_SHRINK|F_SEAL_GROW|F_SEAL_WRITE")));
        return file;
    }
}
