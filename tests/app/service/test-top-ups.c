/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-top-ups.h"
#include "conversation-fixture.h"
#include "pay-client.h"

/* Payments as the service knows them, with a real demo whose data survive its end. */
typedef struct
{
  char *folder;
  DemoProcess *demo;
  CabinetHousehold *household;
  CabinetAccount *account;
  CabinetTopUps *top_ups; /* the account's */
} Fixture;

static void
open_demo (Fixture *f)
{
  g_autofree char *file = NULL;
  g_autofree char *delays = NULL;

  service_forget_files ();
  f->folder = g_dir_make_tmp ("cabinet-top-ups-XXXXXX", NULL);
  file = g_build_filename (f->folder, "demo.db", NULL);
  f->demo = demo_process_new ("--control", "--history-months", "3", "--data", file, "--now",
                              "2026-11-20T04:00:00Z", NULL);
  delays = demo_process_control (f->demo, "payments/delays", "{\"credit_ms\":0,\"restore_ms\":0}");
  f->household = service_open ();
}

static void
look_at (Fixture *f, CabinetAccount *account)
{
  g_clear_object (&f->account);
  f->account = account;
  f->top_ups = cabinet_account_get_top_ups (account);
}

/* @data: the provider and its login, "tomtel 12345" unless told otherwise. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) words = g_strsplit (data != NULL ? data : "tomtel 12345", " ", 2);
  g_autofree char *path = g_strconcat ("/", words[0], NULL);
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  open_demo (f);
  url = demo_process_dup_url (f->demo, path);
  look_at (f, service_add (f->household, words[0], url, NULL, words[1], "demo", TRUE, &error));
  g_assert_no_error (error);
}

static void
close_household (Fixture *f)
{
  g_clear_object (&f->account);
  f->top_ups = NULL;
  service_close (f->household);
  f->household = NULL;
}

/* Another run of the program. */
static void
reopen (Fixture *f)
{
  g_autofree char *id = g_strdup (cabinet_account_get_id (f->account));

  close_household (f);
  f->household = service_open ();
  look_at (f, service_lookup (f->household, id));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", f->folder, NULL };
  g_autoptr (GSubprocess) process = NULL;

  close_household (f);
  demo_process_free (f->demo);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_free (f->folder);
}

static gboolean
refresh (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_top_ups_refresh_async (f->top_ups, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_top_ups_refresh_finish (f->top_ups, result, error);
}

static void
refresh_well (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  refresh (f, &error);
  g_assert_no_error (error);
}

static void
refresh_account (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  service_refresh (f->account, NULL, &error);
  g_assert_no_error (error);
}

static CabinetPaymentMethod *
get_method (Fixture *f, const char *id)
{
  GListModel *methods = cabinet_top_ups_get_methods (f->top_ups);

  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      g_autoptr (CabinetPaymentMethod) method = g_list_model_get_item (methods, i);

      if (g_str_equal (method->id, id))
        return method; /* the list keeps it */
    }
  g_error ("there is no way “%s”", id);
}

static CabinetMoney
roubles (gint64 n)
{
  return cabinet_money (n * CABINET_MONEY_UNIT, "RUB");
}

static CabinetTopUp *
create (Fixture *f, gint64 sum, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  CabinetMoney amount = roubles (sum);

  cabinet_top_ups_create_async (f->top_ups, &amount, get_method (f, "card"), NULL, NULL, NULL,
                                service_on_result, &result);
  service_wait_for (&result);
  return cabinet_top_ups_create_finish (f->top_ups, result, error);
}

static CabinetTopUp *
create_well (Fixture *f, gint64 sum)
{
  g_autoptr (GError) error = NULL;
  CabinetTopUp *top_up = create (f, sum, &error);

  g_assert_no_error (error);
  return top_up;
}

static guint
count_in_books (Fixture *f)
{
  g_autofree char *text = demo_process_control (f->demo, "payments", NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (node), "payments"));
}

static void
advance (Fixture *f, int seconds)
{
  g_autofree char *answer = service_control (f->demo, "clock", "{\"advance_seconds\":%d}", seconds);

  g_assert_nonnull (answer);
}

static void
pay (CabinetTopUp *top_up, const char *card)
{
  g_autoptr (Page) page = page_pay (cabinet_top_up_get_payment (top_up)->confirmation_url, card);

  g_assert_cmpint (page->status, ==, 200);
}

