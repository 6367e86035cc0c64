/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-delivery.h"
#include "cabinet-top-ups-private.h"

/* How often a payment is looked at: at first, and at last. */
#define FIRST_PAUSE_MS 2000
#define LAST_PAUSE_MS 30000
/* A page that is over is looked at a little longer: the last card may have gone through. */
#define AFTER_EXPIRY (90 * G_TIME_SPAN_SECOND)
/* So many times its usual time a payment may take before support should hear of it. */
#define LATE_FACTOR 6
#define LATE_AT_LEAST (5 * G_TIME_SPAN_MINUTE)

struct _CabinetTopUp
{
  GObject parent_instance;

  CabinetAccount *account; /* weak */
  CabinetPayment *payment;
  CabinetOutboxItem *item;
  GCancellable *cancellable;
  guint watchers;
  guint timer;
  guint pause;
  gboolean asking;
};

enum
{
  PROP_0,
  PROP_PAYMENT,
  PROP_STATE,
  PROP_WATCHING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_ENUM_TYPE (CabinetTopUpState,
                    cabinet_top_up_state,
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_CREDITED, "credited"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_REFUNDED, "refunded"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_UNCONFIRMED, "unconfirmed"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (CABINET_TOP_UP_UNKNOWN, "unknown"))

G_DEFINE_FINAL_TYPE (CabinetTopUp, cabinet_top_up, G_TYPE_OBJECT)

static void schedule (CabinetTopUp *self);

/* (transfer full) */
CabinetTopUp *
cabinet_top_up_new (CabinetAccount *account, CabinetPayment *payment, CabinetOutboxItem *item)
{
  CabinetTopUp *self = g_object_new (CABINET_TYPE_TOP_UP, NULL);

  g_set_weak_pointer (&self->account, account);
  g_set_object (&self->payment, payment);
  g_set_object (&self->item, item);
  return self;
}

void
cabinet_top_up_take (CabinetTopUp *self, CabinetPayment *payment, CabinetOutboxItem *item)
{
  CabinetTopUpState before = cabinet_top_up_get_state (self);
  gboolean changed = FALSE;

  if (payment != NULL && (self->payment == NULL || !cabinet_record_equal (self->payment, payment)))
    changed = g_set_object (&self->payment, payment);
  if (item != NULL && (self->item == NULL || !cabinet_record_equal (self->item, item)))
    changed = g_set_object (&self->item, item) || changed;
  if (!changed)
    return;
  if (cabinet_top_up_get_state (self) != before)
    {
      self->pause = 0;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAYMENT]);
  g_signal_emit (self, changed_signal, 0);
}

CabinetOutboxItem *
cabinet_top_up_get_item (CabinetTopUp *self)
{
  return self->item;
}

const char *
cabinet_top_up_get_id (CabinetTopUp *self)
{
  return self->payment != NULL ? self->payment->id : NULL;
}

const char *
cabinet_top_up_get_key (CabinetTopUp *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP (self), NULL);

  if (self->item != NULL)
    return self->item->key;
  return self->payment != NULL ? self->payment->key : NULL;
}

/* (transfer none) (nullable): NULL once the contract was removed */
CabinetAccount *
cabinet_top_up_get_account (CabinetTopUp *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP (self), NULL);

  return self->account;
}

CabinetPayment *
cabinet_top_up_get_payment (CabinetTopUp *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP (self), NULL);

  return self->payment;
}

static CabinetTopUpState
state_of_item (CabinetOutboxItem *item)
{
  switch (item != NULL ? item->state : CABINET_OUTBOX_STATE_UNKNOWN)
    {
    case CABINET_OUTBOX_STATE_WRITTEN:
    case CABINET_OUTBOX_STATE_SENDING:
      return CABINET_TOP_UP_SENDING;
    case CABINET_OUTBOX_STATE_REFUSED:
    case CABINET_OUTBOX_STATE_ABANDONED:
      return CABINET_TOP_UP_REFUSED;
    case CABINET_OUTBOX_STATE_UNCONFIRMED:
    case CABINET_OUTBOX_STATE_ACCEPTED:
    case CABINET_OUTBOX_STATE_DONE:
    case CABINET_OUTBOX_STATE_UNKNOWN:
    default:
      return CABINET_TOP_UP_UNCONFIRMED;
    }
}

/**
 * cabinet_top_up_get_state:
 *
 * Returns: where the money is, as the provider says; only without its word what the outbox says
 */
