/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cabinet-export.h"
#include "cabinet-statement.h"
#include "system-fixture.h"

/* What a provider took back stays in the archive, once, and counts nowhere: for each kind of ledger. */

#define COUNT "select count(*) from operations"
#define WITHDRAWN "select count(*) from operations where withdrawn"

static void
assert_rows (gint64 all, gint64 withdrawn)
{
  g_assert_cmpint (system_query ("archive", COUNT), ==, all);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, withdrawn);
}

/* The sum of what stands behind @mark, at most one in a line, and how many there are. */
static gint64
add_up (const char *text, const char *mark, guint *n)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gint64 sum = 0;

  *n = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *at = strstr (lines[i], mark);
      g_autofree char *number = NULL;
      CabinetMoney money;

      if (at == NULL || (*mark == 'T' && at != lines[i]))
        continue;
      number = g_strndup (at + strlen (mark), strspn (at + strlen (mark), "-0123456789."));
      if (*number == '\0')
        continue;
      g_assert_true (cabinet_money_parse (number, "RUB", &money, NULL));
      sum += money.micros;
      (*n)++;
    }
  return sum;
}

static char *
dup_export (CabinetStatement *statement, CabinetExportFormat format)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "export", NULL);
  g_autoptr (CabinetExport) export = cabinet_export_new ();
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  cabinet_export_add (export, statement);
  cabinet_export_set_limit (export, G_MAXUINT);
  cabinet_export_save (export, format, path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  return text;
}

/* Rows, months and files say the same: so many operations, and this sum in millionths. */
static void
assert_sums (CabinetAccount *account, guint count, gint64 sum)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (account);
  g_autofree char *ofx = dup_export (statement, CABINET_EXPORT_OFX);
  g_autofree char *qif = dup_export (statement, CABINET_EXPORT_QIF);
  g_autofree char *csv = dup_export (statement, CABINET_EXPORT_CSV);
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  gint64 rows = 0, months = 0;
  guint n;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (statement)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (statement), i);

      if (row->kind == CABINET_STATEMENT_ROW_MONTH)
        months += row->charged.micros + row->credited.micros;
      else
        rows += row->operation->amount.micros;
    }
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), ==, count);
  g_assert_cmpint (rows, ==, sum);
  g_assert_cmpint (months, ==, sum);
  g_assert_cmpint (add_up (ofx, "<TRNAMT>", &n), ==, sum);
  g_assert_cmpuint (n, ==, count);
  g_assert_cmpint (add_up (qif, "T", &n), ==, sum);
  g_assert_cmpuint (n, ==, count);
  /* A header, and nothing after the last line's end. */
  g_assert_cmpuint (g_strv_length (lines), ==, count + 2);
}

#define U (CABINET_MONEY_UNIT / 100) /* a hundredth */

#define PAID(id, sum) \
  "{\"id\":" id ",\"datetime\":\"2026-09-03 09:00:00\",\"dsc\":\"Terminal\",\"sum\":" sum "}"
#define FEE(id, day, sum) \
  "{\"id\":" id ",\"datetime\":\"2026-" day " 00:10:00\",\"dsc\":\"Rent\",\"sum\":" sum "}"

static void
sync_abills (System *f, const char *deposit, const char *fees)
{
  system_move_abills (f, deposit);
  system_put_ledger (f, "[" PAID ("1", "300") "]", fees);
  system_refresh_well (f, NULL);
}

/* Rows with ids: a sum that was edited is the same row. */
static void
test_with_ids (System *f, gconstpointer data)
{
  sync_abills (f, "265",
               "[" FEE ("1", "10-01", "20") "," FEE ("2", "10-02", "10") "," FEE ("3", "11-01", "5") "]");
  assert_rows (4, 0);
  assert_sums (f->account, 4, 26500 * U);
  sync_abills (f, "264",
               "[" FEE ("1", "10-01", "20") "," FEE ("2", "10-02", "10") "," FEE ("3", "11-01", "6") "]");
  assert_rows (4, 0);
  assert_sums (f->account, 4, 26400 * U);
  sync_abills (f, "274", "[" FEE ("1", "10-01", "20") "," FEE ("3", "11-01", "6") "]");
  assert_rows (4, 1);
  assert_sums (f->account, 3, 27400 * U);
  sync_abills (f, "264",
               "[" FEE ("1", "10-01", "20") "," FEE ("2", "10-02", "10") "," FEE ("3", "11-01", "6") "]");
  assert_rows (4, 0);
  assert_sums (f->account, 4, 26400 * U);
}

