/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-rich-text.h"
#include "ubilling-ledger.h"
#include "ubilling-wire.h"

/* Answers of a top-up card, by step: what was there before and after tells what it was worth. */
enum
{
  STEP_PAYMENTS,
  STEP_USERDATA,
  STEP_CARD,
  STEP_PAYMENTS_AFTER,
  STEP_USERDATA_AFTER,
};

/* People copy the number as it is printed, in groups. */
static char *
dup_number (CabinetCardRequest *card)
{
  GString *number = g_string_new (NULL);

  for (const char *c = card->pin; c != NULL && *c != '\0'; c++)
    {
      if (!g_ascii_isspace (*c) && *c != '-')
        g_string_append_c (number, *c);
    }
  return g_string_free (number, FALSE);
}

static CabinetRequest *
ask_to_redeem (CabinetSequence *sequence, GError **error)
{
  CabinetCardRequest *card = CABINET_CARD_REQUEST (sequence->call->record);
  g_autofree char *number = dup_number (card);
  CabinetRequest *request;

  if (*number == '\0')
    {
      g_propagate_error (error, cabinet_fault_new ("bad-value"));
      return NULL;
    }
  request = ubilling_ask_module ("paycards", "agentpaycards");
  cabinet_request_add_query (request, "paycard", number);
  cabinet_request_set_change (request);
  return request;
}

/* All that it says is in English. One answer stands for unknown, inactive and used cards. */
static gboolean
check_card (JsonObject *answer, GError **error)
{
  g_autofree char *message = cabinet_loose_dup_text (answer, "message");

  if (message == NULL || cabinet_loose_get_bool (answer, "result"))
    return TRUE;
  if (strstr (message, "Too many attempts") != NULL)
    cabinet_set_error (error, CABINET_ERROR_RATE_LIMITED, "rate-limited",
                       _ ("Too many wrong card numbers: the provider takes none for a while"));
  else if (strstr (message, "disabled") != NULL)
    cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "switched-off",
                       _ ("The provider takes no top-up cards"));
  else if (strstr (message, "Invalid card") != NULL)
    cabinet_set_error (error, CABINET_ERROR_REFUSED, "card-unknown",
                       _ ("The provider does not know this card, or it was used already"));
  else if (strstr (message, "No card number") != NULL)
    g_propagate_error (error, cabinet_fault_new ("bad-value"));
  else
    cabinet_set_error (error, CABINET_ERROR_REFUSED, "other", _ ("The provider refused: %s"), message);
  return FALSE;
}

static CabinetOperationPage *
read_payments (CabinetSequence *sequence, guint step, const char *currency)
{
  return ubilling_ledger_read (cabinet_sequence_get_array (sequence, step), NULL, currency);
}

static gboolean
has_operation (CabinetOperationPage *page, const char *id)
{
  for (guint i = 0; i < cabinet_list_length (page->operations); i++)
    {
      if (g_str_equal (CABINET_OPERATION (cabinet_list_get (page->operations, i))->id, id))
        return TRUE;
    }
  return FALSE;
}

/* A payment that was not there before. Where none was, the list may have been off: then it is the one that
 * the balance has grown by. */
static CabinetOperation *
find_new (CabinetOperationPage *before, CabinetOperationPage *after, gint64 grown)
{
  gboolean listed = cabinet_list_length (before->operations) > 0;

  for (guint i = 0; i < cabinet_list_length (after->operations); i++)
    {
      CabinetOperation *operation = cabinet_list_get (after->operations, i);

      if (operation->amount.micros > 0 && !has_operation (before, operation->id)
          && (listed || operation->amount.micros == grown))
        return operation;
    }
  return NULL;
}

/* By the list of payments, or where that is switched off by the balance. */
static CabinetPayment *
find_credited (CabinetSequence *sequence, const char *currency, JsonObject *before, JsonObject *after)
{
  g_autoptr (CabinetOperationPage) old = read_payments (sequence, STEP_PAYMENTS, currency);
  g_autoptr (CabinetOperationPage) now = read_payments (sequence, STEP_PAYMENTS_AFTER, currency);
  CabinetOperation *operation;
  CabinetMoney amount = cabinet_loose_get_money (after, "cash", currency);
  CabinetMoney cash = cabinet_loose_get_money (before, "cash", currency);
  CabinetPayment *payment;

  amount.micros -= cash.micros;
  operation = find_new (old, now, amount.micros);
  if (operation != NULL)
    amount = operation->amount;
  if (amount.micros <= 0)
    return NULL;
  payment = g_object_new (CABINET_TYPE_PAYMENT, NULL);
  payment->id = operation != NULL ? g_strdup (operation->id) : g_strdup (sequence->call->key);
  payment->operation_id = operation != NULL ? g_strdup (operation->id) : NULL;
  payment->key = g_strdup (sequence->call->key);
  payment->number = g_strdup ("");
  payment->contract = g_strdup (sequence->call->contract);
  payment->amount = amount;
  payment->state = CABINET_PAYMENT_STATE_CREDITED;
  payment->created_at = cabinet_instant_now ();
  payment->method = g_strdup ("card");
  payment->method_title = g_strdup (_ ("Top-up card"));
  payment->receipt = CABINET_RECEIPT_STATE_NONE;
  return payment;
}

