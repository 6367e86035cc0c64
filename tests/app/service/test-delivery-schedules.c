/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-delivery.h"

#include <string.h>

/* Schedules of faults, played with a clock of their own against a model of a provider and a model of the
 * outbox. Two programs have the same row. Requests get lost before or after the provider acted, arrive late
 * or twice, answers are lost or garbled, either side is killed and started again, clocks are put forward and
 * back. What each program does is decided by the real cabinet_delivery_step().
 *
 * The oracle: the effect was made once, and the row says so, or not at all, and the row says so. All requests
 * of one decision carry one key. */

#define SECOND G_TIME_SPAN_SECOND
#define CHAOS (600 * SECOND) /* from then on all is well */
#define KEY "0b8f2a5e-1c1d-4f6a-9a1e-0d3c5b7a9e10"

typedef enum
{
  WILL_CLAIM,
  WILL_ACT,    /* a program's next action; a = the action */
  WILL_TELL,   /* a = what a program is told, error = with what */
  WILL_END,    /* the wait of a program is over */
  WILL_ARRIVE, /* a request at the provider; a = the program that waits for the answer, -1 = nobody */
  WILL_COMMIT, /* what the provider worked on is done */
  WILL_CRASH,
  WILL_RESTART_PROVIDER,
  WILL_JUMP,
} What;

typedef struct
{
  gint64 at;
  What what;
  int program;
  guint life; /* of the program; another one: the event is void */
  guint send; /* of the request, to drop answers that came after their limit */
  int a;
} Event;

typedef struct
{
  gboolean alive;
  gboolean busy;
  gboolean over;
  guint life;
  guint send;
  gint64 offset; /* of its clock */
  gint64 began;
  CabinetDeliveryCase known;
  CabinetOutboxItem *item;
} Program;

typedef struct
{
  GRand *rand;
  guint32 seed;
  gint64 now;
  GArray *events;
  Program programs[2];
  CabinetOutboxItem *row;
  GString *story;

  /* The provider. */
  gboolean once; /* it keeps no keys */
  gboolean came; /* a request arrived */
  gboolean refuses;
  int kept;          /* the answer under the key: 0 = none, 1 = done, 2 = refused */
  gint64 visible_at; /* reads show it from then on */
  gboolean working;
  guint effects;
} World;

static gboolean
chance (World *w, int percent)
{
  return g_rand_int_range (w->rand, 0, 100) < percent;
}

static gint64
within (World *w, gint64 most)
{
  return (gint64) (g_rand_double (w->rand) * (double) most);
}

static gboolean
is_chaos (World *w)
{
  return w->now < CHAOS;
}

static void
plan (World *w, gint64 after, What what, int program, int a)
{
  Event event = { w->now + MAX (after, 1), what, program, 0, 0, a };

  if (program >= 0)
    {
      event.life = w->programs[program].life;
      event.send = w->programs[program].send;
    }
  g_array_append_val (w->events, event);
}

static void
note (World *w, const char *format, ...)
{
  va_list args;

  g_string_append_printf (w->story, "%9.3f ", (double) w->now / SECOND);
  va_start (args, format);
  g_string_append_vprintf (w->story, format, args);
  va_end (args);
  g_string_append_c (w->story, '\n');
}

#define check(w, condition)                                                        \
  G_STMT_START                                                                     \
  {                                                                                \
    if (!(condition))                                                              \
      g_error ("seed %u: not so: %s\n%s", (w)->seed, #condition, (w)->story->str); \
  }                                                                                \
  G_STMT_END

/* As cabinet-outbox.c does it. */
static gboolean
row_claim (World *w, int program, CabinetInstant now)
{
  CabinetOutboxItem *row = w->row;
  const gint64 lease = 60 * SECOND;
  g_autofree char *owner = g_strdup_printf ("%d-%u", program, w->programs[program].life);
  gboolean gone = row->lease != NULL && row->lease[0] == '0' + program;

  if (cabinet_outbox_state_is_settled (row->state))
    return FALSE;
  if (row->lease != NULL && !gone && row->lease_until > now && row->lease_until - now <= 2 * lease)
    return FALSE;
  g_set_object (&w->programs[program].item, NULL);
  w->programs[program].item = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);
  w->programs[program].item->kind = row->kind;
  w->programs[program].item->state = row->state;
  w->programs[program].item->created_at = row->created_at;
  w->programs[program].item->sent_at = row->sent_at;
  w->programs[program].item->request = g_strdup (row->request);
  g_free (row->lease);
  row->lease = g_steal_pointer (&owner);
  row->lease_until = now + lease;
  if (row->state == CABINET_OUTBOX_STATE_WRITTEN)
    {
      row->state = CABINET_OUTBOX_STATE_SENDING;
      row->sent_at = now;
    }
  return TRUE;
}

