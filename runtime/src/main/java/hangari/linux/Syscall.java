package hangari.linux;

import java.util.Locale;

/**
 * The system calls that we make, with their numbers.
 *
 * <p>Source: {@code syscalls(2)}; the numbers are those of the kernel's {@code syscall_64.tbl} (x86_64) and
 * {@code asm-generic/unistd.h} (aarch64).
 */
public enum Syscall {
    CAPGET(125, 90),
    CAPSET(126, 91),
    CHDIR(80, 49),
    CHROOT(161, 51),
    CLOCK_GETTIME(228, 113),
    CLONE3(435, 435),
    CLOSE(3, 57),
    CLOSE_RANGE(436, 436),
    CONNECT(42, 203),
    DUP3(292, 24),
    EPOLL_CREATE1(291, 20),
    EPOLL_CTL(233, 21),
    EPOLL_PWAIT(281, 22),
    EVENTFD2(290, 19),
    EXECVE(59, 221),
    EXECVEAT(322, 281),
    EXIT_GROUP(231, 94),
    FCHDIR(81, 50),
    FCHMOD(91, 52),
    FCHMODAT(268, 53),
    FCHOWN(93, 55),
    FCHOWNAT(260, 54),
    FCNTL(72, 25),
    FINIT_MODULE(313, 273),
    FSCONFIG(431, 431),
    FSETXATTR(190, 7),
    FSMOUNT(432, 432),
    FSOPEN(430, 430),
    FSYNC(74, 82),
    FTRUNCATE(77, 46),
    GETDENTS64(217, 61),
    GETEGID(108, 177),
    GETEUID(107, 175),
    GETPID(39, 172),
    GETSOCKOPT(55, 209),
    GETTID(186, 178),
    IOCTL(16, 29),
    KEYCTL(250, 219),
    KILL(62, 129),
    LGETXATTR(192, 9),
    LINKAT(265, 37),
    LLISTXATTR(195, 12),
    MEMFD_CREATE(319, 279),
    MKDIRAT(258, 34),
    MKNODAT(259, 33),
    MMAP(9, 222),
    MOUNT(165, 40),
    MOUNT_SETATTR(442, 442),
    MOVE_MOUNT(429, 429),
    NANOSLEEP(35, 101),
    OPENAT(257, 56),
    OPENAT2(437, 437),
    OPEN_TREE(428, 428),
    PIDFD_GETFD(438, 438),
    PIDFD_OPEN(434, 434),
    PIDFD_SEND_SIGNAL(424, 424),
    PIPE2(293, 59),
    PIVOT_ROOT(155, 41),
    PPOLL(271, 73),
    PRCTL(157, 167),
    PREAD64(17, 67),
    PRLIMIT64(302, 261),
    PWRITE64(18, 68),
    READ(0, 63),
    READLINKAT(267, 78),
    RECVFROM(45, 207),
    RECVMSG(47, 212),
    RENAMEAT2(316, 276),
    RT_SIGACTION(13, 134),
    RT_SIGPROCMASK(14, 135),
    RT_SIGTIMEDWAIT(128, 137),
    SECCOMP(317, 277),
    SENDFILE(40, 71),
    SENDMSG(46, 211),
    SENDTO(44, 206),
    SETGID(106, 144),
    SETGROUPS(116, 159),
    SETHOSTNAME(170, 161),
    SETNS(308, 268),
    SETSID(112, 157),
    SETSOCKOPT(54, 208),
    SETUID(105, 146),
    SOCKET(41, 198),
    SOCKETPAIR(53, 199),
    SPLICE(275, 76),
    STATX(332, 291),
    SYMLINKAT(266, 36),
    TGKILL(234, 131),
    UMASK(95, 166),
    UMOUNT2(166, 39),
    UNAME(63, 160),
    UNLINKAT(263, 35),
    UNSHARE(272, 97),
    UTIMENSAT(280, 88),
    WAITID(247, 95),
    WRITE(1, 64);

    private final int x86;
    private final int arm;

    Syscall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    /** The number of this call on an architecture. */
    public int number(Arch arch) {
        return arch == Arch.X86_64 ? x86 : arm;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
