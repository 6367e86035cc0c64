/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-descriptors.h"
#include "cabinet-household-private.h"

#include <glib/gi18n-lib.h>

/* Writes come in bursts; they are looked at together, and well within the 2 s that are promised. */
#define RELOAD_DELAY_MS 400

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetHousehold,
                               cabinet_household,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

CabinetCore *
cabinet_household_get_core (CabinetHousehold *self)
{
  return self->core;
}

const char *
cabinet_household_get_notice (CabinetHousehold *self)
{
  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (self), NULL);

  return self->core->notice;
}

CabinetSignIn *
cabinet_household_get_sign_in (CabinetHousehold *self, const char *id)
{
  return g_hash_table_lookup (self->sign_ins, id);
}

/**
 * cabinet_household_get_all:
 * @self: a household
 *
 * Returns: (transfer none): all contracts, the hidden ones too
 */
GListModel *
cabinet_household_get_all (CabinetHousehold *self)
{
  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (self), NULL);

  return G_LIST_MODEL (self->all);
}

static CabinetAccount *
find_account (CabinetHousehold *self, const char *id)
{
  guint n = cabinet_list_length (self->all);

  for (guint i = 0; i < n; i++)
    {
      CabinetAccount *account = cabinet_list_get (self->all, i);

      if (g_str_equal (cabinet_account_get_id (account), id))
        return account;
    }
  return NULL;
}

/**
 * cabinet_household_lookup:
 * @self: a household
 * @id_or_label: the id of an account, or its label if no other has the same
 * @error: (optional): CABINET_ERROR_INPUT
 *
 * Returns: (transfer full) (nullable): the account
 */
CabinetAccount *
cabinet_household_lookup (CabinetHousehold *self, const char *id_or_label, GError **error)
{
  CabinetAccount *found;
  guint n;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (self), NULL);
  g_return_val_if_fail (id_or_label != NULL, NULL);

  found = find_account (self, id_or_label);
  if (found != NULL)
    return g_object_ref (found);
  n = cabinet_list_length (self->all);
  for (guint i = 0; i < n; i++)
    {
      CabinetAccount *account = cabinet_list_get (self->all, i);

      if (g_strcmp0 (cabinet_account_get_label (account), id_or_label) != 0)
        continue;
      if (found != NULL)
        {
          cabinet_set_error (error, CABINET_ERROR_INPUT, "ambiguous",
                             _ ("Several contracts are labelled “%s”: give the id."), id_or_label);
          return NULL;
        }
      found = account;
    }
  if (found != NULL)
    return g_object_ref (found);
  cabinet_set_error (error, CABINET_ERROR_INPUT, "unknown-account", _ ("There is no contract “%s”."),
                     id_or_label);
  return NULL;
}

/* Makes @store hold @wanted; tells only of the part that is different. */
static void
replace_items (GListStore *store, GPtrArray *wanted)
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

/* Another process has changed what is known or allowed of it. */
static void
tell_changed (CabinetHousehold *self, CabinetSignIn *sign_in)
{
  guint n = cabinet_list_length (self->all);

  for (guint i = 0; i < n; i++)
    {
      CabinetAccount *account = cabinet_list_get (self->all, i);

      if (cabinet_account_get_sign_in (account) == sign_in)
        cabinet_account_sign_in_changed (account);
    }
}

/* What is not kept of a provider (its row was damaged) is what is kept with another sign-in, what all know of
 * it, or its id alone. */
static void
complete (CabinetStoredSignIn *record, GPtrArray *stored)
{
  for (guint i = 0; record->info == NULL && i < stored->len; i++)
    {
      CabinetStoredSignIn *other = g_ptr_array_index (stored, i);

      if (other->info != NULL && g_str_equal (other->provider, record->provider))
        record->info = g_object_ref (other->info);
    }
  if (record->info == NULL)
    record->info = cabinet_descriptors_lookup (record->provider, NULL);
  if (record->info != NULL)
    return;
  record->info = g_object_new (CABINET_TYPE_PROVIDER_INFO, NULL);
  record->info->id = g_strdup (record->provider);
  record->info->name = g_strdup (record->provider);
}

static void
take_sign_ins (CabinetHousehold *self, GPtrArray *stored)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->sign_ins);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (gone, id);
  for (guint i = 0; i < stored->len; i++)
    {
      CabinetStoredSignIn *record = g_ptr_array_index (stored, i);
      CabinetSignIn *sign_in = g_hash_table_lookup (self->sign_ins, record->id);

      complete (record, stored);
      g_hash_table_remove (gone, record->id);
      if (sign_in == NULL)
        g_hash_table_insert (self->sign_ins, g_strdup (record->id), cabinet_sign_in_new (self->core, record));
      else if (!cabinet_record_equal (cabinet_sign_in_get_stored (sign_in), record))
        {
          cabinet_sign_in_set_stored (sign_in, record);
          tell_changed (self, sign_in);
        }
    }
  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_remove (self->sign_ins, id);
}

