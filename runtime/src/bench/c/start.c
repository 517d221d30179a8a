/*
 * The limit: the system calls that a container takes, from C, with nothing around them.
 *
 *   start ROOT [COUNT [fork]]
 *
 * Starts /bin/true COUNT times (default 1), one after another, below ROOT in pid, mount, uts, ipc and net namespaces,
 * and prints the nanoseconds of each start, from before clone3 until it was reaped. It makes the calls that
 * hangari.bench.Subjects makes, in the same order. With "fork", the memory is copied on write instead of shared.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef CLONE_CLEAR_SIGHAND
#define CLONE_CLEAR_SIGHAND 0x100000000ULL
#endif
#define CLOSE_ON_EXEC 4 /* CLOSE_RANGE_CLOEXEC */
#define PIDFD 3         /* P_PIDFD */
#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* The child shares the parent's stack, so it must not call: a return address that it pushed would be one of ours. */
#if defined(__x86_64__)
ALWAYS_INLINE long sys(long number, long a, long b, long c, long d, long e) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
ALWAYS_INLINE long sys(long number, long a, long b, long c, long d, long e) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
    return x0;
}
#else
#error "x86_64 or aarch64"
#endif

#define REFUSED(result) ((result) < 0)
#define STEP(...) do { if (REFUSED(sys(__VA_ARGS__))) sys(SYS_exit_group, 125, 0, 0, 0, 0); } while (0)

static const unsigned long long every_signal = ~0ULL, no_signal;
static const char *const argv_of_true[] = {"true", NULL};
static const char *const env_of_true[] = {"PATH=/bin", NULL};

ALWAYS_INLINE void live(const char *root) {
    STEP(SYS_mount, 0, (long)"/", 0, MS_REC | MS_PRIVATE, 0);
    STEP(SYS_mount, (long)root, (long)root, 0, MS_BIND | MS_REC, 0);
    STEP(SYS_chdir, (long)root, 0, 0, 0, 0);
    STEP(SYS_mount, (long)"proc", (long)"proc", (long)"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0);
    STEP(SYS_pivot_root, (long)".", (long)".", 0, 0, 0);
    STEP(SYS_umount2, (long)".", MNT_DETACH, 0, 0, 0);
    STEP(SYS_chdir, (long)"/", 0, 0, 0, 0);
    STEP(SYS_close_range, 3, ~0U, CLOSE_ON_EXEC, 0, 0);
    STEP(SYS_rt_sigprocmask, SIG_SETMASK, (long)&no_signal, 0, 8, 0);
    STEP(SYS_execve, (long)"/bin/true", (long)argv_of_true, (long)env_of_true, 0, 0);
}

static long long now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static void fail(const char *what, long error) {
    fprintf(stderr, "start: %s: %s\n", what, strerror((int)error));
    exit(125);
}

static __attribute__((noinline)) void start(const char *root, unsigned long long sharing) {
    unsigned long long before = 0;
    int pidfd = -1, pid = 0;
    struct clone_args args = {
        .flags = sharing | CLONE_PIDFD | CLONE_PARENT_SETTID | CLONE_CLEAR_SIGHAND | CLONE_NEWPID | CLONE_NEWNS
                 | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET,
        .pidfd = (unsigned long long)&pidfd,
        .parent_tid = (unsigned long long)&pid,
        .exit_signal = SIGCHLD,
    };
    sys(SYS_rt_sigprocmask, SIG_SETMASK, (long)&every_signal, (long)&before, 8, 0);
    long born = sys(SYS_clone3, (long)&args, sizeof args, 0, 0, 0);
    if (born == 0) {
        live(root);
    }
    sys(SYS_rt_sigprocmask, SIG_SETMASK, (long)&before, 0, 8, 0);
    if (REFUSED(born)) {
        fail("clone3", -born);
    }
    siginfo_t info;
    long reaped = sys(SYS_waitid, PIDFD, pidfd, (long)&info, WEXITED, 0);
    close(pidfd);
    if (REFUSED(reaped)) {
        fail("waitid", -reaped);
    }
    if (info.si_code != CLD_EXITED || info.si_status != 0) {
        fprintf(stderr, "start: /bin/true below %s ended with %d: is it there, and are you root?\n", root, info.si_status);
        exit(125);
    }
}

int main(int argc, char **argv) {
    char root[PATH_MAX];
    if (argc < 2 || argc > 4) {
        fprintf(stderr, "usage: start ROOT [COUNT [fork]]\n");
        return 125;
    }
    if (realpath(argv[1], root) == NULL) {
        fail(argv[1], errno);
    }
    int count = argc > 2 ? atoi(argv[2]) : 1;
    unsigned long long sharing = argc > 3 && strcmp(argv[3], "fork") == 0 ? 0 : CLONE_VM | CLONE_VFORK;
    for (int i = 0; i < count; i++) {
        long long from = now();
        start(root, sharing);
        printf("%lld\n", now() - from);
    }
    return 0;
}
