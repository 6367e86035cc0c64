/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-delivery.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cabinet-change.h"
#include "cabinet-conversation-private.h"
#include "cabinet-delivery-look.h"
#include "cabinet-message.h"
#include "cabinet-payment.h"

/* How long somebody waits for a change, all tries and reads together; and for one answer to it. */
#define WAIT_LIMIT_MS 20000
#define SEND_LIMIT_MS 10000
/* Longer than a delivery lasts, so that it ends only if its process did. */
#define LEASE (60 * G_TIME_SPAN_SECOND)
#define POLL_MS 500

/* One row on its way. It outlives who waits for it; it ends with a saved row, or with the account. */
typedef struct
{
  CabinetAccount *account;
  CabinetSignIn *sign_in;
  CabinetJournal *journal;
  CabinetOutboxItem *item;
  GObject *request; /* what is put on the wire, with the confirmation */
  GObject *answer;  /* what the provider said when it took it: only a hint where to look */
  char *key;
  char *owner;
  CabinetDeliveryCase known;
  GTask *waiter;      /* NULL = nobody waits any more */
  GSource *cancelled; /* of the waiter's cancellable */
  GCancellable *call; /* what is asked just now */
  GCancellable *given_up;
  gulong given_up_handler;
  guint limit; /* timers */
  guint pause;
  gboolean claimed;
  gboolean over; /* time is over, or the account is gone */
} Delivery;

static void run (Delivery *self, CabinetDeliveryAction action);
static void claim (Delivery *self);
static void wait_for_other (Delivery *self);

static void
delivery_free (Delivery *self)
{
  g_clear_handle_id (&self->limit, g_source_remove);
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_cancellable_disconnect (self->given_up, self->given_up_handler);
  g_clear_object (&self->given_up);
  g_clear_object (&self->call);
  g_clear_object (&self->waiter);
  g_clear_object (&self->item);
  g_clear_object (&self->request);
  g_clear_object (&self->answer);
  g_clear_object (&self->journal);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->account);
  g_free (self->key);
  g_free (self->owner);
  g_free (self);
}

/* Takes @self and @error. */
static void
finish (Delivery *self, GError *error)
{
  if (self->waiter != NULL && error != NULL)
    g_task_return_error (self->waiter, g_steal_pointer (&error));
  else if (self->waiter != NULL)
    g_task_return_pointer (self->waiter, g_object_ref (self->item), g_object_unref);
  g_clear_error (&error);
  delivery_free (self);
}

/* Says who we are, so that others can tell whether we still live: only within one space of process numbers.
 */
static char *
new_owner (void)
{
  char space[64] = "";
  g_autofree char *uuid = g_uuid_string_random ();

  if (readlink ("/proc/self/ns/pid", space, sizeof space - 1) < 0)
    *space = '\0';
  return g_strdup_printf ("%s/%d/%s", space, (int) getpid (), uuid);
}

static gboolean
is_gone (const char *own, const char *owner)
{
  const char *slash = strchr (own, '/');
  gsize length = slash - own + 1;
  gint64 pid;

  if (owner == NULL || *own == '/' || strncmp (own, owner, length) != 0)
    return FALSE;
  pid = g_ascii_strtoll (owner + length, NULL, 10);
  return pid > 0 && kill ((pid_t) pid, 0) != 0 && errno == ESRCH;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Delivery *self = user_data;
  g_autoptr (GError) error = NULL;
  CabinetOutboxItem *now;

  if (!cabinet_outbox_finish (CABINET_JOURNAL (source), result, &error))
    {
      /* Another process has it by now and knows more. Or the disk is full: then the row still says that it
       * must be looked for, which is true. */
      now = error == NULL ? cabinet_outbox_lookup (self->journal, self->key, NULL) : NULL;
      if (now != NULL)
        {
          g_set_object (&self->item, now);
          g_object_unref (now);
        }
      /* When the program ends meanwhile nothing is amiss. */
      if (error != NULL && g_strcmp0 (cabinet_error_get_code (error), "closed") != 0)
        g_message ("the outbox could not be written: %s", error->message);
    }
  finish (self, NULL);
}

