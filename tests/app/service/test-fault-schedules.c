/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bad-line.h"
#include "cabinet-change.h"
#include "cabinet-conversation.h"
#include "cabinet-core.h"
#include "cabinet-household-private.h"
#include "cabinet-outbox.h"
#include "cabinet-plan.h"
#include "cabinet-top-ups.h"
#include "fault-books.h"
#include "pay-client.h"
#include "service-fixture.h"

#include <string.h>

/* Schedules of faults over the loopback: a household changes, asks and pays at a real demo, behind a line
 * that cuts, delays and repeats. Then the line is good again and everything is read once more.
 *
 * The oracle reads the demo's books past the line: what was decided has happened once and is said to have, or
 * not at all and is said not to have. One decision has one key. What was said to be done is there. */

#define CARD "4111111111111111"

typedef enum
{
  DECISION_PAY,
  DECISION_ORDER,
  DECISION_CANCEL,
  DECISION_SAY,
  N_DECISIONS,
} Decision;

static const char *const names[N_DECISIONS] = { "pay", "order", "cancel", "say" };

typedef struct
{
  DemoProcess *demo;
  BadLine *proxy;
  Client *books;
  CabinetHousehold *household;
  CabinetAccount *account;
  const char *tenant;
  char *id;
  GHashTable *changes; /* ids that the provider had before */
  guint serial;
  guint paid;

  guint count[N_DECISIONS];
  guint done;
  guint not_done;
  guint faults;
} World;

/* What was decided, and what the client said of it. */
typedef struct
{
  World *world;
  GRand *rand;
  guint32 seed;
  Decision decision;
  char *mark; /* what only this one has: the sum, the text, the id of the change */
  char *key;  /* NULL = nothing of it was sent */
  gboolean told_done;
  gboolean told_not_done; /* else it is in doubt */
  GString *story;
} Trial;

#define check(t, condition)                                                                    \
  G_STMT_START                                                                                 \
  {                                                                                            \
    if (!(condition))                                                                          \
      {                                                                                        \
        g_autofree char *line = bad_line_dup_story ((t)->world->proxy);                        \
                                                                                               \
        g_error ("%s, seed %u: not so: %s\n%s%s", names[(t)->decision], (t)->seed, #condition, \
                 (t)->story->str, line);                                                       \
      }                                                                                        \
  }                                                                                            \
  G_STMT_END

/* What the provider has. */

static guint
count_new_changes (World *w)
{
  g_autoptr (CabinetChangeList) list = books_read_changes (w->books);
  guint count = 0;

  for (guint i = 0; i < cabinet_list_length (list->changes); i++)
    count += !g_hash_table_contains (w->changes, CABINET_CHANGE (cabinet_list_get (list->changes, i))->id);
  return count;
}

static void
learn_changes (World *w)
{
  g_autoptr (CabinetChangeList) list = books_read_changes (w->books);

  for (guint i = 0; i < cabinet_list_length (list->changes); i++)
    g_hash_table_add (w->changes, g_strdup (CABINET_CHANGE (cabinet_list_get (list->changes, i))->id));
}

static guint
count_cancelled (World *w, const char *id)
{
  g_autoptr (CabinetChangeList) list = books_read_changes (w->books);

  for (guint i = 0; i < cabinet_list_length (list->changes); i++)
    {
      CabinetChange *change = cabinet_list_get (list->changes, i);

      if (g_str_equal (change->id, id))
        return change->state == CABINET_CHANGE_STATE_CANCELLED;
    }
  g_assert_not_reached ();
}

static guint
count_effects (Trial *t)
{
  switch (t->decision)
    {
    case DECISION_PAY:
      return books_count_payments (t->world->demo, t->mark, NULL);
    case DECISION_ORDER:
      return count_new_changes (t->world);
    case DECISION_CANCEL:
      return count_cancelled (t->world, t->mark);
    case DECISION_SAY:
      return books_count_messages (t->world->books, t->mark);
    case N_DECISIONS:
      break;
    }
  g_assert_not_reached ();
}

