/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills-tickets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The list tells no more than a day: when something was said last is asked of so many open tickets, of the
 * newest rows. */
#define MOST_ASKED 5
#define NEWEST_ROWS 10

#define MOST_FILES 3
#define LARGEST_FILE (5 * 1024 * 1024)
#define LONGEST_MESSAGE 10000

static CabinetThreadState
get_state (gint64 number)
{
  switch (number)
    {
    case 0:
    case 4:
      return CABINET_THREAD_STATE_OPEN;
    case 1:
    case 2:
      return CABINET_THREAD_STATE_CLOSED;
    case 3:
    case 5:
      return CABINET_THREAD_STATE_WAITING_US;
    case 6:
      return CABINET_THREAD_STATE_WAITING_YOU;
    default:
      return CABINET_THREAD_STATE_UNKNOWN; /* operators add their own */
    }
}

/* Which rows of the list are asked for more. */
static GArray *
choose_asked (JsonArray *rows)
{
  GArray *asked = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows) && i < NEWEST_ROWS; i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);

      if (asked->len < MOST_ASKED && cabinet_loose_get_int (row, "id") > 0
          && get_state (cabinet_loose_get_int (row, "state")) != CABINET_THREAD_STATE_CLOSED)
        g_array_append_val (asked, i);
    }
  return asked;
}

/* @detail: (nullable): what was told of this ticket alone. */
static CabinetThread *
thread_new (JsonObject *row, JsonObject *detail)
{
  gint64 state = cabinet_loose_get_int (row, "state");
  CabinetThread *thread;

  if (cabinet_loose_get_int (row, "id") <= 0)
    return NULL;
  thread = g_object_new (CABINET_TYPE_THREAD, NULL);
  thread->id = abills_dup_id (ABILLS_ID_TICKET, row, "id");
  thread->style = CABINET_THREAD_STYLE_TICKET;
  thread->subject = cabinet_loose_dup_text (row, "subject");
  thread->state = get_state (state);
  thread->last_at = abills_get_time (detail, "lastReplieDate", NULL); /* so it is spelled */
  if (thread->last_at == 0)
    thread->last_at = abills_get_time (detail, "date", NULL);
  if (thread->last_at == 0)
    thread->last_at = abills_get_start (cabinet_loose_get_date (row, "date"));
  thread->revision = thread->last_at / G_TIME_SPAN_SECOND * 100 + CLAMP (state, 0, 99);
  thread->can_send = TRUE; /* an answer opens a closed one again */
  return thread;
}

static CabinetSupportHours *
hours_new (void)
{
  CabinetSupportHours *hours = g_object_new (CABINET_TYPE_SUPPORT_HOURS, NULL);

  hours->open = TRUE;
  hours->max_characters = LONGEST_MESSAGE;
  hours->max_files = MOST_FILES;
  hours->max_bytes = LARGEST_FILE;
  return hours;
}

static void
take_threads (CabinetSequence *sequence, JsonArray *rows, GArray *asked)
{
  CabinetThreadList *list = g_object_new (CABINET_TYPE_THREAD_LIST, NULL);
  guint next = 0;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      JsonObject *detail = NULL;
      g_autoptr (CabinetThread) thread = NULL;

      if (next < asked->len && g_array_index (asked, guint, next) == i)
        {
          next++;
          if (abills_check (sequence, next, NULL))
            detail = cabinet_sequence_get_object (sequence, next);
        }
      thread = thread_new (row, detail);
      if (thread != NULL)
        g_list_store_append (list->threads, thread);
    }
  list->support = hours_new ();
  sequence->record = list;
}

CabinetRequest *
abills_list_threads (CabinetSequence *sequence, GError **error)
{
  guint n = sequence->answers->len;
  g_autoptr (GArray) asked = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  JsonArray *rows;

  if (n == 0)
    return abills_get ("user/msgs");
  if (!abills_check (sequence, 0, error))
    return NULL;
  rows = abills_get_rows (sequence, 0);
  asked = choose_asked (rows);
  if (n <= asked->len)
    {
      id =
        cabinet_loose_dup_text (cabinet_loose_get_element (rows, g_array_index (asked, guint, n - 1)), "id");
      path = g_strdup_printf ("user/msgs/%s", id);
      return abills_get (path);
    }
  take_threads (sequence, rows, asked);
  return NULL;
}

static char *
dup_reply_path (const char *thread, GError **error)
{
  const char *number = abills_parse_id (thread, ABILLS_ID_TICKET);

  if (number != NULL)
    return g_strdup_printf ("user/msgs/%s/reply", number);
  g_propagate_error (error, abills_not_found ());
  return NULL;
}

CabinetRequest *
abills_read_thread (CabinetSequence *sequence, GError **error)
{
  g_autofree char *path = dup_reply_path (sequence->call->id, error);
  g_autoptr (GPtrArray) messages = NULL;
  CabinetMessagePage *page;

  if (path == NULL)
    return NULL;
  if (sequence->answers->len == 0)
    return abills_get (path);
  if (!abills_check (sequence, 0, error))
    return NULL;
  messages = abills_messages_new (abills_get_rows (sequence, 0), sequence->call->id);
  if (messages->len == 0)
    {
      g_propagate_error (error, abills_not_found ());
      return NULL;
    }
  page = g_object_new (CABINET_TYPE_MESSAGE_PAGE, NULL);
  g_list_store_splice (page->messages, 0, 0, messages->pdata, messages->len);
  page->revision = CABINET_MESSAGE (g_ptr_array_index (messages, 0))->at / G_TIME_SPAN_SECOND;
  sequence->record = page;
  return NULL;
}

/* The malformed type of the answer says nothing; the name stands in the message. */
CabinetRequest *
abills_fetch_attachment (CabinetSequence *sequence, GError **error)
{
  const char *number = abills_parse_id (sequence->call->id, ABILLS_ID_FILE);
  g_autofree char *path = g_strdup_printf ("user/msgs/attachments/%s", number);
  CabinetAttachmentContent *content;
  CabinetResponse *answer;
  gsize length;
  gconstpointer bytes;

  if (number == NULL)
    {
      g_propagate_error (error, abills_not_found ());
      return NULL;
    }
  if (sequence->answers->len == 0)
    return abills_get (path);
  answer = cabinet_sequence_get_answer (sequence, 0);
  if (answer->status >= 400)
    {
      abills_check (sequence, 0, error);
      return NULL;
    }
  bytes = g_bytes_get_data (answer->raw, &length);
  content = g_object_new (CABINET_TYPE_ATTACHMENT_CONTENT, NULL);
  content->id = g_strdup (sequence->call->id);
  content->name = g_strdup (sequence->call->id);
  content->type = g_strdup ("application/octet-stream");
  content->size = (gint64) length;
  content->content = g_base64_encode (bytes, length);
  sequence->record = content;
  return NULL;
}
