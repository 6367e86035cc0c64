/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-conversation.h"
#include "cabinet-plan.h"
#include "cabinet-top-ups.h"
#include "system-fixture.h"

/* Changes at a system that keeps no keys, over a line that loses answers: each is sent once, found by what it
 * does, or told as not done long after. */

#define TARIFFS "[{\"tpId\":103,\"tpName\":\"Home 300\",\"monthFee\":310,\"dayFee\":0,\"canChangeTp\":true}]"
#define INTERNET(id, name)                                     \
  "[{\"id\":7,\"uid\":4207,\"tpId\":" id ",\"tpName\":\"" name \
  "\",\"monthFee\":310,\"dayFee\":0,\"internetStatus\":0,\"canChangeTp\":true}]"
#define CHANGE_PATH "/api.cgi/user/internet/7"
#define TEXT "No light on the box"

#define UNSETTLED "select count(*) from outbox where state not in ('done', 'refused', 'abandoned')"
/* As if it had been sent eleven minutes ago. */
#define LATER "update outbox set sent_at = sent_at - 660000000"

typedef struct
{
  System *f;
  const char *method;
  guint n;
} Heard;

static gboolean
is_heard (gpointer data)
{
  Heard *heard = data;

  return player_count (heard->f->player, heard->method, NULL) >= heard->n;
}

/* Runs until so many requests of @method have come. */
static void
wait_for (System *f, const char *method, guint n)
{
  Heard heard = { f, method, n };

  service_wait_until (is_heard, &heard);
}

static gboolean
is_settled (gpointer data)
{
  return system_query ("journal", UNSETTLED) == 0;
}

static void
put_internet (System *f, const char *rows)
{
  system_put (f, ABILLS_READ "user/internet", rows);
}

static CabinetChangeOutlook *
preview (System *f, CabinetChangeRequest *request)
{
  CabinetPlan *plan = cabinet_account_get_plan (f->account);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CabinetChangeOutlook *outlook;

  cabinet_plan_preview_async (plan, request, NULL, service_on_result, &result);
  service_wait_for (&result);
  outlook = cabinet_plan_preview_finish (plan, result, &error);
  g_assert_no_error (error);
  return outlook;
}

static void
begin_order (System *f, CabinetChangeKind kind, const char *target, GAsyncResult **ordered)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetChangeOutlook) outlook = NULL;

  request->kind = kind;
  request->target_id = g_strdup (target);
  request->when = CABINET_CHANGE_WHEN_NOW;
  outlook = preview (f, request);
  cabinet_plan_order_async (cabinet_account_get_plan (f->account), outlook, NULL, NULL, service_on_result,
                            ordered);
}

static CabinetChange *
end_order (System *f, GAsyncResult **ordered, GError **error)
{
  CabinetChange *change;

  service_wait_for (ordered);
  change = cabinet_plan_change_finish (cabinet_account_get_plan (f->account), *ordered, error);
  g_clear_object (ordered);
  return change;
}

static void
begin_tariff (System *f, guint status, GAsyncResult **ordered)
{
  system_put (f, ABILLS_READ "user/internet/tariffs/all", TARIFFS);
  player_put (f->player, "PUT", CHANGE_PATH, "{\"tpId\":103,\"period\":0}", status, NULL,
              "{\"result\":\"Successfully changed\",\"success\":1,\"uid\":4207}");
  begin_order (f, CABINET_CHANGE_KIND_TARIFF, "t103", ordered);
}

static void
assert_done (System *f, GAsyncResult **ordered, const char *method)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = end_order (f, ordered, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  g_assert_cmpuint (player_count (f->player, method, NULL), ==, 1);
  g_assert_cmpint (system_query ("journal", UNSETTLED), ==, 0);
}

/* The answer is lost: what it did is found. */
static void
test_tariff_lost (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) ordered = NULL;

  begin_tariff (f, 0, &ordered);
  wait_for (f, "PUT", 1);
  put_internet (f, INTERNET ("103", "Home 300"));
  assert_done (f, &ordered, "PUT");
}

