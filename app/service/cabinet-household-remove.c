/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-attachment-files.h"
#include "cabinet-file-lock.h"
#include "cabinet-household-private.h"

#include <glib/gstdio.h>

#include "cabinet-outbox.h"

/* A sign-in that another process adds at this moment is not an unfinished one. */
#define UNFINISHED_AFTER (60 * G_TIME_SPAN_SECOND)
/* The provider is told that the session ends, but is not waited for. */
#define SIGN_OUT_LIMIT_S 3

/* Removing a contract: note what will be done → end the session → forget the secret → erase the data → strike
 * the notes out. After a crash anywhere between, the notes say what is left to do. */
typedef struct
{
  char *account;
  char *sign_in; /* NULL = another contract still needs it */
  GCancellable *sign_out;
  guint sign_out_timer;
} Removal;

static void
removal_free (Removal *self)
{
  g_clear_handle_id (&self->sign_out_timer, g_source_remove);
  g_clear_object (&self->sign_out);
  g_free (self->account);
  g_free (self->sign_in);
  g_free (self);
}

/**
 * cabinet_intent_dup_key:
 * @kind: of the intent
 * @subject: what it is about
 *
 * Returns: (transfer full): the key under which the journal has it
 */
char *
cabinet_intent_dup_key (const char *kind, const char *subject)
{
  return g_strconcat (kind, ":", subject, NULL);
}

/* Strikes an intent out; one that stays is looked at again at the next start, which does no harm. */
void
cabinet_intent_settle (CabinetCore *core, const char *kind, const char *subject)
{
  g_autofree char *key = cabinet_intent_dup_key (kind, subject);
  CabinetJournal *journal = cabinet_core_get_journal (core, NULL);

  if (journal != NULL)
    cabinet_journal_settle_async (journal, key, NULL, NULL, NULL);
}

/* Few and local: no thread is worth it. */
static void
erase_files (CabinetCore *core, const char *account)
{
  g_autofree char *root = g_build_filename (core->folder, "attachments", NULL);

  cabinet_attachment_files_erase (root, account);
}

/* A backup that was killed left a copy of all; one that is being made at this moment removes its own. */
static void
on_backup_locked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetHousehold *household = g_task_get_source_object (task);
  Removal *self = g_task_get_task_data (task);
  g_autoptr (CabinetFileLock) lock = cabinet_file_lock_acquire_finish (result, NULL);

  if (lock != NULL)
    {
      cabinet_backup_remove_parts (household->core);
      cabinet_file_lock_release (lock);
    }
  cabinet_intent_settle (household->core, CABINET_INTENT_ERASE_ACCOUNT, self->account);
  g_task_return_boolean (task, TRUE);
}

