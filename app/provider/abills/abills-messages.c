/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-tickets.h"

#include "cabinet-rich-text.h"

#include <string.h>

static CabinetAttachment *
attachment_new (JsonObject *row)
{
  g_autofree char *id = abills_dup_id (ABILLS_ID_FILE, row, "id");
  CabinetAttachment *attachment;

  if (id == NULL)
    return NULL;
  attachment = g_object_new (CABINET_TYPE_ATTACHMENT, NULL);
  attachment->id = g_steal_pointer (&id);
  attachment->name = cabinet_loose_dup_text (row, "filename");
  if (attachment->name == NULL)
    attachment->name = g_strdup (attachment->id);
  attachment->type = cabinet_loose_dup_text (row, "contentType");
  if (attachment->type == NULL)
    attachment->type = g_strdup ("application/octet-stream");
  attachment->size = MAX (cabinet_loose_get_int (row, "contentSize"), 0);
  return attachment;
}

/* The ticket's own text is of who has opened it: of the subscriber, as far as these tickets are his. */
static CabinetMessageAuthor
get_author (JsonObject *row, gboolean is_first)
{
  if (cabinet_loose_get_int (row, "uid") > 0)
    return CABINET_MESSAGE_AUTHOR_ME;
  if (cabinet_loose_get_int (row, "aid") > 0)
    return CABINET_MESSAGE_AUTHOR_SUPPORT;
  return is_first ? CABINET_MESSAGE_AUTHOR_ME : CABINET_MESSAGE_AUTHOR_SYSTEM;
}

/* Two numberings: of tickets, whose text is told as their first reply, and of replies. */
static CabinetMessage *
message_new (JsonObject *row, const char *thread)
{
  gboolean is_first = cabinet_loose_get_int (row, "mainMsg") == 0;
  CabinetMessage *message;
  JsonArray *files;
  g_autofree char *text = cabinet_loose_dup_text (row, "text");
  CabinetInstant at = abills_get_time (row, "datetime", NULL);

  /* Somebody else's ticket is told as one row of nothing, perhaps with the number that was asked for. */
  if (cabinet_loose_get_int (row, "id") <= 0 || (text == NULL && at == 0))
    return NULL;
  message = g_object_new (CABINET_TYPE_MESSAGE, NULL);
  message->id = abills_dup_id (is_first ? ABILLS_ID_TICKET : ABILLS_ID_REPLY, row, "id");
  message->thread = g_strdup (thread);
  message->at = at;
  message->from = get_author (row, is_first);
  if (message->from == CABINET_MESSAGE_AUTHOR_SUPPORT)
    message->author = cabinet_loose_dup_text (row, "creatorFio");
  message->text =
    message->from == CABINET_MESSAGE_AUTHOR_ME ? g_steal_pointer (&text) : cabinet_rich_text_to_plain (text);
  if (message->text == NULL)
    message->text = g_strdup ("");
  message->state = CABINET_MESSAGE_STATE_DELIVERED;
  files = cabinet_loose_get_array (row, "attachments");
  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      g_autoptr (CabinetAttachment) attachment = attachment_new (cabinet_loose_get_element (files, i));

      if (attachment != NULL)
        g_list_store_append (message->attachments, attachment);
    }
  return message;
}

/**
 * abills_messages_new:
 * @rows: (nullable): of a ticket, oldest first
 * @thread: its id
 *
 * Returns: (transfer full) (element-type CabinetMessage): newest first; empty if it is not ours
 */
GPtrArray *
abills_messages_new (JsonArray *rows, const char *thread)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = rows != NULL ? json_array_get_length (rows) : 0; i > 0; i--)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i - 1);
      CabinetMessage *message = row != NULL ? message_new (row, thread) : NULL;

      if (message != NULL)
        g_ptr_array_add (messages, message);
    }
  return messages;
}

/**
 * abills_fold:
 *
 * Returns: (transfer full): @text as the server keeps it: characters of four bytes do not fit into its
 *   database, carriage returns go, and so does the space around
 */
char *
abills_fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize length = (gsize) (g_utf8_next_char (at) - at);

      if (length > 3)
        g_string_append (folded, "????");
      else if (*at != '\r')
        g_string_append_len (folded, at, (gssize) length);
    }
  g_strstrip (folded->str);
  return g_string_free (folded, FALSE);
}

/**
 * abills_find_own:
 * @rows: (nullable): of a ticket
 * @text: as it was written
 * @call: (nullable): when it was asked for, and what it is not; %NULL = whenever
 *
 * Returns: (transfer full) (nullable): the newest message of the subscriber that says it
 */
CabinetMessage *
abills_find_own (JsonArray *rows, const char *thread, const char *text, const CabinetCall *call)
{
  g_autoptr (GPtrArray) messages = abills_messages_new (rows, thread);
  g_autofree char *wanted = abills_fold (text);

  for (guint i = 0; i < messages->len; i++)
    {
      CabinetMessage *message = g_ptr_array_index (messages, i);
      g_autofree char *own = abills_fold (message->text);

      if (message->from == CABINET_MESSAGE_AUTHOR_ME && g_str_equal (own, wanted)
          && (call == NULL
              || (ABS (message->at - call->asked_at) <= ABILLS_MESSAGE_WINDOW
                  && !cabinet_call_is_taken (call, message->id))))
        return g_object_ref (message);
    }
  return NULL;
}
