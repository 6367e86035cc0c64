/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-charging.h"
#include "cabinet-delivery.h"
#include "cabinet-forecast.h"

G_DEFINE_FINAL_TYPE (CabinetChangeOutlook, cabinet_change_outlook, G_TYPE_OBJECT)

static void
cabinet_change_outlook_finalize (GObject *object)
{
  CabinetChangeOutlook *self = CABINET_CHANGE_OUTLOOK (object);

  g_clear_object (&self->request);
  g_clear_object (&self->preview);
  g_free (self->key);
  G_OBJECT_CLASS (cabinet_change_outlook_parent_class)->finalize (object);
}

static void
cabinet_change_outlook_class_init (CabinetChangeOutlookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_change_outlook_finalize;
}

static void
cabinet_change_outlook_init (CabinetChangeOutlook *self)
{
}

/* A request as it is sent: with the token of what was confirmed. */
static CabinetChangeRequest *
dup_request (CabinetChangeRequest *request, const char *token)
{
  CabinetChangeRequest *copy = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);

  copy->kind = request->kind;
  copy->target_id = g_strdup (request->target_id);
  copy->when = request->when;
  copy->date = request->date;
  copy->from = request->from;
  copy->to = request->to;
  copy->preview_token = g_strdup (token);
  return copy;
}

/* What rule, balance and fees make of the preview (G3). */
static void
look_ahead (CabinetChangeOutlook *self, CabinetAccount *account)
{
  CabinetOverview *overview = account->overview;
  CabinetForecast *before = cabinet_account_get_forecast (account);
  CabinetDue *due = cabinet_account_get_due (account);
  CabinetForecastChange change = { .kind = self->request->kind,
                                   .services = G_LIST_MODEL (self->preview->services_after),
                                   .from = self->preview->effective_on,
                                   .to = self->preview->ends_on,
                                   .cost_now = self->preview->cost_now,
                                   .credit = self->credit };
  g_autoptr (CabinetForecast) after = NULL;
  const char *currency = account->contract->currency;

  self->due_until = due != NULL ? due->until : CABINET_DATE_NONE;
  if (overview == NULL || overview->rule == NULL || before == NULL || before->points->len == 0)
    return;
  after = cabinet_forecast_new_changed (overview, &change, cabinet_account_get_today (account), 0);
  self->runs_out_before = before->runs_out_on;
  self->runs_out_after = after->runs_out_on;
  if (overview->rule->kind != CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    return;
  self->day_before = cabinet_charging_total_on (
    overview->rule,
    cabinet_charging_services_on (G_LIST_MODEL (overview->services), G_LIST_MODEL (overview->pending),
                                  self->preview->effective_on),
    self->preview->effective_on, currency);
  self->day_after =
    cabinet_charging_total_on (overview->rule, change.services, self->preview->effective_on, currency);
}

static void
on_previewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetPlan *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  g_autoptr (CabinetChangeOutlook) outlook = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  outlook = g_object_new (CABINET_TYPE_CHANGE_OUTLOOK, NULL);
  outlook->request = g_object_ref (g_task_get_task_data (task));
  outlook->preview = g_object_ref (reply->record);
  outlook->credit = cabinet_plan_find_credit (self, outlook->request);
  outlook->proof_needed = outlook->preview->confirmation_needed;
  if (self->account != NULL)
    look_ahead (outlook, self->account);
  g_task_return_pointer (task, g_steal_pointer (&outlook), g_object_unref);
}

/* Takes @task when the contract is gone. */
static gboolean
is_gone (CabinetPlan *self, GTask *task)
{
  if (self->account != NULL && !self->account->given_up)
    return FALSE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone");
  g_object_unref (task);
  return TRUE;
}

/**
 * cabinet_plan_preview_async:
 * @self: a plan
 * @request: what is wanted
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks what a change would do. Changes nothing.
 */
void
cabinet_plan_preview_async (CabinetPlan *self,
                            CabinetChangeRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;
  CabinetChangeRequest *copy;
  CabinetCall call = { 0 };

  g_return_if_fail (CABINET_IS_PLAN (self));
  g_return_if_fail (CABINET_IS_CHANGE_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_plan_preview_async);
  if (is_gone (self, task))
    return;
  copy = dup_request (request, NULL);
  g_task_set_task_data (task, copy, g_object_unref);
  call.contract = self->account->contract->id;
  call.currency = self->account->contract->currency;
  call.record = CABINET_RECORD (copy);
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_PREVIEW_CHANGE, &call, cancellable,
                              on_previewed, task);
}

/**
 * cabinet_plan_preview_finish:
 * @error: (optional): REFUSED and UNSUPPORTED with the provider's words, and those of any read
 *
 * Returns: (transfer full): before and after
 */