static CabinetAccount *
take_account (CabinetHousehold *self, CabinetStoredAccount *stored)
{
  CabinetSignIn *sign_in = g_hash_table_lookup (self->sign_ins, stored->sign_in);
  CabinetAccount *account = find_account (self, stored->id);

  if (sign_in == NULL)
    return NULL;
  if (account == NULL)
    return cabinet_account_new (self->core, sign_in, stored);
  cabinet_account_set_sign_in (account, sign_in);
  cabinet_account_take_stored (account, stored);
  cabinet_account_check_ledger (account);
  return g_object_ref (account);
}

static void
cancel_vanished (CabinetHousehold *self, GPtrArray *wanted)
{
  guint n = cabinet_list_length (self->all);

  for (guint i = 0; i < n; i++)
    {
      CabinetAccount *account = cabinet_list_get (self->all, i);

      if (!g_ptr_array_find (wanted, account, NULL))
        cabinet_account_cancel_refresh (account);
    }
}

static void
on_hidden (CabinetHousehold *self)
{
  guint n = cabinet_list_length (self->all);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      CabinetAccount *account = cabinet_list_get (self->all, i);

      if (!cabinet_account_get_hidden (account))
        g_ptr_array_add (wanted, account);
    }
  replace_items (self->visible, wanted);
}

static void
on_account_changed (CabinetHousehold *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
watch_new (CabinetHousehold *self, GPtrArray *accounts)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetAccount *account = g_ptr_array_index (accounts, i);

      if (find_account (self, cabinet_account_get_id (account)) != NULL)
        continue;
      g_signal_connect_object (account, "notify::hidden", G_CALLBACK (on_hidden), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (account, "changed", G_CALLBACK (on_account_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (account, "notify::refreshing", G_CALLBACK (on_account_changed), self,
                               G_CONNECT_SWAPPED);
    }
}

/**
 * cabinet_household_reload:
 * @self: a household
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Takes over what the archive holds: one short read. Objects that stay are the same objects.
 *
 * Returns: TRUE on success
 */
gboolean
cabinet_household_reload (CabinetHousehold *self, GError **error)
{
  g_autoptr (GPtrArray) sign_ins = NULL;
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_handle_id (&self->reload_timer, g_source_remove);
  sign_ins = cabinet_archive_load_sign_ins (self->core->archive, error);
  if (sign_ins == NULL)
    return FALSE;
  stored = cabinet_archive_load_accounts (self->core->archive, error);
  if (stored == NULL)
    return FALSE;
  take_sign_ins (self, sign_ins);
  for (guint i = 0; i < stored->len; i++)
    {
      CabinetAccount *account = take_account (self, g_ptr_array_index (stored, i));

      if (account != NULL)
        g_ptr_array_add (wanted, account);
    }
  cancel_vanished (self, wanted);
  watch_new (self, wanted);
  replace_items (self->all, wanted);
  on_hidden (self);
  return TRUE;
}

void
cabinet_household_adopt (CabinetHousehold *self, CabinetSignIn *fresh)
{
  CabinetStoredSignIn *stored = cabinet_sign_in_get_stored (fresh);
  CabinetCredential *source = cabinet_sign_in_get_credential (fresh);
  CabinetSignIn *known = g_hash_table_lookup (self->sign_ins, stored->id);

  if (known == NULL)
    {
      g_hash_table_insert (self->sign_ins, g_strdup (stored->id), g_object_ref (fresh));
      return;
    }
  cabinet_sign_in_set_stored (known, stored);
  cabinet_credential_take_new (cabinet_sign_in_get_credential (known), source->secret, source->session);
}

static gboolean
on_reload (gpointer user_data)
{
  CabinetHousehold *self = user_data;
  g_autoptr (GError) error = NULL;

  self->reload_timer = 0;
  if (!cabinet_household_reload (self, &error))
    g_warning ("the archive could not be read again: %s", error->message);
  cabinet_core_emit_written (self->core);
  return G_SOURCE_REMOVE;
}

/* Our own writes come here too: they find nothing different. */
static void
on_folder_event (CabinetHousehold *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  g_autofree char *name = g_file_get_basename (file);

  if (name == NULL || g_str_has_suffix (name, "-shm")
      || !(g_str_has_prefix (name, "archive.db") || g_str_has_prefix (name, "journal.db")))
    return;
  if (self->reload_timer == 0 && !self->closed)
    self->reload_timer = g_timeout_add (RELOAD_DELAY_MS, on_reload, self);
}

static void
watch_folder (CabinetHousehold *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->core->folder);

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor == NULL)
    return;
  g_file_monitor_set_rate_limit (self->monitor, RELOAD_DELAY_MS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_event), self, G_CONNECT_SWAPPED);
}

