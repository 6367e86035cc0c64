/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-journal.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* A journal in a folder of its own. */
typedef struct
{
  char *folder;
  char *path;
  CabinetJournal *journal;
} JournalFixture;

void journal_fixture_set_up (JournalFixture *fixture, gconstpointer data);
void journal_fixture_tear_down (JournalFixture *fixture, gconstpointer data);
void journal_fixture_open (JournalFixture *fixture);
void journal_fixture_close (JournalFixture *fixture);
/* Waits for @result, whose callback is store_on_done, and clears it: the change must have been kept. */
void journal_finish (CabinetJournal *journal, GAsyncResult **result);

G_END_DECLS
