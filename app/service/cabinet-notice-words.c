/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-notice-words.h"

#include <glib/gi18n-lib.h>

/**
 * cabinet_notice_kind_get_words:
 *
 * Returns: a word or two, translated, with a capital
 */
const char *
cabinet_notice_kind_get_words (CabinetNoticeKind kind)
{
  switch (kind)
    {
    case CABINET_NOTICE_KIND_WORKS:
      return C_ ("kind of notice", "Works");
    case CABINET_NOTICE_KIND_PRICE_CHANGE:
      return C_ ("kind of notice", "Prices");
    case CABINET_NOTICE_KIND_OFFER:
      return C_ ("kind of notice", "Offer");
    case CABINET_NOTICE_KIND_OUTAGE:
      return C_ ("kind of notice", "Outage");
    case CABINET_NOTICE_KIND_IMPORTANT:
      return C_ ("kind of notice", "Important");
    case CABINET_NOTICE_KIND_NEWS:
    case CABINET_NOTICE_KIND_UNKNOWN:
    default:
      return C_ ("kind of notice", "News");
    }
}

/**
 * cabinet_notice_dup_time_words:
 * @account: whose, for the zone and the day
 *
 * When it acts: of works and outages, of a price (I2, I3).
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL = it says nothing of that
 */
char *
cabinet_notice_dup_time_words (CabinetNotice *notice, CabinetAccount *account)
{
  GTimeZone *zone = cabinet_account_get_zone (account);
  const CabinetDate today = cabinet_account_get_today (account);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (notice->effective_on != CABINET_DATE_NONE)
    {
      from = cabinet_date_format (notice->effective_on, CABINET_DATE_STYLE_LONG, today);
      return g_strdup_printf (_ ("In force from %s."), from);
    }
  if (notice->starts_at == 0)
    return NULL;
  from = cabinet_instant_format (notice->starts_at, zone, today);
  if (notice->ends_at == 0)
    return g_strdup_printf (
      cabinet_date_of_instant (notice->starts_at, zone) > today ? _ ("From %s.") : _ ("Since %s."), from);
  /* The day is told once. */
  to = cabinet_date_of_instant (notice->ends_at, zone) == cabinet_date_of_instant (notice->starts_at, zone)
         ? cabinet_instant_format_clock (notice->ends_at, zone)
         : cabinet_instant_format (notice->ends_at, zone, today);
  return g_strdup_printf (_ ("From %s to %s."), from, to);
}
