/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-private.h"

#include "cabinet-archive-readings.h"

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_READ_AT,
  PROP_REFRESHING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (CabinetPlan, cabinet_plan, G_TYPE_OBJECT)

static gboolean
is_same (GListModel *list, GPtrArray *wanted)
{
  if (g_list_model_get_n_items (list) != wanted->len)
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    if (!cabinet_record_equal (cabinet_list_get (list, i), g_ptr_array_index (wanted, i)))
      return FALSE;
  return TRUE;
}

/* Puts @wanted into @list; what is shown already stays the same objects. */
static void
show (GListStore *list, GPtrArray *wanted)
{
  if (!is_same (G_LIST_MODEL (list), wanted))
    g_list_store_splice (list, 0, cabinet_list_length (list), wanted->pdata, wanted->len);
}

static gboolean
is_final (CabinetChange *change)
{
  return change->state == CABINET_CHANGE_STATE_DONE || change->state == CABINET_CHANGE_STATE_REFUSED
         || change->state == CABINET_CHANGE_STATE_CANCELLED;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  CabinetChange *first = *(CabinetChange *const *) a;
  CabinetChange *second = *(CabinetChange *const *) b;

  if (is_final (first) != is_final (second))
    return is_final (first) ? 1 : -1;
  return first->ordered_at == second->ordered_at ? 0 : first->ordered_at > second->ordered_at ? -1 : 1;
}

static GPtrArray *
items_of (GListStore *list)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < cabinet_list_length (list); i++)
    g_ptr_array_add (items, g_object_ref (cabinet_list_get (list, i)));
  return items;
}

/* Shows @record, the answer kept or read as @resource. */
void
cabinet_plan_take (CabinetPlan *self, const char *resource, gpointer record)
{
  g_autoptr (GPtrArray) items = NULL;

  if (CABINET_IS_TARIFF_LIST (record))
    {
      items = items_of (CABINET_TARIFF_LIST (record)->tariffs);
      show (self->tariffs, items);
    }
  else if (CABINET_IS_SERVICE_LIST (record))
    {
      items = items_of (CABINET_SERVICE_LIST (record)->services);
      show (self->services, items);
    }
  else if (CABINET_IS_CHANGE_LIST (record))
    {
      items = items_of (CABINET_CHANGE_LIST (record)->changes);
      g_ptr_array_sort (items, compare_changes);
      show (self->changes, items);
    }
  else if (CABINET_IS_PROMISE_OFFER (record))
    g_set_object (&self->promise, record);
  else if (CABINET_IS_SUSPENSION_OFFER (record))
    g_set_object (&self->suspension, record);
}

void
cabinet_plan_changed (CabinetPlan *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Shows what is archived. */
void
cabinet_plan_load (CabinetPlan *self)
{
  const struct
  {
    const char *resource;
    GType type;
    const char *capability; /* of an offer */
  } readings[] = {
    { CABINET_RESOURCE_TARIFFS, CABINET_TYPE_TARIFF_LIST, NULL },
    { CABINET_RESOURCE_SERVICES, CABINET_TYPE_SERVICE_LIST, NULL },
    { CABINET_RESOURCE_CHANGES, CABINET_TYPE_CHANGE_LIST, NULL },
    { CABINET_RESOURCE_PROMISE, CABINET_TYPE_PROMISE_OFFER, "promise" },
    { CABINET_RESOURCE_SUSPENSION, CABINET_TYPE_SUSPENSION_OFFER, "suspend" },
  };
  CabinetInstant oldest = 0;

  if (self->core->closed)
    return;
  self->loaded = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      CabinetInstant at;
      g_autoptr (GError) error = NULL;
      g_autoptr (GObject) record = cabinet_archive_load_reading (
        self->core->archive, self->id, readings[i].resource, readings[i].type, &at, &error);

      if (error != NULL)
        g_warning ("%s could not be read: %s", readings[i].resource, error->message);
      if (record == NULL || !cabinet_plan_has_offer (self, readings[i].capability))
        continue;
      cabinet_plan_take (self, readings[i].resource, record);
      oldest = oldest == 0 ? at : MIN (oldest, at);
    }
  if (oldest == self->read_at)
    return;
  self->read_at = oldest;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READ_AT]);
}

void
cabinet_plan_ensure_loaded (CabinetPlan *self)
{
  if (!self->loaded)
    cabinet_plan_load (self);
}

/* Another process, or this one, has written to the archive. */
static void
on_written (CabinetPlan *self)
{
  if (!self->loaded || self->refreshing > 0)
    return;
  cabinet_plan_load (self);
  cabinet_plan_changed (self);
}

