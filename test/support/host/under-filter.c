// Runs a program under a system call filter, as systemd's SystemCallFilter= with a list of allowed calls
// does: every other call kills the process with SIGSYS.
//
//   under-filter FILE PROGRAM [ARGUMENT…]     FILE: names of system calls, one a line
//
// Build: cc -o under-filter under-filter.c -lseccomp
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    FILE *names = fopen(argv[1], "r");
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!names || !filter) return 2;
    char name[100];
    while (fgets(name, sizeof name, names)) {
        name[strcspn(name, "\n")] = 0;
        int call = seccomp_syscall_resolve_name(name);
        // Calls of other architectures are in the list, too.
        if (call != __NR_SCMP_ERROR) seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    }
    if (seccomp_load(filter) != 0) return 2;
    execv(argv[2], argv + 2);
    perror(argv[2]);
    return 2;
}
