/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-top-ups.h"
#include "system-fixture.h"

/* Schedules of faults for top-up cards at systems that keep no keys: what is read before fails, the answer is
 * lost, is noise, or says what is not so, and what is read after fails, as a seed decides.
 *
 * The oracle: a card leaves once at most. What is told as credited was; what is told as refused or not sent
 * was not; all else is told as in doubt. */

#define PIN "444433332222"
#define UBILLING_CARD "/?module=paycards&agentpaycards=true&json=true&paycard=" PIN
#define PAGE "<html><body>busy</body></html>"

typedef struct
{
  const char *method;
  const char *part; /* of the card's address */
  void (*begin) (System *f);
  void (*put_before) (System *f, gboolean fails); /* what is read before the card is sent */
  void (*put_card) (System *f, guint status, const char *answer);
  void (*put_after) (System *f, gboolean made);
  void (*put_fault) (System *f, guint status, const char *answer); /* of the first reading after it */
  const char *done;
  const char *refused;
} Desk;

/* ABillS reads nothing before. */

static void
abills_begin (System *f)
{
  system_put_abills (f->player);
}

static void
abills_put_before (System *f, gboolean fails)
{
}

static void
abills_put_card (System *f, guint status, const char *answer)
{
  player_put (f->player, "POST", "/api.cgi/user/cards/payment", "{\"pin\":\"" PIN "\"}", status, NULL,
              answer);
}

static void
abills_put_fault (System *f, guint status, const char *answer)
{
  player_put (f->player, "GET", ABILLS_READ "user/payments", NULL, status, NULL, answer);
}

static void
abills_put_after (System *f, gboolean made)
{
  system_put_ledger (f, made ? "[{\"id\":5,\"datetime\":\"2026-11-10 12:00:00\",\"sum\":50}]" : "[]", "[]");
}

static const Desk abills = {
  "POST",
  "cards/payment",
  abills_begin,
  abills_put_before,
  abills_put_card,
  abills_put_after,
  abills_put_fault,
  "{\"amount\":50,\"paymentId\":5}",
  "{\"errno\":1060011,\"errstr\":\"ERR_CARD_USED\"}",
};

/* Ubilling: the list of payments, then the balance, before and after. */

static void
ubilling_begin (System *f)
{
}

static void
ubilling_put_fault (System *f, guint status, const char *answer)
{
  player_put (f->player, "GET", UBILLING_READ "&payments=true", NULL, status, NULL, answer);
}

static void
ubilling_put_before (System *f, gboolean fails)
{
  if (fails)
    ubilling_put_fault (f, 502, PAGE);
  else
    ubilling_put_fault (f, 200, "[]");
  if (!fails)
    system_move_ubilling (f, "\"10\"", "0");
}

static void
ubilling_put_card (System *f, guint status, const char *answer)
{
  player_put (f->player, "GET", UBILLING_CARD, NULL, status, NULL, answer);
}

static void
ubilling_put_after (System *f, gboolean made)
{
  ubilling_put_fault (
    f, 200, made ? "[{\"date\":\"2026-11-22 10:00:00\",\"summ\":\"50\",\"balance\":\"10\"}]" : "[]");
  system_move_ubilling (f, made ? "\"60\"" : "\"10\"", "0");
}

static const Desk ubilling = {
  "GET",
  "paycard=",
  ubilling_begin,
  ubilling_put_before,
  ubilling_put_card,
  ubilling_put_after,
  ubilling_put_fault,
  "{\"result\":true,\"message\":\"Card is successfully used\"}",
  "{\"result\":false,\"message\":\"Invalid card\"}",
};