/* The change is heard, and the read after it fails at first. */
static void
test_read_fails (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) ordered = NULL;

  begin_tariff (f, 200, &ordered);
  wait_for (f, "PUT", 1);
  player_put (f->player, "GET", ABILLS_READ "user/internet", NULL, 502, NULL, "{\"errno\":20}");
  player_put (f->player, "GET", ABILLS_READ "user/internet", NULL, 0, NULL, "");
  put_internet (f, "<html>busy</html>");
  put_internet (f, INTERNET ("103", "Home 300"));
  assert_done (f, &ordered, "PUT");
}

/* What is read before it hangs: nothing has left, and it can be asked for again at once. */
static void
test_read_hangs (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) ordered = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) waiting = NULL;

  begin_tariff (f, 200, &ordered);
  player_put (f->player, "GET", ABILLS_READ "user/internet", NULL, PLAYER_SILENT, NULL, "");
  g_assert_null (end_order (f, &ordered, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT);
  g_assert_cmpint (system_query ("journal", "select count(*) from outbox where state = 'abandoned'"), ==, 1);
  g_assert_cmpuint (player_count (f->player, "PUT", NULL), ==, 0);

  /* One that was written down and not begun, as by a program that was killed, stands in the way of the next:
   * it may still be begun. */
  put_internet (f, INTERNET ("101", "Home"));
  system_query ("journal", "update outbox set state = 'written', lease = null");
  begin_tariff (f, 200, &ordered);
  g_assert_null (end_order (f, &ordered, &waiting));
  g_assert_error (waiting, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED);
  g_assert_cmpuint (player_count (f->player, "PUT", NULL), ==, 0);

  system_query ("journal", "update outbox set state = 'abandoned'");
  begin_tariff (f, 200, &ordered);
  wait_for (f, "PUT", 1);
  put_internet (f, INTERNET ("103", "Home 300"));
  assert_done (f, &ordered, "PUT");
}

/* It fails for good: that the session is over does not say that nothing was sent. */
static void
test_session_over (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) ordered = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  begin_tariff (f, 200, &ordered);
  wait_for (f, "PUT", 1);
  player_put (f->player, "GET", ABILLS_READ "user/internet", NULL, 401, NULL,
              "{\"errno\":10,\"errstr\":\"Access denied\"}");
  player_put (f->player, "POST", "/api.cgi/user/login", "{\"login\":\"moroz\",\"password\":\"frost-7\"}", 400,
              NULL, "{\"errno\":1001014,\"errstr\":\"ERR_WRONG_PASSWD\"}");
  g_assert_null (end_order (f, &ordered, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED);
  words = cabinet_plan_dup_unconfirmed_words (cabinet_account_get_plan (f->account));
  g_assert_nonnull (words);
  g_assert_cmpuint (player_count (f->player, "PUT", NULL), ==, 1);
}

static char *
dup_day (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%F");
}

static void
test_promise_lost (System *f, gconstpointer data)
{
  g_autofree char *until = dup_day (5);
  g_autofree char *user =
    g_strdup_printf ("{\"uid\":4207,\"deposit\":147.345,\"credit\":200,\"creditDate\":\"%s\"}", until);
  g_autoptr (GAsyncResult) ordered = NULL;

  system_put (f, ABILLS_READ "user/credit",
              "{\"creditSum\":200,\"creditDays\":5,\"creditMonthChanges\":1,\"creditChgPrice\":5}");
  player_put (f->player, "POST", "/api.cgi/user/credit", "{}", 0, NULL, "");
  begin_order (f, CABINET_CHANGE_KIND_PROMISE, "promise", &ordered);
  wait_for (f, "POST", 2);
  system_put (f, ABILLS_READ "user", user);
  service_wait_for (&ordered);
  g_assert_cmpuint (player_count (f->player, "POST", "user/credit"), ==, 1);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CabinetChange) change = end_order (f, &ordered, &error);

    g_assert_no_error (error);
    g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  }
}

static void
refresh_plan (System *f)
{
  CabinetPlan *plan = cabinet_account_get_plan (f->account);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  system_put (f, ABILLS_READ "user/services", "{\"internet\":[],\"abon\":[]}");
  cabinet_plan_refresh_async (plan, NULL, service_on_result, &result);
  service_wait_for (&result);
  cabinet_plan_refresh_finish (plan, result, &error);
  g_assert_no_error (error);
}

