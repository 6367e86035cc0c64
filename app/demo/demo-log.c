/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cabinet-record.h"

#define HIDDEN "***"

struct _DemoLog
{
  FILE *file;
};

/**
 * demo_log_open:
 * @file: is appended to
 */
DemoLog *
demo_log_open (const char *file, GError **error)
{
  FILE *stream = fopen (file, "ae");
  DemoLog *self;

  if (stream == NULL)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", file, g_strerror (errno));
      return NULL;
    }
  self = g_new0 (DemoLog, 1);
  self->file = stream;
  return self;
}

void
demo_log_close (DemoLog *self)
{
  fclose (self->file);
  g_free (self);
}

static gboolean
is_secret (const char *name)
{
  static const char *const secrets[] = { "secret", "code", "access_token", "refresh_token", "confirmation" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (g_str_equal (secrets[i], name))
      return TRUE;
  return FALSE;
}

/* What is in a file is nobody's business, and long. */
static gboolean
is_file (const char *name, JsonNode *node)
{
  return g_str_equal (name, "content") && json_node_get_value_type (node) == G_TYPE_STRING;
}

static void hide_secrets (JsonNode *node);

static void
hide_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  /* Only a text is a secret: what has another kind is a fault that a check should see. */
  if (is_secret (name) && json_node_get_value_type (node) == G_TYPE_STRING)
    json_node_set_string (node, HIDDEN);
  else if (is_file (name, node))
    json_node_set_string (node, "AA==");
  else
    hide_secrets (node);
}

static void
hide_element (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  hide_secrets (node);
}

static void
hide_secrets (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), hide_member, NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), hide_element, NULL);
}

/* A body that is JSON becomes part of the line; of one that is not, only its length is told. */
static void
add_body (JsonObject *line, const char *name, SoupMessageBody *body)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  JsonNode *node = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length == 0)
    return;
  if (length <= 8 * 1024 * 1024)
    node = cabinet_json_parse (data, (gssize) length, NULL);
  if (node == NULL)
    {
      g_autofree char *member = g_strconcat (name, "_length", NULL);

      json_object_set_int_member (line, member, (gint64) length);
      return;
    }
  hide_secrets (node);
  json_object_set_member (line, name, node);
}

static void
add_headers (JsonObject *line, const char *name, SoupMessageHeaders *headers, const char *const *names)
{
  JsonObject *object = json_object_new ();

  for (; *names != NULL; names++)
    {
      const char *value = soup_message_headers_get_list (headers, *names);
      g_autofree char *key = g_ascii_strdown (*names, -1);

      if (value == NULL)
        continue;
      if (g_str_equal (*names, "Authorization"))
        value = g_str_has_prefix (value, "Bearer ") ? "Bearer " HIDDEN : HIDDEN;
      json_object_set_string_member (object, key, value);
    }
  json_object_set_object_member (line, name, object);
}

/**
 * demo_log_write:
 * @message: answered
 */
void
demo_log_write (DemoLog *self, SoupServerMessage *message)
{
  static const char *const asked[] = { "Accept-Language", "Authorization", "Content-Type", "If-None-Match",
                                       NULL };
  static const char *const answered[] = { "Allow",
                                          "Cache-Control",
                                          "Content-Language",
                                          "Content-Type",
                                          "Date",
                                          "ETag",
                                          "Retry-After",
                                          "Vary",
                                          "WWW-Authenticate",
                                          NULL };
  JsonObject *line = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), line);
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *text = NULL;

  json_object_unref (line);
  json_object_set_string_member (line, "method", soup_server_message_get_method (message));
  json_object_set_string_member (line, "path", g_uri_get_path (uri));
  if (g_uri_get_query (uri) != NULL)
    json_object_set_string_member (line, "query", g_uri_get_query (uri));
  add_headers (line, "request_headers", soup_server_message_get_request_headers (message), asked);
  add_body (line, "request", soup_server_message_get_request_body (message));
  json_object_set_int_member (line, "status", soup_server_message_get_status (message));
  add_headers (line, "response_headers", soup_server_message_get_response_headers (message), answered);
  add_body (line, "response", soup_server_message_get_response_body (message));

  text = json_to_string (node, FALSE);
  fprintf (self->file, "%s\n", text);
  fflush (self->file);
}
