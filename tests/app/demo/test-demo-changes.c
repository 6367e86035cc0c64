/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include "cabinet-catalogue.h"
#include "cabinet-change.h"

/* Tariffs and services that are changed: sums, dates, tokens, and the ledger that follows. */

static CabinetChangePreview *
preview (Client *client, const char *kind, const char *target, const char *when)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/previews", client->contract);
  g_autofree char *body =
    g_strdup_printf ("{\"kind\":\"%s\",\"target_id\":\"%s\",\"when\":\"%s\"}", kind, target, when);
  g_autoptr (Answer) answer = client_ask (client, "POST", path, body);

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_CHANGE_PREVIEW);
}

static Answer *
order (Client *client,
       const char *kind,
       const char *target,
       const char *when,
       const char *token,
       const char *confirmation)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/changes", client->contract);
  g_autofree char *body = g_strdup_printf (
    "{\"kind\":\"%s\",\"target_id\":\"%s\",\"when\":\"%s\",\"preview_token\":\"%s\",\"confirmation\":\"%s\"}",
    kind, target, when, token, confirmation);

  g_free (client->key);
  client->key = g_uuid_string_random ();
  return client_ask (client, "POST", path, body);
}

static char *
confirm (Client *client)
{
  g_autoptr (Answer) answer =
    client_ask (client, "POST", "v1/session/confirmations", "{\"secret\":\"demo\"}");
  g_autoptr (CabinetConfirmation) confirmation = NULL;

  g_assert_cmpint (answer->status, ==, 201);
  confirmation = answer_decode (answer, CABINET_TYPE_CONFIRMATION);
  return g_strdup (confirmation->confirmation);
}

/* The sums of the design: 890 + 267.00 + 4.67 - 312.40. */
static void
test_now (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetOverview) overview = NULL;
  g_autoptr (Answer) unproved = NULL;
  g_autoptr (Answer) done = NULL;
  g_autoptr (Answer) again = NULL;
  g_autofree char *proof = NULL;

  client_enter (client, NULL, "12345", "demo");
  shown = preview (client, "tariff", "dom500", "now");
  g_assert_cmpint (kopecks (&shown->cost_now), ==, 467);
  g_assert_cmpint (kopecks (&shown->due_before), ==, 66260);
  g_assert_cmpint (kopecks (&shown->due_after), ==, 84927);
  g_assert_true (shown->confirmation_needed);
  unproved = order (client, "tariff", "dom500", "now", shown->token, "x");
  answer_assert_problem (unproved, 403, "confirmation-needed");
  proof = confirm (client);
  done = order (client, "tariff", "dom500", "now", shown->token, proof);
  g_assert_cmpint (done->status, ==, 201);
  again = order (client, "tariff", "dom500", "now", shown->token, proof);
  answer_assert_problem (again, 409, "already");
  overview = client_read_overview (client);
  g_assert_cmpint (kopecks (&((CabinetBalance *) cabinet_list_get (overview->balances, 0))->amount), ==,
                   31240 - 467);
  g_assert_cmpint (kopecks (&overview->due->amount), ==, 84927);
}

/* A token is of one change, and of ten minutes. */
static void
test_stale (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (Answer) other = NULL;
  g_autoptr (Answer) late = NULL;
  g_autofree char *clock = NULL;

  client_enter (client, NULL, "12345", "demo");
  shown = preview (client, "service_on", "cinema", "now");
  other = order (client, "service_on", "ip", "now", shown->token, "");
  answer_assert_problem (other, 409, "preview-stale");
  clock = demo_process_control (demo, "clock", "{\"advance_seconds\":601}");
  late = order (client, "service_on", "cinema", "now", shown->token, "");
  answer_assert_problem (late, 409, "preview-stale");
}

