/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-payments.h"
#include "cabinet-archive-readings.h"
#include "cabinet-delivery.h"
#include "cabinet-top-ups-private.h"

/* So many payments are shown. */
#define MOST_SHOWN 100

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_REFRESHING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetTopUps,
                               cabinet_top_ups,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
ensure_loaded (CabinetTopUps *self)
{
  if (!self->loaded)
    cabinet_top_ups_load (self);
}

static GType
get_item_type (GListModel *model)
{
  return CABINET_TYPE_TOP_UP;
}

static guint
get_n_items (GListModel *model)
{
  ensure_loaded (CABINET_TOP_UPS (model));
  return cabinet_list_length (CABINET_TOP_UPS (model)->items);
}

static gpointer
get_item (GListModel *model, guint position)
{
  ensure_loaded (CABINET_TOP_UPS (model));
  return g_list_model_get_item (G_LIST_MODEL (CABINET_TOP_UPS (model)->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

void
cabinet_top_ups_changed (CabinetTopUps *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static CabinetTopUp *
find (CabinetTopUps *self, const char *id, const char *key)
{
  for (guint i = 0; i < cabinet_list_length (self->items); i++)
    {
      CabinetTopUp *top_up = cabinet_list_get (self->items, i);

      if ((id != NULL && g_strcmp0 (cabinet_top_up_get_id (top_up), id) == 0)
          || (key != NULL && g_strcmp0 (cabinet_top_up_get_key (top_up), key) == 0))
        return top_up;
    }
  return NULL;
}

/* The object that is shown already, or a new one; takes what is known now. (transfer full) */
static CabinetTopUp *
renew (CabinetTopUps *self, CabinetPayment *payment, CabinetOutboxItem *item)
{
  const char *key = item != NULL ? item->key : payment->key;
  CabinetTopUp *known = find (self, payment != NULL ? payment->id : NULL, key);

  if (known == NULL)
    return cabinet_top_up_new (self->account, payment, item);
  cabinet_top_up_take (known, payment, item);
  return g_object_ref (known);
}

static CabinetOutboxItem *
find_row (GPtrArray *rows, const char *key)
{
  for (guint i = 0; rows != NULL && key != NULL && i < rows->len; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (rows, i);

      if (item->kind == CABINET_OUTBOX_KIND_PAYMENT && g_str_equal (item->key, key))
        return item;
    }
  return NULL;
}

static gboolean
has_payment (GPtrArray *payments, const char *key)
{
  for (guint i = 0; payments != NULL && i < payments->len; i++)
    if (g_strcmp0 (CABINET_PAYMENT (g_ptr_array_index (payments, i))->key, key) == 0)
      return TRUE;
  return FALSE;
}

/* What only the outbox knows: not there yet, or nobody knows whether it is. A refusal was told when it came.
 */
static void
add_rows (CabinetTopUps *self, GPtrArray *rows, GPtrArray *payments, GPtrArray *wanted)
{
  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    {
      CabinetOutboxItem *item = g_ptr_array_index (rows, i - 1);
      g_autoptr (CabinetPayment) answer = NULL;

      if (item->kind != CABINET_OUTBOX_KIND_PAYMENT || has_payment (payments, item->key))
        continue;
      answer = cabinet_delivery_dup_answer (item);
      g_ptr_array_add (wanted, renew (self, answer, item));
    }
}

static gboolean
is_shown (CabinetTopUps *self, GPtrArray *wanted)
{
  if (cabinet_list_length (self->items) != wanted->len)
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    if (cabinet_list_get (self->items, i) != g_ptr_array_index (wanted, i))
      return FALSE;
  return TRUE;
}

static void
load_payments (CabinetTopUps *self)
{
  CabinetJournal *journal = cabinet_core_get_journal (self->core, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments =
    cabinet_archive_load_payments (self->core->archive, self->id, MOST_SHOWN, &error);
  g_autoptr (GPtrArray) rows = journal != NULL ? cabinet_outbox_load (journal, self->id, FALSE, NULL) : NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  guint shown;

  if (payments == NULL)
    g_warning ("payments could not be read: %s", error->message);
  add_rows (self, rows, payments, wanted);
  for (guint i = 0; payments != NULL && i < payments->len; i++)
    {
      CabinetPayment *payment = g_ptr_array_index (payments, i);

      g_ptr_array_add (wanted, renew (self, payment, find_row (rows, payment->key)));
    }
  if (is_shown (self, wanted))
    return;
  shown = cabinet_list_length (self->items);
  g_list_store_splice (self->items, 0, shown, wanted->pdata, wanted->len);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, shown, wanted->len);
}

static void
load_methods (CabinetTopUps *self)
{
  g_autoptr (GPtrArray) methods = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetPaymentMethodList) list =
    cabinet_archive_load_reading (self->core->archive, self->id, CABINET_RESOURCE_METHODS,
                                  CABINET_TYPE_PAYMENT_METHOD_LIST, &self->read_at, NULL);
  gboolean same;

  if (list == NULL)
    return;
  g_free (self->email);
  self->email = g_strdup (list->email);
  same = cabinet_list_length (self->methods) == cabinet_list_length (list->methods);
  for (guint i = 0; i < cabinet_list_length (list->methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_get (list->methods, i);

      g_ptr_array_add (methods, g_object_ref (method));
      same = same && cabinet_record_equal (cabinet_list_get (self->methods, i), method);
    }
  if (!same)
    g_list_store_splice (self->methods, 0, cabinet_list_length (self->methods), methods->pdata, methods->len);
}

void
cabinet_top_ups_load (CabinetTopUps *self)
{
  if (self->core->closed || self->account == NULL)
    return;
  self->loaded = TRUE;
  load_methods (self);
  load_payments (self);
}

/* Another process, or this one, has written. */
static void
on_written (CabinetTopUps *self)
{
  if (!self->loaded)
    return;
  cabinet_top_ups_load (self);
  cabinet_top_ups_changed (self);
}

static void
on_payment_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetTopUps) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_archive_save_payments_finish (CABINET_ARCHIVE (source), result, NULL, &error))
    g_warning ("a payment could not be archived: %s", error->message);
  cabinet_top_ups_load (self);
  cabinet_top_ups_changed (self);
}

/* Money has arrived: balance, line and ledger are other ones now. */
static gboolean
has_moved_money (CabinetPayment *before, CabinetPayment *after)
{
  if (before != NULL && before->state == after->state)
    return FALSE;
  return after->state == CABINET_PAYMENT_STATE_CREDITED || after->state == CABINET_PAYMENT_STATE_RESTORED
         || after->state == CABINET_PAYMENT_STATE_REFUNDED;
}

void
cabinet_top_ups_take_payment (CabinetTopUps *self, CabinetPayment *payment)
{
  CabinetTopUp *known = find (self, payment->id, payment->key);
  gboolean moved = known != NULL && has_moved_money (cabinet_top_up_get_payment (known), payment);
  g_autoptr (GPtrArray) payments = g_ptr_array_new ();

  if (self->account == NULL || self->core->closed)
    return;
  if (known != NULL)
    cabinet_top_up_take (known, payment, NULL);
  cabinet_delivery_note_shown (self->account, payment);
  g_ptr_array_add (payments, payment);
  cabinet_archive_save_payments_async (self->core->archive, self->id, payments, NULL, on_payment_saved,
                                       g_object_ref (self));
  if (moved && !self->account->given_up)
    cabinet_account_refresh_async (self->account, NULL, NULL, NULL);
}

void
cabinet_top_ups_begin_refresh (CabinetTopUps *self)
{
  if (self->refreshing++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
}

/* @error: (nullable); one that was only cancelled changes nothing. */
void
cabinet_top_ups_end_refresh (CabinetTopUps *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }
  if (--self->refreshing == 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
  cabinet_top_ups_load (self);
  cabinet_top_ups_changed (self);
}

gboolean
cabinet_account_has_pending_payments (CabinetAccount *account)
{
  CabinetJournal *journal = account->core->closed ? NULL : cabinet_core_get_journal (account->core, NULL);
  g_autoptr (GPtrArray) rows =
    journal != NULL ? cabinet_outbox_load (journal, account->id, FALSE, NULL) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (CABINET_OUTBOX_ITEM (g_ptr_array_index (rows, i))->kind == CABINET_OUTBOX_KIND_PAYMENT)
      return TRUE;
  return FALSE;
}

/**
 * cabinet_account_get_top_ups:
 * @account: a contract
 *
 * Returns: (transfer none): its payments; made at the first call, reads nothing yet
 */
CabinetTopUps *
cabinet_account_get_top_ups (CabinetAccount *account)
{
  CabinetTopUps *self;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  if (account->top_ups != NULL)
    return CABINET_TOP_UPS (account->top_ups);
  self = g_object_new (CABINET_TYPE_TOP_UPS, NULL);
  g_set_weak_pointer (&self->account, account);
  self->core = g_object_ref (account->core);
  self->id = g_strdup (account->id);
  g_signal_connect_object (self->core, "written", G_CALLBACK (on_written), self, G_CONNECT_SWAPPED);
  account->top_ups = G_OBJECT (self);
  return self;
}

GListModel *
cabinet_top_ups_get_methods (CabinetTopUps *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UPS (self), NULL);

  ensure_loaded (self);
  return G_LIST_MODEL (self->methods);
}

/* (transfer full) (nullable): where receipts go unless told otherwise */
char *
cabinet_top_ups_dup_email (CabinetTopUps *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UPS (self), NULL);

  ensure_loaded (self);
  return g_strdup (self->email);
}

