/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bad-line.h"
#include "cabinet-top-ups.h"
#include "conversation-fixture.h"

#include <json-glib/json-glib.h>

/* Payments over a line that is cut at the worst moments. The demo's books are the judge: an attempt comes to
 * one payment, and the list says so, or to none, and the list says so. */

#define AT_ONCE 5 /* attempts on the same line */

typedef struct
{
  char *folder;
  BadLine *proxy;
  DemoProcess *demo;
  CabinetHousehold *household;
  CabinetAccount *account;
  CabinetTopUps *top_ups; /* the account's */
} Fixture;

static void
refresh (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_top_ups_refresh_async (f->top_ups, NULL, service_on_result, &result);
  service_wait_for (&result);
  cabinet_top_ups_refresh_finish (f->top_ups, result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  service_forget_files ();
  f->folder = g_dir_make_tmp ("cabinet-lost-payment-XXXXXX", NULL);
  file = g_build_filename (f->folder, "demo.db", NULL);
  f->demo = demo_process_new ("--control", "--history-months", "1", "--data", file, "--now",
                              "2026-11-20T04:00:00Z", NULL);
  f->proxy = bad_line_new (demo_process_get_port (f->demo));
  f->household = service_open ();
  url = bad_line_dup_url (f->proxy, "/tomtel");
  f->account = service_add (f->household, "tomtel", url, NULL, "12345", "demo", TRUE, &error);
  g_assert_no_error (error);
  f->top_ups = cabinet_account_get_top_ups (f->account);
  refresh (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", f->folder, NULL };
  g_autoptr (GSubprocess) process = NULL;

  g_clear_object (&f->account);
  service_close (f->household);
  demo_process_free (f->demo);
  bad_line_free (f->proxy);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_free (f->folder);
}

/* Another run of the program. */
static void
reopen (Fixture *f)
{
  g_clear_object (&f->account);
  service_close (f->household);
  f->household = service_open ();
  f->account = service_lookup (f->household, "tomtel-12345");
  f->top_ups = cabinet_account_get_top_ups (f->account);
}

static void
begin (Fixture *f, gint64 sum, GAsyncResult **result)
{
  g_autoptr (CabinetPaymentMethod) card = g_list_model_get_item (cabinet_top_ups_get_methods (f->top_ups), 0);
  CabinetMoney amount = cabinet_money (sum * CABINET_MONEY_UNIT, "RUB");

  cabinet_top_ups_create_async (f->top_ups, &amount, card, NULL, NULL, NULL, service_on_result, result);
}

/* How many payments of so many roubles the books hold; -1 = all. */
static guint
count_in_books (Fixture *f, gint64 sum)
{
  g_autofree char *text = demo_process_control (f->demo, "payments", NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (node), "payments");
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT ".00", sum);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    count += sum < 0
             || g_str_equal (
               json_object_get_string_member (json_array_get_object_element (rows, i), "amount"), wanted);
  return count;
}

static gboolean
is_known (Fixture *f)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->top_ups)); i++)
    {
      CabinetTopUpState state = cabinet_top_up_get_state (cabinet_list_peek (G_LIST_MODEL (f->top_ups), i));

      if (state == CABINET_TOP_UP_SENDING || state == CABINET_TOP_UP_UNCONFIRMED)
        return FALSE;
    }
  return TRUE;
}

/* Looks until it is known of each attempt whether it is there: when nobody could say, a look in the
 * background may have its row, and then another look leaves it alone. */
static void
refresh_until_known (Fixture *f)
{
  gint64 until = g_get_monotonic_time () + test_patience (60 * G_TIME_SPAN_SECOND);

  refresh (f);
  while (!is_known (f))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      service_run_for (100);
      refresh (f);
    }
}

/* How many the list shows; each of them as one that is there and may be paid. */
static guint
count_shown (Fixture *f, gint64 sum)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->top_ups)); i++)
    {
      g_autoptr (CabinetTopUp) top_up = g_list_model_get_item (G_LIST_MODEL (f->top_ups), i);

      if (cabinet_top_up_get_amount (top_up).micros != sum * CABINET_MONEY_UNIT)
        continue;
      g_assert_cmpint (cabinet_top_up_get_state (top_up), ==, CABINET_TOP_UP_WAITING);
      count++;
    }
  return count;
}

/* Each single fault: the person need do nothing, and there is one payment. */
static void
test_each (Fixture *f, gconstpointer data)
{
  for (BadLineFate fault = BAD_LINE_CUT_BEFORE; fault < BAD_LINE_N_FATES; fault++)
    {
      const BadLinePlan plan = { .changes = 100, .most = 1, .only = fault };
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CabinetTopUp) top_up = NULL;

      bad_line_begin (f->proxy, &plan);
      begin (f, 100 + fault, &result);
      service_wait_for (&result);
      top_up = cabinet_top_ups_create_finish (f->top_ups, result, &error);
      g_assert_no_error (error);
      g_assert_cmpint (cabinet_top_up_get_state (top_up), ==, CABINET_TOP_UP_WAITING);
      bad_line_end (f->proxy);
      g_assert_cmpuint (bad_line_count_faults (f->proxy), ==, 1);
      refresh (f);
      g_assert_cmpuint (count_in_books (f, 100 + fault), ==, 1);
      g_assert_cmpuint (count_shown (f, 100 + fault), ==, 1);
    }
}