/* After the card was sent. */
static CabinetRequest *
verify (CabinetSequence *sequence, JsonObject *before, GError **error)
{
  guint answered = sequence->answers->len;
  JsonObject *card = cabinet_sequence_get_object (sequence, STEP_CARD);
  g_autoptr (GError) fault = NULL;
  JsonObject *after;

  if (!ubilling_check_answer (sequence, STEP_CARD, &fault) && ubilling_is_final (fault))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (!check_card (card, error))
    return NULL;
  if (answered == STEP_PAYMENTS_AFTER)
    return ubilling_ask ("payments");
  if (answered == STEP_USERDATA_AFTER)
    return ubilling_ask (NULL);
  after = ubilling_get_userdata (sequence, STEP_USERDATA_AFTER, NULL);
  if (after != NULL)
    sequence->record = find_credited (sequence, ubilling_get_currency (sequence, after), before, after);
  if (sequence->record == NULL)
    cabinet_set_error (error, CABINET_ERROR_UNCONFIRMED, "unconfirmed",
                       _ ("The card was sent, and its money is not on the balance yet"));
  return NULL;
}

/**
 * ubilling_redeem_card:
 *
 * CABINET_OP_REDEEM_CARD: sent once, for some wrong numbers lock the cards.
 */
CabinetRequest *
ubilling_redeem_card (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  JsonObject *before;

  if (answered == STEP_PAYMENTS)
    return ubilling_ask ("payments");
  if (!ubilling_check_answer (sequence, STEP_PAYMENTS, error))
    return NULL;
  if (answered == STEP_USERDATA)
    return ubilling_ask (NULL);
  before = ubilling_get_userdata (sequence, STEP_USERDATA, error);
  if (before == NULL)
    return NULL;
  if (answered == STEP_CARD)
    return ask_to_redeem (sequence, error);
  return verify (sequence, before, error);
}

/* The page of a way to pay; NULL if it is none that can be opened. Addresses may be relative to the portal.
 */
static char *
resolve (const char *base_url, const char *url)
{
  g_autofree char *base = g_strconcat (base_url, "/", NULL);
  char *address = url != NULL ? g_uri_resolve_relative (base, url, G_URI_FLAGS_ENCODED, NULL) : NULL;

  if (address != NULL && !g_str_has_prefix (address, "https://") && !g_str_has_prefix (address, "http://"))
    g_clear_pointer (&address, g_free);
  return address;
}

static CabinetPaymentMethod *
new_method (const char *base_url, JsonObject *object)
{
  g_autofree char *name = cabinet_loose_dup_text (object, "name");
  g_autofree char *url = cabinet_loose_dup_text (object, "url");
  g_autofree char *description = cabinet_loose_dup_text (object, "description");
  g_autofree char *address = resolve (base_url, url);
  CabinetPaymentMethod *method;

  if (name == NULL || address == NULL)
    return NULL;
  method = g_object_new (CABINET_TYPE_PAYMENT_METHOD, NULL);
  method->id = g_strdup (name);
  method->kind = CABINET_PAYMENT_KIND_LINK;
  method->title = g_strdup (name);
  method->details = cabinet_rich_text_to_plain (description);
  method->url = g_steal_pointer (&address);
  method->available = CABINET_CAPABILITY_ANSWER_YES;
  return method;
}

/**
 * ubilling_list_methods:
 *
 * CABINET_OP_LIST_METHODS: links with the subscriber's number inside; what is paid there shows in the ledger.
 */
CabinetRequest *
ubilling_list_methods (CabinetSequence *sequence, GError **error)
{
  JsonArray *array;
  CabinetPaymentMethodList *list;

  if (sequence->answers->len == 0)
    return ubilling_ask ("opayz");
  if (!ubilling_check_answer (sequence, 0, error))
    return NULL;
  array = cabinet_sequence_get_array (sequence, 0);
  list = g_object_new (CABINET_TYPE_PAYMENT_METHOD_LIST, NULL);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (CabinetPaymentMethod) method =
        new_method (sequence->base_url, cabinet_loose_get_element (array, i));

      if (method != NULL)
        g_list_store_append (list->methods, method);
    }
  sequence->record = list;
  return NULL;
}
