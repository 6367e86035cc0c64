/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include <string.h>

/* D1, E1, E5-E7: what the invented subscribers' ledgers must be, read over the wire as anybody reads them. */

typedef struct
{
  const char *tenant;
  const char *category;
  const char *login;
  const char *secret;
  const char *kind;
} Account;

static JsonNode *accounts; /* of --list-accounts */

static void
load_accounts (void)
{
  const char *const argv[] = { g_getenv ("CABINET_DEMO"), "--list-accounts", "--json", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_assert_true (
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  accounts = cabinet_json_parse (text, -1, &error);
  g_assert_no_error (error);
}

static guint
count_accounts (void)
{
  return json_array_get_length (json_node_get_array (accounts));
}

static Account
get_account (guint index)
{
  JsonObject *object = json_array_get_object_element (json_node_get_array (accounts), index);

  return (Account){ json_object_get_string_member (object, "tenant"),
                    json_object_get_string_member_with_default (object, "category", NULL),
                    json_object_get_string_member (object, "login"),
                    json_object_get_string_member (object, "secret"),
                    json_object_get_string_member (object, "kind") };
}

/* Goes through whatever steps there are. Returns: whether the account lets in at all. */
static gboolean
enter (Client *client, const Account *account)
{
  g_autofree char *json = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autoptr (CabinetSignInStep) step = NULL;

  if (g_str_equal (account->kind, "phone_code"))
    json = g_strdup_printf ("{\"kind\":\"phone_code\",\"login\":\"%s\"}", account->login);
  else
    json =
      g_strdup_printf ("{\"kind\":\"password\",\"login\":\"%s\",\"secret\":\"%s\",\"category\":\"%s\"}",
                       account->login, account->secret, account->category != NULL ? account->category : "");
  answer = client_ask (client, "POST", "v1/sign-ins", json);
  if (answer->status == 403)
    return FALSE;
  for (;;)
    {
      g_autofree char *path = NULL;
      g_autofree char *body = NULL;

      g_assert_cmpint (answer->status / 100, ==, 2);
      g_clear_object (&step);
      step = answer_decode (answer, CABINET_TYPE_SIGN_IN_STEP);
      if (step->step == CABINET_STEP_KIND_SESSION)
        break;
      path = g_strdup_printf ("v1/sign-ins/%s", step->id);
      if (step->step == CABINET_STEP_KIND_CODE)
        body = g_strdup_printf ("{\"code\":\"%s\"}", account->secret);
      else
        body = g_strdup_printf ("{\"choice\":\"%s\"}",
                                ((CabinetSignInChoice *) cabinet_list_get (step->choices, 0))->id);
      answer_free (g_steal_pointer (&answer));
      answer = client_ask (client, "POST", path, body);
    }
  client_take_session (client, step->session);
  return TRUE;
}

typedef void (*ContractCheck) (Client *client, CabinetContract *contract);

static void
for_each_contract (DemoProcess *demo, ContractCheck check)
{
  guint seen = 0;

  for (guint i = 0; i < count_accounts (); i++)
    {
      Account account = get_account (i);
      g_autoptr (Client) client = client_new (demo, account.tenant);
      g_autoptr (Answer) answer = NULL;
      g_autoptr (CabinetContractList) list = NULL;

      if (!enter (client, &account))
        continue;
      answer = client_ask (client, "GET", "v1/contracts", NULL);
      list = answer_decode (answer, CABINET_TYPE_CONTRACT_LIST);
      for (guint j = 0; j < cabinet_list_length (list->contracts); j++)
        {
          CabinetContract *contract = cabinet_list_get (list->contracts, j);

          g_free (client->contract);
          client->contract = g_strdup (contract->id);
          g_test_message ("%s %s %s", account.tenant, account.login, contract->number);
          check (client, contract);
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 40);
}

static void
check_sums (Client *client, CabinetContract *contract)
{
  g_autoptr (GListStore) ledger = client_read_ledger (client, "limit=500");
  g_autoptr (CabinetOverview) overview = client_read_overview (client);
  CabinetBalance *balance = cabinet_list_get (overview->balances, 0);
  gint64 sum = 0;

  g_assert_cmpuint (cabinet_list_length (ledger), >, 10);
  for (guint i = cabinet_list_length (ledger); i > 0; i--)
    {
      CabinetOperation *operation = cabinet_list_get (ledger, i - 1);

      sum += kopecks (&operation->amount);
      g_assert_cmpint (kopecks (&operation->balance_after), ==, sum);
      g_assert_cmpint (operation->amount.micros, !=, 0);
      if (operation->kind == CABINET_OPERATION_KIND_CHARGE)
        g_assert_cmpint (operation->amount.micros, <, 0);
      if (operation->kind == CABINET_OPERATION_KIND_PAYMENT)
        g_assert_cmpint (operation->amount.micros, >, 0);
    }
  g_assert_cmpint (kopecks (&balance->amount), ==, sum);
}

static void
test_balances_are_sums (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);

  for_each_contract (demo, check_sums);
}

static void
check_months (Client *client, CabinetContract *contract)
{
  g_autoptr (CabinetOperationMonths) months = client_read_months (client);
  g_autoptr (GListStore) ledger = client_read_ledger (client, "limit=500");
  guint at = 0;

  for (guint i = 0; i < cabinet_list_length (months->months); i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (months->months, i);
      gint64 charged = 0;
      gint64 credited = 0;
      gint64 count = 0;
      CabinetOperation *newest = cabinet_list_get (ledger, at);

      g_assert_cmpint (kopecks (&month->closing_balance), ==, kopecks (&newest->balance_after));
      for (; at < cabinet_list_length (ledger); at++, count++)
        {
          CabinetOperation *operation = cabinet_list_get (ledger, at);

          if (operation->date < month->month)
            break;
          *(operation->amount.micros < 0 ? &charged : &credited) += kopecks (&operation->amount);
        }
      g_assert_cmpint (month->count, ==, count);
      g_assert_cmpint (kopecks (&month->charged), ==, charged);
      g_assert_cmpint (kopecks (&month->credited), ==, credited);
    }
  g_assert_cmpuint (at, ==, cabinet_list_length (ledger));
}

static void
test_months_are_sums (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--history-months", "14", NULL);

  for_each_contract (demo, check_months);
}

static gboolean
is_fee (CabinetOperation *operation)
{
  return g_str_has_prefix (operation->title, "Subscription fee");
}

/* E5: of each whole month the daily parts add up to the fee: 700, and 750 since the antivirus came. */
static void
test_daily_parts (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (CabinetOperationMonths) months = NULL;

  client_enter (client, NULL, "12345", "demo");
  months = client_read_months (client);
  g_assert_cmpuint (cabinet_list_length (months->months), ==, 37);
  for (guint i = 1; i < cabinet_list_length (months->months); i++)
    {
      CabinetDate month = ((CabinetOperationMonth *) cabinet_list_get (months->months, i))->month;
      g_autofree char *first = cabinet_date_to_iso (month);
      g_autofree char *query = g_strdup_printf ("limit=500&month=%.7s", first);
      g_autoptr (GListStore) rows = client_read_ledger (client, query);
      gint64 fees = 0;
      gint64 least = G_MAXINT64;
      gint64 most = 0;
      int days = 0;

      for (guint j = 0; j < cabinet_list_length (rows); j++)
        {
          CabinetOperation *row = cabinet_list_get (rows, j);
          gint64 part = -kopecks (&row->amount);

          if (!is_fee (row))
            continue;
          fees += part;
          least = MIN (least, part);
          most = MAX (most, part);
          days++;
        }
      g_assert_cmpint (fees, ==, i <= 2 ? 75000 : 70000);
      g_assert_cmpint (days, ==, cabinet_date_days_in_month (month));
      g_assert_cmpint (most - least, <=, 1);
    }
}

/* The picture of the overview: 312.40, 25.00 a day, enough to 3 December, 662.60 to pay. */
static void
test_tomtel_picture (void)
{
  static const char *const moments[] = { "2026-12-01T00:10:00Z", "2027-02-28T20:00:00Z",
                                         "2028-02-29T11:00:00Z" };
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (CabinetOverview) overview = NULL;
  CabinetNextCharge *charge;

  client_enter (client, NULL, "12345", "demo");
  overview = client_read_overview (client);
  charge = cabinet_list_get (overview->next_charges, 0);
  g_assert_cmpint (kopecks (&((CabinetBalance *) cabinet_list_get (overview->balances, 0))->amount), ==,
                   31240);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpint (kopecks (&overview->due->amount), ==, 66260);
  g_assert_cmpuint (overview->due->by, ==, cabinet_date_new (2026, 12, 3));
  g_assert_cmpint (kopecks (&charge->amount), ==, -2500);

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (DemoProcess) other = demo_process_new ("--now", moments[i], NULL);
      g_autoptr (Client) guest = client_new (other, "tomtel");
      g_autoptr (CabinetOverview) view = NULL;

      client_enter (guest, NULL, "12345", "demo");
      view = client_read_overview (guest);
      g_assert_cmpint (kopecks (&((CabinetBalance *) cabinet_list_get (view->balances, 0))->amount), ==,
                       31240);
      g_assert_cmpuint (view->due->by - view->today, <=, 14);
    }
}

/* E1-E3, the picture of a debt: two fees unpaid since 1 October, 128 kbit/s since 1 November. */
static void
test_telemir_picture (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "telemir");
  g_autoptr (CabinetOverview) overview = NULL;
  g_autoptr (GListStore) ledger = NULL;
  CabinetOperation *row;

  client->language = g_strdup ("ru");
  client_enter (client, NULL, "48-11702", "demo");
  overview = client_read_overview (client);
  g_assert_cmpint (kopecks (&((CabinetBalance *) cabinet_list_get (overview->balances, 0))->amount), ==,
                   -118000);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_THROTTLED);
  g_assert_cmpuint (overview->line->debt_since, ==, cabinet_date_new (2026, 10, 1));
  g_assert_cmpuint (overview->line->since, ==, cabinet_date_new (2026, 11, 1));
  g_assert_cmpint (overview->line->limit_kbps, ==, 128);
  g_assert_cmpint (kopecks (&overview->due->amount), ==, 183000);
  g_assert_cmpint (((CabinetServiceLine *) cabinet_list_get (overview->services, 0))->state, ==,
                   CABINET_LINE_STATE_THROTTLED);
  g_assert_cmpint (((CabinetServiceLine *) cabinet_list_get (overview->services, 1))->state, ==,
                   CABINET_LINE_STATE_ACTIVE);

  ledger = client_read_ledger (client, "limit=500");
  row = cabinet_list_get (ledger, 0);
  g_assert_cmpstr (row->title, ==, "Абонентская плата за ноябрь");
  g_assert_cmpstr (row->service, ==, "«Семейный 100»");
  row = cabinet_list_get (ledger, 2);
  g_assert_cmpuint (row->date, ==, cabinet_date_new (2026, 9, 3));
  g_assert_cmpint (kopecks (&row->amount), ==, 70000);
  g_assert_cmpint (kopecks (&row->balance_after), ==, 12000);
}

