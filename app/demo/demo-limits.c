/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-limits.h"

typedef struct
{
  gint64 since;
  guint count;
} Door;

struct _DemoLimits
{
  GHashTable *doors; /* name -> Door */
};

DemoLimits *
demo_limits_new (void)
{
  DemoLimits *self = g_new0 (DemoLimits, 1);

  self->doors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
demo_limits_free (DemoLimits *self)
{
  g_hash_table_unref (self->doors);
  g_free (self);
}

/**
 * demo_limits_take:
 *
 * Returns: 0 if one more request may pass @door, else the µs to wait
 */
gint64
demo_limits_take (DemoLimits *self, const char *door, guint per_minute)
{
  const gint64 minute = 60 * G_USEC_PER_SEC;
  gint64 now = g_get_monotonic_time ();
  Door *state = g_hash_table_lookup (self->doors, door);

  if (state == NULL)
    {
      state = g_new0 (Door, 1);
      state->since = now;
      g_hash_table_insert (self->doors, g_strdup (door), state);
    }
  if (now - state->since >= minute)
    {
      state->since = now;
      state->count = 0;
    }
  if (state->count >= per_minute)
    return state->since + minute - now;
  state->count++;
  return 0;
}
