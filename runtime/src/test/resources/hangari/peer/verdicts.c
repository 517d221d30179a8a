/*
 * Asks the seccomp filters that a container has put over us what they make of a system call, for many calls.
 *
 * No call is made. A child puts one filter more over itself, which hands every call to a listener, its parent. The
 * kernel obeys the strictest filter (seccomp(2): KILL, then ERRNO, then USER_NOTIF, then ALLOW), so the parent hears of
 * exactly those calls that all other filters allow, and answers them with a number that no kernel returns.
 *
 * Reads "TABLE NUMBER ARG0 ARG1 ARG2" a line from the file named first, TABLE being 64 or 32; writes each with its
 * verdict: allow, kill, an errno, or unfiltered.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 20000, ALLOWED = 4000, KILLED = 4001, UNFILTERED = 4002 };

struct question {
    int table;
    long number, argument[3];
    int answer;
};

struct shared {
    volatile int listener, next, done;
    int count;
    struct question questions[MOST];
};

static struct shared *all;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static long ask64(const struct question *q) {
    long result = q->number;
    __asm__ volatile("syscall"
                     : "+a"(result)
                     : "D"(q->argument[0]), "S"(q->argument[1]), "d"(q->argument[2])
                     : "rcx", "r11", "memory");
    return result;
}

static long ask32(const struct question *q) {
    long result = q->number;
    __asm__ volatile("int $0x80"
                     : "+a"(result)
                     : "b"(q->argument[0]), "c"(q->argument[1]), "d"(q->argument[2])
                     : "r8", "r9", "r10", "r11", "memory");
    return (int) result;
}

static int child(void *nothing) {
    (void) nothing;
    struct sock_filter notify = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    struct sock_fprog program = {1, &notify};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) {
        fail("PR_SET_NO_NEW_PRIVS");
    }
    long fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
    if (fd < 0) {
        fail("seccomp");
    }
    all->listener = (int) fd; /* the table of descriptors is shared */
    for (; all->next < all->count; all->next++) {
        struct question *q = &all->questions[all->next];
        q->answer = (int) -(q->table == 64 ? ask64(q) : ask32(q));
    }
    all->done = 1;
    for (;;) {
        /* until the parent has seen it */
    }
    return 0;
}

static void answer(void) {
    struct seccomp_notif asked = {0};
    if (ioctl(all->listener, SECCOMP_IOCTL_NOTIF_RECV, &asked) == 0) {
        struct seccomp_notif_resp response = {asked.id, 0, -ALLOWED, 0};
        ioctl(all->listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
    }
}

/* Lets one child ask until all is asked, or a filter kills it. */
static void run(void) {
    static char stack[65536] __attribute__((aligned(16)));
    all->listener = -1;
    int pid = clone(child, stack + sizeof stack, CLONE_FILES | SIGCHLD, NULL);
    if (pid < 0) {
        fail("clone");
    }
    int status = 0;
    int ended = 0;
    while (!all->done && !ended) {
        struct pollfd listener = {all->listener, POLLIN, 0};
        if (poll(&listener, 1, 1) > 0 && listener.revents & POLLIN) {
            answer();
        } else {
            ended = waitpid(pid, &status, WNOHANG) == pid;
        }
    }
    if (!ended) {
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
    } else if (WIFSIGNALED(status)) {
        /* SIGILL: uretprobe and uprobe, which no filter is asked about, and only the kernel's own page may call */
        all->questions[all->next++].answer = WTERMSIG(status) == SIGSYS ? KILLED : UNFILTERED;
    } else {
        fprintf(stderr, "the asking process ended with %x at question %d\n", status, all->next);
        exit(1);
    }
    close(all->listener);
}

static void read_questions(const char *name) {
    FILE *file = fopen(name, "r");
    if (!file) {
        fail(name);
    }
    struct question q = {0};
    while (all->count < MOST
           && fscanf(file, "%d %li %li %li %li", &q.table, &q.number, &q.argument[0], &q.argument[1], &q.argument[2])
                  == 5) {
        all->questions[all->count++] = q;
    }
    fclose(file);
}

static void print(const struct question *q) {
    printf("%d %ld 0x%lx 0x%lx 0x%lx ", q->table, q->number, q->argument[0], q->argument[1], q->argument[2]);
    if (q->answer == ALLOWED) {
        puts("allow");
    } else if (q->answer == KILLED) {
        puts("kill");
    } else if (q->answer == UNFILTERED) {
        puts("unfiltered");
    } else {
        printf("%d\n", q->answer);
    }
}

int main(int count, char **arguments) {
    all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED || count != 2) {
        fail("mmap, or no file named");
    }
    read_questions(arguments[1]);
    while (!all->done && all->next < all->count) {
        run();
    }
    for (int i = 0; i < all->count; i++) {
        print(&all->questions[i]);
    }
    return 0;
}
