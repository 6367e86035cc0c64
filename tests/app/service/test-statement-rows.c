/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-export.h"
#include "cabinet-statement.h"
#include "service-fixture.h"

#include <glib/gstdio.h>

/* Rows of ledgers that a seed made, held against what is reckoned from the operations one by one. */

#define ACCOUNT "tomtel-12345"
#define N_SEEDS 6

typedef struct
{
  CabinetHousehold *household;
  CabinetAccount *account;
  CabinetStatement *statement;
  GPtrArray *operations; /* of CabinetOperation, newest first */
} Ledger;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static CabinetArchive *
open_archive (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cabinet", NULL);
  g_autofree char *path = g_build_filename (folder, "archive.db", NULL);
  g_autoptr (GError) error = NULL;
  CabinetArchive *archive;

  g_mkdir_with_parents (folder, 0700);
  archive = cabinet_archive_open (path, &error);
  g_assert_no_error (error);
  return archive;
}

static void
add_contract (CabinetArchive *archive)
{
  g_autoptr (CabinetStoredSignIn) sign_in = g_object_new (CABINET_TYPE_STORED_SIGN_IN, NULL);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetStoredAccount *account = g_object_new (CABINET_TYPE_STORED_ACCOUNT, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sign_in->id = g_strdup ("00000000-0000-0000-0000-000000000001");
  sign_in->connector = g_strdup ("cabinet");
  sign_in->base_url = g_strdup ("http://127.0.0.1:1/tomtel");
  sign_in->provider = g_strdup ("tomtel");
  sign_in->kind = CABINET_LOGIN_KIND_PASSWORD;
  sign_in->login = g_strdup ("12345");
  account->id = g_strdup (ACCOUNT);
  account->sign_in = g_strdup (sign_in->id);
  account->contract = g_object_new (CABINET_TYPE_CONTRACT, NULL);
  account->contract->id = g_strdup ("c1");
  account->contract->number = g_strdup ("12345");
  account->contract->zone = g_strdup ("Asia/Tomsk");
  account->contract->currency = g_strdup ("RUB");
  account->contract->subscriber_kind = CABINET_SUBSCRIBER_KIND_PERSON;
  g_ptr_array_add (accounts, account);
  cabinet_archive_save_sign_in_async (archive, sign_in, accounts, NULL, on_done, &result);
  service_wait_until (is_set, &result);
  g_assert_true (cabinet_archive_finish (archive, result, &error));
  g_assert_no_error (error);
}

static void
save (CabinetArchive *archive, GPtrArray *operations)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_list_store_splice (list, 0, 0, operations->pdata, operations->len);
  cabinet_archive_save_operations_async (archive, ACCOUNT, G_LIST_MODEL (list), NULL, NULL, on_done, &result);
  service_wait_until (is_set, &result);
  g_assert_true (cabinet_archive_save_operations_finish (archive, result, NULL, &error));
  g_assert_no_error (error);
}

/* Operation @i; each has an instant of its own. */
static CabinetOperation *
make_operation (GRand *random, guint i, CabinetDate day)
{
  static const char *const titles[] = { "абонентская плата", "Ёлка", "Еда", "Абонентская плата", "жук" };
  static const char *const services[] = { "Интернет", "ТВ", NULL };
  CabinetOperation *operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  guint die = (guint) g_rand_int_range (random, 0, 20);

  operation->id = g_strdup_printf ("o%05u", i);
  operation->revision = 1;
  operation->date = day;
  operation->at = ((gint64) day - 719163) * G_TIME_SPAN_DAY + (gint64) (i % 80000) * G_TIME_SPAN_SECOND;
  operation->kind = die == 0   ? CABINET_OPERATION_KIND_PAYMENT
                    : die == 1 ? CABINET_OPERATION_KIND_CORRECTION
                               : CABINET_OPERATION_KIND_CHARGE;
  operation->amount =
    cabinet_money ((die < 2 ? 1 : -1) * (gint64) g_rand_int_range (random, 1, 60) * 5000000, "RUB");
  operation->balance_after = cabinet_money ((gint64) i * 1000000, "RUB");
  operation->title = g_strdup (titles[g_rand_int_range (random, 0, G_N_ELEMENTS (titles))]);
  operation->service = g_strdup (services[g_rand_int_range (random, 0, G_N_ELEMENTS (services))]);
  return operation;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;

  if (one->date != other->date)
    return one->date > other->date ? -1 : 1;
  return one->at > other->at ? -1 : 1;
}

