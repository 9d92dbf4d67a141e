// Runs a program as on an old kernel: every system call with a number above the given one fails with ENOSYS. The last
// system call of Linux 3.10, the kernel of CentOS 7, has the number 313 on x86-64.
// Usage: old-kernel 313 PROGRAM [ARGUMENT]...

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int count, char **arguments) {
    if (count < 3) {
        fprintf(stderr, "usage: old-kernel NUMBER PROGRAM [ARGUMENT]...\n");
        return 2;
    }
    const unsigned last = (unsigned)strtoul(arguments[1], NULL, 10);
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, last, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        perror("old-kernel: seccomp");
        return 1;
    }
    execvp(arguments[2], arguments + 2);
    perror("old-kernel: exec");
    return 1;
}
