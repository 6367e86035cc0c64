/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-db.h"
#include "cabinet-worker.h"

G_BEGIN_DECLS

/* A file with its two connections: the worker's, which writes, and that of the thread that opened it, which
 * only reads. The archive has one, and so has the journal. */
typedef struct
{
  char *path;
  const char *closed;    /* what is said once it is closed, not translated */
  GThread *main;         /* the one that reads */
  CabinetWorker *worker; /* NULL = closed */
  CabinetDb *reader;     /* opened when first needed */
} CabinetStoreFile;

/* @db: (transfer full): a connection of the calling thread; @name: of the worker's thread. */
void cabinet_store_file_init (
  CabinetStoreFile *self, const char *path, CabinetDb *db, const char *name, const char *closed);
/* Waits until all that was asked for is done. */
void cabinet_store_file_close (CabinetStoreFile *self);

/* The connection of the main thread; NULL with CABINET_ERROR_STORAGE. */
CabinetDb *cabinet_store_file_get_reader (CabinetStoreFile *self, GError **error);

/* Queues @work; @job is the task's data, @source its object. Ends in @callback, in the caller's context. */
void cabinet_store_file_push (CabinetStoreFile *self,
                              gpointer source,
                              gpointer job,
                              GDestroyNotify free_job,
                              CabinetWork work,
                              CabinetWorkMode mode,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

G_END_DECLS
