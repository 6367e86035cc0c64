/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-notice-feed.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-readings.h"
#include "cabinet-conversation-private.h"
#include "cabinet-journal-marks.h"

/* Works are told on a bar so long before they begin. */
#define SOON G_TIME_SPAN_DAY

struct _CabinetNoticeFeed
{
  GObject parent_instance;

  CabinetAccount *account; /* weak; it owns this */
  CabinetCore *core;
  char *id;
  GListStore *shown;
  CabinetNoticeList *list; /* NULL = never read */
  gboolean loaded;
  CabinetInstant read_at;
  GHashTable *marked; /* ids -> CabinetReadMark; the provider may not know of it yet */
  guint unread;
};

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_UNREAD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetNoticeFeed,
                               cabinet_notice_feed,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static CabinetInstant
get_now (CabinetNoticeFeed *self)
{
  return cabinet_instant_now () + (self->account != NULL ? self->account->clock_skew : 0);
}

static CabinetNotice *
as_read (CabinetNotice *notice)
{
  g_autofree char *json = cabinet_record_encode_text (notice);
  CabinetNotice *copy = cabinet_record_decode_text (CABINET_TYPE_NOTICE, json, -1, NULL);

  if (copy == NULL)
    return g_object_ref (notice);
  copy->read = TRUE;
  return copy;
}

static CabinetNotice *
find_shown (CabinetNoticeFeed *self, const char *id)
{
  guint n = cabinet_list_length (self->shown);

  for (guint i = 0; i < n; i++)
    {
      CabinetNotice *notice = cabinet_list_get (self->shown, i);

      if (g_str_equal (notice->id, id))
        return notice;
    }
  return NULL;
}

/* Shows what is not over, with the marks that were made here; what is the same stays the same object. */
static void
show (CabinetNoticeFeed *self)
{
  guint n = self->list != NULL ? cabinet_list_length (self->list->notices) : 0;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetInstant now = get_now (self);
  gboolean same;
  guint unread = 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetNotice *each = cabinet_list_get (self->list->notices, i);
      g_autoptr (CabinetNotice) notice =
        !each->read && g_hash_table_contains (self->marked, each->id) ? as_read (each) : g_object_ref (each);
      CabinetNotice *shown = find_shown (self, notice->id);

      if (notice->expires_at != 0 && notice->expires_at <= now)
        continue;
      unread += !notice->read;
      g_ptr_array_add (wanted,
                       g_object_ref (shown != NULL && cabinet_record_equal (shown, notice) ? shown : notice));
    }
  same = wanted->len == cabinet_list_length (self->shown);
  for (guint i = 0; same && i < wanted->len; i++)
    same = cabinet_list_get (self->shown, i) == g_ptr_array_index (wanted, i);
  self->unread = unread;
  if (same)
    return;
  g_list_store_splice (self->shown, 0, cabinet_list_length (self->shown), wanted->pdata, wanted->len);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNREAD]);
}

/* Marks that an earlier run could not tell of. */
static void
load_marks (CabinetNoticeFeed *self)
{
  CabinetJournal *journal = cabinet_core_get_journal (self->core, NULL);
  g_autoptr (GPtrArray) marks =
    journal != NULL ? cabinet_journal_load_marks (journal, self->id, CABINET_READ_MARK_KIND_NOTICE, NULL)
                    : NULL;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      CabinetReadMark *mark = g_ptr_array_index (marks, i);

      g_hash_table_insert (self->marked, g_strdup (mark->subject), g_object_ref (mark));
    }
}

static void
load (CabinetNoticeFeed *self)
{
  g_autoptr (CabinetNoticeList) list = NULL;
  g_autoptr (GError) error = NULL;
  CabinetInstant read_at;

  if (self->core->closed)
    return;
  if (!self->loaded)
    load_marks (self);
  self->loaded = TRUE;
  list = cabinet_archive_load_reading (self->core->archive, self->id, CABINET_RESOURCE_NOTICES,
                                       CABINET_TYPE_NOTICE_LIST, &read_at, &error);
  if (error != NULL)
    g_warning ("the notices could not be read: %s", error->message);
  if (list == NULL || read_at < self->read_at)
    return;
  self->read_at = read_at;
  g_set_object (&self->list, list);
  show (self);
}

static void
ensure_loaded (CabinetNoticeFeed *self)
{
  if (!self->loaded)
    load (self);
}

static void
on_written (CabinetNoticeFeed *self)
{
  if (self->loaded)
    load (self);
}

/**
 * cabinet_account_get_notice_feed:
 * @account: a contract
 *
 * Returns: (transfer none): its notices, made at the first call; reads nothing yet
 */