/* From the next period on, unless it is cancelled. */
static void
test_next_period (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "telemir");
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetChange) cancelled = NULL;
  g_autoptr (Answer) ordered = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autofree char *path = NULL;

  client_enter (client, NULL, "12345", "demo");
  shown = preview (client, "service_on", "ip", "next_period");
  g_assert_cmpint (kopecks (&shown->cost_now), ==, 0);
  ordered = order (client, "service_on", "ip", "next_period", shown->token, "");
  g_assert_cmpint (ordered->status, ==, 201);
  change = answer_decode (ordered, CABINET_TYPE_CHANGE);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_PENDING);
  g_assert_cmpstr (change->key, ==, client->key);
  path = g_strdup_printf ("v1/changes/%s", change->id);
  g_free (client->key);
  client->key = g_uuid_string_random ();
  answer = client_ask (client, "DELETE", path, NULL);
  g_assert_cmpint (answer->status, ==, 200);
  cancelled = answer_decode (answer, CABINET_TYPE_CHANGE);
  g_assert_cmpint (cancelled->state, ==, CABINET_CHANGE_STATE_CANCELLED);
}

static CabinetServiceState
service_state (Client *client, const char *id)
{
  g_autoptr (Answer) answer = client_read (client, "services");
  g_autoptr (CabinetServiceList) list = answer_decode (answer, CABINET_TYPE_SERVICE_LIST);

  for (guint i = 0; i < cabinet_list_length (list->services); i++)
    {
      CabinetService *service = cabinet_list_get (list->services, i);

      if (g_str_equal (service->id, id))
        return service->state;
    }
  return CABINET_SERVICE_STATE_UNKNOWN;
}

static guint
count_charges (Client *client, const char *title)
{
  g_autoptr (GListStore) rows = client_read_ledger (client, "?month=2026-12");
  guint n = 0;

  for (guint i = 0; i < cabinet_list_length (rows); i++)
    {
      CabinetOperation *row = cabinet_list_get (rows, i);

      n += row->service != NULL && g_str_equal (row->service, title) && kopecks (&row->amount) == -15000;
    }
  return n;
}

/* The 1st comes: what was ordered is there, and the charge of the period has it. */
static void
test_midnight (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "telemir");
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetChangePreview) second = NULL;
  g_autoptr (CabinetOverview) overview = NULL;
  g_autoptr (CabinetChangeList) before = NULL;
  g_autoptr (CabinetChangeList) after = NULL;
  g_autoptr (Answer) none = NULL;
  g_autoptr (Answer) ordered = NULL;
  g_autoptr (Answer) list = NULL;
  g_autofree char *clock = NULL;
  CabinetChange *change;

  client_enter (client, NULL, "12345", "demo");
  shown = preview (client, "service_on", "ip", "next_period");
  none = client_read (client, "changes");
  before = answer_decode (none, CABINET_TYPE_CHANGE_LIST);
  g_assert_cmpuint (cabinet_list_length (before->changes), ==, 0);
  g_assert_cmpint (service_state (client, "ip"), ==, CABINET_SERVICE_STATE_OFF);
  ordered = order (client, "service_on", "ip", "next_period", shown->token, "");
  g_assert_cmpint (ordered->status, ==, 201);
  g_assert_cmpint (service_state (client, "ip"), ==, CABINET_SERVICE_STATE_PENDING_ON);
  overview = client_read_overview (client);
  g_assert_cmpint (kopecks (&overview->due->amount), ==, kopecks (&shown->due_after));
  second = preview (client, "service_on", "cctv", "next_period");
  g_assert_cmpint (kopecks (&second->fee_after) - kopecks (&second->fee_before), ==, 19000);

  clock = demo_process_control (demo, "clock", "{\"advance_seconds\":864000}");
  g_assert_nonnull (clock);
  client_enter (client, NULL, "12345", "demo");
  g_assert_cmpint (service_state (client, "ip"), ==, CABINET_SERVICE_STATE_ON);
  list = client_read (client, "changes");
  after = answer_decode (list, CABINET_TYPE_CHANGE_LIST);
  change = cabinet_list_get (after->changes, 0);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  g_assert_cmpint (change->done_at, !=, 0);
  g_assert_false (change->can_cancel);
  g_assert_cmpuint (count_charges (client, "Static address"), ==, 1);
}

