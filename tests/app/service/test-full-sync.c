/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "system-fixture.h"

#include <string.h>

/* Ledgers that a system tells whole: asked for only if the balance has moved, compared row by row. */

#define PAYMENT_1 "{\"id\":1,\"datetime\":\"2026-09-03 09:00:00\",\"dsc\":\"Terminal\",\"sum\":300}"
#define PAYMENT_2 "{\"id\":2,\"datetime\":\"2026-11-10 12:00:00\",\"dsc\":\"Bank\",\"sum\":100.5}"
#define FEE_1 "{\"id\":1,\"datetime\":\"2026-09-01 00:10:00\",\"dsc\":\"Rent\",\"sum\":220.005}"
#define FEE_2 "{\"id\":2,\"datetime\":\"2026-10-01 00:10:00\",\"dsc\":\"Rent\",\"sum\":20}"
#define FEE_3 "{\"id\":3,\"datetime\":\"2026-11-01 00:10:00\",\"dsc\":\"Backup\",\"sum\":5}"
#define FEE_4 "{\"id\":4,\"datetime\":\"2026-10-15 00:00:00\",\"dsc\":\"Filed back\",\"sum\":1.25}"

#define WHOLE "p2 100.500 Bank|f3 -5.000 Backup|f2 -20.000 Rent|p1 300.000 Terminal|f1 -220.005 Rent"
#define COUNT "select count(*) from operations"
#define WITHDRAWN "select count(*) from operations where withdrawn"

static void
assert_ledger (System *f, const char *expected)
{
  g_autofree char *ledger = system_dup_ledger (f);

  g_assert_cmpstr (ledger, ==, expected);
}

static guint
count_reads (System *f)
{
  return player_count (f->player, "GET", "user/fees");
}

static void
first_sync (System *f)
{
  CabinetSyncResult summary;

  system_put_ledger (f, "[" PAYMENT_1 "," PAYMENT_2 "]", "[" FEE_1 "," FEE_2 "," FEE_3 "]");
  system_refresh_well (f, &summary);
  g_assert_cmpuint (summary.added, ==, 5);
  g_assert_cmpuint (summary.changed, ==, 0);
  assert_ledger (f, WHOLE);
}

/* The balance moves, and the list is @payments and @fees from now on. */
static void
sync_again (
  System *f, const char *deposit, const char *payments, const char *fees, guint added, guint changed)
{
  guint reads = count_reads (f);
  CabinetSyncResult summary;

  system_move_abills (f, deposit);
  system_put_ledger (f, payments, fees);
  system_refresh_well (f, &summary);
  g_assert_cmpuint (count_reads (f), ==, reads + 1);
  g_assert_cmpuint (summary.added, ==, added);
  g_assert_cmpuint (summary.changed, ==, changed);
}

static void
test_quiet (System *f, gconstpointer data)
{
  CabinetSyncResult summary;

  first_sync (f);
  g_assert_cmpuint (count_reads (f), ==, 1);
  system_refresh_well (f, &summary);
  g_assert_cmpuint (count_reads (f), ==, 1);
  g_assert_cmpuint (player_count (f->player, NULL, "user/payments"), ==, 1);
  g_assert_cmpuint (summary.added + summary.changed, ==, 0);

  /* Nor by another run of the program. */
  system_reopen (f);
  system_refresh_well (f, &summary);
  g_assert_cmpuint (count_reads (f), ==, 1);
  assert_ledger (f, WHOLE);
}

static void
test_months (System *f, gconstpointer data)
{
  g_autofree char *months = NULL;
  g_autofree char *later = NULL;

  first_sync (f);
  months = system_dup_months (f);
  g_assert_cmpstr (months, ==,
                   "2026-11: 2 -5.000 100.500|2026-10: 1 -20.000 0.000|2026-09: 2 -220.005 300.000");
  /* A fee that is filed back stands where its day is. */
  sync_again (f, "151.095", "[" PAYMENT_1 "," PAYMENT_2 "]", "[" FEE_1 "," FEE_2 "," FEE_3 "," FEE_4 "]", 1,
              0);
  later = system_dup_months (f);
  g_assert_cmpstr (later, ==,
                   "2026-11: 2 -5.000 100.500|2026-10: 2 -21.250 0.000|2026-09: 2 -220.005 300.000");
  assert_ledger (f, "p2 100.500 Bank|f3 -5.000 Backup|f4 -1.250 Filed back|f2 -20.000 Rent|"
                    "p1 300.000 Terminal|f1 -220.005 Rent");
}