static void
settle (Delivery *self)
{
  if (self->known.undone)
    cabinet_delivery_note_undone (self->item);
  self->item->state = self->known.state;
  self->item->updated_at = cabinet_instant_now ();
  g_free (self->item->lease);
  self->item->lease = g_strdup (self->owner);
  cabinet_outbox_save_async (self->journal, self->item, NULL, on_saved, self);
}

/* What happened, and what follows from it. When time is over, whatever it was only adds to what is known. */
static void
tell (Delivery *self, CabinetDeliveryEvent event)
{
  CabinetDeliveryAction action = cabinet_delivery_step (&self->known, event);

  if (self->over && action != CABINET_DELIVERY_DO_SETTLE)
    action = cabinet_delivery_step (&self->known, CABINET_DELIVERY_TIME_OVER);
  run (self, action);
}

static void
take_record (Delivery *self, gpointer record)
{
  CabinetDeliveryAction action = cabinet_delivery_step (&self->known, CABINET_DELIVERY_SHOWN);

  self->known.state = cabinet_delivery_state_of (record);
  cabinet_delivery_take_record (self->item, record);
  if (self->item->kind == CABINET_OUTBOX_KIND_CANCEL
      && CABINET_CHANGE (record)->state != CABINET_CHANGE_STATE_CANCELLED)
    {
      self->known.state = CABINET_OUTBOX_STATE_REFUSED;
      cabinet_delivery_note_made (self->item);
    }
  run (self, action);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Delivery *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) record = cabinet_delivery_look_finish (result, &error);

  g_clear_object (&self->call);
  if (record != NULL)
    take_record (self, record);
  else if (error == NULL)
    tell (self, CABINET_DELIVERY_NOT_SHOWN);
  else
    {
      g_debug ("%s: the read failed: %s", self->key, error->message);
      if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH)
          || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED)
          || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_KEYRING))
        self->over = TRUE;
      tell (self, CABINET_DELIVERY_READ_FAILED);
    }
}

static void
look (Delivery *self)
{
  self->call = g_cancellable_new ();
  cabinet_delivery_look_async (self->account, self->item, self->answer, self->call, on_looked, self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Delivery *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  g_clear_object (&self->call);
  if (reply != NULL)
    {
      g_set_object (&self->answer, reply->record);
      tell (self, CABINET_DELIVERY_ANSWERED);
      return;
    }
  g_debug ("%s: %s", self->key, error->message);
  cabinet_delivery_note_error (self->item, error);
  tell (self, cabinet_delivery_judge (error));
}

static CabinetOp
choose_op (CabinetOutboxItem *item)
{
  switch (item->kind)
    {
    case CABINET_OUTBOX_KIND_CANCEL:
      return CABINET_OP_CANCEL_CHANGE;
    case CABINET_OUTBOX_KIND_PAYMENT:
      return CABINET_OP_CREATE_PAYMENT;
    case CABINET_OUTBOX_KIND_MESSAGE:
      return item->subject != NULL ? CABINET_OP_SEND_MESSAGE : CABINET_OP_OPEN_THREAD;
    case CABINET_OUTBOX_KIND_UNKNOWN:
    case CABINET_OUTBOX_KIND_CHANGE:
      break;
    }
  return CABINET_OP_APPLY_CHANGE;
}

static void
send (Delivery *self)
{
  CabinetCall call = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = cabinet_conversation_load_files (self->account, self->item, &error);

  if (files == NULL)
    {
      cabinet_delivery_note_error (self->item, error);
      tell (self, CABINET_DELIVERY_REFUSED);
      return;
    }
  if (self->request == NULL)
    self->request = cabinet_delivery_dup_request (self->item);
  call.contract = self->account->contract->id;
  call.currency = self->account->contract->currency;
  call.record = (CabinetRecord *) self->request;
  call.id = self->item->subject;
  call.key = self->key;
  call.files = files->len > 0 ? files : NULL;
  self->call = g_cancellable_new ();
  call.patience = SEND_LIMIT_MS; /* a cancellation would not tell whether anything has left */
  cabinet_sign_in_call_async (self->sign_in, choose_op (self->item), &call, self->call, on_sent, self);
}

static gboolean
on_pause_over (gpointer user_data)
{
  Delivery *self = user_data;

  self->pause = 0;
  if (self->claimed)
    look (self);
  else if (self->over)
    wait_for_other (self);
  else
    claim (self);
  return G_SOURCE_REMOVE;
}

static void
run (Delivery *self, CabinetDeliveryAction action)
{
  switch (action)
    {
    case CABINET_DELIVERY_DO_SEND:
      send (self);
      break;
    case CABINET_DELIVERY_DO_LOOK:
      look (self);
      break;
    case CABINET_DELIVERY_DO_WAIT:
      self->pause = g_timeout_add (self->known.pause, on_pause_over, self);
      break;
    case CABINET_DELIVERY_DO_SETTLE:
      settle (self);
      break;
    }
}

/* The row is not to be had: it is settled, or another has it and will say what came of it. */
static void
wait_for_other (Delivery *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOutboxItem) now = cabinet_outbox_lookup (self->journal, self->key, &error);

  if (now == NULL)
    {
      finish (self, error != NULL ? g_steal_pointer (&error)
                                  : cabinet_error_new (CABINET_ERROR_INPUT, "not-found",
                                                       _ ("“%s” is not in the journal"), self->key));
      return;
    }
  g_set_object (&self->item, now);
  if (self->over || cabinet_outbox_state_is_settled (now->state))
    finish (self, NULL);
  else
    self->pause = g_timeout_add (POLL_MS, on_pause_over, self);
}

