/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include <string.h>

/* E7, E8: pages without gap or double, the feed of changes, what happens when history changes or is rebuilt.
 */

typedef struct
{
  DemoProcess *demo;
  Client *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer rows)
{
  fixture->demo = demo_process_new ("--now", NOW, "--control", "--rows", rows, NULL);
  fixture->client = client_new (fixture->demo, "tomtel");
  client_enter (fixture->client, NULL, "12345", "demo");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  client_free (fixture->client);
  demo_process_free (fixture->demo);
}

/* Changes the demo subscriber's ledger. @id: (nullable): where the row's id goes */
static void
change_ledger (Fixture *fixture, const char *verb, const char *members, char **id)
{
  g_autofree char *json =
    g_strdup_printf ("{\"tenant\":\"tomtel\",\"login\":\"12345\"%s%s}", *members != '\0' ? "," : "", members);
  g_autofree char *answer = demo_process_control (fixture->demo, verb, json);
  g_autoptr (JsonNode) node = cabinet_json_parse (answer, -1, NULL);

  if (id != NULL)
    *id = g_strdup (json_object_get_string_member (json_node_get_object (node), "id"));
}

static CabinetOperationPage *
read_page (Fixture *fixture, const char *query)
{
  g_autofree char *view = g_strconcat ("operations?", query, NULL);
  g_autoptr (Answer) answer = client_read (fixture->client, view);

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_OPERATION_PAGE);
}

static void
assert_refused (Fixture *fixture, const char *query, int status, const char *word)
{
  g_autofree char *view = g_strconcat ("operations?", query, NULL);
  g_autoptr (Answer) answer = client_read (fixture->client, view);

  answer_assert_problem (answer, status, word);
}

/* Order (date, at, id), no id twice, and the chain holds: so nothing is missing. */
static void
assert_whole (GListStore *ledger, guint length)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  CabinetOperation *newer = NULL;
  guint count = 0;

  for (guint i = 0; i < cabinet_list_length (ledger); i++)
    {
      CabinetOperation *row = cabinet_list_get (ledger, i);

      g_assert_true (g_hash_table_add (ids, row->id));
      if (row->withdrawn)
        continue;
      count++;
      if (newer != NULL)
        {
          g_assert_true (
            newer->date > row->date || (newer->date == row->date && newer->at > row->at)
            || (newer->date == row->date && newer->at == row->at && strcmp (newer->id, row->id) > 0));
          g_assert_cmpint (kopecks (&newer->balance_after) - kopecks (&newer->amount), ==,
                           kopecks (&row->balance_after));
        }
      newer = row;
    }
  g_assert_cmpint (kopecks (&newer->balance_after), ==, kopecks (&newer->amount));
  g_assert_cmpuint (count, ==, length);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { "limit=500", "limit=7", "limit=499", "" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GListStore) ledger = client_read_ledger (fixture->client, queries[i]);

      assert_whole (ledger, 2600);
    }
}

static void
test_default_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationPage) page = read_page (fixture, "");
  g_autoptr (CabinetOperationPage) largest = read_page (fixture, "limit=500");

  g_assert_cmpuint (cabinet_list_length (page->operations), ==, 100);
  g_assert_cmpuint (cabinet_list_length (largest->operations), ==, 500);
  g_assert_nonnull (page->next);
  g_assert_cmpuint (page->covers_from, !=, CABINET_DATE_NONE);
}

/* Rows filed and taken back between two pages neither hide nor double what is read. */
static void
test_pages_while_it_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationPage) first = read_page (fixture, "limit=500");
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = g_strdup (first->next);
  g_autoptr (CabinetOperationPage) feed = NULL;
  g_autofree char *query = NULL;
  g_autofree char *newest = NULL;

  for (guint i = 0; i < 500; i++)
    g_hash_table_add (ids, g_strdup (((CabinetOperation *) cabinet_list_get (first->operations, i))->id));
  change_ledger (fixture, "ledger/insert", "\"amount\":\"1.00\"", &newest);
  while (cursor != NULL)
    {
      g_autofree char *next = g_strconcat ("limit=500&cursor=", cursor, NULL);
      g_autoptr (CabinetOperationPage) page = read_page (fixture, next);

      g_assert_cmpint (page->seq, ==, first->seq); /* all pages belong to what the first one saw */
      for (guint i = 0; i < cabinet_list_length (page->operations); i++)
        {
          CabinetOperation *row = cabinet_list_get (page->operations, i);
          g_assert_true (g_hash_table_add (ids, g_strdup (row->id)));
        }
      g_free (cursor);
      cursor = g_strdup (page->next);
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 2600);
  g_assert_false (g_hash_table_contains (ids, newest));

  query = g_strdup_printf ("since=%" G_GINT64_FORMAT "&epoch=%s", first->seq, first->epoch);
  feed = read_page (fixture, query);
  g_assert_cmpuint (cabinet_list_length (feed->operations), ==, 1);
  g_assert_cmpstr (((CabinetOperation *) cabinet_list_get (feed->operations, 0))->id, ==, newest);
}