CabinetChangeOutlook *
cabinet_plan_preview_finish (CabinetPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A change under way: proof of the person, delivery, then what follows from it is read. */
typedef struct
{
  CabinetAccount *account;
  CabinetChangeOutlook *outlook; /* NULL = a cancellation */
  CabinetChangeRequest *request; /* of it, as it is sent */
  CabinetChange *change;         /* what is cancelled */
  char *secret;
  CabinetChange *answer;
  GError *stale; /* what was confirmed is another by now */
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_clear_object (&self->change);
  g_object_unref (self->account);
  g_clear_object (&self->outlook);
  g_clear_object (&self->request);
  g_clear_object (&self->answer);
  g_clear_error (&self->stale);
  g_free (self);
}

/* Takes @task and @error. */
static void
end (GTask *task, GError *error)
{
  CabinetPlan *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);

  self->ordering = FALSE;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&order->answer), g_object_unref);
  g_object_unref (task);
}

/* The change is made, or it would be another: what follows could not be read now, and will be with the next
 * refresh. */
static void
on_plan_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = g_task_get_task_data (user_data);
  g_autoptr (GError) error = NULL;

  if (!cabinet_plan_refresh_finish (CABINET_PLAN (source), result, &error))
    g_debug ("after a change: %s", error->message);
  end (user_data, g_steal_pointer (&order->stale));
}

static void
on_account_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_account_refresh_finish (CABINET_ACCOUNT (source), result, NULL, &error))
    g_debug ("after a change: %s", error->message);
  cabinet_plan_refresh_async (g_task_get_source_object (task), g_task_get_cancellable (task), on_plan_read,
                              task);
}

/* The provider wants the person's proof, though the preview did not say so: the same wish goes with it. */
static void
note_proof (Order *order, CabinetOutboxItem *item, const GError *error)
{
  if (order->outlook == NULL || item == NULL
      || g_strcmp0 (cabinet_error_get_code (error), "confirmation-needed") != 0)
    return;
  order->outlook->proof_needed = TRUE;
  g_free (order->outlook->key);
  order->outlook->key = g_strdup (item->key);
}

static void
on_delivered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetPlan *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetOutboxItem) item = cabinet_delivery_finish (result, &error);

  if (item != NULL)
    error = cabinet_delivery_dup_error (item);
  if (error != NULL)
    note_proof (order, item, error);
  if (error == NULL)
    order->answer = cabinet_delivery_dup_answer (item);
  if (error == NULL && order->answer == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "%s",
                               _ ("The provider's answer cannot be read"));
  cabinet_plan_changed (self);
  if (g_strcmp0 (cabinet_error_get_code (error), "preview-stale") == 0)
    {
      /* Offers that are shown beside the preview may be others, too. */
      order->stale = error;
      cabinet_plan_refresh_async (self, g_task_get_cancellable (task), on_plan_read, task);
    }
  else if (error != NULL)
    end (task, error);
  else
    cabinet_account_refresh_async (order->account, g_task_get_cancellable (task), on_account_read, task);
}

/* Takes @task. */
static void
deliver (GTask *task, const char *confirmation)
{
  Order *order = g_task_get_task_data (task);

  if (order->outlook != NULL && order->outlook->key != NULL)
    {
      cabinet_delivery_submit_again_async (order->account, order->outlook->key, order->request, confirmation,
                                           g_task_get_cancellable (task), on_delivered, task);
      return;
    }
  if (order->change != NULL)
    cabinet_delivery_submit_async (order->account, CABINET_OUTBOX_KIND_CANCEL, order->change->id,
                                   order->change, NULL, g_task_get_cancellable (task), on_delivered, task);
  else
    cabinet_delivery_submit_async (order->account, CABINET_OUTBOX_KIND_CHANGE, NULL, order->request,
                                   confirmation, g_task_get_cancellable (task), on_delivered, task);
}

static void
on_confirmed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply != NULL)
    deliver (task, CABINET_CONFIRMATION (reply->record)->confirmation);
  else
    end (task, error);
}

/* Takes @task. */
static void
confirm (GTask *task)
{
  Order *order = g_task_get_task_data (task);
  g_autoptr (CabinetConfirmationRequest) request = g_object_new (CABINET_TYPE_CONFIRMATION_REQUEST, NULL);
  CabinetCall call = { 0 };

  request->secret = g_strdup (order->secret);
  call.record = CABINET_RECORD (request);
  cabinet_sign_in_call_async (order->account->sign_in, CABINET_OP_CONFIRM, &call,
                              g_task_get_cancellable (task), on_confirmed, task);
}

