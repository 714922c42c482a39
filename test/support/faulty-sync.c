/*
 * For LD_PRELOAD: a disk whose fsync and fdatasync take SYNC_DELAY_MS longer. While the file SYNC_FAIL_ONCE exists, the
 * next sync of a segment of a journal removes it and fails with EIO, as Linux reports lost pages: once.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int is_segment(int fd)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return strstr(path, "/journal/") && strstr(path, ".jsonl");
}

static int sync_with(const char *name, int fd)
{
    const char *milliseconds = getenv("SYNC_DELAY_MS");
    const char *fail = getenv("SYNC_FAIL_ONCE");
    if (milliseconds) {
        long wait = atol(milliseconds);
        struct timespec time = {wait / 1000, wait % 1000 * 1000000};
        nanosleep(&time, NULL);
    }
    if (fail && access(fail, F_OK) == 0 && is_segment(fd) && unlink(fail) == 0) {
        errno = EIO;
        return -1;
    }
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
}

int fsync(int fd)
{
    return sync_with("fsync", fd);
}

int fdatasync(int fd)
{
    return sync_with("fdatasync", fd);
}