static void
test_month (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationMonths) months = client_read_months (fixture->client);
  guint rows = 0;

  for (guint i = 0; i < cabinet_list_length (months->months); i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (months->months, i);
      g_autofree char *first = cabinet_date_to_iso (month->month);
      g_autofree char *query = g_strdup_printf ("limit=20&month=%.7s", first);
      g_autoptr (GListStore) list = client_read_ledger (fixture->client, query);

      g_assert_cmpint (cabinet_list_length (list), ==, month->count);
      for (guint j = 0; j < cabinet_list_length (list); j++)
        g_assert_cmpuint (cabinet_date_month_start (((CabinetOperation *) cabinet_list_get (list, j))->date),
                          ==, month->month);
      rows += cabinet_list_length (list);
    }
  g_assert_cmpuint (rows, ==, 2600);
  {
    g_autoptr (CabinetOperationPage) empty = read_page (fixture, "month=2001-02");
    g_assert_cmpuint (cabinet_list_length (empty->operations), ==, 0);
    g_assert_null (empty->next);
  }
}

static CabinetOperationMonth *
find_month (CabinetOperationMonths *months, CabinetDate date)
{
  for (guint i = 0; i < cabinet_list_length (months->months); i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (months->months, i);
      if (month->month == date)
        return month;
    }
  return NULL;
}

/* A row of last year is filed, changed and taken back; each time the feed says all that is different. */
static void
test_back_dated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationMonths) before = client_read_months (fixture->client);
  g_autoptr (CabinetOperationMonths) after = NULL;
  g_autoptr (GListStore) ledger = NULL;
  g_autofree char *id = NULL;
  g_autofree char *change = NULL;
  g_autofree char *withdraw = NULL;
  CabinetDate august = cabinet_date_new (2026, 8, 1);
  CabinetDate july = cabinet_date_new (2026, 7, 1);

  change_ledger (
    fixture, "ledger/insert",
    "\"date\":\"2026-08-15\",\"amount\":\"-12.34\",\"kind\":\"charge\",\"title\":\"Выезд мастера\"", &id);
  ledger = client_read_ledger (fixture->client, "limit=500");
  assert_whole (ledger, 2601);
  after = client_read_months (fixture->client);
  g_assert_cmpint (find_month (after, august)->count, ==, find_month (before, august)->count + 1);
  g_assert_cmpint (kopecks (&find_month (after, august)->charged), ==,
                   kopecks (&find_month (before, august)->charged) - 1234);
  g_assert_cmpint (find_month (after, august)->revision, >, find_month (before, august)->revision);
  g_assert_cmpint (find_month (after, july)->revision, ==, find_month (before, july)->revision);
  g_assert_cmpstr (after->epoch, ==, before->epoch);
  {
    CabinetOperationMonth *newest = cabinet_list_get (after->months, 0);
    CabinetOperationMonth *was = cabinet_list_get (before->months, 0);

    g_assert_cmpint (newest->revision, >, was->revision); /* its balances moved */
    g_assert_cmpint (kopecks (&newest->closing_balance), ==, kopecks (&was->closing_balance) - 1234);
  }

  change = g_strdup_printf ("\"id\":\"%s\",\"amount\":\"-10.00\"", id);
  change_ledger (fixture, "ledger/change", change, NULL);
  g_clear_object (&ledger);
  ledger = client_read_ledger (fixture->client, "limit=500");
  assert_whole (ledger, 2601);

  withdraw = g_strdup_printf ("\"id\":\"%s\"", id);
  change_ledger (fixture, "ledger/withdraw", withdraw, NULL);
  g_clear_object (&ledger);
  ledger = client_read_ledger (fixture->client, "limit=500");
  assert_whole (ledger, 2600);
  g_clear_object (&after);
  after = client_read_months (fixture->client);
  g_assert_cmpint (find_month (after, august)->count, ==, find_month (before, august)->count);
  g_assert_cmpint (kopecks (&find_month (after, august)->charged), ==,
                   kopecks (&find_month (before, august)->charged));
}

