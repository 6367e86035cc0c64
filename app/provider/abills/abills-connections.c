/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

#define MOST_ROWS 25 /* that the server gives */

/* Neither list has a date. `output` is what the provider's side has put out, to the subscriber, as in RADIUS.
 */
static void
add_rows (CabinetConnectionList *list, JsonArray *rows, gboolean active)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      g_autoptr (CabinetConnection) connection = NULL;

      if (row == NULL)
        continue;
      connection = g_object_new (CABINET_TYPE_CONNECTION, NULL);
      connection->active = active;
      connection->duration_s = MAX (cabinet_loose_get_int (row, "duration"), 0);
      connection->down_bytes = MAX (cabinet_loose_get_int (row, "output"), 0);
      connection->up_bytes = MAX (cabinet_loose_get_int (row, "input"), 0);
      connection->ip = cabinet_loose_dup_text (row, "ip");
      connection->mac = cabinet_loose_dup_text (row, "cid");
      g_list_store_append (list->connections, connection);
    }
}

/**
 * abills_list_connections:
 *
 * CABINET_OP_LIST_CONNECTIONS
 */
CabinetRequest *
abills_list_connections (CabinetSequence *sequence, GError **error)
{
  static const AbillsRead reads[] = {
    { "user/internet/session/active", ABILLS_IF_OFFERED },
    { "user/internet/sessions", ABILLS_NEEDED },
    { NULL },
  };
  CabinetRequest *next = abills_read_all (sequence, reads, error);
  CabinetConnectionList *list;
  JsonArray *ended;

  if (next != NULL || *error != NULL)
    return next;
  ended = abills_get_rows (sequence, 1);
  list = g_object_new (CABINET_TYPE_CONNECTION_LIST, NULL);
  add_rows (list, abills_get_rows (sequence, 0), TRUE);
  add_rows (list, ended, FALSE);
  list->complete = ended == NULL || json_array_get_length (ended) < MOST_ROWS;
  sequence->record = list;
  return NULL;
}
