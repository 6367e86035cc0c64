/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small generator of our own (SplitMix64): equal seeds give equal ledgers on every machine. */
typedef struct
{
  guint64 state;
} DemoRandom;

static inline guint64
demo_random_next (DemoRandom *self)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* A number from @low to @high, both included. */
static inline gint64
demo_random_range (DemoRandom *self, gint64 low, gint64 high)
{
  return low + (gint64) (demo_random_next (self) % (guint64) (high - low + 1));
}

/* Mixes a text into a seed, so that each contract has a history of its own. */
static inline DemoRandom
demo_random_new (guint64 seed, const char *text)
{
  DemoRandom self = { seed ^ G_GUINT64_CONSTANT (0xcbf29ce484222325) };

  for (const char *c = text; *c != '\0'; c++)
    self.state = (self.state ^ (guchar) *c) * G_GUINT64_CONSTANT (0x100000001b3);
  return self;
}

G_END_DECLS