static void
row_save (World *w, int program, CabinetOutboxState state)
{
  CabinetOutboxItem *row = w->row;
  g_autofree char *owner = g_strdup_printf ("%d-%u", program, w->programs[program].life);

  if (cabinet_outbox_state_is_settled (row->state) || g_strcmp0 (row->lease, owner) != 0)
    {
      note (w, "%d saves too late", program);
      return;
    }
  row->state = state;
  g_clear_pointer (&row->lease, g_free);
  note (w, "%d saves %s", program, cabinet_enum_to_nick (CABINET_TYPE_OUTBOX_STATE, state));
  if (state == CABINET_OUTBOX_STATE_ACCEPTED || state == CABINET_OUTBOX_STATE_DONE)
    check (w, w->effects == 1);
}

static CabinetInstant
clock_of (World *w, int program)
{
  return (CabinetInstant) 1795246320 * SECOND + w->now + w->programs[program].offset;
}

/* ---- the provider ---- */

static void
answer (World *w, int program, guint send, int said)
{
  Program *p = program >= 0 ? &w->programs[program] : NULL;

  if (p != NULL && p->send == send)
    plan (w, within (w, SECOND), WILL_TELL, program, said);
}

static void
arrive (World *w, const Event *event)
{
  check (w, !w->once || !w->came); /* nothing is sent twice */
  w->came = TRUE;
  if (w->kept != 0)
    {
      note (w, "provider repeats its answer");
      answer (w, event->a, event->send, w->kept == 1 ? CABINET_DELIVERY_ANSWERED : CABINET_DELIVERY_REFUSED);
    }
  else if (w->working)
    {
      note (w, "provider still works on it");
      answer (w, event->a, event->send, CABINET_DELIVERY_IN_PROGRESS);
    }
  else
    {
      Event commit = {
        w->now + 1 + (chance (w, 25) ? within (w, 15 * SECOND) : 0), WILL_COMMIT, -1, 0, event->send, event->a
      };

      note (w, "provider begins");
      w->working = TRUE;
      g_array_append_val (w->events, commit);
    }
}

static void
commit (World *w, const Event *event)
{
  if (!w->working)
    return;
  w->working = FALSE;
  w->kept = w->refuses ? 2 : 1;
  if (!w->refuses)
    w->effects++;
  w->visible_at = w->now + (is_chaos (w) && chance (w, 10) ? within (w, 5 * SECOND) : 0);
  note (w, "provider %s", w->refuses ? "refuses" : "acts");
  answer (w, event->a, event->send, w->refuses ? CABINET_DELIVERY_REFUSED : CABINET_DELIVERY_ANSWERED);
}

/* ---- a program ---- */

static void
arrives_in (World *w, gint64 after, int waiting)
{
  Event event = { w->now + MAX (after, 1), WILL_ARRIVE, -1, 0, 0, waiting };

  if (waiting >= 0)
    event.send = w->programs[waiting].send;
  g_array_append_val (w->events, event);
}

/* What the network makes of a request. */
static void
send (World *w, int program)
{
  int fate = is_chaos (w) ? g_rand_int_range (w->rand, 0, w->once ? 6 : 10) : 5;

  w->programs[program].send++;
  note (w, "%d sends, fate %d", program, fate);
  plan (w, 10 * SECOND, WILL_TELL, program, CABINET_DELIVERY_LOST);
  switch (fate)
    {
    case 0: /* no connection, no session, too many requests */
      plan (w, within (w, 2 * SECOND), WILL_TELL, program, CABINET_DELIVERY_NOT_LEFT);
      break;
    case 1: /* reset on the way there */
      plan (w, within (w, 2 * SECOND), WILL_TELL, program, CABINET_DELIVERY_LOST);
      break;
    case 2: /* reset on the way back */
      arrives_in (w, within (w, SECOND), -1);
      plan (w, within (w, 2 * SECOND), WILL_TELL, program, CABINET_DELIVERY_LOST);
      break;
    case 3: /* late */
      arrives_in (w, within (w, 40 * SECOND), -1);
      break;
    case 4: /* swallowed */
      break;
    case 6: /* twice */
      arrives_in (w, within (w, SECOND), program);
      arrives_in (w, within (w, 30 * SECOND), -1);
      break;
    default:
      arrives_in (w, within (w, SECOND), program);
    }
}

