/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How long a test waits for what normally takes @span (µs): a sanitizer's build is slower, and whoever runs
 * it says how much in CABINET_TEST_PATIENCE. */
static inline gint64
test_patience (gint64 span)
{
  const char *factor = g_getenv ("CABINET_TEST_PATIENCE");
  gint64 times = factor != NULL ? g_ascii_strtoll (factor, NULL, 10) : 1;

  return span * MAX (1, times);
}
