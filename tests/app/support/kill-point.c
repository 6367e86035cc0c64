/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program: ends it by SIGKILL at the n-th step that the outside can see, just before it or
 * so many microseconds after it has begun. A step is a call that changes a file or a folder, or sends to a
 * socket. What a file holds after a kill depends on these alone, so no moment between them is missed because
 * a machine is fast, slow or busy.
 *
 * CABINET_KILL_AT    the step, from 1; unset = none
 * CABINET_KILL_LATER microseconds
 * CABINET_KILL_COUNT a file where the number of steps is written at the end */
/* Both names of a call, whichever a program was built with. */
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static atomic_long steps;

static long
read_number (const char *name)
{
  const char *text = getenv (name);

  return text != NULL ? strtol (text, NULL, 10) : 0;
}

static void
kill_later (long microseconds)
{
  struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL };
  struct itimerspec once = { .it_value.tv_nsec = microseconds * 1000 };
  timer_t timer;

  if (microseconds == 0 || timer_create (CLOCK_MONOTONIC, &event, &timer) != 0
      || timer_settime (timer, 0, &once, NULL) != 0)
    kill (getpid (), SIGKILL);
}

static void
step (void)
{
  if (atomic_fetch_add (&steps, 1) + 1 == read_number ("CABINET_KILL_AT"))
    kill_later (read_number ("CABINET_KILL_LATER"));
}

/* Not what wakes a main loop up, nor pipes. */
static void
step_on (int fd)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && (S_ISREG (info.st_mode) || S_ISSOCK (info.st_mode)))
    step ();
}

__attribute__ ((destructor)) static void
write_count (void)
{
  const char *path = getenv ("CABINET_KILL_COUNT");
  char text[32];
  int length = snprintf (text, sizeof text, "%ld\n", atomic_load (&steps));
  int fd;

  if (path == NULL)
    return;
  fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  syscall (SYS_write, fd, text, length);
  close (fd);
}

#define PASS(type, name, parameters, arguments, count) \
  type name parameters                                 \
  {                                                    \
    static type (*next) parameters;                    \
                                                       \
    if (next == NULL)                                  \
      next = dlsym (RTLD_NEXT, #name);                 \
    count;                                             \
    return next arguments;                             \
  }

PASS (ssize_t, write, (int fd, const void *bytes, size_t n), (fd, bytes, n), step_on (fd))
PASS (ssize_t, pwrite, (int fd, const void *bytes, size_t n, off_t at), (fd, bytes, n, at), step_on (fd))
PASS (ssize_t, pwrite64, (int fd, const void *bytes, size_t n, off64_t at), (fd, bytes, n, at), step_on (fd))
PASS (ssize_t, send, (int fd, const void *bytes, size_t n, int flags), (fd, bytes, n, flags), step_on (fd))
PASS (ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags), step_on (fd))
PASS (int, fsync, (int fd), (fd), step_on (fd))
PASS (int, fdatasync, (int fd), (fd), step_on (fd))
PASS (int, ftruncate, (int fd, off_t length), (fd, length), step_on (fd))
PASS (int, ftruncate64, (int fd, off64_t length), (fd, length), step_on (fd))
PASS (int, rename, (const char *from, const char *to), (from, to), step ())
PASS (int, link, (const char *from, const char *to), (from, to), step ())
PASS (
  int, linkat, (int from, const char *a, int to, const char *b, int flags), (from, a, to, b, flags), step ())
PASS (int, unlink, (const char *path), (path), step ())
PASS (int, mkdir, (const char *path, mode_t mode), (path, mode), step ())
