/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The archive without a window.
 *
 * bench-archive make ROWS CONTRACTS   fills $XDG_DATA_HOME/cabinet/archive.db with operations
 * bench-archive sync FOLDER    pages of JSON into a new archive
 * bench-archive floor FOLDER   the same pages parsed by json-glib alone, the same rows, transactions and
 * tables bench-archive schema FOLDER ROWS, bench-archive bare FOLDER ROWS the same rows into the archive's
 * tables, and into one without anything
 *
 * Prints lines `NAME NUMBER`, all in milliseconds. */
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench-titles.h"
#include "cabinet-archive.h"

#define N_ACCOUNTS 20
#define N_MONTHS 36
#define N_SYNC 50000

static const char *const services[] = { "Интернет", "Кабельное ТВ", "Роутер", NULL };

/* Where the contracts are. */
static CabinetDate
get_today (void)
{
  static CabinetDate today;

  if (today == CABINET_DATE_NONE)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tomsk");

      today = cabinet_date_of_instant (cabinet_instant_now (), zone);
    }
  return today;
}

/* Row @i of @n of one account, from new to old. */
static CabinetOperation *
make_operation (guint account, guint i, guint n)
{
  CabinetOperation *operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  CabinetDate newest = get_today ();
  guint mixed = (i * 2654435761u + account * 40503u) >> 8;
  gboolean payment = mixed % 25 == 0;

  operation->id = g_strdup_printf ("%c%u", payment ? 'p' : 'f', n - i);
  operation->revision = 1;
  operation->date = newest - (CabinetDate) ((guint64) i * N_MONTHS * 30 / n);
  operation->at =
    ((gint64) operation->date - 719163) * G_TIME_SPAN_DAY + (n - i) % 80000 * G_TIME_SPAN_SECOND;
  operation->kind = payment ? CABINET_OPERATION_KIND_PAYMENT : CABINET_OPERATION_KIND_CHARGE;
  operation->amount = cabinet_money (payment ? (gint64) (mixed % 30 + 1) * 50000000
                                             : -(gint64) (mixed % 500 + 1) * 10000 * (mixed % 7 + 1),
                                     "RUB");
  operation->balance_after = cabinet_money ((gint64) mixed * 10000, "RUB");
  operation->title = g_strdup (bench_titles[payment ? 5 + mixed % 3 : mixed % 5]);
  operation->service = payment ? NULL : g_strdup (services[mixed % 4]);
  operation->number = payment ? g_strdup_printf ("%07u", mixed % 10000000) : NULL;
  return operation;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static char *
dup_account (guint i)
{
  return g_strdup_printf ("tomtel-%u", 100000 + i);
}

static void
add_account (CabinetArchive *archive, guint i)
{
  g_autoptr (CabinetStoredSignIn) sign_in = g_object_new (CABINET_TYPE_STORED_SIGN_IN, NULL);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetStoredAccount *account = g_object_new (CABINET_TYPE_STORED_ACCOUNT, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  sign_in->id = g_strdup_printf ("00000000-0000-0000-0000-%012u", i);
  sign_in->connector = g_strdup ("cabinet");
  sign_in->base_url = g_strdup ("http://127.0.0.1:1/tomtel");
  sign_in->provider = g_strdup ("tomtel");
  sign_in->kind = CABINET_LOGIN_KIND_PASSWORD;
  sign_in->login = g_strdup_printf ("%u", 100000 + i);
  account->id = dup_account (i);
  account->sign_in = g_strdup (sign_in->id);
  account->contract = g_object_new (CABINET_TYPE_CONTRACT, NULL);
  account->contract->id = g_strdup_printf ("c%u", i);
  account->contract->number = g_strdup (sign_in->login);
  account->contract->zone = g_strdup ("Asia/Tomsk");
  account->contract->currency = g_strdup ("RUB");
  account->contract->subscriber_kind = CABINET_SUBSCRIBER_KIND_PERSON;
  g_ptr_array_add (accounts, account);
  cabinet_archive_save_sign_in_async (archive, sign_in, accounts, NULL, on_done, &result);
  wait_for (&result);
  if (!cabinet_archive_finish (archive, result, NULL))
    g_error ("a contract could not be saved");
}

static void
save (CabinetArchive *archive, const char *account, GListStore *operations)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_archive_save_operations_async (archive, account, G_LIST_MODEL (operations), NULL, NULL, on_done,
                                         &result);
  wait_for (&result);
  if (!cabinet_archive_save_operations_finish (archive, result, NULL, &error))
    g_error ("%s", error->message);
}

/* One page for each month, as a sync reads them. */
static guint
take_page (GListStore *page, guint account, guint from, guint n)
{
  guint i = from;
  CabinetDate month = CABINET_DATE_NONE;

  for (; i < n; i++)
    {
      g_autoptr (CabinetOperation) operation = make_operation (account, i, n);
      CabinetDate first = cabinet_date_month_start (operation->date);

      if (month != CABINET_DATE_NONE && first != month)
        break;
      month = first;
      g_list_store_append (page, operation);
    }
  return i;
}

static CabinetArchive *
open_archive (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "archive.db", NULL);
  g_autoptr (GError) error = NULL;
  CabinetArchive *archive = cabinet_archive_open (path, &error);

  if (archive == NULL)
    g_error ("%s", error->message);
  return archive;
}

