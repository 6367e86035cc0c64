/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include "cabinet-change.h"
#include "cabinet-charging.h"
#include "cabinet-offer.h"

/* Promised payments (F17, F18) and voluntary blocks (G8): offers, what is ordered of them, and the ledger. */

#define DAY (24 * 60 * 60)

typedef struct
{
  DemoProcess *demo;
  Client *client;
  const char *category;
  const char *login;
} Desk;

static void
desk_close (Desk *desk)
{
  g_clear_pointer (&desk->client, client_free);
  g_clear_pointer (&desk->demo, demo_process_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_close)

static void
desk_open (Desk *desk, const char *tenant, const char *category, const char *login)
{
  desk->demo = demo_process_new ("--now", NOW, "--control", NULL);
  desk->client = client_new (desk->demo, tenant);
  desk->category = category;
  desk->login = login;
  client_enter (desk->client, category, login, "demo");
}

/* A session does not last so long. */
static void
pass_days (Desk *desk, int days)
{
  g_autofree char *json = g_strdup_printf ("{\"advance_seconds\":%d}", days * DAY);
  g_autofree char *answer = demo_process_control (desk->demo, "clock", json);

  g_assert_nonnull (answer);
  client_enter (desk->client, desk->category, desk->login, "demo");
}

static gpointer
read_record (Client *client, const char *view, GType type)
{
  g_autoptr (Answer) answer = client_read (client, view);

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, type);
}

static CabinetPromiseOffer *
read_promise (Client *client)
{
  return read_record (client, "promise", CABINET_TYPE_PROMISE_OFFER);
}

static CabinetSuspensionOffer *
read_suspension (Client *client)
{
  return read_record (client, "suspension", CABINET_TYPE_SUSPENSION_OFFER);
}

static char *
dup_body (const char *kind, const char *target, const char *from, const char *to, const char *more)
{
  GString *body = g_string_new (NULL);

  g_string_append_printf (body, "{\"kind\":\"%s\",\"target_id\":\"%s\",\"when\":\"%s\"", kind, target,
                          from != NULL ? "date" : "now");
  if (from != NULL)
    g_string_append_printf (body, ",\"from\":\"%s\"", from);
  if (to != NULL)
    g_string_append_printf (body, ",\"to\":\"%s\"", to);
  g_string_append_printf (body, "%s}", more);
  return g_string_free (body, FALSE);
}

static Answer *
ask_preview (Client *client, const char *kind, const char *target, const char *from, const char *to)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/previews", client->contract);
  g_autofree char *body = dup_body (kind, target, from, to, "");

  return client_ask (client, "POST", path, body);
}

static CabinetChangePreview *
preview (Client *client, const char *kind, const char *target, const char *from, const char *to)
{
  g_autoptr (Answer) answer = ask_preview (client, kind, target, from, to);

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_CHANGE_PREVIEW);
}

static Answer *
ask_order (Client *client,
           const char *kind,
           const char *target,
           const char *from,
           const char *to,
           const char *token,
           const char *proof)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/changes", client->contract);
  g_autofree char *more =
    g_strdup_printf (",\"preview_token\":\"%s\",\"confirmation\":\"%s\"", token, proof != NULL ? proof : "");
  g_autofree char *body = dup_body (kind, target, from, to, more);

  return client_change (client, "POST", path, body);
}

/* As it was shown. */
static CabinetChange *
order (Client *client, const char *kind, const char *target, const char *from, const char *to)
{
  g_autoptr (CabinetChangePreview) shown = preview (client, kind, target, from, to);
  g_autoptr (Answer) answer = ask_order (client, kind, target, from, to, shown->token, NULL);

  g_assert_cmpint (answer->status, ==, 201);
  return answer_decode (answer, CABINET_TYPE_CHANGE);
}

static void
assert_refused (Client *client,
                const char *kind,
                const char *target,
                const char *from,
                const char *to,
                int status,
                const char *word)
{
  g_autoptr (Answer) answer = ask_preview (client, kind, target, from, to);

  answer_assert_problem (answer, status, word);
}

static CabinetBalance *
main_balance (CabinetOverview *overview)
{
  return cabinet_list_get (overview->balances, 0);
}