static void
on_claimed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Delivery *self = user_data;
  GError *error = NULL;
  g_autoptr (CabinetOutboxItem) before =
    cabinet_outbox_claim_finish (CABINET_JOURNAL (source), result, &error);

  if (error != NULL)
    finish (self, error);
  else if (before == NULL)
    wait_for_other (self);
  else
    {
      self->claimed = TRUE;
      g_set_object (&self->item, before);
      cabinet_delivery_begin (&self->known, before, cabinet_account_get_server_now (self->account));
      if (!cabinet_sign_in_keeps_keys (self->sign_in))
        cabinet_delivery_begin_once (&self->known, before, cabinet_account_get_server_now (self->account));
      cabinet_delivery_note_error (self->item, NULL);
      tell (self, CABINET_DELIVERY_CLAIMED);
    }
}

static void
claim (Delivery *self)
{
  CabinetInstant now = cabinet_instant_now ();
  const char *lease = self->item->lease;

  cabinet_outbox_claim_async (self->journal, self->key, self->owner,
                              is_gone (self->owner, lease) ? lease : NULL, now, now + LEASE,
                              cabinet_account_get_server_now (self->account), NULL, on_claimed, self);
}

/* Nobody waits any longer: ends what goes on, whose end then ends the delivery. Frees nothing itself, for it
 * runs within a cancellation. */
static void
end_early (Delivery *self)
{
  self->over = TRUE;
  if (self->call != NULL)
    g_cancellable_cancel (self->call);
  else if (self->pause != 0)
    {
      g_clear_handle_id (&self->pause, g_source_remove);
      if (self->claimed)
        tell (self, CABINET_DELIVERY_TIME_OVER);
      else
        self->pause = g_timeout_add (0, on_pause_over, self);
    }
}

static gboolean
on_limit (gpointer user_data)
{
  Delivery *self = user_data;

  self->limit = 0;
  end_early (self);
  return G_SOURCE_REMOVE;
}

static void
on_given_up (GCancellable *cancellable, gpointer user_data)
{
  end_early (user_data);
}

static gboolean
on_waiter_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Delivery *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->waiter);

  if (task != NULL)
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Takes @task and @item. */
static Delivery *
delivery_new (CabinetAccount *account, CabinetJournal *journal, CabinetOutboxItem *item, GTask *task)
{
  Delivery *self = g_new0 (Delivery, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->account = g_object_ref (account);
  self->sign_in = g_object_ref (account->sign_in);
  self->journal = g_object_ref (journal);
  self->item = item;
  self->key = g_strdup (item->key);
  self->owner = new_owner ();
  self->waiter = task;
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_waiter_cancelled), self, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }
  if (account->deliveries == NULL)
    account->deliveries = g_cancellable_new ();
  self->given_up = g_object_ref (account->deliveries);
  self->limit = g_timeout_add (WAIT_LIMIT_MS, on_limit, self);
  /* Last: it may be cancelled already. */
  self->given_up_handler = g_cancellable_connect (self->given_up, G_CALLBACK (on_given_up), self, NULL);
  return self;
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Delivery *self = user_data;
  GError *error = NULL;

  if (cabinet_outbox_finish (CABINET_JOURNAL (source), result, &error))
    claim (self);
  else
    finish (self, error);
}