static void
make (guint rows, guint n_accounts)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cabinet", NULL);
  g_autoptr (CabinetArchive) archive = open_archive (folder);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autofree char *account = dup_account (i);

      add_account (archive, i);
      for (guint row = 0; row < rows / n_accounts;)
        {
          g_autoptr (GListStore) page = g_list_store_new (CABINET_TYPE_OPERATION);

          row = take_page (page, i, row, rows / n_accounts);
          save (archive, account, page);
        }
    }
  cabinet_archive_close (archive);
}

/* Pages as a provider sends them. */
static GPtrArray *
make_pages (guint rows)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; row < rows;)
    {
      g_autoptr (CabinetOperationPage) page = g_object_new (CABINET_TYPE_OPERATION_PAGE, NULL);

      page->operations = g_list_store_new (CABINET_TYPE_OPERATION);
      page->epoch = g_strdup ("e");
      row = take_page (page->operations, 0, row, rows);
      g_ptr_array_add (pages, cabinet_record_encode_text (page));
    }
  return pages;
}

static void
sync_pages (const char *folder)
{
  g_autoptr (GPtrArray) pages = make_pages (N_SYNC);
  g_autoptr (CabinetArchive) archive = open_archive (folder);
  g_autofree char *account = dup_account (0);
  gint64 start;

  add_account (archive, 0);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < pages->len; i++)
    {
      g_autoptr (CabinetOperationPage) page =
        cabinet_record_decode_text (CABINET_TYPE_OPERATION_PAGE, g_ptr_array_index (pages, i), -1, NULL);

      save (archive, account, page->operations);
    }
  printf ("spent %.3f\n", (g_get_monotonic_time () - start) / 1000.0);
  cabinet_archive_close (archive);
}

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
}

