/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "net-server.h"

typedef struct
{
  NetServer *server;
  CabinetHttp *http;
  char *seen; /* what a handler wrote down */
} Fixture;

static CabinetHttp *
new_http (const char *url, CabinetAuthorizer *authorizer)
{
  g_autoptr (GError) error = NULL;
  CabinetHttp *http = cabinet_http_new (url, authorizer, &error);

  g_assert_no_error (error);
  g_object_set (http, "timeout", 30000, "retry-delay", 1, NULL);
  return http;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->server = net_server_new ();
  f->http = new_http (net_server_get_url (f->server), NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  net_assert_finalized (f->http);
  net_server_free (f->server);
  g_free (f->seen);
}

static void
assert_get_fails (Fixture *f, const char *path, CabinetError kind, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetResponse) response = net_get (f->http, path, &error);

  g_assert_null (response);
  net_assert_error (error, kind, code);
}

static void
handle_echo (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *f = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *answer = soup_server_message_get_response_headers (message);

  g_free (f->seen);
  f->seen = g_strdup_printf (
    "%s|%s|%s|%s|%s|%s|%s", g_uri_get_query (soup_server_message_get_uri (message)),
    soup_message_headers_get_one (headers, "User-Agent"), soup_message_headers_get_list (headers, "Accept"),
    soup_message_headers_get_one (headers, "Authorization"), soup_message_headers_get_one (headers, "Cookie"),
    soup_message_headers_get_one (headers, "X-Word"),
    soup_message_headers_get_list (headers, "Accept-Language"));
  soup_message_headers_append (answer, "ETag", "\"e1\"");
  soup_message_headers_append (answer, "Set-Cookie", "a=b");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_STATIC,
                                    "{\"a\":1}", 7);
}

static void
test_request (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetRequest) request = cabinet_request_new ("GET", "/v1/echo", CABINET_REQUEST_PUBLIC);
  g_autoptr (CabinetResponse) response = NULL;
  g_autoptr (CabinetResponse) again = NULL;
  g_autoptr (GError) error = NULL;
  guint64 requests, bytes;

  net_server_handle (f->server, "/v1/echo", handle_echo, f);
  cabinet_request_add_query (request, "cursor", "a&b=я +");
  cabinet_request_add_query (request, "limit", "5");
  cabinet_request_add_header (request, "X-Word", "w");
  response = net_send (f->http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (response->body), "a"), ==, 1);
  g_assert_cmpstr (response->etag, ==, "\"e1\"");
  g_assert_cmpuint (response->bytes, ==, 7);
  g_assert_cmpint (ABS (response->server_time - g_get_real_time ()), <, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (f->seen, ==,
                   "cursor=a%26b%3D%D1%8F%20%2B&limit=5|Cabinet/0.1.0|application/json|(null)|(null)|w|"
                   "ru-RU, ru;q=0.9, en;q=0.8");

  /* A cookie that was offered is not sent. */
  again = net_send (f->http, request, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (f->seen, "|(null)|(null)|w|"));
  cabinet_http_get_traffic (f->http, &requests, &bytes);
  g_assert_cmpuint (requests, ==, 2);
  g_assert_cmpuint (bytes, >, 400);
}

static void
handle_if_none_match (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (g_strcmp0 (soup_message_headers_get_one (headers, "If-None-Match"), "\"e1\"") == 0)
    soup_server_message_set_status (message, 304, NULL);
  else
    soup_server_message_set_status (message, 204, NULL);
}

static void
test_without_body (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetRequest) request = cabinet_request_new ("GET", "x", CABINET_REQUEST_PUBLIC);
  g_autoptr (CabinetResponse) empty = NULL;
  g_autoptr (CabinetResponse) same = NULL;
  g_autoptr (GError) error = NULL;

  net_server_handle (f->server, "/x", handle_if_none_match, NULL);
  empty = net_send (f->http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->status, ==, 204);
  g_assert_null (empty->body);
  cabinet_request_set_etag (request, "\"e1\"");
  same = net_send (f->http, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_null (same->body);

  net_server_answer (f->server, "/unasked", 304, NULL, NULL);
  assert_get_fails (f, "unasked", CABINET_ERROR_PROTOCOL, "status");
}

