package hangari.linux;

/** A pipe: what is written to one end can be read from the other. Source: {@code pipe(2)}. */
public record Pipe(Fd reader, Fd writer) implements AutoCloseable {
    /** Opens a pipe whose ends do not survive {@code execve}. */
    public static Pipe open() {
        Arg.Room room = new Arg.Room(8, "fds");
        int[] ends = new int[2];
        Kernel.perform(
                Call.of(Syscall.PIPE2, room, Arg.flags(java.util.Set.of(OpenFlag.CLOEXEC))), (memory, layout) -> {
                    ends[0] = memory.getInt(layout.room(room));
                    ends[1] = memory.getInt(layout.room(room) + 4);
                });
        return new Pipe(new Fd(ends[0]), new Fd(ends[1]));
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