static void
bind_text (sqlite3_stmt *statement, int index, JsonObject *row, const char *name)
{
  if (json_object_has_member (row, name))
    sqlite3_bind_text (statement, index, json_object_get_string_member (row, name), -1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (statement, index);
}

static void
bind_money (sqlite3_stmt *statement, int index, JsonObject *row, const char *name)
{
  JsonObject *money = json_object_get_object_member (row, name);
  CabinetMoney value;

  cabinet_money_parse (json_object_get_string_member (money, "amount"), "RUB", &value, NULL);
  sqlite3_bind_int64 (statement, index, value.micros);
}

/* A row by its members, with nothing checked. Newest first, so places go down: as much work as going up. */
static void
insert_row (sqlite3_stmt *insert, JsonObject *row, gint64 place)
{
  static const char *const texts[] = { "id", "date", "kind", "title", "service", "number" };

  sqlite3_bind_int64 (insert, 1, place);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    bind_text (insert, i + 2, row, texts[i]);
  bind_money (insert, 8, row, "amount");
  bind_money (insert, 9, row, "balance_after");
  if (sqlite3_step (insert) != SQLITE_DONE)
    g_error ("a row could not be inserted");
  sqlite3_reset (insert);
}

/* What cabinet_ledger_take_added() does. */
static void
take_added (sqlite3 *db, const char *places)
{
  static const char *const steps[] = {
    "insert into months (account, month, count, charged, credited, digest) "
    "select account, substr (date, 1, 8) || '01' as first, count (*), sum (min (amount, 0)), "
    "sum (max (amount, 0)), sum (digest) "
    "from json_each (?1) cross join operations on pk = value where withdrawn = 0 group by account, first "
    "on conflict (account, month) do update set count = count + excluded.count, "
    "charged = charged + excluded.charged, credited = credited + excluded.credited, "
    "digest = digest + excluded.digest",
    "insert into search (rowid, words) select pk, words "
    "from json_each (?1) cross join operation_words on pk = value order by pk",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      sqlite3_stmt *statement;

      if (sqlite3_prepare_v2 (db, steps[i], -1, &statement, NULL) != SQLITE_OK
          || sqlite3_bind_text (statement, 1, places, -1, SQLITE_STATIC) != SQLITE_OK
          || sqlite3_step (statement) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_finalize (statement);
    }
}

static void
insert_page (sqlite3 *db, sqlite3_stmt *insert, JsonNode *root, gboolean whole, gint64 *place)
{
  JsonArray *rows = json_object_get_array_member (json_node_get_object (root), "operations");
  g_autoptr (GString) places = g_string_new (NULL);

  run (db, "begin immediate");
  for (guint i = json_array_get_length (rows); i > 0; i--)
    {
      insert_row (insert, json_array_get_object_element (rows, i - 1), *place - i);
      if (whole)
        g_string_append_printf (places, "%c%" G_GINT64_FORMAT, places->len == 0 ? '[' : ',', *place - i);
    }
  *place -= json_array_get_length (rows);
  g_string_append_c (places, ']');
  if (whole)
    take_added (db, places->str);
  run (db, "commit");
}

static const char insert_sql[] =
  "insert into operations (pk, account, id, revision, withdrawn, date, at, kind, amount, balance_after, "
  "title, "
  "service, number, digest) values (?1, 1, ?2, 1, 0, ?3, ?1, ?4, ?8, ?9, ?5, ?6, ?7, ?1 & 1099511627775)";

static const char bare_sql[] =
  "create table operations (pk integer primary key, account integer not null, id text not null, revision "
  "integer not null, withdrawn integer not null, date text not null, at integer not null, kind text not "
  "null, "
  "amount integer not null, balance_after integer, title text not null, service text, method text, number "
  "text, "
  "note text, digest integer not null) strict";

static void
insert_pages (const char *folder, guint n, gboolean whole, gboolean with_parsing)
{
  g_autoptr (GPtrArray) pages = make_pages (n);
  g_autofree char *path = g_build_filename (folder, "archive.db", NULL);
  gint64 place = ((gint64) 1 << 49) + ((gint64) 739000 << 27);
  sqlite3_stmt *insert;
  sqlite3 *db;
  gint64 spent = 0;

  if (whole)
    {
      g_autoptr (CabinetArchive) archive = open_archive (folder);

      add_account (archive, 0);
      cabinet_archive_close (archive);
    }
  sqlite3_open (path, &db);
  run (db, "pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; "
           "pragma secure_delete = on");
  if (!whole)
    run (db, bare_sql);
  if (sqlite3_prepare_v2 (db, insert_sql, -1, &insert, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  for (guint i = 0; i < pages->len; i++)
    {
      gint64 start = g_get_monotonic_time ();
      JsonNode *root = json_from_string (g_ptr_array_index (pages, i), NULL);

      if (!with_parsing)
        start = g_get_monotonic_time ();
      insert_page (db, insert, root, whole, &place);
      if (with_parsing)
        g_clear_pointer (&root, json_node_unref);
      spent += g_get_monotonic_time () - start;
      g_clear_pointer (&root, json_node_unref);
    }
  printf ("spent %.3f\n", spent / 1000.0);
  sqlite3_finalize (insert);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";

  if (g_str_equal (what, "make") && argc == 4)
    make (atoi (argv[2]), atoi (argv[3]));
  else if (g_str_equal (what, "sync") && argc == 3)
    sync_pages (argv[2]);
  else if (g_str_equal (what, "floor") && argc == 3)
    insert_pages (argv[2], N_SYNC, TRUE, TRUE);
  else if (g_str_equal (what, "schema") && argc == 4)
    insert_pages (argv[2], atoi (argv[3]), TRUE, FALSE);
  else if (g_str_equal (what, "bare") && argc == 4)
    insert_pages (argv[2], atoi (argv[3]), FALSE, FALSE);
  else
    return 2;
  return 0;
}
