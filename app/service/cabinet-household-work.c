/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"

/* How long a program that ends still waits for a session that is being renewed. */
#define RENEWAL_LIMIT_S 5

static void
on_order_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetHousehold *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error)
      && (self->closed || cabinet_household_reload (self, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_household_move_async:
 * @self: a household
 * @account: which contract
 * @place: the contract in whose place it is to stand
 * @cancellable: (nullable): a cancellable
 * @callback: called when the order is archived and the list follows it
 * @user_data: for @callback
 */
void
cabinet_household_move_async (CabinetHousehold *self,
                              CabinetAccount *account,
                              CabinetAccount *place,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GTask *task;
  gboolean passed = FALSE;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));
  g_return_if_fail (CABINET_IS_ACCOUNT (account));
  g_return_if_fail (CABINET_IS_ACCOUNT (place));

  for (guint i = 0; i < cabinet_list_length (self->all); i++)
    {
      CabinetAccount *each = cabinet_list_get (self->all, i);

      passed |= each == account;
      if (each == place && !passed)
        g_ptr_array_add (ids, (char *) cabinet_account_get_id (account));
      if (each != account)
        g_ptr_array_add (ids, (char *) cabinet_account_get_id (each));
      if (each == place && passed)
        g_ptr_array_add (ids, (char *) cabinet_account_get_id (account));
    }
  g_ptr_array_add (ids, NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_move_async);
  cabinet_archive_save_order_async (self->core->archive, (const char *const *) ids->pdata, cancellable,
                                    on_order_saved, task);
}

gboolean
cabinet_household_move_finish (CabinetHousehold *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The secrets that are still to be looked for, one sign-in after the other. */
static void probe_next (GTask *task);

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GQueue *waiting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  cabinet_credential_load_finish (CABINET_CREDENTIAL (source), result, &error);
  g_object_unref (g_queue_pop_head (waiting));
  probe_next (task);
}

/* Takes @task. */
static void
probe_next (GTask *task)
{
  GQueue *waiting = g_task_get_task_data (task);

  if (g_queue_is_empty (waiting))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  cabinet_credential_load_async (g_queue_peek_head (waiting), g_task_get_cancellable (task), on_probed, task);
}

static void
queue_free (gpointer queue)
{
  g_queue_free_full (queue, g_object_unref);
}

/**
 * cabinet_household_probe_async:
 * @self: a household
 * @cancellable: (nullable): a cancellable
 * @callback: called when the state of every account is known
 * @user_data: for @callback
 *
 * Looks whether the keyring gives the secrets it should hold, without any request to a provider.
 */
void
cabinet_household_probe_async (CabinetHousehold *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  GQueue *waiting = g_queue_new ();
  GHashTableIter iter;
  gpointer sign_in;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_probe_async);
  g_task_set_task_data (task, waiting, queue_free);
  g_hash_table_iter_init (&iter, self->sign_ins);
  while (g_hash_table_iter_next (&iter, NULL, &sign_in))
    g_queue_push_tail (waiting, g_object_ref (cabinet_sign_in_get_credential (sign_in)));
  probe_next (task);
}

gboolean
cabinet_household_probe_finish (CabinetHousehold *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cabinet_household_is_renewing (CabinetHousehold *self)
{
  GHashTableIter iter;
  gpointer sign_in;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (self), FALSE);

  g_hash_table_iter_init (&iter, self->sign_ins);
  while (g_hash_table_iter_next (&iter, NULL, &sign_in))
    if (cabinet_sign_in_get_credential (sign_in)->renewing->len > 0)
      return TRUE;
  return FALSE;
}

static gboolean
on_renewal_limit (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * cabinet_household_let_renewals_end:
 * @self: a household
 *
 * A token that the provider has just replaced, and nobody kept, would end the session. A program that ends
 * calls this before it closes the household.
 */
void
cabinet_household_let_renewals_end (CabinetHousehold *self)
{
  g_autoptr (GSource) limit = g_timeout_source_new_seconds (RENEWAL_LIMIT_S);
  gboolean over = FALSE;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));

  g_source_set_callback (limit, on_renewal_limit, &over, NULL);
  g_source_attach (limit, NULL);
  while (!over && cabinet_household_is_renewing (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (limit);
}

static void
on_journal_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cabinet_journal_finish (CABINET_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_archive_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  CabinetHousehold *self = g_task_get_source_object (task);
  GError *error = NULL;
  CabinetJournal *journal = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    journal = cabinet_core_get_journal (self->core, &error);
  if (journal != NULL)
    cabinet_journal_check_async (journal, cancellable, on_journal_checked, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_household_check_async:
 * @self: a household
 * @cancellable: (nullable): a cancellable
 * @callback: called when archive and journal were looked through
 * @user_data: for @callback
 */
void
cabinet_household_check_async (CabinetHousehold *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_check_async);
  cabinet_archive_check_async (self->core->archive, cancellable, on_archive_checked, task);
}

gboolean
cabinet_household_check_finish (CabinetHousehold *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cabinet_archive_verify_finish (CABINET_ARCHIVE (source), result, g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_household_verify_async:
 * @self: a household
 * @cancellable: (nullable): a cancellable
 * @callback: called when a part of the archive was looked through
 * @user_data: for @callback
 */
void
cabinet_household_verify_async (CabinetHousehold *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_verify_async);
  g_task_set_task_data (task, g_new0 (gboolean, 1), g_free);
  cabinet_archive_verify_async (self->core->archive, cancellable, on_verified, task);
}

gboolean
cabinet_household_verify_finish (CabinetHousehold *self, GAsyncResult *result, gboolean *over, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *over = *(gboolean *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}
