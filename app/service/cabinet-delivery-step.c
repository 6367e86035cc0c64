/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-delivery.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-change.h"
#include "cabinet-message.h"
#include "cabinet-payment.h"

/* Pauses before the next look, in milliseconds; the last one again and again. */
static const guint pauses[] = { 500, 1000, 2000, 4000 };
#define MOST_SENDS 3
/* A provider keeps a key for at least seven days: what is older is not sent under it again. */
#define KEY_LASTS (6 * G_TIME_SPAN_DAY)
/* A request that no read has shown after so long is not on its way any more. */
#define OVERDUE (10 * G_TIME_SPAN_MINUTE)
/* What changes a contract or moves money, was written down and never begun, is not begun later than this. */
#define WISH_LASTS (10 * G_TIME_SPAN_MINUTE)

/**
 * cabinet_delivery_begin:
 * @self: (out caller-allocates): what is known of the row
 * @before: the row as it stood before it was claimed
 * @now: µs, by the provider's clock
 */
void
cabinet_delivery_begin (CabinetDeliveryCase *self, CabinetOutboxItem *before, CabinetInstant now)
{
  CabinetInstant age = now - before->created_at;

  *self = (CabinetDeliveryCase){ 0 };
  self->erased = before->kind != CABINET_OUTBOX_KIND_CANCEL && g_str_equal (before->request, "{}");
  self->kind = before->kind;
  self->state = before->state;
  self->left = before->state != CABINET_OUTBOX_STATE_WRITTEN;
  if (self->left)
    self->may_send = !self->erased && age < KEY_LASTS;
  else
    self->may_send = !self->erased && (before->kind == CABINET_OUTBOX_KIND_MESSAGE || age < WISH_LASTS);
}

/**
 * cabinet_delivery_begin_once:
 * @self: what is known of the row, after cabinet_delivery_begin()
 * @before: the row as it stood before it was claimed
 * @now: µs, by the provider's clock
 *
 * For a provider that keeps no keys: what may have left does not leave again. It is looked for, and was not
 * done if nothing shows it long after.
 */
void
cabinet_delivery_begin_once (CabinetDeliveryCase *self, CabinetOutboxItem *before, CabinetInstant now)
{
  self->once = TRUE;
  self->resumed = self->left;
  self->overdue = self->left && now - before->sent_at >= OVERDUE;
}

static CabinetDeliveryAction
settle (CabinetDeliveryCase *self, CabinetOutboxState state)
{
  self->state = state;
  return CABINET_DELIVERY_DO_SETTLE;
}

/* Nobody could find out: what a read has shown before stays true. */
static CabinetDeliveryAction
give_up (CabinetDeliveryCase *self)
{
  if (self->state == CABINET_OUTBOX_STATE_ACCEPTED)
    return CABINET_DELIVERY_DO_SETTLE;
  if (self->left)
    return settle (self, CABINET_OUTBOX_STATE_UNCONFIRMED);
  /* A message goes when there is a line again. What changes a contract or moves money does not go later,
   * when nobody expects it any more. */
  return settle (self, self->kind == CABINET_OUTBOX_KIND_MESSAGE ? CABINET_OUTBOX_STATE_WRITTEN
                                                                 : CABINET_OUTBOX_STATE_ABANDONED);
}

static CabinetDeliveryAction
send (CabinetDeliveryCase *self)
{
  if (self->sends >= MOST_SENDS)
    return give_up (self);
  self->sends++;
  return CABINET_DELIVERY_DO_SEND;
}

static CabinetDeliveryAction
wait (CabinetDeliveryCase *self)
{
  self->pause = pauses[MIN (self->pauses, G_N_ELEMENTS (pauses) - 1)];
  self->pauses++;
  return CABINET_DELIVERY_DO_WAIT;
}

/* What was written to support is the person's own, and shown as not sent. */
static CabinetDeliveryAction
settle_undone (CabinetDeliveryCase *self)
{
  self->undone = TRUE;
  return settle (self, self->kind == CABINET_OUTBOX_KIND_MESSAGE && !self->erased
                         ? CABINET_OUTBOX_STATE_REFUSED
                         : CABINET_OUTBOX_STATE_ABANDONED);
}