static void
ledger_open (Ledger *self, guint seed, guint n, guint n_days)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  CabinetArchive *archive = open_archive ();

  add_contract (archive);
  self->operations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->operations,
                     make_operation (random, i,
                                     cabinet_date_new (2026, 1, 10)
                                       + (CabinetDate) g_rand_int_range (random, 0, (gint32) n_days)));
  save (archive, self->operations);
  g_ptr_array_sort (self->operations, compare_newest);
  cabinet_archive_close (archive);
  g_object_unref (archive);
  self->household = service_open ();
  self->account = service_lookup (self->household, ACCOUNT);
  self->statement = cabinet_statement_new (self->account);
}

static void
ledger_close (Ledger *self)
{
  g_clear_object (&self->statement);
  g_clear_object (&self->account);
  g_ptr_array_unref (self->operations);
  service_close (self->household);
  service_forget_files ();
}

static CabinetStatementRow *
get_row (CabinetStatement *statement, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (statement), position);
}

static guint
get_n_rows (CabinetStatement *statement)
{
  return g_list_model_get_n_items (G_LIST_MODEL (statement));
}

/* The ids of all operations that have rows, in their order. */
static char *
list_ids (CabinetStatement *statement)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < get_n_rows (statement); i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (statement, i);

      if (row->kind == CABINET_STATEMENT_ROW_OPERATION)
        g_string_append_printf (ids, "%s ", row->operation->id);
    }
  return g_string_free (ids, FALSE);
}

typedef gboolean (*Wanted) (CabinetOperation *operation);

static char *
list_expected (Ledger *ledger, Wanted wanted)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);

      if (wanted == NULL || wanted (operation))
        g_string_append_printf (ids, "%s ", operation->id);
    }
  return g_string_free (ids, FALSE);
}

static gboolean
is_internet (CabinetOperation *operation)
{
  return g_strcmp0 (operation->service, "Интернет") == 0;
}

static gboolean
is_of_none (CabinetOperation *operation)
{
  return operation->service == NULL;
}

static gboolean
is_middling (CabinetOperation *operation)
{
  return ABS (operation->amount.micros) >= 50000000 && ABS (operation->amount.micros) <= 150000000;
}

static void
assert_filtered (Ledger *ledger, Wanted wanted)
{
  g_autofree char *expected = list_expected (ledger, wanted);
  g_autofree char *ids = list_ids (ledger->statement);
  gint64 charged = 0, credited = 0;

  g_assert_cmpstr (ids, ==, expected);
  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);

      if (!wanted (operation))
        continue;
      charged += MIN (operation->amount.micros, 0);
      credited += MAX (operation->amount.micros, 0);
    }
  g_assert_cmpint (cabinet_statement_get_charged (ledger->statement).micros, ==, charged);
  g_assert_cmpint (cabinet_statement_get_credited (ledger->statement).micros, ==, credited);
}

static void
test_filters (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      Ledger ledger;
      g_auto (GStrv) services = NULL;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      services = cabinet_statement_dup_services (ledger.statement);
      g_assert_cmpuint (g_strv_length (services), ==, 2);
      cabinet_statement_set_service (ledger.statement, "Интернет");
      assert_filtered (&ledger, is_internet);
      cabinet_statement_set_service (ledger.statement, "");
      assert_filtered (&ledger, is_of_none);
      cabinet_statement_set_service (ledger.statement, NULL);
      cabinet_statement_set_range (ledger.statement, 50000000, 150000000);
      assert_filtered (&ledger, is_middling);
      ledger_close (&ledger);
    }
}

/* What a range of rows stands for, by a look at each of them. */
static void
add_up_naively (Ledger *ledger, const CabinetStatementRange *ranges, guint n_ranges, CabinetStatementSum *sum)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *sum = (CabinetStatementSum){ 0 };
  for (guint i = 0; i < n_ranges; i++)
    for (guint j = 0; j < ranges[i].n; j++)
      {
        g_autoptr (CabinetStatementRow) row = get_row (ledger->statement, ranges[i].first + j);

        if (row == NULL || row->kind != CABINET_STATEMENT_ROW_OPERATION
            || !g_hash_table_add (seen, g_strdup (row->operation->id)))
          continue;
        sum->count++;
        sum->charged.micros += MIN (row->operation->amount.micros, 0);
        sum->credited.micros += MAX (row->operation->amount.micros, 0);
        sum->total.micros += row->operation->amount.micros;
      }
}

