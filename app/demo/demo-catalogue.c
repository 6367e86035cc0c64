/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-catalogue.h"

#include "demo-handlers.h"

#include "cabinet-catalogue.h"

/* No change is ordered for farther than a year. */
#define FARTHEST 366

/**
 * demo_catalogue_refusal:
 * @reason: (out): why, in words
 *
 * Returns: (nullable): why nothing of the contract can be changed, as a word; NULL = it can
 */
const char *
demo_catalogue_refusal (DemoExchange *x, const char **reason)
{
  static const DemoText entity =
    DEMO_TEXT ("By a written application certified by the head of the organisation",
               "По письменному заявлению, заверенному руководителем организации");
  static const DemoText closed = DEMO_TEXT ("The contract is closed", "Договор расторгнут");
  static const DemoText blocked =
    DEMO_TEXT ("Top up first: the line is switched off", "Сначала пополните счёт: доступ отключён");
  static const DemoText paused = DEMO_TEXT ("The contract is suspended", "Договор приостановлен");
  const DemoText *words = NULL;
  const char *code = NULL;

  if (x->contract->spec->entity)
    {
      code = "by_application";
      words = &entity;
    }
  else if (x->contract->situation->forced == CABINET_LINE_STATE_CLOSED)
    {
      code = "closed";
      words = &closed;
    }
  else if (x->contract->stopped_on != CABINET_DATE_NONE)
    {
      code = "no_money";
      words = &blocked;
    }
  else if (demo_contract_is_paused (x->contract, demo_contract_today (x->world, x->contract)))
    {
      code = "suspended";
      words = &paused;
    }
  *reason = words != NULL ? demo_text (words, x->language) : NULL;
  return code;
}

/**
 * demo_catalogue_answer:
 * @code: (nullable): of demo_catalogue_refusal()
 *
 * Returns: the refusal as the answer of a capability
 */
CabinetCapabilityAnswer
demo_catalogue_answer (const char *code)
{
  if (code == NULL)
    return CABINET_CAPABILITY_ANSWER_YES;
  if (g_str_equal (code, "by_application"))
    return CABINET_CAPABILITY_ANSWER_BY_REQUEST;
  return g_str_equal (code, "closed") ? CABINET_CAPABILITY_ANSWER_NO : CABINET_CAPABILITY_ANSWER_NOT_NOW;
}

/**
 * demo_catalogue_back_from:
 *
 * Returns: the day before which the tariff cannot be changed again, as it was changed lately; none = it can
 */
CabinetDate
demo_catalogue_back_from (DemoExchange *x)
{
  CabinetDate today = demo_contract_today (x->world, x->contract);
  CabinetDate last = (CabinetDate) demo_database_get_int (
    x->world->database,
    "SELECT max (effective_on) FROM change WHERE contract = ? AND kind = ? AND NOT cancelled"
    " AND effective_on <= ?",
    "iii", x->contract->row, (gint64) CABINET_CHANGE_KIND_TARIFF, (gint64) today);
  CabinetDate from = last != 0 ? cabinet_date_add_months (last, 1) + 1 : CABINET_DATE_NONE;

  return from > today ? from : CABINET_DATE_NONE;
}

/**
 * demo_catalogue_find_pending:
 * @target: (nullable): id of a service; NULL = any tariff
 *
 * Returns: the row of a change that has yet to come; 0 = none
 */
gint64
demo_catalogue_find_pending (DemoExchange *x, const char *target)
{
  return demo_database_get_int (
    x->world->database,
    "SELECT id FROM change WHERE contract = ?1 AND NOT cancelled AND effective_on > ?2"
    " AND iif (?3 IS NULL, kind = ?4, kind <> ?4 AND target = ?3) LIMIT 1",
    "iisi", x->contract->row, (gint64) demo_contract_today (x->world, x->contract), target,
    (gint64) CABINET_CHANGE_KIND_TARIFF);
}

/* The usual one first. */
static char **
dup_when (guint when)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (when & DEMO_WHEN_NOW)
    g_strv_builder_add (words, "now");
  if (when & DEMO_WHEN_NEXT_PERIOD)
    g_strv_builder_add (words, "next_period");
  if (when & DEMO_WHEN_DATE)
    g_strv_builder_add (words, "date");
  return g_strv_builder_end (words);
}