/* The state, a piece of the headline and one of the advice (NULL = there is none). */
static void
assert_words (CabinetTopUp *top_up, CabinetTopUpState state, const char *headline, const char *advice)
{
  g_autofree char *first = cabinet_top_up_dup_headline (top_up);
  g_autofree char *second = cabinet_top_up_dup_advice (top_up);

  g_assert_cmpint (cabinet_top_up_get_state (top_up), ==, state);
  g_test_message ("%s. %s", first, second);
  g_assert_nonnull (strstr (first, headline));
  if (advice == NULL)
    g_assert_null (second);
  else
    g_assert_nonnull (strstr (second, advice));
}

static void
test_suggestions_good (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) none = cabinet_top_ups_dup_suggestions (f->top_ups);
  g_autoptr (GArray) suggestions = NULL;
  CabinetMoney sum = roubles (500);
  CabinetTopUpEffect effect;
  gint64 before = 0;

  refresh_account (f);
  suggestions = cabinet_top_ups_dup_suggestions (f->top_ups);
  g_assert_cmpuint (suggestions->len, >, 0);
  g_assert_cmpuint (suggestions->len, <=, 3);
  for (guint i = 0; i < suggestions->len; i++)
    {
      CabinetSuggestion *each = &g_array_index (suggestions, CabinetSuggestion, i);
      g_autofree char *words = cabinet_suggestion_dup_words (f->top_ups, each);

      g_test_message ("%s: %" G_GINT64_FORMAT, words, each->amount.micros);
      g_assert_cmpint (each->kind, !=, CABINET_SUGGESTION_DEBT);
      g_assert_cmpint (each->amount.micros, >, before);
      g_assert_cmpint (each->amount.micros % (CABINET_MONEY_UNIT / 100), ==, 0);
      g_assert_cmpuint (strlen (words), >, 0);
      before = each->amount.micros;
    }
  cabinet_top_ups_get_effect (f->top_ups, &sum, &effect);
  g_assert_cmpint (effect.balance_after.micros, >, sum.micros);
  g_assert_false (effect.clears_debt);
  g_assert_false (effect.restores);
  g_assert_cmpint (effect.kbps_now, ==, 0);
}

/* Two months of debt, 128 kbit/s: the debt brings the line back, a rouble less does not. */
static void
test_suggestions_debt (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) suggestions = NULL;
  g_autofree char *words = NULL;
  CabinetSuggestion *debt;
  CabinetTopUpEffect effect;
  CabinetMoney less;

  refresh_account (f);
  suggestions = cabinet_top_ups_dup_suggestions (f->top_ups);
  g_assert_cmpuint (suggestions->len, ==, 3);
  debt = &g_array_index (suggestions, CabinetSuggestion, 0);
  g_assert_cmpint (debt->kind, ==, CABINET_SUGGESTION_DEBT);
  g_assert_cmpint (debt->amount.micros, ==, -cabinet_account_get_main_balance (f->account)->amount.micros);
  words = cabinet_suggestion_dup_words (f->top_ups, debt);
  g_assert_cmpstr (words, ==, "only the debt");
  g_assert_cmpint (g_array_index (suggestions, CabinetSuggestion, 1).kind, ==, CABINET_SUGGESTION_DUE);
  g_assert_cmpint (g_array_index (suggestions, CabinetSuggestion, 2).kind, ==, CABINET_SUGGESTION_MONTH);
  /* A month is 650 roubles. */
  g_assert_cmpint (g_array_index (suggestions, CabinetSuggestion, 2).amount.micros
                     - g_array_index (suggestions, CabinetSuggestion, 1).amount.micros,
                   ==, roubles (650).micros);

  cabinet_top_ups_get_effect (f->top_ups, &debt->amount, &effect);
  g_assert_cmpint (effect.balance_after.micros, ==, 0);
  g_assert_true (effect.clears_debt);
  g_assert_true (effect.restores);
  g_assert_cmpint (effect.kbps_now, ==, 128);
  less = cabinet_money (debt->amount.micros - CABINET_MONEY_UNIT, "RUB");
  cabinet_top_ups_get_effect (f->top_ups, &less, &effect);
  g_assert_false (effect.clears_debt);
  g_assert_false (effect.restores);
}

