/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-plan.h"
#include "plan-server.h"
#include "service-fixture.h"

#include <string.h>

/* Changing a contract at a provider that loses requests and answers, refuses, lies and asks for the password.
 * Whatever it does, the change is made once or not at all, and what is told is what a read shows. */

typedef struct
{
  NetServer *server;
  CabinetHousehold *household;
  CabinetAccount *account;
  CabinetPlan *plan;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  service_forget_files ();
  f->server = plan_server_new ();
  f->household = service_open ();
  f->account =
    service_add (f->household, "tomtel", net_server_get_url (f->server), NULL, "77", "secret", FALSE, &error);
  g_assert_no_error (error);
  f->plan = cabinet_account_get_plan (f->account);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->account);
  service_close (f->household);
  plan_server_free (f->server);
}

static gboolean
refresh (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_plan_refresh_async (f->plan, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_plan_refresh_finish (f->plan, result, error);
}

static CabinetChangeOutlook *
preview (Fixture *f)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CabinetChangeOutlook *outlook;

  request->kind = CABINET_CHANGE_KIND_TARIFF;
  request->target_id = g_strdup ("t500");
  request->when = CABINET_CHANGE_WHEN_NOW;
  cabinet_plan_preview_async (f->plan, request, NULL, service_on_result, &result);
  service_wait_for (&result);
  outlook = cabinet_plan_preview_finish (f->plan, result, &error);
  g_assert_no_error (error);
  return outlook;
}

static CabinetChange *
order (Fixture *f, const char *secret, GError **error)
{
  g_autoptr (CabinetChangeOutlook) outlook = preview (f);
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_plan_order_async (f->plan, outlook, secret, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_plan_change_finish (f->plan, result, error);
}

static void
assert_ordered (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = order (f, NULL, &error);
  g_autofree char *pending = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_PENDING);
  g_assert_cmpuint (plan_provider.made, ==, 1);
  g_assert_cmpuint (g_hash_table_size (plan_provider.keys), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_plan_get_changes (f->plan)), ==, 1);
  pending = cabinet_plan_dup_pending_words (f->plan);
  g_assert_nonnull (strstr (pending, "Home 500"));
}

static void
assert_refused (Fixture *f, int kind, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = order (f, NULL, &error);

  g_assert_null (change);
  g_assert_error (error, CABINET_ERROR, kind);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
}

static void
test_read (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *price = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (cabinet_plan_get_tariffs (f->plan)), ==, 0);
  g_assert_true (refresh (f, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_plan_get_tariffs (f->plan)), ==, 2);
  g_assert_cmpstr (cabinet_plan_get_current_tariff (f->plan)->id, ==, "t300");
  g_assert_cmpint (cabinet_plan_get_read_at (f->plan), >, 0);
  price = cabinet_tariff_dup_price_words (cabinet_plan_get_current_tariff (f->plan));
  g_assert_nonnull (strstr (price, "750"));

  /* And without a network, in another run. */
  g_clear_object (&f->account);
  service_close (f->household);
  f->household = service_open ();
  f->account = g_list_model_get_item (G_LIST_MODEL (f->household), 0);
  f->plan = cabinet_account_get_plan (f->account);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_plan_get_tariffs (f->plan)), ==, 2);
}

static void
test_preview (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChangeOutlook) outlook = NULL;

  g_assert_true (service_refresh (f->account, NULL, &error));
  outlook = preview (f);
  g_assert_cmpuint (outlook->runs_out_before, >, outlook->runs_out_after);
  g_assert_cmpint (outlook->day_after.micros, >, outlook->day_before.micros);
  g_assert_cmpuint (plan_provider.orders, ==, 0);
}

static void
test_fine (Fixture *f, gconstpointer data)
{
  assert_ordered (f);
  g_assert_cmpuint (plan_provider.orders, ==, 1);
  g_assert_nonnull (strstr (plan_provider.body, "\"preview_token\":\"pt-1\""));
}