/* A title that was edited, and a row that was taken back and later is there again. */
static void
test_edited (System *f, gconstpointer data)
{
  first_sync (f);
  sync_again (f, "172.345", "[" PAYMENT_1 "," PAYMENT_2 "]",
              "[" FEE_1 ",{\"id\":3,\"datetime\":\"2026-11-01 00:10:00\",\"dsc\":\"Archive\",\"sum\":5}]", 0,
              2);
  assert_ledger (f, "p2 100.500 Bank|f3 -5.000 Archive|p1 300.000 Terminal|f1 -220.005 Rent");
  g_assert_cmpint (system_query ("archive", COUNT), ==, 5);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 1);

  sync_again (f, "152.345", "[" PAYMENT_1 "," PAYMENT_2 "]", "[" FEE_1 "," FEE_2 "," FEE_3 "]", 0, 2);
  assert_ledger (f, WHOLE);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 0);
}

/* In the oldest month of the list, too: what is newer than its oldest day is covered. */
static void
test_oldest_month (System *f, gconstpointer data)
{
  first_sync (f);
  sync_again (f, "-147.655", "[" PAYMENT_2 "]", "[" FEE_1 "," FEE_2 "," FEE_3 "]", 0, 1);
  assert_ledger (f, "p2 100.500 Bank|f3 -5.000 Backup|f2 -20.000 Rent|f1 -220.005 Rent");
  g_assert_cmpint (system_query ("archive", COUNT), ==, 5);
}

/* Servers cut their lists off: what is older than the list stays. */
static void
test_truncated (System *f, gconstpointer data)
{
  first_sync (f);
  sync_again (
    f, "150.345", "[" PAYMENT_1 "," PAYMENT_2 "]",
    "[" FEE_2 "," FEE_3 ",{\"id\":5,\"datetime\":\"2026-11-20 00:00:00\",\"dsc\":\"New\",\"sum\":2}]", 1, 0);
  assert_ledger (f, "f5 -2.000 New|" WHOLE);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 0);
}

/* A row without a day covers nothing: what is older than the rest stays all the same. */
static void
test_dateless (System *f, gconstpointer data)
{
  static const char odd[] = "{\"id\":9,\"datetime\":\"0000-00-00 00:00:00\",\"dsc\":\"Odd\",\"sum\":1}";
  g_autofree char *fees = g_strdup_printf (
    "[" FEE_2 "," FEE_3 ",%s,{\"id\":5,\"datetime\":\"2026-11-20 00:00:00\",\"dsc\":\"New\",\"sum\":2}]",
    odd);

  first_sync (f);
  sync_again (f, "150.345", "[" PAYMENT_2 "]", fees, 2, 0);
  assert_ledger (f, "f5 -2.000 New|" WHOLE "|f9 -1.000 Odd");
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 0);
}

/* Half of what is known is gone: more often the operator's fault than the truth, until it comes again. */
static void
test_halved (System *f, gconstpointer data)
{
  static const char fees[] = "[" FEE_1 "]", payments[] = "[" PAYMENT_2 "]";

  first_sync (f);
  sync_again (f, "172.345", payments, fees, 0, 0);
  assert_ledger (f, WHOLE);
  /* It is asked for again although the balance stands. */
  sync_again (f, "172.345", payments, fees, 0, 3);
  assert_ledger (f, "p2 100.500 Bank|f1 -220.005 Rent");
  g_assert_cmpint (system_query ("archive", COUNT), ==, 5);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 3);
}

