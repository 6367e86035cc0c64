/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"
#include "cabinet-fold.h"
#include "cabinet-ledger-query.h"

/* Texts that were met, each with a number from 1 on. */
typedef struct
{
  GHashTable *titles;
  GHashTable *services;
  GHashTable *charges; /* a number for each pair of those */
} Names;

static void
names_init (Names *self)
{
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->charges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
names_clear (Names *self)
{
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_clear_pointer (&self->services, g_hash_table_unref);
  g_clear_pointer (&self->charges, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

static guint
number_text (GHashTable *names, const char *text)
{
  guint number;

  if (text == NULL)
    return 0;
  number = GPOINTER_TO_UINT (g_hash_table_lookup (names, text));
  if (number != 0)
    return number;
  number = g_hash_table_size (names) + 1;
  g_hash_table_insert (names, g_strdup (text), GUINT_TO_POINTER (number));
  return number;
}

static guint
number_charge (Names *self, guint title, guint service)
{
  gint64 pair = (gint64) title << 32 | service;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->charges, &pair));

  if (number != 0)
    return number;
  number = g_hash_table_size (self->charges) + 1;
  g_hash_table_insert (self->charges, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (number));
  return number;
}

typedef struct
{
  const char *title;
  char *key; /* in the alphabet */
  guint number;
} Title;

static void
title_clear (gpointer data)
{
  g_free (((Title *) data)->key);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const Title *one = a, *other = b;
  int order = strcmp (one->key, other->key);

  return order != 0 ? order : strcmp (one->title, other->title);
}

/* In the place of numbers in the order in which they were met, those of the alphabet. */
static void
rank_titles (GHashTable *titles, GArray *lines)
{
  guint n = g_hash_table_size (titles);
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (Title), n);
  g_autofree guint *ranks = g_new0 (guint, n + 1);
  GHashTableIter iter;
  gpointer title, number;

  g_array_set_clear_func (sorted, title_clear);
  g_hash_table_iter_init (&iter, titles);
  while (g_hash_table_iter_next (&iter, &title, &number))
    {
      g_autofree char *folded = cabinet_fold_text (title);
      Title entry = { title, g_utf8_collate_key (folded, -1), GPOINTER_TO_UINT (number) };

      g_array_append_val (sorted, entry);
    }
  g_array_sort (sorted, compare_titles);
  for (guint i = 0; i < n; i++)
    ranks[g_array_index (sorted, Title, i).number] = i + 1;
  for (guint i = 0; i < lines->len; i++)
    {
      CabinetLedgerLine *line = &g_array_index (lines, CabinetLedgerLine, i);

      line->title = ranks[line->title];
    }
}

static CabinetLedgerLine
read_line (Names *names, CabinetStatementHandle *statement)
{
  CabinetLedgerLine line = {
    .place = sqlite3_column_int64 (statement, 0),
    .amount = sqlite3_column_int64 (statement, 1),
    .digest = sqlite3_column_int64 (statement, 2),
    .title = number_text (names->titles, (const char *) sqlite3_column_text (statement, 4)),
  };

  if (sqlite3_column_int (statement, 3))
    line.charge = number_charge (
      names, line.title, number_text (names->services, (const char *) sqlite3_column_text (statement, 5)));
  return line;
}

static gboolean
read_lines (CabinetDb *db, CabinetStatementHandle *statement, GArray *lines, GError **error)
{
  g_auto (Names) names = { 0 };
  CabinetStep step;

  names_init (&names);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetLedgerLine line = read_line (&names, statement);

      g_array_append_val (lines, line);
    }
  rank_titles (names.titles, lines);
  return step == CABINET_STEP_DONE;
}

static void
turn_round (GArray *lines)
{
  CabinetLedgerLine *first = (CabinetLedgerLine *) lines->data;

  for (guint i = 0; i < lines->len / 2; i++)
    {
      CabinetLedgerLine line = first[i];

      first[i] = first[lines->len - 1 - i];
      first[lines->len - 1 - i] = line;
    }
}

/* (transfer full) (element-type CabinetLedgerLine) (nullable) */
static gpointer
query_lines (CabinetDb *db, const char *account, const CabinetLedgerFilter *filter, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (CabinetLedgerLine));
  g_autoptr (CabinetStatementHandle) statement = NULL;
  g_auto (CabinetLedgerQuery) query = { 0 };
  gint64 pk;

  if (!cabinet_archive_find_account (db, account, &pk, NULL, error)
      || !cabinet_ledger_query_begin (&query, db, pk, "@, amount, digest, kind = 'charge', title, service",
                                      filter, filter->from, filter->to, error))
    return NULL;
  /* The search goes from old to new many times quicker than the other way. */
  g_string_append_printf (query.sql, " order by %s", query.place);
  statement = cabinet_ledger_query_prepare (&query, db, error);
  if (statement == NULL || !read_lines (db, statement, lines, error))
    return NULL;
  turn_round (lines);
  return g_steal_pointer (&lines);
}