static void
assert_sum (Ledger *ledger, const CabinetStatementRange *ranges, guint n_ranges)
{
  CabinetStatementSum sum, expected;

  add_up_naively (ledger, ranges, n_ranges, &expected);
  g_assert_true (cabinet_statement_add_up (ledger->statement, ranges, n_ranges, &sum));
  g_assert_cmpuint (sum.count, ==, expected.count);
  g_assert_cmpint (sum.charged.micros, ==, expected.charged.micros);
  g_assert_cmpint (sum.credited.micros, ==, expected.credited.micros);
  g_assert_cmpint (sum.total.micros, ==, expected.total.micros);
  g_assert_cmpstr (sum.total.currency, ==, "RUB");
}

static guint
count_lines (const char *text)
{
  guint lines = *text != '\0' ? 1 : 0;

  for (; *text != '\0'; text++)
    lines += *text == '\n' ? 1 : 0;
  return lines;
}

static void
assert_random_sums (Ledger *ledger, GRand *random)
{
  const guint n = get_n_rows (ledger->statement);

  for (guint i = 0; i < 10; i++)
    {
      CabinetStatementRange ranges[3];
      CabinetStatementSum sum;
      g_autofree char *text = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (ranges); j++)
        {
          ranges[j].first = (guint) g_rand_int_range (random, 0, (gint32) n + 2);
          ranges[j].n = (guint) g_rand_int_range (random, 0, i < 5 ? 4 : (gint32) n);
        }
      assert_sum (ledger, ranges, G_N_ELEMENTS (ranges));
      g_assert_true (cabinet_statement_add_up (ledger->statement, ranges, G_N_ELEMENTS (ranges), &sum));
      text = cabinet_statement_dup_text (ledger->statement, ranges, G_N_ELEMENTS (ranges));
      g_assert_cmpuint (count_lines (text), ==, sum.count);
    }
}

static void
test_sums (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      CabinetStatementRange all = { 0, G_MAXUINT };
      CabinetStatementSum sum;
      Ledger ledger;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      assert_random_sums (&ledger, random);
      cabinet_statement_set_side (ledger.statement, CABINET_STATEMENT_CHARGES);
      assert_random_sums (&ledger, random);
      g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
      g_assert_cmpuint (sum.count, ==, cabinet_statement_get_n_operations (ledger.statement));
      g_assert_cmpint (sum.total.micros, ==, cabinet_statement_get_charged (ledger.statement).micros);
      g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 0, &sum));
      g_assert_cmpuint (sum.count, ==, 0);
      cabinet_statement_set_text (ledger.statement, "плата");
      cabinet_statement_set_months (ledger.statement, FALSE);
      assert_random_sums (&ledger, random);
      ledger_close (&ledger);
    }
}

/* Titles as an alphabet has them: abonent, elka (yo is ye), eda, zhuk. */
static int
rank_title (const char *title)
{
  static const char *const sorted[] = { "Абонентская плата", "абонентская плата", "Еда", "Ёлка", "жук" };

  for (int i = 0; i < (int) G_N_ELEMENTS (sorted); i++)
    if (g_str_equal (sorted[i], title))
      return i;
  g_assert_not_reached ();
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;
  int order = rank_title (one->title) - rank_title (other->title);

  return order != 0 ? order : compare_newest (a, b);
}

static int
compare_titles_down (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;
  int order = rank_title (other->title) - rank_title (one->title);

  return order != 0 ? order : compare_newest (a, b);
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;

  if (one->amount.micros != other->amount.micros)
    return one->amount.micros < other->amount.micros ? -1 : 1;
  return compare_newest (a, b);
}

static int
compare_oldest (gconstpointer a, gconstpointer b)
{
  return compare_newest (b, a);
}

static gboolean
is_in_order (gpointer data)
{
  Ledger *ledger = data;
  g_autofree char *expected = list_expected (ledger, NULL);
  g_autofree char *ids = list_ids (ledger->statement);

  return g_str_equal (ids, expected);
}

