/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-keyring-call.h"

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  int count = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  if (error != NULL)
    cabinet_keyring_call_fail (user_data, error);
  else if (count == 0)
    cabinet_keyring_call_fail_locked (user_data);
  else
    cabinet_keyring_call_succeed (user_data, NULL);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_create_finish (result, &error);

  if (error != NULL)
    cabinet_keyring_call_fail (user_data, error);
  else if (collection == NULL)
    cabinet_keyring_call_fail_locked (user_data);
  else
    cabinet_keyring_call_succeed (user_data, NULL);
}

static void
on_default_for_unlock (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);
  g_autoptr (GList) objects = NULL;

  if (error != NULL)
    cabinet_keyring_call_fail (task, error);
  else if (collection == NULL)
    secret_collection_create (call->service, "Login", SECRET_COLLECTION_DEFAULT,
                              SECRET_COLLECTION_CREATE_NONE, call->cancellable, on_created, task);
  else if (!secret_collection_get_locked (collection))
    cabinet_keyring_call_succeed (task, NULL);
  else
    {
      objects = g_list_prepend (NULL, collection);
      secret_service_unlock (call->service, objects, call->cancellable, on_unlocked, task);
    }
}

/* Cabinet's items may be in another collection than the one that is the default now. */
static void
on_items_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  int count = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  if (error != NULL)
    cabinet_keyring_call_fail (user_data, error);
  else if (count == 0)
    cabinet_keyring_call_fail_locked (user_data);
  else
    cabinet_keyring_call_ask_default (user_data, on_default_for_unlock);
}

static void
on_found_for_unlock (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autolist (GObject) items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  if (error != NULL)
    cabinet_keyring_call_fail (task, error);
  else if (cabinet_keyring_items_locked (items))
    secret_service_unlock (call->service, items, call->cancellable, on_items_unlocked, task);
  else
    cabinet_keyring_call_ask_default (task, on_default_for_unlock);
}

static void
unlock_service (GTask *task)
{
  cabinet_keyring_call_search (task, SECRET_SEARCH_NONE, on_found_for_unlock);
}

static void
unlock_nothing (GTask *task)
{
  cabinet_keyring_call_succeed (task, NULL);
}

/**
 * cabinet_keyring_unlock_async:
 *
 * Opens the keyring, or sets one up; a prompt of the desktop may appear and stay as long as the person
 * likes. Fails with the code locked if it was dismissed.
 */
void
cabinet_keyring_unlock_async (CabinetKeyring *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_KEYRING (self));

  task = cabinet_keyring_call_new (self, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_keyring_unlock_async);
  cabinet_keyring_call_begin (task, unlock_service, unlock_nothing);
}

gboolean
cabinet_keyring_unlock_finish (CabinetKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return cabinet_keyring_call_finish (result, error);
}