/* One of the two lists was switched off. */
static void
test_without_payments (System *f, gconstpointer data)
{
  first_sync (f);
  sync_again (f, "172.345", "[]", "[" FEE_1 "," FEE_2 "," FEE_3 "]", 0, 0);
  assert_ledger (f, WHOLE);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 0);
}

/* An empty list covers nothing, however often it comes. */
static void
test_emptied (System *f, gconstpointer data)
{
  guint reads;

  first_sync (f);
  sync_again (f, "172.345", "[]", "[]", 0, 0);
  sync_again (f, "172.345", "[]", "[]", 0, 0);
  assert_ledger (f, WHOLE);
  reads = count_reads (f);
  system_refresh_well (f, NULL);
  g_assert_cmpuint (count_reads (f), ==, reads);
}

/* What cannot be read whole changes nothing, and is asked for again. */
static void
test_broken (System *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  first_sync (f);
  system_move_abills (f, "172.345");
  system_put_ledger (f, "[" PAYMENT_1 "]", "<html>502</html>");
  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
  assert_ledger (f, WHOLE);
  sync_again (f, "172.345", "[" PAYMENT_1 "," PAYMENT_2 "]", "[" FEE_1 "," FEE_3 "]", 0, 1);
}

static char *
dup_ids (System *f)
{
  g_autofree char *ledger = system_dup_ledger (f);
  g_auto (GStrv) rows = g_strsplit (ledger, "|", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    *strchr (rows[i], ' ') = '\0';
  return g_strjoinv ("|", rows);
}

static void
put_verbs (System *f, const char *payments, const char *fees)
{
  system_put (f, UBILLING_READ "&payments=true", payments);
  system_put (f, UBILLING_READ "&feecharges=true", fees);
}

#define UPAID "{\"date\":\"2026-10-05 10:00:00\",\"summ\":\"200\",\"balance\":\"-92.7\"}"
#define UFEE(day) \
  "{\"date\":\"" day "\",\"summ\":\"10\",\"balance\":\"107.3\",\"note\":\"\",\"type\":\"mainsrv\"}"
#define UFEE_2(title)                                                                           \
  "{\"date\":\"2026-11-02 00:00:01\",\"summ\":\"10.00\",\"balance\":\"97.3\",\"note\":\"" title \
  "\",\"type\":\"mainsrv\"}"

/* Rows without ids are the same rows over syncs: edited, dropped off the end, doubled. */
static void
test_without_ids (System *f, gconstpointer data)
{
  g_autofree char *ids = NULL, *edited = NULL, *doubled = NULL, *shorter = NULL;
  CabinetSyncResult summary;

  put_verbs (f, "[" UPAID "]", "[" UFEE ("2026-11-01 00:00:01") "," UFEE_2 ("") "]");
  system_refresh_well (f, &summary);
  g_assert_cmpuint (summary.added, ==, 3);
  ids = dup_ids (f);

  /* The sum of credit moves nothing but the balance that is compared. */
  system_move_ubilling (f, "87.31", "1 Mb");
  put_verbs (f, "[" UPAID "]", "[" UFEE ("2026-11-01 00:00:01") "," UFEE_2 ("Other words") "]");
  system_refresh_well (f, &summary);
  g_assert_cmpuint (summary.added, ==, 0);
  edited = dup_ids (f);
  g_assert_cmpstr (edited, ==, ids);

  system_move_ubilling (f, "87.3", "1 Mb");
  put_verbs (f, "[" UPAID "," UPAID "]",
             "[" UFEE ("2026-11-01 00:00:01") "," UFEE ("2026-11-01 00:00:01") "," UFEE_2 ("") "]");
  system_refresh_well (f, &summary);
  g_assert_cmpuint (summary.added, ==, 2);
  doubled = dup_ids (f);
  for (guint i = 0; i < 3; i++)
    {
      g_auto (GStrv) each = g_strsplit (ids, "|", -1);

      g_assert_nonnull (strstr (doubled, each[i]));
    }

  system_move_ubilling (f, "87.29", "1 Mb");
  put_verbs (f, "[]", "[" UFEE ("2026-11-01 00:00:01") "," UFEE ("2026-11-01 00:00:01") "," UFEE_2 ("") "]");
  system_refresh_well (f, &summary);
  g_assert_cmpuint (summary.added + summary.changed, ==, 0);
  shorter = dup_ids (f);
  g_assert_cmpstr (shorter, ==, doubled);
}

/* A ledger that does not end at the balance is taken when it comes again, whatever else the answers say. */
static void
test_gap (System *f, gconstpointer data)
{
  static const char fees[] = "[" UFEE ("2026-11-01 00:00:01") "," UFEE_2 ("") "]";
  guint reads;

  put_verbs (f, "[" UPAID "]", fees);
  system_refresh_well (f, NULL);
  system_move_ubilling (f, "95", "1 Mb");
  put_verbs (f, "[" UPAID "]", "[" UFEE_2 ("") "]");
  system_refresh_well (f, NULL);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 0);
  system_move_ubilling (f, "95", "2 Mb");
  system_refresh_well (f, NULL);
  g_assert_cmpint (system_query ("archive", WITHDRAWN), ==, 1);
  reads = player_count (f->player, NULL, "feecharges");
  system_move_ubilling (f, "95", "3 Mb");
  system_refresh_well (f, NULL);
  g_assert_cmpuint (player_count (f->player, NULL, "feecharges"), ==, reads);
}