static void
test_lost_request (Fixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_LOSE_REQUEST;
  assert_ordered (f);
  g_assert_cmpuint (plan_provider.orders, ==, 2);
}

static void
test_lost_answer (Fixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_LOSE_ANSWER;
  assert_ordered (f);
  g_assert_cmpuint (plan_provider.orders, ==, 1);
}

static void
test_in_progress (Fixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_PROGRESS;
  assert_ordered (f);
  g_assert_cmpuint (plan_provider.orders, ==, 1);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_REFUSE;
  assert_refused (f, CABINET_ERROR_REFUSED, "not-eligible");
  plan_provider.fate = PLAN_FATE_STALE;
  assert_refused (f, CABINET_ERROR_REFUSED, "preview-stale");
  /* What was refused stands in nobody's way. */
  plan_provider.fate = PLAN_FATE_FINE;
  plan_provider.orders = 0;
  g_hash_table_remove_all (plan_provider.keys);
  assert_ordered (f);
}

static void
test_unreachable (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetChangeOutlook) outlook = preview (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (net_server_get_soup (f->server));
  cabinet_plan_order_async (f->plan, outlook, NULL, NULL, service_on_result, &result);
  service_wait_for (&result);
  change = cabinet_plan_change_finish (f->plan, result, &error);
  g_assert_null (change);
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  g_assert_true (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
                 || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED));
}

static gboolean
is_found (gpointer data)
{
  g_autofree char *words = cabinet_plan_dup_pending_words (data);
  g_autofree char *doubt = cabinet_plan_dup_unconfirmed_words (data);

  return words != NULL && doubt == NULL;
}

/* Nobody can say whether it was made: so it is said, nothing else is ordered meanwhile, and the next start
 * finds it. */
static void
test_unconfirmed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  plan_provider.fate = PLAN_FATE_LOSE_BOTH;
  assert_refused (f, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  words = cabinet_plan_dup_unconfirmed_words (f->plan);
  g_assert_nonnull (words);
  assert_refused (f, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (g_hash_table_size (plan_provider.keys), ==, 1);

  /* Any refresh of the contract looks for it. */
  plan_provider.fate = PLAN_FATE_FINE;
  g_assert_true (service_refresh (f->account, NULL, &error));
  g_assert_no_error (error);
  service_wait_until (is_found, f->plan);
  g_assert_cmpuint (plan_provider.made, ==, 1);
}

/* A word of success is not believed. */
static void
test_lie (Fixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_LIE;
  assert_refused (f, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (plan_provider.orders, ==, 1);
}

/* The journal holds what was asked for, and never the proof. */
static void
assert_nowhere (const char *text)
{
  static const char *const names[] = { "journal.db", "journal.db-wal", "archive.db", "archive.db-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_data_dir (), "cabinet", names[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (g_file_get_contents (path, &contents, &length, NULL)
          && memmem (contents, length, text, strlen (text)) != NULL)
        g_error ("“%s” is in %s", text, names[i]);
    }
}

static void
test_proof (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = NULL;

  plan_provider.needs_proof = TRUE;
  change = order (f, "wrong", &error);
  g_assert_null (change);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  assert_ordered (f); /* with the kept one */
  g_assert_cmpuint (plan_provider.confirmations, ==, 2);
  g_assert_nonnull (strstr (plan_provider.body, "\"confirmation\":\"proof-1\""));
  assert_nowhere ("proof-1");
}

/* The preview asked for no proof, the order does: it is said, and goes again under its own key. Without the
 * kept password somebody must be asked. */
static void
test_late_proof (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetChangeOutlook) outlook = preview (f);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) wrong = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (GError) error = NULL;

  plan_provider.late_proof = TRUE;
  g_assert_false (outlook->proof_needed);
  cabinet_plan_order_async (f->plan, outlook, NULL, NULL, service_on_result, &first);
  service_wait_for (&first);
  g_assert_null (cabinet_plan_change_finish (f->plan, first, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_REFUSED);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "confirmation-needed");
  g_clear_error (&error);
  g_assert_true (outlook->proof_needed);
  g_assert_cmpuint (plan_provider.orders, ==, 1);

  cabinet_plan_order_async (f->plan, outlook, "wrong", NULL, service_on_result, &wrong);
  service_wait_for (&wrong);
  g_assert_null (cabinet_plan_change_finish (f->plan, wrong, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_cmpuint (plan_provider.orders, ==, 1);

  cabinet_plan_order_async (f->plan, outlook, "secret", NULL, service_on_result, &second);
  service_wait_for (&second);
  change = cabinet_plan_change_finish (f->plan, second, &error);
  g_assert_no_error (error);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_PENDING);
  g_assert_cmpuint (plan_provider.orders, ==, 2);
  g_assert_cmpuint (plan_provider.made, ==, 1);
  g_assert_cmpuint (g_hash_table_size (plan_provider.keys), ==, 1);
  assert_nowhere ("proof-1");
}