static void
test_not_json (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = g_strnfill (100000, '[');

  net_server_answer (f->server, "/html", 200, "text/html", "<html>");
  net_server_answer (f->server, "/text", 200, "text/plain", "{}");
  net_server_answer (f->server, "/none", 200, NULL, NULL);
  net_server_answer (f->server, "/empty", 200, "application/json", "");
  net_server_answer (f->server, "/cut", 200, "application/json", "{\"a\":[1,");
  net_server_answer (f->server, "/latin", 200, "application/json", "{\"a\":\"\xcf\xf0\"}");
  net_server_answer (f->server, "/deep", 200, "application/json", deep);
  net_server_answer (f->server, "/huge", 200, "application/json", "{\"a\":99999999999999999999}");
  net_server_answer (f->server, "/odd", 299, "text/css", "a");

  g_assert_null (net_get (f->http, "html", &error));
  net_assert_error (error, CABINET_ERROR_PROTOCOL, "web-page");
  g_assert_cmpstr (error->message, ==, "This is a web page, not a cabinet's interface");
  assert_get_fails (f, "text", CABINET_ERROR_PROTOCOL, "content-type");
  assert_get_fails (f, "none", CABINET_ERROR_PROTOCOL, "content-type");
  assert_get_fails (f, "odd", CABINET_ERROR_PROTOCOL, "content-type");
  assert_get_fails (f, "empty", CABINET_ERROR_PROTOCOL, "not-json");
  assert_get_fails (f, "latin", CABINET_ERROR_PROTOCOL, "not-json");
  assert_get_fails (f, "cut", CABINET_ERROR_PROTOCOL, "bad-answer");
  assert_get_fails (f, "deep", CABINET_ERROR_PROTOCOL, "bad-answer");
  assert_get_fails (f, "huge", CABINET_ERROR_PROTOCOL, "bad-answer");

  /* A wrong answer is not asked for again. */
  g_assert_cmpuint (net_server_count (f->server, "/cut"), ==, 1);
}

static void
handle_redirect (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  soup_server_message_set_redirect (message, 302, "https://u:p@elsewhere.example/login?token=secret#x");
}

static void
test_redirect (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  net_server_handle (f->server, "/moved", handle_redirect, NULL);
  g_assert_null (net_get (f->http, "moved", &error));
  net_assert_error (error, CABINET_ERROR_PROTOCOL, "redirect");
  g_assert_nonnull (strstr (error->message, "https://elsewhere.example/login"));
  g_assert_null (strstr (error->message, "secret"));
  g_assert_null (strstr (error->message, "u:p"));
}

static void
on_wrote_chunk (SoupServerMessage *message, gpointer user_data)
{
  static const char blanks[32768] = { ' ' };

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, blanks,
                            sizeof blanks);
}

static void
handle_endless (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, g_str_equal (path, "/refusal") ? 404 : 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), NULL);
  on_wrote_chunk (message, NULL);
}

static void
test_too_long (Fixture *f, gconstpointer data)
{
  static const char *const announced[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n{", NULL
  };
  g_autoptr (RawServer) raw = raw_server_new (announced);
  g_autoptr (CabinetHttp) http = new_http (raw_server_get_url (raw), NULL);
  g_autoptr (GError) error = NULL;
  guint64 bytes;

  net_server_handle (f->server, "/endless", handle_endless, NULL);
  assert_get_fails (f, "endless", CABINET_ERROR_PROTOCOL, "too-long");
  cabinet_http_get_traffic (f->http, NULL, &bytes);
  g_assert_cmpuint (bytes, <, 9 * 1024 * 1024);

  /* Neither is a refusal read to its end. */
  net_server_handle (f->server, "/refusal", handle_endless, NULL);
  assert_get_fails (f, "refusal", CABINET_ERROR_REFUSED, "other");

  g_assert_null (net_get (http, "x", &error));
  net_assert_error (error, CABINET_ERROR_PROTOCOL, "too-long");
  net_assert_finalized (g_steal_pointer (&http));
}

static void
handle_large (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  GString *text = g_string_new ("[0");

  for (int i = 1; i < 20000; i++)
    g_string_append_printf (text, ",%d", i);
  g_string_append_c (text, ']');
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text->str, text->len);
  g_string_free (text, FALSE);
}

