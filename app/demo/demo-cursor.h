/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

G_BEGIN_DECLS

/* What is read, and where the next page begins. On the wire it is one opaque word: bound to its contract and
 * epoch, and to what was asked, so that a page cannot be mixed up with another one's. */
typedef struct
{
  gint64 contract;
  gint64 epoch;
  gint64 seq; /* where the ledger stood when the first page was read */
  gboolean feed;
  gint64 since;      /* of a feed: changes after this one */
  CabinetDate month; /* of a ledger: its first day; none = all */
  CabinetDate date;  /* of a ledger: the last row of the page before; none = from the newest */
  CabinetInstant at;
  gint64 n;
} DemoCursor;

char *demo_cursor_to_text (const DemoCursor *self);
gboolean demo_cursor_parse (const char *text, DemoCursor *self);

G_END_DECLS
