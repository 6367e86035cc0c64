/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CABINET_RETRY_TRIES 3
#define CABINET_STATUS_TOO_MANY_REQUESTS 429 /* libsoup has no name for it */

/* What is known after a try that brought no usable answer. */
typedef struct
{
  guint tries;        /* made so far, this one included */
  gboolean change;    /* not a GET */
  gboolean left;      /* the request, or a part of it, may have reached the server */
  guint status;       /* 0 = no answer at all */
  gboolean hopeless;  /* no answer, and a repeat would not help: TLS, an unknown host */
  gint64 retry_after; /* microseconds that the server asks to wait; -1 = it does not say */
  gint64 remaining;   /* microseconds until the time limit */
  gint64 base;        /* microseconds: the longest first pause */
} CabinetTry;

gint64 cabinet_retry_get_pause (const CabinetTry *attempt);
gint64 cabinet_retry_parse_after (const char *value, gint64 now);

G_END_DECLS
