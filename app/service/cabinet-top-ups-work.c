/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-payments.h"
#include "cabinet-archive-readings.h"
#include "cabinet-delivery.h"
#include "cabinet-top-ups-private.h"

/* Reading what there is, creating a payment, and going on with what an earlier run left behind. */

#define PAGE 100

typedef struct
{
  CabinetAccount *account;
  CabinetSignIn *sign_in;
  GPtrArray *keys; /* rows to go on with */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->account);
  g_object_unref (self->sign_in);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}

/* Takes @task and @error. */
static void
end_refresh (GTask *task, GError *error)
{
  cabinet_top_ups_end_refresh (g_task_get_source_object (task), error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void resume_next (GTask *task);

static void
on_resumed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetTopUps *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOutboxItem) item = cabinet_delivery_finish (result, &error);
  g_autoptr (CabinetPayment) payment = item != NULL ? cabinet_delivery_dup_answer (item) : NULL;

  g_hash_table_remove (self->working, g_ptr_array_index (work->keys, work->keys->len - 1));
  g_ptr_array_set_size (work->keys, (int) work->keys->len - 1);
  if (payment != NULL)
    cabinet_top_ups_take_payment (self, payment);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_refresh (task, g_steal_pointer (&error));
  else
    resume_next (task);
}

/* Takes @task. */
static void
resume_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->keys->len == 0 || work->account->given_up)
    {
      end_refresh (task, NULL);
      return;
    }
  cabinet_delivery_resume_async (work->account, g_ptr_array_index (work->keys, work->keys->len - 1),
                                 g_task_get_cancellable (task), on_resumed, task);
}

/* Rows that nobody could say anything of yet. What is accepted is in the list that was just read. */
static void
find_rows (CabinetTopUps *self, Work *work)
{
  CabinetJournal *journal = cabinet_core_get_journal (self->core, NULL);
  g_autoptr (GPtrArray) rows = journal != NULL ? cabinet_outbox_load (journal, self->id, FALSE, NULL) : NULL;

  work->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (rows, i);

      if (item->kind == CABINET_OUTBOX_KIND_PAYMENT && item->state != CABINET_OUTBOX_STATE_ACCEPTED
          && g_hash_table_add (self->working, g_strdup (item->key)))
        g_ptr_array_add (work->keys, g_strdup (item->key));
    }
}

static void
on_payments_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!cabinet_archive_save_payments_finish (CABINET_ARCHIVE (source), result, NULL, &error))
    {
      end_refresh (task, error);
      return;
    }
  find_rows (g_task_get_source_object (task), g_task_get_task_data (task));
  resume_next (task);
}

static void
on_payments (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetTopUps *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  g_autoptr (GPtrArray) payments = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetPaymentList *list;

  if (reply == NULL)
    {
      end_refresh (task, error);
      return;
    }
  list = reply->record;
  for (guint i = 0; list != NULL && i < cabinet_list_length (list->payments); i++)
    {
      CabinetPayment *payment = cabinet_list_get (list->payments, i);

      cabinet_delivery_note_shown (work->account, payment);
      g_ptr_array_add (payments, g_object_ref (payment));
    }
  cabinet_archive_save_payments_async (self->core->archive, self->id, payments, g_task_get_cancellable (task),
                                       on_payments_saved, task);
}

/* Takes @task. */
static void
ask_payments (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  CabinetCall call = { .contract = work->account->contract->id,
                       .currency = work->account->contract->currency,
                       .limit = PAGE };

  cabinet_sign_in_call_async (work->sign_in, CABINET_OP_LIST_PAYMENTS, &call, g_task_get_cancellable (task),
                              on_payments, task);
}

static void
on_methods_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    ask_payments (task);
  else
    end_refresh (task, error);
}

static void
on_methods (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetTopUps *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply == NULL)
    end_refresh (task, error);
  else
    cabinet_archive_save_reading_async (self->core->archive, self->id, CABINET_RESOURCE_METHODS,
                                        reply->not_modified ? NULL : reply->record, cabinet_instant_now (),
                                        reply->etag, g_task_get_cancellable (task), on_methods_saved, task);
}

static GTask *
work_new (CabinetTopUps *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Work *work;

  if (self->account == NULL || self->account->given_up)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone");
      g_object_unref (task);
      return NULL;
    }
  work = g_new0 (Work, 1);
  work->account = g_object_ref (self->account);
  work->sign_in = g_object_ref (self->account->sign_in);
  g_task_set_task_data (task, work, work_free);
  return task;
}

/**
 * cabinet_top_ups_refresh_async:
 * @self: payments
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads ways to pay and payments, and looks for what was sent and is not confirmed.
 */
