/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-conversation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-attachment-files.h"
#include "cabinet-outbox-edit.h"

/* A type that is taken may be a whole family: a slash and a star at its end. */
static gboolean
is_taken (CabinetSupportHours *hours, const char *type)
{
  if (hours->file_types == NULL || hours->file_types[0] == NULL)
    return TRUE;
  for (guint i = 0; hours->file_types[i] != NULL; i++)
    {
      const char *each = hours->file_types[i];

      if (g_ascii_strcasecmp (each, type) == 0)
        return TRUE;
      if (g_str_has_suffix (each, "/*") && g_ascii_strncasecmp (each, type, strlen (each) - 1) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * cabinet_conversation_check_file:
 * @file: what somebody wants to send
 * @error: (optional): CABINET_ERROR_INPUT with the code unreadable, no-files, too-large or file-type
 *
 * A short look at the file's size and name; before the provider's limits were read, only that it is a file.
 *
 * Returns: whether it may be sent
 */
gboolean
cabinet_conversation_check_file (CabinetConversation *self, GFile *file, GError **error)
{
  CabinetSupportHours *hours = cabinet_conversation_get_hours (self);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *mime = NULL;
  g_autofree char *limit = NULL;
  const char *name, *type;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                           "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                                                           "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, &problem);
  if (info == NULL)
    {
      g_autofree char *base = g_file_get_basename (file);
      g_autofree char *display = g_filename_display_name (base);

      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        cabinet_set_error (error, CABINET_ERROR_INPUT, "unreadable", _ ("“%s” is not there any more"),
                           display);
      else
        cabinet_set_error (error, CABINET_ERROR_INPUT, "unreadable", _ ("“%s” cannot be read: %s"), display,
                           problem->message);
      return FALSE;
    }
  name = g_file_info_get_display_name (info);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "unreadable", _ ("“%s” is not a file"), name);
      return FALSE;
    }
  if (hours == NULL)
    return TRUE;
  if (hours->max_files == 0)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "no-files", _ ("The provider takes no files"));
      return FALSE;
    }
  if (hours->max_bytes > 0 && g_file_info_get_size (info) > hours->max_bytes)
    {
      limit = g_format_size ((guint64) hours->max_bytes);
      cabinet_set_error (error, CABINET_ERROR_INPUT, "too-large",
                         /* Translators: %1$s is the name of a file, %2$s a size */
                         _ ("“%1$s” is too large: the provider takes files up to %2$s"), name, limit);
      return FALSE;
    }
  type = g_file_info_get_content_type (info);
  mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  if (mime != NULL && is_taken (hours, mime))
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_INPUT, "file-type",
                     _ ("“%s” is of a kind that the provider does not take"), name);
  return FALSE;
}

static gboolean
check_files (CabinetConversation *self, GListModel *files, GError **error)
{
  CabinetSupportHours *hours = cabinet_conversation_get_hours (self);
  guint n = g_list_model_get_n_items (files);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (!cabinet_conversation_check_file (self, file, error))
        return FALSE;
    }
  if (hours == NULL || n <= hours->max_files)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_INPUT, "too-many-files",
                     ngettext ("The provider takes %d file with a message",
                               "The provider takes %d files with a message", (gulong) hours->max_files),
                     (int) hours->max_files);
  return FALSE;
}

gboolean
cabinet_conversation_check (CabinetConversation *self, const char *text, GListModel *files, GError **error)
{
  CabinetSupportHours *hours = cabinet_conversation_get_hours (self);
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  glong length;

  if (!g_utf8_validate (stripped, -1, NULL))
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", _ ("The message is not text"));
      return FALSE;
    }
  if (*stripped == '\0')
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "empty", "%s",
                         files != NULL && g_list_model_get_n_items (files) > 0
                           ? _ ("Write a few words to go with the files")
                           : _ ("The message is empty"));
      return FALSE;
    }
  length = g_utf8_strlen (stripped, -1);
  if (hours != NULL && hours->max_characters > 0 && length > hours->max_characters)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "too-long",
                         /* Translators: %1$d and %2$d are numbers of characters */
                         _ ("The message has %1$d characters, the provider takes %2$d"), (int) length,
                         (int) hours->max_characters);
      return FALSE;
    }
  return files == NULL || check_files (self, files, error);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  cabinet_conversation_flush_finish (CABINET_CONVERSATION (source), result);
}

static void
on_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetConversation) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_journal_finish (CABINET_JOURNAL (source), result, &error))
    g_warning ("a message could not be taken back: %s", error->message);
  cabinet_conversation_reload (self);
}

/* The row of @message, if it has one. */
static CabinetOutboxItem *
lookup_row (CabinetConversation *self, CabinetMessage *message)
{
  CabinetJournal *journal =
    self->ended || self->core->closed ? NULL : cabinet_core_get_journal (self->core, NULL);

  return journal != NULL && message->key != NULL ? cabinet_outbox_lookup (journal, message->key, NULL) : NULL;
}

static void
drop (CabinetConversation *self, CabinetOutboxItem *item)
{
  cabinet_outbox_drop_async (cabinet_core_get_journal (self->core, NULL), item->key, NULL, on_dropped,
                             g_object_ref (self));
}

