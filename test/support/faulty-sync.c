/*
 * For LD_PRELOAD: a disk whose fsync and fdatasync take SYNC_DELAY_MS longer. While the file SYNC_FAIL_ONCE exists, the
 * next sync of a segment of a journal removes it and fails with EIO, as Linux reports lost pages: once. The file
 * SYNC_LOG gets a line for each sync, each directory made and each cursor written, in order: what, then the path.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void note(const char *what, const char *path)
{
    const char *log = getenv("SYNC_LOG");
    char line[4200];
    int fd = log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return;
    int length = snprintf(line, sizeof line, "%s %s\n", what, path);
    if (write(fd, line, length) != length)
        abort();
    close(fd);
}

static void path_of(int fd, char path[4096])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    path[length < 0 ? 0 : length] = '\0';
}

static int ends_with(const char *path, const char *end)
{
    size_t length = strlen(path), tail = strlen(end);
    return length >= tail && strcmp(path + length - tail, end) == 0;
}

static int sync_with(const char *name, int fd)
{
    const char *milliseconds = getenv("SYNC_DELAY_MS");
    const char *fail = getenv("SYNC_FAIL_ONCE");
    char path[4096];
    path_of(fd, path);
    if (milliseconds) {
        long wait = atol(milliseconds);
        struct timespec time = {wait / 1000, wait % 1000 * 1000000};
        nanosleep(&time, NULL);
    }
    if (fail && access(fail, F_OK) == 0 && strstr(path, "/journal/") &&
        ends_with(path, ".jsonl") && unlink(fail) == 0) {
        errno = EIO;
        return -1;
    }
    int result = ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
    if (result == 0)
        note(name, path);
    return result;
}

int fsync(int fd)
{
    return sync_with("fsync", fd);
}

int fdatasync(int fd)
{
    return sync_with("fdatasync", fd);
}

int mkdir(const char *path, mode_t mode)
{
    int result = ((int (*)(const char *, mode_t))dlsym(RTLD_NEXT, "mkdir"))(path, mode);
    if (result == 0)
        note("mkdir", path);
    return result;
}

static ssize_t write_at(const char *name, int fd, const void *bytes, size_t count, off64_t offset)
{
    char path[4096];
    path_of(fd, path);
    if (ends_with(path, "/cursor"))
        note("cursor", path);
    return ((ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, name))(fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset)
{
    return write_at("pwrite", fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset)
{
    return write_at("pwrite64", fd, bytes, count, offset);
}