/* A18: equal numbers of two categories are two people. */
static void
test_categories (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) cable = client_new (demo, "tctr");
  g_autoptr (Client) wifi = client_new (demo, "tctr");
  g_autoptr (Answer) one = NULL;
  g_autoptr (Answer) two = NULL;
  g_autoptr (CabinetContractList) first = NULL;
  g_autoptr (CabinetContractList) second = NULL;
  CabinetContract *a;
  CabinetContract *b;

  client_enter (cable, "cable", "12345", "demo");
  client_enter (wifi, "wifi", "12345", "demo");
  one = client_ask (cable, "GET", "v1/contracts", NULL);
  two = client_ask (wifi, "GET", "v1/contracts", NULL);
  first = answer_decode (one, CABINET_TYPE_CONTRACT_LIST);
  second = answer_decode (two, CABINET_TYPE_CONTRACT_LIST);
  a = cabinet_list_get (first->contracts, 0);
  b = cabinet_list_get (second->contracts, 0);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->id, !=, b->id);
  g_assert_cmpstr (a->holder, !=, b->holder);
  g_assert_cmpstr (a->category, ==, "cable");
  g_assert_cmpstr (b->category, ==, "wifi");
}

static char *
read_everything (DemoProcess *demo)
{
  g_autoptr (Client) client = client_new (demo, "centra");
  g_autoptr (Answer) overview = NULL;
  g_autoptr (Answer) page = NULL;

  client_enter (client, NULL, "12345", "demo");
  page = client_read (client, "operations?limit=500");
  overview = client_read (client, "operations/months");
  return g_strconcat (page->text, overview->text, NULL);
}