/**
 * cabinet_archive_query_lines:
 *
 * Returns: (transfer full) (element-type CabinetLedgerLine) (nullable): the operations that match, newest
 *   first
 */
GArray *
cabinet_archive_query_lines (CabinetArchive *self,
                             const char *account,
                             const CabinetLedgerFilter *filter,
                             GError **error)
{
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL && filter != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  return db != NULL ? query_lines (db, account, filter, error) : NULL;
}

void
cabinet_archive_query_lines_async (CabinetArchive *self,
                                   const char *account,
                                   const CabinetLedgerFilter *filter,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  cabinet_archive_search (self, query_lines, (GDestroyNotify) g_array_unref, account, filter, cancellable,
                          callback, user_data);
}

/**
 * cabinet_archive_query_lines_finish:
 *
 * Returns: (transfer full) (element-type CabinetLedgerLine) (nullable): as [func@archive_query_lines]
 */
GArray *
cabinet_archive_query_lines_finish (CabinetArchive *self, GAsyncResult *result, GError **error)
{
  return cabinet_archive_search_finish (self, query_lines, result, error);
}

static void
unref_some (gpointer data)
{
  g_clear_object (&data);
}

/* One question for all of them: each by itself would have to lock the file. (transfer full) (nullable) */
static CabinetStatementHandle *
prepare_places (CabinetDb *db, const CabinetLedgerLine *lines, guint n, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "operations.@");
  g_autofree char *sql = NULL;
  g_autoptr (GString) places = g_string_new ("[");
  CabinetStatementHandle *statement;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (places, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", lines[i].place);
  g_string_append_c (places, ']');
  sql = g_strdup_printf ("select pk, %s from json_each (?1) cross join operations on pk = value "
                         "where withdrawn = 0",
                         columns);
  statement = cabinet_db_prepare (db, sql, error);
  if (statement != NULL)
    cabinet_db_bind_text (statement, 1, places->str);
  return statement;
}

/**
 * cabinet_archive_query_places:
 * @lines: (array length=n): of operations of @account
 *
 * Returns: (transfer full) (element-type CabinetOperation) (nullable): @n operations in the order of @lines;
 *   %NULL in the place of one that is there no more
 */
GPtrArray *
cabinet_archive_query_places (
  CabinetArchive *self, const char *account, const CabinetLedgerLine *lines, guint n, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (unref_some);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  g_autofree char *currency = NULL;
  CabinetStep step;
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, &currency, error))
    return NULL;
  statement = prepare_places (db, lines, n, error);
  if (statement == NULL)
    return NULL;
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gpointer operation =
        cabinet_record_sql_read (statement, 1, CABINET_TYPE_OPERATION, currency, NULL, error);

      if (operation == NULL)
        return NULL;
      while (operations->len < n && lines[operations->len].place != sqlite3_column_int64 (statement, 0))
        g_ptr_array_add (operations, NULL);
      g_ptr_array_add (operations, operation);
    }
  if (step != CABINET_STEP_DONE)
    return NULL;
  g_ptr_array_set_size (operations, (int) n);
  return g_steal_pointer (&operations);
}

/* (transfer full) (nullable): the amounts of @month, newest first */
static CabinetStatementHandle *
prepare_amounts (CabinetDb *db,
                 const char *account,
                 const CabinetLedgerFilter *filter,
                 CabinetDate month,
                 guint n,
                 GError **error)
{
  g_auto (CabinetLedgerQuery) query = { 0 };
  CabinetDate from = MAX (filter->from, month);
  CabinetDate to = cabinet_date_month_end (month);
  gint64 pk;

  if (filter->to != CABINET_DATE_NONE)
    to = MIN (to, filter->to);
  if (!cabinet_archive_find_account (db, account, &pk, NULL, error)
      || !cabinet_ledger_query_begin (&query, db, pk, "amount", filter, from, to, error))
    return NULL;
  g_string_append_printf (query.sql, " order by %s desc", query.place);
  cabinet_ledger_query_add_number (&query, " limit ", n);
  return cabinet_ledger_query_prepare (&query, db, error);
}

/**
 * cabinet_archive_query_sum:
 * @filter: which operations
 * @month: (inout): the first day of a month of theirs; those that are wanted are added to its sums
 * @wanted: (array length=n): for each operation of the month that matches, newest first, whether it is
 */
gboolean
cabinet_archive_query_sum (CabinetArchive *self,
                           const char *account,
                           const CabinetLedgerFilter *filter,
                           CabinetLedgerMonth *month,
                           const guint8 *wanted,
                           guint n,
                           GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), FALSE);
  g_return_val_if_fail (account != NULL && filter != NULL, FALSE);

  db = cabinet_archive_get_reader (self, error);
  statement = db != NULL ? prepare_amounts (db, account, filter, month->month, n, error) : NULL;
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; (step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW; i++)
    {
      gint64 amount = sqlite3_column_int64 (statement, 0);

      if (!wanted[i])
        continue;
      month->count++;
      month->charged += MIN (amount, 0);
      month->credited += MAX (amount, 0);
    }
  return step == CABINET_STEP_DONE;
}