/* A client that has only the old rows and the feed ends with what a fresh reader sees. */
static void
test_feed_reproduces_ledger (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationMonths) start = client_read_months (fixture->client);
  g_autoptr (GListStore) old = client_read_ledger (fixture->client, "limit=500");
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GListStore) feed = NULL;
  g_autoptr (GListStore) fresh = NULL;
  g_autofree char *query = NULL;
  g_autofree char *id = NULL;
  g_autofree char *withdraw = NULL;

  for (guint i = 0; i < cabinet_list_length (old); i++)
    {
      CabinetOperation *row = cabinet_list_get (old, i);
      g_hash_table_insert (rows, row->id, row);
    }
  change_ledger (fixture, "ledger/insert", "\"date\":\"2026-06-15\",\"amount\":\"5.00\"", NULL);
  change_ledger (fixture, "ledger/insert", "\"date\":\"2026-09-01\",\"amount\":\"7.00\"", &id);
  withdraw = g_strdup_printf ("\"id\":\"%s\"", id);
  change_ledger (fixture, "ledger/withdraw", withdraw, NULL);

  query = g_strdup_printf ("limit=50&since=%" G_GINT64_FORMAT "&epoch=%s", start->seq, start->epoch);
  feed = client_read_ledger (fixture->client, query);
  g_assert_cmpuint (cabinet_list_length (feed), >, 100);
  for (guint i = 0; i < cabinet_list_length (feed); i++)
    {
      CabinetOperation *row = cabinet_list_get (feed, i);
      CabinetOperation *known = g_hash_table_lookup (rows, row->id);

      if (known != NULL)
        g_assert_cmpint (row->revision, >, known->revision);
      g_hash_table_replace (rows, row->id, row);
    }
  fresh = client_read_ledger (fixture->client, "limit=500");
  g_assert_cmpuint (g_hash_table_size (rows), ==, cabinet_list_length (fresh));
  for (guint i = 0; i < cabinet_list_length (fresh); i++)
    {
      CabinetOperation *row = cabinet_list_get (fresh, i);
      g_assert_true (cabinet_record_equal (row, g_hash_table_lookup (rows, row->id)));
    }
}

static void
test_feed_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) feed = client_read_ledger (fixture->client, "since=0&limit=100");
  g_autoptr (CabinetOperationPage) page = read_page (fixture, "since=0&limit=100");
  g_autoptr (CabinetOperationPage) nothing = NULL;
  g_autofree char *query = NULL;

  g_assert_cmpuint (cabinet_list_length (feed), ==, 2600);
  g_assert_cmpint (page->seq, ==, 100); /* stopped here, one could go on by `since` too */
  query = g_strdup_printf ("since=2600&epoch=%s", page->epoch);
  nothing = read_page (fixture, query);
  g_assert_cmpuint (cabinet_list_length (nothing->operations), ==, 0);
  g_assert_cmpint (nothing->seq, ==, 2600);
}

static void
test_epoch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationPage) page = read_page (fixture, "limit=10");
  g_autoptr (CabinetOperationMonths) months = NULL;
  g_autoptr (GListStore) ledger = NULL;
  g_autofree char *cursor = g_strconcat ("cursor=", page->next, NULL);
  g_autofree char *since = g_strdup_printf ("since=%" G_GINT64_FORMAT "&epoch=%s", page->seq, page->epoch);

  change_ledger (fixture, "epoch", "", NULL);
  assert_refused (fixture, cursor, 410, "gone");
  assert_refused (fixture, since, 410, "gone");
  assert_refused (fixture, "since=999999999", 410, "gone");
  months = client_read_months (fixture->client);
  g_assert_cmpstr (months->epoch, !=, page->epoch);
  ledger = client_read_ledger (fixture->client, "limit=500");
  assert_whole (ledger, 2600);
  g_assert_cmpstr (((CabinetOperation *) cabinet_list_get (ledger, 0))->id, ==,
                   ((CabinetOperation *) cabinet_list_get (page->operations, 0))->id);
}

static void
test_bad_queries (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[] = {
    "limit=0",
    "limit=501",
    "limit=-1",
    "limit=ten",
    "limit=",
    "month=2026",
    "month=2026-13",
    "month=2026-1",
    "month=2026-11-01",
    "month=november",
    "since=-1",
    "since=x",
    "since=1&month=2026-11",
    "cursor=",
    "cursor=nonsense",
    "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "since=99999999999999999999",
  };
  g_autoptr (CabinetOperationPage) page = read_page (fixture, "month=2026-10&limit=5");
  g_autoptr (Client) other = client_new (fixture->demo, "telemir");
  g_autofree char *mixed = g_strdup_printf ("month=2026-09&cursor=%s", page->next);
  g_autofree char *feed = g_strdup_printf ("since=1&cursor=%s", page->next);
  g_autofree char *cut = g_strdup_printf ("cursor=%.*s", (int) strlen (page->next) - 3, page->next);
  g_autofree char *stranger = g_strdup_printf ("operations?cursor=%s", page->next);
  g_autoptr (Answer) foreign = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    assert_refused (fixture, queries[i], 400, "bad-value");
  assert_refused (fixture, mixed, 400, "bad-value");
  assert_refused (fixture, feed, 400, "bad-value");
  assert_refused (fixture, cut, 400, "bad-value");
  client_enter (other, NULL, "12345", "demo");
  foreign = client_read (other, stranger);
  answer_assert_problem (foreign, 400, "bad-value");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/demo/feed/" name, Fixture, "2600", set_up, function, tear_down)
  ADD ("pages", test_pages);
  ADD ("default-limit", test_default_limit);
  ADD ("pages-while-it-changes", test_pages_while_it_changes);
  ADD ("month", test_month);
  ADD ("back-dated", test_back_dated);
  ADD ("feed-reproduces-ledger", test_feed_reproduces_ledger);
  ADD ("feed-pages", test_feed_pages);
  ADD ("epoch", test_epoch);
  ADD ("bad-queries", test_bad_queries);
  return g_test_run ();
}
