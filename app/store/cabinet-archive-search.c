/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"

/* More threads than this wait for the disk and for each other. */
#define MAX_THREADS 4

/* The same pages of the index are read for each contract and each key that is typed. Taken as they are read.
 */
#define CACHE_KIB "-16384"

/* A question of somebody who searches, and the answer. */
typedef struct
{
  CabinetArchiveQuestion question;
  GDestroyNotify free_answer;
  char *account;
  CabinetLedgerFilter *filter;
  gpointer answer;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->account);
  cabinet_ledger_filter_free (search->filter);
  g_clear_pointer (&search->answer, search->free_answer);
  g_free (search);
}

/* All of it as of one moment, whatever is written meanwhile. */
static gboolean
answer (CabinetDb *db, gpointer data, GError **error)
{
  Search *search = data;

  if (!cabinet_db_exec (db, "begin", error))
    return FALSE;
  search->answer = search->question (db, search->account, search->filter, error);
  if (search->answer != NULL && cabinet_db_exec (db, "commit", error))
    return TRUE;
  cabinet_db_rollback (db);
  return FALSE;
}

/* Threads that read beside the one that writes: of several contracts that are searched, each takes one. */
static CabinetWorker *
get_searchers (CabinetArchive *self, GError **error)
{
  guint n;

  if (self->searchers != NULL)
    return self->searchers;
  if (cabinet_archive_get_reader (self, error) == NULL)
    return NULL;
  n = CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  for (guint i = 0; i < n; i++)
    {
      CabinetDb *db = cabinet_db_open_reader (self->file.path, error);

      if (db == NULL || !cabinet_db_exec (db, "pragma cache_size = " CACHE_KIB, error))
        {
          cabinet_db_close (db);
          g_clear_pointer (&self->searchers, cabinet_worker_close);
          return NULL;
        }
      if (self->searchers == NULL)
        self->searchers = cabinet_worker_new ("search", db);
      else
        cabinet_worker_add_thread (self->searchers, "search", db);
    }
  return self->searchers;
}

void
cabinet_archive_search (CabinetArchive *self,
                        CabinetArchiveQuestion question,
                        GDestroyNotify free_answer,
                        const char *account,
                        const CabinetLedgerFilter *filter,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  CabinetWorker *searchers;
  Search *search;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL && filter != NULL);

  search = g_new0 (Search, 1);
  search->question = question;
  search->free_answer = free_answer;
  search->account = g_strdup (account);
  search->filter = cabinet_ledger_filter_copy (filter);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, question);
  g_task_set_task_data (task, search, search_free);
  searchers = get_searchers (self, &error);
  if (searchers != NULL)
    cabinet_worker_push (searchers, g_steal_pointer (&task), answer, CABINET_WORK_BARE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

gpointer
cabinet_archive_search_finish (CabinetArchive *self,
                               CabinetArchiveQuestion question,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == question, NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&((Search *) g_task_get_task_data (G_TASK (result)))->answer);
}
