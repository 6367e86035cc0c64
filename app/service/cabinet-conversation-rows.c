/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-attachment-files.h"
#include "cabinet-conversation-private.h"

#include <glib/gi18n-lib.h>

/* What was just sent is shown from the outbox until the archive has it. */
#define SETTLING (60 * G_TIME_SPAN_SECOND)

static void
add_staged_files (CabinetConversation *self, CabinetMessage *message, const char *key)
{
  g_autofree char *root = cabinet_conversation_dup_root (self);
  g_autoptr (GPtrArray) paths = cabinet_attachment_files_list (root, self->id, key);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autoptr (CabinetAttachment) attachment = g_object_new (CABINET_TYPE_ATTACHMENT, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFileInfo) info = g_file_query_info (
        file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE, 0, NULL, NULL);
      const char *type =
        info != NULL ? g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE)
                     : NULL;

      attachment->id = g_strconcat (CABINET_FILE_PREFIX, path, NULL);
      attachment->name = cabinet_attachment_files_dup_name (path);
      attachment->type = type != NULL ? g_content_type_get_mime_type (type) : NULL;
      attachment->size = info != NULL ? g_file_info_get_size (info) : 0;
      g_list_store_append (message->attachments, attachment);
    }
}

static CabinetMessage *
message_of_row (CabinetConversation *self, CabinetOutboxItem *item)
{
  g_autoptr (CabinetMessageRequest) request =
    cabinet_record_decode_text (CABINET_TYPE_MESSAGE_REQUEST, item->request, -1, NULL);
  CabinetMessage *message = g_object_new (CABINET_TYPE_MESSAGE, NULL);

  message->id = g_strdup (item->key);
  message->key = g_strdup (item->key);
  message->thread = g_strdup (item->subject);
  message->at = item->created_at;
  message->from = CABINET_MESSAGE_AUTHOR_ME;
  message->text = g_strdup (request != NULL ? request->text : "");
  message->state =
    item->state == CABINET_OUTBOX_STATE_REFUSED ? CABINET_MESSAGE_STATE_FAILED : CABINET_MESSAGE_STATE_QUEUED;
  add_staged_files (self, message, item->key);
  return message;
}

/* A provider may say "OK" and keep the text alone: what was sent is not what is there. */
static void
note_lost_files (CabinetConversation *self, CabinetOutboxItem *item, CabinetMessage *shown)
{
  g_autoptr (CabinetMessageRequest) request =
    cabinet_record_decode_text (CABINET_TYPE_MESSAGE_REQUEST, item->request, -1, NULL);
  guint sent = request != NULL && request->attachments != NULL ? g_strv_length (request->attachments) : 0;
  guint there = cabinet_list_length (shown->attachments);

  if (there < sent)
    g_hash_table_insert (
      self->failures, g_strdup (item->key),
      g_strdup_printf (ngettext ("The provider has not kept %u file of this message. Send it again.",
                                 "The provider has not kept %u files of this message. Send them again.",
                                 sent - there),
                       sent - there));
}

/* Adds what the outbox says beyond the archive. @known: archived messages by key. */
static void
add_row (CabinetConversation *self, GPtrArray *wanted, GHashTable *known, CabinetOutboxItem *item)
{
  CabinetMessage *answer = NULL;

  if (item->kind != CABINET_OUTBOX_KIND_MESSAGE)
    return;
  answer = g_hash_table_lookup (known, item->key);
  if (answer != NULL)
    {
      note_lost_files (self, item, answer);
      return;
    }
  switch (item->state)
    {
    case CABINET_OUTBOX_STATE_REFUSED:
      g_hash_table_insert (self->failures, g_strdup (item->key), g_strdup (item->words));
      G_GNUC_FALLTHROUGH;
    case CABINET_OUTBOX_STATE_WRITTEN:
      g_ptr_array_add (wanted, message_of_row (self, item));
      break;
    case CABINET_OUTBOX_STATE_SENDING:
    case CABINET_OUTBOX_STATE_UNCONFIRMED:
      g_hash_table_add (self->doubts, g_strdup (item->key));
      g_ptr_array_add (wanted, message_of_row (self, item));
      break;
    case CABINET_OUTBOX_STATE_ACCEPTED:
    case CABINET_OUTBOX_STATE_DONE:
      if (item->answer != NULL && cabinet_instant_now () - item->updated_at < SETTLING)
        answer = cabinet_record_decode_text (CABINET_TYPE_MESSAGE, item->answer, -1, NULL);
      if (answer == NULL)
        break;
      note_lost_files (self, item, answer);
      g_ptr_array_add (wanted, answer);
      break;
    case CABINET_OUTBOX_STATE_ABANDONED:
    case CABINET_OUTBOX_STATE_UNKNOWN:
    default:
      break;
    }
}

/* Adds what waits, or was refused, to @wanted (of CabinetMessage). */
void
cabinet_conversation_add_outbox (CabinetConversation *self, GPtrArray *wanted)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (self->core, &error);
  g_autoptr (GPtrArray) rows = journal != NULL ? cabinet_outbox_load (journal, self->id, TRUE, &error) : NULL;

  if (rows == NULL)
    {
      g_warning ("the outbox could not be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      CabinetMessage *message = g_ptr_array_index (wanted, i);

      if (message->key != NULL)
        g_hash_table_insert (known, message->key, message);
    }
  g_hash_table_remove_all (self->failures);
  g_hash_table_remove_all (self->doubts);
  for (guint i = 0; i < rows->len; i++)
    add_row (self, wanted, known, g_ptr_array_index (rows, i));
}
