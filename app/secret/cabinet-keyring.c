/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-keyring-call.h"
#include "cabinet-keyring-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CabinetKeyring
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (CabinetKeyring, cabinet_keyring, G_TYPE_OBJECT)

static void
cabinet_keyring_class_init (CabinetKeyringClass *klass)
{
}

static void
cabinet_keyring_init (CabinetKeyring *self)
{
}

CabinetKeyring *
cabinet_keyring_new (void)
{
  return g_object_new (CABINET_TYPE_KEYRING, NULL);
}

/**
 * cabinet_keyring_free_secret:
 * @secret: (nullable) (transfer full): overwritten before its memory is given back
 */
void
cabinet_keyring_free_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* What is not found may be in a collection that is closed: after a restart it shows no items at all. */
static void
on_default_for_load (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    cabinet_keyring_call_fail (task, error);
  else if (collection != NULL && secret_collection_get_locked (collection))
    cabinet_keyring_call_fail_locked (task);
  else
    cabinet_keyring_call_succeed (task, NULL);
}

static char *
find_secret (GList *items)
{
  for (; items != NULL; items = items->next)
    {
      SecretValue *value = secret_item_get_secret (items->data);
      char *secret;

      if (value == NULL)
        continue;
      secret = g_strdup (secret_value_get_text (value));
      secret_value_unref (value);
      if (secret != NULL)
        return secret;
    }
  return NULL;
}

static void
on_found_for_load (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autolist (GObject) items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  char *secret;

  if (error != NULL)
    {
      cabinet_keyring_call_fail (task, error);
      return;
    }
  secret = find_secret (items);
  if (secret != NULL)
    cabinet_keyring_call_succeed (task, secret);
  else if (cabinet_keyring_items_locked (items))
    cabinet_keyring_call_fail_locked (task);
  else if (items != NULL)
    cabinet_keyring_call_fail (task,
                               g_error_new_literal (SECRET_ERROR, SECRET_ERROR_PROTOCOL,
                                                    _ ("it does not give out the secret that it keeps")));
  else
    cabinet_keyring_call_ask_default (task, on_default_for_load);
}

static void
load_from_service (GTask *task)
{
  cabinet_keyring_call_search (task, SECRET_SEARCH_LOAD_SECRETS, on_found_for_load);
}

void
cabinet_keyring_load_async (CabinetKeyring *self,
                            const char *sign_in,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_KEYRING (self));
  g_return_if_fail (sign_in != NULL);

  task = cabinet_keyring_call_new (self, sign_in, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_keyring_load_async);
  cabinet_keyring_call_limit (task);
  cabinet_keyring_call_begin (task, load_from_service, cabinet_keyring_file_load);
}

/**
 * cabinet_keyring_load_finish:
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with cabinet_keyring_free_secret(); %NULL
 *   without an error if the keyring is open and has none
 */
char *
cabinet_keyring_load_finish (CabinetKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored_in_service (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (secret_service_store_finish (SECRET_SERVICE (source), result, &error))
    cabinet_keyring_call_succeed (user_data, NULL);
  else
    cabinet_keyring_call_fail (user_data, error);
}

/* A keyring that was never set up needs a prompt as a locked one does. */
static void
on_default_for_store (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetKeyringCall *call = g_task_get_task_data (task);
  SecretValue *value;
  GError *error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    cabinet_keyring_call_fail (task, error);
  else if (collection == NULL || secret_collection_get_locked (collection))
    cabinet_keyring_call_fail_locked (task);
  else
    {
      value = secret_value_new (call->secret, -1, "text/plain");
      secret_service_store (call->service, &cabinet_keyring_schema, call->attributes,
                            SECRET_COLLECTION_DEFAULT, call->label, value, call->cancellable,
                            on_stored_in_service, task);
      secret_value_unref (value);
    }
}

static void
store_in_service (GTask *task)
{
  cabinet_keyring_call_ask_default (task, on_default_for_store);
}

/**
 * cabinet_keyring_store_async:
 * @label: for a person who looks into the keyring
 * @secret: one line
 *
 * Adds or replaces the secret of a sign-in.
 */
void
cabinet_keyring_store_async (CabinetKeyring *self,
                             const char *sign_in,
                             const char *label,
                             const char *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CabinetKeyringCall *call;
  GTask *task;

  g_return_if_fail (CABINET_IS_KEYRING (self));
  g_return_if_fail (sign_in != NULL && label != NULL && secret != NULL);
  /* Some keyrings cut a secret at a newline. */
  g_return_if_fail (strpbrk (secret, "\r\n") == NULL);

  task = cabinet_keyring_call_new (self, sign_in, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_keyring_store_async);
  call = g_task_get_task_data (task);
  call->label = g_strdup (label);
  call->secret = g_strdup (secret);
  cabinet_keyring_call_limit (task);
  cabinet_keyring_call_begin (task, store_in_service, cabinet_keyring_file_store);
}

gboolean
cabinet_keyring_store_finish (CabinetKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return cabinet_keyring_call_finish (result, error);
}

static void
on_cleared_in_service (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  secret_service_clear_finish (SECRET_SERVICE (source), result, &error);
  if (error == NULL)
    cabinet_keyring_call_succeed (user_data, NULL);
  else
    cabinet_keyring_call_fail (user_data, error);
}

static void
on_found_for_clear (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autolist (GObject) items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  if (error != NULL)
    cabinet_keyring_call_fail (task, error);
  else if (cabinet_keyring_items_locked (items))
    cabinet_keyring_call_fail_locked (task);
  else if (items != NULL)
    secret_service_clear (call->service, &cabinet_keyring_schema, call->attributes, call->cancellable,
                          on_cleared_in_service, task);
  else
    cabinet_keyring_call_ask_default (task, on_default_for_load);
}

static void
clear_in_service (GTask *task)
{
  cabinet_keyring_call_search (task, SECRET_SEARCH_NONE, on_found_for_clear);
}

/**
 * cabinet_keyring_clear_async:
 *
 * Removes the secret of a sign-in. One that is not there is no error; a locked keyring is.
 */
void
cabinet_keyring_clear_async (CabinetKeyring *self,
                             const char *sign_in,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_KEYRING (self));
  g_return_if_fail (sign_in != NULL);

  task = cabinet_keyring_call_new (self, sign_in, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_keyring_clear_async);
  cabinet_keyring_call_limit (task);
  cabinet_keyring_call_begin (task, clear_in_service, cabinet_keyring_file_clear);
}

gboolean
cabinet_keyring_clear_finish (CabinetKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return cabinet_keyring_call_finish (result, error);
}
