/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cabinet-statement.h"

#define SUBSCRIBER "\"tenant\":\"tomtel\",\"login\":\"12345\""

/* The archive holds exactly what the server's ledger does: ids and sums. */
static void
assert_same_ledger (CabinetAccount *account, DemoProcess *demo)
{
  g_autofree char *json = demo_process_control (demo, "ledger?tenant=tomtel&login=12345", NULL);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (root), "operations");
  g_autoptr (GHashTable) amounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (account);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (!json_object_get_boolean_member (row, "withdrawn"))
        g_hash_table_insert (amounts, g_strdup (json_object_get_string_member (row, "id")),
                             g_strdup (json_object_get_string_member (row, "amount")));
    }
  cabinet_statement_set_months (statement, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (statement)), ==, g_hash_table_size (amounts));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (statement)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (statement), i);
      g_autofree char *amount = cabinet_money_to_decimal (&row->operation->amount, CABINET_ROUND_HALF_AWAY);

      g_assert_cmpstr (amount, ==, g_hash_table_lookup (amounts, row->operation->id));
      g_hash_table_remove (amounts, row->operation->id);
    }
  g_assert_cmpuint (g_hash_table_size (amounts), ==, 0);
}

static guint
count_months (void)
{
  return service_count_requests ("GET", "/operations/months");
}

static guint
count_pages (void)
{
  return service_count_requests ("GET", "/operations") - count_months ();
}