static void
test_amounts (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gint64 kopecks; /* 0 = it is wrong */
  } cases[] = {
    { "500", 50000 },     { "500,5", 50050 }, { "1 830,00", 183000 }, { "10", 1000 },
    { "15000", 1500000 }, { "9.99", 0 },      { "15000,01", 0 },      { "", 0 },
    { "0", 0 },           { "-500", 0 },      { "five hundred", 0 },  { "1e3", 0 },
  };
  CabinetPaymentMethod *card, *wallet;
  CabinetMoney fee, hundred = roubles (100), odd = cabinet_money (CABINET_MONEY_UNIT / 100 * 33333, "RUB");

  refresh_well (f);
  card = get_method (f, "card");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      CabinetMoney amount = { 0 };
      gboolean right = cabinet_top_ups_parse_amount (f->top_ups, card, cases[i].text, &amount, &error);

      g_assert_cmpint (right, ==, cases[i].kopecks > 0);
      if (right)
        g_assert_cmpint (amount.micros, ==, cases[i].kopecks * (CABINET_MONEY_UNIT / 100));
      else
        g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
    }
  fee = cabinet_payment_method_get_fee (card, &hundred);
  g_assert_cmpint (fee.micros, ==, 0);
  wallet = get_method (f, "yoomoney");
  fee = cabinet_payment_method_get_fee (wallet, &hundred);
  g_assert_cmpint (fee.micros, ==, CABINET_MONEY_UNIT * 5 / 2);
  /* 2.5 % of 333.33 is 8.33325. */
  fee = cabinet_payment_method_get_fee (wallet, &odd);
  g_assert_cmpint (fee.micros, ==, CABINET_MONEY_UNIT / 100 * 833);
}

static void
test_way (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetTopUp) top_up = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autofree char *facts = NULL;

  refresh_well (f);
  g_assert_null (cabinet_top_ups_get_pending (f->top_ups));
  top_up = create_well (f, 500);
  assert_words (top_up, CABINET_TOP_UP_WAITING, "Waiting", "in the browser");
  g_assert_true (cabinet_top_ups_get_pending (f->top_ups) == top_up);
  g_assert_true (cabinet_top_ups_lookup (f->top_ups, cabinet_top_up_get_payment (top_up)->id) == top_up);
  g_assert_true (cabinet_top_ups_lookup (f->top_ups, cabinet_top_up_get_key (top_up)) == top_up);
  g_assert_cmpint (cabinet_top_up_get_amount (top_up).micros, ==, roubles (500).micros);
  g_assert_cmpint (cabinet_top_up_get_late_at (top_up), ==, 0);
  pay (top_up, "4000000000005100"); /* credited late */
  refresh_well (f);
  assert_words (top_up, CABINET_TOP_UP_PAID, "do not pay again", NULL);
  g_assert_cmpint (cabinet_top_up_get_late_at (top_up), >, 0);
  facts = cabinet_top_up_dup_facts (top_up);
  g_assert_nonnull (strstr (facts, cabinet_top_up_get_payment (top_up)->number));
  g_assert_nonnull (strstr (facts, "12345"));
  g_assert_nonnull (strstr (facts, "500"));
  advance (f, 3600);
  refresh_well (f);
  assert_words (top_up, CABINET_TOP_UP_DONE, "on the balance", NULL);
  g_assert_true (cabinet_top_up_is_final (top_up));
  g_assert_null (cabinet_top_ups_get_pending (f->top_ups));
  steps = cabinet_top_up_dup_steps (top_up);
  g_assert_cmpuint (steps->len, ==, 4);
  g_assert_cmpint (g_array_index (steps, CabinetTopUpStep, 3).at, >, 0);
}

/* F7-F10: each reason has words of its own and a way on. */
static void
test_declines (Fixture *f, gconstpointer data)
{
  static const char *const cases[][2] = { { "4000000000000127", "Check the number" },
                                          { "4000000000009995", "smaller sum" },
                                          { "4100000000000019", "first 6 and the last 4" },
                                          { "4000000000000002", "number on the card" } };

  refresh_well (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetTopUp) top_up = create_well (f, 100);

      pay (top_up, cases[i][0]);
      refresh_well (f);
      assert_words (top_up, CABINET_TOP_UP_DECLINED, "no money was taken", cases[i][1]);
      g_assert_true (cabinet_top_up_is_final (top_up));
    }
  {
    g_autoptr (CabinetTopUp) top_up = create_well (f, 100);

    advance (f, 16 * 60);
    refresh_well (f);
    assert_words (top_up, CABINET_TOP_UP_EXPIRED, "no money was taken", "Start again");
  }
}