/* What the client does. */

static void
read_again (World *w, Decision decision)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (decision == DECISION_PAY)
    cabinet_top_ups_refresh_async (cabinet_account_get_top_ups (w->account), NULL, service_on_result,
                                   &result);
  else if (decision == DECISION_SAY)
    cabinet_conversation_refresh_async (cabinet_account_get_conversation (w->account), NULL,
                                        service_on_result, &result);
  else
    cabinet_plan_refresh_async (cabinet_account_get_plan (w->account), NULL, service_on_result, &result);
  service_wait_for (&result);
  if (decision == DECISION_PAY)
    cabinet_top_ups_refresh_finish (cabinet_account_get_top_ups (w->account), result, &error);
  else if (decision == DECISION_SAY)
    cabinet_conversation_refresh_finish (cabinet_account_get_conversation (w->account), result, &error);
  else
    cabinet_plan_refresh_finish (cabinet_account_get_plan (w->account), result, &error);
  g_assert_no_error (error);
}

static void
begin_faults (Trial *t)
{
  BadLinePlan plan = { .seed = t->seed, .changes = 75 };

  plan.reads = g_rand_int_range (t->rand, 0, 50);
  plan.most = (guint) g_rand_int_range (t->rand, 1, 7);
  bad_line_begin (t->world->proxy, &plan);
}

static void
tell (Trial *t, gboolean done, const GError *error)
{
  t->told_done = done;
  t->told_not_done = error != NULL && !g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED);
  g_string_append_printf (t->story, "told: %s\n",
                          error != NULL ? error->message
                          : done        ? "done"
                                        : "in doubt");
}

static CabinetPaymentMethod *
find_card (CabinetTopUps *top_ups)
{
  GListModel *methods = cabinet_top_ups_get_methods (top_ups);

  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);

      if (method->kind == CABINET_PAYMENT_KIND_CARD)
        return method;
    }
  g_assert_not_reached ();
}

static gboolean
pay (Trial *t)
{
  CabinetTopUps *top_ups = cabinet_account_get_top_ups (t->world->account);
  CabinetMoney amount = cabinet_money ((gint64) (200 + t->world->serial) * CABINET_MONEY_UNIT, "RUB");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CabinetTopUp) top_up = NULL;
  g_autoptr (GError) error = NULL;

  t->mark = g_strdup_printf ("%u.00", 200 + t->world->serial);
  begin_faults (t);
  cabinet_top_ups_create_async (top_ups, &amount, find_card (top_ups), NULL, NULL, NULL, service_on_result,
                                &result);
  service_wait_for (&result);
  top_up = cabinet_top_ups_create_finish (top_ups, result, &error);
  tell (t, top_up != NULL && cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_WAITING, error);
  return TRUE;
}

/* Asks what @request would do. Returns: (nullable): NULL = it is not possible now. */
static CabinetChangeOutlook *
preview (CabinetPlan *plan, CabinetChangeKind kind, const char *target)
{
  static const CabinetChangeWhen when[] = { CABINET_CHANGE_WHEN_NOW, CABINET_CHANGE_WHEN_NEXT_PERIOD };
  CabinetChangeOutlook *outlook = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (when) && outlook == NULL; i++)
    {
      g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
      g_autoptr (GAsyncResult) result = NULL;

      request->kind = kind;
      request->target_id = g_strdup (target);
      request->when = when[i];
      cabinet_plan_preview_async (plan, request, NULL, service_on_result, &result);
      service_wait_for (&result);
      outlook = cabinet_plan_preview_finish (plan, result, NULL);
    }
  return outlook;
}