/* Why @tariff cannot be had now. */
static void
judge_tariff (DemoExchange *x, const DemoTariff *tariff, CabinetTariff *record)
{
  static const DemoText is_current = DEMO_TEXT ("This is the present tariff", "Это нынешний тариф");
  static const DemoText ordered = DEMO_TEXT ("A change is ordered already", "Смена тарифа уже заказана");
  static const DemoText recent =
    DEMO_TEXT ("The tariff was changed less than a month ago", "С прошлой смены тарифа не прошёл месяц");
  const char *reason;
  const char *code = demo_catalogue_refusal (x, &reason);

  record->available = demo_catalogue_answer (code);
  if (record->current)
    {
      record->available = CABINET_CAPABILITY_ANSWER_NO;
      code = "current";
      reason = demo_text (&is_current, x->language);
    }
  else if (code == NULL && demo_text (&tariff->lacks, x->language) != NULL)
    {
      record->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
      code = "equipment";
      reason = demo_text (&tariff->lacks, x->language);
    }
  else if (code == NULL && demo_catalogue_find_pending (x, NULL) != 0)
    {
      record->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
      code = "already";
      reason = demo_text (&ordered, x->language);
    }
  else if (code == NULL && demo_catalogue_back_from (x) != CABINET_DATE_NONE)
    {
      record->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
      code = "too_soon";
      reason = demo_text (&recent, x->language);
    }
  record->code = g_strdup (code);
  record->reason = g_strdup (reason);
  if (record->available == CABINET_CAPABILITY_ANSWER_YES)
    {
      g_strfreev (record->when);
      record->when = dup_when (demo_tenant_when (x->tenant, NULL));
    }
}

static int
compare_fees (gconstpointer a, gconstpointer b, gpointer data)
{
  const CabinetTariff *one = a;
  const CabinetTariff *other = b;

  return (one->fee.micros > other->fee.micros) - (one->fee.micros < other->fee.micros);
}

void
demo_handle_tariffs (DemoExchange *x)
{
  g_autoptr (CabinetTariffList) list = g_object_new (CABINET_TYPE_TARIFF_LIST, NULL);
  const DemoTariff *current =
    demo_contract_tariff_on (x->contract, demo_contract_today (x->world, x->contract));

  for (const DemoTariff *tariff = x->tenant->tariffs; tariff->id != NULL; tariff++)
    {
      g_autoptr (CabinetTariff) record = NULL;

      if (tariff != current && !demo_tariff_is_for (tariff, x->contract->spec))
        continue;
      record = g_object_new (CABINET_TYPE_TARIFF, NULL);
      record->id = g_strdup (tariff->id);
      record->title = g_strdup (demo_text (&tariff->title, x->language));
      record->details = g_strdup (demo_text (&tariff->services[0].details, x->language));
      record->audience = g_strdup (tariff->business ? "business" : "flats");
      record->fee = demo_contract_money (x->contract, tariff->services[0].fee);
      record->period = CABINET_FEE_PERIOD_MONTH;
      record->down_mbps = tariff->mbps;
      record->current = tariff == current;
      record->archived = !tariff->sold;
      judge_tariff (x, tariff, record);
      g_list_store_insert_sorted (list->tariffs, record, compare_fees, NULL);
    }
  demo_exchange_reply (x, 200, list);
}

static CabinetServiceState
service_state (gboolean on, gboolean tomorrow)
{
  if (on == tomorrow)
    return on ? CABINET_SERVICE_STATE_ON : CABINET_SERVICE_STATE_OFF;
  return tomorrow ? CABINET_SERVICE_STATE_PENDING_ON : CABINET_SERVICE_STATE_PENDING_OFF;
}

/**
 * demo_catalogue_ends_by_itself:
 *
 * Returns: why what was paid once is not switched off
 */
const char *
demo_catalogue_ends_by_itself (DemoLanguage language)
{
  static const DemoText words = DEMO_TEXT ("Paid for, ends by itself", "Оплачено, закончится само");

  return demo_text (&words, language);
}