static CabinetDeliveryAction
not_shown (CabinetDeliveryCase *self)
{
  /* It was there once: a provider that shows it no more has not undone it. */
  if (self->state == CABINET_OUTBOX_STATE_ACCEPTED)
    return CABINET_DELIVERY_DO_SETTLE;
  if (self->refused)
    return settle (self, CABINET_OUTBOX_STATE_REFUSED);
  if (self->once && self->left && !self->overdue)
    return self->resumed ? give_up (self) : wait (self);
  if (self->once && self->left)
    return settle_undone (self);
  if (self->answered)
    return wait (self);
  return self->may_send ? send (self) : settle_undone (self);
}

static CabinetDeliveryAction
refused (CabinetDeliveryCase *self)
{
  /* A no to the repetition says nothing of what was sent before. */
  if (self->left)
    {
      self->refused = TRUE;
      return CABINET_DELIVERY_DO_LOOK;
    }
  return settle (self, CABINET_OUTBOX_STATE_REFUSED);
}

/**
 * cabinet_delivery_step:
 * @self: what is known of a row
 * @event: what has just happened to it; with SHOWN, the caller sets the state by the record
 *
 * Returns: what to do next
 */
CabinetDeliveryAction
cabinet_delivery_step (CabinetDeliveryCase *self, CabinetDeliveryEvent event)
{
  switch (event)
    {
    case CABINET_DELIVERY_CLAIMED:
      if (self->left)
        return CABINET_DELIVERY_DO_LOOK;
      return self->may_send ? send (self) : settle (self, CABINET_OUTBOX_STATE_ABANDONED);
    case CABINET_DELIVERY_ANSWERED:
      self->left = self->answered = TRUE;
      return CABINET_DELIVERY_DO_LOOK;
    case CABINET_DELIVERY_SHOWN:
      return settle (self, CABINET_OUTBOX_STATE_ACCEPTED);
    case CABINET_DELIVERY_NOT_SHOWN:
      return not_shown (self);
    case CABINET_DELIVERY_REFUSED:
      return refused (self);
    case CABINET_DELIVERY_IN_PROGRESS:
      self->left = TRUE;
      return wait (self);
    case CABINET_DELIVERY_LOST:
      self->left = TRUE;
      return CABINET_DELIVERY_DO_LOOK;
    case CABINET_DELIVERY_READ_FAILED:
      return wait (self);
    case CABINET_DELIVERY_NOT_LEFT:
    case CABINET_DELIVERY_TIME_OVER:
      return give_up (self);
    }
  g_return_val_if_reached (give_up (self));
}

/**
 * cabinet_delivery_judge:
 * @error: what a request that asks for a change ended with
 *
 * Returns: what it means for the change
 */
CabinetDeliveryEvent
cabinet_delivery_judge (const GError *error)
{
  if (error->domain != CABINET_ERROR)
    return CABINET_DELIVERY_LOST;
  switch ((CabinetError) error->code)
    {
    case CABINET_ERROR_REFUSED:
      return g_strcmp0 (cabinet_error_get_code (error), "in-progress") == 0 ? CABINET_DELIVERY_IN_PROGRESS
                                                                            : CABINET_DELIVERY_REFUSED;
    case CABINET_ERROR_UNSUPPORTED:
      return CABINET_DELIVERY_REFUSED;
    case CABINET_ERROR_AUTH:
    case CABINET_ERROR_RATE_LIMITED:
    case CABINET_ERROR_STORAGE:
    case CABINET_ERROR_KEYRING:
    case CABINET_ERROR_INPUT:
      return CABINET_DELIVERY_NOT_LEFT;
    case CABINET_ERROR_OFFLINE:
    case CABINET_ERROR_TIMEOUT:
      return cabinet_error_get_left (error) ? CABINET_DELIVERY_LOST : CABINET_DELIVERY_NOT_LEFT;
    case CABINET_ERROR_PROTOCOL:
    case CABINET_ERROR_UNCONFIRMED:
      return CABINET_DELIVERY_LOST;
    }
  return CABINET_DELIVERY_LOST;
}

