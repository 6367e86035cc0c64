/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-date.h"
#include "net-server.h"

G_BEGIN_DECLS

/* A provider with a ledger of its own, which it tells as it is or wrongly. */

#define LYING_N_ROWS 24 /* of four months */

typedef struct
{
  guint serial; /* the id; 0 = it vanished without a word */
  guint revision;
  guint seq;
  CabinetDate date;
  gint64 amount; /* whole roubles */
  gboolean withdrawn;
} LyingRow;

typedef struct
{
  LyingRow rows[64]; /* by date */
  guint n;
  guint seq;
  guint epoch;
  guint revision; /* of the months */
  guint etag;     /* of the months */
  gint64 unsaid;  /* what the balance is more than the rows say */

  gboolean unchanged;  /* the months always are */
  gboolean mute;       /* no feed tells of a change */
  gboolean no_months;  /* nor are there any */
  guint resend;        /* so many pages come once more */
  guint drop;          /* so many pages are left out */
  gboolean no_end;     /* there are ever more rows */
  gboolean same_again; /* and the same cursor */

  guint n_pages; /* asked for */
  guint n_months;
} LyingBooks;

extern LyingBooks lying_books;

void lying_books_begin (void);
/* Something changed, and the server knows; the balances after it have changed too. */
LyingRow *lying_books_touch (guint i);
/* Files a row back at @i. */
void lying_books_insert (guint i, CabinetDate date, gint64 amount);
gint64 lying_books_get_balance (guint upto); /* whole roubles, of so many rows */
char *lying_books_dup (void);                /* "o024 -70|…", newest first */
void lying_books_serve (NetServer *server);

G_END_DECLS
