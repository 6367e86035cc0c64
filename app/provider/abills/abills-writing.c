/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills-tickets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Writing a message: ask, then read the ticket. The server says "OK" also when a file was not kept. */

#define LONGEST_SUBJECT 60

/* The server takes empty messages, so they are refused here. */
static gboolean
check_text (CabinetMessageRequest *wanted, GError **error)
{
  g_autofree char *folded = abills_fold (wanted->text != NULL ? wanted->text : "");

  if (*folded != '\0')
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_REFUSED, "bad-value", _ ("There is nothing to send"));
  return FALSE;
}

/* Text and files in one request: this system takes no files beforehand. */
static CabinetRequest *
new_request (CabinetSequence *sequence, const char *path, JsonBuilder *body)
{
  GPtrArray *files = sequence->call->files;
  CabinetRequest *request;
  g_autoptr (JsonNode) node = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (files == NULL || files->len == 0)
    return abills_request ("POST", path, body);
  request = abills_request ("POST", path, NULL);
  node = json_builder_get_root (json_builder_end_object (body));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &member, &value))
    {
      g_autofree char *text = cabinet_loose_dup_text (json_node_get_object (node), member);

      cabinet_request_add_field (request, member, text != NULL ? text : "");
    }
  for (guint i = 0; i < files->len; i++)
    {
      CabinetUploadRequest *file = g_ptr_array_index (files, i);
      g_autofree char *name = g_strdup_printf ("FILE%u", i + 1);
      gsize length;
      guchar *content = g_base64_decode (file->content, &length);
      g_autoptr (GBytes) bytes = g_bytes_new_take (content, length);

      cabinet_request_add_file (request, name, file->name, file->type, bytes);
    }
  return request;
}

/* The first line, if no subject was given. */
static char *
dup_subject (CabinetMessageRequest *wanted)
{
  g_autofree char *line = NULL;
  const char *given = wanted->subject != NULL ? wanted->subject : wanted->text;

  while (g_ascii_isspace (*given))
    given++;
  line = g_strndup (given, strcspn (given, "\r\n"));
  return g_utf8_strlen (line, -1) > LONGEST_SUBJECT ? g_utf8_substring (line, 0, LONGEST_SUBJECT)
                                                    : g_steal_pointer (&line);
}

/* Without a chapter nobody may be in charge of a ticket: the first that has a name. */
static char *
dup_chapter (JsonArray *chapters)
{
  for (guint i = 0; chapters != NULL && i < json_array_get_length (chapters); i++)
    {
      JsonObject *row = cabinet_loose_get_element (chapters, i);
      g_autofree char *name = cabinet_loose_dup_text (row, "name");

      if (name != NULL && !g_str_equal (name, "-") && cabinet_loose_get_int (row, "id") > 0)
        return cabinet_loose_dup_text (row, "id");
    }
  return NULL;
}

static CabinetRequest *
ask_to_open (CabinetSequence *sequence, CabinetMessageRequest *wanted)
{
  g_autofree char *chapter = dup_chapter (abills_get_rows (sequence, 0));
  g_autofree char *subject = dup_subject (wanted);
  g_autoptr (JsonBuilder) body = abills_body_new ();

  abills_body_add (body, "subject", subject);
  abills_body_add (body, "message", wanted->text);
  if (chapter != NULL)
    abills_body_add_number (body, "chapter", chapter);
  abills_body_add_number (body, "priority", "2");
  return new_request (sequence, "user/msgs", body);
}

/* Takes the message that the answer of @step shows. */
static void
take_own (
  CabinetSequence *sequence, guint step, const char *thread, CabinetMessageRequest *wanted, GError **error)
{
  g_autoptr (CabinetMessage) message =
    abills_find_own (abills_get_rows (sequence, step), thread, wanted->text, NULL);

  if (message == NULL)
    {
      g_propagate_error (error, abills_not_shown ());
      return;
    }
  message->key = g_strdup (sequence->call->key);
  sequence->record = g_steal_pointer (&message);
}

