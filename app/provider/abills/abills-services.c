/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

/* The state of a service, and the reason as a word (design, 3.3). Names of states are localized in one call
 * and raw keys in another: the number is the truth. */
static const struct
{
  gint64 number;
  CabinetLineState state;
  const char *reason;
} statuses[] = {
  { 1, CABINET_LINE_STATE_BLOCKED, "admin" },      { 2, CABINET_LINE_STATE_BLOCKED, "not_activated" },
  { 3, CABINET_LINE_STATE_SUSPENDED, "own_wish" }, { 4, CABINET_LINE_STATE_BLOCKED, "debt" },
  { 5, CABINET_LINE_STATE_BLOCKED, "debt" },       { 6, CABINET_LINE_STATE_BLOCKED, "virus" },
  { 7, CABINET_LINE_STATE_BLOCKED, "repair" },     { 10, CABINET_LINE_STATE_BLOCKED, "traffic_limit" },
};

/* When an account is paused or disabled, the number of the service stays 0. */
#define LOGIN_DISABLED 1
#define LOGIN_PAUSED 3

/**
 * abills_get_state:
 * @row: of /user/internet
 * @reason: (out): a word; %NULL = none
 *
 * Returns: the state of the service itself, whatever the balance is
 */
CabinetLineState
abills_get_state (JsonObject *row, const char **reason)
{
  gint64 number = cabinet_loose_get_int (row, "internetStatus");
  gint64 login = cabinet_loose_get_int (row, "loginStatus");

  *reason = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].number == number)
      {
        *reason = statuses[i].reason;
        return statuses[i].state;
      }
  if (number == 0 && login == LOGIN_DISABLED)
    {
      *reason = "admin";
      return CABINET_LINE_STATE_BLOCKED;
    }
  if (number == 0 && (login == LOGIN_PAUSED || cabinet_loose_get_bool (abills_get_holdup (row), "paused")))
    {
      *reason = "own_wish";
      return CABINET_LINE_STATE_SUSPENDED;
    }
  return number == 0 ? CABINET_LINE_STATE_ACTIVE : CABINET_LINE_STATE_UNKNOWN;
}

/* The worse wins. */
static int
get_rank (CabinetLineState state)
{
  static const CabinetLineState order[] = {
    CABINET_LINE_STATE_ACTIVE,    CABINET_LINE_STATE_DEBT,      CABINET_LINE_STATE_UNKNOWN,
    CABINET_LINE_STATE_THROTTLED, CABINET_LINE_STATE_SUSPENDED, CABINET_LINE_STATE_BLOCKED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == state)
      return (int) i;
  return G_N_ELEMENTS (order);
}

/**
 * abills_line_new:
 * @internet: (nullable): rows of /user/internet
 * @deposit: the balance; below zero it is a debt, if nothing worse is
 *
 * Returns: (transfer full): the state of the contract: that of its worst service
 */
CabinetLine *
abills_line_new (JsonArray *internet, const CabinetMoney *deposit)
{
  CabinetLine *line = g_object_new (CABINET_TYPE_LINE, NULL);

  line->state = deposit->micros < 0 ? CABINET_LINE_STATE_DEBT : CABINET_LINE_STATE_ACTIVE;
  for (guint i = 0; internet != NULL && i < json_array_get_length (internet); i++)
    {
      JsonObject *row = cabinet_loose_get_element (internet, i);
      const char *reason;
      CabinetLineState state = abills_get_state (row, &reason);

      if (get_rank (state) <= get_rank (line->state))
        continue;
      line->state = state;
      g_free (line->reason);
      line->reason = g_strdup (reason);
      line->until = state == CABINET_LINE_STATE_SUSPENDED
                      ? cabinet_loose_get_date (abills_get_holdup (row), "dateTo")
                      : CABINET_DATE_NONE;
      if (state == CABINET_LINE_STATE_UNKNOWN)
        {
          g_autofree char *word = cabinet_loose_dup_text (row, "statusName");

          /* A name that looks like one of our states is none. */
          if (word != NULL && cabinet_enum_from_nick (CABINET_TYPE_LINE_STATE, word) == 0)
            cabinet_record_set_word (CABINET_RECORD (line), "state", word);
        }
    }
  return line;
}

static CabinetFeePeriod
get_period (JsonObject *row, gboolean by_day)
{
  g_autofree char *period = cabinet_loose_dup_text (row, "period");

  if (period == NULL)
    return by_day ? CABINET_FEE_PERIOD_DAY : CABINET_FEE_PERIOD_MONTH;
  if (g_str_equal (period, "month"))
    return CABINET_FEE_PERIOD_MONTH;
  return g_str_equal (period, "day") ? CABINET_FEE_PERIOD_DAY : CABINET_FEE_PERIOD_UNKNOWN;
}

/**
 * abills_get_fee:
 * @row: of the internet, an extra service or a tariff
 * @period: (out) (optional): what time the fee is for; with %NULL the fee is that of @today's calendar month
 *
 * Returns: the fee; not set if that of a month is not known
 */
CabinetMoney
abills_get_fee (JsonObject *row, const char *currency, CabinetDate today, CabinetFeePeriod *period)
{
  gboolean is_extra = cabinet_loose_has (row, "price");
  CabinetMoney month = cabinet_loose_get_money (row, is_extra ? "price" : "monthFee", currency);
  CabinetMoney day = cabinet_loose_get_money (row, "dayFee", currency);
  gboolean by_day = !is_extra && month.micros == 0 && day.micros != 0;
  CabinetMoney fee = by_day ? day : month;
  CabinetFeePeriod own = get_period (row, by_day);

  if (!cabinet_money_is_set (&fee))
    fee = cabinet_money (0, currency);
  if (period != NULL)
    {
      *period = own;
      return fee;
    }
  if (own == CABINET_FEE_PERIOD_UNKNOWN)
    return (CabinetMoney){ 0 };
  if (own == CABINET_FEE_PERIOD_DAY)
    fee.micros *= cabinet_date_days_in_month (today);
  /* A tariff may have both. */
  else if (!is_extra)
    fee.micros += day.micros * cabinet_date_days_in_month (today);
  return fee;
}