static CabinetPayment *
redeem (System *f, GError **error)
{
  CabinetTopUps *top_ups = cabinet_account_get_top_ups (f->account);
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_top_ups_redeem_async (top_ups, NULL, PIN, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_top_ups_redeem_finish (top_ups, result, error);
}

typedef enum
{
  CARD_GOOD,
  CARD_LOST,
  CARD_NOISE,
  CARD_LIES, /* it says yes, and nothing has happened */
  CARD_REFUSED,
  N_CARD_FATES,
} CardFate;

/* What was told, one of each. */
typedef struct
{
  guint credited;
  guint doubtful;
  guint refused;
} Told;

static void
play (System *f, const Desk *desk, guint32 seed, Told *told)
{
  static const guint faults[] = { 0, 502, 401, 200 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed * 2654435761u);
  CardFate fate = (CardFate) g_rand_int_range (rand, 0, N_CARD_FATES);
  gboolean before_fails = g_rand_int_range (rand, 0, 6) == 0;
  gboolean after_fails = g_rand_int_range (rand, 0, 3) == 0;
  gboolean made = fate < CARD_LIES && (fate == CARD_GOOD || g_rand_boolean (rand));
  guint status = fate == CARD_LOST ? 0 : fate == CARD_NOISE ? 502 : 200;
  guint count;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetPayment) payment = NULL;

  g_test_message ("seed %u: fate %d, made %d, faults before %d, after %d", seed, fate, made, before_fails,
                  after_fails);
  player_forget (f->player);
  desk->begin (f);
  desk->put_before (f, before_fails);
  desk->put_card (f, status, fate == CARD_REFUSED ? desk->refused : status == 200 ? desk->done : PAGE);
  if (after_fails)
    desk->put_fault (f, faults[g_rand_int_range (rand, 0, G_N_ELEMENTS (faults))], PAGE);
  desk->put_after (f, made);
  payment = redeem (f, &error);

  count = player_count (f->player, desk->method, desk->part);
  g_assert_cmpuint (count, <=, 1);
  if (payment != NULL)
    {
      told->credited++;
      g_assert_true (made && count == 1);
      g_assert_cmpint (payment->amount.micros, ==, 50 * CABINET_MONEY_UNIT);
    }
  else if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED))
    {
      told->doubtful++;
      g_assert_cmpuint (count, ==, 1);
    }
  else
    {
      told->refused++;
      g_assert_true (!made || count == 0);
    }
  /* Nothing is in doubt that is not. */
  if (fate == CARD_GOOD && count == 1 && !after_fails)
    g_assert_nonnull (payment);
  if (fate == CARD_REFUSED)
    g_assert_false (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED));
}

static void
play_all (System *f, const Desk *desk)
{
  guint n = g_getenv ("CABINET_TEST_LONG") != NULL ? 400 : 40;
  Told told = { 0 };

  for (guint i = 1; i <= n; i++)
    play (f, desk, i, &told);
  g_test_message ("%u credited, %u in doubt, %u refused", told.credited, told.doubtful, told.refused);
  g_assert_cmpuint (told.credited, >, n / 10);
  g_assert_cmpuint (told.doubtful, >, n / 10);
  g_assert_cmpuint (told.refused, >, n / 20);
}

static void
test_abills (System *f, gconstpointer data)
{
  play_all (f, &abills);
}

static void
test_ubilling (System *f, gconstpointer data)
{
  play_all (f, &ubilling);
}

/* Pressed twice, it is sent once. */
static void
test_twice (System *f, gconstpointer data)
{
  CabinetTopUps *top_ups = cabinet_account_get_top_ups (f->account);
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetPayment) payment = NULL;

  abills_put_card (f, 200, abills.done);
  abills_put_after (f, TRUE);
  cabinet_top_ups_redeem_async (top_ups, NULL, PIN, NULL, service_on_result, &first);
  cabinet_top_ups_redeem_async (top_ups, NULL, PIN, NULL, service_on_result, &second);
  service_wait_for (&second);
  g_assert_null (cabinet_top_ups_redeem_finish (top_ups, second, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED);
  g_clear_error (&error);
  service_wait_for (&first);
  payment = cabinet_top_ups_redeem_finish (top_ups, first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (player_count (f->player, "POST", "cards/payment"), ==, 1);
  g_clear_object (&payment);
  payment = redeem (f, &error); /* and another one after it */
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  g_test_add ("/card-schedules/abills", System, NULL, system_set_up_abills, test_abills, system_tear_down);
  g_test_add ("/card-schedules/ubilling", System, NULL, system_set_up_ubilling, test_ubilling,
              system_tear_down);
  g_test_add ("/card-schedules/twice", System, NULL, system_set_up_abills, test_twice, system_tear_down);
  return g_test_run ();
}
