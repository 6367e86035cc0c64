/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-plan.h"
#include "net-server.h"
#include "service-fixture.h"

#include <string.h>

/* Changing a contract at a provider that loses requests and answers, refuses, lies and asks for the password.
 * Whatever it does, the change is made once or not at all, and what is told is what a read shows. */

typedef enum
{
  FATE_FINE,
  FATE_LOSE_REQUEST, /* the first one is cut off before anything is done */
  FATE_LOSE_ANSWER,  /* it is done, and the answer is cut off */
  FATE_LOSE_BOTH,    /* and the reads fail until the fate changes */
  FATE_REFUSE,
  FATE_STALE,
  FATE_PROGRESS, /* done, but first says that it still works on it */
  FATE_LIE,      /* says done, and does nothing */
} Fate;

static struct
{
  Fate fate;
  gboolean needs_proof;
  guint orders; /* requests that asked for it */
  guint made;   /* changes that were made */
  guint confirmations;
  GHashTable *keys;
  char *key; /* of what was made */
  gboolean cancelled;
  char *body; /* of the latest order */
} provider;

#define RUB(sum) "{\"amount\":\"" sum "\",\"currency\":\"RUB\"}"

static char *
dup_today (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tomsk");
  CabinetDate today = cabinet_date_of_instant (cabinet_instant_now (), zone);

  return cabinet_date_to_iso (today);
}

static char *
dup_overview (void)
{
  g_autofree char *today = dup_today ();

  return g_strdup_printf (
    "{\"as_of\":\"%sT05:00:00Z\",\"today\":\"%s\",\"line\":{\"state\":\"active\"},\"balances\":[{\"id\":"
    "\"main\",\"kind\":\"main\",\"amount\":" RUB (
      "312.40") "}],\"rule\":{\"kind\":\"daily_equal_parts\","
                "\"on_shortage\":\"stop\"},\"services\":[{\"id\":\"net\",\"kind\":\"internet\",\"title\":"
                "\"Home 300\","
                "\"state\":\"active\",\"fee\":" RUB (
                  "750.00") "}],\"next_charges\":[],\"tariff\":\"Home 300\"}",
    today, today);
}

static char *
dup_preview (void)
{
  g_autofree char *today = dup_today ();

  return g_strdup_printf (
    "{\"token\":\"pt-1\",\"expires_at\":\"2100-01-01T00:00:00Z\",\"title\":\"Home 500\",\"effective_on\":"
    "\"%s\",\"cost_now\":" RUB ("4.67") ",\"fee_before\":" RUB ("750.00") ",\"fee_after\":" RUB (
      "890.00") ",\"services_after\":[{\"id\":\"net\",\"kind\":\"internet\",\"title\":\"Home "
                "500\",\"state\":\"active\","
                "\"fee\":" RUB ("890.00") "}],\"confirmation_needed\":%s}",
    today, provider.needs_proof ? "true" : "false");
}

static char *
dup_change (void)
{
  return g_strdup_printf (
    "{\"id\":\"ch-1\",\"key\":\"%s\",\"kind\":\"tariff\",\"target_id\":\"t500\",\"title\":\"Home 500\","
    "\"state\":\"%s\",\"ordered_at\":\"2100-01-01T00:00:00Z\",\"can_cancel\":true}",
    provider.key, provider.cancelled ? "cancelled" : "pending");
}

static void
answer (SoupServerMessage *message, guint status, const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, status < 400 ? "application/json" : "application/problem+json",
                                    SOUP_MEMORY_COPY, json, strlen (json));
}