/* The ledger adds up to the balance, row by row. */
static void
assert_chain (Client *client)
{
  g_autoptr (CabinetOverview) overview = client_read_overview (client);
  g_autoptr (GListStore) rows = client_read_ledger (client, "limit=500");
  CabinetOperation *newest = cabinet_list_get (rows, 0);

  for (guint i = 0; i + 1 < cabinet_list_length (rows); i++)
    {
      CabinetOperation *row = cabinet_list_get (rows, i);
      CabinetOperation *before = cabinet_list_get (rows, i + 1);

      g_assert_cmpint (before->balance_after.micros + row->amount.micros, ==, row->balance_after.micros);
    }
  g_assert_cmpint (newest->balance_after.micros, ==, main_balance (overview)->amount.micros);
}

/* F18: only with the password, only when the money is for less than three days, once a month. */
static void
test_trust (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetPromiseOffer) offer = NULL;
  g_autoptr (CabinetPromiseOffer) taken = NULL;
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetOverview) before = NULL;
  g_autoptr (CabinetOverview) after = NULL;
  g_autoptr (CabinetOverview) over = NULL;
  g_autoptr (Answer) unproved = NULL;
  g_autoptr (Answer) proof = NULL;
  g_autoptr (Answer) done = NULL;
  g_autoptr (CabinetConfirmation) confirmation = NULL;

  desk_open (&desk, "tomtel", NULL, "104205403");
  before = client_read_overview (desk.client);
  g_assert_cmpint (before->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  offer = read_promise (desk.client);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpint (offer->uses_left, ==, 1);
  g_assert_cmpuint (cabinet_list_length (offer->choices), ==, 1);
  shown = preview (desk.client, "promise", "trust300", NULL, NULL);
  g_assert_true (shown->confirmation_needed);
  g_assert_cmpint (kopecks (&shown->cost_now), ==, 0);
  g_assert_cmpint (shown->ends_on, ==, before->today + 5);
  unproved = ask_order (desk.client, "promise", "trust300", NULL, NULL, shown->token, NULL);
  answer_assert_problem (unproved, 403, "confirmation-needed");
  proof = client_ask (desk.client, "POST", "v1/session/confirmations", "{\"secret\":\"demo\"}");
  confirmation = answer_decode (proof, CABINET_TYPE_CONFIRMATION);
  done = ask_order (desk.client, "promise", "trust300", NULL, NULL, shown->token, confirmation->confirmation);
  g_assert_cmpint (done->status, ==, 201);

  /* The line is back; the day that waited for money is charged. */
  after = client_read_overview (desk.client);
  g_assert_cmpint (after->line->state, ==, CABINET_LINE_STATE_DEBT);
  g_assert_cmpint (kopecks (&main_balance (after)->credit), ==, 30000);
  g_assert_cmpint (main_balance (after)->credit_until, ==, before->today + 5);
  g_assert_cmpint (main_balance (after)->amount.micros, <, main_balance (before)->amount.micros);
  taken = read_promise (desk.client);
  g_assert_cmpint (taken->available, ==, CABINET_CAPABILITY_ANSWER_NOT_NOW);
  g_assert_cmpstr (taken->code, ==, "already");
  g_assert_cmpint (kopecks (&taken->active), ==, 30000);
  g_assert_cmpint (taken->uses_left, ==, 0);
  assert_refused (desk.client, "promise", "trust300", NULL, NULL, 409, "already");
  assert_chain (desk.client);

  /* On its last day it still counts; after it the line is off. */
  pass_days (&desk, 5);
  g_clear_object (&after);
  after = client_read_overview (desk.client);
  g_assert_cmpint (after->line->state, ==, CABINET_LINE_STATE_DEBT);
  pass_days (&desk, 1);
  over = client_read_overview (desk.client);
  g_assert_cmpint (over->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  g_assert_false (cabinet_money_is_set (&main_balance (over)->credit));
  g_clear_object (&taken);
  taken = read_promise (desk.client);
  g_assert_cmpstr (taken->code, ==, "limit_reached");
  assert_refused (desk.client, "promise", "trust300", NULL, NULL, 422, "not-eligible");
  assert_chain (desk.client);
}

/* F17: of several, those that make up for the debt; with a price. */
static void
test_promise (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetPromiseOffer) offer = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetOverview) overview = NULL;
  g_autoptr (Client) rich = NULL;
  g_autoptr (CabinetPromiseOffer) not_needed = NULL;
  g_autoptr (Client) entity = NULL;
  g_autoptr (Answer) by_paper = NULL;

  desk_open (&desk, "tctr", "cable", "200101");
  offer = read_promise (desk.client);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpuint (cabinet_list_length (offer->choices), ==, 2);
  change = order (desk.client, "promise", "promise500", NULL, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  g_assert_cmpint (kopecks (&change->charged), ==, 2000);
  overview = client_read_overview (desk.client);
  g_assert_cmpint (kopecks (&main_balance (overview)->amount), ==, -41000 - 2000);
  g_assert_cmpint (kopecks (&main_balance (overview)->credit), ==, 50000);
  assert_chain (desk.client);
  assert_refused (desk.client, "promise", "promise7", NULL, NULL, 404, "not-found");
  assert_refused (desk.client, "promise", "promise500", "2026-12-01", NULL, 400, "bad-value");
  assert_refused (desk.client, "activate", "contract", NULL, NULL, 400, "bad-value");

  rich = client_new (desk.demo, "tctr");
  client_enter (rich, "cable", "12345", "demo");
  not_needed = read_promise (rich);
  g_assert_cmpint (not_needed->available, ==, CABINET_CAPABILITY_ANSWER_NOT_NOW);
  g_assert_cmpstr (not_needed->code, ==, "not_needed");
  g_assert_nonnull (not_needed->reason);
  assert_refused (rich, "promise", "promise500", NULL, NULL, 422, "not-eligible");

  entity = client_new (desk.demo, "tctr");
  client_enter (entity, "cable", "200105", "demo");
  by_paper = client_read (entity, "promise");
  g_assert_nonnull (strstr (by_paper->text, "\"by_request\""));
}

