/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-fixture.h"

/* The program is killed at seeded moments that are spread over the whole of what it does. A moment is a step
 * that the outside can see (tests/app/support/kill-point.c), so that it is hit on any machine. */
typedef struct
{
  CliFixture cli;
  char *base;  /* a home before the trials; copied for each */
  char *count; /* where the number of steps is told */
  char *file;  /* for exports and backups */
  guint steps; /* of a run that is not killed */
  guint trials;
  guint trial;    /* so many were killed */
  guint missed;   /* so many ended before */
  gboolean again; /* the last one did */
} KillTrials;

void kill_set_up (KillTrials *f, gconstpointer data);
void kill_tear_down (KillTrials *f, gconstpointer data);
void kill_shell (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* The trials for one of so many parts: together 60 in a long run. */
guint kill_count_trials (guint parts);
void kill_save_home (KillTrials *f);
void kill_bring_back_home (KillTrials *f);

/* Runs @argv (without the program's name); killed at @step, @later microseconds after it began; 0 = not. It
 * asserts that what was not killed ended well. Returns: whether it was killed; what it printed is in @f. */
gboolean kill_run (KillTrials *f, const char *input, const char *const *argv, guint step, guint later);
/* Runs it to its end, to know how long it is. */
void kill_begin (KillTrials *f, const char *input, const char *const *argv, guint trials);
gboolean kill_next (KillTrials *f, const char *input, const char *const *argv);

void kill_assert_whole (KillTrials *f); /* "check" says so */
void kill_assert_tidy (KillTrials *f);  /* nothing is left lying */
char *kill_dup_statement (KillTrials *f);
