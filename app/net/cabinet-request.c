/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-request-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (CabinetRequest, cabinet_request, G_TYPE_OBJECT)

static void
cabinet_request_finalize (GObject *object)
{
  CabinetRequest *self = CABINET_REQUEST (object);

  g_free (self->method);
  g_free (self->path);
  g_free (self->etag);
  g_string_free (self->query, TRUE);
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->multipart, soup_multipart_free);
  if (self->form != NULL)
    explicit_bzero (self->form, strlen (self->form));
  g_free (self->form);

  G_OBJECT_CLASS (cabinet_request_parent_class)->finalize (object);
}

static void
cabinet_request_class_init (CabinetRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_request_finalize;
}

static void
cabinet_request_init (CabinetRequest *self)
{
  self->query = g_string_new (NULL);
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
}

/**
 * cabinet_request_new:
 * @method: "GET", "POST", "DELETE"
 * @path: below the base URL, percent-encoded by the caller: "v1/contracts/4%2F2/overview"
 *
 * Returns: (transfer full): a request without query, body or ETag
 */
CabinetRequest *
cabinet_request_new (const char *method, const char *path, CabinetRequestSigning signing)
{
  CabinetRequest *self;

  g_return_val_if_fail (method != NULL && path != NULL, NULL);

  self = g_object_new (CABINET_TYPE_REQUEST, NULL);
  self->method = g_strdup (method);
  self->path = g_strdup (path + strspn (path, "/"));
  self->signing = signing;
  return self;
}

/**
 * cabinet_request_add_query:
 * @name: of the parameter
 * @value: plain; it is percent-encoded here
 */
void
cabinet_request_add_query (CabinetRequest *self, const char *name, const char *value)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);

  if (self->query->len > 0)
    g_string_append_c (self->query, '&');
  g_string_append_uri_escaped (self->query, name, NULL, FALSE);
  g_string_append_c (self->query, '=');
  g_string_append_uri_escaped (self->query, value, NULL, FALSE);
}

/**
 * cabinet_request_add_header:
 * @value: one line; a value with a line break is a fault of the caller and is not sent
 */
void
cabinet_request_add_header (CabinetRequest *self, const char *name, const char *value)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);
  g_return_if_fail (strpbrk (value, "\r\n") == NULL);

  soup_message_headers_append (self->headers, name, value);
}

/**
 * cabinet_request_set_body:
 * @body: (transfer none): sent as application/json
 */
void
cabinet_request_set_body (CabinetRequest *self, JsonNode *body)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));
  g_return_if_fail (body != NULL);

  g_clear_pointer (&self->body, json_node_unref);
  self->body = json_node_ref (body);
}

/**
 * cabinet_request_set_etag:
 * @etag: (nullable): the tag of the answer that is known; the answer may then be 304
 */
void
cabinet_request_set_etag (CabinetRequest *self, const char *etag)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));

  g_free (self->etag);
  self->etag = g_strdup (etag);
}

/**
 * cabinet_request_set_limit:
 * @limit: milliseconds that it may take with all its tries, where that is less than the client's own; 0 = as
 *   the client has it
 *
 * What takes longer is a time-out, which says whether the request has left. A cancellation does not.
 */
void
cabinet_request_set_limit (CabinetRequest *self, guint limit)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));

  self->limit = limit;
}

/**
 * cabinet_request_set_form:
 * @name: of the first field
 * @value: of the first field, plain; more names and values follow, %NULL ends them
 *
 * Sent as application/x-www-form-urlencoded.
 */
void
cabinet_request_set_form (CabinetRequest *self, const char *name, const char *value, ...)
{
  GString *form;
  va_list args;

  g_return_if_fail (CABINET_IS_REQUEST (self));
  g_return_if_fail (self->form == NULL);

  form = g_string_new (NULL);
  va_start (args, value);
  while (name != NULL)
    {
      if (form->len > 0)
        g_string_append_c (form, '&');
      g_string_append_uri_escaped (form, name, NULL, FALSE);
      g_string_append_c (form, '=');
      g_string_append_uri_escaped (form, value, NULL, FALSE);
      name = va_arg (args, const char *);
      value = name != NULL ? va_arg (args, const char *) : NULL;
    }
  va_end (args);
  self->form = g_string_free (form, FALSE);
}

