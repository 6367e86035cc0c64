/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation-private.h"

#include "cabinet-attachment-files.h"
#include "cabinet-outbox-edit.h"

/* A row is written before its files are uploaded, and perhaps before its thread is known. What is still
 * missing is found here, and written into the row before the row is sent. An upload has a key that follows
 * from the row's, so that a repeat by another run or process gives the same id. */

typedef struct
{
  CabinetAccount *account;
  CabinetOutboxItem *item;
  CabinetMessageRequest *request;
  GPtrArray *paths;
  guint next; /* which file is uploaded now */
  gboolean different;
} Prepare;

static void upload_next (GTask *task);

static void
prepare_free (Prepare *self)
{
  g_clear_object (&self->account);
  g_clear_object (&self->item);
  g_clear_object (&self->request);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_free (self);
}

static char *
upload_key (const char *key, guint index)
{
  g_autofree char *text = g_strdup_printf ("%s/%u", key, index);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  /* The shape of a UUID of version 5, which a name gives. */
  return g_strdup_printf ("%.8s-%.4s-5%.3s-a%.3s-%.12s", sum, sum + 8, sum + 12, sum + 15, sum + 18);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cabinet_journal_finish (CABINET_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
write_down (GTask *task)
{
  CabinetConversation *conversation = g_task_get_source_object (task);
  Prepare *self = g_task_get_task_data (task);
  g_autofree char *json = cabinet_record_encode_text (self->request);
  GError *error = NULL;
  CabinetJournal *journal = NULL;

  if (self->different)
    {
      journal = cabinet_core_get_journal (conversation->core, &error);
      if (journal != NULL)
        {
          cabinet_outbox_amend_async (journal, self->item->key, self->item->subject, json, NULL, on_written,
                                      task);
          return;
        }
      g_task_return_error (task, error);
    }
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_refused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  cabinet_outbox_finish (CABINET_JOURNAL (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, FALSE);
}

/* A file that is not taken: the message cannot go as it is. Takes @task. */
static void
refuse (GTask *task, const GError *reason)
{
  CabinetConversation *conversation = g_task_get_source_object (task);
  Prepare *self = g_task_get_task_data (task);
  const char *words = cabinet_error_get_words (reason);
  const char *code = cabinet_error_get_code (reason);
  GError *error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (conversation->core, &error);

  if (journal == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self->item->state = CABINET_OUTBOX_STATE_REFUSED;
  g_free (self->item->code);
  self->item->code =
    g_strdup_printf ("%s:%s", cabinet_error_kind_to_nick (CABINET_ERROR_REFUSED), code != NULL ? code : "");
  g_free (self->item->words);
  self->item->words = g_strdup (words != NULL ? words : reason->message);
  self->item->updated_at = cabinet_instant_now ();
  cabinet_outbox_save_async (journal, self->item, NULL, on_refused, task);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, CABINET_ERROR, CABINET_ERROR_REFUSED)
         || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_INPUT)
         || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED);
}

static void
on_uploaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Prepare *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  CabinetAttachment *attachment = reply != NULL ? reply->record : NULL;

  if (reply != NULL && attachment == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "the upload has no id");
  if (error != NULL && is_refusal (error))
    refuse (task, error);
  else if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
    }
  else
    {
      g_free (self->request->attachments[self->next]);
      self->request->attachments[self->next] = g_strdup (attachment->id);
      self->different = TRUE;
      self->next++;
      upload_next (task);
    }
}

static CabinetUploadRequest *
load_upload (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autofree char *guess = NULL;
  CabinetUploadRequest *upload;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, error))
    return NULL;
  upload = g_object_new (CABINET_TYPE_UPLOAD_REQUEST, NULL);
  upload->name = cabinet_attachment_files_dup_name (path);
  guess = g_content_type_guess (upload->name, (const guchar *) data, size, NULL);
  upload->type = g_content_type_get_mime_type (guess);
  upload->content = g_base64_encode ((const guchar *) data, size);
  return upload;
}

static gboolean
takes_uploads (CabinetAccount *account)
{
  return cabinet_provider_takes_uploads (cabinet_sign_in_get_stored (account->sign_in)->connector);
}

GPtrArray *
cabinet_conversation_load_files (CabinetAccount *account, CabinetOutboxItem *item, GError **error)
{
  g_autofree char *root =
    g_build_filename (cabinet_sign_in_get_core (account->sign_in)->folder, "attachments", NULL);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (item->kind != CABINET_OUTBOX_KIND_MESSAGE || takes_uploads (account))
    return g_steal_pointer (&files);
  paths = cabinet_attachment_files_list (root, account->id, item->key);
  for (guint i = 0; i < paths->len; i++)
    {
      CabinetUploadRequest *file = load_upload (g_ptr_array_index (paths, i), error);

      if (file == NULL)
        return NULL;
      g_ptr_array_add (files, file);
    }
  return g_steal_pointer (&files);
}

/* Takes @task. */
static void
upload_next (GTask *task)
{
  Prepare *self = g_task_get_task_data (task);
  char **ids = self->request->attachments;
  g_autoptr (CabinetUploadRequest) upload = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  CabinetCall call = { 0 };

  while (ids[self->next] != NULL && !g_str_has_prefix (ids[self->next], CABINET_FILE_PREFIX))
    self->next++;
  if (ids[self->next] == NULL)
    {
      write_down (task);
      return;
    }
  if (self->next < self->paths->len)
    upload = load_upload (g_ptr_array_index (self->paths, self->next), &error);
  else
    error = cabinet_error_new (CABINET_ERROR_STORAGE, "io", "the file is not there any more");
  if (upload == NULL)
    {
      refuse (task, error);
      return;
    }
  key = upload_key (self->item->key, self->next);
  call.key = key;
  call.record = CABINET_RECORD (upload);
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_UPLOAD, &call, g_task_get_cancellable (task),
                              on_uploaded, task);
}

/* A message for no thread, written when none was known, goes to the one that is open by now (Q14). */
static void
choose_thread (CabinetConversation *conversation, Prepare *self)
{
  CabinetThread *thread;

  if (self->item->subject != NULL || self->request->subject != NULL)
    return;
  thread = cabinet_conversation_get_open_thread (conversation);
  if (thread == NULL)
    return;
  self->item->subject = g_strdup (thread->id);
  self->different = TRUE;
}

void
cabinet_conversation_prepare_async (CabinetConversation *conversation,
                                    CabinetOutboxItem *item,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (conversation, cancellable, callback, user_data);
  Prepare *self = g_new0 (Prepare, 1);
  g_autofree char *root = cabinet_conversation_dup_root (conversation);
  GError *error = NULL;

  g_task_set_source_tag (task, cabinet_conversation_prepare_async);
  g_task_set_task_data (task, self, (GDestroyNotify) prepare_free);
  self->account = g_object_ref (conversation->account);
  self->item = g_object_ref (item);
  /* What may have left is as it was. */
  if (item->state != CABINET_OUTBOX_STATE_WRITTEN)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  self->request = cabinet_record_decode_text (CABINET_TYPE_MESSAGE_REQUEST, item->request, -1, &error);
  if (self->request == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self->paths = cabinet_attachment_files_list (root, conversation->id, item->key);
  choose_thread (conversation, self);
  if (takes_uploads (self->account))
    upload_next (task);
  else
    write_down (task);
}

/* FALSE without an error: the provider does not take a file; the row says so. */
gboolean
cabinet_conversation_prepare_finish (CabinetConversation *conversation, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
