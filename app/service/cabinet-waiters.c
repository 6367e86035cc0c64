/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-waiters.h"

typedef struct
{
  GPtrArray **waiting;
  GCancellable **running;
  GTask *task; /* whose data this is */
  GSource *cancelled;
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  g_source_destroy (self->cancelled);
  g_source_unref (self->cancelled);
  g_free (self);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Waiter *self = user_data;
  g_autoptr (GTask) task = g_object_ref (self->task);

  if (*self->waiting != NULL && g_ptr_array_remove (*self->waiting, task))
    {
      if ((*self->waiting)->len == 0)
        g_cancellable_cancel (*self->running);
      g_task_return_error_if_cancelled (task);
    }
  return G_SOURCE_REMOVE;
}

void
cabinet_waiters_add (GPtrArray **waiting, GCancellable **running, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      Waiter *waiter = g_new0 (Waiter, 1);

      waiter->waiting = waiting;
      waiter->running = running;
      waiter->task = task;
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (on_cancelled), waiter, NULL);
      g_source_attach (waiter->cancelled, g_task_get_context (task));
      g_object_set_data_full (G_OBJECT (task), "cabinet-waiter", waiter, waiter_free);
    }
  if (*waiting == NULL)
    *waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (*waiting, task);
}

void
cabinet_waiters_answer (GPtrArray *waiting, const GError *error)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}