static void
test_orders (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      CabinetStatementRange all = { 0, G_MAXUINT };
      CabinetStatementSum sum;
      Ledger ledger;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_DATE, TRUE);
      g_ptr_array_sort (ledger.operations, compare_oldest);
      g_assert_true (is_in_order (&ledger));
      g_assert_cmpuint (get_n_rows (ledger.statement), >, ledger.operations->len);
      assert_random_sums (&ledger, random);

      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_TITLE, TRUE);
      g_ptr_array_sort (ledger.operations, compare_titles);
      service_wait_until (is_in_order, &ledger);
      g_assert_cmpuint (get_n_rows (ledger.statement), ==, ledger.operations->len);
      assert_random_sums (&ledger, random);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_TITLE, FALSE);
      g_ptr_array_sort (ledger.operations, compare_titles_down);
      service_wait_until (is_in_order, &ledger);

      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_AMOUNT, TRUE);
      g_ptr_array_sort (ledger.operations, compare_amounts);
      service_wait_until (is_in_order, &ledger);
      cabinet_statement_set_service (ledger.statement, "ТВ");
      g_assert_cmpuint (get_n_rows (ledger.statement), <, ledger.operations->len);
      assert_random_sums (&ledger, random);
      g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
      g_assert_cmpint (sum.charged.micros, ==, cabinet_statement_get_charged (ledger.statement).micros);
      cabinet_statement_set_service (ledger.statement, NULL);
      g_assert_true (is_in_order (&ledger));

      /* An order that is not read yet gives way to the next. */
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_TITLE, TRUE);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_DATE, FALSE);
      g_ptr_array_sort (ledger.operations, compare_newest);
      g_assert_true (is_in_order (&ledger));
      service_run_for (20);
      g_assert_true (is_in_order (&ledger));
      ledger_close (&ledger);
    }
}

/* Folding */

static gboolean
is_like (CabinetOperation *a, CabinetOperation *b)
{
  return a->kind == CABINET_OPERATION_KIND_CHARGE && b->kind == CABINET_OPERATION_KIND_CHARGE
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->service, b->service) == 0;
}

/* How many charges begin at @index, if its run has none that is newer; else 0. */
static guint
count_run (Ledger *ledger, guint index)
{
  CabinetOperation *operation = g_ptr_array_index (ledger->operations, index);
  CabinetDate month = cabinet_date_month_start (operation->date);
  guint count = 1;

  for (guint i = index; i-- > 0;)
    {
      CabinetOperation *newer = g_ptr_array_index (ledger->operations, i);

      if (operation->kind != CABINET_OPERATION_KIND_CHARGE || newer->kind != CABINET_OPERATION_KIND_CHARGE
          || cabinet_date_month_start (newer->date) != month)
        break;
      if (is_like (newer, operation))
        return 0;
    }
  for (guint i = index + 1; i < ledger->operations->len; i++)
    {
      CabinetOperation *older = g_ptr_array_index (ledger->operations, i);

      if (operation->kind != CABINET_OPERATION_KIND_CHARGE || older->kind != CABINET_OPERATION_KIND_CHARGE
          || cabinet_date_month_start (older->date) != month)
        break;
      count += is_like (older, operation) ? 1 : 0;
    }
  return count;
}

static guint
count_folded_rows (Ledger *ledger)
{
  CabinetDate month = CABINET_DATE_NONE;
  guint rows = 0;

  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);

      if (cabinet_date_month_start (operation->date) != month)
        rows++;
      month = cabinet_date_month_start (operation->date);
      rows += count_run (ledger, i) > 0 ? 1 : 0;
    }
  return rows;
}

static gboolean
is_folded (gpointer data)
{
  Ledger *ledger = data;

  return get_n_rows (ledger->statement) == count_folded_rows (ledger);
}

/* Rows of a folded statement against the operations: each run stands where its newest charge does. */
static void
assert_folds (Ledger *ledger)
{
  guint position = 0;

  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);
      guint count = count_run (ledger, i);
      g_autoptr (CabinetStatementRow) row = NULL;

      if (count == 0)
        continue;
      row = get_row (ledger->statement, position++);
      if (row->kind == CABINET_STATEMENT_ROW_MONTH)
        {
          g_clear_object (&row);
          row = get_row (ledger->statement, position++);
        }
      g_assert_cmpint (row->kind, ==,
                       count > 1 ? CABINET_STATEMENT_ROW_RUN : CABINET_STATEMENT_ROW_OPERATION);
      g_assert_cmpuint (row->count, ==, count);
      g_assert_cmpstr (row->operation->id, ==, operation->id);
      g_assert_cmpuint (row->to, ==, operation->date);
      g_assert_false (row->open || row->within);
    }
  g_assert_cmpuint (position, ==, get_n_rows (ledger->statement));
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  guint *n = data;

  g_assert_cmpuint (position + removed, <=, *n);
  *n = *n - removed + added;
  g_assert_cmpuint (*n, ==, g_list_model_get_n_items (model));
}

