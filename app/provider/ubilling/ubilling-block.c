/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ubilling-change.h"

#define TARGET "freeze"

/* The server freezes whoever asks, and takes its price at once: whether one may is for the client to see. */

static gboolean
is_frozen (JsonObject *data)
{
  g_autofree char *status = cabinet_loose_dup_text (data, "freezeStatus");

  return g_strcmp0 (status, "frozen") == 0;
}

/* A server that does not know the verb answers with something else. */
static JsonObject *
get_data (CabinetSequence *sequence, guint step, GError **error)
{
  JsonObject *data;

  if (!ubilling_check_answer (sequence, step, error))
    return NULL;
  data = cabinet_sequence_get_object (sequence, step);
  if (data != NULL && json_object_has_member (data, "freezeStatus"))
    return data;
  cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "switched-off",
                     _ ("The provider has switched blocking by subscribers off"));
  return NULL;
}

static gboolean
is_tariff_allowed (JsonObject *data)
{
  g_autofree char *list = cabinet_loose_dup_text (data, "tariffsAllowedList");
  g_autofree char *tariff = cabinet_loose_dup_text (data, "userTariff");
  g_auto (GStrv) names = g_strsplit (list != NULL ? list : "", ",", -1);

  if (cabinet_loose_get_bool (data, "tariffAllowedAny"))
    return TRUE;
  for (gsize i = 0; names[i] != NULL && tariff != NULL; i++)
    {
      if (g_str_equal (g_strstrip (names[i]), tariff))
        return TRUE;
    }
  return FALSE;
}

/* Returns a word of the closed list, or NULL if it is allowed now. */
static const char *
find_refusal (JsonObject *data, const char **reason)
{
  CabinetMoney balance = cabinet_loose_get_money (data, "userBalance", "XXX");

  if (!cabinet_loose_get_bool (data, "freezeSelfAvailable"))
    {
      *reason = _ ("The provider has switched blocking by subscribers off");
      return "switched-off";
    }
  if (is_frozen (data))
    {
      *reason = _ ("The contract is blocked already");
      return "already";
    }
  if (!is_tariff_allowed (data))
    {
      *reason = _ ("The contract cannot be blocked with this tariff");
      return "not-eligible";
    }
  if (balance.micros < 0 && !cabinet_loose_get_bool (data, "negativeBalanceFreezeAllowed"))
    {
      *reason = _ ("The contract cannot be blocked while there is a debt");
      return "not-enough-money";
    }
  if (cabinet_loose_get_bool (data, "freezeDaysChargeActive")
      && cabinet_loose_get_int (data, "freezeDaysAvailable") <= 0)
    {
      *reason = _ ("No days of the block are left");
      return "limit-reached";
    }
  return NULL;
}

/* Both are taken at once. */
static CabinetMoney
get_cost (CabinetSequence *sequence, JsonObject *data)
{
  const char *currency = ubilling_get_currency (sequence, NULL);
  CabinetMoney cost = cabinet_loose_get_money (data, "activationCost", currency);
  CabinetMoney tariff = cabinet_loose_get_money (data, "userTariffFreezePrice", currency);

  if (!cabinet_money_is_set (&cost))
    cost = cabinet_money (0, currency);
  if (cabinet_money_is_set (&tariff))
    cabinet_money_add (&cost, &tariff, NULL);
  return cost;
}