/* Any of two balances that moves is a reason to look. */
static void
test_two_balances (System *f, gconstpointer data)
{
  guint reads;

  system_refresh_well (f, NULL);
  g_assert_cmpuint (cabinet_list_length (cabinet_account_get_overview (f->account)->balances), ==, 2);
  reads = player_count (f->player, NULL, "feecharges");
  system_refresh_well (f, NULL);
  g_assert_cmpuint (player_count (f->player, NULL, "feecharges"), ==, reads);
  system_put (f, UBILLING_READ "&ukv=true",
              "{\"contract\":\"K-12\",\"tariff\":\"Cable\",\"cash\":\"-40.5\"}");
  system_refresh_well (f, NULL);
  g_assert_cmpuint (player_count (f->player, NULL, "feecharges"), >, reads);
}

/* What a system can is guessed with six questions: not asked with every refresh of ten minutes. */
static void
test_capabilities (System *f, gconstpointer data)
{
  gint64 period = 10 * G_TIME_SPAN_MINUTE;
  guint asked, before;
  gint64 begun;

  do
    {
      begun = g_get_real_time ();
      system_refresh_well (f, NULL);
      asked = player_count (f->player, NULL, "freezedata");
      before = player_count_requests (f->player);
      system_refresh_well (f, NULL);
  } while (begun / period != g_get_real_time () / period);
  g_assert_cmpuint (player_count (f->player, NULL, "freezedata"), ==, asked);
  g_test_message ("a quiet refresh: %u requests", player_count_requests (f->player) - before);
  g_assert_cmpuint (player_count_requests (f->player) - before, <=, 6);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (System *f, gconstpointer data);
  } abills[] = {
    { "/full-sync/quiet", test_quiet },         { "/full-sync/months", test_months },
    { "/full-sync/edited", test_edited },       { "/full-sync/oldest-month", test_oldest_month },
    { "/full-sync/truncated", test_truncated }, { "/full-sync/halved", test_halved },
    { "/full-sync/dateless", test_dateless },
    { "/full-sync/without-payments", test_without_payments },
    { "/full-sync/emptied", test_emptied },     { "/full-sync/broken", test_broken },
  },
    ubilling[] = {
      { "/full-sync/without-ids", test_without_ids },
      { "/full-sync/gap", test_gap },
      { "/full-sync/two-balances", test_two_balances },
      { "/full-sync/capabilities", test_capabilities },
    };

  service_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (abills); i++)
    g_test_add (abills[i].path, System, NULL, system_set_up_abills, abills[i].test, system_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (ubilling); i++)
    g_test_add (ubilling[i].path, System, NULL, system_set_up_ubilling, ubilling[i].test, system_tear_down);
  return g_test_run ();
}