CabinetRequest *
abills_open_thread (CabinetSequence *sequence, GError **error)
{
  CabinetMessageRequest *wanted = CABINET_MESSAGE_REQUEST (sequence->call->record);
  JsonObject *answer;
  g_autofree char *number = NULL;
  g_autofree char *thread = NULL;
  g_autofree char *path = NULL;
  gboolean known;

  if (!check_text (wanted, error))
    return NULL;
  if (sequence->answers->len == 0)
    return abills_get ("user/msgs/chapters");
  if (sequence->answers->len == 1)
    return abills_check (sequence, 0, error) ? ask_to_open (sequence, wanted) : NULL;
  if (!abills_check_change (sequence, 1, &known, error))
    return NULL;
  answer = cabinet_sequence_get_object (sequence, 1);
  number = known ? cabinet_loose_dup_text (answer, "msgId") : NULL;
  if (number == NULL && known)
    number = cabinet_loose_dup_text (answer, "insertId");
  thread = g_strdup_printf ("%c%s", ABILLS_ID_TICKET, number);
  if (abills_parse_id (thread, ABILLS_ID_TICKET) == NULL)
    {
      g_propagate_error (error, abills_not_shown ());
      return NULL;
    }
  path = g_strdup_printf ("user/msgs/%s/reply", number);
  if (sequence->answers->len == 2)
    return abills_get (path);
  take_own (sequence, 2, thread, wanted, error);
  return NULL;
}

CabinetRequest *
abills_send_message (CabinetSequence *sequence, GError **error)
{
  CabinetMessageRequest *wanted = CABINET_MESSAGE_REQUEST (sequence->call->record);
  const char *thread = sequence->call->id;
  const char *number = abills_parse_id (thread, ABILLS_ID_TICKET);
  g_autofree char *path = g_strdup_printf ("user/msgs/%s/reply", number);
  g_autoptr (JsonBuilder) body = NULL;
  gboolean known;

  if (number == NULL)
    g_propagate_error (error, abills_not_found ());
  if (number == NULL || !check_text (wanted, error))
    return NULL;
  if (sequence->answers->len == 0)
    {
      body = abills_body_new ();
      abills_body_add (body, "replyText", wanted->text);
      if (sequence->call->files == NULL)
        abills_body_add_number (body, "state", "0"); /* what it is without, too: open again */
      return new_request (sequence, path, body);
    }
  if (!abills_check_change (sequence, 0, &known, error))
    return NULL;
  if (sequence->answers->len == 1)
    return abills_get (path);
  take_own (sequence, 1, thread, wanted, error);
  return NULL;
}

/* The ticket of about that day whose text it is. */
static char *
find_ticket (CabinetSequence *sequence, CabinetMessageRequest *wanted)
{
  JsonArray *rows = abills_get_rows (sequence, 0);
  g_autofree char *folded = abills_fold (wanted->text);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  CabinetDate day = cabinet_date_of_instant (sequence->call->asked_at, zone);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      g_autofree char *id = abills_dup_id (ABILLS_ID_TICKET, row, "id");
      g_autofree char *text = cabinet_loose_dup_text (row, "message");
      g_autofree char *own = abills_fold (text != NULL ? text : "");
      CabinetDate date = cabinet_loose_get_date (row, "date");

      if (g_str_equal (own, folded) && date + 1 >= day && date <= day + 1
          && !cabinet_call_is_taken (sequence->call, id))
        return g_steal_pointer (&id);
    }
  return NULL;
}

CabinetRequest *
abills_find_message (CabinetSequence *sequence, GError **error)
{
  CabinetMessageRequest *wanted = CABINET_MESSAGE_REQUEST (sequence->call->record);
  guint n = sequence->answers->len;
  guint reply = sequence->call->id != NULL ? 0 : 1;
  g_autofree char *thread = g_strdup (sequence->call->id);
  g_autofree char *path = NULL;

  if (n > 0 && !abills_check (sequence, n - 1, error))
    return NULL;
  if (thread == NULL && n == 0)
    return abills_get ("user/msgs");
  if (thread == NULL)
    thread = find_ticket (sequence, wanted);
  if (abills_parse_id (thread, ABILLS_ID_TICKET) == NULL)
    return NULL;
  path = g_strdup_printf ("user/msgs/%s/reply", abills_parse_id (thread, ABILLS_ID_TICKET));
  if (n == reply)
    return abills_get (path);
  sequence->record =
    abills_find_own (abills_get_rows (sequence, reply), thread, wanted->text, sequence->call);
  return NULL;
}
