/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-exchange.h"

#include <string.h>

void
demo_exchange_clear (DemoExchange *self)
{
  g_clear_pointer (&self->parameter, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->body);
  g_clear_pointer (&self->category, g_free);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->contract, demo_contract_free);
}

const char *
demo_exchange_get_query (DemoExchange *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

/**
 * demo_exchange_read_number:
 * @name: of a number in the query
 * @missing: what it is if it is not there
 *
 * Returns: whether it can be read; else the refusal is given
 */
gboolean
demo_exchange_read_number (
  DemoExchange *self, const char *name, gint64 low, gint64 high, gint64 missing, gint64 *number)
{
  const char *text = demo_exchange_get_query (self, name);

  *number = missing;
  if (text == NULL || g_ascii_string_to_signed (text, 10, low, high, number, NULL))
    return TRUE;
  demo_exchange_refuse_value (self, name, "not a number in its range");
  return FALSE;
}

/* Brackets are counted before anything is parsed: a parser may not survive what is nested too deep. */
static gboolean
is_too_deep (const char *json, gsize length)
{
  gboolean quoted = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && json[i] == '\\')
        i++;
      else if (json[i] == '"')
        quoted = !quoted;
      else if (!quoted && (json[i] == '{' || json[i] == '['))
        depth++;
      else if (!quoted && (json[i] == '}' || json[i] == ']'))
        depth--;
      if (depth > DEMO_MAX_DEPTH)
        return TRUE;
    }
  return FALSE;
}

/**
 * demo_path_get_max_body:
 *
 * Returns: how many bytes a request to @path may have
 */
goffset
demo_path_get_max_body (const char *path)
{
  return g_str_has_suffix (path, "/v1/uploads") ? DEMO_MAX_UPLOAD : DEMO_MAX_BODY;
}

/**
 * demo_exchange_parse_body:
 *
 * Returns: (transfer full) (nullable): the request's JSON, or NULL after a refusal
 */
JsonNode *
demo_exchange_parse_body (DemoExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  gconstpointer data;
  gsize length;

  if (body->length > demo_path_get_max_body (g_uri_get_path (soup_server_message_get_uri (self->message))))
    {
      demo_exchange_refuse (self, DEMO_PROBLEM_TOO_LARGE);
      return NULL;
    }
  if (g_strcmp0 (type, "application/json") != 0)
    {
      demo_exchange_refuse_value (self, "Content-Type", "must be application/json");
      return NULL;
    }
  bytes = soup_message_body_flatten (body);
  data = g_bytes_get_data (bytes, &length);
  if (length == 0 || is_too_deep (data, length))
    {
      demo_exchange_refuse_value (self, "body", length == 0 ? "is empty" : "is nested too deep");
      return NULL;
    }
  node = cabinet_json_parse (data, (gssize) length, &error);
  if (node == NULL)
    demo_exchange_refuse_value (self, "body", "is not JSON");
  return node;
}

/* "secret: not a string" -> the field and what is wrong with it */
static void
refuse_decoding (DemoExchange *self, const char *message)
{
  const char *colon = strstr (message, ": ");
  g_autofree char *name = NULL;

  if (colon == NULL || colon == message)
    {
      demo_exchange_refuse_value (self, "body", message);
      return;
    }
  name = g_strndup (message, (gsize) (colon - message));
  demo_exchange_refuse_value (self, name, colon + 2);
}

/**
 * demo_exchange_read_body:
 * @type: of the record that the body must be
 *
 * Returns: whether `body` is set; else the refusal is given
 */
gboolean
demo_exchange_read_body (DemoExchange *self, GType type)
{
  g_autoptr (JsonNode) node = demo_exchange_parse_body (self);
  g_autoptr (GError) error = NULL;

  if (node == NULL)
    return FALSE;
  self->body = cabinet_record_decode (type, node, &error);
  if (self->body == NULL)
    refuse_decoding (self, error->message);
  return self->body != NULL;
}

static void
set_common_headers (DemoExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_message_headers_replace (headers, "Cache-Control", "private, no-cache");
  soup_message_headers_replace (headers, "Vary", "Accept-Language, Authorization");
  soup_message_headers_replace (headers, "Content-Language", demo_language_tag (self->language));
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
}

