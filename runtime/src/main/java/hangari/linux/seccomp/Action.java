package hangari.linux.seccomp;

import hangari.linux.Errno;

/** What becomes of a system call. Source: {@code seccomp(2)}, "seccomp filter return values". */
public sealed interface Action {
    /** The value that a filter returns for it. */
    int code();

    /** It is made. */
    record Allow() implements Action {
        @Override
        public int code() {
            return 0x7FFF_0000;
        }

        @Override
        public String toString() {
            return "allow";
        }
    }

    /** It is not made, and the caller gets this errno. */
    record Refuse(Errno errno) implements Action {
        // seccomp(2), SECCOMP_RET_ERRNO: the low 16 bits are the errno.
        @Override
        public int code() {
            return 0x0005_0000 | errno.number();
        }

        @Override
        public String toString() {
            return "refuse " + errno;
        }
    }

    /** It is made, and the kernel's log tells of it. */
    record Log() implements Action {
        @Override
        public int code() {
            return 0x7FFC_0000;
        }

        @Override
        public String toString() {
            return "log";
        }
    }

    /** It is not made, and the caller gets SIGSYS, which it may handle. */
    record Trap() implements Action {
        @Override
        public int code() {
            return 0x0003_0000;
        }

        @Override
        public String toString() {
            return "trap";
        }
    }

    /** The process is ended by SIGSYS. */
    record Kill() implements Action {
        @Override
        public int code() {
            return 0x8000_0000;
        }

        @Override
        public String toString() {
            return "kill";
        }
    }
}
