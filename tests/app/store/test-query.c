/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static void
add (GListStore *list, const char *id, const char *date, gint64 roubles, const char *title, const char *note)
{
  g_autoptr (CabinetOperation) operation = store_new_operation (id, date, roubles * CABINET_MONEY_UNIT / 100);

  g_free (operation->title);
  operation->title = g_strdup (title);
  operation->note = g_strdup (note);
  g_list_store_append (list, operation);
}

/* A small ledger over three months; sums in kopecks. */
static void
fill (StoreFixture *fixture)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  CabinetOperation *operation;

  add (list, "1", "2026-09-30", -70000, "Абонентская плата", "тариф «Ёлка»");
  add (list, "2", "2026-10-01", 123450, "Платёж", "Мир •• 4417");
  add (list, "3", "2026-10-15", -2258, "Интернет 300", NULL);
  add (list, "4", "2026-10-15", -500, "Йогурт и ИЮЛЬ", NULL);
  add (list, "5", "2026-11-01", 10000, "Корректировка", "100%_скидка");
  add (list, "6", "2026-11-20", -10000, "Корректировка", NULL);
  for (guint i = 4; i < 6; i++)
    {
      operation = cabinet_list_get (list, i);
      operation->kind = CABINET_OPERATION_KIND_CORRECTION;
    }
  operation = cabinet_list_get (list, 3);
  operation->balance_after = cabinet_money (7, "RUB");
  operation->at += 5;
  operation = cabinet_list_get (list, 2);
  operation->balance_after = cabinet_money (9, "RUB");
  operation = cabinet_list_get (list, 1);
  operation->balance_after = cabinet_money (1234500000, "RUB");
  operation->service = g_strdup ("Ящик №5");
  store_save (fixture, ACCOUNT, list, NULL);
}

static char *
list_ids (
  StoreFixture *fixture, const CabinetLedgerFilter *filter, CabinetDate month, guint offset, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    cabinet_archive_query_rows (fixture->archive, ACCOUNT, filter, month, offset, limit, &error);
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append (ids, CABINET_OPERATION (g_ptr_array_index (rows, i))->id);
  return g_string_free (ids, FALSE);
}

/* The months of a filter, and that they count the rows which it gives. */
static char *
list_months (StoreFixture *fixture, const CabinetLedgerFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = cabinet_archive_query_months (fixture->archive, ACCOUNT, filter, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < months->len; i++)
    {
      CabinetLedgerMonth *month = &g_array_index (months, CabinetLedgerMonth, i);
      g_autofree char *iso = cabinet_date_to_iso (month->month);
      g_autofree char *ids = list_ids (fixture, filter, month->month, 0, 1000);

      g_assert_cmpuint (strlen (ids), ==, month->count);
      g_string_append_printf (text, "%.7s:%u,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT " ", iso, month->count,
                              month->charged / 10000, month->credited / 10000);
    }
  return g_string_free (text, FALSE);
}

#define assert_ids(expected, ...)                            \
  G_STMT_START                                               \
  {                                                          \
    g_autofree char *ids_ = list_ids (fixture, __VA_ARGS__); \
    g_assert_cmpstr (ids_, ==, (expected));                  \
  }                                                          \
  G_STMT_END

#define assert_text(expected, words)                                                 \
  G_STMT_START                                                                       \
  {                                                                                  \
    CabinetLedgerFilter filter_ = { .text = (words) };                               \
    g_autofree char *ids_ = list_ids (fixture, &filter_, CABINET_DATE_NONE, 0, 100); \
    g_autofree char *months_ = list_months (fixture, &filter_);                      \
    g_assert_cmpstr (ids_, ==, (expected));                                          \
  }                                                                                  \
  G_STMT_END

#define assert_months(expected, ...)                            \
  G_STMT_START                                                  \
  {                                                             \
    CabinetLedgerFilter filter_ = { __VA_ARGS__ };              \
    g_autofree char *months_ = list_months (fixture, &filter_); \
    g_assert_cmpstr (months_, ==, (expected));                  \
  }                                                             \
  G_STMT_END