static void
judge_service (DemoExchange *x, const DemoService *service, CabinetService *record)
{
  static const DemoText within = DEMO_TEXT ("Part of the tariff", "Входит в тариф");
  static const DemoText ordered = DEMO_TEXT ("A change is ordered already", "Изменение уже заказано");
  const char *reason;
  const char *code = demo_catalogue_refusal (x, &reason);

  record->switchable = demo_catalogue_answer (code);
  if (record->part_of != NULL)
    {
      record->switchable = CABINET_CAPABILITY_ANSWER_NO;
      code = "part_of_tariff";
      reason = demo_text (&within, x->language);
    }
  else if (code == NULL && demo_catalogue_find_pending (x, service->id) != 0)
    {
      record->switchable = CABINET_CAPABILITY_ANSWER_NOT_NOW;
      code = "already";
      reason = demo_text (&ordered, x->language);
    }
  else if (code == NULL && service->once != 0 && record->state == CABINET_SERVICE_STATE_PENDING_OFF)
    {
      record->switchable = CABINET_CAPABILITY_ANSWER_NO;
      code = "ends_by_itself";
      reason = demo_catalogue_ends_by_itself (x->language);
    }
  record->code = g_strdup (code);
  record->reason = g_strdup (reason);
  if (record->switchable == CABINET_CAPABILITY_ANSWER_YES)
    {
      g_strfreev (record->when);
      record->when = dup_when (demo_tenant_when (x->tenant, service));
    }
}

/* The last day on which it is connected, if it ends within a year: no change is ordered for later. */
static CabinetDate
find_last_day (DemoContract *contract, int slot, CabinetDate today)
{
  CabinetDate date = today;

  while (date < today + FARTHEST && demo_contract_service_on (contract, slot, date + 1) != NULL)
    date++;
  return date < today + FARTHEST ? date : CABINET_DATE_NONE;
}

/* The day of the change that has switched it on, or will; and the last one, however it ends. */
static void
set_days (DemoExchange *x, int slot, CabinetDate today, CabinetService *record)
{
  for (guint i = 0; i < x->contract->steps->len; i++)
    {
      const DemoStep *step = &g_array_index (x->contract->steps, DemoStep, i);

      if (step->tariff != NULL || !g_str_equal (step->target, record->id))
        continue;
      if (step->kind == CABINET_CHANGE_KIND_SERVICE_ON)
        record->since = step->from;
      else if (step->from <= today)
        record->since = CABINET_DATE_NONE;
    }
  if (record->state == CABINET_SERVICE_STATE_OFF)
    record->since = CABINET_DATE_NONE;
  else if (record->state != CABINET_SERVICE_STATE_PENDING_ON)
    record->until = find_last_day (x->contract, slot, today);
}

void
demo_handle_services (DemoExchange *x)
{
  g_autoptr (CabinetServiceList) list = g_object_new (CABINET_TYPE_SERVICE_LIST, NULL);
  CabinetDate today = demo_contract_today (x->world, x->contract);

  for (int i = 0; i < DEMO_N_SLOTS; i++)
    {
      const DemoService *service = demo_contract_get_slot (x->contract, i, today);
      g_autoptr (CabinetService) record = NULL;

      /* What was within an earlier tariff is had by nobody alone. */
      if (service == NULL
          || (demo_contract_is_part (x->contract, i, today)
              && demo_contract_service_on (x->contract, i, today) == NULL))
        continue;
      record = g_object_new (CABINET_TYPE_SERVICE, NULL);
      record->id = g_strdup (service->id);
      record->kind = service->kind;
      record->title = g_strdup (demo_text (&service->title, x->language));
      record->details = g_strdup (demo_text (&service->details, x->language));
      record->state = service_state (demo_contract_service_on (x->contract, i, today) != NULL,
                                     demo_contract_service_on (x->contract, i, today + FARTHEST) != NULL);
      record->fee = demo_contract_money (x->contract, service->once != 0 ? service->once : service->fee);
      record->period = service->once != 0 ? CABINET_FEE_PERIOD_ONCE : CABINET_FEE_PERIOD_MONTH;
      if (demo_contract_is_part (x->contract, i, today))
        record->part_of = g_strdup (demo_contract_tariff_on (x->contract, today)->id);
      set_days (x, i, today, record);
      judge_service (x, service, record);
      g_list_store_append (list->services, record);
    }
  demo_exchange_reply (x, 200, list);
}