CabinetTopUpState
cabinet_top_up_get_state (CabinetTopUp *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP (self), CABINET_TOP_UP_UNKNOWN);

  if (self->payment == NULL)
    return state_of_item (self->item);
  switch (self->payment->state)
    {
    case CABINET_PAYMENT_STATE_CREATED:
    case CABINET_PAYMENT_STATE_WAITING:
      return CABINET_TOP_UP_WAITING;
    case CABINET_PAYMENT_STATE_PROCESSING:
    case CABINET_PAYMENT_STATE_PAID:
      return CABINET_TOP_UP_PAID;
    case CABINET_PAYMENT_STATE_CREDITED:
      return self->payment->restores_service ? CABINET_TOP_UP_CREDITED : CABINET_TOP_UP_DONE;
    case CABINET_PAYMENT_STATE_RESTORED:
      return CABINET_TOP_UP_DONE;
    case CABINET_PAYMENT_STATE_DECLINED:
      return CABINET_TOP_UP_DECLINED;
    case CABINET_PAYMENT_STATE_EXPIRED:
    case CABINET_PAYMENT_STATE_CANCELLED:
      return CABINET_TOP_UP_EXPIRED;
    case CABINET_PAYMENT_STATE_REFUNDED:
      return CABINET_TOP_UP_REFUNDED;
    case CABINET_PAYMENT_STATE_UNKNOWN:
    default:
      return CABINET_TOP_UP_UNKNOWN;
    }
}

gboolean
cabinet_top_up_is_final (CabinetTopUp *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP (self), TRUE);

  if (self->payment != NULL)
    return cabinet_payment_is_final (self->payment);
  return cabinet_top_up_get_state (self) == CABINET_TOP_UP_REFUSED;
}

CabinetMoney
cabinet_top_up_get_amount (CabinetTopUp *self)
{
  g_autoptr (CabinetPaymentRequest) request = NULL;
  CabinetMoney none = { 0 };

  g_return_val_if_fail (CABINET_IS_TOP_UP (self), none);

  if (self->payment != NULL)
    return self->payment->amount;
  request = self->item != NULL ? cabinet_delivery_dup_request (self->item) : NULL;
  return request != NULL ? request->amount : none;
}

CabinetInstant
cabinet_top_up_get_created_at (CabinetTopUp *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP (self), 0);

  if (self->payment != NULL)
    return self->payment->created_at;
  return self->item != NULL ? self->item->created_at : 0;
}

static CabinetInstant
step_at (CabinetPayment *payment, CabinetPaymentState state)
{
  for (guint i = 0; i < cabinet_list_length (payment->steps); i++)
    {
      CabinetPaymentStep *step = cabinet_list_get (payment->steps, i);

      if (step->state == state)
        return step->at;
    }
  return 0;
}

/**
 * cabinet_top_up_get_late_at:
 *
 * Returns: by the server's clock: from when on a payment that was taken should have been credited; 0 = there
 * is nothing to wait for
 */
CabinetInstant
cabinet_top_up_get_late_at (CabinetTopUp *self)
{
  CabinetInstant paid_at;
  gint64 patience;

  g_return_val_if_fail (CABINET_IS_TOP_UP (self), 0);

  if (cabinet_top_up_get_state (self) != CABINET_TOP_UP_PAID
      && cabinet_top_up_get_state (self) != CABINET_TOP_UP_CREDITED)
    return 0;
  paid_at = step_at (self->payment, CABINET_PAYMENT_STATE_PAID);
  if (paid_at == 0)
    paid_at = step_at (self->payment, CABINET_PAYMENT_STATE_PROCESSING);
  patience = self->payment->usual_seconds * LATE_FACTOR * G_TIME_SPAN_SECOND;
  return paid_at != 0 ? paid_at + MAX (patience, LATE_AT_LEAST) : 0;
}

/**
 * cabinet_top_up_dup_steps:
 *
 * Returns: (transfer full) (element-type CabinetTopUpStep): the whole way, what lies ahead too
 */
GArray *
cabinet_top_up_dup_steps (CabinetTopUp *self)
{
  static const CabinetPaymentState way[] = {
    CABINET_PAYMENT_STATE_CREATED,  CABINET_PAYMENT_STATE_WAITING,  CABINET_PAYMENT_STATE_PAID,
    CABINET_PAYMENT_STATE_CREDITED, CABINET_PAYMENT_STATE_RESTORED,
  };
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (CabinetTopUpStep));
  gboolean found = FALSE;

  g_return_val_if_fail (CABINET_IS_TOP_UP (self), steps);

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      CabinetTopUpStep step = { .state = way[i] };

      if (way[i] == CABINET_PAYMENT_STATE_RESTORED
          && (self->payment == NULL
              || (!self->payment->restores_service && step_at (self->payment, way[i]) == 0)))
        continue;
      if (self->payment != NULL)
        step.at = step_at (self->payment, way[i]);
      else if (i == 0 && self->item != NULL)
        step.current = !found;
      /* Waiting goes on until the money is there; the other steps are over once they are reached. */
      if (!found
          && (step.at == 0
              || (way[i] == CABINET_PAYMENT_STATE_WAITING
                  && cabinet_top_up_get_state (self) == CABINET_TOP_UP_WAITING)))
        {
          step.current = !cabinet_top_up_is_final (self);
          found = TRUE;
        }
      g_array_append_val (steps, step);
    }
  return steps;
}