static CabinetSuspensionOffer *
new_offer (CabinetSequence *sequence, JsonObject *data)
{
  CabinetSuspensionOffer *offer = g_object_new (CABINET_TYPE_SUSPENSION_OFFER, NULL);
  const char *reason = NULL;
  const char *code = find_refusal (data, &reason);
  gboolean frozen = is_frozen (data);

  offer->available = code == NULL                         ? CABINET_CAPABILITY_ANSWER_YES
                     : g_str_equal (code, "switched-off") ? CABINET_CAPABILITY_ANSWER_NO
                                                          : CABINET_CAPABILITY_ANSWER_NOT_NOW;
  offer->code = g_strdup (code);
  offer->reason = g_strdup (reason);
  offer->target_id = g_strdup (TARGET);
  offer->immediate_only = TRUE;
  offer->open_ended = TRUE;
  offer->earliest = ubilling_get_today ();
  if (cabinet_loose_get_bool (data, "freezeDaysChargeActive"))
    offer->days_left = MAX (0, cabinet_loose_get_int (data, "freezeDaysAvailable"));
  offer->price_on = get_cost (sequence, data);
  offer->state = frozen ? CABINET_SUSPENSION_STATE_RUNNING : CABINET_SUSPENSION_STATE_NONE;
  if (frozen)
    {
      offer->from = cabinet_loose_get_date (data, "dateFrom");
      offer->to = cabinet_loose_get_date (data, "dateTo");
      offer->resume = CABINET_CAPABILITY_ANSWER_YES; /* it may be switched off: only trying shows it */
    }
  else
    offer->resume = CABINET_CAPABILITY_ANSWER_NO;
  return offer;
}

/* What a server answers that has it not. */
static CabinetSuspensionOffer *
new_missing (const GError *reason)
{
  CabinetSuspensionOffer *offer = g_object_new (CABINET_TYPE_SUSPENSION_OFFER, NULL);

  offer->available = CABINET_CAPABILITY_ANSWER_NO;
  offer->code = g_strdup ("switched-off");
  offer->reason = g_strdup (reason->message);
  offer->target_id = g_strdup (TARGET);
  offer->state = CABINET_SUSPENSION_STATE_NONE;
  offer->resume = CABINET_CAPABILITY_ANSWER_NO;
  return offer;
}

/**
 * ubilling_read_suspension:
 *
 * CABINET_OP_READ_SUSPENSION
 */
CabinetRequest *
ubilling_read_suspension (CabinetSequence *sequence, GError **error)
{
  g_autoptr (GError) fault = NULL;
  JsonObject *data;

  if (sequence->answers->len == 0)
    return ubilling_ask ("freezedata");
  if (!ubilling_check_answer (sequence, 0, error))
    return NULL;
  data = get_data (sequence, 0, &fault);
  if (data != NULL)
    sequence->record = new_offer (sequence, data);
  else
    sequence->record = new_missing (fault);
  return NULL;
}

static const char *
get_title (gboolean resume)
{
  return resume ? _ ("End of the block") : _ ("Block");
}

/* Nothing is sent that the terms do not allow. */
static gboolean
check_wanted (CabinetSequence *sequence, JsonObject *data, GError **error)
{
  CabinetChangeRequest *wanted = ubilling_get_wanted (sequence);
  const char *reason = NULL;
  const char *code = find_refusal (data, &reason);

  if (code != NULL)
    {
      cabinet_set_error (
        error, g_str_equal (code, "switched-off") ? CABINET_ERROR_UNSUPPORTED : CABINET_ERROR_REFUSED, code,
        "%s", reason);
      return FALSE;
    }
  if (wanted->from > ubilling_get_today () || wanted->to != CABINET_DATE_NONE)
    {
      cabinet_set_error (error, CABINET_ERROR_REFUSED, "bad-value",
                         _ ("At this provider a block begins at once, and no last day can be named"));
      return FALSE;
    }
  return TRUE;
}

/**
 * ubilling_preview_block:
 *
 * CABINET_OP_PREVIEW_CHANGE, of a block and of its end
 */
CabinetRequest *
ubilling_preview_block (CabinetSequence *sequence, GError **error)
{
  gboolean resume = ubilling_get_wanted (sequence)->kind == CABINET_CHANGE_KIND_RESUME;
  guint answered = sequence->answers->len;
  JsonObject *data;
  CabinetMoney cost;
  g_autoptr (GPtrArray) rows = NULL;
  CabinetChangePreview *preview;

  if (answered == 0)
    return ubilling_ask ("freezedata");
  data = get_data (sequence, 0, error);
  if (data == NULL)
    return NULL;
  if (resume && !is_frozen (data))
    {
      cabinet_set_error (error, CABINET_ERROR_REFUSED, "already", _ ("The contract is not blocked"));
      return NULL;
    }
  if (!resume && !check_wanted (sequence, data, error))
    return NULL;
  if (answered == 1)
    return ubilling_ask ("tariffvservices");
  if (!ubilling_check_answer (sequence, 1, error))
    return NULL;
  cost = resume ? cabinet_money (0, ubilling_get_currency (sequence, NULL)) : get_cost (sequence, data);
  rows = ubilling_rows_read (cabinet_sequence_get_array (sequence, 1), cost.currency);
  preview = ubilling_preview_new (sequence, get_title (resume), rows, &cost);
  if (resume)
    ubilling_preview_add_services (preview, rows);
  else
    preview->notes = g_strdup (_ ("The provider does not tell what is taken while the block lasts"));
  sequence->record = preview;
  return NULL;
}

