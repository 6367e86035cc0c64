/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-store-file.h"

#include <glib/gi18n-lib.h>

void
cabinet_store_file_init (
  CabinetStoreFile *self, const char *path, CabinetDb *db, const char *name, const char *closed)
{
  self->path = g_strdup (path);
  self->closed = closed;
  self->main = g_thread_self ();
  self->worker = cabinet_worker_new (name, db);
}

void
cabinet_store_file_close (CabinetStoreFile *self)
{
  g_return_if_fail (self->main == NULL || self->main == g_thread_self ());

  g_clear_pointer (&self->reader, cabinet_db_close);
  g_clear_pointer (&self->worker, cabinet_worker_close);
  g_clear_pointer (&self->path, g_free);
}

CabinetDb *
cabinet_store_file_get_reader (CabinetStoreFile *self, GError **error)
{
  g_assert (self->main == g_thread_self ());

  if (self->worker == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "closed", "%s", _ (self->closed));
      return NULL;
    }
  if (self->reader == NULL)
    self->reader = cabinet_db_open_reader (self->path, error);
  return self->reader;
}

void
cabinet_store_file_push (CabinetStoreFile *self,
                         gpointer source,
                         gpointer job,
                         GDestroyNotify free_job,
                         CabinetWork work,
                         CabinetWorkMode mode,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, work);
  g_task_set_task_data (task, job, free_job);
  if (self->worker != NULL)
    {
      cabinet_worker_push (self->worker, task, work, mode);
      return;
    }
  g_task_return_error (task, cabinet_error_new (CABINET_ERROR_STORAGE, "closed", "%s", _ (self->closed)));
  g_object_unref (task);
}
