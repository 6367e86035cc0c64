/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-worker.h"

struct _CabinetWorker
{
  GPtrArray *threads;
  GAsyncQueue *queue; /* of Job */
};

/* What a thread has. */
typedef struct
{
  GAsyncQueue *queue;
  CabinetDb *db;
} Seat;

/* A job without a task ends the thread. */
typedef struct
{
  GTask *task;
  CabinetWork work;
  CabinetWorkMode mode;
  gboolean done;
  GError *error;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job);
}

/* In the context of the caller. The last reference to the task, and by it to its source object, must not be
 * dropped in the worker's thread: that object joins the thread. */
static gboolean
answer (gpointer data)
{
  Job *job = data;

  if (job->done)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  return G_SOURCE_REMOVE;
}

static gboolean
run_in_transaction (CabinetDb *db, Job *job, GCancellable *cancellable)
{
  if (!cabinet_db_begin (db, &job->error))
    return FALSE;
  if (!job->work (db, g_task_get_task_data (job->task), &job->error)
      || g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    {
      cabinet_db_rollback (db);
      return FALSE;
    }
  cabinet_db_set_cancellable (db, NULL);
  return cabinet_db_commit (db, &job->error);
}

static void
run (CabinetDb *db, Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  g_autoptr (GSource) source = g_idle_source_new ();

  if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    {
      cabinet_db_set_cancellable (db, cancellable);
      if (job->mode == CABINET_WORK_TRANSACTION)
        job->done = run_in_transaction (db, job, cancellable);
      else
        job->done = job->work (db, g_task_get_task_data (job->task), &job->error);
      cabinet_db_set_cancellable (db, NULL);
    }
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, answer, job, job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static gpointer
work_thread (gpointer data)
{
  g_autofree Seat *self = data;

  cabinet_db_adopt (self->db);
  for (;;)
    {
      Job *job = g_async_queue_pop (self->queue);

      if (job->task == NULL)
        {
          job_free (job);
          break;
        }
      run (self->db, job);
    }
  cabinet_db_close (self->db);
  return NULL;
}

/**
 * cabinet_worker_new:
 * @name: of the thread
 * @db: (transfer full): a connection of the calling thread
 */
CabinetWorker *
cabinet_worker_new (const char *name, CabinetDb *db)
{
  CabinetWorker *self = g_new0 (CabinetWorker, 1);

  self->queue = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  cabinet_worker_add_thread (self, name, db);
  return self;
}

/**
 * cabinet_worker_add_thread:
 * @name: of the thread
 * @db: (transfer full): a connection of the calling thread
 */
void
cabinet_worker_add_thread (CabinetWorker *self, const char *name, CabinetDb *db)
{
  Seat *seat = g_new (Seat, 1);

  seat->queue = self->queue;
  seat->db = db;
  cabinet_db_release (db);
  g_ptr_array_add (self->threads, g_thread_new (name, work_thread, seat));
}

/**
 * cabinet_worker_push:
 * @task: (transfer full): answered with %TRUE or the error of @work, in its own context
 *
 * Queues @work. If the task's cancellable is cancelled before it is committed, it is taken back.
 */
void
cabinet_worker_push (CabinetWorker *self, GTask *task, CabinetWork work, CabinetWorkMode mode)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->work = work;
  job->mode = mode;
  g_async_queue_push (self->queue, job);
}

/**
 * cabinet_worker_close:
 *
 * Waits until all that was asked for is done, then closes the connections and frees the worker.
 */
void
cabinet_worker_close (CabinetWorker *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->threads->len; i++)
    g_async_queue_push (self->queue, g_new0 (Job, 1));
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->queue);
  g_free (self);
}
