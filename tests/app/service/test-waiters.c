/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-waiters.h"
#include "service-fixture.h"

typedef struct
{
  GObject *owner;
  GPtrArray *waiting;
  GCancellable *running;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->owner = g_object_new (G_TYPE_OBJECT, NULL);
  f->running = g_cancellable_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->waiting, g_ptr_array_unref);
  g_clear_object (&f->running);
  g_assert_finalize_object (f->owner);
}

static void
wait (Fixture *f, GCancellable *cancellable, GAsyncResult **result)
{
  cabinet_waiters_add (&f->waiting, &f->running,
                       g_task_new (f->owner, cancellable, service_on_result, result));
}

static void
assert_told (GAsyncResult **result, GIOErrorEnum code)
{
  g_autoptr (GError) error = NULL;

  service_wait_for (result);
  g_assert_false (g_task_propagate_boolean (G_TASK (*result), &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
}

/* Who stops waiting is told at once; what runs goes on for the others, and ends with the last one. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) one = g_cancellable_new ();
  g_autoptr (GCancellable) other = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  wait (f, one, &first);
  wait (f, other, &second);
  g_cancellable_cancel (one);
  assert_told (&first, G_IO_ERROR_CANCELLED);
  g_assert_null (second);
  g_assert_false (g_cancellable_is_cancelled (f->running));
  g_cancellable_cancel (other);
  assert_told (&second, G_IO_ERROR_CANCELLED);
  g_assert_true (g_cancellable_is_cancelled (f->running));
}

/* All are told the same, once; who stopped waiting meanwhile hears of that. */
static void
test_answered (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) one = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_BUSY, "busy");

  wait (f, one, &first);
  wait (f, NULL, &second);
  waiting = g_steal_pointer (&f->waiting);
  cabinet_waiters_answer (waiting, error);
  g_cancellable_cancel (one);
  assert_told (&first, G_IO_ERROR_CANCELLED);
  assert_told (&second, G_IO_ERROR_BUSY);
  g_assert_false (g_cancellable_is_cancelled (f->running));
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  g_test_add ("/waiters/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/waiters/answered", Fixture, NULL, set_up, test_answered, tear_down);
  return g_test_run ();
}