/* A payment that is watched is credited without anybody's asking, and the balance follows. */
static gboolean
is_done (gpointer top_up)
{
  return cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_DONE;
}

static gboolean
has_more (gpointer data)
{
  Fixture *f = data;

  return cabinet_account_get_main_balance (f->account)->amount.micros
         == GPOINTER_TO_INT (g_object_get_data (G_OBJECT (f->account), "balance")) * (gint64) 10000
              + roubles (500).micros;
}

static void
test_watched (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetTopUp) top_up = NULL;

  refresh_account (f);
  refresh_well (f);
  g_object_set_data (
    G_OBJECT (f->account), "balance",
    GINT_TO_POINTER ((int) (cabinet_account_get_main_balance (f->account)->amount.micros / 10000)));
  top_up = create_well (f, 500);
  cabinet_top_up_start_watching (top_up);
  pay (top_up, "4111111111111111");
  service_wait_until (is_done, top_up);
  service_wait_until (has_more, f);
  cabinet_top_up_stop_watching (top_up);
}

/* A page that is left and opened again while the payment is being read. */
static void
test_watched_again (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetTopUp) top_up = NULL;

  refresh_well (f);
  top_up = create_well (f, 500);
  pay (top_up, "4111111111111111");
  demo_process_freeze (f->demo, TRUE);
  cabinet_top_up_start_watching (top_up);
  /* Long enough for the first reading to begin. */
  service_run_for (3000);
  cabinet_top_up_stop_watching (top_up);
  cabinet_top_up_start_watching (top_up);
  demo_process_freeze (f->demo, FALSE);
  service_wait_until (is_done, top_up);
  cabinet_top_up_stop_watching (top_up);
}

/* Without the server, and in another run, the payments are as they were last read. */
static void
test_restart (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  CabinetTopUp *pending;

  refresh_well (f);
  {
    g_autoptr (CabinetTopUp) declined = create_well (f, 100);
    g_autoptr (CabinetTopUp) waiting = NULL;

    pay (declined, "4000000000000002");
    refresh_well (f);
    waiting = create_well (f, 500);
    first = g_strdup (cabinet_top_up_get_payment (waiting)->id);
  }
  demo_process_stop (f->demo);
  reopen (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->top_ups)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_top_ups_get_methods (f->top_ups)), >, 1);
  g_assert_cmpint (cabinet_top_ups_get_read_at (f->top_ups), >, 0);
  pending = cabinet_top_ups_get_pending (f->top_ups);
  g_assert_nonnull (pending);
  g_assert_cmpstr (cabinet_top_up_get_payment (pending)->id, ==, first);
  g_assert_nonnull (cabinet_top_up_get_payment (pending)->confirmation_url);
  g_assert_false (refresh (f, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_nonnull (cabinet_top_ups_get_error (f->top_ups));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->top_ups)), ==, 2);
  demo_process_start (f->demo);
  refresh_well (f);
  assert_words (cabinet_top_ups_get_pending (f->top_ups), CABINET_TOP_UP_WAITING, "Waiting", "browser");
  g_assert_cmpuint (count_in_books (f), ==, 2);
}

/* The server goes away between the ways to pay and the payment: nothing is left that comes later. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetTopUp) top_up = NULL;

  refresh_well (f);
  demo_process_stop (f->demo);
  top_up = create (f, 500, &error);
  g_assert_null (top_up);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_null (cabinet_top_ups_get_pending (f->top_ups));
  demo_process_start (f->demo);
  refresh_account (f);
  refresh_well (f);
  reopen (f);
  refresh_well (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->top_ups)), ==, 0);
  g_assert_cmpuint (count_in_books (f), ==, 0);
}

#define ADD(path, data, function) \
  g_test_add ("/service/top-ups/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  ADD ("suggestions-good", NULL, test_suggestions_good);
  ADD ("suggestions-debt", "telemir 48-11702", test_suggestions_debt);
  ADD ("amounts", NULL, test_amounts);
  ADD ("way", NULL, test_way);
  ADD ("declines", NULL, test_declines);
  ADD ("watched-again", NULL, test_watched_again);
  ADD ("watched", NULL, test_watched);
  ADD ("restart", NULL, test_restart);
  ADD ("gone", NULL, test_gone);
  return g_test_run ();
}
