/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-sign-in-flow-private.h"

/* What becomes of a session that was just opened, step by step: read the provider → list the contracts → note
 * the intent → write the secret → archive → strike the note out → read the first overviews. */
typedef struct
{
  CabinetSignInStep *step;
  CabinetProviderInfo *info;
  char *info_etag;
  CabinetStoredSignIn *stored;
  GPtrArray *fresh; /* of CabinetStoredAccount, to add */
  GPtrArray *ids;   /* of all accounts that it is about */
  guint next;       /* of the accounts, to read */
} Keep;

static void
keep_free (Keep *self)
{
  g_clear_object (&self->step);
  g_clear_object (&self->info);
  g_clear_object (&self->stored);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_free (self->info_etag);
  g_free (self);
}

/* Nothing is kept: the session that was opened is of no use any more. Takes @task and @error. */
static void
give_up (GTask *task, GError *error)
{
  CabinetSignInFlow *flow = g_task_get_source_object (task);

  cabinet_sign_in_call_async (flow->sign_in, CABINET_OP_SIGN_OUT, NULL, NULL, NULL, NULL);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void read_next (GTask *task);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Keep *self = g_task_get_task_data (task);

  /* The contract is there; what could not be read yet is the account's own trouble. */
  cabinet_account_refresh_overview_finish (CABINET_ACCOUNT (source), result, NULL);
  self->next++;
  read_next (task);
}

/* Takes @task. */
static void
read_next (GTask *task)
{
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_task_get_task_data (task);

  if (self->next < flow->accounts->len)
    {
      cabinet_account_refresh_overview_async (g_ptr_array_index (flow->accounts, self->next),
                                              g_task_get_cancellable (task), on_read, task);
      return;
    }
  g_task_return_pointer (task, g_object_ref (self->step), g_object_unref);
  g_object_unref (task);
}

static void
find_accounts (CabinetSignInFlow *flow, Keep *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      CabinetAccount *account =
        cabinet_household_lookup (flow->household, g_ptr_array_index (self->ids, i), NULL);

      if (account != NULL)
        g_ptr_array_add (flow->accounts, account);
    }
}

/* A removal that failed half-way is finished by the next start: not over what was added again since. */
static void
take_back_removals (CabinetCore *core, Keep *self)
{
  cabinet_intent_settle (core, CABINET_INTENT_FORGET_SECRET, self->stored->id);
  for (guint i = 0; i < self->fresh->len; i++)
    cabinet_intent_settle (core, CABINET_INTENT_ERASE_ACCOUNT,
                           CABINET_STORED_ACCOUNT (g_ptr_array_index (self->fresh, i))->id);
}

static GPtrArray *
list_lost (CabinetHousehold *household)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id, sign_in;

  g_hash_table_iter_init (&iter, household->sign_ins);
  while (g_hash_table_iter_next (&iter, &id, &sign_in))
    if (cabinet_sign_in_is_lost (sign_in))
      g_ptr_array_add (ids, g_strdup (id));
  return ids;
}

/* What the keyring still has of sign-ins that were lost, and are no longer needed. */
static void
forget_lost (CabinetHousehold *household, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (cabinet_household_get_sign_in (household, id) == NULL)
        cabinet_keyring_clear_async (cabinet_household_get_core (household)->keyring, id, NULL, NULL, NULL);
    }
}

