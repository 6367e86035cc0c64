/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-private.h"

#include <glib/gi18n-lib.h>

#include "cabinet-outbox.h"

static char *
dup_change_words (CabinetChangeKind kind, const char *title, CabinetDate effective_on, CabinetDate today)
{
  g_autofree char *day = NULL;

  if (effective_on == CABINET_DATE_NONE)
    return kind == CABINET_CHANGE_KIND_SERVICE_OFF
             /* Translators: %s is a service that will be switched off */
             ? g_strdup_printf (C_ ("pending change", "Soon without %s"), title)
             /* Translators: %s is a tariff or a service that is ordered */
             : g_strdup_printf (C_ ("pending change", "Soon: %s"), title);
  day = cabinet_date_format (effective_on, CABINET_DATE_STYLE_LONG, today);
  if (kind == CABINET_CHANGE_KIND_SERVICE_OFF)
    /* Translators: "From 1 December without TV “Basic”": a day, a service */
    return g_strdup_printf (C_ ("pending change", "From %1$s without %2$s"), day, title);
  /* Translators: "From 1 December: Home 500": a day, a tariff or a service */
  return g_strdup_printf (C_ ("pending change", "From %1$s: %2$s"), day, title);
}

/**
 * cabinet_account_dup_pending_words:
 * @account: an account
 *
 * Returns: (transfer full) (nullable): what is on its way and forecast and sum to pay count with, one line a
 *   change; %NULL = nothing
 */
char *
cabinet_account_dup_pending_words (CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);
  CabinetDate today = cabinet_account_get_today (account);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; overview != NULL && i < cabinet_list_length (overview->pending); i++)
    {
      CabinetPendingChange *change = cabinet_list_get (overview->pending, i);
      g_autofree char *line = dup_change_words (change->kind, change->title, change->effective_on, today);

      /* The reading may be older than the change is. */
      if (change->effective_on == CABINET_DATE_NONE || change->effective_on > today)
        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
    }
  return words->len > 0 ? g_strdup (words->str) : NULL;
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
      line = dup_change_words (change->kind, change->title, change->effective_on, today);
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

static void
add_moved (GStrvBuilder *lines, const char *name, const char *now, const char *was)
{
  g_autofree char *line = NULL;

  if (g_str_equal (now, was))
    return;
  /* Translators: what has changed in an offer, "A month: 910.00 ₽, was 890.00 ₽": name, new value, old
   * value */
  line = g_strdup_printf (C_ ("moved", "%1$s: %2$s, was %3$s"), name, now, was);
  g_strv_builder_add (lines, line);
}

static void
add_moved_sum (GStrvBuilder *lines, const char *name, const CabinetMoney *now, const CabinetMoney *was)
{
  g_autofree char *first = cabinet_money_is_set (now)
                             ? cabinet_money_format (now, CABINET_ROUND_UP, CABINET_MONEY_PLAIN)
                             : g_strdup ("—");
  g_autofree char *second = cabinet_money_is_set (was)
                              ? cabinet_money_format (was, CABINET_ROUND_UP, CABINET_MONEY_PLAIN)
                              : g_strdup ("—");

  add_moved (lines, name, first, second);
}

static void
add_moved_day (GStrvBuilder *lines, const char *name, CabinetDate now, CabinetDate was, CabinetDate today)
{
  g_autofree char *first =
    now != CABINET_DATE_NONE ? cabinet_date_format (now, CABINET_DATE_STYLE_LONG, today) : g_strdup ("—");
  g_autofree char *second =
    was != CABINET_DATE_NONE ? cabinet_date_format (was, CABINET_DATE_STYLE_LONG, today) : g_strdup ("—");

  add_moved (lines, name, first, second);
}

/**
 * cabinet_change_outlook_dup_moved:
 * @self: what a change does now
 * @was: what was shown of the same change
 * @today: in the contract's zone
 *
 * Returns: (transfer full): see the header
 */
char **
cabinet_change_outlook_dup_moved (CabinetChangeOutlook *self, CabinetChangeOutlook *was, CabinetDate today)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  CabinetChangePreview *now = self->preview, *then = was->preview;

  if (!cabinet_record_equal (self->request, was->request))
    return g_strv_builder_end (lines);
  add_moved (lines, C_ ("moved", "Name"), now->title, then->title);
  add_moved_day (lines, C_ ("moved", "Begins"), now->effective_on, then->effective_on, today);
  add_moved_day (lines, C_ ("moved", "Ends by itself"), now->ends_on, then->ends_on, today);
  add_moved_sum (lines, C_ ("moved", "Promised"), &self->credit, &was->credit);
  add_moved_sum (lines, C_ ("moved", "Charged at once"), &now->cost_now, &then->cost_now);
  add_moved_sum (lines, C_ ("moved", "A month"), &now->fee_after, &then->fee_after);
  add_moved_sum (lines, C_ ("moved", "To pay"), &now->due_after, &then->due_after);
  add_moved_day (lines, C_ ("moved", "Lasts until"), self->runs_out_after, was->runs_out_after, today);
  return g_strv_builder_end (lines);
}