static gboolean
is_settled (gpointer data)
{
  return cabinet_top_ups_lookup (data, g_object_get_data (data, "key")) != NULL
         && cabinet_top_up_get_payment (cabinet_top_ups_lookup (data, g_object_get_data (data, "key")))
              != NULL;
}

/* Nobody could say whether it is there; the program ended. A look at the contract in the next run finds it,
 * whatever page is open. */
static void
test_unconfirmed (Fixture *f, gconstpointer data)
{
  const BadLinePlan deaf = { .changes = 100, .reads = 100, .most = G_MAXUINT, .only = BAD_LINE_CUT_AFTER };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *advice = NULL;
  CabinetTopUp *pending;

  bad_line_begin (f->proxy, &deaf);
  begin (f, 100, &result);
  while (count_in_books (f, 100) == 0)
    service_run_for (5);
  demo_process_stop (f->demo);
  service_wait_for (&result);
  {
    g_autoptr (CabinetTopUp) top_up = cabinet_top_ups_create_finish (f->top_ups, result, &error);

    g_assert_no_error (error);
    g_assert_cmpint (cabinet_top_up_get_state (top_up), ==, CABINET_TOP_UP_UNCONFIRMED);
    g_assert_false (cabinet_top_up_is_final (top_up));
    advice = cabinet_top_up_dup_advice (top_up);
    g_assert_nonnull (advice);
  }
  g_clear_object (&result); /* it holds the contract */
  reopen (f);
  pending = cabinet_top_ups_get_pending (f->top_ups);
  g_assert_nonnull (pending);
  g_assert_cmpint (cabinet_top_up_get_state (pending), ==, CABINET_TOP_UP_UNCONFIRMED);
  g_object_set_data_full (G_OBJECT (f->top_ups), "key", g_strdup (cabinet_top_up_get_key (pending)), g_free);
  demo_process_start (f->demo);
  bad_line_end (f->proxy);
  service_refresh (f->account, NULL, &error);
  g_assert_no_error (error);
  service_wait_until (is_settled, f->top_ups);
  g_assert_cmpuint (count_in_books (f, -1), ==, 1);
  g_assert_cmpuint (count_shown (f, 100), ==, 1);
}

/* Attempts at the same time, while half of what is said gets lost. Returns: how many faults there were. */
static guint
play (Fixture *f, guint32 seed)
{
  GAsyncResult *results[AT_ONCE] = { NULL };
  const gint64 first = 100 + (gint64) seed * AT_ONCE;
  const BadLinePlan half = { .seed = seed, .changes = 50, .reads = 50, .most = G_MAXUINT };

  bad_line_begin (f->proxy, &half);
  for (guint i = 0; i < AT_ONCE; i++)
    begin (f, first + i, &results[i]);
  /* Somebody looks at the contract meanwhile: what is on its way is found, and is not sent anew. */
  service_refresh (f->account, NULL, NULL);
  for (guint i = 0; i < AT_ONCE; i++)
    service_wait_for (&results[i]);
  bad_line_end (f->proxy);
  refresh_until_known (f);
  for (guint i = 0; i < AT_ONCE; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CabinetTopUp) top_up = cabinet_top_ups_create_finish (f->top_ups, results[i], &error);
      guint there = count_in_books (f, first + i);

      if (there > 1 || (top_up == NULL && there > 0) || count_shown (f, first + i) != there)
        g_error ("seed %u, attempt %u: %u payments, %u shown, %s", seed, i, there, count_shown (f, first + i),
                 error != NULL ? error->message : "no error");
      g_object_unref (results[i]);
    }
  return bad_line_count_faults (f->proxy);
}

static void
test_schedules (Fixture *f, gconstpointer data)
{
  guint attempts = g_getenv ("CABINET_TEST_LONG") != NULL ? 200 : 30;
  guint faults = 0;

  for (guint32 seed = 1; seed <= attempts / AT_ONCE; seed++)
    faults += play (f, seed);
  g_test_message ("%u faults, %u payments of %u attempts", faults, count_in_books (f, -1), attempts);
  g_assert_cmpuint (faults, >, attempts / 2);
}

#define ADD(path, function) \
  g_test_add ("/service/lost-payment/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  ADD ("each", test_each);
  ADD ("schedules", test_schedules);
  ADD ("unconfirmed", test_unconfirmed);
  return g_test_run ();
}