/* A block that is scheduled, and taken back: the price comes back. */
static void
test_scheduled (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetSuspensionOffer) offer = NULL;
  g_autoptr (CabinetSuspensionOffer) ordered = NULL;
  g_autoptr (CabinetSuspensionOffer) none = NULL;
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetChange) back = NULL;
  g_autoptr (CabinetOverview) overview = NULL;
  g_autoptr (CabinetOverview) after = NULL;
  CabinetPendingChange *begins, *ends;

  desk_open (&desk, "tctr", "cable", "12345");
  offer = read_suspension (desk.client);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpint (offer->state, ==, CABINET_SUSPENSION_STATE_NONE);
  g_assert_cmpint (offer->days_left, ==, 180);
  assert_refused (desk.client, "suspend", "contract", "2026-11-21", "2026-12-31", 400, "bad-value");
  assert_refused (desk.client, "suspend", "contract", NULL, NULL, 400, "bad-value");
  assert_refused (desk.client, "suspend", "contract", "2026-12-01", NULL, 400, "bad-value");
  assert_refused (desk.client, "suspend", "contract", "2026-12-01", "2026-12-29", 422, "not-eligible");
  assert_refused (desk.client, "suspend", "contract", "2026-12-01", "2027-03-31", 422, "not-eligible");
  assert_refused (desk.client, "suspend", "line", "2026-12-01", "2026-12-31", 404, "not-found");
  assert_refused (desk.client, "resume", "contract", NULL, NULL, 409, "already");

  shown = preview (desk.client, "suspend", "contract", "2026-12-01", "2026-12-31");
  g_assert_cmpint (kopecks (&shown->cost_now), ==, 10000);
  g_assert_cmpint (kopecks (&shown->fee_before), ==, 107000);
  g_assert_cmpint (kopecks (&shown->fee_after), ==, 0);
  g_assert_cmpint (shown->ends_on, ==, cabinet_date_new (2026, 12, 31));
  change = order (desk.client, "suspend", "contract", "2026-12-01", "2026-12-31");
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_PENDING);
  g_assert_true (change->can_cancel);
  overview = client_read_overview (desk.client);
  g_assert_cmpint (kopecks (&main_balance (overview)->amount), ==, 124000 - 10000);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpuint (cabinet_list_length (overview->pending), ==, 2);
  begins = cabinet_list_get (overview->pending, 0);
  ends = cabinet_list_get (overview->pending, 1);
  g_assert_cmpint (begins->kind, ==, CABINET_CHANGE_KIND_SUSPEND);
  g_assert_cmpint (cabinet_charging_monthly_fee (G_LIST_MODEL (begins->services), "RUB").micros, ==, 0);
  g_assert_cmpint (ends->kind, ==, CABINET_CHANGE_KIND_RESUME);
  g_assert_cmpint (ends->effective_on, ==, cabinet_date_new (2027, 1, 1));
  ordered = read_suspension (desk.client);
  g_assert_cmpint (ordered->state, ==, CABINET_SUSPENSION_STATE_SCHEDULED);
  g_assert_cmpint (ordered->days_left, ==, 180 - 31);
  g_assert_cmpint (ordered->resume, ==, CABINET_CAPABILITY_ANSWER_YES);
  assert_refused (desk.client, "suspend", "contract", "2027-02-01", "2027-03-31", 409, "already");

  back = order (desk.client, "resume", "contract", NULL, NULL);
  g_assert_cmpint (back->state, ==, CABINET_CHANGE_STATE_DONE);
  none = read_suspension (desk.client);
  g_assert_cmpint (none->state, ==, CABINET_SUSPENSION_STATE_NONE);
  after = client_read_overview (desk.client);
  g_assert_cmpint (kopecks (&main_balance (after)->amount), ==, 124000);
  g_assert_cmpuint (cabinet_list_length (after->pending), ==, 0);
  assert_chain (desk.client);
}