static CabinetService *
read_service (Client *client, const char *id)
{
  g_autoptr (Answer) answer = client_read (client, "services");
  g_autoptr (CabinetServiceList) list = answer_decode (answer, CABINET_TYPE_SERVICE_LIST);

  for (guint i = 0; i < cabinet_list_length (list->services); i++)
    if (g_str_equal (((CabinetService *) cabinet_list_get (list->services, i))->id, id))
      return g_object_ref (cabinet_list_get (list->services, i));
  return NULL;
}

static char *
join (char **words)
{
  return words != NULL ? g_strjoinv (" ", words) : g_strdup ("");
}

/* A speed boost is paid once, costs nothing by the month, ends by itself, and is in the ledger once. */
static void
test_boost (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (CabinetService) offered = NULL;
  g_autoptr (CabinetService) running = NULL;
  g_autoptr (CabinetService) over = NULL;
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetOverview) overview = NULL;
  g_autoptr (GListStore) ledger = NULL;
  g_autoptr (Answer) done = NULL;
  g_autoptr (Answer) off = NULL;
  g_autofree char *when = NULL;
  g_autofree char *path = NULL;
  g_autofree char *clock = NULL;
  CabinetOperation *row;

  client_enter (client, NULL, "12345", "demo");
  offered = read_service (client, "boost");
  when = join (offered->when);
  g_assert_cmpstr (when, ==, "now");
  g_assert_cmpint (offered->period, ==, CABINET_FEE_PERIOD_ONCE);
  g_assert_cmpint (kopecks (&offered->fee), ==, 4900);
  shown = preview (client, "service_on", "boost", "now");
  g_assert_cmpint (kopecks (&shown->cost_now), ==, 4900);
  g_assert_cmpint (kopecks (&shown->fee_after), ==, kopecks (&shown->fee_before));
  g_assert_cmpint (kopecks (&shown->due_after), ==, kopecks (&shown->due_before) + 4900);
  g_assert_cmpuint (shown->ends_on, ==, shown->effective_on + 1);
  done = order (client, "service_on", "boost", "now", shown->token, "");
  g_assert_cmpint (done->status, ==, 201);

  ledger = client_read_ledger (client, "?month=2026-11");
  row = cabinet_list_get (ledger, 0);
  g_assert_cmpint (kopecks (&row->amount), ==, -4900);
  g_assert_cmpint (kopecks (&row->balance_after), ==, 31240 - 4900);
  g_assert_cmpstr (row->title, ==, "Speed boost");
  g_assert_cmpstr (row->service, ==, "Speed boost for a day");
  overview = client_read_overview (client);
  g_assert_cmpint (kopecks (&overview->due->amount), ==, kopecks (&shown->due_after));

  running = read_service (client, "boost");
  g_assert_cmpuint (running->until, ==, shown->ends_on);
  g_assert_cmpint (running->switchable, ==, CABINET_CAPABILITY_ANSWER_NO);
  g_assert_cmpstr (running->code, ==, "ends_by_itself");
  path = g_strdup_printf ("v1/contracts/%s/previews", client->contract);
  off =
    client_ask (client, "POST", path, "{\"kind\":\"service_off\",\"target_id\":\"boost\",\"when\":\"now\"}");
  answer_assert_problem (off, 422, "not-eligible");

  clock = demo_process_control (demo, "clock", "{\"advance_seconds\":172800}");
  client_enter (client, NULL, "12345", "demo");
  over = read_service (client, "boost");
  g_assert_cmpint (over->state, ==, CABINET_SERVICE_STATE_OFF);
  g_assert_cmpint (over->switchable, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_clear_object (&overview);
  overview = client_read_overview (client);
  g_assert_cmpint (kopecks (&((CabinetBalance *) cabinet_list_get (overview->balances, 0))->amount), ==,
                   31240 - 4900 - 2 * 2500);
}