#define CREDIT(sum) "{\"creditSum\":" sum ",\"creditDays\":5,\"creditMonthChanges\":1,\"creditChgPrice\":5}"

/* The sum that is promised is told by the offer: when the order is stale, so was the offer. */
static void
test_promise_moved (System *f, gconstpointer data)
{
  CabinetPlan *plan = cabinet_account_get_plan (f->account);
  CabinetDate today = cabinet_account_get_today (f->account);
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetChangeOutlook) was = NULL, now = NULL;
  g_autoptr (GAsyncResult) ordered = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) moved = NULL;

  request->kind = CABINET_CHANGE_KIND_PROMISE;
  request->target_id = g_strdup ("credit");
  request->when = CABINET_CHANGE_WHEN_NOW;
  system_put (f, ABILLS_READ "user/internet/tariffs/all", TARIFFS);
  system_put (f, ABILLS_READ "user/credit", CREDIT ("200"));
  refresh_plan (f);
  was = preview (f, request);
  g_assert_cmpint (was->credit.micros, ==, 200 * CABINET_MONEY_UNIT);
  system_put (f, ABILLS_READ "user/credit", CREDIT ("100"));
  cabinet_plan_order_async (plan, was, NULL, NULL, service_on_result, &ordered);
  g_assert_null (end_order (f, &ordered, &error));
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "preview-stale");
  now = preview (f, request);
  moved = cabinet_change_outlook_dup_moved (now, was, today);
  g_assert_nonnull (moved[0]);
  g_assert_nonnull (strstr (moved[0], "100.00"));
  g_assert_cmpuint (player_count (f->player, "POST", "user/credit"), ==, 0);
}

static void
begin_message (System *f, GAsyncResult **sent)
{
  CabinetConversation *conversation = cabinet_account_get_conversation (f->account);

  cabinet_conversation_send_async (conversation, NULL, "Box", TEXT, NULL, NULL, service_on_result, sent);
}

static void
put_ticket (System *f)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format (now, "%F %T");
  g_autofree char *list = g_strdup_printf (
    "[{\"id\":31,\"subject\":\"Box\",\"message\":\"" TEXT "\",\"date\":\"%.10s\",\"state\":0}]", at);
  g_autofree char *replies = g_strdup_printf (
    "[{\"id\":31,\"mainMsg\":0,\"datetime\":\"%s\",\"text\":\"" TEXT "\",\"aid\":\"\",\"uid\":4207}]", at);

  system_put (f, ABILLS_READ "user/msgs", list);
  system_put (f, ABILLS_READ "user/msgs/31/reply", replies);
}

static void
put_message (System *f, guint status, const char *answer)
{
  system_put (f, ABILLS_READ "user/msgs/chapters", "[{\"id\":1,\"name\":\"Support\"}]");
  player_put (f->player, "POST", "/api.cgi/user/msgs",
              "{\"subject\":\"Box\",\"message\":\"" TEXT "\",\"chapter\":1,\"priority\":2}", status, NULL,
              answer);
}

/* The newest message of the conversation. */
static CabinetMessage *
peek_message (System *f)
{
  GListModel *messages = G_LIST_MODEL (cabinet_account_get_conversation (f->account));
  guint n = g_list_model_get_n_items (messages);

  g_assert_cmpuint (n, ==, 1);
  return cabinet_list_peek (messages, 0);
}

static CabinetMessage *
end_message (System *f, GAsyncResult **sent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetMessage) message = NULL;

  service_wait_for (sent);
  message = cabinet_conversation_send_finish (cabinet_account_get_conversation (f->account), *sent, &error);
  g_assert_no_error (error);
  g_clear_object (sent);
  return peek_message (f);
}

static void
test_message_lost (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) sent = NULL;
  CabinetMessage *message;

  put_message (f, 0, "");
  begin_message (f, &sent);
  wait_for (f, "POST", 2);
  put_ticket (f);
  message = end_message (f, &sent);
  g_assert_cmpstr (message->text, ==, TEXT);
  g_assert_cmpint (message->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_cmpint (message->state, !=, CABINET_MESSAGE_STATE_FAILED);
  g_assert_cmpuint (player_count (f->player, "POST", "user/msgs"), ==, 1);
}

