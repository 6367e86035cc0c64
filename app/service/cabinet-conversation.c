/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation-private.h"

#include "cabinet-archive-messages.h"
#include "cabinet-archive-readings.h"

/* So many of the newest are shown at first. */
#define FIRST_MESSAGES 300

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_REFRESHING,
  PROP_UNREAD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetConversation,
                               cabinet_conversation,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

void
cabinet_conversation_emit_changed (CabinetConversation *self)
{
  g_signal_emit (self, changed_signal, 0);
}

void
cabinet_conversation_refreshing_changed (CabinetConversation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
}

char *
cabinet_conversation_dup_root (CabinetConversation *self)
{
  return g_build_filename (self->core->folder, "attachments", NULL);
}

/* What did not change stays the same object. */
static void
reuse (GListStore *store, GPtrArray *wanted)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = cabinet_list_length (store);

  for (guint i = 0; i < n; i++)
    {
      CabinetMessage *message = cabinet_list_get (store, i);

      g_hash_table_insert (shown, message->id, message);
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      CabinetMessage *message = g_ptr_array_index (wanted, i);
      CabinetMessage *same = g_hash_table_lookup (shown, message->id);

      if (same == NULL || same == message || !cabinet_record_equal (same, message))
        continue;
      g_object_ref (same);
      g_object_unref (message);
      wanted->pdata[i] = same;
    }
}

/* Tells only of the part that is different. */
static void
replace (GListStore *store, GPtrArray *wanted)
{
  guint n = cabinet_list_length (store);
  guint start = 0, tail = 0;

  while (start < MIN (n, wanted->len) && cabinet_list_get (store, start) == g_ptr_array_index (wanted, start))
    start++;
  while (tail < MIN (n, wanted->len) - start
         && cabinet_list_get (store, n - 1 - tail) == g_ptr_array_index (wanted, wanted->len - 1 - tail))
    tail++;
  if (start + tail < MAX (n, wanted->len))
    g_list_store_splice (store, start, n - start - tail, wanted->pdata + start, wanted->len - start - tail);
}

void
cabinet_conversation_reload (CabinetConversation *self)
{
  g_autoptr (GPtrArray) wanted = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->loaded || self->ended || self->core->closed)
    return;
  wanted = cabinet_archive_load_messages (self->core->archive, self->id, self->limit, &error);
  if (wanted == NULL)
    {
      g_warning ("the messages could not be read: %s", error->message);
      return;
    }
  self->has_older = self->limit > 0 && wanted->len == self->limit;
  cabinet_conversation_add_outbox (self, wanted);
  reuse (self->messages, wanted);
  replace (self->messages, wanted);
}

/* Whoever asks for the first time gets the length as the answer; were it announced as well, a list that is
 * being bound would have every message twice. */
static void
ensure_loaded (CabinetConversation *self)
{
  if (self->loaded)
    return;
  self->loaded = TRUE;
  g_signal_handlers_block_by_func (self->messages, g_list_model_items_changed, self);
  cabinet_conversation_reload (self);
  g_signal_handlers_unblock_by_func (self->messages, g_list_model_items_changed, self);
}

/**
 * cabinet_conversation_load_older:
 * @self: a conversation
 *
 * Shows all that is archived, not only the newest few hundred messages.
 */
void
cabinet_conversation_load_older (CabinetConversation *self)
{
  g_return_if_fail (CABINET_IS_CONVERSATION (self));

  if (self->limit == 0)
    return;
  self->limit = 0;
  ensure_loaded (self);
  cabinet_conversation_reload (self);
}

gboolean
cabinet_conversation_get_has_older (CabinetConversation *self)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), FALSE);

  ensure_loaded (self);
  return self->has_older;
}

static guint
count_unread (CabinetConversation *self)
{
  guint n = self->list != NULL ? cabinet_list_length (self->list->threads) : 0;
  guint unread = 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetThread *thread = cabinet_list_get (self->list->threads, i);

      if (!cabinet_conversation_is_marked (self, thread))
        unread += (guint) MAX (0, thread->unread);
    }
  return unread;
}

