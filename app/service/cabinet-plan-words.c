/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-private.h"

#include <glib/gi18n-lib.h>

#include "cabinet-outbox.h"

static char *
dup_change_words (CabinetChange *change, CabinetDate today)
{
  g_autofree char *day = NULL;

  if (change->effective_on == CABINET_DATE_NONE)
    return change->kind == CABINET_CHANGE_KIND_SERVICE_OFF
             /* Translators: %s is a service that will be switched off */
             ? g_strdup_printf (C_ ("pending change", "Soon without %s"), change->title)
             /* Translators: %s is a tariff or a service that is ordered */
             : g_strdup_printf (C_ ("pending change", "Soon: %s"), change->title);
  day = cabinet_date_format (change->effective_on, CABINET_DATE_STYLE_LONG, today);
  if (change->kind == CABINET_CHANGE_KIND_SERVICE_OFF)
    /* Translators: "From 1 December without TV “Basic”": a day, a service */
    return g_strdup_printf (C_ ("pending change", "From %1$s without %2$s"), day, change->title);
  /* Translators: "From 1 December: Home 500": a day, a tariff or a service */
  return g_strdup_printf (C_ ("pending change", "From %1$s: %2$s"), day, change->title);
}

/**
 * cabinet_plan_dup_pending_words:
 * @self: a plan
 *
 * Returns: (transfer full) (nullable): what is on its way, one line a change; %NULL = nothing
 */
char *
cabinet_plan_dup_pending_words (CabinetPlan *self)
{
  GListModel *changes = cabinet_plan_get_changes (self);
  g_autoptr (GString) words = g_string_new (NULL);
  CabinetDate today = self->account != NULL ? cabinet_account_get_today (self->account) : CABINET_DATE_NONE;

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      CabinetChange *change = cabinet_list_get (changes, i);
      g_autofree char *line = NULL;

      if (change->state != CABINET_CHANGE_STATE_ORDERED && change->state != CABINET_CHANGE_STATE_PENDING)
        continue;
      line = dup_change_words (change, today);
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
    }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

/**
 * cabinet_plan_dup_unconfirmed_words:
 * @self: a plan
 *
 * Returns: (transfer full) (nullable): what to tell of a change that was sent and that no read has shown yet;
 *   %NULL = there is none
 */
char *
cabinet_plan_dup_unconfirmed_words (CabinetPlan *self)
{
  CabinetJournal *journal = cabinet_core_get_journal (self->core, NULL);
  g_autoptr (GPtrArray) items = journal != NULL ? cabinet_outbox_load (journal, self->id, FALSE, NULL) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (items, i);

      if (item->kind != CABINET_OUTBOX_KIND_CHANGE && item->kind != CABINET_OUTBOX_KIND_CANCEL)
        continue;
      if (item->state == CABINET_OUTBOX_STATE_UNCONFIRMED || item->state == CABINET_OUTBOX_STATE_SENDING)
        return g_strdup (_ ("A change was sent, and the provider has not confirmed it yet. Do not repeat it: "
                            "it is looked for at each refresh."));
    }
  return NULL;
}

static char *
dup_price (const CabinetMoney *fee, CabinetFeePeriod period)
{
  g_autofree char *sum = cabinet_money_format (fee, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);

  switch (period)
    {
    case CABINET_FEE_PERIOD_DAY:
      return g_strdup_printf (C_ ("price", "%s a day"), sum);
    case CABINET_FEE_PERIOD_MONTH:
      return g_strdup_printf (C_ ("price", "%s a month"), sum);
    case CABINET_FEE_PERIOD_ONCE:
      return g_strdup_printf (C_ ("price", "%s once"), sum);
    case CABINET_FEE_PERIOD_UNKNOWN:
    default:
      return g_steal_pointer (&sum);
    }
}

/**
 * cabinet_tariff_dup_price_words:
 * @tariff: a tariff
 *
 * Returns: (transfer full): "690.00 ₽ a month"
 */
char *
cabinet_tariff_dup_price_words (CabinetTariff *tariff)
{
  return dup_price (&tariff->fee, tariff->period);
}

/**
 * cabinet_service_dup_price_words:
 * @service: a service
 *
 * Returns: (transfer full): "50.00 ₽ a month"
 */
char *
cabinet_service_dup_price_words (CabinetService *service)
{
  return dup_price (&service->fee, service->period);
}

/**
 * cabinet_service_dup_state_words:
 * @service: a service
 *
 * Returns: (transfer full): "connected", "until 30 November", "from 1 December"
 */
char *
cabinet_service_dup_state_words (CabinetService *service)
{
  CabinetDate date = service->state == CABINET_SERVICE_STATE_PENDING_ON ? service->since : service->until;
  g_autofree char *day =
    date != CABINET_DATE_NONE ? cabinet_date_format (date, CABINET_DATE_STYLE_LONG, date) : NULL;

  switch (service->state)
    {
    case CABINET_SERVICE_STATE_ON:
      return day != NULL ? g_strdup_printf (C_ ("service state", "until %s"), day)
                         : g_strdup (C_ ("service state", "connected"));
    case CABINET_SERVICE_STATE_OFF:
      return g_strdup (C_ ("service state", "not connected"));
    case CABINET_SERVICE_STATE_PENDING_ON:
      return day != NULL ? g_strdup_printf (C_ ("service state", "from %s"), day)
                         : g_strdup (C_ ("service state", "is being connected"));
    case CABINET_SERVICE_STATE_PENDING_OFF:
      return day != NULL ? g_strdup_printf (C_ ("service state", "until %s"), day)
                         : g_strdup (C_ ("service state", "is being switched off"));
    case CABINET_SERVICE_STATE_SUSPENDED:
      return g_strdup (C_ ("service state", "paused"));
    case CABINET_SERVICE_STATE_BLOCKED:
      return g_strdup (C_ ("service state", "blocked"));
    case CABINET_SERVICE_STATE_UNKNOWN:
    default:
      break;
    }
  {
    const char *word = cabinet_record_get_word (CABINET_RECORD (service), "state");

    return g_strdup (word != NULL ? word : C_ ("service state", "unknown"));
  }
}