static void
on_archived (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_task_get_task_data (task);
  CabinetCore *core = cabinet_household_get_core (flow->household);
  g_autoptr (GPtrArray) lost = list_lost (flow->household);
  GError *error = NULL;

  if (!cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    {
      /* The note stays: the next start forgets the secret. */
      give_up (task, error);
      return;
    }
  cabinet_intent_settle (core, CABINET_INTENT_ADD_SIGN_IN, self->stored->id);
  take_back_removals (core, self);
  cabinet_household_adopt (flow->household, flow->sign_in);
  if (!cabinet_household_reload (flow->household, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  forget_lost (flow->household, lost);
  if (self->info != NULL)
    cabinet_archive_save_provider_async (core->archive, self->stored->id, self->info, self->info_etag, NULL,
                                         NULL, NULL);
  find_accounts (flow, self);
  read_next (task);
}

/* Takes @task. */
static void
archive (GTask *task)
{
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_task_get_task_data (task);

  /* From here on nothing is cancelled: half a contract is none. */
  cabinet_archive_save_sign_in_async (cabinet_household_get_core (flow->household)->archive, self->stored,
                                      self->fresh, NULL, on_archived, task);
}

static void
on_secret_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  cabinet_keyring_clear_finish (CABINET_KEYRING (source), result, NULL);
  archive (user_data);
}

static void
on_secret_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (cabinet_credential_store_finish (CABINET_CREDENTIAL (source), result, &error))
    {
      archive (task);
      return;
    }
  if (flow->require_keyring)
    {
      give_up (task, error);
      return;
    }
  flow->keyring_error = error;
  self->stored->remember = FALSE;
  archive (task);
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  GError *error = NULL;

  if (!cabinet_journal_finish (CABINET_JOURNAL (source), result, &error))
    {
      give_up (task, error);
      return;
    }
  cabinet_credential_store_async (cabinet_sign_in_get_credential (flow->sign_in), NULL, on_secret_kept, task);
}

/* Takes @task. */
static void
keep_secret (GTask *task)
{
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_task_get_task_data (task);
  CabinetCore *core = cabinet_household_get_core (flow->household);
  CabinetSignIn *known = cabinet_household_get_sign_in (flow->household, self->stored->id);
  g_autofree char *key = cabinet_intent_dup_key (CABINET_INTENT_ADD_SIGN_IN, self->stored->id);
  GError *error = NULL;

  if (self->stored->remember)
    {
      CabinetJournal *journal = cabinet_core_get_journal (core, &error);

      if (journal != NULL)
        cabinet_journal_add_async (journal, key, CABINET_INTENT_ADD_SIGN_IN, self->stored->id, NULL, NULL,
                                   on_noted, task);
      else
        give_up (task, error);
    }
  else if (known != NULL && cabinet_sign_in_get_stored (known)->remember)
    cabinet_keyring_clear_async (core->keyring, self->stored->id, NULL, on_secret_cleared, task);
  else
    archive (task);
}

static CabinetStoredSignIn *
make_stored (CabinetSignInFlow *flow, Keep *self)
{
  CabinetStoredSignIn *draft = cabinet_sign_in_get_stored (flow->sign_in);
  CabinetProviderInfo *info = self->info != NULL ? self->info : flow->descriptor;
  CabinetStoredSignIn *stored = g_object_new (CABINET_TYPE_STORED_SIGN_IN, NULL);

  stored->id = g_strdup (draft->id);
  stored->connector = g_strdup (draft->connector);
  stored->base_url = g_strdup (draft->base_url);
  stored->provider = g_strdup (flow->descriptor->id != NULL ? flow->descriptor->id : info->id);
  stored->kind = self->step->session->guest ? CABINET_LOGIN_KIND_GUEST : flow->request->kind;
  stored->category = g_strdup (flow->request->category);
  stored->login = g_strdup (flow->request->login != NULL ? flow->request->login : "");
  stored->remember = flow->remember;
  stored->info = g_object_ref (info);
  return stored;
}

static void
on_contracts (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply != NULL && reply->record == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, NULL, "contracts: missing");
  if (error == NULL)
    {
      self->stored = make_stored (flow, self);
      self->ids = g_ptr_array_new_with_free_func (g_free);
      self->fresh = cabinet_sign_in_choose_contracts (flow, reply->record, self->stored, self->ids, &error);
    }
  if (error != NULL)
    {
      give_up (task, error);
      return;
    }
  cabinet_sign_in_set_stored (flow->sign_in, self->stored);
  keep_secret (task);
}

static void
on_provider (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply != NULL && reply->record != NULL)
    {
      self->info = g_object_ref (reply->record);
      self->info_etag = g_strdup (reply->etag);
    }
  /* A known provider's descriptor will do. */
  if (error != NULL
      && (flow->descriptor->id == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      give_up (task, error);
      return;
    }
  g_clear_error (&error);
  cabinet_sign_in_call_async (flow->sign_in, CABINET_OP_LIST_CONTRACTS, NULL, g_task_get_cancellable (task),
                              on_contracts, task);
}

/**
 * cabinet_sign_in_keep:
 * @task: (transfer full): whose source is the flow; returns @step
 * @step: the session
 */
void
cabinet_sign_in_keep (GTask *task, CabinetSignInStep *step)
{
  CabinetSignInFlow *flow = g_task_get_source_object (task);
  Keep *self = g_new0 (Keep, 1);

  self->step = g_object_ref (step);
  g_task_set_task_data (task, self, (GDestroyNotify) keep_free);
  cabinet_credential_take_new (cabinet_sign_in_get_credential (flow->sign_in), flow->request->secret,
                               step->session);
  cabinet_sign_in_call_async (flow->sign_in, CABINET_OP_READ_PROVIDER, NULL, g_task_get_cancellable (task),
                              on_provider, task);
}