/* Opens the run there; its operations follow, and add up to what it says. */
static void
open_run (Ledger *ledger, guint position)
{
  g_autoptr (CabinetStatementRow) run = get_row (ledger->statement, position);
  g_autoptr (CabinetStatementRow) again = NULL;
  CabinetStatementRange rows = { position + 1, run->count }, head = { position, 1 },
                        both = { position, run->count + 1 };
  CabinetStatementSum sum, of_head, of_both;

  g_assert_true (cabinet_statement_toggle_run (ledger->statement, position));
  again = get_row (ledger->statement, position);
  g_assert_true (again == run);
  g_assert_true (run->open);
  for (guint i = 1; i <= run->count; i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (ledger->statement, position + i);

      g_assert_true (row->within);
      g_assert_true (is_like (row->operation, run->operation));
      g_assert_true (row->operation->date >= run->from && row->operation->date <= run->to);
    }
  g_assert_true (cabinet_statement_add_up (ledger->statement, &rows, 1, &sum));
  g_assert_true (cabinet_statement_add_up (ledger->statement, &head, 1, &of_head));
  g_assert_true (cabinet_statement_add_up (ledger->statement, &both, 1, &of_both));
  g_assert_cmpuint (sum.count, ==, run->count);
  g_assert_cmpuint (of_head.count, ==, run->count);
  g_assert_cmpuint (of_both.count, ==, run->count);
  g_assert_cmpint (sum.total.micros, ==, run->amount.micros);
  g_assert_cmpint (of_head.total.micros, ==, run->amount.micros);
  g_assert_cmpint (of_both.total.micros, ==, run->amount.micros);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The ids in no order: runs take charges out of the order of time. */
static char *
sort_ids (const char *ids)
{
  g_auto (GStrv) parts = g_strsplit (ids, " ", -1);

  qsort (parts, g_strv_length (parts), sizeof parts[0], compare_texts);
  return g_strjoinv (" ", parts);
}

static void
assert_opens (Ledger *ledger)
{
  g_autofree char *expected = list_expected (ledger, NULL);
  g_autofree char *sorted_expected = sort_ids (expected);
  g_autofree char *ids = NULL;
  g_autofree char *sorted = NULL;
  guint n = get_n_rows (ledger->statement), closed = n;
  gulong handler = g_signal_connect (ledger->statement, "items-changed", G_CALLBACK (on_items_changed), &n);

  g_assert_false (cabinet_statement_toggle_run (ledger->statement, 0));
  g_assert_false (cabinet_statement_toggle_run (ledger->statement, n));
  for (guint i = 0; i < get_n_rows (ledger->statement); i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (ledger->statement, i);

      if (row->kind == CABINET_STATEMENT_ROW_RUN)
        open_run (ledger, i);
    }
  ids = list_ids (ledger->statement);
  sorted = sort_ids (ids);
  g_assert_cmpstr (sorted, ==, sorted_expected);
  for (guint i = get_n_rows (ledger->statement); i-- > 0;)
    {
      g_autoptr (CabinetStatementRow) row = get_row (ledger->statement, i);

      if (row->kind == CABINET_STATEMENT_ROW_RUN)
        g_assert_true (cabinet_statement_toggle_run (ledger->statement, i));
    }
  g_assert_cmpuint (get_n_rows (ledger->statement), ==, closed);
  g_signal_handler_disconnect (ledger->statement, handler);
}

static void
test_folds (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      Ledger ledger;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      cabinet_statement_set_folded (ledger.statement, TRUE);
      service_wait_until (is_folded, &ledger);
      assert_folds (&ledger);
      assert_opens (&ledger);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_DATE, TRUE);
      service_wait_until (is_folded, &ledger);
      assert_opens (&ledger);
      cabinet_statement_set_text (ledger.statement, "плата");
      {
        g_autoptr (CabinetStatementRow) row = get_row (ledger.statement, 1);

        g_assert_cmpint (row->kind, ==, CABINET_STATEMENT_ROW_OPERATION);
      }
      ledger_close (&ledger);
    }
}