/* Taken back as any change that does not act yet. */
static void
test_cancelled (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (Answer) cancelled = NULL;
  g_autoptr (CabinetOverview) after = NULL;
  g_autofree char *path = NULL;

  desk_open (&desk, "tctr", "cable", "12345");
  change = order (desk.client, "suspend", "contract", "2026-12-01", "2026-12-31");
  path = g_strdup_printf ("v1/changes/%s", change->id);
  cancelled = client_change (desk.client, "DELETE", path, NULL);
  g_assert_cmpint (cancelled->status, ==, 200);
  after = client_read_overview (desk.client);
  g_assert_cmpint (kopecks (&main_balance (after)->amount), ==, 124000);
  assert_chain (desk.client);
}

/* G8: while it runs no fee is taken; at its end the service is back by itself. */
static void
test_running (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetOverview) blocked = NULL;
  g_autoptr (CabinetOverview) last = NULL;
  g_autoptr (CabinetOverview) over = NULL;
  g_autoptr (CabinetSuspensionOffer) running = NULL;
  g_autoptr (Answer) refused = NULL;

  desk_open (&desk, "tctr", "cable", "12345");
  change = order (desk.client, "suspend", "contract", "2026-11-25", "2026-12-31");
  pass_days (&desk, 11);
  blocked = client_read_overview (desk.client);
  g_assert_cmpint (blocked->today, ==, cabinet_date_new (2026, 12, 2));
  g_assert_cmpint (blocked->line->state, ==, CABINET_LINE_STATE_SUSPENDED);
  g_assert_cmpint (blocked->line->since, ==, cabinet_date_new (2026, 11, 25));
  g_assert_cmpint (blocked->line->until, ==, cabinet_date_new (2026, 12, 31));
  g_assert_cmpint (kopecks (&main_balance (blocked)->amount), ==, 124000 - 10000);
  running = read_suspension (desk.client);
  g_assert_cmpint (running->state, ==, CABINET_SUSPENSION_STATE_RUNNING);
  g_assert_cmpint (running->to, ==, cabinet_date_new (2026, 12, 31));
  assert_refused (desk.client, "tariff", "cable100", "2027-01-01", NULL, 400, "bad-value");
  pass_days (&desk, 29);
  last = client_read_overview (desk.client);
  g_assert_cmpint (last->line->state, ==, CABINET_LINE_STATE_SUSPENDED);
  g_assert_cmpint (kopecks (&main_balance (last)->amount), ==, 124000 - 10000);
  pass_days (&desk, 1);
  over = client_read_overview (desk.client);
  g_assert_cmpint (over->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpint (kopecks (&main_balance (over)->amount), ==, 124000 - 10000 - 107000);
  assert_chain (desk.client);
}

