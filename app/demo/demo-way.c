/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-way.h"

/**
 * demo_way_fee:
 *
 * Returns: kopecks on top of @amount, halves up
 */
gint64
demo_way_fee (const DemoWay *self, gint64 amount)
{
  return self->fee_fixed + (amount * self->fee_hundredths + 5000) / 10000;
}

/**
 * demo_way_has_page:
 *
 * Returns: whether somebody must open a page; else the money is there at once
 */
gboolean
demo_way_has_page (const DemoWay *self)
{
  return self->page_minutes != 0;
}

gboolean
demo_way_takes_system (const DemoWay *self, const char *system)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->systems) && self->systems[i] != NULL; i++)
    if (g_str_equal (self->systems[i], system))
      return TRUE;
  return FALSE;
}

char *
demo_way_dup_email (const char *number)
{
  return g_strdup_printf ("subscriber-%s@example.org", number);
}