static CabinetOutboxState
state_of_payment (CabinetPayment *payment)
{
  switch (payment->state)
    {
    case CABINET_PAYMENT_STATE_CREDITED:
      return payment->restores_service ? CABINET_OUTBOX_STATE_ACCEPTED : CABINET_OUTBOX_STATE_DONE;
    case CABINET_PAYMENT_STATE_RESTORED:
    case CABINET_PAYMENT_STATE_DECLINED:
    case CABINET_PAYMENT_STATE_EXPIRED:
    case CABINET_PAYMENT_STATE_CANCELLED:
    case CABINET_PAYMENT_STATE_REFUNDED:
      return CABINET_OUTBOX_STATE_DONE;
    case CABINET_PAYMENT_STATE_CREATED:
    case CABINET_PAYMENT_STATE_WAITING:
    case CABINET_PAYMENT_STATE_PROCESSING:
    case CABINET_PAYMENT_STATE_PAID:
    case CABINET_PAYMENT_STATE_UNKNOWN:
      return CABINET_OUTBOX_STATE_ACCEPTED;
    }
  return CABINET_OUTBOX_STATE_ACCEPTED;
}

/**
 * cabinet_delivery_state_of:
 * @record: a Change, Payment or Message that a read shows
 *
 * Returns: what its row stands at
 */
CabinetOutboxState
cabinet_delivery_state_of (gpointer record)
{
  if (CABINET_IS_PAYMENT (record))
    return state_of_payment (record);
  if (CABINET_IS_CHANGE (record))
    switch (CABINET_CHANGE (record)->state)
      {
      case CABINET_CHANGE_STATE_DONE:
      case CABINET_CHANGE_STATE_CANCELLED:
        return CABINET_OUTBOX_STATE_DONE;
      case CABINET_CHANGE_STATE_REFUSED:
        return CABINET_OUTBOX_STATE_REFUSED;
      case CABINET_CHANGE_STATE_ORDERED:
      case CABINET_CHANGE_STATE_PENDING:
      case CABINET_CHANGE_STATE_UNKNOWN:
        return CABINET_OUTBOX_STATE_ACCEPTED;
      }
  return CABINET_OUTBOX_STATE_DONE;
}

/**
 * cabinet_delivery_note_error:
 * @item: a row that is going to be saved
 * @error: (nullable): why it is not done; %NULL = forgets what was noted
 */
void
cabinet_delivery_note_error (CabinetOutboxItem *item, const GError *error)
{
  g_clear_pointer (&item->code, g_free);
  g_clear_pointer (&item->words, g_free);
  if (error == NULL || error->domain != CABINET_ERROR)
    return;
  item->code =
    g_strdup_printf ("%s:%s", cabinet_error_kind_to_nick (error->code),
                     cabinet_error_get_code (error) != NULL ? cabinet_error_get_code (error) : "other");
  item->words =
    g_strdup (cabinet_error_get_words (error) != NULL ? cabinet_error_get_words (error) : error->message);
}

static CabinetError
kind_from_nick (const char *nick, gsize length)
{
  for (int kind = 0; kind <= CABINET_ERROR_INPUT; kind++)
    {
      const char *each = cabinet_error_kind_to_nick (kind);

      if (strlen (each) == length && strncmp (each, nick, length) == 0)
        return kind;
    }
  return CABINET_ERROR_REFUSED;
}

static GError *
new_noted (CabinetOutboxItem *item)
{
  const char *colon = item->code != NULL ? strchr (item->code, ':') : NULL;
  GError *error = cabinet_error_new (colon != NULL ? kind_from_nick (item->code, colon - item->code)
                                                   : CABINET_ERROR_REFUSED,
                                     colon != NULL ? colon + 1 : "other", "%s",
                                     item->words != NULL ? item->words : _ ("The provider refused"));

  cabinet_error_set_words (error, item->words);
  return error;
}

/**
 * cabinet_delivery_dup_error:
 *
 * Returns: (transfer full) (nullable): why @item is not done: REFUSED with the provider's words, UNCONFIRMED,
 *   or why nothing of it left. %NULL if a read shows it, and of a message that waits
 */
