/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-plan-private.h"

#include "cabinet-archive-readings.h"
#include "cabinet-delivery.h"

/* Tariffs, services, changes, offers, one after the other; each is archived before the next is asked for.
 * What a provider does not have is left out. */
static const struct
{
  CabinetOp op;
  const char *resource;
  const char *capability; /* of an offer */
} parts[] = {
  { CABINET_OP_LIST_TARIFFS, CABINET_RESOURCE_TARIFFS, NULL },
  { CABINET_OP_LIST_SERVICES, CABINET_RESOURCE_SERVICES, NULL },
  { CABINET_OP_LIST_CHANGES, CABINET_RESOURCE_CHANGES, NULL },
  { CABINET_OP_READ_PROMISE, CABINET_RESOURCE_PROMISE, "promise" },
  { CABINET_OP_READ_SUSPENSION, CABINET_RESOURCE_SUSPENSION, "suspend" },
};

typedef struct
{
  CabinetAccount *account;
  CabinetSignIn *sign_in;
  guint part;
  guint read;     /* parts that the provider has */
  GError *reason; /* why the last of the others is missing */
} Refresh;

static void ask (GTask *task);

static void
refresh_free (gpointer data)
{
  Refresh *self = data;

  g_object_unref (self->account);
  g_object_unref (self->sign_in);
  g_clear_error (&self->reason);
  g_free (self);
}

/* Takes @task and @error. */
static void
end (GTask *task, GError *error)
{
  cabinet_plan_end_refresh (g_task_get_source_object (task), error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

typedef struct
{
  CabinetPlan *plan;
  char *key;
} Resumed;

static void
on_resumed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Resumed *self = user_data;
  CabinetPlan *plan = self->plan;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOutboxItem) item = cabinet_delivery_finish (result, &error);

  g_hash_table_remove (plan->resumed, self->key);
  if (item == NULL)
    g_debug ("a change could not be looked for: %s", error->message);
  else if (item->state != CABINET_OUTBOX_STATE_UNCONFIRMED && plan->account != NULL
           && !plan->account->given_up)
    /* What a read shows now was not shown by the one before. */
    cabinet_plan_refresh_async (plan, NULL, NULL, NULL);
  else
    cabinet_plan_changed (plan);
  g_object_unref (plan);
  g_free (self->key);
  g_free (self);
}

static gboolean
is_open (CabinetOutboxItem *item)
{
  return (item->kind == CABINET_OUTBOX_KIND_CHANGE || item->kind == CABINET_OUTBOX_KIND_CANCEL)
         && item->state != CABINET_OUTBOX_STATE_ACCEPTED;
}

/* What an earlier run or a lost line left behind is gone on with. */
static void
resume (CabinetPlan *plan, CabinetAccount *account)
{
  CabinetJournal *journal = cabinet_core_get_journal (account->core, NULL);
  g_autoptr (GPtrArray) items =
    journal != NULL ? cabinet_outbox_load (journal, account->id, FALSE, NULL) : NULL;

  for (guint i = 0; items != NULL && i < items->len && !plan->ordering; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (items, i);
      Resumed *resumed;

      if (!is_open (item) || !g_hash_table_add (plan->resumed, g_strdup (item->key)))
        continue;
      resumed = g_new0 (Resumed, 1);
      resumed->plan = g_object_ref (plan);
      resumed->key = g_strdup (item->key);
      cabinet_delivery_resume_async (account, item->key, NULL, on_resumed, resumed);
    }
}

/* Takes @task. */
static void
next_part (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);

  CabinetPlan *plan = g_task_get_source_object (task);

  do
    self->part++;
  while (self->part < G_N_ELEMENTS (parts) && !cabinet_plan_has_offer (plan, parts[self->part].capability));
  if (self->part < G_N_ELEMENTS (parts))
    {
      ask (task);
      return;
    }
  if (!self->account->given_up)
    resume (plan, self->account);
  end (task, self->read == 0 ? g_steal_pointer (&self->reason) : NULL);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    next_part (task);
  else
    end (task, error);
}

static void
note_changes (CabinetAccount *account, CabinetChangeList *list)
{
  for (guint i = 0; i < cabinet_list_length (list->changes); i++)
    cabinet_delivery_note_shown (account, cabinet_list_get (list->changes, i));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetPlan *plan = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  const char *resource = parts[self->part].resource;
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  /* An offer that is refused is none; the rest is read all the same. */
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED)
      || (parts[self->part].capability != NULL
          && g_error_matches (error, CABINET_ERROR, CABINET_ERROR_REFUSED)))
    {
      g_clear_error (&self->reason);
      self->reason = error;
      next_part (task);
      return;
    }
  if (reply == NULL)
    {
      end (task, error);
      return;
    }
  self->read++;
  if (!reply->not_modified && CABINET_IS_CHANGE_LIST (reply->record))
    note_changes (self->account, reply->record);
  cabinet_plan_take (plan, resource, reply->not_modified ? NULL : reply->record);
  cabinet_archive_save_reading_async (self->account->core->archive, self->account->id, resource,
                                      reply->not_modified ? NULL : reply->record, cabinet_instant_now (),
                                      reply->etag, g_task_get_cancellable (task), on_saved, task);
}

/* Takes @task. */
static void
ask (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);
  CabinetAccount *account = self->account;
  g_autofree char *etag =
    cabinet_archive_load_validator (account->core->archive, account->id, parts[self->part].resource, NULL);
  CabinetCall call = { 0 };

  call.contract = account->contract->id;
  call.currency = account->contract->currency;
  call.etag = etag;
  cabinet_sign_in_call_async (self->sign_in, parts[self->part].op, &call, g_task_get_cancellable (task),
                              on_read, task);
}

/**
 * cabinet_plan_refresh_async:
 * @self: a plan
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what changed, and looks again for what was ordered and is not confirmed.
 */
void
cabinet_plan_refresh_async (CabinetPlan *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;
  Refresh *refresh;

  g_return_if_fail (CABINET_IS_PLAN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_plan_refresh_async);
  if (self->account == NULL || self->account->given_up)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone");
      g_object_unref (task);
      return;
    }
  refresh = g_new0 (Refresh, 1);
  refresh->account = g_object_ref (self->account);
  refresh->sign_in = g_object_ref (self->account->sign_in);
  g_task_set_task_data (task, refresh, refresh_free);
  cabinet_plan_begin_refresh (self);
  ask (task);
}

/**
 * cabinet_plan_refresh_finish:
 * @self: a plan
 * @result: what the callback was given
 * @error: (optional): the first thing that went wrong; what was read before it is kept. UNSUPPORTED: the
 *   provider has none of it
 *
 * Returns: TRUE if all was read and archived
 */
gboolean
cabinet_plan_refresh_finish (CabinetPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cabinet_account_look_for_changes (CabinetAccount *account)
{
  CabinetJournal *journal =
    account->given_up || account->core->closed ? NULL : cabinet_core_get_journal (account->core, NULL);
  g_autoptr (GPtrArray) items =
    journal != NULL ? cabinet_outbox_load (journal, account->id, FALSE, NULL) : NULL;
  CabinetPlan *plan;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      if (!is_open (g_ptr_array_index (items, i)))
        continue;
      plan = cabinet_account_get_plan (account);
      if (!plan->ordering && plan->refreshing == 0)
        cabinet_plan_refresh_async (plan, NULL, NULL, NULL);
      return;
    }
}