/* @key: (nullable): NULL = a new one. */
static CabinetOutboxItem *
new_item (
  CabinetAccount *account, const char *key, CabinetOutboxKind kind, const char *subject, gpointer request)
{
  CabinetOutboxItem *item = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);

  item->key = key != NULL ? g_strdup (key) : g_uuid_string_random ();
  item->account = g_strdup (account->id);
  item->kind = kind;
  item->subject = g_strdup (subject);
  item->request = request != NULL ? cabinet_record_encode_text (request) : g_strdup ("{}");
  item->state = CABINET_OUTBOX_STATE_WRITTEN;
  /* By the provider's clock, whose records it is compared with. */
  item->created_at = cabinet_account_get_server_now (account);
  item->updated_at = cabinet_instant_now ();
  return item;
}

/* Takes @task. @key: (nullable): of a refused row, whose place the new one takes. */
static void
submit (GTask *task,
        const char *key,
        CabinetOutboxKind kind,
        const char *subject,
        gpointer request,
        const char *confirmation)
{
  CabinetAccount *account = g_task_get_source_object (task);
  GError *error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (account->core, &error);
  Delivery *self;

  if (journal == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self = delivery_new (account, journal, new_item (account, key, kind, subject, request), task);
  if (confirmation != NULL && CABINET_IS_CHANGE_REQUEST (request))
    {
      g_autoptr (CabinetChangeRequest) on_wire = cabinet_delivery_dup_request (self->item);

      on_wire->confirmation = g_strdup (confirmation);
      self->request = G_OBJECT (g_steal_pointer (&on_wire));
    }
  cabinet_outbox_add_async (journal, self->item, NULL, on_added, self);
}

/**
 * cabinet_delivery_submit_async:
 * @subject: (nullable): what it is about: a thread, a change
 * @request: (nullable): the record that is sent, or the change that is cancelled; its proof, @confirmation,
 *   goes on the wire only
 *
 * See the header.
 */
void
cabinet_delivery_submit_async (CabinetAccount *account,
                               CabinetOutboxKind kind,
                               const char *subject,
                               gpointer request,
                               const char *confirmation,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (account, cancellable, callback, user_data);

  g_task_set_source_tag (task, cabinet_delivery_submit_async);
  submit (task, NULL, kind, subject, request, confirmation);
}

/**
 * cabinet_delivery_submit_again_async:
 * @key: of the refused row; what is there in another state is left alone, and an error
 *
 * See the header. A refusal for want of a proof leaves the key free, and one wish keeps one key.
 */
void
cabinet_delivery_submit_again_async (CabinetAccount *account,
                                     const char *key,
                                     gpointer request,
                                     const char *confirmation,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (account, cancellable, callback, user_data);

  g_task_set_source_tag (task, cabinet_delivery_submit_again_async);
  submit (task, key, CABINET_OUTBOX_KIND_CHANGE, NULL, request, confirmation);
}

/**
 * cabinet_delivery_resume_async:
 * @account: whose
 * @key: of the row
 * @cancellable: (nullable): ends the waiting only
 *
 * See the header. What is settled answers at once.
 */
void
cabinet_delivery_resume_async (CabinetAccount *account,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (account, cancellable, callback, user_data);
  GError *error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (account->core, &error);
  CabinetOutboxItem *item = journal != NULL ? cabinet_outbox_lookup (journal, key, &error) : NULL;

  g_task_set_source_tag (task, cabinet_delivery_resume_async);
  if (item != NULL && !cabinet_outbox_state_is_settled (item->state))
    {
      claim (delivery_new (account, journal, item, task));
      return;
    }
  if (item != NULL)
    g_task_return_pointer (task, item, g_object_unref);
  else
    g_task_return_error (task, error != NULL ? error
                                             : cabinet_error_new (CABINET_ERROR_INPUT, "not-found",
                                                                  _ ("“%s” is not in the journal"), key));
  g_object_unref (task);
}

/**
 * cabinet_delivery_finish:
 *
 * Ends submit and resume.
 *
 * Returns: (transfer full) (nullable): the row as it stands
 */
CabinetOutboxItem *
cabinet_delivery_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
