/*
 * A library that is preloaded into a process (LD_PRELOAD). It records, in order, every operation of the process on files below
 * $POWER_CUT_FOLDER, with the written bytes, and carries the operation out as usual. cuts.ts compiles and loads it; log.ts reads the log.
 *
 * One record: kind (1 byte), inode (8), offset or size (8), length of the path (4), length of the data (4), path, data. Numbers have
 * the byte order of this machine. Writes to mapped memory (the -shm file) are not recorded, since SQLite rebuilds that file after a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 65536
static char watched[MAX_FD];
static int log_fd = -1;
static const char *folder;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("POWER_CUT_LOG");
  folder = getenv("POWER_CUT_FOLDER");
  if (path && folder) log_fd = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void record(char kind, uint64_t inode, uint64_t number, const char *path, const void *data, uint32_t size) {
  uint32_t path_size = path ? (uint32_t)strlen(path) : 0;
  struct iovec parts[] = {{&kind, 1},       {&inode, 8},          {&number, 8},       {&path_size, 4},
                          {&size, 4},       {(void *)path, path_size}, {(void *)data, size}};
  size_t whole = 25 + path_size + size;
  if (REAL(writev)(log_fd, parts, 7) != (ssize_t)whole) abort();
}

static uint64_t inode_of(int fd) {
  struct stat found;
  return fstat(fd, &found) == 0 ? (uint64_t)found.st_ino : 0;
}

static int is_watched(int fd) { return log_fd >= 0 && fd >= 0 && fd < MAX_FD && watched[fd]; }

/* The store uses absolute paths only. */
static int is_inside(const char *path) {
  return log_fd >= 0 && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MAX_FD) return fd;
  watched[fd] = is_inside(path);
  if (!watched[fd]) return fd;
  struct stat found;
  if (fstat(fd, &found) != 0) abort();
  pthread_mutex_lock(&lock);
  record(S_ISDIR(found.st_mode) ? 'd' : 'o', found.st_ino, (flags & O_TRUNC) ? 1 : 0, path, NULL, 0);
  pthread_mutex_unlock(&lock);
  return fd;
}

#define MODE(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list more; \
    va_start(more, flags); \
    mode = va_arg(more, mode_t); \
    va_end(more); \
  }

int open(const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(open)(path, flags, mode), path, flags);
}
int open64(const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(open64)(path, flags, mode), path, flags);
}
int openat(int at, const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(openat)(at, path, flags, mode), path, flags);
}
int openat64(int at, const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(openat64)(at, path, flags, mode), path, flags);
}
int close(int fd) {
  if (fd >= 0 && fd < MAX_FD) watched[fd] = 0;
  return REAL(close)(fd);
}

