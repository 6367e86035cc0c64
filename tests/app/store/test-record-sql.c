/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-overview.h"
#include "cabinet-record-sql.h"

/* A record with a column of every kind. */
#define TEST_TYPE_SAMPLE (test_sample_get_type ())
G_DECLARE_FINAL_TYPE (TestSample, test_sample, TEST, SAMPLE, CabinetRecord)

struct _TestSample
{
  CabinetRecord parent_instance;

  char *id;
  char *not_kept;
  gint64 count;
  gint64 optional_count;
  gboolean flag;
  CabinetMoney sum;
  CabinetDate date;
  CabinetInstant at;
  CabinetLineState state;
  CabinetLineState next_state;
  CabinetLine *line;
  GListStore *lines;
  char **words;
};

static const CabinetField sample_fields[] = {
  CABINET_FIELD (TestSample, id, STRING, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (TestSample, not_kept, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (TestSample, count, INT, CABINET_REQUIRED | CABINET_COLUMN),
  CABINET_FIELD (TestSample, optional_count, INT, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (TestSample, flag, BOOL, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (TestSample, sum, MONEY, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (TestSample, date, DATE, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD (TestSample, at, INSTANT, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD_OF (TestSample, state, ENUM, CABINET_REQUIRED | CABINET_COLUMN, cabinet_line_state_get_type),
  CABINET_FIELD_OF (
    TestSample, next_state, ENUM, CABINET_OPTIONAL | CABINET_COLUMN, cabinet_line_state_get_type),
  CABINET_FIELD_OF (TestSample, line, RECORD, CABINET_OPTIONAL | CABINET_COLUMN, cabinet_line_get_type),
  CABINET_FIELD_OF (TestSample, lines, LIST, CABINET_OPTIONAL | CABINET_COLUMN, cabinet_line_get_type),
  CABINET_FIELD (TestSample, words, STRINGS, CABINET_OPTIONAL | CABINET_COLUMN),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (TestSample, test_sample, sample_fields)

static CabinetLine *
new_line (CabinetLineState state)
{
  CabinetLine *line = g_object_new (CABINET_TYPE_LINE, NULL);

  line->state = state;
  line->reason = g_strdup ("«долг»\n\t\\ \"x\"");
  return line;
}

static TestSample *
new_full_sample (void)
{
  TestSample *sample = g_object_new (TEST_TYPE_SAMPLE, NULL);
  g_autoptr (CabinetLine) line = new_line (CABINET_LINE_STATE_DEBT);

  sample->id = g_strdup ("ид'; --");
  sample->count = G_MAXINT64;
  sample->optional_count = G_MININT64;
  sample->flag = TRUE;
  sample->sum = cabinet_money (-152345000, "RUB");
  sample->date = cabinet_date_new (2024, 2, 29);
  sample->at = 1795246320123456;
  sample->state = CABINET_LINE_STATE_BLOCKED;
  cabinet_record_set_word (CABINET_RECORD (sample), "next_state", "frozen");
  sample->line = new_line (CABINET_LINE_STATE_ACTIVE);
  g_list_store_append (sample->lines, line);
  g_strfreev (sample->words);
  sample->words = g_strsplit ("раз,два,", ",", -1);
  return sample;
}

/* Binds @sample as a row of parameters, applies @sql to them and reads the row. */
static TestSample *
pass (TestSample *sample, const char *change, GPtrArray *unreadable, GError **error)
{
  g_autofree char *values = cabinet_record_sql_join (TEST_TYPE_SAMPLE, "?# as @");
  g_autofree char *columns = cabinet_record_sql_join (TEST_TYPE_SAMPLE, "@");
  g_autofree char *create = g_strdup_printf ("create table t as select %s", values);
  g_autofree char *read = g_strdup_printf ("select %s from t", columns);
  sqlite3 *db;
  sqlite3_stmt *statement;
  TestSample *copy;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, create, -1, &statement, NULL), ==, SQLITE_OK);
  cabinet_record_sql_bind (statement, 1, sample);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  if (change != NULL)
    g_assert_cmpint (sqlite3_exec (db, change, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, read, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  copy = cabinet_record_sql_read (statement, 0, TEST_TYPE_SAMPLE, "RUB", unreadable, error);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return copy;
}

static void
test_full (void)
{
  g_autoptr (TestSample) sample = new_full_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSample) copy = pass (sample, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (cabinet_record_equal (sample, copy));
  g_assert_cmpint (copy->at, ==, sample->at);
  g_assert_cmpstr (cabinet_record_get_word (CABINET_RECORD (copy), "next_state"), ==, "frozen");
  g_assert_cmpuint (g_strv_length (copy->words), ==, 3);
  g_assert_null (copy->not_kept);
}

static void
test_empty (void)
{
  g_autoptr (TestSample) sample = g_object_new (TEST_TYPE_SAMPLE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSample) copy = pass (sample, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (cabinet_record_equal (sample, copy));
  g_assert_null (copy->line);
  g_assert_false (cabinet_money_is_set (&copy->sum));
}

/* What is absent is NULL; what is there, if only zero, is not. */
static void
test_nulls (void)
{
  g_autoptr (TestSample) sample = g_object_new (TEST_TYPE_SAMPLE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSample) copy = NULL;

  sample->sum = cabinet_money (0, "RUB");
  copy = pass (sample,
               "update t set id = typeof (id) || typeof (count) || typeof (optional_count) || typeof (flag) "
               "|| typeof (sum) || typeof (date) || typeof (at) || state || typeof (next_state)",
               NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copy->id, ==, "nullintegernullintegerintegernullnullunknownnull");
  g_assert_true (cabinet_money_is_set (&copy->sum));
}

static void
test_spoilt (void)
{
  static const char *const changes[] = {
    "update t set date = '2026-02-30'",
    "update t set line = '{'",
    "update t set line = '{\"state\":1}'",
    "update t set lines = '[{\"state\":1}]'",
  };
  g_autoptr (TestSample) sample = new_full_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pass (sample, changes[i], NULL, &error));
      g_assert_nonnull (error);
    }
}

/* An optional record that this version cannot decode is left out, and named. */
static void
test_unreadable (void)
{
  g_autoptr (TestSample) sample = new_full_sample ();
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TestSample) copy = pass (sample, "update t set line = '{\"state\":1}'", unreadable, &error);

  g_assert_no_error (error);
  g_assert_null (copy->line);
  g_assert_cmpuint (unreadable->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (unreadable, 0), ==, "line");
  g_assert_cmpstr (copy->id, ==, sample->id);
}

static void
test_join (void)
{
  g_autofree char *sql = cabinet_record_sql_join (TEST_TYPE_SAMPLE, "@ = ?#");

  g_assert_true (g_str_has_prefix (sql, "id = ?1, count = ?2, "));
  g_assert_true (g_str_has_suffix (sql, ", words = ?12"));
  g_assert_cmpint (cabinet_record_sql_count (TEST_TYPE_SAMPLE), ==, 12);
  g_assert_cmpint (cabinet_record_sql_index (TEST_TYPE_SAMPLE, "count"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/record-sql/full", test_full);
  g_test_add_func ("/store/record-sql/empty", test_empty);
  g_test_add_func ("/store/record-sql/nulls", test_nulls);
  g_test_add_func ("/store/record-sql/spoilt", test_spoilt);
  g_test_add_func ("/store/record-sql/unreadable", test_unreadable);
  g_test_add_func ("/store/record-sql/join", test_join);
  return g_test_run ();
}