/* A service may begin when its own list says so, whatever is true of tariffs. */
static void
test_when (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "telemir");
  g_autoptr (CabinetService) address = NULL;
  g_autoptr (CabinetService) boost = NULL;
  g_autoptr (CabinetService) part = NULL;
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (Answer) early = NULL;
  g_autofree char *usual = NULL;
  g_autofree char *own = NULL;
  g_autofree char *none = NULL;
  g_autofree char *path = NULL;

  client_enter (client, NULL, "12345", "demo");
  address = read_service (client, "ip");
  boost = read_service (client, "boost");
  part = read_service (client, "tv");
  usual = join (address->when);
  own = join (boost->when);
  none = join (part->when);
  g_assert_cmpstr (usual, ==, "next_period");
  g_assert_cmpstr (own, ==, "now");
  g_assert_cmpstr (none, ==, "");
  shown = preview (client, "service_on", "boost", "now");
  g_assert_cmpuint (shown->ends_on, ==, shown->effective_on + 7);
  path = g_strdup_printf ("v1/contracts/%s/previews", client->contract);
  early =
    client_ask (client, "POST", path, "{\"kind\":\"service_on\",\"target_id\":\"ip\",\"when\":\"now\"}");
  answer_assert_problem (early, 400, "bad-value");
}

static char *
list_tariffs (DemoProcess *demo, const char *tenant, const char *category, const char *login)
{
  g_autoptr (Client) client = client_new (demo, tenant);
  g_autoptr (Answer) answer = NULL;
  g_autoptr (CabinetTariffList) list = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  client_enter (client, category, login, "demo");
  answer = client_read (client, "tariffs");
  list = answer_decode (answer, CABINET_TYPE_TARIFF_LIST);
  for (guint i = 0; i < cabinet_list_length (list->tariffs); i++)
    {
      CabinetTariff *tariff = cabinet_list_get (list->tariffs, i);

      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", tariff->id);
    }
  return g_strdup (ids->str);
}

/* Everybody sees what is for him: persons, legal entities (G18), and the subscribers of a category. */
static void
test_audience (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) wifi = client_new (demo, "tctr");
  g_autofree char *person = list_tariffs (demo, "tomtel", NULL, "12345");
  g_autofree char *entity = list_tariffs (demo, "tomtel", NULL, "104205405");
  g_autofree char *cable = list_tariffs (demo, "tctr", "cable", "12345");
  g_autofree char *radio = list_tariffs (demo, "tctr", "wifi", "12345");
  g_autofree char *path = NULL;
  g_autoptr (Answer) foreign = NULL;

  g_assert_cmpstr (person, ==, "home100 dom300 dom500 dom1000");
  g_assert_cmpstr (entity, ==, "delo delo1000");
  g_assert_cmpstr (cable, ==, "cable50 cable100");
  g_assert_cmpstr (radio, ==, "wifi20 wifi40");
  client_enter (wifi, "wifi", "12345", "demo");
  path = g_strdup_printf ("v1/contracts/%s/previews", wifi->contract);
  foreign = client_ask (wifi, "POST", path,
                        "{\"kind\":\"tariff\",\"target_id\":\"cable50\",\"when\":\"next_period\"}");
  answer_assert_problem (foreign, 404, "not-found");
}

/* The charges of @month, kopecks; of its days @from to @to. */
static gint64
sum_charges (Client *client, const char *month, int from, int to)
{
  g_autofree char *query = g_strdup_printf ("limit=500&month=%s", month);
  g_autoptr (GListStore) rows = client_read_ledger (client, query);
  gint64 sum = 0;

  for (guint i = 0; i < cabinet_list_length (rows); i++)
    {
      CabinetOperation *row = cabinet_list_get (rows, i);
      int day = cabinet_date_get_day (row->date);

      if (row->amount.micros < 0 && day >= from && day <= to)
        sum -= kopecks (&row->amount);
    }
  return sum;
}

/* E5: the days before at the old fee, those from the change on at the new one; what is charged is exactly the
 * part of each fee that falls on its days, and a whole month costs the fee. */
