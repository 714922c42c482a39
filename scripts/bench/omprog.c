// Both sides of the omprog protocol, as cheap as they can be written:
//
//   omprog acknowledge DIR
//       the program's side: answers OK to every line and forgets it. How many lines that were stands in
//       DIR/PID, a 64-bit number that is always up to date.
//   omprog store DIR
//       the same, and appends what it read to DIR/PID.lines before it answers. That file is begun anew
//       whenever it has grown to 64 MiB: nobody ships what is in it.
//   omprog ask WARM_UP COUNT PAUSE_US FILE COMMAND…
//       rsyslog's side, on an idle stream: starts COMMAND, gives it WARM_UP lines of FILE, then COUNT more
//       with PAUSE_US between them, and prints the nanoseconds from start to the first OK, then those from
//       each of the COUNT lines to its OK, one number a line.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written <= 0) fail("write");
        bytes += written;
        length -= (size_t)written;
    }
}

static int open_in(const char *dir, const char *suffix) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%d%s", dir, (int)getpid(), suffix);
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    if (fd < 0) fail(path);
    return fd;
}

static volatile uint64_t *counter(const char *dir) {
    int fd = open_in(dir, "");
    if (ftruncate(fd, sizeof(uint64_t)) < 0) fail("ftruncate");
    void *at = mmap(NULL, sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED) fail("mmap");
    return at;
}

#define READ_BYTES (64 * 1024)
#define FILE_BYTES (64 * 1024 * 1024)

static int acknowledge(const char *dir) {
    volatile uint64_t *lines = counter(dir);
    static char buffer[READ_BYTES];
    write_all(1, "OK\n", 3);
    for (;;) {
        ssize_t length = read(0, buffer, sizeof buffer);
        if (length <= 0) return 0;
        const char *at = buffer, *end = buffer + length;
        while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
            at++;
            write_all(1, "OK\n", 3);
            ++*lines;
        }
    }
}

static int store(const char *dir) {
    volatile uint64_t *lines = counter(dir);
    int file = open_in(dir, ".lines");
    size_t stored = 0;
    static char buffer[READ_BYTES], answers[3 * READ_BYTES];
    for (size_t i = 0; i < sizeof answers; i += 3) memcpy(answers + i, "OK\n", 3);
    write_all(1, answers, 3);
    for (;;) {
        ssize_t length = read(0, buffer, sizeof buffer);
        if (length <= 0) return 0;
        write_all(file, buffer, (size_t)length);
        stored += (size_t)length;
        size_t ended = 0;
        const char *at = buffer, *end = buffer + length;
        while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
            at++;
            ended++;
        }
        write_all(1, answers, 3 * ended);
        *lines += ended;
        if (stored < FILE_BYTES) continue;
        if (ftruncate(file, 0) < 0 || lseek(file, 0, SEEK_SET) < 0) fail("ftruncate");
        stored = 0;
    }
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void expect_ok(int fd) {
    char answer[64];
    ssize_t length = read(fd, answer, sizeof answer);
    if (length != 3 || memcmp(answer, "OK\n", 3) != 0) {
        fprintf(stderr, "the program's answer is not OK\n");
        exit(1);
    }
}

static int ask(int warm_up, int count, useconds_t pause, const char *file, char **command) {
    FILE *lines = fopen(file, "r");
    int input[2], output[2];
    if (lines == NULL || pipe2(input, O_CLOEXEC) < 0 || pipe2(output, O_CLOEXEC) < 0) fail(file);
    int64_t start = now();
    pid_t child = fork();
    if (child == 0) {
        dup2(input[0], 0);
        dup2(output[1], 1);
        execvp(command[0], command);
        fail(command[0]);
    }
    close(input[0]);
    close(output[1]);
    expect_ok(output[0]);
    printf("%lld\n", (long long)(now() - start));

    char *line = NULL;
    size_t room = 0;
    for (int i = 0; i < warm_up + count; i++) {
        ssize_t length = getline(&line, &room, lines);
        if (length <= 0) fail("too few lines");
        if (i >= warm_up) usleep(pause);
        int64_t asked = now();
        write_all(input[1], line, (size_t)length);
        expect_ok(output[0]);
        if (i >= warm_up) printf("%lld\n", (long long)(now() - asked));
    }
    fflush(stdout);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "acknowledge") == 0) return acknowledge(argv[2]);
    if (argc == 3 && strcmp(argv[1], "store") == 0) return store(argv[2]);
    if (argc >= 7 && strcmp(argv[1], "ask") == 0) {
        return ask(atoi(argv[2]), atoi(argv[3]), (useconds_t)atoi(argv[4]), argv[5], argv + 6);
    }
    fprintf(stderr, "usage: omprog acknowledge DIR | omprog store DIR |"
                    " omprog ask WARM_UP COUNT PAUSE_US FILE COMMAND...\n");
    return 2;
}