static void
look (World *w, int program)
{
  CabinetDeliveryEvent seen =
    w->kept == 1 && w->visible_at <= w->now ? CABINET_DELIVERY_SHOWN : CABINET_DELIVERY_NOT_SHOWN;

  w->programs[program].send++;
  if (is_chaos (w) && chance (w, 30))
    seen = CABINET_DELIVERY_READ_FAILED;
  note (w, "%d looks", program);
  plan (w, within (w, 3 * SECOND), WILL_TELL, program, seen);
}

static void
end_delivery (World *w, int program)
{
  Program *p = &w->programs[program];

  p->busy = FALSE;
  p->send++;
  plan (w, within (w, 60 * SECOND), WILL_CLAIM, program, 0);
}

static void
act (World *w, int program, CabinetDeliveryAction action)
{
  Program *p = &w->programs[program];

  switch (action)
    {
    case CABINET_DELIVERY_DO_SEND:
      send (w, program);
      break;
    case CABINET_DELIVERY_DO_LOOK:
      look (w, program);
      break;
    case CABINET_DELIVERY_DO_WAIT:
      p->send++;
      plan (w, p->known.pause * G_TIME_SPAN_MILLISECOND, WILL_ACT, program, CABINET_DELIVERY_DO_LOOK);
      break;
    case CABINET_DELIVERY_DO_SETTLE:
      row_save (w, program, p->known.state);
      end_delivery (w, program);
      break;
    }
}

static void
tell (World *w, int program, CabinetDeliveryEvent event)
{
  Program *p = &w->programs[program];
  CabinetDeliveryAction action = cabinet_delivery_step (&p->known, event);

  note (w, "%d is told %d", program, event);
  if (event == CABINET_DELIVERY_SHOWN)
    p->known.state =
      w->row->kind == CABINET_OUTBOX_KIND_PAYMENT ? CABINET_OUTBOX_STATE_ACCEPTED : CABINET_OUTBOX_STATE_DONE;
  if (p->over && action != CABINET_DELIVERY_DO_SETTLE)
    action = cabinet_delivery_step (&p->known, CABINET_DELIVERY_TIME_OVER);
  p->send++;
  if (action == CABINET_DELIVERY_DO_SETTLE)
    act (w, program, action);
  else
    plan (w, 1000, WILL_ACT, program, action); /* it may be killed just before */
}

static void
claim (World *w, int program)
{
  Program *p = &w->programs[program];

  if (p->busy || cabinet_outbox_state_is_settled (w->row->state)
      || (w->row->state == CABINET_OUTBOX_STATE_ACCEPTED && !is_chaos (w)))
    return;
  if (!row_claim (w, program, clock_of (w, program)))
    {
      plan (w, within (w, 20 * SECOND), WILL_CLAIM, program, 0);
      return;
    }
  p->busy = TRUE;
  p->over = FALSE;
  p->began = w->now;
  cabinet_delivery_begin (&p->known, p->item, clock_of (w, program));
  if (w->once)
    cabinet_delivery_begin_once (&p->known, p->item, clock_of (w, program));
  note (w, "%d claims what is %s", program, cabinet_enum_to_nick (CABINET_TYPE_OUTBOX_STATE, p->item->state));
  plan (w, 20 * SECOND, WILL_END, program, (int) p->life);
  tell (w, program, CABINET_DELIVERY_CLAIMED);
}

/* What is asked just then is cancelled: a request may have left, a read brings nothing. */
static void
time_over (World *w, int program, gint64 planned)
{
  Program *p = &w->programs[program];

  if (!p->busy || planned != p->began + 20 * SECOND)
    return;
  p->over = TRUE;
  tell (w, program, p->known.sends > 0 ? CABINET_DELIVERY_LOST : CABINET_DELIVERY_TIME_OVER);
}

static void
crash (World *w, int program)
{
  Program *p = &w->programs[program];

  note (w, "%d is killed", program);
  p->life++;
  p->send++;
  p->busy = FALSE;
  plan (w, SECOND + within (w, 90 * SECOND), WILL_CLAIM, program, 0);
}