void
cabinet_top_ups_refresh_async (CabinetTopUps *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *etag = NULL;
  CabinetCall call = { 0 };
  GTask *task;

  g_return_if_fail (CABINET_IS_TOP_UPS (self));

  task = work_new (self, cancellable, callback, user_data);
  if (task == NULL)
    return;
  g_task_set_source_tag (task, cabinet_top_ups_refresh_async);
  cabinet_top_ups_begin_refresh (self);
  etag = cabinet_archive_load_validator (self->core->archive, self->id, CABINET_RESOURCE_METHODS, NULL);
  call.contract = self->account->contract->id;
  call.currency = self->account->contract->currency;
  call.etag = etag;
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_LIST_METHODS, &call, cancellable, on_methods,
                              task);
}

/**
 * cabinet_top_ups_refresh_finish:
 * @error: (optional): the first thing that went wrong; what was read before it is kept
 */
gboolean
cabinet_top_ups_refresh_finish (CabinetTopUps *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_left_behind (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cabinet_top_ups_refresh_finish (CABINET_TOP_UPS (source), result, &error))
    g_debug ("payments could not be looked for: %s", error->message);
}

/**
 * cabinet_top_ups_resume:
 *
 * Looks for what an earlier run left behind, if there is anything.
 */
void
cabinet_top_ups_resume (CabinetTopUps *self)
{
  g_return_if_fail (CABINET_IS_TOP_UPS (self));

  if (self->account != NULL && self->refreshing == 0 && cabinet_account_has_pending_payments (self->account))
    cabinet_top_ups_refresh_async (self, NULL, on_left_behind, NULL);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetTopUps *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetOutboxItem) item = cabinet_delivery_finish (result, &error);
  g_autoptr (CabinetPayment) payment = NULL;
  CabinetTopUp *shown;

  if (item == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (item->state == CABINET_OUTBOX_STATE_REFUSED || item->state == CABINET_OUTBOX_STATE_ABANDONED)
    {
      /* It was shown while it was being sent; now there is nothing to wait for. */
      shown = cabinet_top_ups_lookup (self, item->key);
      if (shown != NULL)
        cabinet_top_up_take (shown, NULL, item);
      cabinet_top_ups_load (self);
      cabinet_top_ups_changed (self);
      g_task_return_error (task, cabinet_delivery_dup_error (item));
      return;
    }
  payment = cabinet_delivery_dup_answer (item);
  if (payment != NULL)
    cabinet_top_ups_take_payment (self, payment);
  cabinet_top_ups_load (self);
  shown = cabinet_top_ups_lookup (self, item->key);
  if (shown != NULL && payment != NULL)
    cabinet_top_up_take (shown, payment, item);
  g_task_return_pointer (
    task, shown != NULL ? g_object_ref (shown) : cabinet_top_up_new (work->account, payment, item),
    g_object_unref);
}

/**
 * cabinet_top_ups_create_async:
 * @amount: what is to be credited; above 0, whole minor units
 * @method: how
 * @email: (nullable): for the receipt
 * @return_url: (nullable): where the page may lead back to
 *
 * Writes the payment down, then creates it. No money moves before the person has paid on the page.
 */
void
cabinet_top_ups_create_async (CabinetTopUps *self,
                              const CabinetMoney *amount,
                              CabinetPaymentMethod *method,
                              const char *email,
                              const char *return_url,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (CabinetPaymentRequest) request = NULL;
  GTask *task;

  g_return_if_fail (CABINET_IS_TOP_UPS (self));
  g_return_if_fail (amount != NULL && amount->micros > 0);
  g_return_if_fail (CABINET_IS_PAYMENT_METHOD (method));

  task = work_new (self, cancellable, callback, user_data);
  if (task == NULL)
    return;
  g_task_set_source_tag (task, cabinet_top_ups_create_async);
  request = g_object_new (CABINET_TYPE_PAYMENT_REQUEST, NULL);
  request->amount = *amount;
  request->method = g_strdup (method->id);
  request->email = email != NULL && *email != '\0' ? g_strdup (email) : NULL;
  request->return_url = g_strdup (return_url);
  cabinet_delivery_submit_async (self->account, CABINET_OUTBOX_KIND_PAYMENT, NULL, request, NULL, cancellable,
                                 on_created, task);
}

/**
 * cabinet_top_ups_create_finish:
 * @error: (optional): INPUT, REFUSED, OFFLINE, AUTH, STORAGE ...: no payment is there
 *
 * Returns: (transfer full) (nullable): the payment; its state says what to do next
 */
CabinetTopUp *
cabinet_top_ups_create_finish (CabinetTopUps *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