/* The refused one goes once the new one is written. */
static void
on_retried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetConversation *self = CABINET_CONVERSATION (source);
  g_autoptr (CabinetOutboxItem) item = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetMessage) message = cabinet_conversation_send_finish (self, result, &error);
  g_autofree char *root = cabinet_conversation_dup_root (self);

  if (message == NULL)
    {
      g_warning ("a message could not be sent again: %s", error->message);
      return;
    }
  if (!self->ended && !self->core->closed)
    drop (self, item);
  cabinet_attachment_files_unstage (root, self->id, item->key);
}

/* What was refused goes out as a new message, under a key of its own. */
static void
send_anew (CabinetConversation *self, CabinetOutboxItem *item)
{
  g_autoptr (CabinetMessageRequest) request =
    cabinet_record_decode_text (CABINET_TYPE_MESSAGE_REQUEST, item->request, -1, NULL);
  g_autofree char *root = cabinet_conversation_dup_root (self);
  g_autoptr (GPtrArray) paths = cabinet_attachment_files_list (root, self->id, item->key);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (g_ptr_array_index (paths, i));

      g_list_store_append (files, file);
    }
  if (request != NULL)
    cabinet_conversation_send_async (self, item->subject, request->subject, request->text,
                                     paths->len > 0 ? G_LIST_MODEL (files) : NULL, NULL, on_retried,
                                     g_object_ref (item));
}

/**
 * cabinet_conversation_retry:
 * @message: one that is queued or failed
 *
 * Tries to send what waits now; what was refused is sent as a new message.
 */
void
cabinet_conversation_retry (CabinetConversation *self, CabinetMessage *message)
{
  g_autoptr (CabinetOutboxItem) item = NULL;

  g_return_if_fail (CABINET_IS_CONVERSATION (self));
  g_return_if_fail (CABINET_IS_MESSAGE (message));

  item = lookup_row (self, message);
  if (item == NULL || self->account == NULL)
    return;
  if (item->state == CABINET_OUTBOX_STATE_REFUSED)
    send_anew (self, item);
  else
    cabinet_conversation_flush_async (self, on_flushed, NULL);
}

/**
 * cabinet_conversation_discard:
 * @message: one that is queued or failed
 *
 * Takes a message back of which nothing left; any other stays as it is.
 */
void
cabinet_conversation_discard (CabinetConversation *self, CabinetMessage *message)
{
  g_autoptr (CabinetOutboxItem) item = NULL;
  g_autofree char *root = NULL;

  g_return_if_fail (CABINET_IS_CONVERSATION (self));
  g_return_if_fail (CABINET_IS_MESSAGE (message));

  item = lookup_row (self, message);
  if (item == NULL
      || (item->state != CABINET_OUTBOX_STATE_REFUSED && item->state != CABINET_OUTBOX_STATE_WRITTEN))
    return;
  drop (self, item);
  root = cabinet_conversation_dup_root (self);
  cabinet_attachment_files_unstage (root, self->id, item->key);
}

typedef struct
{
  CabinetAttachment *attachment;
  char *root;
} Fetch;

static void
fetch_free (Fetch *self)
{
  g_clear_object (&self->attachment);
  g_free (self->root);
  g_free (self);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetConversation *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GError) unkept = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  CabinetAttachmentContent *content = reply != NULL ? reply->record : NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize size;

  if (reply != NULL && content == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "content: missing");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  data = g_base64_decode (content->content, &size);
  bytes = g_bytes_new_take (data, size);
  if ((gint64) size != content->size)
    {
      g_task_return_error (
        task, cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "content: not of the size said"));
      return;
    }
  if (!self->ended
      && !cabinet_attachment_files_save (fetch->root, self->id, fetch->attachment->id, bytes, &unkept))
    g_debug ("an attachment is not kept: %s", unkept->message);
  g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

/* What waits to be sent is read where it waits. */
static GBytes *
load_here (CabinetConversation *self, Fetch *fetch)
{
  const char *id = fetch->attachment->id;
  char *data;
  gsize size;

  if (!g_str_has_prefix (id, CABINET_FILE_PREFIX))
    return cabinet_attachment_files_load (fetch->root, self->id, id);
  id += strlen (CABINET_FILE_PREFIX);
  if (!g_str_has_prefix (id, fetch->root) || !g_file_get_contents (id, &data, &size, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

/**
 * cabinet_conversation_fetch_async:
 * @attachment: of a message that is shown
 * @cancellable: (nullable): a cancellable
 * @callback: called when its bytes are there
 * @user_data: for @callback
 *
 * Reads the bytes from the archive, or from the provider, and keeps them.
 */
void
cabinet_conversation_fetch_async (CabinetConversation *self,
                                  CabinetAttachment *attachment,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch;
  GBytes *bytes;
  CabinetCall call = { 0 };

  g_return_if_fail (CABINET_IS_CONVERSATION (self));
  g_return_if_fail (CABINET_IS_ATTACHMENT (attachment));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_conversation_fetch_async);
  fetch = g_new0 (Fetch, 1);
  fetch->attachment = g_object_ref (attachment);
  fetch->root = cabinet_conversation_dup_root (self);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  bytes = load_here (self, fetch);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else if (self->account == NULL || self->ended)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the contract is not there any more");
  else
    {
      call.id = attachment->id;
      cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_FETCH_ATTACHMENT, &call, cancellable,
                                  on_fetched, g_steal_pointer (&task));
    }
}

/**
 * cabinet_conversation_fetch_finish:
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
cabinet_conversation_fetch_finish (CabinetConversation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