/* Operation and record share one lock, so that the records are in the order of the operations. */
#define OPERATION(type, operation, note) \
  pthread_mutex_lock(&lock); \
  type done = operation; \
  int error = errno; \
  if (done >= 0) note; \
  pthread_mutex_unlock(&lock); \
  errno = error; \
  return done;

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  if (!is_watched(fd)) return REAL(pwrite)(fd, data, size, at);
  OPERATION(ssize_t, REAL(pwrite)(fd, data, size, at), record('w', inode_of(fd), at, NULL, data, done))
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  if (!is_watched(fd)) return REAL(pwrite64)(fd, data, size, at);
  OPERATION(ssize_t, REAL(pwrite64)(fd, data, size, at), record('w', inode_of(fd), at, NULL, data, done))
}
ssize_t write(int fd, const void *data, size_t size) {
  if (!is_watched(fd)) return REAL(write)(fd, data, size);
  OPERATION(ssize_t, REAL(write)(fd, data, size),
       record('w', inode_of(fd), lseek(fd, 0, SEEK_CUR) - done, NULL, data, done))
}
/* Nothing writes to watched files with these functions. They abort, so that no write could be missed. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (is_watched(fd)) abort();
  return REAL(writev)(fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  if (is_watched(fd)) abort();
  return REAL(pwritev)(fd, parts, count, at);
}
int fallocate(int fd, int mode, off_t at, off_t size) {
  if (is_watched(fd)) return errno = EOPNOTSUPP, -1;
  return REAL(fallocate)(fd, mode, at, size);
}
/* Refuses copies within the kernel, each with the error after which libuv reads and writes instead. */
long syscall(long number, ...) {
  va_list more;
  va_start(more, number);
  long a = va_arg(more, long), b = va_arg(more, long), c = va_arg(more, long);
  long d = va_arg(more, long), e = va_arg(more, long), f = va_arg(more, long);
  va_end(more);
  if (number == SYS_copy_file_range && is_watched((int)c)) return errno = ENOSYS, -1;
  return ((long (*)(long, ...))dlsym(RTLD_NEXT, "syscall"))(number, a, b, c, d, e, f);
}
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t size, unsigned int flags) {
  if (is_watched(out)) return errno = ENOSYS, -1;
  return REAL(copy_file_range)(in, in_at, out, out_at, size, flags);
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) {
  if (is_watched(out)) return errno = EINVAL, -1;
  return ((ssize_t(*)(int, int, off64_t *, size_t))dlsym(RTLD_NEXT, "sendfile64"))(out, in, at, size);
}
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
  if (is_watched(out)) return errno = EINVAL, -1;
  return ((ssize_t(*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, "sendfile"))(out, in, at, size);
}
int ioctl(int fd, unsigned long request, ...) {
  va_list more;
  va_start(more, request);
  void *argument = va_arg(more, void *);
  va_end(more);
  if (is_watched(fd)) return errno = EOPNOTSUPP, -1;
  return ((int (*)(int, unsigned long, void *))dlsym(RTLD_NEXT, "ioctl"))(fd, request, argument);
}

int ftruncate(int fd, off_t size) {
  if (!is_watched(fd)) return REAL(ftruncate)(fd, size);
  OPERATION(int, REAL(ftruncate)(fd, size), record('t', inode_of(fd), size, NULL, NULL, 0))
}
int ftruncate64(int fd, off64_t size) {
  if (!is_watched(fd)) return REAL(ftruncate64)(fd, size);
  OPERATION(int, REAL(ftruncate64)(fd, size), record('t', inode_of(fd), size, NULL, NULL, 0))
}
int fsync(int fd) {
  if (!is_watched(fd)) return REAL(fsync)(fd);
  OPERATION(int, REAL(fsync)(fd), record('s', inode_of(fd), 0, NULL, NULL, 0))
}
int fdatasync(int fd) {
  if (!is_watched(fd)) return REAL(fdatasync)(fd);
  OPERATION(int, REAL(fdatasync)(fd), record('s', inode_of(fd), 0, NULL, NULL, 0))
}
int rename(const char *from, const char *to) {
  if (!is_inside(to)) return REAL(rename)(from, to);
  OPERATION(int, REAL(rename)(from, to), record('r', 0, 0, from, to, (uint32_t)strlen(to)))
}
int link(const char *from, const char *to) {
  if (!is_inside(to)) return REAL(link)(from, to);
  OPERATION(int, REAL(link)(from, to), record('l', 0, 0, from, to, (uint32_t)strlen(to)))
}
int unlink(const char *path) {
  if (!is_inside(path)) return REAL(unlink)(path);
  OPERATION(int, REAL(unlink)(path), record('u', 0, 0, path, NULL, 0))
}
int unlinkat(int at, const char *path, int flags) {
  if (!is_inside(path)) return REAL(unlinkat)(at, path, flags);
  OPERATION(int, REAL(unlinkat)(at, path, flags), record('u', 0, 0, path, NULL, 0))
}
int remove(const char *path) {
  if (!is_inside(path)) return ((int (*)(const char *))dlsym(RTLD_NEXT, "remove"))(path);
  OPERATION(int, ((int (*)(const char *))dlsym(RTLD_NEXT, "remove"))(path), record('u', 0, 0, path, NULL, 0))
}
int mkdir(const char *path, mode_t mode) {
  if (!is_inside(path)) return REAL(mkdir)(path, mode);
  OPERATION(int, REAL(mkdir)(path, mode), record('m', 0, 0, path, NULL, 0))
}