static void
test_determinism (void)
{
  g_autoptr (DemoProcess) one = demo_process_new ("--now", NOW, "--seed", "7", NULL);
  g_autoptr (DemoProcess) two = demo_process_new ("--now", NOW, "--seed", "7", NULL);
  g_autoptr (DemoProcess) other = demo_process_new ("--now", NOW, "--seed", "8", NULL);
  g_autofree char *first = read_everything (one);
  g_autofree char *second = read_everything (two);
  g_autofree char *third = read_everything (other);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
}

static gboolean
has_title (GListStore *ledger, const char *title)
{
  for (guint i = 0; i < cabinet_list_length (ledger); i++)
    if (g_str_equal (CABINET_OPERATION (cabinet_list_get (ledger, i))->title, title))
      return TRUE;
  return FALSE;
}

static void
test_rows_and_contracts (void)
{
  static const guint sizes[] = { 1, 2, 7, 100, 1177, 6000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *rows = g_strdup_printf ("%u", sizes[i]);
      g_autoptr (DemoProcess) demo =
        demo_process_new ("--now", NOW, "--rows", rows, "--contracts", "3", NULL);
      g_autoptr (Client) client = client_new (demo, "tomtel");
      g_autoptr (GListStore) ledger = NULL;
      g_autoptr (Answer) answer = NULL;
      g_autoptr (CabinetContractList) list = NULL;

      client_enter (client, NULL, "12345", "demo");
      ledger = client_read_ledger (client, "limit=500");
      g_assert_cmpuint (cabinet_list_length (ledger), ==, sizes[i]);
      if (sizes[i] > 10)
        check_sums (client, NULL);
      if (sizes[i] > 5000)
        g_assert_true (has_title (ledger, "Speed boost"));
      answer = client_ask (client, "GET", "v1/contracts", NULL);
      list = answer_decode (answer, CABINET_TYPE_CONTRACT_LIST);
      g_assert_cmpuint (cabinet_list_length (list->contracts), ==, 3);
    }
}