GError *
cabinet_delivery_dup_error (CabinetOutboxItem *item)
{
  switch (item->state)
    {
    case CABINET_OUTBOX_STATE_REFUSED:
      return new_noted (item);
    case CABINET_OUTBOX_STATE_ABANDONED:
      if (item->code != NULL)
        return new_noted (item);
      return cabinet_error_new (CABINET_ERROR_OFFLINE, "not-sent", "%s", _ ("Nothing of it was sent"));
    case CABINET_OUTBOX_STATE_SENDING:
    case CABINET_OUTBOX_STATE_UNCONFIRMED:
      return cabinet_error_new (
        CABINET_ERROR_UNCONFIRMED, "unconfirmed", "%s",
        _ ("It was sent, and the provider has not confirmed it yet. Do not repeat it: "
           "it is looked for again."));
    case CABINET_OUTBOX_STATE_UNKNOWN:
    case CABINET_OUTBOX_STATE_WRITTEN:
    case CABINET_OUTBOX_STATE_ACCEPTED:
    case CABINET_OUTBOX_STATE_DONE:
      return NULL;
    }
  return NULL;
}

static gpointer
decode (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  gpointer record = json != NULL ? cabinet_record_decode_text (type, json, -1, &error) : NULL;

  if (error != NULL)
    g_debug ("a row of the outbox is not readable: %s", error->message);
  return record;
}

/**
 * cabinet_delivery_dup_answer:
 *
 * Returns: (transfer full) (nullable): the record last read of @item
 */
gpointer
cabinet_delivery_dup_answer (CabinetOutboxItem *item)
{
  switch (item->kind)
    {
    case CABINET_OUTBOX_KIND_CHANGE:
    case CABINET_OUTBOX_KIND_CANCEL:
      return decode (CABINET_TYPE_CHANGE, item->answer);
    case CABINET_OUTBOX_KIND_PAYMENT:
      return decode (CABINET_TYPE_PAYMENT, item->answer);
    case CABINET_OUTBOX_KIND_MESSAGE:
      return decode (CABINET_TYPE_MESSAGE, item->answer);
    case CABINET_OUTBOX_KIND_UNKNOWN:
      break;
    }
  return NULL;
}

/**
 * cabinet_delivery_dup_request:
 *
 * Returns: (transfer full) (nullable): what is asked for
 */
gpointer
cabinet_delivery_dup_request (CabinetOutboxItem *item)
{
  switch (item->kind)
    {
    case CABINET_OUTBOX_KIND_CHANGE:
      return decode (CABINET_TYPE_CHANGE_REQUEST, item->request);
    case CABINET_OUTBOX_KIND_PAYMENT:
      return decode (CABINET_TYPE_PAYMENT_REQUEST, item->request);
    case CABINET_OUTBOX_KIND_MESSAGE:
      return decode (CABINET_TYPE_MESSAGE_REQUEST, item->request);
    case CABINET_OUTBOX_KIND_CANCEL:
    case CABINET_OUTBOX_KIND_UNKNOWN:
      break;
    }
  return NULL;
}

/**
 * cabinet_delivery_dup_cancelled:
 *
 * Returns: (transfer full) (nullable): the change that @item cancels, as it was when that was asked for
 */
CabinetChange *
cabinet_delivery_dup_cancelled (CabinetOutboxItem *item)
{
  if (item->kind != CABINET_OUTBOX_KIND_CANCEL || g_str_equal (item->request, "{}"))
    return NULL;
  return decode (CABINET_TYPE_CHANGE, item->request);
}

/**
 * cabinet_delivery_take_record:
 * @item: a row that is going to be saved
 * @record: what a read shows of it
 *
 * Puts @record into the row, and why it was refused, if it was.
 */
void
cabinet_delivery_take_record (CabinetOutboxItem *item, gpointer record)
{
  CabinetChange *change = CABINET_IS_CHANGE (record) ? record : NULL;

  g_free (item->answer);
  item->answer = cabinet_record_encode_text (record);
  cabinet_delivery_note_error (item, NULL);
  if (change == NULL || change->state != CABINET_CHANGE_STATE_REFUSED)
    return;
  item->code = g_strdup_printf ("refused:%s", change->code != NULL ? change->code : "other");
  item->words = g_strdup (change->reason);
}