/* Local clock; 0 = the ways to pay were never read. */
CabinetInstant
cabinet_top_ups_get_read_at (CabinetTopUps *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UPS (self), 0);

  ensure_loaded (self);
  return self->read_at;
}

const GError *
cabinet_top_ups_get_error (CabinetTopUps *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UPS (self), NULL);

  return self->error;
}

/**
 * cabinet_top_ups_get_pending:
 *
 * Returns: (transfer none) (nullable): the newest payment that is still on its way
 */
CabinetTopUp *
cabinet_top_ups_get_pending (CabinetTopUps *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UPS (self), NULL);

  ensure_loaded (self);
  for (guint i = 0; i < cabinet_list_length (self->items); i++)
    {
      CabinetTopUp *top_up = cabinet_list_get (self->items, i);

      if (!cabinet_top_up_is_final (top_up))
        return top_up;
    }
  return NULL;
}

/**
 * cabinet_top_ups_lookup:
 * @id: of a payment, or the key of one that is not there yet
 *
 * Returns: (transfer none) (nullable)
 */
CabinetTopUp *
cabinet_top_ups_lookup (CabinetTopUps *self, const char *id)
{
  g_return_val_if_fail (CABINET_IS_TOP_UPS (self), NULL);

  ensure_loaded (self);
  return find (self, id, id);
}