static void
test_large (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  net_server_handle (f->server, "/large", handle_large, NULL);
  response = net_get (f->http, "large", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->bytes, >, 100000);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (response->body)), ==, 20000);
}

static void
handle_gzip (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  g_autoptr (GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  gsize plain_length = GPOINTER_TO_SIZE (user_data);
  g_autofree char *plain = g_strnfill (plain_length, ' ');
  g_autofree char *packed = g_malloc (plain_length + 100);
  gsize n_read, n_written;
  g_autoptr (GError) error = NULL;

  memcpy (plain, "{}", 2);
  g_converter_convert (G_CONVERTER (zip), plain, plain_length, packed, plain_length + 100,
                       G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, plain_length);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Content-Encoding",
                               "gzip");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, packed, n_written);
}

/* The limit is on what comes out, not on what was sent: 20 MiB of blanks are some 20 KB. */
static void
test_gzip (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  guint64 bytes;

  net_server_handle (f->server, "/small", handle_gzip, GSIZE_TO_POINTER (5000));
  net_server_handle (f->server, "/bomb", handle_gzip, GSIZE_TO_POINTER (20 * 1024 * 1024));
  response = net_get (f->http, "small", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->bytes, ==, 5000);
  cabinet_http_get_traffic (f->http, NULL, &bytes);
  g_assert_cmpuint (bytes, <, 1000);
  assert_get_fails (f, "bomb", CABINET_ERROR_PROTOCOL, "too-long");
}

/* What a connection that breaks comes to, and how many connections it takes to say so. */
static void
assert_raw (const char *const *answers, const char *method, CabinetError kind, const char *code, guint tries)
{
  g_autoptr (RawServer) raw = raw_server_new (answers);
  CabinetHttp *http = new_http (raw_server_get_url (raw), NULL);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (answers[0], RAW_HANG))
    g_object_set (http, "timeout", 300, NULL);
  if (g_str_equal (method, "GET"))
    g_assert_null (net_get (http, "x", &error));
  else
    g_assert_null (net_post (http, "x", &error));
  net_assert_error (error, kind, code);
  g_assert_cmpuint (raw_server_count (raw), ==, tries);
  net_assert_finalized (http);
}

static void
test_broken_connections (void)
{
  static const char *const slam[] = { RAW_SLAM, NULL };
  static const char *const silent[] = { "", NULL };
  static const char *const head[] = { "HTTP/1.1 200 OK\r\nContent-Ty", NULL };
  static const char *const body[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"a\":", NULL
  };
  static const char *const chunk[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"", NULL
  };
  static const char *const noise[] = { "SSH-2.0-OpenSSH_9.2\r\n\r\n", NULL };
  static const char *const hang[] = { RAW_HANG, NULL };
  static const char *const *const broken[] = { slam, silent, body, chunk };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      assert_raw (broken[i], "GET", CABINET_ERROR_OFFLINE, "connect", 3);
      assert_raw (broken[i], "POST", CABINET_ERROR_OFFLINE, "connect", 1);
    }
  assert_raw (head, "GET", CABINET_ERROR_PROTOCOL, "not-http", 3);
  assert_raw (head, "POST", CABINET_ERROR_PROTOCOL, "not-http", 1);
  assert_raw (noise, "GET", CABINET_ERROR_PROTOCOL, "not-http", 3);
  assert_raw (hang, "GET", CABINET_ERROR_TIMEOUT, NULL, 1);
  assert_raw (hang, "POST", CABINET_ERROR_TIMEOUT, NULL, 1);
}

