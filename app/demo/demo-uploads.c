/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-threads.h"
#include "demo-tokens.h"

#include <string.h>

#define MAX_NAME 255

/* A name is shown and saved by: no path, nothing that cannot be seen. */
static gboolean
is_name (const char *name)
{
  if (*name == '\0' || strlen (name) > MAX_NAME || g_str_equal (name, ".") || g_str_equal (name, ".."))
    return FALSE;
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (*c == '/' || *c == '\\' || g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

/* g_base64_decode() takes anything: what it did not understand would be lost. */
static guchar *
decode (const char *text, gsize *size)
{
  gsize length = strlen (text);
  gsize end = length;

  if (length % 4 != 0)
    return NULL;
  while (end > 0 && length - end < 2 && text[end - 1] == '=')
    end--;
  for (gsize i = 0; i < end; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return NULL;
  return g_base64_decode (text, size);
}

static void
keep (DemoExchange *x, CabinetUploadRequest *request, gsize size)
{
  g_autoptr (CabinetAttachment) record = g_object_new (CABINET_TYPE_ATTACHMENT, NULL);

  record->id = demo_make_id ('a');
  record->name = g_strdup (request->name);
  record->type = g_strdup (request->type);
  record->size = (gint64) size;
  demo_database_run (
    x->world->database,
    "INSERT INTO upload (public, tenant, category, login, message, name, type, size, content)"
    " VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)",
    "ssssssis", record->id, x->tenant->id, x->category, x->login, record->name, record->type, record->size,
    request->content);
  demo_exchange_reply (x, 201, record);
}

/**
 * demo_handle_upload:
 *
 * Takes a file before the message that speaks of it, so that a file that is refused is known before anything
 * is said.
 */
void
demo_handle_upload (DemoExchange *x)
{
  CabinetUploadRequest *request = x->body;
  g_autofree guchar *bytes = NULL;
  gsize size = 0;

  if (!is_name (request->name))
    {
      demo_exchange_refuse_value (x, "name", "not a name of a file");
      return;
    }
  if (!demo_support_takes_file (request->type))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_FILE_REFUSED);
      return;
    }
  bytes = decode (request->content, &size);
  if (bytes == NULL || size == 0)
    demo_exchange_refuse_value (x, "content", bytes == NULL ? "not base64" : "is empty");
  else if (size > DEMO_MAX_FILE_BYTES)
    demo_exchange_refuse (x, DEMO_PROBLEM_TOO_LARGE);
  else
    keep (x, request, size);
}

/* A file is there for who sent it, and for the contract in whose conversation it stands. */
static gboolean
may_see (DemoExchange *x, gint64 contract, const char *tenant, const char *category, const char *login)
{
  if (contract != 0)
    return demo_family_has_contract (x->world, x->tenant, x->family, contract);
  return g_str_equal (tenant, x->tenant->id) && g_str_equal (category, x->category)
         && g_str_equal (login, x->login);
}

void
demo_handle_attachment (DemoExchange *x)
{
  g_autoptr (CabinetAttachmentContent) record = g_object_new (CABINET_TYPE_ATTACHMENT_CONTENT, NULL);
  sqlite3_stmt *rows =
    demo_database_query (x->world->database,
                         "SELECT upload.name, upload.type, upload.size, upload.content, upload.tenant,"
                         " upload.category, upload.login, thread.contract FROM upload"
                         " LEFT JOIN message ON message.id = upload.message"
                         " LEFT JOIN thread ON thread.id = message.thread WHERE upload.public = ?",
                         "s", x->parameter);
  gboolean found = demo_row (rows);

  if (found)
    {
      g_autofree char *tenant = g_strdup (demo_column_text (rows, 4));
      g_autofree char *category = g_strdup (demo_column_text (rows, 5));
      g_autofree char *login = g_strdup (demo_column_text (rows, 6));
      gint64 contract = sqlite3_column_int64 (rows, 7);

      record->id = g_strdup (x->parameter);
      record->name = g_strdup (demo_column_text (rows, 0));
      record->type = g_strdup (demo_column_text (rows, 1));
      record->size = sqlite3_column_int64 (rows, 2);
      record->content = g_strdup (demo_column_text (rows, 3));
      demo_rows_end (rows);
      found = may_see (x, contract, tenant, category, login);
    }
  if (found)
    demo_exchange_reply (x, 200, record);
  else
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
}
