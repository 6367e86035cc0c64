/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ubilling-fixture.h"

#define ROW(date, sum, balance) "{\"date\":\"" date "\",\"summ\":\"" sum "\",\"balance\":\"" balance "\"}"
#define FEE(date, sum, balance, note, type)                                                        \
  "{\"date\":\"" date "\",\"summ\":\"" sum "\",\"balance\":\"" balance "\",\"note\":\"" note "\"," \
  "\"type\":\"" type "\"}"
#define USERDATA(cash) "{\"login\":\"x\",\"cash\":" cash ",\"currency\":\"UAH\"}"

/* The ledger of these lists, newest first. The balance is of no account. */
static CabinetReply *
read_lists (Ubilling *f, const char *payments, const char *fees)
{
  player_forget (f->player);
  ubilling_put (f, "payments", payments);
  ubilling_put (f, "feecharges", fees);
  return ubilling_call (f, CABINET_OP_READ_STATEMENT);
}

static guint
count (CabinetReply *reply)
{
  return cabinet_list_length (CABINET_OPERATION_PAGE (reply->record)->operations);
}

static CabinetOperation *
get (CabinetReply *reply, guint i)
{
  return cabinet_list_get (CABINET_OPERATION_PAGE (reply->record)->operations, i);
}

/* "2026-10-28 payment 222.30 -> 267.30 Payment" */
static char *
describe (CabinetOperation *operation)
{
  g_autofree char *date = cabinet_date_to_iso (operation->date);
  g_autofree char *amount = cabinet_money_to_exact_decimal (&operation->amount);
  g_autofree char *after = cabinet_money_is_set (&operation->balance_after)
                             ? cabinet_money_to_exact_decimal (&operation->balance_after)
                             : g_strdup ("?");

  return g_strdup_printf ("%s %s %s -> %s %s", date,
                          cabinet_enum_to_nick (CABINET_TYPE_OPERATION_KIND, (int) operation->kind), amount,
                          after, operation->title);
}

static void
assert_row (CabinetReply *reply, guint i, const char *expected)
{
  g_autofree char *row = describe (get (reply, i));

  g_assert_cmpstr (row, ==, expected);
}

static void
test_whole (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_STATEMENT);
  CabinetOperationPage *page = reply->record;

  g_assert_cmpuint (count (reply), ==, 8);
  assert_row (reply, 0, "2026-11-01 charge -180.00 -> 87.30 Tariff fee");
  assert_row (reply, 1, "2026-10-28 payment 222.30 -> 267.30 Payment");
  assert_row (reply, 2, "2026-10-01 charge -180.00 -> 45.00 Tariff fee");
  assert_row (reply, 3, "2026-09-25 payment 150.00 -> 225.00 Payment");
  assert_row (reply, 4, "2026-09-05 charge -15.00 -> 75.00 Antivirus"); /* once, though in both lists */
  assert_row (reply, 5, "2026-09-01 charge -180.00 -> 90.00 Tariff fee");
  assert_row (reply, 6, "2026-08-20 payment 200.00 -> 270.00 Payment");
  assert_row (reply, 7, "2026-08-01 charge -180.00 -> 70.00 Tariff fee");
  g_assert_null (get (reply, 4)->note);
  g_assert_cmpuint (page->covers_from, ==, cabinet_date_new (2026, 8, 1));
  g_assert_null (page->next);
  g_assert_cmpuint (player_count_requests (f->player), ==, 3);
  ubilling_assert_discreet (f);
}

/* What was taken by hand stands in payments, and may be missing among the fees: it is added, once. */
static void
test_twins (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;
  g_autofree char *id = NULL;

  reply = read_lists (f, "[" ROW ("2026-09-05 10:00:00", "-15.00", "90") "]", "[]");
  g_assert_cmpuint (count (reply), ==, 1);
  assert_row (reply, 0, "2026-09-05 charge -15.00 -> 75.00 Charge");
  id = g_strdup (get (reply, 0)->id);

  /* It turns up there later: the same row. */
  g_clear_object (&reply);
  reply = read_lists (f, "[" ROW ("2026-09-05 10:00:00", "-15", "90.0") "]",
                      "[" FEE ("2026-09-05 10:00:00", "-15", "90", "Antivirus", "virtualsrv") "]");
  g_assert_cmpuint (count (reply), ==, 1);
  g_assert_cmpstr (get (reply, 0)->id, ==, id);

  /* Taken twice within a second, and only one of them among the fees. */
  g_clear_object (&reply);
  reply = read_lists (
    f, "[" ROW ("2026-09-05 10:00:00", "-15", "75") "," ROW ("2026-09-05 10:00:00", "-15", "90") "]",
    "[" FEE ("2026-09-05 10:00:00", "-15", "90", "Antivirus", "virtualsrv") "]");
  g_assert_cmpuint (count (reply), ==, 2);
  assert_row (reply, 0, "2026-09-05 charge -15.00 -> 60.00 Charge");
  assert_row (reply, 1, "2026-09-05 charge -15.00 -> 75.00 Antivirus");
}