/* One of the tariffs and services that can be ordered now. Returns: (nullable) */
static CabinetChangeOutlook *
find_order (Trial *t)
{
  CabinetPlan *plan = cabinet_account_get_plan (t->world->account);
  GListModel *tariffs = cabinet_plan_get_tariffs (plan);
  GListModel *services = cabinet_plan_get_services (plan);
  guint n_tariffs = g_list_model_get_n_items (tariffs);
  guint n = n_tariffs + g_list_model_get_n_items (services);
  guint first = (guint) g_rand_int_range (t->rand, 0, (gint32) n);
  CabinetChangeOutlook *outlook = NULL;

  for (guint i = 0; i < n && outlook == NULL; i++)
    {
      guint which = (first + i) % n;

      if (which < n_tariffs)
        {
          CabinetTariff *tariff = cabinet_list_peek (tariffs, which);

          if (tariff->available == CABINET_CAPABILITY_ANSWER_YES)
            outlook = preview (plan, CABINET_CHANGE_KIND_TARIFF, tariff->id);
        }
      else
        {
          CabinetService *service = cabinet_list_peek (services, which - n_tariffs);

          if (service->switchable == CABINET_CAPABILITY_ANSWER_YES)
            outlook = preview (plan,
                               service->state == CABINET_SERVICE_STATE_OFF ? CABINET_CHANGE_KIND_SERVICE_ON
                                                                           : CABINET_CHANGE_KIND_SERVICE_OFF,
                               service->id);
        }
    }
  return outlook;
}

static void
take_change (Trial *t, GAsyncResult **result)
{
  CabinetPlan *plan = cabinet_account_get_plan (t->world->account);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (GError) error = NULL;

  service_wait_for (result);
  change = cabinet_plan_change_finish (plan, *result, &error);
  tell (t, change != NULL, error);
}

static gboolean
order (Trial *t)
{
  CabinetPlan *plan = cabinet_account_get_plan (t->world->account);
  g_autoptr (CabinetChangeOutlook) outlook = find_order (t);
  g_autoptr (GAsyncResult) result = NULL;

  if (outlook == NULL)
    return FALSE;
  g_string_append_printf (t->story, "%s, kind %d, when %d\n", outlook->request->target_id,
                          outlook->request->kind, outlook->request->when);
  begin_faults (t);
  cabinet_plan_order_async (plan, outlook, outlook->preview->confirmation_needed ? "demo" : NULL, NULL,
                            service_on_result, &result);
  take_change (t, &result);
  return TRUE;
}

static gboolean
cancel (Trial *t)
{
  CabinetPlan *plan = cabinet_account_get_plan (t->world->account);
  GListModel *changes = cabinet_plan_get_changes (plan);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (changes) && change == NULL; i++)
    if (CABINET_CHANGE (cabinet_list_peek (changes, i))->can_cancel)
      change = g_list_model_get_item (changes, i);
  if (change == NULL)
    return FALSE;
  t->mark = g_strdup (change->id);
  begin_faults (t);
  cabinet_plan_cancel_async (plan, change, NULL, service_on_result, &result);
  take_change (t, &result);
  return TRUE;
}

static gboolean
say (Trial *t)
{
  CabinetConversation *talk = cabinet_account_get_conversation (t->world->account);
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  t->mark = g_strdup_printf ("Question %u", t->world->serial);
  begin_faults (t);
  /* At a provider of tickets each matter has a thread of its own. */
  cabinet_conversation_send_async (talk, NULL, g_str_equal (t->world->tenant, "tomtel") ? NULL : "A matter",
                                   t->mark, NULL, NULL, service_on_result, &result);
  service_wait_for (&result);
  message = cabinet_conversation_send_finish (talk, result, &error);
  tell (
    t,
    message != NULL
      && (message->state == CABINET_MESSAGE_STATE_SENT || message->state == CABINET_MESSAGE_STATE_DELIVERED),
    error);
  return TRUE;
}