static void
test_windows (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);
  assert_ids ("654321", NULL, CABINET_DATE_NONE, 0, 100);
  assert_ids ("54", NULL, CABINET_DATE_NONE, 1, 2);
  assert_ids ("432", NULL, store_date ("2026-10-01"), 0, 100);
  assert_ids ("2", NULL, store_date ("2026-10-31"), 2, 100);
  assert_ids ("", NULL, store_date ("2026-10-31"), 3, 100);
  assert_ids ("", NULL, store_date ("2026-08-01"), 0, 100);
}

static void
test_months (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);
  assert_months ("2026-11:2,-10000,10000 2026-10:3,-2758,123450 2026-09:1,-70000,0 ", 0);
  assert_months ("2026-11:2,-10000,10000 2026-10:2,-2758,0 ", .from = store_date ("2026-10-02"));
  assert_months ("2026-11:1,0,10000 2026-10:3,-2758,123450 2026-09:1,-70000,0 ",
                 .to = store_date ("2026-11-19"));
  assert_months ("2026-10:1,0,123450 ", .from = store_date ("2026-10-01"), .to = store_date ("2026-10-14"));
  assert_months ("2026-10:3,-2758,123450 ", .from = store_date ("2026-10-01"),
                 .to = store_date ("2026-10-31"));
  assert_months ("2026-10:2,-2758,0 ", .from = store_date ("2026-10-02"), .to = store_date ("2026-10-30"));
  assert_months ("", .from = store_date ("2026-12-02"), .to = store_date ("2026-12-30"));
  assert_months ("", .from = store_date ("2026-11-21"), .to = store_date ("2026-11-20"));
  assert_months ("2026-11:1,-10000,0 2026-10:2,-2758,0 2026-09:1,-70000,0 ", .side = CABINET_LEDGER_CHARGES);
  assert_months ("2026-11:1,0,10000 2026-10:1,0,123450 ", .side = CABINET_LEDGER_PAYMENTS);
  assert_months ("2026-11:2,-10000,10000 ", .kind = CABINET_OPERATION_KIND_CORRECTION);
  assert_months ("2026-11:1,0,10000 ", .kind = CABINET_OPERATION_KIND_CORRECTION,
                 .side = CABINET_LEDGER_PAYMENTS, .text = "  ");
  assert_months ("2026-11:2,-10000,10000 2026-10:3,-2758,123450 2026-09:1,-70000,0 ", .text = "2026");
  assert_months ("2026-10:2,-2758,0 ", .text = "окт", .from = store_date ("2026-10-02"));
  assert_months ("2026-10:2,-2758,0 ", .text = "окт 2026", .side = CABINET_LEDGER_CHARGES);
  assert_months ("", .text = "окт", .from = store_date ("2026-11-01"));
  assert_months ("", .text = "окт сен");
}

static void
test_services_and_sums (StoreFixture *fixture, gconstpointer data)
{
  static const char *const named[] = { "Интернет", NULL, "ТВ", "Интернет", "", "Ёлка" };
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  g_auto (GStrv) services = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      add (list, id, "2026-11-01", i == 1 ? 250 : -100 * ((int) i + 1), "Строка", NULL);
      CABINET_OPERATION (cabinet_list_get (list, i))->service = g_strdup (named[i]);
    }
  store_save (fixture, ACCOUNT, list, NULL);

  assert_months ("2026-11:2,-500,0 ", .service = "Интернет");
  assert_months ("2026-11:2,-500,250 ", .service = "");
  assert_months ("2026-11:1,-600,0 ", .service = "Ёлка");
  assert_months ("", .service = "нет такой");
  assert_months ("2026-11:1,0,250 ", .service = "", .side = CABINET_LEDGER_PAYMENTS);
  assert_months ("2026-11:4,-1800,0 ", .least = 3 * CABINET_MONEY_UNIT);
  assert_months ("2026-11:3,-400,250 ", .most = 3 * CABINET_MONEY_UNIT);
  assert_months ("2026-11:2,-300,250 ", .least = 250 * 10000, .most = 300 * 10000);
  assert_months ("", .least = 3 * CABINET_MONEY_UNIT, .most = 2 * CABINET_MONEY_UNIT);
  assert_months ("2026-11:1,-400,0 ", .service = "Интернет", .least = 2 * CABINET_MONEY_UNIT,
                 .text = "строка");
  services = cabinet_archive_query_services (fixture->archive, ACCOUNT, &error);
  g_assert_no_error (error);
  joined = g_strjoinv ("|", services);
  g_assert_cmpstr (joined, ==, "Ёлка|Интернет|ТВ");
}