static GHashTable *
collect_ids (CabinetReply *reply)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < count (reply); i++)
    g_assert_true (g_hash_table_add (ids, g_strdup (get (reply, i)->id)));
  return ids;
}

static void
assert_subset (GHashTable *part, GHashTable *whole)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, part);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (whole, id));
}

#define A ROW ("2026-08-20 17:45:09", "200", "70")
#define B ROW ("2026-09-25 08:30:15", "150", "75")
#define C FEE ("2026-09-01 00:00:02", "180", "270", "", "mainsrv")
#define D FEE ("2026-10-01 00:00:03", "180", "225", "", "mainsrv")

/* Ids last, whatever becomes of the list: order, spelling, notes, what is cut off, edited or doubled. */
static void
test_ids (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) whole = read_lists (f, "[" B "," A "]", "[" C "," D "]");
  g_autoptr (CabinetReply) respelt =
    read_lists (f, "[" ROW ("2026-08-20 17:45:09", "200.00", "70.0") "," B "]",
                "[" FEE ("2026-10-01 00:00:03", "-180.0", "225", "x", "other") "," C "]");
  g_autoptr (CabinetReply) cut = read_lists (f, "[" B "]", "[" D "]");
  g_autoptr (CabinetReply) edited =
    read_lists (f, "[" B "," A "]", "[" FEE ("2026-09-01 00:00:02", "170", "270", "", "mainsrv") "," D "]");
  g_autoptr (CabinetReply) doubled = read_lists (f, "[" B "," B "," A "]", "[" C "," D "]");
  g_autoptr (GHashTable) ids = collect_ids (whole);
  g_autoptr (GHashTable) respelt_ids = collect_ids (respelt);
  g_autoptr (GHashTable) cut_ids = collect_ids (cut);
  g_autoptr (GHashTable) edited_ids = collect_ids (edited);
  g_autoptr (GHashTable) doubled_ids = collect_ids (doubled);

  g_assert_cmpuint (g_hash_table_size (ids), ==, 4);
  g_assert_cmpuint (strlen (get (whole, 0)->id), ==, 32);
  assert_subset (respelt_ids, ids);
  g_assert_cmpuint (g_hash_table_size (respelt_ids), ==, 4);
  assert_subset (cut_ids, ids);
  assert_subset (ids, doubled_ids);
  g_assert_cmpuint (g_hash_table_size (doubled_ids), ==, 5);
  g_assert_cmpuint (g_hash_table_size (edited_ids), ==, 4);
  g_assert_false (g_hash_table_contains (ids, get (edited, 2)->id));
  g_hash_table_remove (edited_ids, get (edited, 2)->id);
  assert_subset (edited_ids, ids);
}

/* A gap in the chain is left as it is: nothing is invented, nothing fails. */
static void
test_gap (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply =
    read_lists (f, "[" ROW ("2026-10-03 09:12:44", "350", "46.95") "]",
                "[" FEE ("2026-10-20 14:00:00", "-23.5", "146.95", "Static IP", "virtualsrv") "]");

  g_assert_cmpuint (count (reply), ==, 2);
  assert_row (reply, 0, "2026-10-20 charge -23.50 -> 123.45 Static IP");
  assert_row (reply, 1, "2026-10-03 payment 350.00 -> 396.95 Payment");
}

/* Within a second the chain says what came first, from the row before it or by itself. */
static void
test_second (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = read_lists (
    f, "[" ROW ("2026-10-01 00:00:03", "100", "20") "," ROW ("2026-09-25 08:30:15", "150", "75") "]",
    "[" FEE ("2026-10-01 00:00:03", "25", "45", "two",
             "other") ","
                      "" FEE ("2026-10-01 00:00:03", "180", "225", "one",
                              "mainsrv") ","
                                         "" FEE ("2026-10-01 00:00:03", "7", "120", "four", "other") "]");

  assert_row (reply, 0, "2026-10-01 charge -7.00 -> 113.00 four");
  assert_row (reply, 1, "2026-10-01 payment 100.00 -> 120.00 Payment");
  assert_row (reply, 2, "2026-10-01 charge -25.00 -> 20.00 two");
  assert_row (reply, 3, "2026-10-01 charge -180.00 -> 45.00 one");
  assert_row (reply, 4, "2026-09-25 payment 150.00 -> 225.00 Payment");

  g_clear_object (&reply);
  reply = read_lists (
    f, "[]",
    "[" FEE ("2026-10-01 00:00:03", "1", "8", "third",
             "other") ","
                      "" FEE ("2026-10-01 00:00:03", "1", "10", "first",
                              "other") ","
                                       "" FEE ("2026-10-01 00:00:03", "1", "9", "second", "other") "]");
  assert_row (reply, 0, "2026-10-01 charge -1.00 -> 7.00 third");
  assert_row (reply, 1, "2026-10-01 charge -1.00 -> 8.00 second");
  assert_row (reply, 2, "2026-10-01 charge -1.00 -> 9.00 first");
}

