/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"

/* So many sign-ins are read at once: enough to be quick, few enough for a slow line. Of the contracts of one
 * sign-in only one at a time: a provider is not asked several things at once by one person. */
#define MAX_AT_ONCE 4
/* A round over contracts. */
typedef struct
{
  GQueue waiting;      /* of CabinetAccount */
  GHashTable *running; /* the sign-ins that are being read: a set of ids */
  CabinetHouseholdStart start;
  CabinetHouseholdTold told;
  gpointer told_data;
  int seconds;   /* for one contract; <= 0 = as many as it needs */
  GError *error; /* the first */
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
  CabinetAccount *account;
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
  g_object_unref (self->account);
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
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Turn *turn = user_data;
  g_autoptr (GTask) task = g_object_ref (turn->task);
  g_autoptr (CabinetAccount) account = g_object_ref (turn->account);
  Round *self = g_task_get_task_data (task);

  g_hash_table_remove (self->running, turn->sign_in);
  turn_free (turn);
  self->told (account, result, self->told_data);
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
  turn->account = account;
  turn->sign_in = g_strdup (cabinet_account_get_sign_in_id (account));
  if (self->seconds > 0)
    {
      turn->cancellable = g_cancellable_new ();
      turn->timer = g_timeout_add_seconds (self->seconds, on_time_over, turn);
    }
  else
    g_set_object (&turn->cancellable, g_task_get_cancellable (task));
  g_hash_table_add (self->running, g_strdup (turn->sign_in));
  self->start (account, turn->cancellable, on_ended, turn);
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

static void
on_refreshed (CabinetAccount *account, GAsyncResult *result, gpointer round)
{
  Round *self = round;
  g_autoptr (GError) error = NULL;

  cabinet_account_refresh_finish (account, result, NULL, &error);
  if (self->error == NULL)
    self->error = g_steal_pointer (&error);
}

/* It refreshes, unless something else is set. */
static Round *
begin_round (GTask *task)
{
  Round *self = g_new0 (Round, 1);

  g_queue_init (&self->waiting);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->start = cabinet_account_refresh_async;
  self->told = on_refreshed;
  self->told_data = self;
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
 * cabinet_household_each_async:
 * @self: a household
 * @accounts: (element-type CabinetAccount): the contracts that are meant
 * @start: begins what is done with each
 * @told: called with what each came to, as soon as it is known
 * @seconds: how long one of them may take before it is cancelled; <= 0 = as long as all may
 * @cancellable: (nullable): for all of them, if @seconds does not limit each. Those that wait for their turn
 *   then get it at once, and end as cancelled
 * @callback: called after the last one
 * @user_data: for @told and @callback
 *
 * As many at once, and in such turns, as a refresh of the household has. Ends in
 * [func@household_refresh_finish], which then has no error.
 */
void
cabinet_household_each_async (CabinetHousehold *self,
                              GPtrArray *accounts,
                              CabinetHouseholdStart start,
                              CabinetHouseholdTold told,
                              int seconds,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Round *round;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));
  g_return_if_fail (accounts != NULL && start != NULL && told != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, cabinet_household_each_async);
  round = begin_round (task);
  round->start = start;
  round->told = told;
  round->told_data = user_data;
  round->seconds = seconds;
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
