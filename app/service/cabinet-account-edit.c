/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetAccount *self = g_task_get_source_object (task);
  CabinetStoredAccount *wish = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  cabinet_account_take_stored (self, wish);
  g_task_return_boolean (task, TRUE);
}

/* What the account will be: taken over when it is written. */
static CabinetStoredAccount *
dup_stored (CabinetAccount *self)
{
  CabinetStoredAccount *stored = g_object_new (CABINET_TYPE_STORED_ACCOUNT, NULL);

  stored->id = g_strdup (self->id);
  stored->label = g_strdup (self->label);
  stored->hidden = self->hidden;
  stored->position = self->position;
  return stored;
}

/**
 * cabinet_account_set_label_async:
 * @self: an account
 * @label: (nullable): the person's own name for it; NULL or blank = none
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is archived
 * @user_data: for @callback
 */
void
cabinet_account_set_label_async (CabinetAccount *self,
                                 const char *label,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  CabinetStoredAccount *wish = dup_stored (self);

  g_task_set_source_tag (task, cabinet_account_set_label_async);
  g_free (wish->label);
  wish->label = label != NULL ? g_strstrip (g_strdup (label)) : NULL;
  if (wish->label != NULL && *wish->label == '\0')
    g_clear_pointer (&wish->label, g_free);
  g_task_set_task_data (task, wish, g_object_unref);
  cabinet_archive_save_label_async (self->core->archive, self->id, wish->label, cancellable, on_saved, task);
}

/**
 * cabinet_account_set_hidden_async:
 * @self: an account
 * @hidden: whether the list leaves it out
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is archived
 * @user_data: for @callback
 */
void
cabinet_account_set_hidden_async (CabinetAccount *self,
                                  gboolean hidden,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  CabinetStoredAccount *wish = dup_stored (self);

  g_task_set_source_tag (task, cabinet_account_set_hidden_async);
  wish->hidden = hidden;
  g_task_set_task_data (task, wish, g_object_unref);
  cabinet_archive_save_hidden_async (self->core->archive, self->id, hidden, cancellable, on_saved, task);
}

gboolean
cabinet_account_set_finish (CabinetAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
