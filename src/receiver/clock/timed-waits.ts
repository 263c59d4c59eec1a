import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The waits with a time limit that libfaketime 0.9.10 does not know (sem_clockwait) or gets wrong
 * (clock_nanosleep until a moment, by a clock that has moved). Each waits in short steps and asks the moved clock
 * in between, so that a thread that already waits is woken by a move. Found with Python 3.11 and Java 17
 * (2026-11-28).
 */
const source = String.raw`
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
#define STEP 20000000LL

static long long ns(const struct timespec *t) { return t->tv_sec * SECOND + t->tv_nsec; }
static struct timespec spec(long long n) {
  struct timespec t = { n / SECOND, n % SECOND };
  return t;
}
/* The moved clock is libfaketime's; the machine's is asked past it. */
static long long moved(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return ns(&t);
}
static long long machine(clockid_t clock) {
  struct timespec t;
  syscall(SYS_clock_gettime, clock, &t);
  return ns(&t);
}
static long long step(long long left) { return left < STEP ? left : STEP; }

int sem_clockwait(sem_t *sem, clockid_t clock, const struct timespec *until) {
  static int (*real)(sem_t *, clockid_t, const struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "sem_clockwait");
  for (;;) {
    long long left = ns(until) - moved(clock);
    struct timespec t = spec(machine(clock) + (left > 0 ? step(left) : 0));
    if (real(sem, clock, &t) == 0) return 0;
    if (errno != ETIMEDOUT || ns(until) <= moved(clock)) return -1;
  }
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *asked, struct timespec *rest) {
  if (asked->tv_nsec < 0 || asked->tv_nsec >= SECOND || asked->tv_sec < 0) return EINVAL;
  long long until = ns(asked) + (flags & TIMER_ABSTIME ? 0 : moved(clock));
  for (;;) {
    long long left = until - moved(clock);
    if (left <= 0) return 0;
    struct timespec t = spec(step(left));
    if (syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &t, NULL) == 0) continue;
    if (errno == EINTR && rest && !(flags & TIMER_ABSTIME)) *rest = spec(until - moved(clock));
    return errno;
  }
}

/* A wait for a condition may end early for no reason, so a step that is over ends as one of those. */
static int condition(int over, long long left) {
  return over == ETIMEDOUT && left > STEP ? 0 : over;
}

int pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock,
                           const struct timespec *until) {
  static int (*real)(pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "pthread_cond_clockwait");
  long long left = ns(until) - moved(clock);
  struct timespec t = spec(machine(clock) + (left > 0 ? step(left) : 0));
  return condition(real(cond, mutex, clock, &t), left);
}

/* By which clock, only the condition knows; but a date lies beyond any time since the start of a machine. */
int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *until) {
  static int (*real)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
  clockid_t clock = until->tv_sec > 1000000000 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
  long long now = moved(clock), left = ns(until) - now;
  struct timespec t = left > STEP ? spec(now + STEP) : *until;
  return condition(real(cond, mutex, &t), left);
}

/* Streams only: datagrams ask for names and write logs. */
static int is_stream(int socket) {
  int type = 0;
  socklen_t size = sizeof type;
  return getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

/* One line: "127.0.0.1:6379", "[::1]:6379" or "/run/redis.sock". */
static int name_of(const struct sockaddr *to, char *line, size_t size) {
  char host[INET6_ADDRSTRLEN] = "";
  const struct sockaddr_in *v4 = (const void *)to;
  const struct sockaddr_in6 *v6 = (const void *)to;
  if (to->sa_family == AF_INET && inet_ntop(AF_INET, &v4->sin_addr, host, sizeof host))
    return snprintf(line, size, "%s:%d\n", host, ntohs(v4->sin_port));
  if (to->sa_family == AF_INET6 && inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof host))
    return snprintf(line, size, "[%s]:%d\n", host, ntohs(v6->sin6_port));
  if (to->sa_family == AF_UNIX)
    return snprintf(line, size, "%.107s\n", ((const struct sockaddr_un *)to)->sun_path);
  return 0;
}

int connect(int socket, const struct sockaddr *to, socklen_t length) {
  static int (*real)(int, const struct sockaddr *, socklen_t);
  if (!real) real = dlsym(RTLD_NEXT, "connect");
  const char *path = getenv("MOCKLARK_CONTACTS_FILE");
  char line[128];
  int size = to && path && is_stream(socket) ? name_of(to, line, sizeof line) : 0;
  int file = size > 1 ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (file >= 0) {
    if (write(file, line, size) < 0) { /* Nobody can be told. */ }
    close(file);
  }
  return real(socket, to, length);
}
`;

/** Compiles them where there is a C compiler; resolves to the library, or to undefined. */
export async function buildTimedWaits(folder: string): Promise<string | undefined> {
  const file = join(folder, "timed-waits.c");
  const library = join(folder, "timed-waits.so");
  // What LD_PRELOAD holds is separated by either.
  if (/[\s:]/.test(library)) return undefined;
  await writeFile(file, source);
  const flags = ["-shared", "-fPIC", "-O1", "-w", "-o", library, file, "-ldl", "-lpthread"];
  return new Promise((resolve) => {
    execFile("cc", flags, { timeout: 20_000 }, (error) => resolve(error ? undefined : library));
  });
}