static void
test_no_server (void)
{
  NetServer *server = net_server_new ();
  CabinetHttp *http = new_http (net_server_get_url (server), NULL);
  g_autoptr (GError) error = NULL;
  guint64 requests;

  net_server_free (server);
  g_assert_null (net_get (http, "x", &error));
  net_assert_error (error, CABINET_ERROR_OFFLINE, "connect");
  cabinet_http_get_traffic (http, &requests, NULL);
  g_assert_cmpuint (requests, ==, 3);
  g_clear_error (&error);

  /* Nothing of a change has left, so it may be tried again, too. */
  g_assert_null (net_post (http, "x", &error));
  net_assert_error (error, CABINET_ERROR_OFFLINE, "connect");
  cabinet_http_get_traffic (http, &requests, NULL);
  g_assert_cmpuint (requests, ==, 6);
  net_assert_finalized (http);
}

static void
handle_busy (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", "2");
  soup_server_message_set_status (message, 503, NULL);
}

/* What was ready before the cancellation may have come; nothing comes after it. */
static void
on_cancelled_send (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetResponse) response = cabinet_http_send_finish (CABINET_HTTP (source), result, &error);

  if (response != NULL)
    g_assert_false (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))));
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*(int *) user_data)++;
}

/* Wherever a request stands when it is cancelled, its callback comes once and nothing stays behind. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { RAW_HANG, NULL };
  g_autoptr (RawServer) raw = raw_server_new (answers);
  CabinetHttp *hanging = new_http (raw_server_get_url (raw), NULL);
  int done = 0;

  net_server_handle (f->server, "/large", handle_large, NULL);
  net_server_handle (f->server, "/endless", handle_endless, NULL);
  net_server_handle (f->server, "/busy", handle_busy, NULL);

  for (int turns = 0; turns < 40; turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      static const char *const paths[] = { "large", "endless", "busy", "x" };
      CabinetRequest *requests[4];

      for (int i = 0; i < 4; i++)
        {
          requests[i] = cabinet_request_new ("GET", paths[i], CABINET_REQUEST_PUBLIC);
          cabinet_http_send_async (i == 3 ? hanging : f->http, requests[i], cancellable, on_cancelled_send,
                                   &done);
        }
      for (int i = 0; i < turns; i++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      while (done < 4)
        g_main_context_iteration (NULL, TRUE);
      done = 0;
      for (int i = 0; i < 4; i++)
        net_assert_finalized (requests[i]);
    }
  net_assert_finalized (hanging);
}

static void
assert_base_url (const char *url, gboolean good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetHttp) http = cabinet_http_new (url, NULL, &error);

  g_test_message ("%s", url);
  if (good)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_null (http);
  net_assert_error (error, CABINET_ERROR_INPUT, "bad-value");
  g_assert_cmpstr (cabinet_error_get_field (error), ==, "base-url");
}

static void
test_base_url (void)
{
  static const char *const good[] = {
    "https://example.org",          "https://example.org/", "https://example.org:8443/api//",
    "http://127.0.0.1:8080/tomtel", "http://127.9.8.7",     "http://[::1]:80",
    "http://LOCALHOST:1",           "HTTPS://example.org",  "https://xn--e1afmkfd.xn--p1ai",
    "https://192.168.0.1/cabinet",
  };
  static const char *const bad[] = {
    "",
    "example.org",
    "ftp://example.org",
    "file:///etc/passwd",
    "http://example.org",
    "http://192.168.0.1",
    "http://128.0.0.1",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://0x7f.1",
    "http://127.0.0.1@example.org",
    "https://user@example.org",
    "https://user:word@example.org",
    "https://example.org/?a=b",
    "https://example.org/#a",
    "https://",
    "https://example.org:port",
    "demo:/tomtel",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    assert_base_url (good[i], TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_base_url (bad[i], FALSE);
  assert_base_url (NULL, FALSE);
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANGUAGE", "ru_RU.UTF-8", TRUE); /* is asked for, not spoken: there are no translations here */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/base-url", test_base_url);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/net/request", test_request);
  ADD ("/net/without-body", test_without_body);
  ADD ("/net/not-json", test_not_json);
  ADD ("/net/redirect", test_redirect);
  ADD ("/net/too-long", test_too_long);
  ADD ("/net/large", test_large);
  ADD ("/net/gzip", test_gzip);
  ADD ("/net/cancel", test_cancel);
#undef ADD
  g_test_add_func ("/net/broken-connections", test_broken_connections);
  g_test_add_func ("/net/no-server", test_no_server);

  return g_test_run ();
}
