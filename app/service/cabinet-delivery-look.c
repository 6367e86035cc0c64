/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-delivery-look.h"

#include <glib/gi18n-lib.h>

#include "cabinet-change.h"
#include "cabinet-delivery.h"
#include "cabinet-message.h"
#include "cabinet-payment.h"

/* How much older than the row a page must be for the walk to end: clocks differ, and may have been put right
 * meanwhile. */
#define MARGIN (2 * G_TIME_SPAN_DAY)
#define PAGE 100
#define MOST_PAGES 50

typedef struct
{
  CabinetOutboxItem *item;
  CabinetSignIn *sign_in;
  CabinetChange *cancelled; /* what the row cancels, where no keys are kept */
  char *id;                 /* of the payment to read; NULL = walk the list */
  GPtrArray *threads;       /* still to be read, the next one last */
  guint pages;
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  g_object_unref (self->item);
  g_object_unref (self->sign_in);
  g_clear_object (&self->cancelled);
  g_clear_pointer (&self->threads, g_ptr_array_unref);
  g_free (self->id);
  g_free (self);
}

/**
 * cabinet_delivery_is_of:
 *
 * Returns: whether @record is what @item asked for
 */
gboolean
cabinet_delivery_is_of (CabinetOutboxItem *item, gpointer record)
{
  switch (item->kind)
    {
    case CABINET_OUTBOX_KIND_CHANGE:
      return g_strcmp0 (CABINET_CHANGE (record)->key, item->key) == 0;
    case CABINET_OUTBOX_KIND_CANCEL:
      return g_strcmp0 (CABINET_CHANGE (record)->id, item->subject) == 0
             && CABINET_CHANGE (record)->state == CABINET_CHANGE_STATE_CANCELLED;
    case CABINET_OUTBOX_KIND_PAYMENT:
      return g_strcmp0 (CABINET_PAYMENT (record)->key, item->key) == 0;
    case CABINET_OUTBOX_KIND_MESSAGE:
      return g_strcmp0 (CABINET_MESSAGE (record)->key, item->key) == 0;
    case CABINET_OUTBOX_KIND_UNKNOWN:
      break;
    }
  return FALSE;
}

/* A change that is looked for to be cancelled may be older than the row that cancels it. */
static gboolean
is_old (CabinetOutboxItem *item, gpointer record)
{
  CabinetInstant at = CABINET_IS_CHANGE (record)    ? CABINET_CHANGE (record)->ordered_at
                      : CABINET_IS_PAYMENT (record) ? CABINET_PAYMENT (record)->created_at
                                                    : CABINET_MESSAGE (record)->at;

  return item->kind != CABINET_OUTBOX_KIND_CANCEL && at < item->created_at - MARGIN;
}

/* A cancellation shows by what it leaves: @found, the change as it acts or waits now; NULL = it does neither.
 * From the day on that it was to act, that says nothing: it may have acted, and something else since. */
static CabinetChange *
judge_cancelled (CabinetAccount *account, Look *self, CabinetChange *found)
{
  CabinetChange *change = self->cancelled;

  if (found != NULL && found->state == CABINET_CHANGE_STATE_DONE)
    return g_object_ref (found);
  if ((found != NULL && g_strcmp0 (found->id, change->id) == 0)
      || (change->effective_on != CABINET_DATE_NONE
          && cabinet_account_get_today (account) >= change->effective_on))
    return NULL;
  change->state = CABINET_CHANGE_STATE_CANCELLED;
  change->can_cancel = FALSE;
  return g_object_ref (change);
}

/* To find what is cancelled. */
static CabinetChangeRequest *
new_cancelled_request (CabinetChange *change)
{
  CabinetChangeRequest *request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);

  request->kind = change->kind;
  request->target_id = g_strdup (change->target_id);
  request->when = CABINET_CHANGE_WHEN_DATE;
  request->date = request->from = change->effective_on;
  return request;
}

static void ask (GTask *task, const char *cursor);

/* What was found by what it does is what was sent under the key, which the provider does not know. */
static void
note_key (CabinetOutboxItem *item, gpointer record)
{
  char **key = CABINET_IS_MESSAGE (record)  ? &CABINET_MESSAGE (record)->key
               : CABINET_IS_CHANGE (record) ? &CABINET_CHANGE (record)->key
                                            : NULL;

  if (key != NULL && *key == NULL)
    *key = g_strdup (item->key);
}

