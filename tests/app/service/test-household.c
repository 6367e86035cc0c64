/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "cabinet-household-outlook.h"

/* Several contracts: what they come to together, and the order that a person gives them. */

static CabinetAccount *
add (CabinetHousehold *household, DemoProcess *demo, const char *provider, const char *login)
{
  g_autofree char *path = g_strconcat ("/", provider, NULL);
  g_autofree char *url = demo_process_dup_url (demo, path);
  g_autoptr (GError) error = NULL;
  CabinetAccount *account = service_add (household, provider, url, NULL, login, "demo", TRUE, &error);

  g_assert_no_error (error);
  return account;
}

typedef struct
{
  gboolean done;
  gboolean moved;
} Move;

static void
on_moved (GObject *source, GAsyncResult *result, gpointer data)
{
  Move *move = data;

  move->moved = cabinet_household_move_finish (CABINET_HOUSEHOLD (source), result, NULL);
  move->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Move *) data)->done;
}

static void
move (CabinetHousehold *household, CabinetAccount *account, CabinetAccount *place)
{
  Move move = { FALSE };

  cabinet_household_move_async (household, account, place, NULL, on_moved, &move);
  service_wait_until (is_done, &move);
  g_assert_true (move.moved);
}

static void
assert_order (CabinetHousehold *household, const char *expected)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < cabinet_list_length (household); i++)
    g_string_append_printf (order, "%s%s", i > 0 ? " " : "",
                            cabinet_account_get_provider (cabinet_list_get (household, i)));
  g_assert_cmpstr (order->str, ==, expected);
}

static void
test_order (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new (NULL, NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) tomtel = service_add_demo (household, demo);
  g_autoptr (CabinetAccount) telemir = add (household, demo, "telemir", "12345");
  g_autoptr (CabinetAccount) mts = add (household, demo, "mts", "12345");
  g_autoptr (CabinetAccount) centra = NULL;

  assert_order (household, "tomtel telemir mts");
  move (household, mts, tomtel);
  assert_order (household, "mts tomtel telemir");
  move (household, mts, telemir);
  assert_order (household, "tomtel telemir mts");
  move (household, telemir, mts);
  assert_order (household, "tomtel mts telemir");
  move (household, telemir, telemir);
  assert_order (household, "tomtel mts telemir");
  /* What is added afterwards stands last. */
  centra = add (household, demo, "centra", "12345");
  assert_order (household, "tomtel mts telemir centra");
  g_clear_object (&tomtel);
  g_clear_object (&telemir);
  g_clear_object (&mts);
  g_clear_object (&centra);
  service_close (household);

  household = service_open ();
  assert_order (household, "tomtel mts telemir centra");
  service_close (household);
}

/* D2: the total is that of the rows, the most urgent is the one that is late. */
static void
test_due (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new (NULL, NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) tomtel = service_add_demo (household, demo);
  g_autoptr (CabinetAccount) telemir = add (household, demo, "telemir", "48-11702");
  g_autoptr (CabinetHouseholdDue) due = cabinet_household_due_new (G_LIST_MODEL (household));
  CabinetMoney total = cabinet_account_get_due (tomtel)->amount;
  CabinetMoney kept = cabinet_account_get_forecast (tomtel)->balance_today;

  g_assert_true (cabinet_money_add (&kept, &cabinet_account_get_forecast (telemir)->balance_today, NULL));
  g_assert_cmpuint (due->n_counted, ==, 2);
  g_assert_cmpuint (due->balances->len, ==, 1);
  g_assert_cmpint (g_array_index (due->balances, CabinetMoney, 0).micros, ==, kept.micros);
  g_assert_true (cabinet_money_add (&total, &cabinet_account_get_due (telemir)->amount, NULL));
  g_assert_cmpuint (due->n_due, ==, 2);
  g_assert_cmpuint (due->n_unknown, ==, 0);
  g_assert_cmpuint (due->sums->len, ==, 1);
  g_assert_cmpint (g_array_index (due->sums, CabinetMoney, 0).micros, ==, total.micros);
  g_assert_true (due->first == telemir);
  g_assert_true (due->overdue);
  g_clear_pointer (&due, cabinet_household_due_free);
  g_clear_object (&tomtel);
  g_clear_object (&telemir);
  service_close (household);
}

