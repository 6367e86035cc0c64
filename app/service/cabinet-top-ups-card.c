/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-delivery.h"
#include "cabinet-top-ups-private.h"

/* Top-up cards. What stands on a card is worth money: it is sent once and written down nowhere. */

typedef struct
{
  CabinetAccount *account;
  CabinetCardRequest *request;
  CabinetPayment *payment;
} Redemption;

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
}

static void
redemption_free (gpointer data)
{
  Redemption *self = data;

  wipe (self->request->pin);
  g_object_unref (self->request);
  g_object_unref (self->account);
  g_clear_object (&self->payment);
  g_free (self);
}

static CabinetCapability *
find_card (CabinetTopUps *self)
{
  CabinetCapabilityList *list = self->account != NULL ? self->account->capabilities : NULL;

  for (guint i = 0; list != NULL && i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_strcmp0 (capability->name, "card") == 0)
        return capability;
    }
  return NULL;
}

/**
 * cabinet_top_ups_get_card:
 * @self: payments of a contract
 * @with_serial: (out) (optional): whether the card's serial number is asked for beside its PIN
 *
 * Returns: whether a card can be tried: the provider takes cards, or its system does not tell (Q20)
 */
gboolean
cabinet_top_ups_get_card (CabinetTopUps *self, gboolean *with_serial)
{
  CabinetCapability *card = find_card (self);

  if (with_serial != NULL)
    *with_serial = card != NULL && g_strcmp0 (card->code, "with_serial") == 0;
  return card != NULL
         && (card->answer == CABINET_CAPABILITY_ANSWER_YES
             || card->answer == CABINET_CAPABILITY_ANSWER_UNKNOWN);
}

/* The card is taken: what follows could not be read now, and will be with the next refresh. */
static void
on_account_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Redemption *redemption = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!cabinet_account_refresh_finish (CABINET_ACCOUNT (source), result, NULL, &error))
    g_debug ("after a card: %s", error->message);
  g_task_return_pointer (task, g_steal_pointer (&redemption->payment), g_object_unref);
}

static void
on_redeemed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Redemption *redemption = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  CabinetDeliveryEvent event = error != NULL ? cabinet_delivery_judge (error) : CABINET_DELIVERY_ANSWERED;

  CABINET_TOP_UPS (g_task_get_source_object (task))->redeeming = FALSE;
  wipe (redemption->request->pin);
  if ((event == CABINET_DELIVERY_LOST || event == CABINET_DELIVERY_IN_PROGRESS)
      && !g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED))
    {
      g_clear_error (&error);
      error =
        cabinet_error_new (CABINET_ERROR_UNCONFIRMED, "unconfirmed", "%s",
                           _ ("The card was sent, and nothing shows yet whether it was taken. Look at the "
                              "statement before you try it again."));
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  redemption->payment = g_object_ref (reply->record);
  cabinet_account_refresh_async (redemption->account, g_task_get_cancellable (task), on_account_read, task);
}

/**
 * cabinet_top_ups_redeem_async:
 * @self: payments of a contract
 * @serial: (nullable): the card's serial number, where it is asked for
 * @pin: what is under the coating; never logged, never written
 * @cancellable: (nullable): leaves out what is read after it; what became of the card is waited for
 * @callback: called when done
 * @user_data: for @callback
 *
 * Tries a top-up card, once: some wrong numbers lock the cards of a contract. While one is on its way no
 * other is tried: it may be the same.
 */
void
cabinet_top_ups_redeem_async (CabinetTopUps *self,
                              const char *serial,
                              const char *pin,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *key = g_uuid_string_random ();
  GTask *task;
  Redemption *redemption;
  CabinetCall call = { 0 };

  g_return_if_fail (CABINET_IS_TOP_UPS (self));
  g_return_if_fail (pin != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_top_ups_redeem_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->account == NULL || self->account->given_up)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone");
      g_object_unref (task);
      return;
    }
  if (self->redeeming)
    {
      g_task_return_error (task, cabinet_error_new (CABINET_ERROR_UNCONFIRMED, "unconfirmed", "%s",
                                                    _ ("Another card is being sent just now")));
      g_object_unref (task);
      return;
    }
  self->redeeming = TRUE;
  redemption = g_new0 (Redemption, 1);
  redemption->account = g_object_ref (self->account);
  redemption->request = g_object_new (CABINET_TYPE_CARD_REQUEST, NULL);
  redemption->request->serial = g_strdup (serial);
  redemption->request->pin = g_strdup (pin);
  g_task_set_task_data (task, redemption, redemption_free);
  call.contract = self->account->contract->id;
  call.currency = self->account->contract->currency;
  call.record = CABINET_RECORD (redemption->request);
  call.key = key;
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_REDEEM_CARD, &call, NULL, on_redeemed, task);
}

/**
 * cabinet_top_ups_redeem_finish:
 * @error: (optional): REFUSED with the provider's words, UNSUPPORTED, and UNCONFIRMED: it left, and no read
 * shows what has become of it
 *
 * Returns: (transfer full): the payment that a read shows
 */
CabinetPayment *
cabinet_top_ups_redeem_finish (CabinetTopUps *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