static gboolean
is_sent (gpointer data)
{
  System *f = data;
  GListModel *messages = G_LIST_MODEL (cabinet_account_get_conversation (f->account));
  CabinetMessageState state;

  /* The one that failed leaves when the new one is there. */
  if (g_list_model_get_n_items (messages) != 1)
    return FALSE;
  state = peek_message (f)->state;
  return state == CABINET_MESSAGE_STATE_SENT || state == CABINET_MESSAGE_STATE_DELIVERED;
}

/* It was written long before there was a way to send it: it is looked for by when it left. */
static void
test_message_late (System *f, gconstpointer data)
{
  CabinetConversation *conversation = cabinet_account_get_conversation (f->account);
  g_autoptr (GAsyncResult) sent = NULL;
  CabinetMessage *message;

  player_put (f->player, "GET", ABILLS_READ "user/msgs/chapters", NULL, 502, NULL, "{\"errno\":20}");
  begin_message (f, &sent);
  message = end_message (f, &sent);
  g_assert_cmpint (message->state, ==, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_false (cabinet_conversation_is_doubtful (conversation, message));
  system_query ("journal", "update outbox set created_at = created_at - 172800000000");

  put_message (f, 200, "{\"insertId\":31,\"msgId\":31}");
  put_ticket (f);
  system_put_ledger (f, "[]", "[]");
  system_refresh_well (f, NULL);
  service_wait_until (is_sent, f);
  g_assert_cmpuint (player_count (f->player, "POST", "user/msgs"), ==, 1);
}

static gboolean
has_failed (gpointer data)
{
  return peek_message (data)->state == CABINET_MESSAGE_STATE_FAILED;
}

/* Neither is shown: not confirmed; long after, not done, and both can be asked for again. */
static void
test_not_found (System *f, gconstpointer data)
{
  CabinetConversation *conversation = cabinet_account_get_conversation (f->account);
  g_autoptr (GAsyncResult) ordered = NULL, sent = NULL;
  g_autoptr (GError) error = NULL, again = NULL;
  g_autoptr (CabinetChange) change = NULL;
  CabinetMessage *message;

  put_message (f, 0, "");
  begin_message (f, &sent);
  begin_tariff (f, 0, &ordered);
  g_assert_null (end_order (f, &ordered, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED);
  message = end_message (f, &sent);
  g_assert_cmpint (message->state, ==, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_true (cabinet_conversation_is_doubtful (conversation, message));

  /* A second wish is not sent while it is not known what became of the first. */
  begin_order (f, CABINET_CHANGE_KIND_TARIFF, "t103", &ordered);
  g_assert_null (end_order (f, &ordered, &again));
  g_assert_error (again, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED);

  system_query ("journal", LATER);
  system_put_ledger (f, "[]", "[]");
  refresh_plan (f);
  system_refresh_well (f, NULL);
  service_wait_until (has_failed, f);
  service_wait_until (is_settled, NULL);
  message = peek_message (f);
  g_assert_nonnull (cabinet_conversation_get_failure (conversation, message));
  g_assert_cmpint (system_query ("journal", "select count(*) from outbox where code = 'refused:not-done'"),
                   ==, 2);
  g_assert_cmpuint (player_count (f->player, "PUT", NULL), ==, 1);
  g_assert_cmpuint (player_count (f->player, "POST", "user/msgs"), ==, 1);

  g_clear_error (&error);
  begin_tariff (f, 200, &ordered);
  wait_for (f, "PUT", 2);
  put_internet (f, INTERNET ("103", "Home 300"));
  change = end_order (f, &ordered, &error);
  g_assert_no_error (error);
  put_message (f, 200, "{\"insertId\":31,\"msgId\":31}");
  put_ticket (f);
  cabinet_conversation_retry (conversation, message);
  service_wait_until (is_sent, f);
  g_assert_cmpuint (player_count (f->player, "POST", "user/msgs"), ==, 2);
}

#define WAITING                                                                                     \
  "[{\"id\":7,\"uid\":4207,\"tpId\":101,\"tpName\":\"Home\",\"monthFee\":220,\"internetStatus\":0," \
  "\"schedule\":"                                                                                   \
  "{\"sheduleId\":9,\"tpId\":103,\"tpName\":\"Home 300\",\"dateFrom\":\"%s\",\"canCancel\":true}}]"

/* A cancellation whose answer is lost, of a change that is to act so many days from now. */
static void
begin_cancel (System *f, int days, GAsyncResult **ordered)
{
  CabinetPlan *plan = cabinet_account_get_plan (f->account);
  g_autofree char *day = dup_day (days);
  g_autofree char *waiting = g_strdup_printf (WAITING, day);

  system_put (f, ABILLS_READ "user/internet/tariffs/all", TARIFFS);
  put_internet (f, waiting);
  refresh_plan (f);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_plan_get_changes (plan)), ==, 1);
  player_put (f->player, "DELETE", "/api.cgi/user/internet/9", NULL, 0, NULL, "");
  cabinet_plan_cancel_async (plan, cabinet_list_peek (cabinet_plan_get_changes (plan), 0), NULL,
                             service_on_result, ordered);
  wait_for (f, "DELETE", 1);
}

static void
test_cancel_lost (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) ordered = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = NULL;

  begin_cancel (f, 20, &ordered);
  /* No service is listed, which says nothing. */
  put_internet (f, "{}");
  put_internet (f, INTERNET ("101", "Home"));
  change = end_order (f, &ordered, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (change->id, ==, "s9");
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_CANCELLED);
  g_assert_cmpuint (player_count (f->player, "DELETE", NULL), ==, 1);
}