CabinetNoticeFeed *
cabinet_account_get_notice_feed (CabinetAccount *account)
{
  CabinetNoticeFeed *self;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  if (account->notice_feed != NULL)
    return CABINET_NOTICE_FEED (account->notice_feed);
  self = g_object_new (CABINET_TYPE_NOTICE_FEED, NULL);
  g_set_weak_pointer (&self->account, account);
  self->core = g_object_ref (account->core);
  self->id = g_strdup (account->id);
  g_signal_connect_object (self->core, "written", G_CALLBACK (on_written), self, G_CONNECT_SWAPPED);
  account->notice_feed = G_OBJECT (self);
  return self;
}

/* 0 = not for a bar; the higher, the more urgent. */
static guint
get_urgency (CabinetNotice *notice, CabinetInstant now)
{
  if (notice->read || (notice->ends_at != 0 && notice->ends_at <= now))
    return 0;
  switch (notice->kind)
    {
    case CABINET_NOTICE_KIND_OUTAGE:
      return 4;
    case CABINET_NOTICE_KIND_WORKS:
      return notice->starts_at != 0 && notice->starts_at <= now + SOON ? 3 : 0;
    case CABINET_NOTICE_KIND_IMPORTANT:
      return 2;
    case CABINET_NOTICE_KIND_PRICE_CHANGE:
      return 1;
    case CABINET_NOTICE_KIND_NEWS:
    case CABINET_NOTICE_KIND_OFFER:
    case CABINET_NOTICE_KIND_UNKNOWN:
    default:
      return 0;
    }
}

/**
 * cabinet_notice_feed_get_urgent:
 *
 * Returns: (transfer none) (nullable): the most urgent unread notice, the newest of equal ones
 */
CabinetNotice *
cabinet_notice_feed_get_urgent (CabinetNoticeFeed *self)
{
  CabinetInstant now = get_now (self);
  CabinetNotice *urgent = NULL;
  guint n, most = 0;

  g_return_val_if_fail (CABINET_IS_NOTICE_FEED (self), NULL);

  ensure_loaded (self);
  show (self);
  n = cabinet_list_length (self->shown);
  for (guint i = 0; i < n; i++)
    {
      CabinetNotice *notice = cabinet_list_get (self->shown, i);
      guint urgency = get_urgency (notice, now);

      if (urgency > most)
        {
          most = urgency;
          urgent = notice;
        }
    }
  return urgent;
}

guint
cabinet_notice_feed_get_unread (CabinetNoticeFeed *self)
{
  g_return_val_if_fail (CABINET_IS_NOTICE_FEED (self), 0);

  ensure_loaded (self);
  return self->unread;
}

CabinetInstant
cabinet_notice_feed_get_read_at (CabinetNoticeFeed *self)
{
  g_return_val_if_fail (CABINET_IS_NOTICE_FEED (self), 0);

  ensure_loaded (self);
  return self->read_at;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What the provider knows by now need not be remembered here. */
static void
forget_marks (CabinetNoticeFeed *self)
{
  guint n = cabinet_list_length (self->list->notices);
  CabinetJournal *journal = self->core->closed ? NULL : cabinet_core_get_journal (self->core, NULL);

  for (guint i = 0; i < n; i++)
    {
      CabinetNotice *notice = cabinet_list_get (self->list->notices, i);
      CabinetReadMark *mark = g_hash_table_lookup (self->marked, notice->id);

      if (!notice->read || mark == NULL)
        continue;
      if (journal != NULL)
        cabinet_journal_drop_mark_async (journal, mark, NULL, NULL, NULL);
      g_hash_table_remove (self->marked, notice->id);
    }
}

static void tell_marks (CabinetNoticeFeed *self);

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetNoticeFeed *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  CabinetNoticeList *list = reply != NULL && !reply->not_modified ? reply->record : NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  self->read_at = cabinet_instant_now ();
  self->loaded = TRUE;
  if (list != NULL)
    {
      g_set_object (&self->list, list);
      forget_marks (self);
      show (self);
    }
  tell_marks (self);
  cabinet_archive_save_reading_async (self->core->archive, self->id, CABINET_RESOURCE_NOTICES, list,
                                      self->read_at, list != NULL ? reply->etag : NULL,
                                      g_task_get_cancellable (task), on_saved, task);
}