/* The ids of operations by their places; "-" for one that is there no more. */
static char *
list_placed (StoreFixture *fixture, GArray *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = cabinet_archive_query_places (
    fixture->archive, ACCOUNT, &g_array_index (lines, CabinetLedgerLine, 0), lines->len, &error);
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (operations, i);

      g_string_append (ids, operation != NULL ? operation->id : "-");
    }
  return g_string_free (ids, FALSE);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const CabinetLedgerLine *one = a, *other = b;

  return one->title < other->title ? -1 : one->title > other->title;
}

static void
test_lines (StoreFixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "Жук", "ёлка", "абонент", "Елка", "Абонент", "Жук" };
  const CabinetLedgerFilter all = { 0 }, charges = { .side = CABINET_LEDGER_CHARGES };
  const guint8 wanted[] = { 0, 1, 0, 1, 0, 1 };
  CabinetLedgerMonth month = { .month = store_date ("2026-11-01") };
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GArray) some = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *newest = NULL;
  g_autofree char *sorted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);
      g_autofree char *date = g_strdup_printf ("2026-11-%02u", i + 1);

      add (list, id, date, i == 1 ? 1000 : -100 * ((int) i + 1), titles[i], NULL);
    }
  store_save (fixture, ACCOUNT, list, NULL);
  lines = cabinet_archive_query_lines (fixture->archive, ACCOUNT, &all, &error);
  g_assert_no_error (error);
  newest = list_placed (fixture, lines);
  g_assert_cmpstr (newest, ==, "654321");
  g_assert_cmpuint (g_array_index (lines, CabinetLedgerLine, 0).charge, !=, 0);
  g_assert_cmpuint (g_array_index (lines, CabinetLedgerLine, 0).charge, ==,
                    g_array_index (lines, CabinetLedgerLine, 5).charge);
  g_assert_cmpuint (g_array_index (lines, CabinetLedgerLine, 1).charge, !=,
                    g_array_index (lines, CabinetLedgerLine, 3).charge);
  g_assert_cmpuint (g_array_index (lines, CabinetLedgerLine, 4).charge, ==, 0);

  g_assert_true (cabinet_archive_query_sum (fixture->archive, ACCOUNT, &all, &month, wanted,
                                            G_N_ELEMENTS (wanted), &error));
  g_assert_cmpuint (month.count, ==, 3);
  g_assert_cmpint (month.charged, ==, -9 * CABINET_MONEY_UNIT);
  g_assert_cmpint (month.credited, ==, 0);
  some = cabinet_archive_query_lines (fixture->archive, ACCOUNT, &charges, &error);
  g_assert_cmpuint (some->len, ==, 5);

  /* Neither capitals nor ё stand apart. */
  g_array_sort (lines, compare_titles);
  g_array_index (lines, CabinetLedgerLine, 5).place++;
  sorted = list_placed (fixture, lines);
  g_assert_cmpstr (sorted, ==, "53426-");
}

static void
test_search (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);
  assert_text ("1", "елка");
  assert_text ("1", "ЁЛКА плата");
  assert_text ("2", "платеж");
  assert_text ("2", "ПЛАТЁЖ");
  assert_text ("2", "1234.50");
  assert_text ("2", "1234,5");
  assert_text ("2", "ящик");
  assert_text ("2", "№5");
  assert_text ("2", "4417 мир");
  assert_text ("1", "\xe2\x88\x92"
                    "700,00");
  assert_text ("1", "-700");
  assert_text ("4", "йогурт");
  assert_text ("", "иогурт");
  assert_text ("4", "июль");
  assert_text ("3", "инт");
  assert_text ("", "нтернет");
  assert_text ("5", "100%_");
  assert_text ("", "1_0%");
  assert_text ("65", "корректировка");
  assert_text ("", "корректировка платеж");
  assert_text ("654321", "   ");
  assert_text ("", "'; drop table operations; --");
}

