package hangari.linux;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One argument of a system call: what goes into the register, and how a reader sees it. */
sealed interface Arg {
    /** How it is printed, in the manner of {@code strace(1)}. */
    String text();

    /** A number, printed as given. */
    record Word(long value, String text) implements Arg {}

    /** A pointer to a NUL-terminated string. */
    record Str(String value) implements Arg {
        public Str {
            if (value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a NUL character in \"" + value.replace("\0", "\\0") + "\"");
            }
        }

        @Override
        public String text() {
            return Arg.quoted(value);
        }
    }

    /** A pointer to a NUL-terminated path that is kept byte for byte. */
    record Raw(RawPath value) implements Arg {
        @Override
        public String text() {
            return Arg.quoted(value.toString());
        }
    }

    /** A pointer to a NULL-terminated array of strings, such as {@code argv}. */
    record Strs(List<String> values, String text) implements Arg {
        public Strs {
            values = List.copyOf(values);
        }
    }

    /** A pointer to bytes laid out beforehand. */
    record Bytes(ByteBuffer value, String text) implements Arg {
        Bytes(byte[] value, String text) {
            this(ByteBuffer.wrap(value), text);
        }
    }

    /** A pointer to a BPF program: {@code struct sock_fprog}, its length and where its instructions are. */
    record Filter(List<SockFilter> program) implements Arg {
        public Filter {
            program = List.copyOf(program);
        }

        @Override
        public String text() {
            return "{len=" + program.size() + ", filter=[/* " + program.size() + " instructions */]}";
        }
    }

    /**
     * A pointer to a struct that itself has pointers in it.
     *
     * @param pointers what is pointed to, by the offset of the pointer in the struct
     */
    record Struct(ByteBuffer value, Map<Integer, Arg> pointers, String text) implements Arg {
        public Struct {
            pointers = new TreeMap<>(pointers);
        }
    }

    /** A pointer to room that the kernel fills. */
    record Room(int size, String text) implements Arg {}

    /** What an earlier call returned. */
    record Result(Handle handle) implements Arg {
        @Override
        public String text() {
            return "<" + handle.name() + ">";
        }
    }

    static Arg number(long value) {
        return new Word(value, Long.toString(value));
    }

    static Arg octal(long value) {
        return new Word(value, "0" + Long.toOctalString(value));
    }

    static Arg constant(long value, String name) {
        return new Word(value, name);
    }

    static Arg nothing() {
        return new Word(0, "NULL");
    }

    static Arg str(String value) {
        return new Str(value);
    }

    static Arg flags(Set<? extends Flag> flags) {
        return new Word(Flag.bits(flags), Flag.text(flags));
    }

    static Arg strs(List<String> values) {
        return new Strs(values, values.stream().map(Arg::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    /** The string as C would write it, cut after 80 characters. */
    static String quoted(String value) {
        String cut = value.length() > 80 ? value.substring(0, 80) : value;
        String escaped = cut.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        return "\"" + escaped + "\"" + (cut.length() < value.length() ? "..." : "");
    }
}