#define UPAID "[{\"date\":\"2026-10-05 10:00:00\",\"summ\":\"200\",\"balance\":\"-92.7\"}]"
#define UFEE(day, sum, before)                                                                            \
  "{\"date\":\"2026-11-" day " 00:00:01\",\"summ\":\"" sum "\",\"balance\":\"" before "\",\"note\":\"\"," \
  "\"type\":\"mainsrv\"}"

static void
sync_ubilling (System *f, const char *cash, const char *fees)
{
  system_move_ubilling (f, cash, "1 Mb");
  system_put (f, UBILLING_READ "&payments=true", UPAID);
  system_put (f, UBILLING_READ "&feecharges=true", fees);
  system_refresh_well (f, NULL);
}

/* Rows without ids: one whose sum was edited is another row, and the former one was taken back. */
static void
test_without_ids (System *f, gconstpointer data)
{
  static const char both[] = "[" UFEE ("01", "10", "107.3") "," UFEE ("02", "12", "97.3") "]";
  static const char one[] = "[" UFEE ("02", "12", "97.3") "]";

  sync_ubilling (f, "87.3", "[" UFEE ("01", "10", "107.3") "," UFEE ("02", "10", "97.3") "]");
  assert_rows (3, 0);
  assert_sums (f->account, 3, 18000 * U);
  sync_ubilling (f, "85.3", both);
  assert_rows (4, 1);
  assert_sums (f->account, 3, 17800 * U);
  /* One vanishes, and what is left does not end at the balance: taken back when that is told twice. */
  sync_ubilling (f, "85.31", one);
  assert_rows (4, 1);
  sync_ubilling (f, "85.31", one);
  assert_rows (4, 2);
  assert_sums (f->account, 2, 18800 * U);
  sync_ubilling (f, "85.3", both);
  assert_rows (4, 1);
  assert_sums (f->account, 3, 17800 * U);
}

static char *
control (DemoProcess *demo, const char *verb, const char *more)
{
  g_autofree char *said = service_control (demo, verb, "{\"tenant\":\"tomtel\",\"login\":\"12345\"%s}", more);
  g_autoptr (JsonNode) root = json_from_string (said, NULL);
  JsonObject *standing = json_node_get_object (root);

  return g_strdup (json_object_get_string_member (standing, "id"));
}

static gint64
add_rows (CabinetAccount *account, guint *n)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (account);
  gint64 sum = 0;

  cabinet_statement_set_months (statement, FALSE);
  *n = g_list_model_get_n_items (G_LIST_MODEL (statement));
  for (guint i = 0; i < *n; i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (statement), i);

      sum += row->operation->amount.micros;
    }
  return sum;
}

/* Pages, whose server says of a row that it took it back. */
static void
test_pages (void)
{
  g_autoptr (DemoProcess) demo =
    demo_process_new ("--control", "--rows", "60", "--history-months", "3", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *id = NULL, *again = NULL, *more = NULL;
  g_autoptr (GError) error = NULL;
  gint64 sum;
  guint n;

  g_assert_true (service_refresh (account, NULL, &error));
  sum = add_rows (account, &n);
  id = control (demo, "ledger/insert", ",\"amount\":\"-12.34\",\"title\":\"Taken back\"");
  g_assert_true (service_refresh (account, NULL, &error));
  assert_rows (n + 1, 0);
  assert_sums (account, n + 1, sum - 1234 * U);
  more = g_strdup_printf (",\"id\":\"%s\"", id);
  again = control (demo, "ledger/withdraw", more);
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  assert_rows (n + 1, 1);
  assert_sums (account, n, sum);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  g_test_add ("/withdrawn/with-ids", System, NULL, system_set_up_abills, test_with_ids, system_tear_down);
  g_test_add ("/withdrawn/without-ids", System, NULL, system_set_up_ubilling, test_without_ids,
              system_tear_down);
  service_test_add ("/withdrawn/pages", test_pages);
  return g_test_run ();
}