/* Of the number of a payment three digits are enough, and fewer are not. */
static void
test_numbers (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  CabinetOperation *operation;

  add (list, "1", "2026-10-01", 1000, "Платёж", NULL);
  operation = cabinet_list_get (list, 0);
  operation->number = g_strdup ("4417093");
  add (list, "2", "2026-10-02", -4400, "Плата", NULL);
  store_save (fixture, ACCOUNT, list, NULL);
  assert_text ("2", "44");
  assert_text ("1", "441");
  assert_text ("1", "4417093");
  assert_text ("", "417");
}

/* Months, years and sums are read as what they are; a month also where it is written. */
static void
test_words_with_a_meaning (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);
  assert_text ("432", "октябрь");
  assert_text ("432", "Oct");
  assert_text ("2", "октябре платёж");
  assert_text ("432", "октября 2026");
  assert_text ("", "октябрь 2025");
  assert_text ("654321", "2026");
  assert_text ("1", "сен");
  assert_text ("1", "-700");
  assert_text ("", "+700");
  assert_text ("3", "22,58");
  assert_text ("3", "22.5");
  assert_text ("", "22.6");
  assert_text ("3", "22");
  assert_text ("65", "100");
  assert_text ("3", "300");
  assert_text ("", "22,58,1");
  assert_months ("2026-10:1,0,123450 ", .text = "платеж октябрь");
  assert_months ("2026-11:1,-10000,0 ", .text = "корр -100", .from = store_date ("2026-11-02"));
}

static char *
check_search (StoreFixture *fixture)
{
  return store_sql (fixture->path, "insert into search (search, rank) values ('integrity-check', 1)");
}

/* What is changed, moved or withdrawn is found as it is now. */
static void
test_search_follows (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) renewed = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (GListStore) none = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (CabinetOperationMonth) october = store_new_month ("2026-10-01", 9);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fill (fixture);
  add (renewed, "6", "2026-08-20", -10001, "Перерасчёт", NULL);
  store_save (fixture, ACCOUNT, renewed, NULL);
  assert_text ("5", "корректировка");
  assert_text ("6", "перерасч");
  assert_text ("6", "август");
  assert_ids ("543216", NULL, CABINET_DATE_NONE, 0, 100);
  first = check_search (fixture);

  store_save (fixture, ACCOUNT, none, october);
  assert_text ("", "октябрь");
  assert_text ("", "интернет");
  assert_ids ("516", NULL, CABINET_DATE_NONE, 0, 100);
  second = check_search (fixture);
}

/* More than a second has places for; the order is that of time nevertheless. */
static void
test_full_second (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *id = g_strdup_printf ("%04u", i);
      g_autoptr (CabinetOperation) operation = store_new_operation (id, "2026-10-15", -1);

      operation->at += i / 1400 * G_USEC_PER_SEC;
      g_list_store_append (list, operation);
    }
  store_save (fixture, ACCOUNT, list, NULL);
  rows = cabinet_archive_query_rows (fixture->archive, ACCOUNT, NULL, 0, 0, 2000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1500);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (atoi (CABINET_OPERATION (g_ptr_array_index (rows, i))->id), ==, 1499 - i);
}

static void
test_daily_balances (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) days = NULL;
  g_autoptr (GError) error = NULL;
  CabinetLedgerDay *day;

  fill (fixture);
  days = cabinet_archive_query_daily_balances (fixture->archive, ACCOUNT, store_date ("2026-09-01"),
                                               store_date ("2026-11-30"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, 2);
  day = &g_array_index (days, CabinetLedgerDay, 0);
  g_assert_cmpuint (day->date, ==, store_date ("2026-10-01"));
  g_assert_cmpint (day->balance, ==, 1234500000);
  g_assert_cmpint (day->credited, ==, 1234500000);
  day = &g_array_index (days, CabinetLedgerDay, 1);
  g_assert_cmpint (day->balance, ==, 7);
  g_assert_cmpint (day->credited, ==, 0);
}