/* What other rows were found to be: of two messages with the same words one may be lost. */
static GStrv
dup_taken (CabinetAccount *account, CabinetOutboxItem *item)
{
  CabinetJournal *journal = cabinet_core_get_journal (account->core, NULL);
  g_autoptr (GPtrArray) rows =
    journal != NULL ? cabinet_outbox_load (journal, account->id, TRUE, NULL) : NULL;
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      CabinetOutboxItem *row = g_ptr_array_index (rows, i);
      g_autoptr (GObject) answer = row->kind == item->kind && !g_str_equal (row->key, item->key)
                                     ? cabinet_delivery_dup_answer (row)
                                     : NULL;

      if (CABINET_IS_MESSAGE (answer))
        g_strv_builder_add (taken, CABINET_MESSAGE (answer)->id);
    }
  return g_strv_builder_end (taken);
}

/* When what @item asks for has left, or leaves now, by the provider's clock. */
static CabinetInstant
get_sent_at (CabinetAccount *account, CabinetOutboxItem *item)
{
  gboolean left = item->state != CABINET_OUTBOX_STATE_WRITTEN && item->sent_at != 0;

  return left ? item->sent_at : cabinet_account_get_server_now (account);
}

/* Takes @task. A provider without keys shows what was asked for by what it does. */
static void
take_trace (GTask *task, gpointer record)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Look *self = g_task_get_task_data (task);

  if (self->cancelled != NULL)
    g_task_return_pointer (task, judge_cancelled (account, self, record), g_object_unref);
  else
    {
      note_key (self->item, record);
      g_task_return_pointer (task, record != NULL ? g_object_ref (record) : NULL, g_object_unref);
    }
  g_object_unref (task);
}

/* Takes @task. The list of a page, newest first. */
static void
take_page (GTask *task, GListStore *list, const char *next)
{
  Look *self = g_task_get_task_data (task);
  guint n = cabinet_list_length (list);

  for (guint i = 0; i < n; i++)
    if (cabinet_delivery_is_of (self->item, cabinet_list_get (list, i)))
      {
        g_task_return_pointer (task, g_list_model_get_item (G_LIST_MODEL (list), i), g_object_unref);
        g_object_unref (task);
        return;
      }
  if (next != NULL && n > 0 && !is_old (self->item, cabinet_list_get (list, n - 1)))
    {
      ask (task, next);
      return;
    }
  if (self->threads != NULL && self->threads->len > 1)
    {
      g_ptr_array_set_size (self->threads, (int) self->threads->len - 1);
      ask (task, NULL);
      return;
    }
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

/* Takes @task. Without a thread to look in, in all that something happened in since. */
static void
take_threads (GTask *task, CabinetThreadList *list)
{
  Look *self = g_task_get_task_data (task);

  self->threads = g_ptr_array_new_with_free_func (g_free);
  for (guint i = cabinet_list_length (list->threads); i-- > 0;)
    {
      CabinetThread *thread = cabinet_list_get (list->threads, i);

      if (thread->last_at == 0 || thread->last_at >= self->item->created_at - MARGIN)
        g_ptr_array_add (self->threads, g_strdup (thread->id));
    }
  if (self->threads->len > 0)
    {
      ask (task, NULL);
      return;
    }
  g_task_return_pointer (task, NULL, NULL);
  g_object_unref (task);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Look *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  gpointer record = reply != NULL ? reply->record : NULL;

  if (reply != NULL && !cabinet_sign_in_keeps_keys (self->sign_in)
      && self->item->kind != CABINET_OUTBOX_KIND_PAYMENT)
    take_trace (task, record);
  else if (CABINET_IS_CHANGE_LIST (record))
    take_page (task, CABINET_CHANGE_LIST (record)->changes, CABINET_CHANGE_LIST (record)->next);
  else if (CABINET_IS_PAYMENT_LIST (record))
    take_page (task, CABINET_PAYMENT_LIST (record)->payments, CABINET_PAYMENT_LIST (record)->next);
  else if (CABINET_IS_MESSAGE_PAGE (record))
    take_page (task, CABINET_MESSAGE_PAGE (record)->messages, CABINET_MESSAGE_PAGE (record)->next);
  else if (CABINET_IS_THREAD_LIST (record))
    take_threads (task, record);
  else if (CABINET_IS_PAYMENT (record) && cabinet_delivery_is_of (self->item, record))
    {
      g_task_return_pointer (task, g_object_ref (record), g_object_unref);
      g_object_unref (task);
    }
  else if (self->id != NULL
           && (record != NULL || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_REFUSED)))
    {
      /* Not under the number that was named: only the list can say that it is not there. */
      g_clear_error (&error);
      g_clear_pointer (&self->id, g_free);
      ask (task, NULL);
    }
  else
    {
      g_task_return_error (
        task, error != NULL ? error : cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "empty"));
      g_object_unref (task);
    }
}