/* "-0", numbers, no balance; codes become titles and stay beside; a row that says too little is left out. */
static void
test_oddities (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = read_lists (
    f,
    "[{\"date\":\"2026-10-07 00:00:00\",\"summ\":12.345,\"balance\":null},null,[],"
    "{\"date\":\"0000-00-00 00:00:00\",\"summ\":\"5\"},{\"date\":\"2026-10-07 00:00:00\",\"summ\":\"many\"}]",
    "[" FEE ("2026-10-01 00:00:00", "-0", "100", "AFFEE_XMLAGENT",
             "other") ","
                      "" FEE ("2026-10-02 00:00:00", "-5", "100", "SCFEE",
                              "other") ","
                                       "" FEE ("2026-10-03 00:00:00", "30", "95", "TCHANGE:Speed-200",
                                               "mainsrv") ","
                                                          "" FEE ("2026-10-04 00:00:00", "-1.5", "65", "",
                                                                  "other") ","
                                                                           "" FEE ("2026-10-05 00:00:00", "2",
                                                                                   "63.5", "",
                                                                                   "mainsrv") "]");

  g_assert_cmpuint (count (reply), ==, 6);
  assert_row (reply, 0, "2026-10-07 payment 12.345 -> ? Payment");
  assert_row (reply, 1, "2026-10-05 charge -2.00 -> 61.50 Tariff fee");
  assert_row (reply, 2, "2026-10-04 charge -1.50 -> 63.50 Charge");
  assert_row (reply, 3, "2026-10-03 charge -30.00 -> 65.00 Change of the tariff to Speed-200");
  g_assert_cmpstr (get (reply, 3)->note, ==, "TCHANGE:Speed-200");
  assert_row (reply, 4, "2026-10-02 charge -5.00 -> 95.00 Fee for the promised payment");
  g_assert_cmpstr (get (reply, 4)->note, ==, "SCFEE");
  assert_row (reply, 5, "2026-10-01 charge 0.00 -> 100.00 Fee for the block");
  g_assert_cmpstr (get (reply, 5)->note, ==, "AFFEE_XMLAGENT");
}

/* Off, or empty: an empty ledger. Objects where lists are due are none either. */
static void
test_empty (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = read_lists (f, "[]", "[]");

  g_assert_cmpuint (count (reply), ==, 0);
  g_clear_object (&reply);
  reply = read_lists (f, "{}", "[]");
  g_assert_cmpuint (count (reply), ==, 0);
  player_forget (f->player);
  ubilling_put_page (f, UBILLING_READ "&feecharges=true", 200, "<html>");
  ubilling_call_bad (f, CABINET_OP_READ_STATEMENT, CABINET_ERROR_PROTOCOL, "web-page");
}

/* Something moved while it was read: it is read once more. */
static void
test_moved (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;

  ubilling_put (f, "payments", "[" A "]");
  ubilling_put (f, "payments", "[" B "," A "]");
  ubilling_put (f, "feecharges", "[]");
  ubilling_put (f, NULL, USERDATA ("225"));
  reply = ubilling_call (f, CABINET_OP_READ_STATEMENT);
  g_assert_cmpuint (count (reply), ==, 2);
  g_assert_cmpuint (player_count (f->player, NULL, "payments=true"), ==, 2);

  /* A gap at the end stays: twice is enough. */
  player_forget (f->player);
  ubilling_put (f, NULL, USERDATA ("1000"));
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_READ_STATEMENT);
  g_assert_cmpuint (count (reply), ==, 8);
  g_assert_cmpuint (player_count_requests (f->player), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ubilling_add ("/ubilling/ledger/whole", test_whole);
  ubilling_add ("/ubilling/ledger/twins", test_twins);
  ubilling_add ("/ubilling/ledger/ids", test_ids);
  ubilling_add ("/ubilling/ledger/gap", test_gap);
  ubilling_add ("/ubilling/ledger/second", test_second);
  ubilling_add ("/ubilling/ledger/oddities", test_oddities);
  ubilling_add ("/ubilling/ledger/empty", test_empty);
  ubilling_add ("/ubilling/ledger/moved", test_moved);
  return g_test_run ();
}