static CabinetOutboxState
read_state (Trial *t)
{
  CabinetJournal *journal = cabinet_core_get_journal (t->world->account->core, NULL);
  g_autoptr (CabinetOutboxItem) item = NULL;

  if (t->key == NULL)
    return CABINET_OUTBOX_STATE_ABANDONED;
  item = cabinet_outbox_lookup (journal, t->key, NULL);
  check (t, item != NULL);
  return item->state;
}

static gboolean
is_known (CabinetOutboxState state)
{
  return state == CABINET_OUTBOX_STATE_ACCEPTED || cabinet_outbox_state_is_settled (state);
}

static void
open_household (World *w)
{
  w->household = service_open ();
  w->account = service_lookup (w->household, w->id);
}

static void
close_household (World *w)
{
  g_clear_object (&w->account);
  service_close (w->household);
}

/* The line is good again; sometimes the program was started again in between. */
static void
recover (Trial *t)
{
  World *w = t->world;
  g_autoptr (GPtrArray) keys = NULL;

  bad_line_end (w->proxy);
  keys = bad_line_dup_keys (w->proxy);
  check (t, keys->len <= 1);
  t->key = keys->len == 1 ? g_strdup (g_ptr_array_index (keys, 0)) : NULL;
  check (t, t->key != NULL || !t->told_done);
  if (g_rand_int_range (t->rand, 0, 4) == 0)
    {
      close_household (w);
      open_household (w);
    }
  for (guint i = 0; i == 0 || (i < 5 && !is_known (read_state (t))); i++)
    read_again (w, t->decision);
}

/* The oracle. */
static void
judge (Trial *t)
{
  guint effects = count_effects (t);
  CabinetOutboxState state = read_state (t);
  g_autoptr (GPtrArray) keys = bad_line_dup_keys (t->world->proxy);

  g_string_append_printf (t->story, "effects: %u, row: %d\n", effects, state);
  check (t, keys->len <= 1);
  check (t, effects <= 1);
  check (t, is_known (state));
  check (t, (effects == 1) == (state == CABINET_OUTBOX_STATE_ACCEPTED || state == CABINET_OUTBOX_STATE_DONE));
  check (t, !t->told_done || effects == 1);
  check (t, !t->told_not_done || effects == 0);
  /* What somebody wrote goes in the end. */
  check (t, t->decision != DECISION_SAY || effects == 1);
  t->world->done += effects;
  t->world->not_done += 1 - effects;
  t->world->faults += bad_line_count_faults (t->world->proxy);
}

static guint
count_captures_of (World *w, const char *payment)
{
  return pay_count_captures (w->books, payment, "capture");
}

/* What was created once is paid once, and the client says so when the ledger does. */
static void
pay_on_page (Trial *t)
{
  World *w = t->world;
  guint credits = pay_count_credits (w->books, "12345");
  g_autofree char *id = NULL;
  g_autoptr (CabinetPayment) payment = NULL;
  g_autoptr (Page) page = NULL;
  g_autofree char *path = g_strconcat ("/", w->tenant, "/", NULL);
  g_autofree char *url = NULL;
  CabinetTopUp *top_up;

  if (books_count_payments (w->demo, t->mark, &id) == 0)
    return;
  check (t, count_captures_of (w, id) == 0);
  top_up = cabinet_top_ups_lookup (cabinet_account_get_top_ups (w->account), id);
  check (t, top_up != NULL && cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_WAITING);
  payment = pay_read (w->books, id);
  url = g_strconcat (demo_process_get_url (w->demo), strstr (payment->confirmation_url, path), NULL);
  page = page_pay (url, CARD);
  check (t, count_captures_of (w, id) == 1);
  check (t, pay_count_credits (w->books, "12345") == credits + 1);
  read_again (w, DECISION_PAY);
  top_up = cabinet_top_ups_lookup (cabinet_account_get_top_ups (w->account), id);
  check (t, top_up != NULL && cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_DONE);
  w->paid++;
}