/* What is other is told by name: the day, what is taken at once, the fee, the sum to pay. */
static void
test_moved (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChangeOutlook) was = NULL;
  g_autoptr (CabinetChangeOutlook) same = NULL;
  g_autoptr (CabinetChangeOutlook) now = NULL;
  g_auto (GStrv) nothing = NULL;
  g_auto (GStrv) moved = NULL;
  CabinetDate today = cabinet_account_get_today (f->account);

  plan_provider.moves = TRUE;
  was = preview (f);
  same = preview (f);
  nothing = cabinet_change_outlook_dup_moved (same, was, today);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
  plan_provider.fate = PLAN_FATE_STALE;
  assert_refused (f, CABINET_ERROR_REFUSED, "preview-stale");
  now = preview (f);
  moved = cabinet_change_outlook_dup_moved (now, was, today);
  g_assert_cmpuint (g_strv_length (moved), ==, 5);
  g_assert_true (g_str_has_prefix (moved[0], "Begins: 1 February 2100, was "));
  g_assert_cmpstr (moved[1], ==, "Charged at once: 5.33\u00a0₽, was 4.67\u00a0₽");
  g_assert_cmpstr (moved[2], ==, "A month: 910.00\u00a0₽, was 890.00\u00a0₽");
  g_assert_cmpstr (moved[3], ==, "To pay: 869.93\u00a0₽, was 849.27\u00a0₽");
  g_assert_true (g_str_has_prefix (moved[4], "Lasts until: "));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autofree char *pending = NULL;

  assert_ordered (f);
  cabinet_plan_cancel_async (f->plan, cabinet_list_get (cabinet_plan_get_changes (f->plan), 0), NULL,
                             service_on_result, &result);
  service_wait_for (&result);
  change = cabinet_plan_change_finish (f->plan, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_CANCELLED);
  pending = cabinet_plan_dup_pending_words (f->plan);
  g_assert_null (pending);
}

/* Who stops waiting does not take it back; and the program may end at any moment. */
static void
test_given_up (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetChangeOutlook) outlook = preview (f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_plan_order_async (f->plan, outlook, NULL, cancellable, service_on_result, &result);
  g_cancellable_cancel (cancellable);
  service_wait_for (&result);
  change = cabinet_plan_change_finish (f->plan, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) g_test_add ("/service/plan/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  ADD ("read", test_read);
  ADD ("preview", test_preview);
  ADD ("fine", test_fine);
  ADD ("lost-request", test_lost_request);
  ADD ("lost-answer", test_lost_answer);
  ADD ("in-progress", test_in_progress);
  ADD ("refused", test_refused);
  ADD ("unreachable", test_unreachable);
  ADD ("unconfirmed", test_unconfirmed);
  ADD ("lie", test_lie);
  ADD ("proof", test_proof);
  ADD ("late-proof", test_late_proof);
  ADD ("moved", test_moved);
  ADD ("cancel", test_cancel);
  ADD ("given-up", test_given_up);
  return g_test_run ();
}
