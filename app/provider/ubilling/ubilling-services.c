/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ubilling-rows.h"
#include "ubilling-wire.h"

static CabinetServiceState
get_state (JsonObject *userdata)
{
  g_autofree char *state = cabinet_loose_dup_text (userdata, "accountstate");

  if (state != NULL && strstr (state, "disabled") != NULL)
    return CABINET_SERVICE_STATE_BLOCKED;
  if (state != NULL && g_str_has_prefix (state, "frozen"))
    return CABINET_SERVICE_STATE_SUSPENDED;
  return CABINET_SERVICE_STATE_ON;
}

static CabinetService *
new_service (UbillingRow *row, CabinetServiceState state)
{
  CabinetService *service = g_object_new (CABINET_TYPE_SERVICE, NULL);

  service->id = g_strdup (row->id);
  service->kind = row->tariff ? CABINET_SERVICE_KIND_INTERNET : CABINET_SERVICE_KIND_OTHER;
  service->title = g_strdup (row->name);
  service->details = ubilling_row_dup_details (row);
  service->state = state;
  service->fee = row->price;
  service->period = row->period;
  service->switchable = CABINET_CAPABILITY_ANSWER_NO;
  service->code = g_strdup ("not-offered");
  service->reason = g_strdup (_ ("The provider's system does not let services be switched from here"));
  return service;
}

/**
 * ubilling_list_services:
 *
 * CABINET_OP_LIST_SERVICES: what is connected; names and prices, no more.
 */
CabinetRequest *
ubilling_list_services (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  JsonObject *userdata;
  g_autoptr (GPtrArray) rows = NULL;
  CabinetServiceList *list;

  if (answered == 0)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, 0, error);
  if (userdata == NULL)
    return NULL;
  if (answered == 1)
    return ubilling_ask ("tariffvservices");
  if (!ubilling_check_answer (sequence, 1, error))
    return NULL;

  rows =
    ubilling_rows_read (cabinet_sequence_get_array (sequence, 1), ubilling_get_currency (sequence, userdata));
  list = g_object_new (CABINET_TYPE_SERVICE_LIST, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (CabinetService) service = new_service (g_ptr_array_index (rows, i), get_state (userdata));

      g_list_store_append (list->services, service);
    }
  sequence->record = list;
  return NULL;
}

/* Answers of the tariffs, by step. */
enum
{
  STEP_USERDATA,
  STEP_ALLOWED,
  STEP_TARIFFS,
};

static CabinetTariff *
new_tariff (CabinetSequence *sequence, const char *name, const CabinetMoney *fee, UbillingRow *row)
{
  const char *const next_period[] = { "next_period", NULL };
  CabinetTariff *tariff = g_object_new (CABINET_TYPE_TARIFF, NULL);

  tariff->id = g_strdup (name);
  tariff->title = g_strdup (name);
  tariff->fee = *fee;
  tariff->period = row != NULL ? row->period : CABINET_FEE_PERIOD_MONTH;
  if (sequence->call->web_forms)
    {
      tariff->available = CABINET_CAPABILITY_ANSWER_YES;
      g_strfreev (tariff->when);
      tariff->when = g_strdupv ((char **) next_period);
    }
  else
    {
      tariff->available = CABINET_CAPABILITY_ANSWER_ELSEWHERE;
      tariff->code = g_strdup ("elsewhere");
      tariff->reason = g_strdup (_ ("The tariff is changed on the provider's own page"));
    }
  return tariff;
}

static void
refuse (CabinetTariff *tariff, CabinetCapabilityAnswer answer, const char *code, const char *reason)
{
  tariff->available = answer;
  g_free (tariff->code);
  tariff->code = g_strdup (code);
  g_free (tariff->reason);
  tariff->reason = g_strdup (reason);
}

/* What the contract has is not to be changed to, and may be called otherwise. */
static void
mark (CabinetTariff *tariff, JsonObject *userdata)
{
  g_autofree char *current = ubilling_dup_word (userdata, "tariff");
  g_autofree char *alias = ubilling_dup_word (userdata, "tariffalias");
  g_autofree char *next = ubilling_dup_word (userdata, "tariffnm");

  tariff->current = g_strcmp0 (tariff->id, current) == 0;
  if (tariff->current && alias != NULL)
    {
      g_free (tariff->title);
      tariff->title = g_steal_pointer (&alias);
    }
  if (tariff->current)
    refuse (tariff, CABINET_CAPABILITY_ANSWER_NO, "current", _ ("This is the present tariff"));
  else if (g_strcmp0 (tariff->id, next) == 0)
    refuse (tariff, CABINET_CAPABILITY_ANSWER_NOT_NOW, "already",
            _ ("The change to this tariff is ordered already"));
}

static void
add_tariff (
  CabinetSequence *sequence, CabinetTariffList *list, const char *name, CabinetMoney fee, UbillingRow *row)
{
  JsonObject *userdata = cabinet_sequence_get_object (sequence, STEP_USERDATA);
  g_autoptr (CabinetTariff) tariff = new_tariff (sequence, name, &fee, row);

  mark (tariff, userdata);
  g_list_store_append (list->tariffs, tariff);
}

/* The present one last, if the list of those that can be changed to lacks it. */
static CabinetTariffList *
read_tariffs (CabinetSequence *sequence, GPtrArray *rows, const char *currency)
{
  JsonObject *userdata = cabinet_sequence_get_object (sequence, STEP_USERDATA);
  JsonArray *allowed = cabinet_sequence_get_array (sequence, STEP_ALLOWED);
  CabinetTariffList *list = g_object_new (CABINET_TYPE_TARIFF_LIST, NULL);
  g_autofree char *current = ubilling_dup_word (userdata, "tariff");
  UbillingRow *own = ubilling_rows_find_tariff (rows, current);
  gboolean listed = FALSE;

  for (guint i = 0; allowed != NULL && i < json_array_get_length (allowed); i++)
    {
      JsonObject *object = cabinet_loose_get_element (allowed, i);
      g_autofree char *name = cabinet_loose_dup_text (object, "tariff");
      UbillingRow *row = ubilling_rows_find_tariff (rows, name);
      CabinetMoney fee = cabinet_loose_get_money (object, "price", currency);

      if (name == NULL)
        continue;
      if (!cabinet_money_is_set (&fee))
        fee = row != NULL ? row->price : cabinet_money (0, currency);
      add_tariff (sequence, list, name, fee, row);
      listed = listed || g_strcmp0 (name, current) == 0;
    }
  if (!listed && own != NULL)
    add_tariff (sequence, list, current, own->price, own);
  return list;
}

/**
 * ubilling_list_tariffs:
 *
 * CABINET_OP_LIST_TARIFFS
 */
CabinetRequest *
ubilling_list_tariffs (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  JsonObject *userdata;
  const char *currency;
  g_autoptr (GPtrArray) rows = NULL;

  if (answered == STEP_USERDATA)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, STEP_USERDATA, error);
  if (userdata == NULL || !ubilling_check_answer (sequence, answered - 1, error))
    return NULL;
  if (answered == STEP_ALLOWED)
    return ubilling_ask ("tarifftoswitchallowed");
  if (answered == STEP_TARIFFS)
    return ubilling_ask ("activetariffsvservices");

  currency = ubilling_get_currency (sequence, userdata);
  rows = ubilling_rows_read (cabinet_sequence_get_array (sequence, STEP_TARIFFS), currency);
  sequence->record = read_tariffs (sequence, rows, currency);
  return NULL;
}