/* Words such as "tomorrow", and what is reckoned from today, grow old while nothing is read. */
static gboolean
on_minute (gpointer user_data)
{
  CabinetHousehold *self = user_data;
  guint n = cabinet_list_length (self->all);

  for (guint i = 0; i < n; i++)
    cabinet_account_check_day (cabinet_list_get (self->all, i));
  return G_SOURCE_CONTINUE;
}

static gboolean
on_idle (gpointer user_data)
{
  CabinetHousehold *self = user_data;

  self->settle_idle = 0;
  watch_folder (self);
  cabinet_household_settle (self);
  return G_SOURCE_REMOVE;
}

/* After it was loaded. */
void
cabinet_household_start (CabinetHousehold *self)
{
  self->settle_idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
  self->day_timer = g_timeout_add_seconds (60, on_minute, self);
}

/**
 * cabinet_household_close:
 * @self: a household
 *
 * Gives up refreshes, ends the demo, finishes what is queued for the files. Nothing can be asked of the
 * household afterwards.
 */
void
cabinet_household_close (CabinetHousehold *self)
{
  guint n;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  g_clear_handle_id (&self->reload_timer, g_source_remove);
  g_clear_handle_id (&self->settle_idle, g_source_remove);
  g_clear_handle_id (&self->day_timer, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  n = cabinet_list_length (self->all);
  for (guint i = 0; i < n; i++)
    cabinet_account_cancel_refresh (cabinet_list_get (self->all, i));
  if (self->core != NULL)
    cabinet_core_close (self->core);
}

static void
on_demo (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = cabinet_demo_process_ensure_finish (CABINET_DEMO_PROCESS (source), result, &error);

  if (url == NULL)
    g_debug ("the demo does not run: %s", error->message);
}

/**
 * cabinet_household_ensure_demo:
 * @self: a household
 *
 * Starts cabinet-demo if a contract lives there; to be called after the first frame.
 */
void
cabinet_household_ensure_demo (CabinetHousehold *self)
{
  GHashTableIter iter;
  gpointer sign_in;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));

  g_hash_table_iter_init (&iter, self->sign_ins);
  while (g_hash_table_iter_next (&iter, NULL, &sign_in))
    if (cabinet_demo_is_address (cabinet_sign_in_get_stored (sign_in)->base_url))
      {
        cabinet_demo_process_ensure_async (self->core->demo, NULL, on_demo, NULL);
        return;
      }
}

static GType
household_get_item_type (GListModel *model)
{
  return CABINET_TYPE_ACCOUNT;
}

static guint
household_get_n_items (GListModel *model)
{
  return cabinet_list_length (CABINET_HOUSEHOLD (model)->visible);
}

static gpointer
household_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CABINET_HOUSEHOLD (model)->visible), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = household_get_item_type;
  iface->get_n_items = household_get_n_items;
  iface->get_item = household_get_item;
}

static void
cabinet_household_dispose (GObject *object)
{
  CabinetHousehold *self = CABINET_HOUSEHOLD (object);

  cabinet_household_close (self);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (cabinet_household_parent_class)->dispose (object);
}

static void
cabinet_household_finalize (GObject *object)
{
  CabinetHousehold *self = CABINET_HOUSEHOLD (object);

  g_clear_object (&self->all);
  g_clear_object (&self->visible);
  g_clear_pointer (&self->sign_ins, g_hash_table_unref);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (cabinet_household_parent_class)->finalize (object);
}

static void
cabinet_household_class_init (CabinetHouseholdClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cabinet_household_dispose;
  G_OBJECT_CLASS (klass)->finalize = cabinet_household_finalize;
  signals[CHANGED] =
    g_signal_new ("changed", CABINET_TYPE_HOUSEHOLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_household_init (CabinetHousehold *self)
{
  self->sign_ins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->all = g_list_store_new (CABINET_TYPE_ACCOUNT);
  self->visible = g_list_store_new (CABINET_TYPE_ACCOUNT);
  g_signal_connect_object (self->visible, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}
