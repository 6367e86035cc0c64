/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"

/* So many sign-ins are read at once: enough to be quick, few enough for a slow line. Of the contracts of one
 * sign-in only one at a time: a provider is not asked several things at once by one person. */
#define MAX_AT_ONCE 4
/* How long a program that ends still waits for a session that is being renewed. */
#define RENEWAL_LIMIT_S 5

/* A round over contracts; the first error is the outcome. */
typedef struct
{
  GQueue waiting;      /* of CabinetAccount */
  GHashTable *running; /* the sign-ins that are being read: a set of ids */
  GError *error;
  int seconds; /* for one contract; <= 0 = as many as it needs */
  CabinetHouseholdTold told;
  gpointer told_data;
} Round;

static void next_in_round (GTask *task);

static void
round_free (Round *self)
{
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_hash_table_unref (self->running);
  g_clear_error (&self->error);
  g_free (self);
}

/* One contract of a round that is being read. The account may get another sign-in meanwhile. */
typedef struct
{
  GTask *task;
  char *sign_in;
  GCancellable *cancellable; /* nullable */
  guint timer;
} Turn;

static void
turn_free (Turn *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cancellable);
  g_object_unref (self->task);
  g_free (self->sign_in);
  g_free (self);
}

static gboolean
on_time_over (gpointer user_data)
{
  Turn *turn = user_data;

  turn->timer = 0;
  g_cancellable_cancel (turn->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Turn *turn = user_data;
  g_autoptr (GTask) task = g_object_ref (turn->task);
  Round *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  CabinetSyncResult summary = { 0 };

  g_hash_table_remove (self->running, turn->sign_in);
  turn_free (turn);
  cabinet_account_refresh_finish (CABINET_ACCOUNT (source), result, &summary, &error);
  if (self->told != NULL)
    self->told (CABINET_ACCOUNT (source), &summary, error, self->told_data);
  if (self->error == NULL)
    self->error = g_steal_pointer (&error);
  next_in_round (task);
}

/* (transfer full) (nullable): the next contract whose sign-in is free. */
static CabinetAccount *
take_free (Round *self)
{
  for (GList *l = self->waiting.head; l != NULL; l = l->next)
    {
      CabinetAccount *account = l->data;

      if (g_hash_table_contains (self->running, cabinet_account_get_sign_in_id (account)))
        continue;
      g_queue_delete_link (&self->waiting, l);
      return account;
    }
  return NULL;
}

/* Takes @account. */
static void
start_turn (GTask *task, CabinetAccount *account)
{
  Round *self = g_task_get_task_data (task);
  Turn *turn = g_new0 (Turn, 1);

  turn->task = g_object_ref (task);
  turn->sign_in = g_strdup (cabinet_account_get_sign_in_id (account));
  if (self->seconds > 0)
    {
      turn->cancellable = g_cancellable_new ();
      turn->timer = g_timeout_add_seconds (self->seconds, on_time_over, turn);
    }
  else
    g_set_object (&turn->cancellable, g_task_get_cancellable (task));
  g_hash_table_add (self->running, g_strdup (turn->sign_in));
  cabinet_account_refresh_async (account, turn->cancellable, on_refreshed, turn);
  g_object_unref (account);
}

static void
next_in_round (GTask *task)
{
  Round *self = g_task_get_task_data (task);

  CabinetAccount *account;

  while (g_hash_table_size (self->running) < MAX_AT_ONCE && (account = take_free (self)) != NULL)
    start_turn (task, account);
  if (g_hash_table_size (self->running) > 0 || g_task_get_completed (task))
    return;
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
is_any (CabinetAccount *account)
{
  return TRUE;
}

static gboolean
is_stale (CabinetAccount *account)
{
  return cabinet_account_get_stale (account) && !cabinet_account_get_refreshing (account);
}

static gboolean
is_local (CabinetAccount *account)
{
  return cabinet_demo_is_address (
    cabinet_sign_in_get_stored (cabinet_account_get_sign_in (account))->base_url);
}

static gboolean
is_locked_out (CabinetAccount *account)
{
  return cabinet_account_get_state (account) == CABINET_ACCOUNT_STATE_KEYRING_LOCKED;
}

static Round *
begin_round (GTask *task)
{
  Round *self = g_new0 (Round, 1);

  g_queue_init (&self->waiting);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, self, (GDestroyNotify) round_free);
  return self;
}

/* Takes @task. */
static void
start_round (GTask *task, gboolean (*wanted) (CabinetAccount *account))
{
  g_autoptr (GTask) owned = task;
  CabinetHousehold *household = g_task_get_source_object (task);
  guint n = cabinet_list_length (household->all);
  Round *self = begin_round (task);

  for (guint i = 0; i < n; i++)
    {
      CabinetAccount *account = cabinet_list_get (household->all, i);

      if (wanted (account))
        g_queue_push_tail (&self->waiting, g_object_ref (account));
    }
  next_in_round (owned);
}

/**
 * cabinet_household_refresh_async:
 * @self: a household
 * @which: the contracts that are to be read
 * @cancellable: (nullable): a cancellable
 * @callback: called when they were read, or tried
 * @user_data: for @callback
 */
void
cabinet_household_refresh_async (CabinetHousehold *self,
                                 CabinetHouseholdPart which,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  static gboolean (*const wanted[]) (CabinetAccount *) = {
    [CABINET_HOUSEHOLD_ALL] = is_any,
    [CABINET_HOUSEHOLD_STALE] = is_stale,
    [CABINET_HOUSEHOLD_LOCAL] = is_local,
  };
  GTask *task;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));
  g_return_if_fail (which < G_N_ELEMENTS (wanted));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_refresh_async);
  start_round (task, wanted[which]);
}

/**
 * cabinet_household_refresh_each_async:
 * @self: a household
 * @accounts: (element-type CabinetAccount): the contracts that are to be read
 * @seconds: how long one of them may take before it is cancelled; <= 0 = as long as it needs
 * @told: (scope async): called with what each came to, as soon as it is known
 * @callback: called after the last one
 * @user_data: for @told and @callback
 *
 * As [func@household_refresh_async], and ends in the same.
 */
void
cabinet_household_refresh_each_async (CabinetHousehold *self,
                                      GPtrArray *accounts,
                                      int seconds,
                                      CabinetHouseholdTold told,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Round *round;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));
  g_return_if_fail (accounts != NULL && told != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_refresh_each_async);
  round = begin_round (task);
  round->seconds = seconds;
  round->told = told;
  round->told_data = user_data;
  for (guint i = 0; i < accounts->len; i++)
    g_queue_push_tail (&round->waiting, g_object_ref (g_ptr_array_index (accounts, i)));
  next_in_round (task);
}

gboolean
cabinet_household_refresh_finish (CabinetHousehold *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

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

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cabinet_keyring_unlock_finish (CABINET_KEYRING (source), result, &error))
    start_round (g_steal_pointer (&task), is_locked_out);
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_household_unlock_async:
 * @self: a household
 * @cancellable: (nullable): a cancellable
 * @callback: called when the keyring is open and the contracts that waited for it were read
 * @user_data: for @callback
 *
 * Asks the keyring to open; the person may be asked for its password.
 */
void
cabinet_household_unlock_async (CabinetHousehold *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_unlock_async);
  cabinet_keyring_unlock_async (self->core->keyring, cancellable, on_unlocked, task);
}

gboolean
cabinet_household_unlock_finish (CabinetHousehold *self, GAsyncResult *result, GError **error)
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