/* It has acted meanwhile: listed no more, and not cancelled. */
static void
test_cancel_acted (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) ordered = NULL;
  g_autoptr (GError) error = NULL;

  begin_cancel (f, 20, &ordered);
  put_internet (f, INTERNET ("103", "Home 300"));
  g_assert_null (end_order (f, &ordered, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_REFUSED);
  g_assert_cmpint (system_query ("journal", "select count(*) from outbox where code = 'refused:already'"), ==,
                   1);
  g_assert_cmpuint (player_count (f->player, "DELETE", NULL), ==, 1);
}

/* Its day has come, and neither shows. */
static void
test_cancel_unknown (System *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) ordered = NULL;
  g_autoptr (GError) error = NULL;

  begin_cancel (f, 0, &ordered);
  put_internet (f, INTERNET ("101", "Home"));
  g_assert_null (end_order (f, &ordered, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED);
}

/* A card is not given up: what became of it is told, whoever waits. */
static void
test_card_cancelled (System *f, gconstpointer data)
{
  CabinetTopUps *top_ups = cabinet_account_get_top_ups (f->account);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetPayment) payment = NULL;

  player_put (f->player, "POST", "/api.cgi/user/cards/payment", "{\"pin\":\"444433332222\"}", 200, NULL,
              "{\"paymentId\":5,\"amount\":50}");
  system_put_ledger (f, "[{\"id\":5,\"datetime\":\"2026-11-10 12:00:00\",\"sum\":50}]", "[]");
  cabinet_top_ups_redeem_async (top_ups, NULL, "444433332222", cancellable, service_on_result, &result);
  wait_for (f, "POST", 2);
  g_cancellable_cancel (cancellable);
  service_wait_for (&result);
  payment = cabinet_top_ups_redeem_finish (top_ups, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (payment->id, ==, "p5");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (System *f, gconstpointer data);
  } tests[] = {
    { "/once/tariff-lost", test_tariff_lost },       { "/once/read-fails", test_read_fails },
    { "/once/read-hangs", test_read_hangs },         { "/once/session-over", test_session_over },
    { "/once/promise-lost", test_promise_lost },     { "/once/promise-moved", test_promise_moved },
    { "/once/message-lost", test_message_lost },     { "/once/message-late", test_message_late },
    { "/once/not-found", test_not_found },           { "/once/cancel-lost", test_cancel_lost },
    { "/once/cancel-acted", test_cancel_acted },     { "/once/cancel-unknown", test_cancel_unknown },
    { "/once/card-cancelled", test_card_cancelled },
  };

  service_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, System, NULL, system_set_up_abills, tests[i].test, system_tear_down);
  return g_test_run ();
}