static void
play (World *w, guint32 seed)
{
  Trial t = {
    .world = w, .rand = g_rand_new_with_seed (seed * 2654435761u), .seed = seed, .story = g_string_new (NULL)
  };
  gboolean (*const decide[N_DECISIONS]) (Trial *) = { pay, order, cancel, say };

  w->serial++;
  learn_changes (w);
  t.decision = (Decision) (seed % N_DECISIONS);
  if (!decide[t.decision](&t))
    {
      t.decision = t.decision == DECISION_CANCEL ? DECISION_ORDER : DECISION_SAY;
      if (!decide[t.decision](&t))
        {
          t.decision = DECISION_SAY;
          say (&t);
        }
    }
  check (&t, !t.told_done || count_effects (&t) == 1);
  recover (&t);
  judge (&t);
  if (t.decision == DECISION_PAY)
    pay_on_page (&t);
  w->count[t.decision]++;
  g_string_free (t.story, TRUE);
  g_rand_free (t.rand);
  g_free (t.mark);
  g_free (t.key);
}

static void
set_up (World *w)
{
  g_autofree char *path = g_strconcat ("/", w->tenant, NULL);
  g_autofree char *url = NULL;
  g_autofree char *delays = NULL;
  g_autoptr (GError) error = NULL;

  w->demo = demo_process_new ("--control", "--history-months", "2", "--now", "2026-11-20T04:00:00Z",
                              "--operator-delay", "3600000", NULL);
  delays = demo_process_control (w->demo, "payments/delays", "{\"credit_ms\":0,\"restore_ms\":0}");
  w->proxy = bad_line_new (demo_process_get_port (w->demo));
  w->books = client_new (w->demo, w->tenant);
  client_enter (w->books, NULL, "12345", "demo");
  w->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  w->household = service_open ();
  url = bad_line_dup_url (w->proxy, path);
  w->account = service_add (w->household, w->tenant, url, NULL, "12345", "demo", TRUE, &error);
  g_assert_no_error (error);
  w->id = g_strdup (cabinet_account_get_id (w->account));
  for (Decision each = 0; each < N_DECISIONS; each++)
    read_again (w, each);
}

static void
tear_down (World *w)
{
  close_household (w);
  bad_line_free (w->proxy);
  client_free (w->books);
  demo_process_free (w->demo);
  g_hash_table_unref (w->changes);
  g_free (w->id);
}

/* @first: the first seed; another half of the schedules begins with another one. */
static void
test_schedules (const char *tenant, guint32 first)
{
  guint n = g_getenv ("CABINET_TEST_LONG") != NULL ? 100 : 12;
  World world = { .tenant = tenant };

  set_up (&world);
  for (guint i = 0; i < n; i++)
    play (&world, first + i);
  g_test_message ("%u faults; %u done, %u not, %u paid; %u pay, %u order, %u cancel, %u say", world.faults,
                  world.done, world.not_done, world.paid, world.count[DECISION_PAY],
                  world.count[DECISION_ORDER], world.count[DECISION_CANCEL], world.count[DECISION_SAY]);
  g_assert_cmpuint (world.count[DECISION_PAY], >, 0);
  g_assert_cmpuint (world.count[DECISION_ORDER], >, 0);
  g_assert_cmpuint (world.count[DECISION_SAY], >, 0);
  g_assert_cmpuint (world.faults, >, n);
  g_assert_cmpuint (world.paid, >, 0);
  tear_down (&world);
}

/* Changes act at once, support is a chat. */
static void
test_tomtel (void)
{
  test_schedules ("tomtel", 1);
}

/* Changes act from the next month on and can be cancelled, support takes tickets. */
static void
test_telemir (void)
{
  test_schedules ("telemir", 1001);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/fault-schedules/at-once-and-chat", test_tomtel);
  service_test_add ("/fault-schedules/next-month-and-tickets", test_telemir);
  return g_test_run ();
}
