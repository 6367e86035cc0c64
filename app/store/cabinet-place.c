/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-place.h"

#define DAY_1970 719163
#define ACCOUNT_SHIFT 49
#define DAY_SHIFT 27
#define DAY_BITS 22
#define SECOND_SHIFT 9
/* The day begins at most 14 hours before that of UTC. */
#define EARLY_SECONDS (14 * 60 * 60)
#define LAST_SECOND 262000

/**
 * cabinet_place_first:
 * @account: the key of an account
 * @day: a day, or none for the first place of the account
 */
gint64
cabinet_place_first (gint64 account, CabinetDate day)
{
  return (account << ACCOUNT_SHIFT) + ((gint64) day << DAY_SHIFT);
}

/**
 * cabinet_place_last:
 * @account: the key of an account
 * @day: a day, or none for the last place of the account
 */
gint64
cabinet_place_last (gint64 account, CabinetDate day)
{
  return (day == CABINET_DATE_NONE ? cabinet_place_first (account + 1, 0)
                                   : cabinet_place_first (account, day + 1))
         - 1;
}

/**
 * cabinet_place_of:
 *
 * Returns: the first place of the second of @at
 */
gint64
cabinet_place_of (gint64 account, CabinetDate day, CabinetInstant at)
{
  gint64 second = at / G_USEC_PER_SEC + EARLY_SECONDS - ((gint64) day - DAY_1970) * 24 * 60 * 60;

  return cabinet_place_first (account, day) + (CLAMP (second, 0, LAST_SECOND) << SECOND_SHIFT);
}

CabinetDate
cabinet_place_get_day (gint64 place)
{
  return (CabinetDate) (place >> DAY_SHIFT & ((1 << DAY_BITS) - 1));
}

/**
 * cabinet_place_is_of:
 *
 * Returns: whether an operation of this day and instant may stand at @place; one that found its second full
 *   stands later
 */
gboolean
cabinet_place_is_of (gint64 place, gint64 account, CabinetDate day, CabinetInstant at)
{
  return place >= cabinet_place_of (account, day, at) && place <= cabinet_place_last (account, day);
}

static gboolean
find_last (CabinetDb *db, gint64 first, gint64 last, gint64 *place, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "select max (pk) from operations where pk between ?1 and ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, last);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return FALSE;
  *place =
    sqlite3_column_type (statement, 0) == SQLITE_NULL ? first - 1 : sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/**
 * cabinet_place_find_free:
 * @place: (out): after all that are there of the same second; of a full second, after all of the day
 */
gboolean
cabinet_place_find_free (
  CabinetDb *db, gint64 account, CabinetDate day, CabinetInstant at, gint64 *place, GError **error)
{
  gint64 first = cabinet_place_of (account, day, at);
  gint64 last = first + (1 << SECOND_SHIFT) - 1;

  if (!find_last (db, first, last, place, error)
      || (*place == last && !find_last (db, first, cabinet_place_last (account, day), place, error)))
    return FALSE;
  (*place)++;
  return TRUE;
}
