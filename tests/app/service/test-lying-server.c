/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement.h"
#include "lying-books.h"
#include "service-fixture.h"

#include <string.h>

/* A server with a ledger of its own that tells it wrongly: rows are never doubled and never deleted, what
 * does not add up is named, and once the server tells the truth the archive is the same as its ledger. */

typedef struct
{
  NetServer *server;
  CabinetHousehold *household;
  CabinetAccount *account;
} Fixture;

static void
refresh_succeeds (Fixture *f, CabinetSyncResult *summary)
{
  g_autoptr (GError) error = NULL;

  service_refresh (f->account, summary, &error);
  g_assert_no_error (error);
}

/* It is named, and not asked about for ever. */
static void
refresh_fails (Fixture *f, const char *code, const char *place)
{
  g_autoptr (GError) error = NULL;
  guint pages = lying_books.n_pages, months = lying_books.n_months;

  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
  if (code != NULL)
    g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
  if (strstr (error->message, place) == NULL)
    g_error ("“%s” does not name “%s”", error->message, place);
  g_assert_true (cabinet_account_get_stale (f->account));
  g_assert_cmpuint (lying_books.n_months - months, <=, 4);
  g_assert_cmpuint (lying_books.n_pages - pages, <=, lying_books.no_end ? 600 : 40);
}

static char *
dup_archive (Fixture *f)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (f->account);
  GString *text = g_string_new (NULL);

  cabinet_statement_set_months (statement, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (statement)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (statement), i);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT "|", row->operation->id,
                              row->operation->amount.micros / CABINET_MONEY_UNIT);
    }
  return g_string_free (text, FALSE);
}

static void
assert_archive (Fixture *f, const char *expected)
{
  g_autofree char *archive = dup_archive (f);

  g_assert_cmpstr (archive, ==, expected);
}

static void
assert_same (Fixture *f)
{
  g_autofree char *truth = lying_books_dup ();

  assert_archive (f, truth);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  service_forget_files ();
  lying_books_begin ();
  f->server = net_server_new ();
  lying_books_serve (f->server);
  f->household = service_open ();
  f->account =
    service_add (f->household, "tomtel", net_server_get_url (f->server), NULL, "77", "secret", FALSE, &error);
  g_assert_no_error (error);
  if (data != NULL)
    return;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->account);
  service_close (f->household);
  net_server_free (f->server);
}

/* What is sent twice is there once. */
static void
test_resends (Fixture *f, gconstpointer data)
{
  g_autofree char *truth = lying_books_dup ();

  lying_books.resend = 1;
  refresh_fails (f, "repeated", "operations[0].id");
  refresh_succeeds (f, NULL);
  assert_archive (f, truth);
  lying_books.resend = 99;
  refresh_succeeds (f, NULL);
  assert_archive (f, truth);
}

static void
test_drops (Fixture *f, gconstpointer data)
{
  lying_books.drop = 99;
  refresh_fails (f, "sums", "2026-10");
  lying_books.drop = 0;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

/* It is read again at once, when only one answer lacked it. */
static void
test_drops_once (Fixture *f, gconstpointer data)
{
  lying_books.drop = 1;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

static void
test_feed_drops (Fixture *f, gconstpointer data)
{
  for (guint i = 2; i < 12; i++)
    lying_books_touch (i)->amount -= 1;
  lying_books.drop = 1;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

/* With a new revision, and without, and without that a feed tells of it. */
static void
test_changes (Fixture *f, gconstpointer data)
{
  CabinetSyncResult summary;

  lying_books_touch (8)->amount = -75;
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 0);
  assert_same (f);
  lying_books.mute = TRUE;
  lying_books_touch (3)->revision--;
  lying_books.rows[3].amount = -1;
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 0);
  assert_same (f);
}

static void
test_files_back (Fixture *f, gconstpointer data)
{
  CabinetSyncResult summary;

  lying_books_insert (4, cabinet_date_new (2026, 7, 5), -33);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 1);
  assert_same (f);
  lying_books.mute = TRUE;
  lying_books_insert (2, cabinet_date_new (2026, 7, 3), -44);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 1);
  assert_same (f);
}

/* “Unchanged”, and the balance says otherwise. */
static void
test_wrong_304 (Fixture *f, gconstpointer data)
{
  guint months;

  lying_books.unchanged = TRUE;
  lying_books_insert (lying_books.n, cabinet_date_new (2026, 10, 20), -90);
  refresh_succeeds (f, NULL);
  assert_same (f);
  /* True again: the months are not asked for once more. */
  months = lying_books.n_months;
  refresh_succeeds (f, NULL);
  g_assert_cmpuint (lying_books.n_months, ==, months + 1);
}