/**
 * cabinet_notice_feed_refresh_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
cabinet_notice_feed_refresh_async (CabinetNoticeFeed *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *etag = NULL;
  CabinetCall call = { 0 };

  g_return_if_fail (CABINET_IS_NOTICE_FEED (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_notice_feed_refresh_async);
  if (self->account == NULL || self->core->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the contract is not there any more");
      return;
    }
  if (self->account->capabilities != NULL && !cabinet_account_can (self->account, "notices"))
    {
      g_task_return_error (task, cabinet_error_new (CABINET_ERROR_UNSUPPORTED, NULL,
                                                    _ ("The provider tells no news to this contract")));
      return;
    }
  ensure_loaded (self);
  etag = cabinet_archive_load_validator (self->core->archive, self->id, CABINET_RESOURCE_NOTICES, NULL);
  call.contract = self->account->contract->id;
  call.etag = etag;
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_LIST_NOTICES, &call, cancellable, on_list,
                              g_steal_pointer (&task));
}

/**
 * cabinet_notice_feed_refresh_finish:
 * @error: (optional): what the provider said; UNSUPPORTED if the contract has no notices
 *
 * Returns: TRUE if they were read and archived
 */
gboolean
cabinet_notice_feed_refresh_finish (CabinetNoticeFeed *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply == NULL)
    g_debug ("the provider was not told yet what was read: %s", error->message);
}

static void
tell (CabinetNoticeFeed *self, CabinetReadMark *mark)
{
  CabinetCall call = { .id = mark->subject, .key = mark->key };

  if (self->account != NULL && !self->account->given_up)
    cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_MARK_NOTICE_READ, &call, NULL, on_told,
                                NULL);
}

/* Again, under the same key: the provider may not have heard it, or its list may be older. */
static void
tell_marks (CabinetNoticeFeed *self)
{
  guint n = self->list != NULL ? cabinet_list_length (self->list->notices) : 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetNotice *notice = cabinet_list_get (self->list->notices, i);
      CabinetReadMark *mark = g_hash_table_lookup (self->marked, notice->id);

      if (mark != NULL && !notice->read)
        tell (self, mark);
    }
}

/**
 * cabinet_notice_feed_mark_read:
 * @notice: one that is shown
 *
 * Shows it as read; the provider is told now, and with each refresh, of this run or a later one, until it
 * says so itself.
 */
void
cabinet_notice_feed_mark_read (CabinetNoticeFeed *self, CabinetNotice *notice)
{
  CabinetReadMark *mark;
  CabinetJournal *journal;

  g_return_if_fail (CABINET_IS_NOTICE_FEED (self));
  g_return_if_fail (CABINET_IS_NOTICE (notice));

  ensure_loaded (self);
  if (notice->read || g_hash_table_contains (self->marked, notice->id))
    return;
  mark = g_object_new (CABINET_TYPE_READ_MARK, NULL);
  mark->account = g_strdup (self->id);
  mark->kind = CABINET_READ_MARK_KIND_NOTICE;
  mark->subject = g_strdup (notice->id);
  mark->key = g_uuid_string_random ();
  g_hash_table_insert (self->marked, g_strdup (notice->id), mark);
  journal = self->core->closed ? NULL : cabinet_core_get_journal (self->core, NULL);
  if (journal != NULL)
    cabinet_journal_add_mark_async (journal, mark, NULL, NULL, NULL);
  tell (self, mark);
  show (self);
}

static GType
feed_get_item_type (GListModel *model)
{
  return CABINET_TYPE_NOTICE;
}

static guint
feed_get_n_items (GListModel *model)
{
  CabinetNoticeFeed *self = CABINET_NOTICE_FEED (model);

  ensure_loaded (self);
  return cabinet_list_length (self->shown);
}

static gpointer
feed_get_item (GListModel *model, guint position)
{
  CabinetNoticeFeed *self = CABINET_NOTICE_FEED (model);

  ensure_loaded (self);
  return g_list_model_get_item (G_LIST_MODEL (self->shown), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = feed_get_item_type;
  iface->get_n_items = feed_get_n_items;
  iface->get_item = feed_get_item;
}

static void
cabinet_notice_feed_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetNoticeFeed *self = CABINET_NOTICE_FEED (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, cabinet_notice_feed_get_unread (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_notice_feed_finalize (GObject *object)
{
  CabinetNoticeFeed *self = CABINET_NOTICE_FEED (object);

  g_clear_weak_pointer (&self->account);
  g_clear_object (&self->core);
  g_clear_object (&self->shown);
  g_clear_object (&self->list);
  g_clear_pointer (&self->marked, g_hash_table_unref);
  g_free (self->id);
  G_OBJECT_CLASS (cabinet_notice_feed_parent_class)->finalize (object);
}

static void
cabinet_notice_feed_class_init (CabinetNoticeFeedClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_notice_feed_get_property;
  object_class->finalize = cabinet_notice_feed_finalize;
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cabinet_notice_feed_init (CabinetNoticeFeed *self)
{
  self->shown = g_list_store_new (CABINET_TYPE_NOTICE);
  self->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}