static void
cabinet_top_ups_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetTopUps *self = CABINET_TOP_UPS (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_top_ups_dispose (GObject *object)
{
  g_clear_weak_pointer (&CABINET_TOP_UPS (object)->account);
  G_OBJECT_CLASS (cabinet_top_ups_parent_class)->dispose (object);
}

static void
cabinet_top_ups_finalize (GObject *object)
{
  CabinetTopUps *self = CABINET_TOP_UPS (object);

  g_clear_object (&self->items);
  g_clear_object (&self->methods);
  g_clear_object (&self->core);
  g_hash_table_unref (self->working);
  g_clear_error (&self->error);
  g_free (self->email);
  g_free (self->id);
  G_OBJECT_CLASS (cabinet_top_ups_parent_class)->finalize (object);
}

static void
cabinet_top_ups_class_init (CabinetTopUpsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cabinet_top_ups_get_property;
  object_class->dispose = cabinet_top_ups_dispose;
  object_class->finalize = cabinet_top_ups_finalize;
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal =
    g_signal_new ("changed", CABINET_TYPE_TOP_UPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_top_ups_init (CabinetTopUps *self)
{
  self->items = g_list_store_new (CABINET_TYPE_TOP_UP);
  self->methods = g_list_store_new (CABINET_TYPE_PAYMENT_METHOD);
  self->working = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
