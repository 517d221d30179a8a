package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Calls laid out as the bytes that the machine code walks.
 *
 * <pre>
 *   0  the signal mask that blocks all          8  the mask before
 *  16  struct clone_args (88 bytes)           104  pidfd        112  pid        120  what clone3 returned
 * 128  the rows, 80 bytes each: number, six arguments, result, tolerated result, first address that gets the result
 *      a row whose number is END; then strings, arrays and room
 * </pre>
 *
 * <p>Addresses are computed for a base that is known beforehand, so a program can also be laid out for another place,
 * such as a file.
 */
final class Layout {
    static final int SAVED_MASK = 8;
    static final int CLONE_ARGS = 16;
    static final int PIDFD = 104;
    static final int PID = 112;
    static final int CLONED = 120;
    static final int ROWS = 128;
    static final int ROW = 80;
    static final int ARGUMENT = 8;
    static final int RESULT = 56;
    static final int TOLERATED = 64;
    static final int STORE = 72;

    /** The result of a row that has not returned. No call returns it: results of -4095 and below are pointers. */
    static final long NOT_RETURNED = Long.MIN_VALUE;

    /** The number that ends the table: negative, and not to be taken for an errno. */
    static final long END = Long.MIN_VALUE;

    private static final int WORD = 8;
    private static final int FPROG = 16;

    private final List<Call> calls;
    private final Arch arch;
    private final long base;
    private final ByteBuffer bytes;
    /** For each handle, the last word of its chain. */
    private final IdentityHashMap<Handle, Integer> results = new IdentityHashMap<>();

    private final IdentityHashMap<Arg, Integer> rooms = new IdentityHashMap<>();
    private int free;

    private Layout(List<Call> calls, Arch arch, long base) {
        this.calls = List.copyOf(calls);
        this.arch = arch;
        this.base = base;
        this.bytes = ByteBuffer.allocate(size(calls)).order(ByteOrder.LITTLE_ENDIAN);
        this.free = ROWS + (calls.size() + 1) * ROW;
    }

    /** Lays calls out for a base address. */
    static Layout of(List<Call> calls, Arch arch, long base) {
        Layout layout = new Layout(calls, arch, base);
        layout.bytes.putLong(0, -1L);
        for (int i = 0; i < calls.size(); i++) {
            layout.row(i, calls.get(i));
        }
        layout.bytes.putLong(ROWS + calls.size() * ROW, END);
        return layout;
    }

    /** How many bytes these calls take. */
    static int size(List<Call> calls) {
        int size = ROWS + (calls.size() + 1) * ROW;
        for (Call call : calls) {
            for (Arg arg : call.args()) {
                size += size(arg);
            }
        }
        return size;
    }

    private static int size(Arg arg) {
        if (arg instanceof Arg.Str str) {
            return aligned(utf8(str.value()).length + 1);
        }
        if (arg instanceof Arg.Raw raw) {
            return aligned(raw.value().length() + 1);
        }
        if (arg instanceof Arg.Strs strs) {
            int size = (strs.values().size() + 1) * WORD;
            for (String value : strs.values()) {
                size += aligned(utf8(value).length + 1);
            }
            return size;
        }
        if (arg instanceof Arg.Bytes data) {
            return aligned(data.value().capacity());
        }
        if (arg instanceof Arg.Filter filter) {
            return FPROG + filter.program().size() * SockFilter.SIZE;
        }
        if (arg instanceof Arg.Struct struct) {
            int size = aligned(struct.value().capacity());
            for (Arg pointee : struct.pointers().values()) {
                size += size(pointee);
            }
            return size;
        }
        return arg instanceof Arg.Room room ? aligned(room.size()) : 0;
    }

    private void row(int index, Call call) {
        int row = ROWS + index * ROW;
        bytes.putLong(row, call.syscall().number(arch));
        for (int i = 0; i < call.args().size(); i++) {
            int slot = row + ARGUMENT + i * WORD;
            bytes.putLong(slot, value(call.args().get(i), slot));
        }
        bytes.putLong(row + RESULT, NOT_RETURNED);
        Errno tolerated = call.tolerated();
        if (tolerated != null) {
            bytes.putLong(row + TOLERATED, -tolerated.number());
        }
        Handle into = call.into();
        if (into != null) {
            results.put(into, row + STORE);
        }
    }

    private long value(Arg arg, int slot) {
        if (arg instanceof Arg.Word word) {
            return word.value();
        }
        if (arg instanceof Arg.Str str) {
            return base + place(utf8(str.value()), true);
        }
        if (arg instanceof Arg.Raw raw) {
            return base + place(raw.value().bytes(), true);
        }
        if (arg instanceof Arg.Strs strs) {
            return base + place(strs.values());
        }
        if (arg instanceof Arg.Bytes data) {
            return base + place(data.value().array(), false);
        }
        if (arg instanceof Arg.Filter filter) {
            return base + placeFilter(filter.program());
        }
        if (arg instanceof Arg.Struct struct) {
            int at = place(struct.value().array(), false);
            struct.pointers().forEach((offset, pointee) -> {
                bytes.putLong(at + offset, value(pointee, at + offset));
            });
            return base + at;
        }
        if (arg instanceof Arg.Room room) {
            rooms.put(room, free);
            return base + place(new byte[room.size()], false);
        }
        hand(((Arg.Result) arg).handle(), slot);
        return 0;
    }

    /**
     * Makes the row that returns the handle write it into a later row's argument.
     *
     * <p>The places that wait for one result are a chain: the row knows the first, and each holds the address of the
     * next until the result takes its place.
     */
    private void hand(Handle handle, int slot) {
        Integer last = results.get(handle);
        if (last == null) {
            throw new IllegalArgumentException("no earlier call returns <" + handle.name() + ">");
        }
        bytes.putLong(last, base + slot);
        results.put(handle, slot);
    }

    private int place(byte[] data, boolean terminated) {
        int at = free;
        bytes.put(at, data);
        free += aligned(data.length + (terminated ? 1 : 0));
        return at;
    }

    private int place(List<String> values) {
        List<Integer> offsets = new ArrayList<>();
        for (String value : values) {
            offsets.add(place(utf8(value), true));
        }
        int at = free;
        for (int offset : offsets) {
            bytes.putLong(free, base + offset);
            free += WORD;
        }
        free += WORD;
        return at;
    }

    /** seccomp(2), struct sock_fprog: "unsigned short len" and, at the next word, "struct sock_filter *filter". */
    private int placeFilter(List<SockFilter> program) {
        int at = free;
        bytes.putShort(at, (short) program.size());
        bytes.putLong(at + WORD, base + at + FPROG);
        free += FPROG;
        for (SockFilter instruction : program) {
            bytes.putShort(free, (short) instruction.code());
            bytes.put(free + 2, (byte) instruction.jt());
            bytes.put(free + 3, (byte) instruction.jf());
            bytes.putInt(free + 4, instruction.k());
            free += SockFilter.SIZE;
        }
        return at;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int aligned(int size) {
        return (size + WORD - 1) / WORD * WORD;
    }

    List<Call> calls() {
        return calls;
    }

    /** The laid-out bytes, to be copied to the base address. */
    byte[] bytes() {
        return bytes.array();
    }

    /** Where the result of a row is, from the base. */
    int result(int index) {
        return ROWS + index * ROW + RESULT;
    }

    /** Where a room argument's memory is, from the base. */
    int room(Arg.Room room) {
        Integer offset = rooms.get(room);
        if (offset == null) {
            throw new IllegalArgumentException("the room is not an argument of these calls");
        }
        return offset;
    }
}