static void
on_secret_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Order *order = g_task_get_task_data (task);
  CabinetCredential *credential = CABINET_CREDENTIAL (source);
  GError *error = NULL;

  if (!cabinet_credential_load_finish (credential, result, &error))
    {
      end (task, error);
      return;
    }
  order->secret = g_strdup (credential->secret);
  if (order->secret == NULL)
    end (task, cabinet_error_new (CABINET_ERROR_AUTH, "password-needed", "%s",
                                  _ ("The provider asks for the password again")));
  else
    confirm (task);
}

/* Whether a change is written down that was not begun yet, as by a program that was killed just then: a
 * refresh may still begin it. */
static gboolean
is_written (CabinetPlan *self)
{
  CabinetJournal *journal = cabinet_core_get_journal (self->core, NULL);
  g_autoptr (GPtrArray) items = journal != NULL ? cabinet_outbox_load (journal, self->id, FALSE, NULL) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (items, i);

      if (item->state == CABINET_OUTBOX_STATE_WRITTEN
          && (item->kind == CABINET_OUTBOX_KIND_CHANGE || item->kind == CABINET_OUTBOX_KIND_CANCEL))
        return TRUE;
    }
  return FALSE;
}

/* A change that no read could confirm yet stands in the way of the next: otherwise one wish could be sent
 * twice. */
static GError *
find_obstacle (CabinetPlan *self)
{
  g_autofree char *words = NULL;
  gboolean sending = self->ordering || is_written (self);

  if (!sending)
    words = cabinet_plan_dup_unconfirmed_words (self);
  if (!sending && words == NULL)
    return NULL;
  return cabinet_error_new (CABINET_ERROR_UNCONFIRMED, "unconfirmed", "%s",
                            words != NULL ? words : _ ("Another change is being sent just now"));
}

/* Takes nothing; gives the task, or NULL after having answered. */
static GTask *
begin (CabinetPlan *self,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *obstacle;
  Order *order;

  g_task_set_source_tag (task, tag);
  if (is_gone (self, task))
    return NULL;
  obstacle = find_obstacle (self);
  if (obstacle != NULL)
    {
      g_task_return_error (task, obstacle);
      g_object_unref (task);
      return NULL;
    }
  order = g_new0 (Order, 1);
  order->account = g_object_ref (self->account);
  g_task_set_task_data (task, order, order_free);
  self->ordering = TRUE;
  return task;
}

/**
 * cabinet_plan_order_async:
 * @self: a plan
 * @outlook: what the person has seen and confirmed
 * @secret: (nullable): the password typed again; %NULL = the kept one
 * @cancellable: (nullable): ends the waiting only, once it is sent
 * @callback: called when done
 * @user_data: for @callback
 *
 * See the header.
 */
void
cabinet_plan_order_async (CabinetPlan *self,
                          CabinetChangeOutlook *outlook,
                          const char *secret,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  Order *order;

  g_return_if_fail (CABINET_IS_PLAN (self));
  g_return_if_fail (CABINET_IS_CHANGE_OUTLOOK (outlook));

  task = begin (self, cabinet_plan_order_async, cancellable, callback, user_data);
  if (task == NULL)
    return;
  order = g_task_get_task_data (task);
  order->outlook = g_object_ref (outlook);
  order->request = dup_request (outlook->request, outlook->preview->token);
  order->secret = g_strdup (secret);
  if (!outlook->proof_needed)
    deliver (task, NULL);
  else if (secret != NULL)
    confirm (task);
  else
    cabinet_credential_load_async (cabinet_sign_in_get_credential (order->account->sign_in), cancellable,
                                   on_secret_loaded, task);
}

/**
 * cabinet_plan_cancel_async:
 * @self: a plan
 * @change: one that can be cancelled
 * @cancellable: (nullable): ends the waiting only
 * @callback: called when done
 * @user_data: for @callback
 *
 * Takes a change back that does not act yet.
 */
void
cabinet_plan_cancel_async (CabinetPlan *self,
                           CabinetChange *change,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Order *order;

  g_return_if_fail (CABINET_IS_PLAN (self));
  g_return_if_fail (CABINET_IS_CHANGE (change));

  task = begin (self, cabinet_plan_cancel_async, cancellable, callback, user_data);
  if (task == NULL)
    return;
  order = g_task_get_task_data (task);
  order->change = g_object_ref (change);
  deliver (task, NULL);
}

/**
 * cabinet_plan_change_finish:
 * @error: (optional): see the header
 *
 * Returns: (transfer full): the change as a read shows it
 */
CabinetChange *
cabinet_plan_change_finish (CabinetPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
