/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-digest.h"

#include <glib.h>

/* Its kind, its length and its bytes, so that no two rows of values look the same. */
static void
add_value (GChecksum *sum, sqlite3_value *value)
{
  gint64 head[2] = { sqlite3_value_type (value), 0 };

  if (head[0] == SQLITE_INTEGER)
    head[1] = GINT64_TO_LE (sqlite3_value_int64 (value));
  else if (head[0] != SQLITE_NULL)
    head[1] = GINT64_TO_LE ((gint64) sqlite3_value_bytes (value));
  head[0] = GINT64_TO_LE (head[0]);
  g_checksum_update (sum, (const guchar *) head, sizeof head);
  if (sqlite3_value_type (value) == SQLITE_TEXT)
    g_checksum_update (sum, sqlite3_value_text (value), sqlite3_value_bytes (value));
}

static void
digest (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize length = sizeof bytes;
  gint64 result = 0;

  for (int i = 0; i < n_values; i++)
    add_value (sum, values[i]);
  g_checksum_get_digest (sum, bytes, &length);
  for (int i = 0; i < 5; i++)
    result = result << 8 | bytes[i];
  sqlite3_result_int64 (context, result);
}

/* Returns SQLite's result code. */
int
cabinet_digest_register (sqlite3 *handle)
{
  return sqlite3_create_function_v2 (handle, "cabinet_digest", -1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, digest,
                                     NULL, NULL, NULL);
}