static void
happen (World *w, const Event *event)
{
  Program *p = event->program >= 0 ? &w->programs[event->program] : NULL;

  if (p != NULL && event->what != WILL_CRASH && event->what != WILL_JUMP && event->life != p->life)
    return;
  switch (event->what)
    {
    case WILL_CLAIM:
      claim (w, event->program);
      break;
    case WILL_ACT:
      if (p->busy && event->send == p->send)
        act (w, event->program, event->a);
      break;
    case WILL_TELL:
      if (p->busy && event->send == p->send)
        tell (w, event->program, event->a);
      break;
    case WILL_END:
      time_over (w, event->program, event->at);
      break;
    case WILL_ARRIVE:
      arrive (w, event);
      break;
    case WILL_COMMIT:
      commit (w, event);
      break;
    case WILL_CRASH:
      crash (w, event->program);
      break;
    case WILL_RESTART_PROVIDER:
      note (w, "provider is killed%s", w->working ? ", at work" : "");
      w->working = FALSE;
      break;
    case WILL_JUMP:
      p->offset = within (w, 4 * G_TIME_SPAN_DAY) - 2 * G_TIME_SPAN_DAY;
      note (w, "the clock of %d jumps to %+.0f s", event->program, (double) p->offset / SECOND);
      break;
    }
}

static gboolean
next_event (World *w, Event *event)
{
  guint first = 0;

  if (w->events->len == 0)
    return FALSE;
  for (guint i = 1; i < w->events->len; i++)
    if (g_array_index (w->events, Event, i).at < g_array_index (w->events, Event, first).at)
      first = i;
  *event = g_array_index (w->events, Event, first);
  g_array_remove_index (w->events, first);
  return TRUE;
}

static void
set_up (World *w, guint32 seed, gboolean once)
{
  static const CabinetOutboxKind kinds[] = { CABINET_OUTBOX_KIND_CHANGE, CABINET_OUTBOX_KIND_CANCEL,
                                             CABINET_OUTBOX_KIND_PAYMENT, CABINET_OUTBOX_KIND_MESSAGE };

  memset (w, 0, sizeof *w);
  w->seed = seed;
  w->once = once;
  w->rand = g_rand_new_with_seed (seed);
  w->events = g_array_new (FALSE, FALSE, sizeof (Event));
  w->story = g_string_new (NULL);
  w->refuses = chance (w, 15);
  w->row = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);
  w->row->key = g_strdup (KEY);
  w->row->kind = kinds[seed % G_N_ELEMENTS (kinds)];
  w->row->request = g_strdup ("{\"text\":\"x\"}");
  w->row->state = CABINET_OUTBOX_STATE_WRITTEN;
  w->row->created_at = clock_of (w, 0);
  plan (w, 0, WILL_CLAIM, 0, 0);
  plan (w, within (w, 30 * SECOND), WILL_CLAIM, 1, 0);
  for (int i = g_rand_int_range (w->rand, 0, 6); i > 0; i--)
    plan (w, within (w, i % 2 != 0 ? 10 * SECOND : CHAOS), WILL_CRASH, g_rand_int_range (w->rand, 0, 2), 0);
  for (int i = g_rand_int_range (w->rand, 0, 3); i > 0; i--)
    plan (w, within (w, 60 * SECOND), WILL_RESTART_PROVIDER, -1, 0);
  /* Without keys time alone tells that nothing is on its way any more. */
  for (int i = once ? 0 : g_rand_int_range (w->rand, 0, 3); i > 0; i--)
    plan (w, within (w, 120 * SECOND), WILL_JUMP, g_rand_int_range (w->rand, 0, 2), 0);
  for (int program = 0; program < 2; program++)
    plan (w, CHAOS, WILL_CRASH, program, 0);
}

