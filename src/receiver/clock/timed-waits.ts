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
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/syscall.h>
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