static SoupMultipart *
ensure_multipart (CabinetRequest *self)
{
  if (self->multipart == NULL)
    self->multipart = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  return self->multipart;
}

/**
 * cabinet_request_add_field:
 *
 * Adds a text to a body of the kind multipart/form-data.
 */
void
cabinet_request_add_field (CabinetRequest *self, const char *name, const char *value)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));

  soup_multipart_append_form_string (ensure_multipart (self), name, value);
}

/**
 * cabinet_request_add_file:
 * @file: its name
 * @type: its media type
 *
 * Adds a file to a body of the kind multipart/form-data.
 */
void
cabinet_request_add_file (
  CabinetRequest *self, const char *name, const char *file, const char *type, GBytes *bytes)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));

  soup_multipart_append_form_file (ensure_multipart (self), name, file, type, bytes);
}

/**
 * cabinet_request_set_change:
 *
 * Says that a GET changes something: it leaves on a new connection, and never twice (design, 1.3).
 */
void
cabinet_request_set_change (CabinetRequest *self)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));

  self->change = TRUE;
}

/**
 * cabinet_request_set_foreign:
 *
 * Says that the answer is not of the Cabinet API: whatever its status and kind, it is handed on as it is;
 * only 401 to a signed request still renews the session once, and a redirection is a fault.
 */
void
cabinet_request_set_foreign (CabinetRequest *self)
{
  g_return_if_fail (CABINET_IS_REQUEST (self));

  self->foreign = TRUE;
}

/**
 * cabinet_request_is_change:
 *
 * Returns: whether the request changes something: such a one never leaves twice
 */
gboolean
cabinet_request_is_change (CabinetRequest *self)
{
  return self->change || !g_str_equal (self->method, "GET");
}

/**
 * cabinet_request_is_signed:
 *
 * Returns: whether the request is made in somebody's name
 */
gboolean
cabinet_request_is_signed (CabinetRequest *self)
{
  g_return_val_if_fail (CABINET_IS_REQUEST (self), FALSE);

  return self->signing == CABINET_REQUEST_SIGNED;
}

static void
wipe_and_free (gpointer data)
{
  char *text = data;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

static GBytes *
dup_multipart (SoupMultipart *multipart, char **type)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_MULTIPART);
  GBytes *bytes = NULL;

  soup_multipart_to_message (multipart, headers, &bytes);
  *type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  return bytes;
}

/* The body as sent, and its media type. It may hold a password, so it is overwritten when it is freed. */
GBytes *
cabinet_request_dup_body (CabinetRequest *self, char **type)
{
  char *text;

  if (self->multipart != NULL)
    return dup_multipart (self->multipart, type);
  if (self->body == NULL && self->form == NULL)
    return NULL;
  *type = g_strdup (self->form != NULL ? "application/x-www-form-urlencoded" : "application/json");
  text = self->form != NULL ? g_strdup (self->form) : json_to_string (self->body, FALSE);
  return g_bytes_new_with_free_func (text, strlen (text), wipe_and_free, text);
}

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

/* One message: a SoupMessage serves one try only. Returns NULL if no URI comes out of the parts.
 * @signature: (nullable): of a signed request. */
SoupMessage *
cabinet_request_build (CabinetRequest *self,
                       const char *base_url,
                       const CabinetSignature *signature,
                       const char *type,
                       GBytes *body)
{
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS;
  const char *more = signature != NULL && signature->query != NULL ? signature->query : "";
  g_autofree char *text =
    g_strconcat (base_url, "/", self->path, self->query->len > 0 || *more != '\0' ? "?" : "",
                 self->query->str, self->query->len > 0 && *more != '\0' ? "&" : "", more, NULL);
  g_autoptr (GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessageHeaders *headers;
  SoupMessage *message;

  if (uri == NULL)
    return NULL;

  message = soup_message_new_from_uri (self->method, uri);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_foreach (self->headers, copy_header, headers);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (self->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", self->etag);
  if (signature != NULL && signature->header != NULL)
    soup_message_headers_replace (headers, signature->header, signature->value);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);

  /* On a reused connection that dies libsoup silently sends again whatever it deems idempotent. */
  if (cabinet_request_is_change (self))
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  soup_message_set_flags (message, flags);
  return message;
}
