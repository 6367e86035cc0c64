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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/changes/now", test_now);
  g_test_add_func ("/demo/changes/stale", test_stale);
  g_test_add_func ("/demo/changes/next-period", test_next_period);
  g_test_add_func ("/demo/changes/midnight", test_midnight);
  return g_test_run ();
}
