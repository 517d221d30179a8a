package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/** Steps by which a process becomes another user, with limits and keys of its own. */
public sealed interface IdentityStep extends Step {
    /** Has these further groups and no others. Source: {@code setgroups(2)}. */
    record Setgroups(List<Long> groups) implements IdentityStep {
        public Setgroups {
            groups = List.copyOf(groups);
        }

        @Override
        public List<Call> calls() {
            ByteBuffer list = ByteBuffer.allocate(Integer.BYTES * groups.size()).order(ByteOrder.LITTLE_ENDIAN);
            groups.forEach(group -> list.putInt((int) (long) group));
            String text = groups.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
            return List.of(Call.of(Syscall.SETGROUPS, Arg.number(groups.size()), new Arg.Bytes(list.array(), text)));
        }
    }

    /** Is of this group. Source: {@code setgid(2)}. */
    record Setgid(long group) implements IdentityStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SETGID, Arg.number(group)));
        }
    }

    /** Is this user; one who was root and no longer is has no capabilities any more. Source: {@code setuid(2)}. */
    record Setuid(long user) implements IdentityStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.SETUID, Arg.number(user)));
        }
    }

    /** Limits a resource; -1 is no limit. Source: {@code prlimit(2)}. */
    record Limit(Resource resource, long soft, long hard) implements IdentityStep {
        @Override
        public List<Call> calls() {
            byte[] limits = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(soft)
                    .putLong(hard)
                    .array();
            String text = "{rlim_cur=" + text(soft) + ", rlim_max=" + text(hard) + "}";
            return List.of(Call.of(
                    Syscall.PRLIMIT64,
                    Arg.number(0),
                    Arg.constant(resource.number(), resource.toString()),
                    new Arg.Bytes(limits, text),
                    Arg.nothing()));
        }

        private static String text(long limit) {
            return limit == -1 ? "RLIM_INFINITY" : Long.toUnsignedString(limit);
        }
    }

    /**
     * Has a session keyring of its own, so that the launcher's keys are not in its reach. Source: {@code
     * keyctl(2)}.
     */
    record JoinSessionKeyring() implements IdentityStep {
        @Override
        public List<Call> calls() {
            // A kernel without keyrings has none to share.
            return List.of(Call.of(Syscall.KEYCTL, Arg.constant(1, "KEYCTL_JOIN_SESSION_KEYRING"), Arg.nothing())
                    .tolerating(Errno.ENOSYS)
                    .asPlumbing());
        }
    }

    /**
     * Lets nobody look into the process, nor into whoever shares its memory, so it is for programs that are launched
     * sealed. Source: {@code PR_SET_DUMPABLE(2const)}.
     */
    record NotDumpable() implements IdentityStep {
        @Override
        public List<Call> calls() {
            return List.of(Call.of(Syscall.PRCTL, Arg.constant(4, "PR_SET_DUMPABLE"), Arg.number(0))
                    .asPlumbing());
        }
    }
}
