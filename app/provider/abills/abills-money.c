/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

/* The payment that a card has made, as the ledger tells it: by its number, or if no number came back, by the
 * card's, which stands in the row. */
static JsonObject *
find_payment (JsonArray *rows, JsonObject *answer, const char *serial)
{
  g_autofree char *id = abills_dup_id (ABILLS_ID_PAYMENT, answer, "paymentId");

  if (id != NULL)
    return abills_find_row (rows, "id", id, ABILLS_ID_PAYMENT);
  for (guint i = 0; serial != NULL && rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      g_autofree char *number = cabinet_loose_dup_text (row, "extId");

      if (g_strcmp0 (number, serial) == 0)
        return row;
    }
  return NULL;
}

static CabinetPayment *
payment_new (CabinetSequence *sequence, JsonObject *row, JsonObject *answer)
{
  const char *currency = abills_get_currency (sequence);
  CabinetPayment *payment = g_object_new (CABINET_TYPE_PAYMENT, NULL);
  g_autoptr (CabinetPaymentStep) step = g_object_new (CABINET_TYPE_PAYMENT_STEP, NULL);
  CabinetMoney commission = cabinet_loose_get_money (answer, "commission", currency);

  payment->id = abills_dup_id (ABILLS_ID_PAYMENT, row, "id");
  payment->key = g_strdup (sequence->call->key);
  payment->number = cabinet_loose_dup_text (row, "id");
  payment->contract = g_strdup (sequence->call->contract);
  payment->amount = cabinet_loose_get_money (row, "sum", currency);
  if (commission.micros > 0)
    payment->fee = commission;
  payment->state = CABINET_PAYMENT_STATE_CREDITED;
  payment->created_at = abills_get_time (row, "datetime", NULL);
  if (payment->created_at == 0)
    payment->created_at = abills_get_now (sequence);
  payment->method = g_strdup ("card");
  payment->method_title = g_strdup (_ ("Top-up card"));
  payment->operation_id = g_strdup (payment->id);
  payment->receipt = CABINET_RECEIPT_STATE_NONE;
  step->state = CABINET_PAYMENT_STATE_CREDITED;
  step->at = payment->created_at;
  g_list_store_append (payment->steps, step);
  return payment;
}

CabinetRequest *
abills_redeem_card (CabinetSequence *sequence, GError **error)
{
  CabinetCardRequest *card = CABINET_CARD_REQUEST (sequence->call->record);
  JsonObject *answer, *row;
  g_autoptr (JsonBuilder) body = NULL;
  gboolean known;

  if (sequence->answers->len == 0)
    {
      body = abills_body_new ();
      if (card->serial != NULL && *card->serial != '\0')
        abills_body_add (body, "serial", card->serial);
      abills_body_add (body, "pin", card->pin);
      return abills_request ("POST", "user/cards/payment", body);
    }
  if (!abills_check_change (sequence, 0, &known, error))
    return NULL;
  if (sequence->answers->len == 1)
    return abills_get ("user/payments");
  answer = known ? cabinet_sequence_get_object (sequence, 0) : NULL;
  row = find_payment (abills_get_rows (sequence, 1), answer, card->serial);
  if (row != NULL)
    sequence->record = payment_new (sequence, row, answer);
  else
    g_propagate_error (error, abills_not_shown ());
  return NULL;
}

static void
add_method (CabinetSequence *sequence, JsonObject *row)
{
  CabinetPaymentMethodList *list = CABINET_PAYMENT_METHOD_LIST (sequence->record);
  g_autoptr (CabinetPaymentMethod) method = NULL;
  g_autofree char *id = cabinet_loose_dup_text (row, "id");

  if (id == NULL)
    return;
  method = g_object_new (CABINET_TYPE_PAYMENT_METHOD, NULL);
  method->id = g_steal_pointer (&id);
  method->kind = CABINET_PAYMENT_KIND_LINK;
  method->title = cabinet_loose_dup_text (row, "name");
  if (method->title == NULL)
    method->title = g_strdup (method->id);
  method->available = CABINET_CAPABILITY_ANSWER_YES;
  method->url = abills_dup_web (sequence);
  g_list_store_append (list->methods, method);
}

/* What is paid is paid in the provider's own cabinet: of the calls that begin a payment nothing was ever seen
 * to work. Where the module is not installed there is no way, whatever the flags say. */
CabinetRequest *
abills_list_methods (CabinetSequence *sequence, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonArray *rows;

  if (sequence->answers->len == 0)
    return abills_get ("user/paysys/systems");
  if (!abills_check (sequence, 0, &problem)
      && !g_error_matches (problem, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  rows = abills_get_rows (sequence, 0);
  sequence->record = g_object_new (CABINET_TYPE_PAYMENT_METHOD_LIST, NULL);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    add_method (sequence, cabinet_loose_get_element (rows, i));
  return NULL;
}
