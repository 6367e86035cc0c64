/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-delivery.h"
#include "cabinet-top-ups-private.h"

/* What has become of a payment, and what to do next, in words. */

/* Whether it waits for a code to be scanned, and not only for a page. */
static gboolean
has_code (CabinetTopUp *self)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (self);

  return payment != NULL && payment->qr_payload != NULL;
}

/* (transfer full): in one sentence, the reassuring or the alarming one */
char *
cabinet_top_up_dup_headline (CabinetTopUp *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP (self), NULL);

  switch (cabinet_top_up_get_state (self))
    {
    case CABINET_TOP_UP_SENDING:
      return g_strdup (_ ("The payment is being created"));
    case CABINET_TOP_UP_WAITING:
      return g_strdup (has_code (self) ? _ ("Waiting for the payment by the code")
                                       : _ ("Waiting for the payment in the browser"));
    case CABINET_TOP_UP_PAID:
      return g_strdup (_ ("The money was taken, do not pay again"));
    case CABINET_TOP_UP_CREDITED:
      return g_strdup (_ ("The money is on the balance, the service is coming back"));
    case CABINET_TOP_UP_DONE:
      return g_strdup (_ ("The money is on the balance"));
    case CABINET_TOP_UP_DECLINED:
      return g_strdup (_ ("The payment was declined, no money was taken"));
    case CABINET_TOP_UP_EXPIRED:
      return g_strdup (cabinet_top_up_get_payment (self)->state == CABINET_PAYMENT_STATE_CANCELLED
                         ? _ ("The payment was cancelled, no money was taken")
                         : _ ("The time for paying is over, no money was taken"));
    case CABINET_TOP_UP_REFUNDED:
      return g_strdup (_ ("The money was given back"));
    case CABINET_TOP_UP_UNCONFIRMED:
      return g_strdup (_ ("Not confirmed: do not pay again yet"));
    case CABINET_TOP_UP_REFUSED:
      return g_strdup (_ ("The payment was not created, no money was taken"));
    case CABINET_TOP_UP_UNKNOWN:
    default:
      return g_strdup (_ ("The provider names a state that this version does not know"));
    }
}

/* F7-F10: the four reasons of the guides, each with its way on. */
static char *
decline_advice (CabinetPayment *payment)
{
  CabinetDecline *decline = payment->decline;

  switch (decline != NULL ? decline->reason : CABINET_DECLINE_REASON_OTHER)
    {
    case CABINET_DECLINE_REASON_WRONG_DATA:
      return g_strdup (
        _ ("Something in the card's data was wrong. Check the number, the date and the code, and "
           "try again or take another card."));
    case CABINET_DECLINE_REASON_NOT_ENOUGH_MONEY:
      return g_strdup (_ (
        "The card has too little money, or its limit is reached. Pay a smaller sum or take another card."));
    case CABINET_DECLINE_REASON_SECURITY:
      if (decline->phone != NULL)
        return g_strdup_printf (
          _ ("The security service of %1$s declined it; the reason is told by phone, %2$s. "
             "Say only the first 6 and the last 4 digits of the card, never the code."),
          payment->processor != NULL ? payment->processor : payment->method_title, decline->phone);
      return g_strdup (_ ("The processor's security service declined it. Ask the provider's support for the "
                          "reason."));
    case CABINET_DECLINE_REASON_BANK:
      return g_strdup (
        _ ("The bank of the card refused. Call the number on the card, or take another card."));
    case CABINET_DECLINE_REASON_TIME_OVER:
      return g_strdup (_ ("The time was over before the bank answered. Start again."));
    case CABINET_DECLINE_REASON_OTHER:
    case CABINET_DECLINE_REASON_UNKNOWN:
    default:
      if (decline != NULL && decline->words != NULL)
        return g_strdup_printf (_ ("The processor says: %s. Try another card or another way."),
                                decline->words);
      return g_strdup (_ ("Try another card or another way."));
    }
}

/**
 * cabinet_top_up_dup_advice:
 *
 * Returns: (transfer full) (nullable): what to do next; %NULL = nothing need be done
 */
char *
cabinet_top_up_dup_advice (CabinetTopUp *self)
{
  CabinetOutboxItem *item;

  g_return_val_if_fail (CABINET_IS_TOP_UP (self), NULL);

  switch (cabinet_top_up_get_state (self))
    {
    case CABINET_TOP_UP_WAITING:
      return g_strdup (
        has_code (self)
          ? _ ("Scan the code with the app of your bank, or open the page. The window may be closed: this is "
               "looked at again when it is opened.")
          : _ ("Pay on the page in the browser. The window may be closed: this is looked at again when "
               "it is opened."));
    case CABINET_TOP_UP_PAID:
    case CABINET_TOP_UP_CREDITED:
      if (cabinet_top_up_is_late (self))
        return g_strdup (_ ("It takes longer than usual. Tell support: the facts are put together for you."));
      return NULL;
    case CABINET_TOP_UP_DECLINED:
      return decline_advice (cabinet_top_up_get_payment (self));
    case CABINET_TOP_UP_EXPIRED:
      return g_strdup (_ ("Start again if you still want to pay."));
    case CABINET_TOP_UP_UNCONFIRMED:
      return g_strdup (_ ("It was sent and no answer came. It is looked for as soon as the provider can be "
                          "reached; nothing is sent twice."));
    case CABINET_TOP_UP_REFUSED:
      item = cabinet_top_up_get_item (self);
      return item != NULL ? g_strdup (item->words) : NULL;
    default:
      return NULL;
    }
}

static void
add_fact (GString *facts, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (facts, "%s%s: %s", facts->len > 0 ? "\n" : "", name, value);
}

/**
 * cabinet_top_up_dup_facts:
 *
 * Returns: (transfer full): what support asks for, a line each
 */
char *
cabinet_top_up_dup_facts (CabinetTopUp *self)
{
  GString *facts = g_string_new (NULL);
  CabinetAccount *account = cabinet_top_up_get_account (self);
  CabinetPayment *payment = cabinet_top_up_get_payment (self);
  CabinetMoney amount = cabinet_top_up_get_amount (self);
  g_autofree char *sum = cabinet_money_format (&amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);

  add_fact (facts, _ ("Contract"), account != NULL ? account->contract->number : NULL);
  add_fact (facts, _ ("Sum"), sum);
  if (payment == NULL)
    return g_string_free (facts, FALSE);
  add_fact (facts, _ ("Payment"), payment->number);
  add_fact (facts, _ ("Way"), payment->method_title);
  add_fact (facts, _ ("Card"), payment->card_mask);
  add_fact (facts, _ ("Bank's code"), payment->bank_code);
  for (guint i = 0; account != NULL && i < cabinet_list_length (payment->steps); i++)
    {
      CabinetPaymentStep *step = cabinet_list_get (payment->steps, i);
      g_autofree char *at = cabinet_instant_format (step->at, cabinet_account_get_zone (account),
                                                    cabinet_account_get_today (account));

      if (step->state == CABINET_PAYMENT_STATE_PAID)
        add_fact (facts, _ ("Paid"), at);
      else if (step->state == CABINET_PAYMENT_STATE_CREATED)
        add_fact (facts, _ ("Created"), at);
    }
  return g_string_free (facts, FALSE);
}
