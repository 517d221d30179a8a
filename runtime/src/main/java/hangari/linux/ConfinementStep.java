package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Steps by which a process gives up what it might do, for good. Source: {@code capabilities(7)}, {@code seccomp(2)}. */
public sealed interface ConfinementStep extends Step {
    /**
     * Takes capabilities out of the bounding set, so that no {@code execve} can give them back. Needs CAP_SETPCAP, so
     * it comes before {@link Capset}.
     *
     * @param keep what stays
     * @param last the number of the kernel's last capability, {@code /proc/sys/kernel/cap_last_cap}
     */
    record LimitCapabilities(Set<Capability> keep, int last) implements ConfinementStep {
        public LimitCapabilities {
            keep = Set.copyOf(keep);
        }

        @Override
        public List<Call> calls() {
            long kept = Capability.bits(keep);
            List<Call> calls = new ArrayList<>();
            for (int number = 0; number <= last; number++) {
                if ((kept >>> number & 1) == 0) {
                    calls.add(drop(number));
                }
            }
            return calls;
        }

        /** PR_CAPBSET_DROP(2const): by number, for a kernel may have capabilities that have no name here. */
        private static Call drop(int number) {
            String name = Capability.text(Capability.of(1L << number));
            Arg capability = name.equals("0") ? Arg.number(number) : Arg.constant(number, name);
            return Call.of(Syscall.PRCTL, Arg.constant(24, "PR_CAPBSET_DROP"), capability);
        }
    }

    /** Keeps these capabilities and gives up all others; none is inheritable. Source: {@code capset(2)}. */
    record Capset(Set<Capability> capabilities) implements ConfinementStep {
        private static final int VERSION_3 = 0x2008_0522;

        public Capset {
            capabilities = Set.copyOf(capabilities);
        }

        @Override
        public List<Call> calls() {
            String set = Capability.text(capabilities);
            String text = "{effective=" + set + ", permitted=" + set + ", inheritable=0}";
            return List.of(Call.of(
                    Syscall.CAPSET,
                    new Arg.Bytes(header(), "{_LINUX_CAPABILITY_VERSION_3, 0}"),
                    new Arg.Bytes(data(), text)));
        }

        private static byte[] header() {
            return ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(VERSION_3)
                    .array();
        }

        /** capset(2): two structs of "effective, permitted, inheritable", the low halves and then the high ones. */
        private byte[] data() {
            long bits = Capability.bits(capabilities);
            ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            data.putInt((int) bits).putInt((int) bits).putInt(0);
            data.putInt((int) (bits >>> 32)).putInt((int) (bits >>> 32)).putInt(0);
            return data.array();
        }
    }

    /** Empties the ambient set, which {@code execve} would hand to any program. Source: {@code capabilities(7)}. */
    record ClearAmbient() implements ConfinementStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                    Syscall.PRCTL, Arg.constant(47, "PR_CAP_AMBIENT"), Arg.constant(4, "PR_CAP_AMBIENT_CLEAR_ALL")));
        }
    }

    /** Lets no {@code execve} grant anything any more, be the file set-user-ID. Source: PR_SET_NO_NEW_PRIVS(2const). */
    record NoNewPrivs() implements ConfinementStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.PRCTL, Arg.constant(38, "PR_SET_NO_NEW_PRIVS"), Arg.number(1)));
        }
    }

    /**
     * Has a BPF program judge every later system call, also those of the programs to come. Without CAP_SYS_ADMIN it
     * must come behind {@link NoNewPrivs}. Source: {@code seccomp(2)}.
     */
    record Seccomp(List<SockFilter> program) implements ConfinementStep {
        public Seccomp {
            program = List.copyOf(program);
        }

        @Override
        public List<Call> calls() {
            return List.of(Call.of(
                    Syscall.SECCOMP,
                    Arg.constant(1, "SECCOMP_SET_MODE_FILTER"),
                    Arg.number(0),
                    new Arg.Filter(program)));
        }
    }
}