void
cabinet_conversation_take_list (CabinetConversation *self, CabinetThreadList *list, CabinetInstant read_at)
{
  guint unread;

  self->read_at = read_at;
  if (list != NULL && (self->list == NULL || !cabinet_record_equal (self->list, list)))
    {
      g_autoptr (GPtrArray) threads = g_ptr_array_new ();

      g_set_object (&self->list, list);
      for (guint i = 0; i < cabinet_list_length (list->threads); i++)
        g_ptr_array_add (threads, cabinet_list_get (list->threads, i));
      g_list_store_splice (self->threads, 0, cabinet_list_length (self->threads), threads->pdata,
                           threads->len);
      cabinet_conversation_emit_changed (self);
    }
  unread = count_unread (self);
  if (unread != self->unread)
    {
      self->unread = unread;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNREAD]);
    }
}

void
cabinet_conversation_load_list (CabinetConversation *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetThreadList) list = NULL;
  CabinetInstant read_at;

  self->list_loaded = TRUE;
  cabinet_conversation_load_marks (self);
  list = cabinet_archive_load_reading (self->core->archive, self->id, CABINET_RESOURCE_THREADS,
                                       CABINET_TYPE_THREAD_LIST, &read_at, &error);
  if (error != NULL)
    g_warning ("the threads could not be read: %s", error->message);
  else if (list != NULL && read_at >= self->read_at)
    cabinet_conversation_take_list (self, list, read_at);
}

static void
ensure_list (CabinetConversation *self)
{
  if (!self->list_loaded && !self->ended && !self->core->closed)
    cabinet_conversation_load_list (self);
}

/* Archive or journal were written, perhaps by another process. */
static void
on_written (CabinetConversation *self)
{
  if (self->ended || self->core->closed)
    return;
  if (self->list_loaded && self->waiters == NULL)
    cabinet_conversation_load_list (self);
  cabinet_conversation_reload (self);
}

/**
 * cabinet_account_get_conversation:
 * @account: a contract
 *
 * Returns: (transfer none): its conversation, made at the first call; reads nothing yet
 */
CabinetConversation *
cabinet_account_get_conversation (CabinetAccount *account)
{
  CabinetConversation *self;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  if (account->conversation != NULL)
    return CABINET_CONVERSATION (account->conversation);
  self = g_object_new (CABINET_TYPE_CONVERSATION, NULL);
  g_set_weak_pointer (&self->account, account);
  self->core = g_object_ref (account->core);
  self->id = g_strdup (account->id);
  self->ended = account->given_up;
  g_signal_connect_object (self->core, "written", G_CALLBACK (on_written), self, G_CONNECT_SWAPPED);
  account->conversation = G_OBJECT (self);
  return self;
}

CabinetConversation *
cabinet_account_peek_conversation (CabinetAccount *account)
{
  return account->conversation != NULL ? CABINET_CONVERSATION (account->conversation) : NULL;
}

/**
 * cabinet_account_can:
 * @capability: its name, "chat"
 *
 * What a system does not tell is tried, and shown as nothing if it is nothing (Q20).
 *
 * Returns: whether @account has @capability now, as far as was read
 */
gboolean
cabinet_account_can (CabinetAccount *account, const char *capability)
{
  guint n = account->capabilities != NULL ? cabinet_list_length (account->capabilities->capabilities) : 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetCapability *each = cabinet_list_get (account->capabilities->capabilities, i);

      if (g_strcmp0 (each->name, capability) == 0)
        return each->answer == CABINET_CAPABILITY_ANSWER_YES
               || each->answer == CABINET_CAPABILITY_ANSWER_UNKNOWN;
    }
  return FALSE;
}

/**
 * cabinet_conversation_get_threads:
 *
 * Returns: (transfer none): of CabinetThread, newest first
 */
GListModel *
cabinet_conversation_get_threads (CabinetConversation *self)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);

  ensure_list (self);
  return G_LIST_MODEL (self->threads);
}

CabinetThread *
cabinet_conversation_lookup_thread (CabinetConversation *self, const char *id)
{
  guint n;

  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);

  ensure_list (self);
  n = cabinet_list_length (self->threads);
  for (guint i = 0; i < n; i++)
    {
      CabinetThread *thread = cabinet_list_get (self->threads, i);

      if (g_strcmp0 (thread->id, id) == 0)
        return thread;
    }
  return NULL;
}

/**
 * cabinet_conversation_get_open_thread:
 *
 * Returns: (transfer none) (nullable): the newest thread that takes a message (Q14)
 */