/* More than is folded at once: the rest comes by one change. */
static void
test_many_folds (void)
{
  Ledger ledger;
  guint n;

  ledger_open (&ledger, 77, 6000, 300);
  cabinet_statement_set_folded (ledger.statement, TRUE);
  n = get_n_rows (ledger.statement);
  g_assert_cmpuint (n, >, count_folded_rows (&ledger));
  g_signal_connect (ledger.statement, "items-changed", G_CALLBACK (on_items_changed), &n);
  service_wait_until (is_folded, &ledger);
  assert_folds (&ledger);
  g_signal_handlers_disconnect_by_data (ledger.statement, &n);
  ledger_close (&ledger);
}

/* Renews one operation of the ledger in the archive, as a sync does. */
static void
put (Ledger *ledger, CabinetOperation *operation)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, operation);
  save (ledger->account->core->archive, one);
  g_signal_emit_by_name (ledger->account, "ledger-changed");
}

static gboolean
has_changed (gpointer data)
{
  return *(guint *) data > 0;
}

static void
count_change (guint *changes)
{
  (*changes)++;
}

/* A run that somebody opened stays open, and rows of months that did not change stay the same objects. */
static void
test_reload (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (CabinetOperation) added = NULL;
  g_autoptr (CabinetStatementRow) run = NULL;
  g_autoptr (CabinetStatementRow) again = NULL;
  Ledger ledger;
  guint position, before, changes = 0;

  ledger_open (&ledger, 5, 300, 150);
  cabinet_statement_set_folded (ledger.statement, TRUE);
  service_wait_until (is_folded, &ledger);
  for (position = get_n_rows (ledger.statement) - 1;; position--)
    {
      g_clear_object (&run);
      run = get_row (ledger.statement, position);
      if (run->kind == CABINET_STATEMENT_ROW_RUN)
        break;
    }
  g_assert_true (cabinet_statement_toggle_run (ledger.statement, position));
  before = get_n_rows (ledger.statement);
  added = make_operation (random, 5000, ((CabinetOperation *) ledger.operations->pdata[0])->date);
  added->kind = CABINET_OPERATION_KIND_CHARGE;
  g_free (added->title);
  added->title = g_strdup ("Новая строка");
  g_signal_connect_swapped (ledger.statement, "items-changed", G_CALLBACK (count_change), &changes);
  put (&ledger, added);
  service_wait_until (has_changed, &changes);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (get_n_rows (ledger.statement), ==, before + 1);
  again = get_row (ledger.statement, position + 1);
  g_assert_true (again == run);
  g_assert_true (again->open);
  ledger_close (&ledger);
}

static void
test_export (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-rows-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rows.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (CabinetExport) export = cabinet_export_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Ledger ledger;

  ledger_open (&ledger, 3, 400, 100);
  cabinet_statement_set_folded (ledger.statement, TRUE);
  cabinet_statement_set_service (ledger.statement, "ТВ");
  cabinet_statement_set_range (ledger.statement, 50000000, 0);
  cabinet_export_add (export, ledger.statement);
  g_assert_true (cabinet_export_save (export, CABINET_EXPORT_CSV, path, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines) - 1, ==, cabinet_statement_get_n_operations (ledger.statement));
  for (guint i = 1; lines[i] != NULL; i++)
    g_assert_nonnull (strstr (lines[i], "ТВ"));
  g_remove (path);
  g_rmdir (folder);
  g_clear_object (&export);
  ledger_close (&ledger);
}

/* Everything is chosen at once, whatever there is. */
static void
test_quick (void)
{
  CabinetStatementRange all = { 0, G_MAXUINT };
  CabinetStatementSum sum;
  Ledger ledger;
  gint64 start;

  ledger_open (&ledger, 9, 20000, 1000);
  start = g_get_monotonic_time ();
  g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
  g_test_message ("everything: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (sum.count, ==, 20000);
  all.n = 19000;
  start = g_get_monotonic_time ();
  g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
  g_test_message ("most: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  cabinet_statement_set_folded (ledger.statement, TRUE);
  g_test_message ("folded: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  g_strfreev (cabinet_statement_dup_services (ledger.statement));
  g_test_message ("services: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  ledger_close (&ledger);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/statement-rows/filters", test_filters);
  service_test_add ("/statement-rows/sums", test_sums);
  service_test_add ("/statement-rows/orders", test_orders);
  service_test_add ("/statement-rows/folds", test_folds);
  service_test_add ("/statement-rows/many-folds", test_many_folds);
  service_test_add ("/statement-rows/reload", test_reload);
  service_test_add ("/statement-rows/export", test_export);
  service_test_add ("/statement-rows/quick", test_quick);
  return g_test_run ();
}