static void
on_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetHousehold *household = g_task_get_source_object (task);
  Removal *self = g_task_get_task_data (task);
  g_autofree char *lock = NULL;
  GError *error = NULL;

  if (!cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error)
      || !cabinet_household_reload (household, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  erase_files (household->core, self->account);
  lock = cabinet_core_dup_lock_path (household->core, "backup");
  cabinet_file_lock_acquire_async (lock, NULL, on_backup_locked, g_steal_pointer (&task));
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetHousehold *household = g_task_get_source_object (task);
  Removal *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (cabinet_outbox_finish (CABINET_JOURNAL (source), result, &error))
    {
      cabinet_archive_erase_account_async (household->core->archive, self->account,
                                           g_task_get_cancellable (task), on_erased, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes @task. What waits in the outbox goes first: see there for what stays. */
static void
erase (GTask *task)
{
  CabinetHousehold *household = g_task_get_source_object (task);
  Removal *self = g_task_get_task_data (task);
  GError *error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (household->core, &error);

  if (journal != NULL)
    {
      cabinet_outbox_forget_async (journal, self->account, g_task_get_cancellable (task), on_forgotten, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetHousehold *household = g_task_get_source_object (task);
  Removal *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *lock = cabinet_core_dup_lock_path (household->core, self->sign_in);

  /* With the keyring closed the note stays, and the next start tries again. */
  if (cabinet_keyring_clear_finish (CABINET_KEYRING (source), result, &error))
    cabinet_intent_settle (household->core, CABINET_INTENT_FORGET_SECRET, self->sign_in);
  else
    g_debug ("a secret is not forgotten yet: %s", error->message);
  g_unlink (lock);
  erase (task);
}

/* Takes @task. */
static void
forget_secret (GTask *task)
{
  CabinetHousehold *household = g_task_get_source_object (task);
  Removal *self = g_task_get_task_data (task);

  cabinet_keyring_clear_async (household->core->keyring, self->sign_in, NULL, on_cleared, task);
}

static void
on_signed_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Removal *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply == NULL)
    g_debug ("the session was not ended at the provider: %s", error->message);
  g_clear_handle_id (&self->sign_out_timer, g_source_remove);
  forget_secret (task);
}

static gboolean
on_sign_out_limit (gpointer user_data)
{
  Removal *self = user_data;

  self->sign_out_timer = 0;
  g_cancellable_cancel (self->sign_out);
  return G_SOURCE_REMOVE;
}

/* Takes @task. */
static void
sign_out (GTask *task)
{
  CabinetHousehold *household = g_task_get_source_object (task);
  Removal *self = g_task_get_task_data (task);
  CabinetSignIn *sign_in =
    self->sign_in != NULL ? cabinet_household_get_sign_in (household, self->sign_in) : NULL;

  if (self->sign_in == NULL)
    {
      erase (task);
      return;
    }
  if (sign_in == NULL)
    {
      forget_secret (task);
      return;
    }
  self->sign_out = g_cancellable_new ();
  self->sign_out_timer = g_timeout_add_seconds (SIGN_OUT_LIMIT_S, on_sign_out_limit, self);
  cabinet_sign_in_call_async (sign_in, CABINET_OP_SIGN_OUT, NULL, self->sign_out, on_signed_out, task);
}

static void
on_secret_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cabinet_journal_finish (CABINET_JOURNAL (source), result, &error))
    {
      sign_out (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_erase_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Removal *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *key = NULL;

  if (!cabinet_journal_finish (CABINET_JOURNAL (source), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (self->sign_in == NULL)
    {
      sign_out (task);
      return;
    }
  key = cabinet_intent_dup_key (CABINET_INTENT_FORGET_SECRET, self->sign_in);
  cabinet_journal_add_async (CABINET_JOURNAL (source), key, CABINET_INTENT_FORGET_SECRET, self->sign_in, NULL,
                             NULL, on_secret_noted, task);
}

/* Whether its sign-in opens no other contract that stays: several may be removed at once. */
static gboolean
is_last (CabinetHousehold *self, CabinetAccount *account)
{
  for (guint i = 0; i < cabinet_list_length (self->all); i++)
    {
      CabinetAccount *other = cabinet_list_get (self->all, i);

      if (other != account && !other->given_up
          && g_str_equal (cabinet_account_get_sign_in_id (other), cabinet_account_get_sign_in_id (account)))
        return FALSE;
    }
  return TRUE;
}

/**
 * cabinet_household_remove_async:
 * @self: a household
 * @account: what to forget
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Forgets all local data of @account, and the secret with the last contract of its sign-in. The contract
 * itself goes on at the provider (A16).
 */
void
cabinet_household_remove_async (CabinetHousehold *self,
                                CabinetAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Removal *removal;
  const char *sign_in;
  g_autofree char *key = NULL;
  CabinetJournal *journal;
  GError *error = NULL;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));
  g_return_if_fail (CABINET_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_household_remove_async);
  sign_in = cabinet_account_get_sign_in_id (account);
  removal = g_new0 (Removal, 1);
  removal->account = g_strdup (cabinet_account_get_id (account));
  if (is_last (self, account))
    removal->sign_in = g_strdup (sign_in);
  g_task_set_task_data (task, removal, (GDestroyNotify) removal_free);
  journal = cabinet_core_get_journal (self->core, &error);
  if (journal == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  cabinet_account_cancel_refresh (account);
  key = cabinet_intent_dup_key (CABINET_INTENT_ERASE_ACCOUNT, removal->account);
  cabinet_journal_add_async (journal, key, CABINET_INTENT_ERASE_ACCOUNT, removal->account, NULL, cancellable,
                             on_erase_noted, task);
}

gboolean
cabinet_household_remove_finish (CabinetHousehold *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What is left to do of an intent, while the household is there. */
typedef struct
{
  CabinetHousehold *household;
  CabinetIntent *intent;
} Leftover;

static Leftover *
leftover_new (CabinetHousehold *household, CabinetIntent *intent)
{
  Leftover *self = g_new0 (Leftover, 1);

  self->household = g_object_ref (household);
  self->intent = g_object_ref (intent);
  return self;
}

static void
leftover_done (Leftover *self, const GError *error)
{
  if (error == NULL)
    cabinet_intent_settle (self->household->core, self->intent->kind, self->intent->subject);
  else
    g_debug ("%s is still unfinished: %s", self->intent->key, error->message);
  g_clear_object (&self->household);
  g_clear_object (&self->intent);
  g_free (self);
}

static void
on_leftover_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  cabinet_keyring_clear_finish (CABINET_KEYRING (source), result, &error);
  leftover_done (user_data, error);
}

static void
on_leftover_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Leftover *self = user_data;
  g_autoptr (GError) error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    {
      erase_files (self->household->core, self->intent->subject);
      cabinet_household_reload (self->household, NULL);
    }
  leftover_done (self, error);
}

static void
on_leftover_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Leftover *self = user_data;
  g_autoptr (GError) error = NULL;

  if (cabinet_outbox_finish (CABINET_JOURNAL (source), result, &error))
    cabinet_archive_erase_account_async (self->household->core->archive, self->intent->subject, NULL,
                                         on_leftover_erased, self);
  else
    leftover_done (self, error);
}

static void
settle_intent (CabinetHousehold *self, CabinetJournal *journal, CabinetIntent *intent)
{
  gboolean known = cabinet_household_get_sign_in (self, intent->subject) != NULL;

  if (g_str_equal (intent->kind, CABINET_INTENT_ERASE_ACCOUNT))
    cabinet_outbox_forget_async (journal, intent->subject, NULL, on_leftover_forgotten,
                                 leftover_new (self, intent));
  else if (g_str_equal (intent->kind, CABINET_INTENT_ADD_SIGN_IN) && known)
    leftover_done (leftover_new (self, intent), NULL);
  else if (g_str_equal (intent->kind, CABINET_INTENT_ADD_SIGN_IN)
           || g_str_equal (intent->kind, CABINET_INTENT_FORGET_SECRET))
    cabinet_keyring_clear_async (self->core->keyring, intent->subject, NULL, on_leftover_cleared,
                                 leftover_new (self, intent));
}

/**
 * cabinet_household_settle:
 * @self: a household
 *
 * Finishes what an earlier run began and did not end: contracts half removed, secrets without a contract.
 * Without anything pending it costs one read of a small table and touches no keyring.
 */
void
cabinet_household_settle (CabinetHousehold *self)
{
  g_autoptr (GError) error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (self->core, &error);
  g_autoptr (GPtrArray) intents =
    journal != NULL ? cabinet_journal_load_pending (journal, NULL, &error) : NULL;
  CabinetInstant now = cabinet_instant_now ();

  if (intents == NULL)
    {
      g_warning ("the journal could not be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < intents->len; i++)
    {
      CabinetIntent *intent = g_ptr_array_index (intents, i);

      if (now - intent->created_at > UNFINISHED_AFTER || now < intent->created_at)
        settle_intent (self, journal, intent);
    }
}