CabinetThread *
cabinet_conversation_get_open_thread (CabinetConversation *self)
{
  guint n;

  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);

  ensure_list (self);
  n = cabinet_list_length (self->threads);
  for (guint i = 0; i < n; i++)
    {
      CabinetThread *thread = cabinet_list_get (self->threads, i);

      if (thread->can_send && thread->state != CABINET_THREAD_STATE_CLOSED)
        return thread;
    }
  return NULL;
}

CabinetSupportHours *
cabinet_conversation_get_hours (CabinetConversation *self)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);

  ensure_list (self);
  return self->list != NULL ? self->list->support : NULL;
}

CabinetInstant
cabinet_conversation_get_read_at (CabinetConversation *self)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), 0);

  ensure_list (self);
  return self->read_at;
}

guint
cabinet_conversation_get_unread (CabinetConversation *self)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), 0);

  ensure_list (self);
  return self->unread;
}

const GError *
cabinet_conversation_get_error (CabinetConversation *self)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);

  return self->error;
}

void
cabinet_conversation_set_error (CabinetConversation *self, const GError *error)
{
  gboolean same = (error == NULL) == (self->error == NULL)
                  && (error == NULL || g_str_equal (error->message, self->error->message));

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (!same)
    cabinet_conversation_emit_changed (self);
}

/**
 * cabinet_conversation_get_failure:
 * @message: one of ours
 *
 * Returns: (nullable): why the provider did not take it, or what of it did not arrive, in words
 */
const char *
cabinet_conversation_get_failure (CabinetConversation *self, CabinetMessage *message)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), NULL);
  g_return_val_if_fail (CABINET_IS_MESSAGE (message), NULL);

  return message->key != NULL ? g_hash_table_lookup (self->failures, message->key) : NULL;
}

gboolean
cabinet_conversation_is_doubtful (CabinetConversation *self, CabinetMessage *message)
{
  g_return_val_if_fail (CABINET_IS_CONVERSATION (self), FALSE);
  g_return_val_if_fail (CABINET_IS_MESSAGE (message), FALSE);

  return message->key != NULL && message->state == CABINET_MESSAGE_STATE_QUEUED
         && g_hash_table_contains (self->doubts, message->key);
}

static GType
conversation_get_item_type (GListModel *model)
{
  return CABINET_TYPE_MESSAGE;
}

static guint
conversation_get_n_items (GListModel *model)
{
  CabinetConversation *self = CABINET_CONVERSATION (model);

  ensure_loaded (self);
  return cabinet_list_length (self->messages);
}

static gpointer
conversation_get_item (GListModel *model, guint position)
{
  CabinetConversation *self = CABINET_CONVERSATION (model);

  ensure_loaded (self);
  return g_list_model_get_item (G_LIST_MODEL (self->messages), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = conversation_get_item_type;
  iface->get_n_items = conversation_get_n_items;
  iface->get_item = conversation_get_item;
}

static void
cabinet_conversation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetConversation *self = CABINET_CONVERSATION (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->waiters != NULL);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, cabinet_conversation_get_unread (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_conversation_dispose (GObject *object)
{
  CabinetConversation *self = CABINET_CONVERSATION (object);

  cabinet_conversation_give_up (self);
  g_clear_weak_pointer (&self->account);
  G_OBJECT_CLASS (cabinet_conversation_parent_class)->dispose (object);
}

static void
cabinet_conversation_finalize (GObject *object)
{
  CabinetConversation *self = CABINET_CONVERSATION (object);

  g_clear_object (&self->core);
  g_clear_object (&self->messages);
  g_clear_object (&self->threads);
  g_clear_object (&self->list);
  g_clear_object (&self->refreshing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->network);
  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->watcher);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->doubts, g_hash_table_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->marked, g_hash_table_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->telling, g_hash_table_unref);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->flushers, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->id);
  G_OBJECT_CLASS (cabinet_conversation_parent_class)->finalize (object);
}

static void
cabinet_conversation_class_init (CabinetConversationClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_conversation_get_property;
  object_class->dispose = cabinet_conversation_dispose;
  object_class->finalize = cabinet_conversation_finalize;
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal = g_signal_new ("changed", CABINET_TYPE_CONVERSATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
cabinet_conversation_init (CabinetConversation *self)
{
  self->limit = FIRST_MESSAGES;
  self->messages = g_list_store_new (CABINET_TYPE_MESSAGE);
  self->threads = g_list_store_new (CABINET_TYPE_THREAD);
  self->cancellable = g_cancellable_new ();
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->doubts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->telling = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (self->messages, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}