/* No reading brings what the balance knows of: that is said, and all that is known stays. */
static void
test_unsaid (Fixture *f, gconstpointer data)
{
  lying_books.unsaid = 25;
  refresh_fails (f, "sums", "balances[0].amount");
  assert_same (f);
  lying_books.unsaid = 0;
  refresh_succeeds (f, NULL);
  g_assert_null (cabinet_account_get_error (f->account));
}

/* All operations are gone, and the months are there: the archive stays until that is said twice. */
static void
test_empties (Fixture *f, gconstpointer data)
{
  g_autofree char *before = dup_archive (f);
  LyingBooks kept = lying_books;

  lying_books.mute = TRUE;
  for (guint i = 0; i < lying_books.n; i++)
    lying_books_touch (i)->serial = 0;
  refresh_fails (f, "vanished", "24 of 24");
  assert_archive (f, before);
  /* A fault that was mended. */
  kept.etag = lying_books.etag + 1;
  lying_books = kept;
  refresh_succeeds (f, NULL);
  assert_archive (f, before);

  lying_books.mute = TRUE;
  for (guint i = 0; i < lying_books.n; i++)
    lying_books_touch (i)->serial = 0;
  refresh_fails (f, "vanished", "24 of 24");
  refresh_succeeds (f, NULL);
  assert_archive (f, "");
  /* Withdrawn, and not deleted: what comes back is changed, not new. */
  kept.etag = lying_books.etag + 1;
  lying_books = kept;
  {
    CabinetSyncResult summary;

    refresh_succeeds (f, &summary);
    g_assert_cmpuint (summary.added, ==, 0);
    g_assert_cmpuint (summary.changed, ==, LYING_N_ROWS);
  }
  assert_archive (f, before);
}

/* Not even a month: that covers nothing, so nothing is withdrawn. */
static void
test_no_months (Fixture *f, gconstpointer data)
{
  g_autofree char *before = dup_archive (f);

  lying_books.no_months = TRUE;
  lying_books.etag++;
  for (guint i = 0; i < 3; i++)
    refresh_succeeds (f, NULL);
  assert_archive (f, before);
  lying_books.unsaid = -lying_books_get_balance (lying_books.n);
  refresh_fails (f, "sums", "balances[0].amount");
  assert_archive (f, before);
}

/* The history was rebuilt: revisions begin anew, a few rows are gone, others new. */
static void
test_new_epoch (Fixture *f, gconstpointer data)
{
  CabinetSyncResult summary;

  lying_books.epoch++;
  lying_books.seq = 0;
  lying_books.etag++;
  for (guint i = 0; i < lying_books.n; i++)
    {
      lying_books.rows[i].revision = 0;
      lying_books.rows[i].seq = ++lying_books.seq;
    }
  lying_books.rows[7].serial = 0;
  lying_books.rows[9].amount = -71;
  lying_books_insert (13, cabinet_date_new (2026, 9, 2), -5);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 1);
  assert_same (f);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added + summary.changed, ==, 0);
}

static void
test_no_end (Fixture *f, gconstpointer data)
{
  lying_books.no_end = TRUE;
  refresh_fails (f, "endless", "month that has 6");
  lying_books.no_end = FALSE;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

static void
test_same_cursor (Fixture *f, gconstpointer data)
{
  lying_books.no_end = TRUE;
  lying_books.same_again = TRUE;
  refresh_fails (f, NULL, "next");
  lying_books.no_end = FALSE;
  lying_books.same_again = FALSE;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
    const char *unread; /* the lie begins with the first reading */
  } tests[] = {
    { "/lying-server/resends", test_resends, "" },
    { "/lying-server/drops", test_drops, "" },
    { "/lying-server/drops-once", test_drops_once, "" },
    { "/lying-server/feed-drops", test_feed_drops, NULL },
    { "/lying-server/changes", test_changes, NULL },
    { "/lying-server/files-back", test_files_back, NULL },
    { "/lying-server/wrong-304", test_wrong_304, NULL },
    { "/lying-server/unsaid", test_unsaid, NULL },
    { "/lying-server/empties", test_empties, NULL },
    { "/lying-server/no-months", test_no_months, NULL },
    { "/lying-server/new-epoch", test_new_epoch, NULL },
    { "/lying-server/no-end", test_no_end, "" },
    { "/lying-server/same-cursor", test_same_cursor, "" },
  };

  service_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].unread, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
