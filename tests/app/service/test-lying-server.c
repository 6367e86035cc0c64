/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement.h"
#include "net-server.h"
#include "service-fixture.h"

#include <string.h>

/* A server with a ledger of its own that tells it wrongly: rows are never doubled and never deleted, what
 * does not add up is named, and once the server tells the truth the archive is the same as its ledger. */

#define N_ROWS 24 /* of four months */

typedef struct
{
  guint serial; /* the id; 0 = it vanished without a word */
  guint revision;
  guint seq;
  CabinetDate date;
  gint64 amount; /* whole roubles */
  gboolean withdrawn;
} Row;

typedef struct
{
  Row rows[64]; /* by date */
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
} Books;

static Books books;

static void
put_row (guint i, guint serial, CabinetDate date, gint64 amount)
{
  books.rows[i] = (Row){ serial, 1, ++books.seq, date, amount, FALSE };
}

static void
begin_books (void)
{
  books = (Books){ .epoch = 1, .revision = 1, .etag = 1, .n = N_ROWS };
  for (guint i = 0; i < N_ROWS; i++)
    put_row (i, i + 1, cabinet_date_new (2026, 7 + (int) i / 6, 2 + (int) i % 6), i % 6 == 0 ? 500 : -70);
}

/* Something changed, and the server knows; the balances after it have changed too. */
static Row *
touch (guint i)
{
  for (guint j = i; j < books.n; j++)
    {
      books.rows[j].seq = ++books.seq;
      books.rows[j].revision++;
    }
  books.revision++;
  books.etag++;
  return &books.rows[i];
}

/* Files a row back at @i. */
static void
insert (guint i, CabinetDate date, gint64 amount)
{
  memmove (&books.rows[i + 1], &books.rows[i], (books.n - i) * sizeof (Row));
  put_row (i, 100 + books.seq, date, amount);
  books.n++;
  touch (i);
}

static gint64
get_balance (guint upto)
{
  gint64 balance = 0;

  for (guint i = 0; i < upto; i++)
    if (books.rows[i].serial != 0 && !books.rows[i].withdrawn)
      balance += books.rows[i].amount;
  return balance;
}

#define MONEY "{\"amount\":\"%" G_GINT64_FORMAT ".00\",\"currency\":\"RUB\"}"

static char *
dup_overview (void)
{
  return g_strdup_printf (
    "{\"as_of\":\"2026-11-21T05:00:00Z\",\"today\":\"2026-11-21\",\"line\":{\"state\":\"active\"},"
    "\"balances\":"
    "[{\"id\":\"main\",\"kind\":\"main\",\"label\":\"Main\",\"amount\":" MONEY "}],\"rule\":{\"kind\":"
    "\"monthly_on\",\"day\":1,\"on_shortage\":\"stop\"},\"services\":[],\"next_charges\":[]}",
    get_balance (books.n) + books.unsaid);
}

static void
add_month (GString *text, CabinetDate month)
{
  g_autofree char *day = cabinet_date_to_iso (month);
  gint64 charged = 0, credited = 0;
  guint count = 0;

  for (guint i = 0; i < books.n; i++)
    {
      const Row *row = &books.rows[i];

      if (row->serial == 0 || row->withdrawn || cabinet_date_month_start (row->date) != month)
        continue;
      count++;
      charged += MIN (row->amount, 0);
      credited += MAX (row->amount, 0);
    }
  g_string_append_printf (
    text, "%s{\"month\":\"%s\",\"count\":%u,\"charged\":" MONEY ",\"credited\":" MONEY ",\"revision\":%u}",
    g_str_has_suffix (text->str, "[") ? "" : ",", day, count, charged, credited, books.revision);
}

static char *
dup_months (void)
{
  GString *text = g_string_new ("{\"months\":[");

  for (int month = 10; month >= 7 && !books.no_months; month--)
    add_month (text, cabinet_date_new (2026, month, 1));
  g_string_append_printf (text, "],\"epoch\":\"e%u\",\"seq\":%u}", books.epoch, books.seq);
  return g_string_free (text, FALSE);
}

static void
add_row (GString *text, guint i, guint serial)
{
  const Row *row = &books.rows[i];
  g_autofree char *day = cabinet_date_to_iso (row->date);

  g_string_append_printf (text,
                          "%s{\"id\":\"o%03u\",\"revision\":%u,\"withdrawn\":%s,\"date\":\"%s\",\"at\":"
                          "\"%sT05:00:00Z\",\"kind\":\"charge\",\"amount\":" MONEY,
                          g_str_has_suffix (text->str, "[") ? "" : ",", serial, row->revision,
                          row->withdrawn ? "true" : "false", day, day, row->amount);
  if (!row->withdrawn)
    g_string_append_printf (text, ",\"balance_after\":" MONEY, get_balance (i + 1));
  g_string_append (text, ",\"title\":\"Fee\"}");
}

