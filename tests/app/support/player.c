/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "player.h"

#include <string.h>

#include "player-question.h"

/* A question and its answer. */
typedef struct
{
  char *name;
  guint number; /* 0 = it was put */
  char *question;
  guint status;
  SoupMessageHeaders *headers; /* of the answer */
  GBytes *answer;
  gboolean chosen;
  guint played; /* how often */
} Recording;

struct _Player
{
  SoupServer *server;
  char *url;
  GPtrArray *recordings; /* of Recording, by number */
  GPtrArray *put;        /* of Recording, oldest first */
  GPtrArray *requests;   /* of PlayerRequest, oldest first */
  FILE *log;
};

static void
recording_free (Recording *recording)
{
  g_free (recording->name);
  g_free (recording->question);
  soup_message_headers_unref (recording->headers);
  g_bytes_unref (recording->answer);
  g_free (recording);
}

static void
request_free (PlayerRequest *request)
{
  g_free (request->method);
  g_free (request->target);
  g_free (request->body);
  soup_message_headers_unref (request->headers);
  g_free (request);
}

/* What HTTP says of one transfer, and the time: now is another. */
static gboolean
is_of_the_transfer (const char *name)
{
  static const char *const names[] = { "connection", "content-length",    "date",
                                       "host",       "transfer-encoding", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strv_contains (names, lower);
}

static void
read_header (SoupMessageHeaders *headers, const char *line)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *name = colon != NULL ? g_strndup (line, colon - line) : NULL;

  if (name != NULL && !is_of_the_transfer (name))
    soup_message_headers_append (headers, name, colon + 2);
}

static void
read_question (Recording *recording, const char *text)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  const char *body = strstr (text, "\n>\n> ");
  g_autofree char *head = g_strndup (text, body != NULL ? (gsize) (body - text) : strlen (text));
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);
  g_auto (GStrv) words = g_strsplit (lines[0], " ", 3);

  if (g_strv_length (words) != 3 || !g_str_equal (words[0], ">"))
    g_error ("%s: this is not a request", recording->name);
  for (gsize i = 1; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "> "))
        read_header (headers, lines[i] + 2);
    }
  recording->question =
    player_make_question (words[1], words[2], soup_message_headers_get_one (headers, "Content-Type"),
                          body != NULL ? body + strlen ("\n>\n> ") : NULL);
}

static void
read_answer (Recording *recording, const char *folder, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *file = NULL;
  char *bytes = NULL;
  gsize length = 0;

  recording->status = (guint) g_ascii_strtoull (lines[0] + strlen ("< HTTP "), NULL, 10);
  for (gsize i = 1; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "< "))
        read_header (recording->headers, lines[i] + 2);
      else if (g_str_has_prefix (lines[i], "(body: ") && file == NULL)
        file = g_strndup (lines[i] + 7, strcspn (lines[i] + 7, ",)"));
    }
  if (file != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_get_contents (path, &bytes, &length, NULL))
        g_error ("%s: its body is missing", recording->name);
    }
  recording->answer = g_bytes_new_take (bytes, length);
}

static Recording *
recording_new (const char *folder, const char *file)
{
  Recording *recording = g_new0 (Recording, 1);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  char *answer;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  answer = strstr (text, "\n< HTTP ");
  if (answer == NULL)
    g_error ("%s: there is no answer", file);
  *answer = '\0';
  recording->name = g_strndup (file, strlen (file) - strlen (".http"));
  recording->number = (guint) g_ascii_strtoull (file, NULL, 10);
  recording->chosen = TRUE;
  recording->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  read_question (recording, text);
  read_answer (recording, folder, answer + 1);
  return recording;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const Recording *first = *(Recording *const *) a, *second = *(Recording *const *) b;

  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;
  return strcmp (first->name, second->name);
}

static void
read_folder (Player *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *file;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (file, ".http"))
        g_ptr_array_add (self->recordings, recording_new (folder, file));
    }
  g_ptr_array_sort (self->recordings, compare_numbers);
}