static void
test_events (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new (NULL, NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) tomtel = service_add_demo (household, demo);
  g_autoptr (CabinetAccount) telemir = add (household, demo, "telemir", "48-11702");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  CabinetHouseholdEvent *first;
  gboolean runs_out = FALSE, works = FALSE;

  g_assert_true (service_refresh (tomtel, NULL, &error));
  g_assert_no_error (error);
  events = cabinet_household_list_events (G_LIST_MODEL (household), 31);
  first = g_ptr_array_index (events, 0);
  g_assert_cmpint (first->kind, ==, CABINET_HOUSEHOLD_EVENT_DEBT);
  g_assert_true (first->account == telemir);
  g_assert_cmpint (first->on, ==, cabinet_account_get_today (telemir));
  for (guint i = 0; i < events->len; i++)
    {
      CabinetHouseholdEvent *event = g_ptr_array_index (events, i);
      g_autofree char *words = cabinet_household_event_dup_words (event);

      g_assert_cmpstr (words, !=, "");
      g_assert_true (i == 0
                     || ((CabinetHouseholdEvent *) g_ptr_array_index (events, i - 1))->on <= event->on);
      /* What is taken every day is no date. */
      g_assert_false (event->account == tomtel && event->kind == CABINET_HOUSEHOLD_EVENT_CHARGE);
      if (event->kind == CABINET_HOUSEHOLD_EVENT_WORKS)
        works = event->notice->starts_at != 0;
      if (event->kind != CABINET_HOUSEHOLD_EVENT_SHORTAGE)
        continue;
      g_assert_true (event->account == tomtel);
      g_assert_cmpint (event->on, ==, cabinet_account_get_forecast (tomtel)->shortage_on);
      runs_out = TRUE;
    }
  g_assert_true (runs_out);
  g_assert_true (works);
  g_clear_pointer (&events, g_ptr_array_unref);
  g_clear_object (&tomtel);
  g_clear_object (&telemir);
  service_close (household);
}

typedef struct
{
  CabinetAccount *account;
  guint told;
} Progress;

static void
on_progress (Progress *progress)
{
  g_autofree char *words = cabinet_account_dup_read_words (progress->account);

  if (strstr (words, "to go") != NULL)
    progress->told++;
}

/* A first reading of three years says how much of it is left; later ones have nothing to tell. */
static void
test_progress (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new (NULL, NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  Progress progress = { account, 0 };
  g_autoptr (GError) error = NULL;

  g_signal_connect_swapped (account, "notify::refreshing", G_CALLBACK (on_progress), &progress);
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (progress.told, >=, 30);
  progress.told = 0;
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_cmpuint (progress.told, ==, 0);
  on_progress (&progress);
  g_assert_cmpuint (progress.told, ==, 0);
  g_signal_handlers_disconnect_by_data (account, &progress);
  g_clear_object (&account);
  service_close (household);
}

typedef struct
{
  CabinetHousehold *household;
  guint most;         /* contracts that were read at once */
  gboolean same_time; /* two of one sign-in */
} Watch;

static void
on_refreshing (Watch *watch)
{
  guint running = 0;
  g_autoptr (GHashTable) sign_ins = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cabinet_list_length (watch->household); i++)
    {
      CabinetAccount *account = cabinet_list_get (watch->household, i);

      if (!cabinet_account_get_refreshing (account))
        continue;
      running++;
      watch->same_time |= !g_hash_table_add (sign_ins, (gpointer) cabinet_account_get_sign_in_id (account));
    }
  watch->most = MAX (watch->most, running);
}

/* A round of something else than a refresh. */
typedef struct
{
  GHashTable *running; /* sign-ins */
  guint most, told, cancelled;
  gboolean done;
} Each;

static Each each;

static void
start_overview (CabinetAccount *account,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_assert_true (g_hash_table_add (each.running, (gpointer) cabinet_account_get_sign_in_id (account)));
  each.most = MAX (each.most, g_hash_table_size (each.running));
  cabinet_account_refresh_overview_async (account, cancellable, callback, user_data);
}

static void
on_each_told (CabinetAccount *account, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_hash_table_remove (each.running, cabinet_account_get_sign_in_id (account)));
  each.told++;
  if (!cabinet_account_refresh_overview_finish (account, result, &error))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      each.cancelled++;
    }
}

static void
on_each_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (cabinet_household_refresh_finish (CABINET_HOUSEHOLD (source), result, NULL));
  each.done = TRUE;
}