static void
cut (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
make (const char *key)
{
  if (g_strcmp0 (provider.key, key) == 0)
    return; /* asked again under the same key */
  provider.made++;
  g_free (provider.key);
  provider.key = g_strdup (key);
}

static void
take_order (SoupServerMessage *message)
{
  const char *quoted =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Idempotency-Key");
  g_autofree char *key = g_strndup (quoted + 1, strlen (quoted) - 2);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *change = NULL;

  provider.orders++;
  g_hash_table_add (provider.keys, g_strdup (key));
  g_free (provider.body);
  provider.body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (provider.fate == FATE_LOSE_REQUEST && provider.orders == 1)
    {
      cut (message);
      return;
    }
  if (provider.fate == FATE_REFUSE || provider.fate == FATE_STALE)
    {
      answer (message, 409,
              provider.fate == FATE_STALE
                ? "{\"type\":\"urn:cabinet:problem:preview-stale\",\"title\":\"x\",\"status\":409}"
                : "{\"type\":\"urn:cabinet:problem:not-eligible\",\"title\":\"x\",\"status\":409,"
                  "\"detail\":\"Once a month only\"}");
      return;
    }
  if (provider.fate != FATE_LIE)
    make (key);
  if (provider.fate == FATE_LOSE_ANSWER || provider.fate == FATE_LOSE_BOTH)
    cut (message);
  else if (provider.fate == FATE_PROGRESS && provider.orders == 1)
    answer (message, 409, "{\"type\":\"urn:cabinet:problem:in-progress\",\"title\":\"x\",\"status\":409}");
  else
    {
      if (provider.key == NULL)
        provider.key = g_strdup (key);
      change = dup_change ();
      if (provider.made == 0)
        g_clear_pointer (&provider.key, g_free);
      answer (message, 201, change);
    }
}

static void
take_changes (SoupServerMessage *message)
{
  g_autofree char *change = provider.key != NULL ? dup_change () : g_strdup ("");
  g_autofree char *list = g_strdup_printf ("{\"changes\":[%s],\"next\":null}", change);

  if (provider.fate == FATE_LOSE_BOTH)
    cut (message);
  else
    answer (message, 200, list);
}

static char *
answer_for (const char *path)
{
  if (g_str_has_suffix (path, "/sign-ins"))
    return g_strdup ("{\"step\":\"session\",\"session\":{\"access_token\":\"a1\",\"refresh_token\":\"r1\","
                     "\"expires_at\":\"2100-01-01T00:00:00Z\",\"password_temporary\":false}}");
  if (g_str_has_suffix (path, "/contracts"))
    return g_strdup ("{\"contracts\":[{\"id\":\"c1\",\"number\":\"77\",\"subscriber_kind\":\"person\","
                     "\"zone\":\"Asia/Tomsk\",\"currency\":\"RUB\"}]}");
  if (g_str_has_suffix (path, "/overview"))
    return dup_overview ();
  if (g_str_has_suffix (path, "/capabilities"))
    return g_strdup ("{\"capabilities\":[]}");
  if (g_str_has_suffix (path, "/operations/months"))
    return g_strdup ("{\"months\":[],\"epoch\":\"e1\",\"seq\":0}");
  if (g_str_has_suffix (path, "/operations"))
    return g_strdup ("{\"operations\":[],\"next\":null,\"epoch\":\"e1\",\"seq\":0}");
  if (g_str_has_suffix (path, "/tariffs"))
    return g_strdup ("{\"tariffs\":[{\"id\":\"t300\",\"title\":\"Home 300\",\"fee\":" RUB (
      "750.00") ",\"period\":\"month\",\"current\":true,\"available\":\"no\"},{\"id\":\"t500\","
                "\"title\":\"Home 500\",\"fee\":" RUB (
                  "890.00") ",\"period\":\"month\",\"current\":false,\"available\":\"yes\"}]}");
  if (g_str_has_suffix (path, "/services"))
    return g_strdup ("{\"services\":[]}");
  if (g_str_has_suffix (path, "/previews"))
    return dup_preview ();
  return NULL;
}

static void
on_request (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  gboolean post = g_str_equal (soup_server_message_get_method (message), "POST");
  g_autofree char *json = NULL;

  if (g_str_has_suffix (path, "/confirmations"))
    {
      g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
      g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

      provider.confirmations++;
      if (strstr (text, "\"secret\":\"secret\"") != NULL)
        answer (message, 201, "{\"confirmation\":\"proof-1\",\"expires_at\":\"2100-01-01T00:00:00Z\"}");
      else
        answer (message, 403,
                "{\"type\":\"urn:cabinet:problem:wrong-credentials\",\"title\":\"x\",\"status\":403}");
      return;
    }
  if (g_str_has_suffix (path, "/changes"))
    {
      if (post)
        take_order (message);
      else
        take_changes (message);
      return;
    }
  if (g_str_has_suffix (path, "/changes/ch-1"))
    {
      provider.cancelled = TRUE;
      json = dup_change ();
      answer (message, 200, json);
      return;
    }
  json = answer_for (path);
  if (json == NULL)
    soup_server_message_set_status (message, 404, NULL);
  else
    answer (message, post ? 201 : 200, json);
}

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
  memset (&provider, 0, sizeof provider);
  provider.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  f->server = net_server_new ();
  net_server_handle (f->server, "/", on_request, NULL);
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
  net_server_free (f->server);
  g_hash_table_unref (provider.keys);
  g_clear_pointer (&provider.key, g_free);
  g_clear_pointer (&provider.body, g_free);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
refresh (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_plan_refresh_async (f->plan, NULL, on_done, &result);
  service_wait_until (is_set, &result);
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
  cabinet_plan_preview_async (f->plan, request, NULL, on_done, &result);
  service_wait_until (is_set, &result);
  outlook = cabinet_plan_preview_finish (f->plan, result, &error);
  g_assert_no_error (error);
  return outlook;
}

static CabinetChange *
order (Fixture *f, const char *secret, GError **error)
{
  g_autoptr (CabinetChangeOutlook) outlook = preview (f);
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_plan_order_async (f->plan, outlook, secret, NULL, on_done, &result);
  service_wait_until (is_set, &result);
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
  g_assert_cmpuint (provider.made, ==, 1);
  g_assert_cmpuint (g_hash_table_size (provider.keys), ==, 1);
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
  g_assert_cmpuint (provider.orders, ==, 0);
}

static void
test_fine (Fixture *f, gconstpointer data)
{
  assert_ordered (f);
  g_assert_cmpuint (provider.orders, ==, 1);
  g_assert_nonnull (strstr (provider.body, "\"preview_token\":\"pt-1\""));
}

static void
test_lost_request (Fixture *f, gconstpointer data)
{
  provider.fate = FATE_LOSE_REQUEST;
  assert_ordered (f);
  g_assert_cmpuint (provider.orders, ==, 2);
}

static void
test_lost_answer (Fixture *f, gconstpointer data)
{
  provider.fate = FATE_LOSE_ANSWER;
  assert_ordered (f);
  g_assert_cmpuint (provider.orders, ==, 1);
}

static void
test_in_progress (Fixture *f, gconstpointer data)
{
  provider.fate = FATE_PROGRESS;
  assert_ordered (f);
  g_assert_cmpuint (provider.orders, ==, 1);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  provider.fate = FATE_REFUSE;
  assert_refused (f, CABINET_ERROR_REFUSED, "not-eligible");
  provider.fate = FATE_STALE;
  assert_refused (f, CABINET_ERROR_REFUSED, "preview-stale");
  /* What was refused stands in nobody's way. */
  provider.fate = FATE_FINE;
  provider.orders = 0;
  g_hash_table_remove_all (provider.keys);
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
  cabinet_plan_order_async (f->plan, outlook, NULL, NULL, on_done, &result);
  service_wait_until (is_set, &result);
  change = cabinet_plan_change_finish (f->plan, result, &error);
  g_assert_null (change);
  g_assert_cmpuint (provider.orders, ==, 0);
  g_assert_true (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
                 || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED));
}

