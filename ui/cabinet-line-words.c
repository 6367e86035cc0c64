/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-line-words.h"

#include <glib/gi18n-lib.h>

/* "Charged every day", "Charged on day 1"; the provider's own words if the rule is of an unknown kind. */
char *
cabinet_charging_rule_dup_words (CabinetChargingRule *rule)
{
  if (rule == NULL)
    return NULL;
  switch (rule->kind)
    {
    case CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS:
      return g_strdup (_ ("Charged every day"));
    case CABINET_CHARGING_KIND_MONTHLY_ON:
      if (rule->day == 1)
        return g_strdup (_ ("Charged on the 1st"));
      /* Translators: the day of each month on which the fee is taken. */
      return g_strdup_printf (_ ("Charged on day %d"), (int) rule->day);
    case CABINET_CHARGING_KIND_UNKNOWN:
    default:
      return g_strdup (rule->words);
    }
}

gboolean
cabinet_line_is_bad (CabinetLine *line)
{
  return line != NULL
         && (line->state == CABINET_LINE_STATE_DEBT || line->state == CABINET_LINE_STATE_THROTTLED
             || line->state == CABINET_LINE_STATE_BLOCKED);
}

static char *
throttled_words (CabinetLine *line, const char *since)
{
  if (line->limit_kbps > 0 && since != NULL)
    return g_strdup_printf (_ ("Speed limited to %d Kbit/s since %s"), (int) line->limit_kbps, since);
  if (line->limit_kbps > 0)
    return g_strdup_printf (_ ("Speed limited to %d Kbit/s"), (int) line->limit_kbps);
  return since ? g_strdup_printf (_ ("Speed limited since %s"), since) : g_strdup (_ ("Speed limited"));
}

static char *
suspended_words (const char *since, const char *until)
{
  if (since != NULL && until != NULL)
    return g_strdup_printf (_ ("Paused from %s to %s, nothing is charged"), since, until);
  if (until != NULL)
    return g_strdup_printf (_ ("Paused until %s, nothing is charged"), until);
  return g_strdup (_ ("Paused, nothing is charged"));
}

/* What comes next, said in advance (E2). */
static char *
next_words (CabinetLine *line, CabinetDate today)
{
  g_autofree char *on = NULL;

  if (line->next_on == CABINET_DATE_NONE || line->next_on <= today)
    return NULL;
  on = cabinet_date_format (line->next_on, CABINET_DATE_STYLE_LONG, today);
  switch (line->next_state)
    {
    case CABINET_LINE_STATE_THROTTLED:
      return g_strdup_printf (_ ("Speed will be limited on %s"), on);
    case CABINET_LINE_STATE_BLOCKED:
      return g_strdup_printf (_ ("The line will be blocked on %s"), on);
    case CABINET_LINE_STATE_CLOSED:
      return g_strdup_printf (_ ("The contract ends on %s"), on);
    case CABINET_LINE_STATE_SUSPENDED:
      return g_strdup_printf (_ ("The pause begins on %s"), on);
    case CABINET_LINE_STATE_ACTIVE:
      return g_strdup_printf (_ ("Works again from %s"), on);
    case CABINET_LINE_STATE_DEBT:
    case CABINET_LINE_STATE_UNKNOWN:
    default:
      return NULL;
    }
}

/* What is unusual about the line, since when and until when; NULL = nothing. */
char *
cabinet_line_dup_since_words (CabinetLine *line, CabinetDate today)
{
  g_autofree char *since = NULL;
  g_autofree char *until = NULL;

  if (line == NULL)
    return NULL;
  if (line->since != CABINET_DATE_NONE)
    since = cabinet_date_format (line->since, CABINET_DATE_STYLE_LONG, today);
  if (line->until != CABINET_DATE_NONE)
    until = cabinet_date_format (line->until, CABINET_DATE_STYLE_LONG, today);
  switch (line->state)
    {
    case CABINET_LINE_STATE_THROTTLED:
      return throttled_words (line, since);
    case CABINET_LINE_STATE_BLOCKED:
      return since ? g_strdup_printf (_ ("Blocked since %s"), since) : g_strdup (_ ("Blocked"));
    case CABINET_LINE_STATE_SUSPENDED:
      return suspended_words (since, until);
    case CABINET_LINE_STATE_CLOSED:
      return since ? g_strdup_printf (_ ("Closed since %s"), since) : g_strdup (_ ("The contract is closed"));
    case CABINET_LINE_STATE_ACTIVE:
    case CABINET_LINE_STATE_DEBT:
    case CABINET_LINE_STATE_UNKNOWN:
    default:
      return next_words (line, today);
    }
}

/* "tomorrow, 22 November" */
char *
cabinet_day_dup_words (CabinetDate date, CabinetDate today)
{
  g_autofree char *day = cabinet_date_format (date, CABINET_DATE_STYLE_LONG, today);

  if (date == today)
    return g_strdup_printf (_ ("today, %s"), day);
  if (date == today + 1)
    return g_strdup_printf (_ ("tomorrow, %s"), day);
  return g_steal_pointer (&day);
}

const char *
cabinet_service_kind_get_icon_name (CabinetServiceKind kind)
{
  switch (kind)
    {
    case CABINET_SERVICE_KIND_INTERNET:
      return "cabinet-internet-symbolic";
    case CABINET_SERVICE_KIND_TV:
      return "cabinet-tv-symbolic";
    case CABINET_SERVICE_KIND_TELEPHONY:
      return "cabinet-phone-symbolic";
    case CABINET_SERVICE_KIND_CCTV:
      return "cabinet-camera-symbolic";
    case CABINET_SERVICE_KIND_ANTIVIRUS:
      return "cabinet-shield-symbolic";
    case CABINET_SERVICE_KIND_BOOST:
      return "cabinet-fast-symbolic";
    case CABINET_SERVICE_KIND_STATIC_IP:
    case CABINET_SERVICE_KIND_OTHER:
    case CABINET_SERVICE_KIND_UNKNOWN:
    default:
      return "cabinet-service-symbolic";
    }
}