static void
test_inside_month (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autofree char *money = demo_process_control (
    demo, "ledger/insert", "{\"tenant\":\"tomtel\",\"login\":\"12345\",\"amount\":\"2000.00\"}");
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (Answer) done = NULL;
  g_autofree char *proof = NULL;
  g_autofree char *clock = NULL;

  g_assert_nonnull (money);
  client_enter (client, NULL, "12345", "demo");
  shown = preview (client, "tariff", "dom500", "now");
  g_assert_cmpint (kopecks (&shown->fee_before), ==, 75000);
  g_assert_cmpint (kopecks (&shown->fee_after), ==, 89000);
  proof = confirm (client);
  done = order (client, "tariff", "dom500", "now", shown->token, proof);
  g_assert_cmpint (done->status, ==, 201);
  clock = demo_process_control (demo, "clock", "{\"advance_seconds\":3542400}");
  g_assert_nonnull (clock);
  client_enter (client, NULL, "12345", "demo"); /* on the 1st of January */

  g_assert_cmpint (sum_charges (client, "2026-11", 1, 20), ==, 75000 * 20 / 30);
  g_assert_cmpint (sum_charges (client, "2026-11", 21, 21), ==, 89000 * 21 / 30 - 89000 * 20 / 30);
  g_assert_cmpint (sum_charges (client, "2026-11", 21, 30), ==, 89000 - 89000 * 20 / 30);
  g_assert_cmpint (sum_charges (client, "2026-12", 1, 31), ==, 89000);
}

/* What is within a tariff goes with it; the overview tells what comes, and the 1st brings it. */
static void
test_bundle (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "telemir");
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetOverview) before = NULL;
  g_autoptr (CabinetOverview) after = NULL;
  g_autoptr (CabinetService) ending = NULL;
  g_autoptr (CabinetService) ended = NULL;
  g_autoptr (Answer) ordered = NULL;
  g_autofree char *ends = NULL;
  g_autofree char *proof = NULL;
  g_autofree char *clock = NULL;
  CabinetPendingChange *pending;

  client_enter (client, NULL, "12345", "demo");
  shown = preview (client, "tariff", "fast500", "next_period");
  ends = join (shown->ends);
  g_assert_cmpstr (ends, ==, "Television");
  proof = confirm (client);
  ordered = order (client, "tariff", "fast500", "next_period", shown->token, proof);
  g_assert_cmpint (ordered->status, ==, 201);
  before = client_read_overview (client);
  g_assert_cmpuint (cabinet_list_length (before->pending), ==, 1);
  pending = cabinet_list_get (before->pending, 0);
  g_assert_cmpstr (pending->title, ==, "Bystry 500");
  g_assert_cmpuint (pending->effective_on, ==, shown->effective_on);
  g_assert_cmpuint (cabinet_list_length (pending->services), ==, 1);
  g_assert_cmpint (kopecks (&before->due->amount), ==, kopecks (&shown->due_after));
  ending = read_service (client, "tv");
  g_assert_cmpint (ending->state, ==, CABINET_SERVICE_STATE_PENDING_OFF);
  g_assert_cmpuint (ending->until, ==, shown->effective_on - 1);

  clock = demo_process_control (demo, "clock", "{\"advance_seconds\":864000}");
  client_enter (client, NULL, "12345", "demo");
  after = client_read_overview (client);
  g_assert_cmpuint (cabinet_list_length (after->pending), ==, 0);
  g_assert_cmpuint (cabinet_list_length (after->services), ==, 1);
  ended = read_service (client, "tv");
  g_assert_null (ended);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/changes/now", test_now);
  g_test_add_func ("/demo/changes/stale", test_stale);
  g_test_add_func ("/demo/changes/next-period", test_next_period);
  g_test_add_func ("/demo/changes/midnight", test_midnight);
  g_test_add_func ("/demo/changes/boost", test_boost);
  g_test_add_func ("/demo/changes/inside-month", test_inside_month);
  g_test_add_func ("/demo/changes/when", test_when);
  g_test_add_func ("/demo/changes/audience", test_audience);
  g_test_add_func ("/demo/changes/bundle", test_bundle);
  return g_test_run ();
}
