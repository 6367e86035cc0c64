/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-account-private.h"

#include <glib/gi18n-lib.h>

#include "cabinet-plan.h"

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
cabinet_account_has_web_forms (CabinetAccount *self)
{
  g_return_val_if_fail (CABINET_IS_ACCOUNT (self), FALSE);

  return cabinet_provider_has_web_forms (cabinet_account_get_connector (self));
}

gboolean
cabinet_account_get_web_forms (CabinetAccount *self)
{
  g_return_val_if_fail (CABINET_IS_ACCOUNT (self), FALSE);

  return cabinet_account_has_web_forms (self) && cabinet_sign_in_get_stored (self->sign_in)->web_forms;
}

const char *
cabinet_account_get_web_forms_words (void)
{
  return _ (
    "The provider's system does not offer all to programs. What it lacks Cabinet then does as you would "
    "in a browser: it fills in a form of a web page and sends it, once. Such a page may look otherwise "
    "tomorrow, and the form then do nothing, or something else than was shown. Cabinet looks afterwards "
    "whether it was done, and says so if that cannot be seen.");
}

/* What can be done is another now: it is read again, with what shows it. */
static void
on_web_forms_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetAccount *self = g_task_get_source_object (task);
  g_autoptr (CabinetStoredSignIn) stored =
    cabinet_stored_sign_in_copy (cabinet_sign_in_get_stored (self->sign_in));
  GError *error = NULL;

  if (!cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  stored->web_forms = GPOINTER_TO_INT (g_task_get_task_data (task));
  cabinet_sign_in_set_stored (self->sign_in, stored);
  cabinet_account_sign_in_changed (self);
  cabinet_account_refresh_overview_async (self, NULL, NULL, NULL);
  if (self->plan != NULL)
    cabinet_plan_refresh_async (CABINET_PLAN (self->plan), NULL, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * cabinet_account_set_web_forms_async:
 * @self: an account
 * @web_forms: whether Cabinet may fill in the forms of the provider's web pages; goes for the whole sign-in
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is archived
 * @user_data: for @callback
 */
void
cabinet_account_set_web_forms_async (CabinetAccount *self,
                                     gboolean web_forms,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, cabinet_account_set_web_forms_async);
  if (!cabinet_account_has_web_forms (self))
    {
      g_task_return_error (task, cabinet_error_new (CABINET_ERROR_UNSUPPORTED, NULL, "%s",
                                                    _ ("Nothing is done by web pages at this provider")));
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, GINT_TO_POINTER (web_forms != FALSE), NULL);
  cabinet_archive_save_web_forms_async (self->core->archive, cabinet_account_get_sign_in_id (self), web_forms,
                                        cancellable, on_web_forms_saved, task);
}

gboolean
cabinet_account_set_finish (CabinetAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