/* How the schedule ended: the row's state. */
static CabinetOutboxState
play (guint32 seed, gboolean once)
{
  World w;
  Event event;
  CabinetOutboxState state;

  set_up (&w, seed, once);
  while (next_event (&w, &event))
    {
      w.now = event.at;
      check (&w, w.now < 2 * G_TIME_SPAN_DAY);
      happen (&w, &event);
      check (&w, w.effects <= 1);
    }
  state = w.row->state;
  note (&w, "in the end: %s, %u effects", cabinet_enum_to_nick (CABINET_TYPE_OUTBOX_STATE, state), w.effects);
  if (state == CABINET_OUTBOX_STATE_DONE || state == CABINET_OUTBOX_STATE_ACCEPTED)
    check (&w, w.effects == 1);
  else if (state == CABINET_OUTBOX_STATE_REFUSED || state == CABINET_OUTBOX_STATE_ABANDONED)
    check (&w, w.effects == 0);
  else
    check (&w, !"settled");
  if (w.row->kind == CABINET_OUTBOX_KIND_MESSAGE)
    check (&w, state != CABINET_OUTBOX_STATE_ABANDONED);
  /* A message that was lost stands as one that was refused, for the person to see. */
  if (state == CABINET_OUTBOX_STATE_REFUSED && !(once && w.row->kind == CABINET_OUTBOX_KIND_MESSAGE))
    check (&w, w.refuses);
  for (int i = 0; i < 2; i++)
    g_clear_object (&w.programs[i].item);
  g_object_unref (w.row);
  g_array_unref (w.events);
  g_rand_free (w.rand);
  g_string_free (w.story, TRUE);
  return state;
}

static void
test_schedules (gconstpointer data)
{
  gboolean once = GPOINTER_TO_INT (data);
  guint n = g_getenv ("CABINET_TEST_LONG") != NULL ? 500000 : 10000;
  guint32 first = g_test_rand_int ();
  guint ends[8] = { 0 };

  for (guint i = 0; i < n; i++)
    ends[play (first + i, once)]++;
  g_test_message ("%u schedules from seed %u: %u done, %u accepted, %u refused, %u never sent", n, first,
                  ends[CABINET_OUTBOX_STATE_DONE], ends[CABINET_OUTBOX_STATE_ACCEPTED],
                  ends[CABINET_OUTBOX_STATE_REFUSED], ends[CABINET_OUTBOX_STATE_ABANDONED]);
  /* Each way to end was met. */
  g_assert_cmpuint (ends[CABINET_OUTBOX_STATE_DONE], >, n / 10);
  g_assert_cmpuint (ends[CABINET_OUTBOX_STATE_ACCEPTED], >, n / 20);
  g_assert_cmpuint (ends[CABINET_OUTBOX_STATE_REFUSED], >, n / 200);
  g_assert_cmpuint (ends[CABINET_OUTBOX_STATE_ABANDONED], >, n / 200);
}

/* A row whose request may have left a week ago, and that no read shows. */
static CabinetOutboxState
look_for_old (CabinetOutboxKind kind, const char *request, gboolean *undone)
{
  g_autoptr (CabinetOutboxItem) row = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);
  CabinetDeliveryCase known;

  row->kind = kind;
  row->request = g_strdup (request);
  row->state = CABINET_OUTBOX_STATE_SENDING;
  cabinet_delivery_begin (&known, row, 7 * G_TIME_SPAN_DAY);
  g_assert_cmpint (cabinet_delivery_step (&known, CABINET_DELIVERY_CLAIMED), ==, CABINET_DELIVERY_DO_LOOK);
  g_assert_cmpint (cabinet_delivery_step (&known, CABINET_DELIVERY_NOT_SHOWN), ==,
                   CABINET_DELIVERY_DO_SETTLE);
  *undone = known.undone;
  return known.state;
}

/* Its key is too old to be sent again. What a person wrote does not vanish; nothing is left to be said of a
 * contract that was removed. */
static void
test_old (void)
{
  gboolean undone;

  g_assert_cmpint (look_for_old (CABINET_OUTBOX_KIND_MESSAGE, "{\"text\":\"Hello\"}", &undone), ==,
                   CABINET_OUTBOX_STATE_REFUSED);
  g_assert_true (undone);
  g_assert_cmpint (look_for_old (CABINET_OUTBOX_KIND_PAYMENT, "{\"method\":\"card\"}", &undone), ==,
                   CABINET_OUTBOX_STATE_ABANDONED);
  g_assert_true (undone);
  g_assert_cmpint (look_for_old (CABINET_OUTBOX_KIND_MESSAGE, "{}", &undone), ==,
                   CABINET_OUTBOX_STATE_ABANDONED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/service/delivery-schedules/oracle", GINT_TO_POINTER (FALSE), test_schedules);
  g_test_add_data_func ("/service/delivery-schedules/no-keys", GINT_TO_POINTER (TRUE), test_schedules);
  g_test_add_func ("/service/delivery-schedules/old", test_old);
  return g_test_run ();
}