static void
test_first_and_unchanged (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  CabinetSyncResult summary = { 0 };
  g_autoptr (GError) error = NULL;
  guint before;

  g_assert_true (service_refresh (account, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.added, >, 1000);
  g_assert_cmpuint (summary.changed, ==, 0);
  g_assert_cmpuint (summary.requests, >, 3);
  g_assert_cmpuint (summary.bytes, >, 0);
  assert_same_ledger (account, demo);

  before = service_count_all_requests ();
  g_assert_true (service_refresh (account, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.added + summary.changed, ==, 0);
  g_assert_cmpuint (summary.requests, <=, 5);
  g_assert_cmpuint (service_count_all_requests () - before, <=, 5);
  g_clear_object (&account);
  service_close (household);
}

/* Back-dated, changed and withdrawn rows come by the feed; nothing is read whole. */
static void
test_incremental (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *inserted = NULL;
  g_autofree char *said = NULL;
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) root = NULL;
  CabinetSyncResult summary = { 0 };
  g_autoptr (GError) error = NULL;
  guint before;

  g_assert_true (service_refresh (account, NULL, &error));
  inserted =
    service_control (demo, "ledger/insert",
                     "{" SUBSCRIBER ",\"date\":\"2026-03-05\",\"amount\":\"-12.34\",\"title\":\"Late\"}");
  root = json_from_string (inserted, NULL);
  id = g_strdup (json_object_get_string_member (json_node_get_object (root), "id"));
  before = count_pages ();
  g_assert_true (service_refresh (account, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.added, ==, 1);
  g_assert_cmpuint (count_pages () - before, ==, 1);
  assert_same_ledger (account, demo);

  said = service_control (demo, "ledger/change", "{" SUBSCRIBER ",\"id\":\"%s\",\"amount\":\"-20.00\"}", id);
  g_assert_true (service_refresh (account, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.added, ==, 0);
  g_assert_cmpuint (summary.changed, >, 0);
  assert_same_ledger (account, demo);

  g_free (said);
  said = service_control (demo, "ledger/withdraw", "{" SUBSCRIBER ",\"id\":\"%s\"}", id);
  g_assert_true (service_refresh (account, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.changed, >, 0);
  assert_same_ledger (account, demo);
  g_clear_object (&account);
  service_close (household);
}

static void
test_epoch (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "6", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *said = NULL;
  CabinetSyncResult summary = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (service_refresh (account, NULL, &error));
  said = service_control (demo, "epoch", "{" SUBSCRIBER "}");
  g_assert_true (service_refresh (account, &summary, &error));
  g_assert_no_error (error);
  assert_same_ledger (account, demo);
  g_assert_true (service_refresh (account, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.requests, <=, 5);
  g_clear_object (&account);
  service_close (household);
}

typedef struct
{
  DemoProcess *demo;
  guint left;
} Cut;

static void
on_archived (CabinetAccount *account, gpointer data)
{
  Cut *cut = data;

  if (cut->left > 0 && --cut->left == 0)
    demo_process_kill (cut->demo);
}

/* The server dies after each number of months in turn. */
static void
test_killed (void)
{
  g_autofree char *data = g_build_filename (g_get_user_data_dir (), "demo.db", NULL);
  g_autoptr (DemoProcess) demo = NULL;
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  Cut cut = { 0 };
  guint read = 0;

  demo = demo_process_new ("--control", "--history-months", "8", "--data", data, NULL);
  account = service_add_demo (household, demo);
  cut.demo = demo;
  g_signal_connect (account, "ledger-changed", G_CALLBACK (on_archived), &cut);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CabinetStatement) statement = NULL;
      guint now;

      cut.left = 2;
      g_assert_false (service_refresh (account, NULL, &error));
      g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
      g_clear_error (&error);
      statement = cabinet_statement_new (account);
      now = cabinet_statement_get_n_operations (statement);
      g_assert_cmpuint (now, >, read);
      read = now;
      demo_process_start (demo);
    }
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  /* Six months were there: only the rest was read. */
  g_assert_cmpuint (count_pages (), <=, 4);
  assert_same_ledger (account, demo);
  g_signal_handlers_disconnect_by_func (account, on_archived, &cut);
  g_clear_object (&account);
  service_close (household);
}

/* Nothing of one contract ever shows under another of the same sign-in. */
static void
test_contracts_apart (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "3", NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) account =
    service_add (household, "tomtel", url, NULL, "104205406", "demo", TRUE, &error);
  GListModel *all = cabinet_household_get_all (household);

  g_assert_true (service_refresh_all (household, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      CabinetAccount *each = cabinet_list_get (all, i);
      g_autofree char *verb = g_strdup_printf ("ledger?tenant=tomtel&login=104205406&contract=%s",
                                               cabinet_account_get_contract (each)->number);
      g_autofree char *json = demo_process_control (demo, verb, NULL);
      g_autoptr (JsonNode) root = json_from_string (json, NULL);
      g_autoptr (CabinetStatement) statement = cabinet_statement_new (each);
      g_autofree char *balance =
        cabinet_money_to_decimal (&cabinet_account_get_main_balance (each)->amount, CABINET_ROUND_HALF_AWAY);

      g_assert_cmpstr (balance, ==, json_object_get_string_member (json_node_get_object (root), "balance"));
      g_assert_cmpuint (
        cabinet_statement_get_n_operations (statement), ==,
        json_array_get_length (json_object_get_array_member (json_node_get_object (root), "operations")));
    }
  g_clear_object (&account);
  service_close (household);
}

/* The clock of the server decides what day it is. */
static void
test_clock (void)
{
  g_autoptr (DemoProcess) demo =
    demo_process_new ("--control", "--now", "2027-02-28T18:00:00Z", "--history-months", "3", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);

  /* Tomsk is seven hours ahead. */
  g_assert_cmpuint (cabinet_account_get_today (account), ==, cabinet_date_new (2027, 3, 1));
  g_assert_cmpuint (cabinet_account_get_overview (account)->today, ==, cabinet_date_new (2027, 3, 1));
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/sync/first-and-unchanged", test_first_and_unchanged);
  service_test_add ("/sync/incremental", test_incremental);
  service_test_add ("/sync/epoch", test_epoch);
  service_test_add ("/sync/killed", test_killed);
  service_test_add ("/sync/contracts-apart", test_contracts_apart);
  service_test_add ("/sync/clock", test_clock);
  return g_test_run ();
}
