/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-events.h"

#include "demo-watch.h"

#include <inttypes.h>
#include <stdio.h>

#define KEPT 1000
#define PAGE 200

/**
 * demo_event_emit:
 * @contract: row of the contract that it is about
 * @id: (nullable): of the payment, change, thread or notice, as on the wire
 *
 * Says that something has changed; to be called in the transaction that changes it. An earlier event about
 * the same thing is moved to the end: who reads on need not hear it twice.
 */
void
demo_event_emit (DemoWorld *world, gint64 contract, CabinetEventKind kind, const char *id)
{
  const char *about = id != NULL ? id : "";

  demo_database_run (world->database, "DELETE FROM event WHERE contract = ? AND kind = ? AND id = ?", "iis",
                     contract, (gint64) kind, about);
  demo_database_run (world->database, "INSERT INTO event (contract, kind, id, at) VALUES (?, ?, ?, ?)",
                     "iisi", contract, (gint64) kind, about, demo_clock_now (&world->clock));
  demo_database_run (world->database, "DELETE FROM event WHERE n <= ?", "i",
                     demo_database_last_id (world->database) - KEPT);
  if (world->watch != NULL)
    demo_watch_wake (world->watch);
}

/**
 * demo_events_get_last:
 *
 * Returns: the number of the newest event; 0 = there never was one
 */
gint64
demo_events_get_last (DemoWorld *world)
{
  return demo_database_get_int (world->database, "SELECT max (n) FROM event", "");
}

static gboolean
is_among (GArray *contracts, gint64 contract)
{
  for (guint i = 0; i < contracts->len; i++)
    if (g_array_index (contracts, gint64, i) == contract)
      return TRUE;
  return FALSE;
}

/**
 * demo_events_read:
 * @contracts: of row ids; events about others are passed over
 * @after: the last number that is known
 *
 * Returns: (transfer full): what has happened since, oldest first, with the cursor to go on from
 */
CabinetEventPage *
demo_events_read (DemoWorld *world, GArray *contracts, gint64 after)
{
  CabinetEventPage *page = g_object_new (CABINET_TYPE_EVENT_PAGE, NULL);
  gint64 last = demo_events_get_last (world);
  guint count = 0;
  sqlite3_stmt *rows;

  page->resync = after > last || after < last - KEPT;
  if (page->resync)
    after = last;
  rows =
    demo_database_query (world->database,
                         "SELECT event.n, event.contract, event.kind, event.id, event.at, contract.public"
                         " FROM event JOIN contract ON contract.id = event.contract"
                         " WHERE event.n > ? ORDER BY event.n",
                         "i", after);
  while (demo_row (rows))
    {
      g_autoptr (CabinetEvent) event = NULL;
      const char *id = demo_column_text (rows, 3);

      if (!is_among (contracts, sqlite3_column_int64 (rows, 1)))
        continue;
      if (count++ == PAGE)
        {
          demo_rows_end (rows);
          break;
        }
      event = g_object_new (CABINET_TYPE_EVENT, NULL);
      event->kind = (CabinetEventKind) sqlite3_column_int (rows, 2);
      event->contract = g_strdup (demo_column_text (rows, 5));
      event->id = *id != '\0' ? g_strdup (id) : NULL;
      event->at = sqlite3_column_int64 (rows, 4);
      g_list_store_append (page->events, event);
      after = sqlite3_column_int64 (rows, 0);
    }
  page->cursor = demo_events_dup_cursor (world, count > PAGE ? after : last);
  return page;
}

/**
 * demo_events_dup_cursor:
 *
 * Returns: (transfer full): names the place behind event @last of these very data
 */
char *
demo_events_dup_cursor (DemoWorld *world, gint64 last)
{
  return g_strdup_printf ("%" G_GINT64_MODIFIER "x.%" G_GINT64_MODIFIER "x",
                          (guint64) world->born ^ world->seed, (guint64) last);
}

/**
 * demo_events_parse_cursor:
 *
 * Returns: whether @text is a cursor of these data; one of data that were made anew leads nowhere
 */
gboolean
demo_events_parse_cursor (DemoWorld *world, const char *text, gint64 *last)
{
  guint64 data;
  guint64 number;
  g_autofree char *again = NULL;

  if (sscanf (text, "%" SCNx64 ".%" SCNx64, &data, &number) != 2 || number > G_MAXINT64)
    return FALSE;
  *last = (gint64) number;
  again = demo_events_dup_cursor (world, *last);
  return g_str_equal (text, again);
}