static void
run_each (CabinetHousehold *household, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new ();

  for (guint i = 0; i < cabinet_list_length (household); i++)
    g_ptr_array_add (accounts, cabinet_list_get (household, i));
  each = (Each){ g_hash_table_new (g_str_hash, g_str_equal) };
  cabinet_household_each_async (household, accounts, start_overview, on_each_told, 0, cancellable,
                                on_each_done, NULL);
  while (!each.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (each.told, ==, accounts->len);
  g_hash_table_unref (each.running);
}

/* Several sign-ins at once, with a bound; the contracts of one sign-in one after the other. So is whatever
 * else is read of all; those that still wait when it is cancelled end, too, and ask nobody. */
static void
test_gentle (void)
{
  static const char *const providers[] = { "tomtel", "telemir", "mts", "centra" };
  g_autoptr (DemoProcess) demo = demo_process_new (NULL, NULL);
  CabinetHousehold *household = service_open ();
  Watch watch = { household, 0, FALSE };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    g_object_unref (add (household, demo, providers[i], "12345"));
  g_object_unref (add (household, demo, "telemir", "48-11702"));
  g_object_unref (add (household, demo, "tomtel", "104205406")); /* opens three */
  g_assert_cmpuint (cabinet_list_length (household), ==, 8);
  g_signal_connect_swapped (household, "changed", G_CALLBACK (on_refreshing), &watch);
  g_assert_true (service_refresh_all (household, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (watch.most, ==, 4);
  g_assert_false (watch.same_time);
  g_signal_handlers_disconnect_by_data (household, &watch);

  run_each (household, NULL);
  g_assert_cmpuint (each.most, ==, 4);
  g_assert_cmpuint (each.cancelled, ==, 0);
  demo_process_freeze (demo, TRUE);
  g_cancellable_cancel (cancelled);
  run_each (household, cancelled);
  g_assert_cmpuint (each.cancelled, ==, 8);
  demo_process_freeze (demo, FALSE);
  service_close (household);
}

/* The first of three has no server any more: the others are read all the same, and it says why. */
static void
test_one_bad (void)
{
  g_autoptr (DemoProcess) gone = demo_process_new (NULL, NULL);
  g_autoptr (DemoProcess) demo = demo_process_new (NULL, NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) bad = add (household, gone, "tomtel", "12345");
  g_autoptr (CabinetAccount) telemir = add (household, demo, "telemir", "12345");
  g_autoptr (CabinetAccount) mts = add (household, demo, "mts", "12345");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&gone, demo_process_free);
  g_assert_false (service_refresh_all (household, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_nonnull (cabinet_account_get_error (bad));
  g_assert_null (cabinet_account_get_error (telemir));
  g_assert_null (cabinet_account_get_error (mts));
  g_assert_false (cabinet_account_get_stale (mts));
  g_clear_object (&bad);
  g_clear_object (&telemir);
  g_clear_object (&mts);
  service_close (household);
}

typedef struct
{
  gboolean done;
  gboolean over;
  GError *error;
} Verified;

static void
on_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  Verified *verified = data;

  cabinet_household_verify_finish (CABINET_HOUSEHOLD (source), result, &verified->over, &verified->error);
  verified->done = TRUE;
}

static gboolean
is_verified (gpointer data)
{
  return ((Verified *) data)->done;
}

/* All of the archive; what is told of it, or NULL. */
static char *
dup_damage (CabinetHousehold *household)
{
  Verified verified = { FALSE };

  do
    {
      g_clear_error (&verified.error);
      verified.done = FALSE;
      cabinet_household_verify_async (household, NULL, on_verified, &verified);
      service_wait_until (is_verified, &verified);
  } while (!verified.over);
  if (verified.error != NULL)
    {
      g_autoptr (GError) error = verified.error;

      g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
      return g_strdup (error->message);
    }
  return NULL;
}

/* As a disk that forgets does, while the archive is closed. */
static void
flip (const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "cabinet", "archive.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;
  char *found;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  found = memmem (contents, length, from, strlen (from));
  g_assert_nonnull (found);
  memcpy (found, to, strlen (to));
  g_assert_true (g_file_set_contents (path, contents, length, NULL));
}

/* What is found in the background is read again by the next refresh, and told no more. */
static void
test_damage (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", "2026-11-21T09:00:00Z", NULL);
  CabinetHousehold *household = service_open ();
  CabinetAccount *account = service_add_demo (household, demo);
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_null (dup_damage (household));
  g_clear_object (&account);
  service_close (household);
  flip ("2026-03-17", "2026-03-18");

  household = service_open ();
  told = dup_damage (household);
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, "tomtel-12345 2026-03"));
  g_assert_true (service_refresh_all (household, &error));
  g_assert_no_error (error);
  g_assert_null (dup_damage (household));
  service_close (household);
}

int
main (int argc, char *argv[])
{
  service_test_init (&argc, &argv);
  service_test_add ("/household/order", test_order);
  service_test_add ("/household/due", test_due);
  service_test_add ("/household/events", test_events);
  service_test_add ("/household/progress", test_progress);
  service_test_add ("/household/gentle", test_gentle);
  service_test_add ("/household/one-bad", test_one_bad);
  service_test_add ("/household/damage", test_damage);

  return g_test_run ();
}