/**
 * cabinet_top_up_get_elapsed:
 *
 * Returns: how long the present step goes on: seconds since the last that was reached, by the server's clock
 */
gint64
cabinet_top_up_get_elapsed (CabinetTopUp *self)
{
  CabinetInstant since, now;

  g_return_val_if_fail (CABINET_IS_TOP_UP (self), 0);

  since = cabinet_top_up_get_created_at (self);
  for (guint i = 0; self->payment != NULL && i < cabinet_list_length (self->payment->steps); i++)
    since = MAX (since, CABINET_PAYMENT_STEP (cabinet_list_get (self->payment->steps, i))->at);
  now = cabinet_instant_now () + (self->account != NULL ? self->account->clock_skew : 0);
  return MAX (0, (now - since) / G_TIME_SPAN_SECOND);
}

gboolean
cabinet_top_up_is_late (CabinetTopUp *self)
{
  CabinetInstant late_at;

  g_return_val_if_fail (CABINET_IS_TOP_UP (self), FALSE);

  late_at = cabinet_top_up_get_late_at (self);
  return late_at != 0 && self->account != NULL && cabinet_account_get_server_now (self->account) >= late_at;
}

static gboolean
is_worth_watching (CabinetTopUp *self)
{
  CabinetInstant now;

  if (self->account == NULL || self->account->given_up || self->payment == NULL
      || cabinet_top_up_is_final (self))
    return FALSE;
  if (cabinet_top_up_get_state (self) != CABINET_TOP_UP_WAITING || self->payment->expires_at == 0)
    return TRUE;
  now = cabinet_account_get_server_now (self->account);
  return now < self->payment->expires_at + AFTER_EXPIRY;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetTopUp) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  /* It may have been cancelled, and be watched again since. */
  self->asking = FALSE;
  if (self->account == NULL)
    return;
  if (reply != NULL && CABINET_IS_PAYMENT (reply->record))
    cabinet_top_ups_take_payment (cabinet_account_get_top_ups (self->account), reply->record);
  schedule (self);
}

static gboolean
on_timer (gpointer user_data)
{
  CabinetTopUp *self = user_data;
  CabinetCall call = { 0 };

  self->timer = 0;
  if (!is_worth_watching (self))
    return G_SOURCE_REMOVE;
  call.id = self->payment->id;
  call.currency = self->account->contract->currency;
  self->asking = TRUE;
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_READ_PAYMENT, &call, self->cancellable,
                              on_read, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
schedule (CabinetTopUp *self)
{
  if (self->watchers == 0 || self->timer != 0 || self->asking || !is_worth_watching (self))
    return;
  self->pause = self->pause == 0 ? FIRST_PAUSE_MS : MIN (self->pause + self->pause / 4, LAST_PAUSE_MS);
  self->timer = g_timeout_add (self->pause, on_timer, self);
}

void
cabinet_top_up_start_watching (CabinetTopUp *self)
{
  g_return_if_fail (CABINET_IS_TOP_UP (self));

  if (self->watchers++ == 0)
    {
      self->pause = 0;
      self->cancellable = g_cancellable_new ();
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WATCHING]);
    }
  schedule (self);
}

void
cabinet_top_up_stop_watching (CabinetTopUp *self)
{
  g_return_if_fail (CABINET_IS_TOP_UP (self) && self->watchers > 0);

  if (--self->watchers > 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WATCHING]);
}

static void
cabinet_top_up_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetTopUp *self = CABINET_TOP_UP (object);

  switch (id)
    {
    case PROP_PAYMENT:
      g_value_set_object (value, self->payment);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) cabinet_top_up_get_state (self));
      break;
    case PROP_WATCHING:
      g_value_set_boolean (value, self->watchers > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_top_up_dispose (GObject *object)
{
  CabinetTopUp *self = CABINET_TOP_UP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->account);
  g_clear_object (&self->payment);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (cabinet_top_up_parent_class)->dispose (object);
}

static void
cabinet_top_up_class_init (CabinetTopUpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cabinet_top_up_get_property;
  object_class->dispose = cabinet_top_up_dispose;
  props[PROP_PAYMENT] = g_param_spec_object ("payment", NULL, NULL, CABINET_TYPE_PAYMENT, flags);
  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CABINET_TYPE_TOP_UP_STATE, CABINET_TOP_UP_SENDING, flags);
  props[PROP_WATCHING] = g_param_spec_boolean ("watching", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal =
    g_signal_new ("changed", CABINET_TYPE_TOP_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_top_up_init (CabinetTopUp *self)
{
}
