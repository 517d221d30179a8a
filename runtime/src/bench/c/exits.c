/*
 * How fast a guest's exits can be answered: exits COUNT
 *
 * The limit for hangari.vm.kvm: a guest that writes to a port again and again, and nobody who looks at what it wrote.
 * Prints the time from nothing to its first exit in microseconds, and exits a second.
 */
#include <err.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    static const unsigned char guest[] = {0xe6, 0x42, 0xeb, 0xfc}; /* x: out 0x42, al; jmp x */
    int count = argc > 1 ? atoi(argv[1]) : 100000;
    double begun = seconds();
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (kvm < 0)
        err(125, "/dev/kvm");
    int vm = ioctl(kvm, KVM_CREATE_VM, 0);
    char *memory = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct kvm_userspace_memory_region region = {.memory_size = 65536, .userspace_addr = (unsigned long)memory};
    if (vm < 0 || ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region) != 0)
        err(125, "cannot make a machine");
    memcpy(memory + 0x7c00, guest, sizeof guest);
    int cpu = ioctl(vm, KVM_CREATE_VCPU, 0);
    mmap(NULL, ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0), PROT_READ | PROT_WRITE, MAP_SHARED, cpu, 0);
    struct kvm_sregs segments;
    ioctl(cpu, KVM_GET_SREGS, &segments);
    segments.cs.base = segments.cs.selector = 0;
    ioctl(cpu, KVM_SET_SREGS, &segments);
    struct kvm_regs registers = {.rip = 0x7c00, .rflags = 2};
    ioctl(cpu, KVM_SET_REGS, &registers);
    if (ioctl(cpu, KVM_RUN, 0) != 0)
        err(125, "KVM_RUN");
    double first = seconds();
    for (int i = 0; i < count; i++)
        ioctl(cpu, KVM_RUN, 0);
    printf("%.0f %.0f\n", (first - begun) * 1e6, count / (seconds() - first));
    return 0;
}
