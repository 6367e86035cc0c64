/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-retry.h"

#include <libsoup/soup.h>

#define LONGEST_PAUSE (4 * G_TIME_SPAN_SECOND)
#define LONGEST_TURN (5 * G_TIME_SPAN_SECOND)         /* of a 429 that is worth waiting for */
#define LONGEST_AFTER (30 * (gint64) G_TIME_SPAN_DAY) /* what a Retry-After may ask for */

static gboolean
is_worth_it (const CabinetTry *attempt)
{
  /* A change goes again only if surely nothing of it left. */
  if (attempt->change)
    return attempt->status == 0 && !attempt->left && !attempt->hopeless;

  switch (attempt->status)
    {
    case 0:
      return !attempt->hopeless;
    case CABINET_STATUS_TOO_MANY_REQUESTS:
      return attempt->retry_after >= 0 && attempt->retry_after <= LONGEST_TURN;
    case SOUP_STATUS_BAD_GATEWAY:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
    case SOUP_STATUS_GATEWAY_TIMEOUT:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * cabinet_retry_get_pause:
 *
 * Full jitter: each pause is drawn from nothing to a bound that doubles, so that many clients of a server
 * that comes back do not come all at once. What the server asks for (Retry-After) goes first.
 *
 * Returns: microseconds to wait before the next try, or -1 for no more tries
 */
gint64
cabinet_retry_get_pause (const CabinetTry *attempt)
{
  gint64 bound, pause;

  if (attempt->tries >= CABINET_RETRY_TRIES || !is_worth_it (attempt))
    return -1;

  bound = MIN (attempt->base << (attempt->tries - 1), LONGEST_PAUSE);
  pause = (gint64) (g_random_double () * (double) bound);
  if (attempt->retry_after >= 0)
    pause += attempt->retry_after;
  return pause < attempt->remaining ? pause : -1;
}

/**
 * cabinet_retry_parse_after:
 * @value: (nullable): the header Retry-After: seconds, or a date
 * @now: the server's clock, microseconds since 1970
 *
 * Returns: microseconds from @now, or -1 if nothing usable is said
 */
gint64
cabinet_retry_parse_after (const char *value, gint64 now)
{
  guint64 seconds;
  g_autoptr (GDateTime) date = NULL;
  gint64 span;

  if (value == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (value, 10, 0, LONGEST_AFTER / G_TIME_SPAN_SECOND, &seconds, NULL))
    return (gint64) seconds * G_TIME_SPAN_SECOND;

  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return -1;
  span = g_date_time_to_unix (date) * G_TIME_SPAN_SECOND - now;
  return CLAMP (span, 0, LONGEST_AFTER);
}