/* Whether the row belongs to the answer. */
static gboolean
is_asked (const Row *row, const char *month, const char *since)
{
  g_autofree char *day = cabinet_date_to_iso (row->date);

  if (row->serial == 0)
    return FALSE;
  return since != NULL ? !books.mute && row->seq > g_ascii_strtoull (since, NULL, 10)
                       : g_str_has_prefix (day, month);
}

/* Pages of three rows, newest first; the cursor is the number of the rows before. */
static char *
dup_page (GHashTable *query)
{
  const char *since = g_hash_table_lookup (query, "since");
  const char *cursor = g_hash_table_lookup (query, "cursor");
  g_autofree char *month = g_strndup (since == NULL ? g_hash_table_lookup (query, "month") : "", 7);
  guint first = cursor != NULL ? (guint) g_ascii_strtoull (cursor, NULL, 10) : 0;
  GString *text = g_string_new ("{\"operations\":[");
  guint from = first, found = 0, oldest = 0;

  books.n_pages++;
  if (first > 0 && books.resend > 0)
    {
      books.resend--;
      from -= 3;
    }
  for (guint i = books.n; i > 0; i--)
    {
      if (!is_asked (&books.rows[i - 1], month, since))
        continue;
      if (found++ >= from && found <= from + 3)
        add_row (text, i - 1, books.rows[i - 1].serial);
      oldest = i - 1;
    }
  if (books.no_end && since == NULL)
    add_row (text, oldest, 1000 + books.n_pages);
  g_string_append_printf (text, "],\"epoch\":\"e%u\",\"seq\":%u", books.epoch, books.seq);
  if (books.drop > 0 && found > first + 3)
    {
      books.drop--;
      first += 3;
    }
  if (found > first + 3 || books.no_end)
    g_string_append_printf (text, ",\"next\":\"%u\"", books.same_again ? 3 : first + 3);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* The months, unless the client has them. */
static char *
answer_months (SoupServerMessage *message, guint *status)
{
  g_autofree char *etag = g_strdup_printf ("\"m%u\"", books.etag);
  const char *has =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

  books.n_months++;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);
  if (has == NULL || (!books.unchanged && !g_str_equal (has, etag)))
    return dup_months ();
  *status = 304;
  return NULL;
}

static char *
dup_answer (SoupServerMessage *message, const char *path, GHashTable *query, guint *status)
{
  if (g_str_has_suffix (path, "/sign-ins"))
    return g_strdup ("{\"step\":\"session\",\"session\":{\"access_token\":\"a1\",\"refresh_token\":\"r1\","
                     "\"expires_at\":\"2030-01-01T00:00:00Z\",\"password_temporary\":false}}");
  if (g_str_has_suffix (path, "/contracts"))
    return g_strdup ("{\"contracts\":[{\"id\":\"c1\",\"number\":\"77\",\"subscriber_kind\":\"person\","
                     "\"zone\":\"Asia/Tomsk\",\"currency\":\"RUB\"}]}");
  if (g_str_has_suffix (path, "/overview"))
    return dup_overview ();
  if (g_str_has_suffix (path, "/capabilities"))
    return g_strdup ("{\"capabilities\":[]}");
  if (g_str_has_suffix (path, "/operations/months"))
    return answer_months (message, status);
  if (g_str_has_suffix (path, "/operations"))
    return dup_page (query);
  *status = 404;
  return NULL;
}

static void
on_request (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  guint status = g_str_equal (soup_server_message_get_method (message), "POST") ? 201 : 200;
  char *answer = dup_answer (message, path, query, &status);

  soup_server_message_set_status (message, status, NULL);
  if (answer != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, answer, strlen (answer));
}

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
  guint pages = books.n_pages, months = books.n_months;

  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
  if (code != NULL)
    g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
  if (strstr (error->message, place) == NULL)
    g_error ("“%s” does not name “%s”", error->message, place);
  g_assert_true (cabinet_account_get_stale (f->account));
  g_assert_cmpuint (books.n_months - months, <=, 4);
  g_assert_cmpuint (books.n_pages - pages, <=, books.no_end ? 600 : 40);
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

static char *
dup_books (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = books.n; i > 0; i--)
    if (books.rows[i - 1].serial != 0 && !books.rows[i - 1].withdrawn)
      g_string_append_printf (text, "o%03u %" G_GINT64_FORMAT "|", books.rows[i - 1].serial,
                              books.rows[i - 1].amount);
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
  g_autofree char *truth = dup_books ();

  assert_archive (f, truth);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  service_forget_files ();
  begin_books ();
  f->server = net_server_new ();
  net_server_handle (f->server, "/", on_request, NULL);
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
  g_autofree char *truth = dup_books ();

  books.resend = 1;
  refresh_fails (f, "repeated", "operations[0].id");
  refresh_succeeds (f, NULL);
  assert_archive (f, truth);
  books.resend = 99;
  refresh_succeeds (f, NULL);
  assert_archive (f, truth);
}