static void
send_text (DemoExchange *self, int status, const char *type, char *text)
{
  set_common_headers (self);
  soup_server_message_set_status (self->message, (guint) status, NULL);
  soup_server_message_set_response (self->message, type, SOUP_MEMORY_TAKE, text, strlen (text));
}

/* RFC 9110, 13.1.2: weak comparison, so W/ on either side does not matter. */
static gboolean
is_known (DemoExchange *self, const char *etag)
{
  const char *header =
    soup_message_headers_get_list (soup_server_message_get_request_headers (self->message), "If-None-Match");
  g_auto (GStrv) tags = NULL;

  if (header == NULL)
    return FALSE;
  if (g_str_has_prefix (etag, "W/"))
    etag += 2;
  tags = g_strsplit (header, ",", -1);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (g_str_equal (tag, "*") || g_str_equal (g_str_has_prefix (tag, "W/") ? tag + 2 : tag, etag))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_read (DemoExchange *self)
{
  return g_str_equal (soup_server_message_get_method (self->message), "GET");
}

static void
reply_text (DemoExchange *self, int status, char *text, const char *etag)
{
  if (etag != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "ETag", etag);
  if (etag != NULL && is_known (self, etag))
    {
      g_free (text);
      set_common_headers (self);
      soup_server_message_set_status (self->message, 304, NULL);
      return;
    }
  send_text (self, status, "application/json", text);
}

/**
 * demo_exchange_reply:
 * @record: (transfer none): what is answered; to a GET with the strong ETag of its text
 */
void
demo_exchange_reply (DemoExchange *self, int status, gpointer record)
{
  char *text = cabinet_record_encode_text (record);
  g_autofree char *digest = NULL;
  g_autofree char *etag = NULL;

  if (is_read (self))
    {
      digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      etag = g_strdup_printf ("\"%.32s\"", digest);
    }
  reply_text (self, status, text, etag);
}

/**
 * demo_exchange_reply_tagged:
 * @etag: (nullable): with quotes; made by the handler, which knows what does not matter. NULL = none, where
 *   nothing is read twice
 */
void
demo_exchange_reply_tagged (DemoExchange *self, gpointer record, const char *etag)
{
  reply_text (self, 200, cabinet_record_encode_text (record), etag);
}

void
demo_exchange_reply_nothing (DemoExchange *self)
{
  set_common_headers (self);
  soup_server_message_set_status (self->message, 204, NULL);
}

/* @body: JSON that was answered before. */
void
demo_exchange_reply_text (DemoExchange *self, int status, const char *body)
{
  send_text (self, status, "application/json", g_strdup (body));
}

void
demo_exchange_reply_json (DemoExchange *self, JsonNode *node)
{
  send_text (self, 200, "application/json", json_to_string (node, FALSE));
}

static void
send_problem (DemoExchange *self, CabinetProblem *problem)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  if (problem->status == 401)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"cabinet\"");
  send_text (self, (int) problem->status, "application/problem+json", cabinet_record_encode_text (problem));
}

void
demo_exchange_refuse (DemoExchange *self, DemoProblem problem)
{
  g_autoptr (CabinetProblem) record = demo_problem_new (problem, self->language);

  send_problem (self, record);
}

/**
 * demo_exchange_refuse_until:
 * @until: before then a repeat is useless; also as Retry-After where a program should wait
 */
void
demo_exchange_refuse_until (DemoExchange *self, DemoProblem problem, CabinetInstant until)
{
  g_autoptr (CabinetProblem) record = demo_problem_new (problem, self->language);
  CabinetInstant now = demo_clock_now (&self->world->clock);

  record->retry_at = until;
  if (record->status == 409 || record->status == 429 || record->status == 503)
    {
      gint64 seconds = MAX (1, (until - now + DEMO_SECOND - 1) / DEMO_SECOND);
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

      soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Retry-After",
                                    value);
    }
  send_problem (self, record);
}

/**
 * demo_exchange_refuse_field:
 * @name: of the member, parameter or header that is refused
 */
void
demo_exchange_refuse_field (DemoExchange *self, DemoProblem problem, const char *name, const char *detail)
{
  g_autoptr (CabinetProblem) record = demo_problem_new (problem, self->language);

  demo_problem_add_field (record, name, detail);
  send_problem (self, record);
}

void
demo_exchange_refuse_value (DemoExchange *self, const char *name, const char *detail)
{
  demo_exchange_refuse_field (self, DEMO_PROBLEM_BAD_VALUE, name, detail);
}
