/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many requests a minute a door takes, by the steady clock; each minute begins anew. */
typedef struct _DemoLimits DemoLimits;

DemoLimits *demo_limits_new (void);
void demo_limits_free (DemoLimits *self);
gint64 demo_limits_take (DemoLimits *self, const char *door, guint per_minute);

G_END_DECLS