static void
test_drops (Fixture *f, gconstpointer data)
{
  books.drop = 99;
  refresh_fails (f, "sums", "2026-10");
  books.drop = 0;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

/* It is read again at once, when only one answer lacked it. */
static void
test_drops_once (Fixture *f, gconstpointer data)
{
  books.drop = 1;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

static void
test_feed_drops (Fixture *f, gconstpointer data)
{
  for (guint i = 2; i < 12; i++)
    touch (i)->amount -= 1;
  books.drop = 1;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

/* With a new revision, and without, and without that a feed tells of it. */
static void
test_changes (Fixture *f, gconstpointer data)
{
  CabinetSyncResult summary;

  touch (8)->amount = -75;
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 0);
  assert_same (f);
  books.mute = TRUE;
  touch (3)->revision--;
  books.rows[3].amount = -1;
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 0);
  assert_same (f);
}

static void
test_files_back (Fixture *f, gconstpointer data)
{
  CabinetSyncResult summary;

  insert (4, cabinet_date_new (2026, 7, 5), -33);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 1);
  assert_same (f);
  books.mute = TRUE;
  insert (2, cabinet_date_new (2026, 7, 3), -44);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 1);
  assert_same (f);
}

/* “Unchanged”, and the balance says otherwise. */
static void
test_wrong_304 (Fixture *f, gconstpointer data)
{
  guint months;

  books.unchanged = TRUE;
  insert (books.n, cabinet_date_new (2026, 10, 20), -90);
  refresh_succeeds (f, NULL);
  assert_same (f);
  /* True again: the months are not asked for once more. */
  months = books.n_months;
  refresh_succeeds (f, NULL);
  g_assert_cmpuint (books.n_months, ==, months + 1);
}

/* No reading brings what the balance knows of: that is said, and all that is known stays. */
static void
test_unsaid (Fixture *f, gconstpointer data)
{
  books.unsaid = 25;
  refresh_fails (f, "sums", "balances[0].amount");
  assert_same (f);
  books.unsaid = 0;
  refresh_succeeds (f, NULL);
  g_assert_null (cabinet_account_get_error (f->account));
}

/* All operations are gone, and the months are there: the archive stays until that is said twice. */
static void
test_empties (Fixture *f, gconstpointer data)
{
  g_autofree char *before = dup_archive (f);
  Books kept = books;

  books.mute = TRUE;
  for (guint i = 0; i < books.n; i++)
    touch (i)->serial = 0;
  refresh_fails (f, "vanished", "24 of 24");
  assert_archive (f, before);
  /* A fault that was mended. */
  kept.etag = books.etag + 1;
  books = kept;
  refresh_succeeds (f, NULL);
  assert_archive (f, before);

  books.mute = TRUE;
  for (guint i = 0; i < books.n; i++)
    touch (i)->serial = 0;
  refresh_fails (f, "vanished", "24 of 24");
  refresh_succeeds (f, NULL);
  assert_archive (f, "");
  /* Withdrawn, and not deleted: what comes back is changed, not new. */
  kept.etag = books.etag + 1;
  books = kept;
  {
    CabinetSyncResult summary;

    refresh_succeeds (f, &summary);
    g_assert_cmpuint (summary.added, ==, 0);
    g_assert_cmpuint (summary.changed, ==, N_ROWS);
  }
  assert_archive (f, before);
}

/* Not even a month: that covers nothing, so nothing is withdrawn. */
static void
test_no_months (Fixture *f, gconstpointer data)
{
  g_autofree char *before = dup_archive (f);

  books.no_months = TRUE;
  books.etag++;
  for (guint i = 0; i < 3; i++)
    refresh_succeeds (f, NULL);
  assert_archive (f, before);
  books.unsaid = -get_balance (books.n);
  refresh_fails (f, "sums", "balances[0].amount");
  assert_archive (f, before);
}

/* The history was rebuilt: revisions begin anew, a few rows are gone, others new. */
static void
test_new_epoch (Fixture *f, gconstpointer data)
{
  CabinetSyncResult summary;

  books.epoch++;
  books.seq = 0;
  books.etag++;
  for (guint i = 0; i < books.n; i++)
    {
      books.rows[i].revision = 0;
      books.rows[i].seq = ++books.seq;
    }
  books.rows[7].serial = 0;
  books.rows[9].amount = -71;
  insert (13, cabinet_date_new (2026, 9, 2), -5);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added, ==, 1);
  assert_same (f);
  refresh_succeeds (f, &summary);
  g_assert_cmpuint (summary.added + summary.changed, ==, 0);
}

static void
test_no_end (Fixture *f, gconstpointer data)
{
  books.no_end = TRUE;
  refresh_fails (f, "endless", "month that has 6");
  books.no_end = FALSE;
  refresh_succeeds (f, NULL);
  assert_same (f);
}

static void
test_same_cursor (Fixture *f, gconstpointer data)
{
  books.no_end = TRUE;
  books.same_again = TRUE;
  refresh_fails (f, NULL, "next");
  books.no_end = FALSE;
  books.same_again = FALSE;
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
