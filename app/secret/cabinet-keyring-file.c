/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-keyring-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

/* libsecret loses the file's entity tag each time that it writes, on a stack that does not name it: builds
 * that look for leaks must not look while it has the file open. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define LEAKS_BEGIN() __lsan_disable ()
#define LEAKS_END() __lsan_enable ()
#else
#define LEAKS_BEGIN() ((void) 0)
#define LEAKS_END() ((void) 0)
#endif

/* Another process may write between our reading and our writing so often. */
#define MAX_TRIES 8

#define TRY_EVERY_MS 10

/* libsecret reads the file once and then believes its memory: it would neither see nor get past what another
 * process wrote. So each question opens the file anew. Takes @task. */
static void
open_file (GTask *task)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  call->tries++;
  LEAKS_BEGIN ();
  g_async_initable_new_async (cabinet_keyring_call_get_backend_type (), G_PRIORITY_DEFAULT, call->cancellable,
                              call->on_open, task, "flags", SECRET_BACKEND_NONE, NULL);
}

/* Returns: (transfer full) (nullable): the file */
static SecretBackend *
finish_open (GObject *source, GAsyncResult *result, GError **error)
{
  GObject *file = g_async_initable_new_finish (G_ASYNC_INITABLE (source), result, error);

  if (file == NULL)
    LEAKS_END ();
  return file != NULL ? SECRET_BACKEND (file) : NULL;
}

/* Opens the file of the change anew, if another process wrote it meanwhile. */
static gboolean
try_again (GTask *task, const GError *error)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG) || call->tries >= MAX_TRIES)
    return FALSE;
  open_file (task);
  return TRUE;
}

static gboolean
on_try_lock (gpointer task)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  if (call->lock >= 0 && flock (call->lock, call->turn | LOCK_NB) != 0 && errno == EWOULDBLOCK
      && !g_cancellable_is_cancelled (call->cancellable))
    return G_SOURCE_CONTINUE;
  open_file (task);
  return G_SOURCE_REMOVE;
}

/* Changes take turns, among all windows and commands, and within one: of two that write at once one could
 * move the file away to keep a copy of it, and the other then find none and begin an empty one. Who reads
 * must not find none either. The lock belongs to this opening of it. Where none can be made nothing can be
 * kept either, which libsecret says. Takes @task. */
static void
begin_turn (GTask *task, int turn, GAsyncReadyCallback on_open)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cabinet", "locks", NULL);
  g_autofree char *path = g_build_filename (folder, "secrets.lock", NULL);
  g_autoptr (GSource) source = g_timeout_source_new (TRY_EVERY_MS);

  call->turn = turn;
  call->on_open = on_open;
  (void) g_mkdir_with_parents (folder, 0700);
  call->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (on_try_lock (task) == G_SOURCE_REMOVE)
    return;
  g_source_set_callback (source, on_try_lock, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}

static void
end_turn (GTask *task)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  if (call->lock >= 0)
    close (call->lock);
}

/* Takes @task and @error. */
static void
end_change (GTask *task, gboolean done, GError *error)
{
  end_turn (task);
  if (done)
    cabinet_keyring_call_succeed (task, NULL);
  else
    cabinet_keyring_call_fail (task, error != NULL ? error
                                                   : g_error_new_literal (SECRET_ERROR, SECRET_ERROR_PROTOCOL,
                                                                          _ ("its file cannot be written")));
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  SecretValue *value =
    SECRET_BACKEND_GET_IFACE (source)->lookup_finish (SECRET_BACKEND (source), result, &error);

  LEAKS_END ();
  end_turn (task);
  if (error != NULL)
    cabinet_keyring_call_fail (task, error);
  else
    cabinet_keyring_call_succeed (task, value != NULL ? g_strdup (secret_value_get_text (value)) : NULL);
  g_clear_pointer (&value, secret_value_unref);
}

static void
on_open_for_load (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (SecretBackend) file = finish_open (source, result, &error);
  CabinetKeyringCall *call = g_task_get_task_data (user_data);

  if (file != NULL)
    {
      SECRET_BACKEND_GET_IFACE (file)->lookup (file, &cabinet_keyring_schema, call->attributes,
                                               call->cancellable, on_looked_up, user_data);
      return;
    }
  end_turn (user_data);
  cabinet_keyring_call_fail (user_data, error);
}

void
cabinet_keyring_file_load (GTask *task)
{
  begin_turn (task, LOCK_SH, on_open_for_load);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean done = SECRET_BACKEND_GET_IFACE (source)->store_finish (SECRET_BACKEND (source), result, &error);

  LEAKS_END ();
  if (!done && try_again (user_data, error))
    {
      g_error_free (error);
      return;
    }
  end_change (user_data, done, error);
}

static void
on_open_for_store (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (SecretBackend) file = finish_open (source, result, &error);
  CabinetKeyringCall *call = g_task_get_task_data (user_data);
  SecretValue *value;

  if (file == NULL)
    {
      end_change (user_data, FALSE, error);
      return;
    }
  value = secret_value_new (call->secret, -1, "text/plain");
  SECRET_BACKEND_GET_IFACE (file)->store (file, &cabinet_keyring_schema, call->attributes,
                                          SECRET_COLLECTION_DEFAULT, call->label, value, call->cancellable,
                                          on_stored, user_data);
  secret_value_unref (value);
}

void
cabinet_keyring_file_store (GTask *task)
{
  begin_turn (task, LOCK_EX, on_open_for_store);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  SECRET_BACKEND_GET_IFACE (source)->clear_finish (SECRET_BACKEND (source), result, &error);
  LEAKS_END ();
  if (error != NULL && try_again (user_data, error))
    {
      g_error_free (error);
      return;
    }
  end_change (user_data, error == NULL, error);
}

static void
on_open_for_clear (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (SecretBackend) file = finish_open (source, result, &error);
  CabinetKeyringCall *call = g_task_get_task_data (user_data);

  if (file != NULL)
    SECRET_BACKEND_GET_IFACE (file)->clear (file, &cabinet_keyring_schema, call->attributes,
                                            call->cancellable, on_cleared, user_data);
  else
    end_change (user_data, FALSE, error);
}

void
cabinet_keyring_file_clear (GTask *task)
{
  begin_turn (task, LOCK_EX, on_open_for_clear);
}