static CabinetServiceLine *
service_line_new (JsonObject *row, char kind, const char *currency, CabinetDate today)
{
  CabinetServiceLine *line = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);
  const char *reason;

  line->id = abills_dup_id (kind, row, "id");
  line->kind = kind == ABILLS_ID_INTERNET ? CABINET_SERVICE_KIND_INTERNET : CABINET_SERVICE_KIND_OTHER;
  line->title = cabinet_loose_dup_text (row, "tpName");
  if (line->title == NULL)
    line->title = g_strdup (line->id);
  line->details = cabinet_loose_dup_text (row, kind == ABILLS_ID_INTERNET ? "tpComments" : "description");
  line->state = kind == ABILLS_ID_INTERNET ? abills_get_state (row, &reason) : CABINET_LINE_STATE_ACTIVE;
  line->fee = abills_get_fee (row, currency, today, NULL);
  return line;
}

/**
 * abills_service_lines_new:
 * @internet: (nullable): rows of /user/internet
 * @extra: (nullable): rows of /user/abon
 *
 * Returns: (transfer full): of #CabinetServiceLine, what is connected
 */
GListStore *
abills_service_lines_new (JsonArray *internet, JsonArray *extra, const char *currency, CabinetDate today)
{
  GListStore *lines = g_list_store_new (CABINET_TYPE_SERVICE_LINE);

  for (guint i = 0; internet != NULL && i < json_array_get_length (internet); i++)
    {
      JsonObject *row = cabinet_loose_get_element (internet, i);
      g_autoptr (CabinetServiceLine) line =
        row != NULL ? service_line_new (row, ABILLS_ID_INTERNET, currency, today) : NULL;

      if (line != NULL && line->id != NULL)
        g_list_store_append (lines, line);
    }
  for (guint i = 0; extra != NULL && i < json_array_get_length (extra); i++)
    {
      JsonObject *row = cabinet_loose_get_element (extra, i);
      g_autoptr (CabinetServiceLine) line =
        row != NULL ? service_line_new (row, ABILLS_ID_EXTRA, currency, today) : NULL;

      if (line != NULL && line->id != NULL && cabinet_loose_get_bool (row, "active"))
        g_list_store_append (lines, line);
    }
  return lines;
}

/**
 * abills_get_schedule:
 * @row: of /user/internet
 *
 * Returns: (transfer none) (nullable): the change of tariff that is on its way
 */
JsonObject *
abills_get_schedule (JsonObject *row)
{
  JsonObject *schedule = row != NULL ? cabinet_loose_get_object (row, "schedule") : NULL;

  return cabinet_loose_get_int (schedule, "sheduleId") != 0 ? schedule : NULL; /* so it is spelled */
}

JsonObject *
abills_get_holdup (JsonObject *row)
{
  return row != NULL ? cabinet_loose_get_object (row, "holdup") : NULL;
}

/* Whether there is a block, running or to come: an empty object is none. */
gboolean
abills_holdup_is_set (JsonObject *holdup)
{
  return cabinet_loose_get_bool (holdup, "paused")
         || cabinet_loose_get_date (holdup, "dateFrom") != CABINET_DATE_NONE
         || cabinet_loose_get_date (holdup, "dateTo") != CABINET_DATE_NONE;
}

/**
 * abills_lines_replace:
 * @lines: of #CabinetServiceLine
 * @id: of the one that gets another tariff
 * @tariff: a row that tells it
 */
void
abills_lines_replace (
  GListStore *lines, const char *id, JsonObject *tariff, const char *currency, CabinetDate today)
{
  for (guint i = 0; i < cabinet_list_length (lines); i++)
    {
      CabinetServiceLine *line = cabinet_list_get (lines, i);

      if (g_strcmp0 (line->id, id) != 0)
        continue;
      g_free (line->title);
      line->title = cabinet_loose_dup_text (tariff, "tpName");
      if (line->title == NULL)
        line->title = g_strdup (id);
      g_free (line->details);
      line->details = cabinet_loose_dup_text (tariff, "tpComments");
      line->fee = abills_get_fee (tariff, currency, today, NULL);
    }
}

/**
 * abills_pending_new:
 * @row: of /user/internet
 *
 * Returns: (transfer full) (nullable): what is on its way for the service, and all that is connected then
 */
CabinetPendingChange *
abills_pending_new (
  JsonObject *row, JsonArray *internet, JsonArray *extra, const char *currency, CabinetDate today)
{
  JsonObject *schedule = abills_get_schedule (row);
  g_autofree char *service = abills_dup_id (ABILLS_ID_INTERNET, row, "id");
  CabinetPendingChange *change;

  if (schedule == NULL)
    return NULL;
  change = g_object_new (CABINET_TYPE_PENDING_CHANGE, NULL);
  change->id = abills_dup_id (ABILLS_ID_SCHEDULE, schedule, "sheduleId");
  change->kind = CABINET_CHANGE_KIND_TARIFF;
  change->title = cabinet_loose_dup_text (schedule, "tpName");
  if (change->title == NULL)
    change->title = cabinet_loose_dup_text (schedule, "tpId");
  change->effective_on = cabinet_loose_get_date (schedule, "dateFrom");
  g_clear_object (&change->services);
  change->services = abills_service_lines_new (internet, extra, currency, today);
  abills_lines_replace (change->services, service, schedule, currency, today);
  return change;
}