/* Of those that fit the first that has not been played, or the last. */
static Recording *
choose_among (GPtrArray *recordings, const char *question)
{
  Recording *found = NULL;

  for (guint i = 0; i < recordings->len; i++)
    {
      Recording *recording = g_ptr_array_index (recordings, i);

      if (!recording->chosen || !g_str_equal (recording->question, question))
        continue;
      found = recording;
      if (recording->played == 0)
        break;
    }
  return found;
}

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static void
on_request (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Player *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  PlayerRequest *request = g_new0 (PlayerRequest, 1);
  g_autofree char *question = NULL;
  Recording *recording;

  request->method = g_strdup (soup_server_message_get_method (message));
  request->target = g_strconcat (g_uri_get_path (uri), g_uri_get_query (uri) != NULL ? "?" : NULL,
                                 g_uri_get_query (uri), NULL);
  request->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  request->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (request->body == NULL)
    request->body = g_strdup ("");
  g_ptr_array_add (self->requests, request);

  question =
    player_make_question (request->method, request->target,
                          soup_message_headers_get_one (request->headers, "Content-Type"), request->body);
  recording = choose_among (self->put, question);
  if (recording == NULL)
    recording = choose_among (self->recordings, question);
  if (self->log != NULL)
    {
      fprintf (self->log, "%s %s -> %s\n", request->method, request->target,
               recording != NULL ? recording->name : "nothing fits");
      fflush (self->log);
    }
  if (recording == NULL)
    {
      g_autofree char *text = g_strconcat ("No recording answers:\n", question, "\n", NULL);

      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_COPY, text,
                                        strlen (text));
      return;
    }
  request->played = recording->name;
  recording->played++;
  if (recording->status == 0)
    {
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
      return;
    }
  if (recording->status == PLAYER_SILENT)
    {
      soup_server_message_pause (message);
      return;
    }
  soup_server_message_set_status (message, recording->status, NULL);
  soup_message_headers_foreach (recording->headers, copy_header,
                                soup_server_message_get_response_headers (message));
  if (g_bytes_get_size (recording->answer) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), recording->answer);
}

Player *
player_new (const char *folder, guint port)
{
  Player *self = g_new0 (Player, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->recordings = g_ptr_array_new_with_free_func ((GDestroyNotify) recording_free);
  self->put = g_ptr_array_new_with_free_func ((GDestroyNotify) recording_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  if (folder != NULL)
    read_folder (self, folder);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
player_free (Player *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->put);
  g_ptr_array_unref (self->recordings);
  g_free (self->url);
  g_free (self);
}

const char *
player_get_url (Player *self)
{
  return self->url;
}

static gboolean
has_number (const char *numbers, guint number)
{
  g_auto (GStrv) ranges = g_strsplit (numbers, ",", -1);

  for (gsize i = 0; ranges[i] != NULL; i++)
    {
      char *rest = NULL;
      guint64 from = g_ascii_strtoull (ranges[i], &rest, 10);
      guint64 to = *rest == '-' ? g_ascii_strtoull (rest + 1, NULL, 10) : from;

      if (number >= from && number <= to)
        return TRUE;
    }
  return FALSE;
}

void
player_choose (Player *self, const char *numbers)
{
  for (guint i = 0; i < self->recordings->len; i++)
    {
      Recording *recording = g_ptr_array_index (self->recordings, i);

      recording->chosen = numbers == NULL || has_number (numbers, recording->number);
      recording->played = 0;
    }
}

void
player_put (Player *self,
            const char *method,
            const char *target,
            const char *body,
            guint status,
            const char *type,
            const char *answer)
{
  Recording *recording = g_new0 (Recording, 1);
  const char *body_type =
    body == NULL || *body == '{' || *body == '[' ? "application/json" : "application/x-www-form-urlencoded";

  recording->name = g_strdup ("put");
  recording->question = player_make_question (method, target, body_type, body);
  recording->status = status;
  recording->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  soup_message_headers_append (recording->headers, "Content-Type",
                               type != NULL ? type : "application/json; charset=UTF-8");
  recording->answer = g_bytes_new (answer, strlen (answer));
  recording->chosen = TRUE;
  g_ptr_array_add (self->put, recording);
}

void
player_forget (Player *self)
{
  g_ptr_array_set_size (self->requests, 0);
  g_ptr_array_set_size (self->put, 0);
}

guint
player_count_requests (Player *self)
{
  return self->requests->len;
}

const PlayerRequest *
player_get_request (Player *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);
  return g_ptr_array_index (self->requests, index);
}

static gboolean
fits (const PlayerRequest *request, const char *method, const char *part)
{
  return (method == NULL || g_str_equal (request->method, method))
         && (part == NULL || strstr (request->target, part) != NULL);
}

guint
player_count (Player *self, const char *method, const char *part)
{
  guint count = 0;

  for (guint i = 0; i < self->requests->len; i++)
    count += fits (g_ptr_array_index (self->requests, i), method, part);
  return count;
}

const PlayerRequest *
player_find (Player *self, const char *method, const char *part)
{
  for (guint i = self->requests->len; i > 0; i--)
    {
      if (fits (g_ptr_array_index (self->requests, i - 1), method, part))
        return g_ptr_array_index (self->requests, i - 1);
    }
  return NULL;
}

void
player_set_log (Player *self, FILE *log)
{
  self->log = log;
}