/* Ended before its day: what is left of the month is paid for. */
static void
test_ended (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetChange) begun = NULL;
  g_autoptr (CabinetChange) ended = NULL;
  g_autoptr (CabinetChangePreview) shown = NULL;
  g_autoptr (CabinetOverview) after = NULL;
  g_autoptr (CabinetSuspensionOffer) none = NULL;
  const gint64 rest = (107000 * 30 + 15) / 31;

  desk_open (&desk, "tctr", "cable", "12345");
  begun = order (desk.client, "suspend", "contract", "2026-11-25", "2026-12-31");
  pass_days (&desk, 11);
  shown = preview (desk.client, "resume", "contract", NULL, NULL);
  g_assert_cmpint (kopecks (&shown->cost_now), ==, rest);
  g_assert_cmpint (kopecks (&shown->fee_before), ==, 0);
  g_assert_cmpint (kopecks (&shown->fee_after), ==, 107000);
  ended = order (desk.client, "resume", "contract", NULL, NULL);
  g_assert_cmpint (ended->state, ==, CABINET_CHANGE_STATE_DONE);
  after = client_read_overview (desk.client);
  g_assert_cmpint (after->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpint (kopecks (&main_balance (after)->amount), ==, 124000 - 10000 - rest);
  none = read_suspension (desk.client);
  g_assert_cmpint (none->state, ==, CABINET_SUSPENSION_STATE_NONE);
  assert_chain (desk.client);
}

/* What was there before any change: a block of the tables is ended as any other; one in debt cannot begin. */
static void
test_tables (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetSuspensionOffer) running = NULL;
  g_autoptr (CabinetChange) ended = NULL;
  g_autoptr (CabinetOverview) after = NULL;
  g_autoptr (Client) debtor = NULL;
  g_autoptr (CabinetSuspensionOffer) refused = NULL;
  g_autoptr (Client) elsewhere = NULL;
  g_autoptr (CabinetSuspensionOffer) not_offered = NULL;

  desk_open (&desk, "tctr", "cable", "200104");
  running = read_suspension (desk.client);
  g_assert_cmpint (running->state, ==, CABINET_SUSPENSION_STATE_RUNNING);
  ended = order (desk.client, "resume", "contract", NULL, NULL);
  after = client_read_overview (desk.client);
  g_assert_cmpint (after->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  assert_chain (desk.client);

  debtor = client_new (desk.demo, "tctr");
  client_enter (debtor, "cable", "200101", "demo");
  refused = read_suspension (debtor);
  g_assert_cmpstr (refused->code, ==, "debt");
  assert_refused (debtor, "suspend", "contract", "2026-12-01", "2026-12-31", 422, "not-eligible");

  elsewhere = client_new (desk.demo, "telemir");
  client_enter (elsewhere, NULL, "12345", "demo");
  not_offered = read_suspension (elsewhere);
  g_assert_cmpint (not_offered->available, ==, CABINET_CAPABILITY_ANSWER_NO);
  assert_refused (elsewhere, "suspend", "contract", "2026-12-01", "2026-12-31", 404, "not-found");
  assert_refused (elsewhere, "promise", "promise500", NULL, NULL, 404, "not-found");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/offers/trust", test_trust);
  g_test_add_func ("/demo/offers/promise", test_promise);
  g_test_add_func ("/demo/offers/scheduled", test_scheduled);
  g_test_add_func ("/demo/offers/cancelled", test_cancelled);
  g_test_add_func ("/demo/offers/running", test_running);
  g_test_add_func ("/demo/offers/ended", test_ended);
  g_test_add_func ("/demo/offers/tables", test_tables);
  return g_test_run ();
}