static CabinetOp
choose_op (Look *self)
{
  if (self->cancelled != NULL
      || (!cabinet_sign_in_keeps_keys (self->sign_in) && self->item->kind == CABINET_OUTBOX_KIND_CHANGE))
    return CABINET_OP_FIND_CHANGE;
  if (!cabinet_sign_in_keeps_keys (self->sign_in) && self->item->kind == CABINET_OUTBOX_KIND_MESSAGE)
    return CABINET_OP_FIND_MESSAGE;
  switch (self->item->kind)
    {
    case CABINET_OUTBOX_KIND_PAYMENT:
      return self->id != NULL ? CABINET_OP_READ_PAYMENT : CABINET_OP_LIST_PAYMENTS;
    case CABINET_OUTBOX_KIND_MESSAGE:
      return self->threads != NULL ? CABINET_OP_READ_THREAD : CABINET_OP_LIST_THREADS;
    case CABINET_OUTBOX_KIND_UNKNOWN:
    case CABINET_OUTBOX_KIND_CHANGE:
    case CABINET_OUTBOX_KIND_CANCEL:
      break;
    }
  return CABINET_OP_LIST_CHANGES;
}

/* Takes @task. */
static void
ask (GTask *task, const char *cursor)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Look *self = g_task_get_task_data (task);
  CabinetCall call = { 0 };
  g_autoptr (GObject) request = NULL;
  g_auto (GStrv) taken = NULL;

  if (++self->pages > MOST_PAGES)
    {
      g_task_return_new_error (task, CABINET_ERROR, CABINET_ERROR_PROTOCOL, "%s",
                               _ ("The provider's list has no end"));
      g_object_unref (task);
      return;
    }
  call.contract = account->contract->id;
  call.currency = account->contract->currency;
  call.id = self->threads != NULL ? g_ptr_array_index (self->threads, self->threads->len - 1) : self->id;
  call.cursor = cursor;
  call.limit = PAGE;
  if (!cabinet_sign_in_keeps_keys (self->sign_in))
    {
      request = self->cancelled != NULL ? G_OBJECT (new_cancelled_request (self->cancelled))
                                        : cabinet_delivery_dup_request (self->item);
      call.record = (CabinetRecord *) request;
      call.asked_at = get_sent_at (account, self->item);
      taken = dup_taken (account, self->item);
      call.taken = (const char *const *) taken;
    }
  cabinet_sign_in_call_async (self->sign_in, choose_op (self), &call, g_task_get_cancellable (task), on_read,
                              task);
}

void
cabinet_delivery_look_async (CabinetAccount *account,
                             CabinetOutboxItem *item,
                             gpointer answer,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (account, cancellable, callback, user_data);
  Look *self = g_new0 (Look, 1);
  const char *thread = item->subject;

  g_task_set_source_tag (task, cabinet_delivery_look_async);
  g_task_set_task_data (task, self, look_free);
  self->item = g_object_ref (item);
  self->sign_in = g_object_ref (account->sign_in);
  if (CABINET_IS_PAYMENT (answer))
    self->id = g_strdup (CABINET_PAYMENT (answer)->id);
  if (thread == NULL && CABINET_IS_MESSAGE (answer))
    thread = CABINET_MESSAGE (answer)->thread;
  if (item->kind == CABINET_OUTBOX_KIND_MESSAGE && thread != NULL)
    {
      self->threads = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->threads, g_strdup (thread));
    }
  if (item->kind == CABINET_OUTBOX_KIND_CANCEL && !cabinet_sign_in_keeps_keys (self->sign_in))
    {
      self->cancelled = cabinet_delivery_dup_cancelled (item);
      if (self->cancelled == NULL)
        {
          g_task_return_pointer (task, NULL, NULL);
          g_object_unref (task);
          return;
        }
    }
  ask (task, NULL);
}

/**
 * cabinet_delivery_look_finish:
 * @error: (optional): why it could not be found out
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error if it is not there
 */
gpointer
cabinet_delivery_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