/* cli.md: what every tenant has. */
static void
test_every_tenant_has (void)
{
  static const char *const tenants[] = { "tomtel", "telemir", "tctr", "centra", "mts" };
  static const char *const wanted[] = { "good standing",    "debt",         "throttled",         "blocked",
                                        "suspended",        "legal entity", "several contracts", "temporary",
                                        "opens on the 1st", "closed" };

  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    for (guint j = 0; j < G_N_ELEMENTS (wanted); j++)
      {
        gboolean found = FALSE;

        for (guint k = 0; k < count_accounts () && !found; k++)
          {
            JsonObject *object = json_array_get_object_element (json_node_get_array (accounts), k);

            found = g_str_equal (json_object_get_string_member (object, "tenant"), tenants[i])
                    && strstr (json_object_get_string_member (object, "situation"), wanted[j]) != NULL;
          }
        if (!found)
          g_error ("%s has no login: %s", tenants[i], wanted[j]);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  load_accounts ();
  g_test_add_func ("/demo/ledgers/balances-are-sums", test_balances_are_sums);
  g_test_add_func ("/demo/ledgers/months-are-sums", test_months_are_sums);
  g_test_add_func ("/demo/ledgers/daily-parts", test_daily_parts);
  g_test_add_func ("/demo/ledgers/tomtel-picture", test_tomtel_picture);
  g_test_add_func ("/demo/ledgers/telemir-picture", test_telemir_picture);
  g_test_add_func ("/demo/ledgers/categories", test_categories);
  g_test_add_func ("/demo/ledgers/determinism", test_determinism);
  g_test_add_func ("/demo/ledgers/rows-and-contracts", test_rows_and_contracts);
  g_test_add_func ("/demo/ledgers/every-tenant-has", test_every_tenant_has);
  return g_test_run ();
}