static CabinetRequest *
ask_to_change (gboolean resume)
{
  CabinetRequest *request = ubilling_ask (resume ? "dounfreeze" : "dofreeze");

  cabinet_request_set_change (request);
  return request;
}

/* "Failure" is not the last word where it says that it is so already: the read after it is. */
static gboolean
check_result (JsonObject *answer, GError **error)
{
  g_autofree char *result = cabinet_loose_dup_text (answer, "result");
  g_autofree char *message = cabinet_loose_dup_text (answer, "message");

  if (g_strcmp0 (result, "Failure") != 0 || message == NULL || strstr (message, "already") != NULL)
    return TRUE;
  if (strstr (message, "not allowed") != NULL)
    cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "switched-off",
                       _ ("The provider does not let subscribers do this by themselves"));
  else
    cabinet_set_error (error, CABINET_ERROR_REFUSED, "other", _ ("The provider refused: %s"), message);
  return FALSE;
}

/* Before anything is sent. Returns NULL also when it is so already. */
static CabinetRequest *
begin (CabinetSequence *sequence, gboolean resume, GError **error)
{
  JsonObject *data = get_data (sequence, 0, error);
  CabinetMoney cost;

  if (data == NULL)
    return NULL;
  if (is_frozen (data) != resume)
    {
      sequence->record = ubilling_change_new (sequence, CABINET_CHANGE_STATE_DONE, get_title (resume));
      return NULL;
    }
  cost = get_cost (sequence, data);
  if (!resume
      && (!check_wanted (sequence, data, error)
          || !ubilling_check_token (ubilling_get_wanted (sequence)->preview_token, &cost, error)))
    return NULL;
  return ask_to_change (resume);
}

/**
 * ubilling_apply_block:
 *
 * CABINET_OP_APPLY_CHANGE, of a block and of its end
 */
CabinetRequest *
ubilling_apply_block (CabinetSequence *sequence, GError **error)
{
  gboolean resume = ubilling_get_wanted (sequence)->kind == CABINET_CHANGE_KIND_RESUME;
  guint answered = sequence->answers->len;
  JsonObject *after;
  CabinetChange *change;

  if (answered == 0)
    return ubilling_ask ("freezedata");
  if (answered == 1)
    return begin (sequence, resume, error);
  if (!ubilling_check_left (sequence, 1, error)
      || !check_result (cabinet_sequence_get_object (sequence, 1), error))
    return NULL;
  if (answered == 2)
    return ubilling_ask ("freezedata");
  after = get_data (sequence, 2, NULL);
  if (after == NULL || is_frozen (after) == resume)
    {
      ubilling_set_unconfirmed (error);
      return NULL;
    }
  change = ubilling_change_new (sequence, CABINET_CHANGE_STATE_DONE, get_title (resume));
  if (!resume)
    change->charged = get_cost (sequence, get_data (sequence, 0, NULL));
  sequence->record = change;
  return NULL;
}

/**
 * ubilling_find_block:
 *
 * CABINET_OP_FIND_CHANGE, of a block and of its end
 */
CabinetRequest *
ubilling_find_block (CabinetSequence *sequence, GError **error)
{
  gboolean resume = ubilling_get_wanted (sequence)->kind == CABINET_CHANGE_KIND_RESUME;
  JsonObject *data;

  if (sequence->answers->len == 0)
    return ubilling_ask ("freezedata");
  data = get_data (sequence, 0, error);
  if (data != NULL && is_frozen (data) != resume)
    sequence->record = ubilling_change_new (sequence, CABINET_CHANGE_STATE_DONE, get_title (resume));
  return NULL;
}