static gboolean
has_pending (gpointer data)
{
  g_autofree char *words = cabinet_plan_dup_pending_words (data);

  return words != NULL;
}

/* Nobody can say whether it was made: so it is said, nothing else is ordered meanwhile, and the next start
 * finds it. */
static void
test_unconfirmed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *none = NULL;

  provider.fate = FATE_LOSE_BOTH;
  assert_refused (f, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  words = cabinet_plan_dup_unconfirmed_words (f->plan);
  g_assert_nonnull (words);
  assert_refused (f, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (g_hash_table_size (provider.keys), ==, 1);

  provider.fate = FATE_FINE;
  g_assert_true (refresh (f, &error));
  g_assert_no_error (error);
  service_wait_until (has_pending, f->plan);
  none = cabinet_plan_dup_unconfirmed_words (f->plan);
  g_assert_null (none);
  g_assert_cmpuint (provider.made, ==, 1);
}

/* A word of success is not believed. */
static void
test_lie (Fixture *f, gconstpointer data)
{
  provider.fate = FATE_LIE;
  assert_refused (f, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (provider.orders, ==, 1);
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

  provider.needs_proof = TRUE;
  change = order (f, "wrong", &error);
  g_assert_null (change);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpuint (provider.orders, ==, 0);
  assert_ordered (f); /* with the kept one */
  g_assert_cmpuint (provider.confirmations, ==, 2);
  g_assert_nonnull (strstr (provider.body, "\"confirmation\":\"proof-1\""));
  assert_nowhere ("proof-1");
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autofree char *pending = NULL;

  assert_ordered (f);
  cabinet_plan_cancel_async (f->plan, cabinet_list_get (cabinet_plan_get_changes (f->plan), 0), NULL, on_done,
                             &result);
  service_wait_until (is_set, &result);
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

  cabinet_plan_order_async (f->plan, outlook, NULL, cancellable, on_done, &result);
  g_cancellable_cancel (cancellable);
  service_wait_until (is_set, &result);
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
  ADD ("cancel", test_cancel);
  ADD ("given-up", test_given_up);
  return g_test_run ();
}