/* The sums of what is found: of most of a contract, of some of it. */
static void
assert_sums (StoreFixture *fixture, const char *text, guint n)
{
  const CabinetLedgerFilter filter = { .text = text };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = cabinet_archive_query_months (fixture->archive, ACCOUNT, &filter, &error);
  g_autoptr (GPtrArray) rows = NULL;
  guint row = 0;

  g_assert_no_error (error);
  rows = cabinet_archive_query_rows (fixture->archive, ACCOUNT, &filter, CABINET_DATE_NONE, 0, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
  g_assert_cmpuint (months->len, ==, 3);
  for (guint i = 0; i < months->len; i++)
    {
      CabinetLedgerMonth *month = &g_array_index (months, CabinetLedgerMonth, i);
      gint64 charged = 0, credited = 0;

      for (guint end = row + month->count; row < end; row++)
        {
          CabinetOperation *operation = g_ptr_array_index (rows, row);

          g_assert_cmpint (cabinet_date_month_start (operation->date), ==, month->month);
          charged += MIN (operation->amount.micros, 0);
          credited += MAX (operation->amount.micros, 0);
        }
      g_assert_cmpint (month->charged, ==, charged);
      g_assert_cmpint (month->credited, ==, credited);
    }
  g_assert_cmpuint (row, ==, rows->len);
}

static void
test_sums_of_what_is_found (StoreFixture *fixture, gconstpointer data)
{
  static const char *const months[] = { "2026-09", "2026-10", "2026-11" };
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *date = g_strdup_printf ("%s-%02u", months[i % 3], i % 28 + 1);

      if (i % 7 < 6)
        add (list, id, date, -100 - (int) i, "Интернет 300", NULL);
      else
        add (list, id, date, i % 2 == 0 ? 1000 : -50, "Перерасчёт", NULL);
    }
  store_save (fixture, ACCOUNT, list, NULL);
  assert_sums (fixture, "инт", 103);
  assert_sums (fixture, "пере", 17);
  assert_sums (fixture, "300", 103);
}

/* What the search lacks, or has too much, is found when it is checked; that makes it anew, once. */
static void
test_search_made_anew (StoreFixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "insert into search (search) values ('delete-all')",
    "insert into search (rowid, words) values (1, 'тюлень')",
  };
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

  add (list, "1", "2026-09-01", -100, "Интернет 300", NULL);
  add (list, "2", "2026-10-01", -100, "Интернет 300", NULL);
  add (list, "3", "2026-11-01", -100, "Интернет 300", NULL);
  store_save (fixture, ACCOUNT, list, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *none = store_sql (fixture->path, damages[i]);
      GAsyncResult *result = NULL;

      cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
      store_finish (fixture, &result);
      assert_sums (fixture, "инт", 3);
      store_check_finds_nothing (fixture);
    }
}

#define ADD(name, data, function)                                                       \
  g_test_add ("/store/query/" name, StoreFixture, data, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("windows", NULL, test_windows);
  ADD ("months", NULL, test_months);
  ADD ("services-and-sums", NULL, test_services_and_sums);
  ADD ("lines", NULL, test_lines);
  ADD ("search", NULL, test_search);
  ADD ("numbers", NULL, test_numbers);
  ADD ("words-with-a-meaning", NULL, test_words_with_a_meaning);
  ADD ("sums-of-what-is-found", NULL, test_sums_of_what_is_found);
  ADD ("search-follows", NULL, test_search_follows);
  ADD ("search-made-anew", NULL, test_search_made_anew);
  ADD ("full-second", NULL, test_full_second);
  ADD ("daily-balances", NULL, test_daily_balances);
  return g_test_run ();
}
