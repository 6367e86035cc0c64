/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-keys.h"

#include <string.h>

/* How long an answer is kept, and how long a key may be. */
#define KEPT_FOR (30 * DEMO_DAY)
#define LONGEST_KEY 64

/* A string of structured fields (RFC 8941, 3.3.3): in quotes. NULL = it is none. */
static char *
parse_key (const char *header)
{
  gsize length = header != NULL ? strlen (header) : 0;

  if (length < 3 || length > LONGEST_KEY + 2 || header[0] != '"' || header[length - 1] != '"')
    return NULL;
  for (gsize i = 1; i < length - 1; i++)
    if (!g_ascii_isprint (header[i]) || header[i] == '"' || header[i] == '\\')
      return NULL;
  return g_strndup (header + 1, length - 2);
}

/* What the key is for: method, address and body. */
static char *
fingerprint (DemoExchange *x)
{
  SoupMessageBody *body = soup_server_message_get_request_body (x->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *method = soup_server_message_get_method (x->message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (x->message));

  g_checksum_update (sum, (const guchar *) method, (gssize) strlen (method) + 1);
  g_checksum_update (sum, (const guchar *) path, (gssize) strlen (path) + 1);
  g_checksum_update (sum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  return g_strdup (g_checksum_get_string (sum));
}

/* A key is its sign-in's own. */
static char *
scope (DemoExchange *x)
{
  return g_strjoin ("|", x->tenant->id, x->category, x->login, NULL);
}

static void
answer_again (DemoExchange *x, int status, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = *body != '\0' ? cabinet_json_parse (body, -1, &error) : NULL;

  if (node == NULL)
    demo_exchange_reply_nothing (x);
  else
    demo_exchange_reply_text (x, status, body);
}

/**
 * demo_keys_begin:
 * @x: past the door, its body read
 *
 * Returns: whether the change is to be made; else it is answered: by what was answered before, or refused
 */
gboolean
demo_keys_begin (DemoExchange *x)
{
  const char *header =
    soup_message_headers_get_one (soup_server_message_get_request_headers (x->message), "Idempotency-Key");
  CabinetInstant now = demo_clock_now (&x->world->clock);
  g_autofree char *owner = scope (x);
  g_autofree char *print = NULL;
  sqlite3_stmt *rows;
  gboolean made = TRUE;

  x->key = parse_key (header);
  if (x->key == NULL)
    {
      demo_exchange_refuse_value (x, "Idempotency-Key", "must be a string in quotes, at most 64 characters");
      return FALSE;
    }
  if (demo_database_get_int (x->world->database, "SELECT 1 FROM held_key WHERE key = ?", "s", x->key) != 0)
    {
      demo_exchange_refuse_until (x, DEMO_PROBLEM_IN_PROGRESS, now + DEMO_SECOND);
      return FALSE;
    }
  print = fingerprint (x);
  rows = demo_database_query (
    x->world->database,
    "SELECT print, status, body FROM answer WHERE owner = ? AND key = ? AND kept_until > ?", "ssi", owner,
    x->key, now);
  if (demo_row (rows))
    {
      g_autofree char *body = g_strdup (demo_column_text (rows, 2));
      int status = sqlite3_column_int (rows, 1);

      made = FALSE;
      if (!g_str_equal (demo_column_text (rows, 0), print))
        status = 0;
      demo_rows_end (rows);
      if (status == 0)
        demo_exchange_refuse (x, DEMO_PROBLEM_KEY_REUSED);
      else
        answer_again (x, status, body);
    }
  return made;
}

/* What will be the same tomorrow. A refusal that may pass (too many, a session, a conflict) is not kept. */
static gboolean
is_lasting (guint status)
{
  return status >= 200 && status < 300;
}

/**
 * demo_keys_end:
 * @x: answered by its handler
 *
 * Keeps the answer, in the transaction that made the change.
 */
void
demo_keys_end (DemoExchange *x)
{
  guint status = soup_server_message_get_status (x->message);
  SoupMessageBody *response = soup_server_message_get_response_body (x->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (response);
  g_autofree char *owner = scope (x);
  g_autofree char *print = fingerprint (x);
  g_autofree char *body = NULL;

  if (!is_lasting (status))
    return;
  body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  demo_database_run (x->world->database,
                     "INSERT OR REPLACE INTO answer (owner, key, print, status, body, kept_until)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     "sssisi", owner, x->key, print, (gint64) status, body != NULL ? body : "",
                     demo_clock_now (&x->world->clock) + KEPT_FOR);
}

void
demo_keys_hold (DemoWorld *world, const char *key, gboolean hold)
{
  if (hold)
    demo_database_run (world->database, "INSERT OR IGNORE INTO held_key (key) VALUES (?)", "s", key);
  else
    demo_database_run (world->database, "DELETE FROM held_key WHERE key = ?", "s", key);
}
