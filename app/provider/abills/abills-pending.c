/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

/* What is on its way, as the rows of /user/internet tell it: a change of tariff, a block. */

enum
{
  BEFORE,
  CHANGE,
  AFTER,
};

static CabinetChange *
schedule_new (JsonArray *rows, JsonObject *row)
{
  JsonObject *schedule = abills_get_schedule (row);
  CabinetChange *change;

  if (schedule == NULL)
    return NULL;
  change = g_object_new (CABINET_TYPE_CHANGE, NULL);
  change->id = abills_dup_id (ABILLS_ID_SCHEDULE, schedule, "sheduleId");
  change->kind = CABINET_CHANGE_KIND_TARIFF;
  change->target_id = abills_dup_tariff_id (rows, row, schedule);
  if (change->target_id == NULL)
    change->target_id = g_strdup ("");
  change->title = cabinet_loose_dup_text (schedule, "tpName");
  if (change->title == NULL)
    change->title = g_strdup (change->target_id);
  change->effective_on = cabinet_loose_get_date (schedule, "dateFrom");
  change->ordered_at = abills_get_start (cabinet_loose_get_date (schedule, "date"));
  change->can_cancel = cabinet_loose_get_bool (schedule, "canCancel");
  return change;
}

static CabinetChange *
holdup_new (JsonObject *row)
{
  JsonObject *holdup = abills_get_holdup (row);
  CabinetDate from = cabinet_loose_get_date (holdup, "dateFrom");
  CabinetChange *change;

  if (from == CABINET_DATE_NONE || cabinet_loose_get_bool (holdup, "paused"))
    return NULL;
  change = g_object_new (CABINET_TYPE_CHANGE, NULL);
  change->id = abills_dup_id (ABILLS_ID_HOLDUP, row, "id");
  change->kind = CABINET_CHANGE_KIND_SUSPEND;
  change->target_id = abills_dup_id (ABILLS_ID_INTERNET, row, "id");
  change->title = g_strdup (_ ("Voluntary block"));
  change->effective_on = from;
  change->can_cancel = cabinet_loose_get_bool (holdup, "canCancel");
  return change;
}

/* Takes @change. */
static void
add (CabinetSequence *sequence, GListStore *changes, CabinetChange *change)
{
  if (change == NULL)
    return;
  change->state = CABINET_CHANGE_STATE_PENDING;
  if (change->ordered_at == 0)
    change->ordered_at = abills_get_start (abills_get_today (sequence));
  if (change->id != NULL && change->target_id != NULL)
    g_list_store_append (changes, change);
  g_object_unref (change);
}

static GListStore *
list_changes (CabinetSequence *sequence, guint step)
{
  GListStore *changes = g_list_store_new (CABINET_TYPE_CHANGE);
  JsonArray *rows = abills_get_rows (sequence, step);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);

      if (row == NULL)
        continue;
      add (sequence, changes, schedule_new (rows, row));
      add (sequence, changes, holdup_new (row));
    }
  return changes;
}

CabinetRequest *
abills_list_changes (CabinetSequence *sequence, GError **error)
{
  CabinetChangeList *list;

  if (sequence->answers->len == 0)
    return abills_get ("user/internet");
  if (!abills_check (sequence, 0, error))
    return NULL;
  list = g_object_new (CABINET_TYPE_CHANGE_LIST, NULL);
  g_clear_object (&list->changes);
  list->changes = list_changes (sequence, 0);
  sequence->record = list;
  return NULL;
}

static CabinetChange *
find_change (CabinetSequence *sequence, guint step)
{
  g_autoptr (GListStore) changes = list_changes (sequence, step);

  for (guint i = 0; i < cabinet_list_length (changes); i++)
    {
      CabinetChange *change = cabinet_list_get (changes, i);

      if (g_strcmp0 (change->id, sequence->call->id) == 0)
        return g_object_ref (change);
    }
  return NULL;
}

/* The number of a scheduled change stands where else that of a service does. */
static CabinetRequest *
ask_to_cancel (CabinetSequence *sequence, GError **error)
{
  const char *schedule = abills_parse_id (sequence->call->id, ABILLS_ID_SCHEDULE);
  const char *holdup = abills_parse_id (sequence->call->id, ABILLS_ID_HOLDUP);
  g_autoptr (CabinetChange) change = find_change (sequence, BEFORE);
  g_autofree char *path = NULL;

  if (change == NULL)
    {
      g_propagate_error (error, abills_not_found ());
      return NULL;
    }
  path = schedule != NULL ? g_strdup_printf ("user/internet/%s", schedule)
                          : g_strdup_printf ("user/%s/holdup", holdup);
  return abills_request ("DELETE", path, NULL);
}

/* The row of the service that the change is of, as it is now. */
static JsonObject *
find_service (CabinetSequence *sequence)
{
  JsonArray *rows = abills_get_rows (sequence, BEFORE);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      g_autofree char *id = abills_dup_id (ABILLS_ID_INTERNET, row, "id");

      if (row != NULL
          && (abills_has_id (row, "id", sequence->call->id, ABILLS_ID_HOLDUP)
              || abills_has_id (abills_get_schedule (row), "sheduleId", sequence->call->id,
                                ABILLS_ID_SCHEDULE)))
        return abills_find_row (abills_get_rows (sequence, AFTER), "id", id, ABILLS_ID_INTERNET);
    }
  return NULL;
}

/* It is on its way no more: that may be so because it has been made. */
static void
judge (CabinetSequence *sequence, GError **error)
{
  JsonObject *service = abills_check (sequence, AFTER, NULL) ? find_service (sequence) : NULL;
  g_autoptr (CabinetChange) change = find_change (sequence, BEFORE);
  g_autoptr (CabinetChange) left = service != NULL ? find_change (sequence, AFTER) : NULL;

  if (service != NULL
      && (change->kind == CABINET_CHANGE_KIND_SUSPEND
            ? cabinet_loose_get_bool (abills_get_holdup (service), "paused")
            : abills_is_tariff (service, change->target_id)))
    {
      cabinet_set_error (error, CABINET_ERROR_REFUSED, "already",
                         _ ("The change has been made already: it was not cancelled"));
      return;
    }
  if (service == NULL || left != NULL
      || (change->effective_on != CABINET_DATE_NONE && abills_get_today (sequence) >= change->effective_on))
    {
      g_propagate_error (error, abills_not_shown ());
      return;
    }
  change->state = CABINET_CHANGE_STATE_CANCELLED;
  change->can_cancel = FALSE;
  change->key = g_strdup (sequence->call->key);
  sequence->record = g_steal_pointer (&change);
}

CabinetRequest *
abills_cancel_change (CabinetSequence *sequence, GError **error)
{
  gboolean known;

  switch (sequence->answers->len)
    {
    case BEFORE:
      return abills_get ("user/internet");
    case CHANGE:
      return abills_check (sequence, BEFORE, error) ? ask_to_cancel (sequence, error) : NULL;
    case AFTER:
      return abills_check_change (sequence, CHANGE, &known, error) ? abills_get ("user/internet") : NULL;
    default:
      judge (sequence, error);
      return NULL;
    }
}