void
cabinet_plan_begin_refresh (CabinetPlan *self)
{
  if (self->refreshing++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
}

/* @error: (nullable); one that was only cancelled changes nothing. */
void
cabinet_plan_end_refresh (CabinetPlan *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
    }
  if (--self->refreshing == 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
  cabinet_plan_load (self);
  cabinet_plan_changed (self);
}

/**
 * cabinet_account_get_plan:
 * @account: a contract
 *
 * Returns: (transfer none): its tariffs, services and changes; made at the first call, reads nothing yet
 */
CabinetPlan *
cabinet_account_get_plan (CabinetAccount *account)
{
  CabinetPlan *self;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  if (account->plan != NULL)
    return CABINET_PLAN (account->plan);
  self = g_object_new (CABINET_TYPE_PLAN, NULL);
  g_set_weak_pointer (&self->account, account);
  self->core = g_object_ref (account->core);
  self->id = g_strdup (account->id);
  g_signal_connect_object (self->core, "written", G_CALLBACK (on_written), self, G_CONNECT_SWAPPED);
  account->plan = G_OBJECT (self);
  return self;
}

/**
 * cabinet_plan_get_account:
 *
 * Returns: (transfer none) (nullable): whose plan it is; %NULL once the contract was removed
 */
CabinetAccount *
cabinet_plan_get_account (CabinetPlan *self)
{
  return self->account;
}

GListModel *
cabinet_plan_get_tariffs (CabinetPlan *self)
{
  cabinet_plan_ensure_loaded (self);
  return G_LIST_MODEL (self->tariffs);
}

GListModel *
cabinet_plan_get_services (CabinetPlan *self)
{
  cabinet_plan_ensure_loaded (self);
  return G_LIST_MODEL (self->services);
}

GListModel *
cabinet_plan_get_changes (CabinetPlan *self)
{
  cabinet_plan_ensure_loaded (self);
  return G_LIST_MODEL (self->changes);
}

/**
 * cabinet_plan_get_read_at:
 *
 * Returns: when the oldest part of what is shown was last confirmed, local clock; 0 = never
 */
CabinetInstant
cabinet_plan_get_read_at (CabinetPlan *self)
{
  cabinet_plan_ensure_loaded (self);
  return self->read_at;
}

gboolean
cabinet_plan_get_refreshing (CabinetPlan *self)
{
  return self->refreshing > 0;
}

const GError *
cabinet_plan_get_error (CabinetPlan *self)
{
  return self->error;
}

/**
 * cabinet_plan_get_current_tariff:
 *
 * Returns: (transfer none) (nullable): what the contract has now
 */
CabinetTariff *
cabinet_plan_get_current_tariff (CabinetPlan *self)
{
  cabinet_plan_ensure_loaded (self);
  for (guint i = 0; i < cabinet_list_length (self->tariffs); i++)
    {
      CabinetTariff *tariff = cabinet_list_get (self->tariffs, i);

      if (tariff->current)
        return tariff;
    }
  return NULL;
}

static void
cabinet_plan_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetPlan *self = CABINET_PLAN (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_READ_AT:
      g_value_set_int64 (value, cabinet_plan_get_read_at (self));
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing > 0);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_plan_dispose (GObject *object)
{
  CabinetPlan *self = CABINET_PLAN (object);

  g_clear_weak_pointer (&self->account);
  G_OBJECT_CLASS (cabinet_plan_parent_class)->dispose (object);
}

static void
cabinet_plan_finalize (GObject *object)
{
  CabinetPlan *self = CABINET_PLAN (object);

  g_clear_object (&self->tariffs);
  g_clear_object (&self->services);
  g_clear_object (&self->changes);
  g_clear_object (&self->promise);
  g_clear_object (&self->suspension);
  g_clear_object (&self->core);
  g_hash_table_unref (self->resumed);
  g_clear_error (&self->error);
  g_free (self->id);
  G_OBJECT_CLASS (cabinet_plan_parent_class)->finalize (object);
}

static void
cabinet_plan_class_init (CabinetPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cabinet_plan_get_property;
  object_class->dispose = cabinet_plan_dispose;
  object_class->finalize = cabinet_plan_finalize;
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  props[PROP_READ_AT] = g_param_spec_int64 ("read-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal =
    g_signal_new ("changed", CABINET_TYPE_PLAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_plan_init (CabinetPlan *self)
{
  self->tariffs = g_list_store_new (CABINET_TYPE_TARIFF);
  self->services = g_list_store_new (CABINET_TYPE_SERVICE);
  self->changes = g_list_store_new (CABINET_TYPE_CHANGE);
  self->resumed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
