/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-watcher.h"

/* How long the server may wait with an answer: less than a request may take in all. */
#define WAIT_S 15
/* Without events. */
#define POLL_S 15
/* A server that answers at once with nothing is not asked without a pause. */
#define SHORTEST_S 1

struct _CabinetWatcher
{
  GObject parent_instance;

  CabinetSignIn *sign_in; /* weak; it owns this */
  guint users;
  GCancellable *cancellable; /* NULL = nobody looks */
  guint timer;
  char *cursor; /* NULL = from now on */
  gint64 asked_at;
  gboolean unsupported;
};

G_DEFINE_FINAL_TYPE (CabinetWatcher, cabinet_watcher, G_TYPE_OBJECT)

enum
{
  SIGNAL_EVENT,
  SIGNAL_LOOK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask (CabinetWatcher *self);

static gboolean
on_timer (gpointer user_data)
{
  CabinetWatcher *self = user_data;

  self->timer = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_later (CabinetWatcher *self, guint seconds)
{
  if (self->timer == 0 && self->users > 0)
    self->timer = g_timeout_add_seconds (seconds, on_timer, self);
}

/* Without events everything may have changed. */
static void
fall_back (CabinetWatcher *self, const GError *error)
{
  g_debug ("no events: %s", error->message);
  self->unsupported = g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED);
  g_clear_pointer (&self->cursor, g_free);
  g_signal_emit (self, signals[SIGNAL_LOOK], 0);
  ask_later (self, POLL_S);
}

static void
take_page (CabinetWatcher *self, CabinetEventPage *page)
{
  guint n = cabinet_list_length (page->events);
  gboolean first = self->cursor == NULL;

  g_free (self->cursor);
  self->cursor = g_strdup (page->cursor);
  if (first || page->resync)
    g_signal_emit (self, signals[SIGNAL_LOOK], 0);
  for (guint i = 0; i < n; i++)
    g_signal_emit (self, signals[SIGNAL_EVENT], 0, cabinet_list_get (page->events, i));
  if (!first && n == 0 && g_get_monotonic_time () - self->asked_at < SHORTEST_S * G_TIME_SPAN_SECOND)
    ask_later (self, SHORTEST_S);
  else if (self->users > 0)
    ask (self);
}

static void
on_events (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetWatcher) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply != NULL && reply->record == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, NULL, "events: missing");
  if (error != NULL)
    fall_back (self, error);
  else
    take_page (self, reply->record);
}

static void
ask (CabinetWatcher *self)
{
  CabinetCall call = { 0 };

  if (self->users == 0 || self->sign_in == NULL)
    return;
  if (self->unsupported)
    {
      g_signal_emit (self, signals[SIGNAL_LOOK], 0);
      ask_later (self, POLL_S);
      return;
    }
  call.cursor = self->cursor;
  call.wait = self->cursor != NULL ? WAIT_S : 0;
  self->asked_at = g_get_monotonic_time ();
  cabinet_sign_in_call_async (self->sign_in, CABINET_OP_WATCH, &call, self->cancellable, on_events,
                              g_object_ref (self));
}

/**
 * cabinet_watcher_start:
 * @self: a watcher
 *
 * Begins to listen, unless somebody else lets it already.
 */
void
cabinet_watcher_start (CabinetWatcher *self)
{
  g_return_if_fail (CABINET_IS_WATCHER (self));

  if (self->users++ > 0)
    return;
  self->cancellable = g_cancellable_new ();
  ask (self);
}

void
cabinet_watcher_stop (CabinetWatcher *self)
{
  g_return_if_fail (CABINET_IS_WATCHER (self));
  g_return_if_fail (self->users > 0);

  if (--self->users > 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* What happens now is not told later: whoever looks again looks at everything. */
  g_clear_pointer (&self->cursor, g_free);
}

static void
cabinet_watcher_finalize (GObject *object)
{
  CabinetWatcher *self = CABINET_WATCHER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->sign_in);
  g_clear_object (&self->cancellable);
  g_free (self->cursor);
  G_OBJECT_CLASS (cabinet_watcher_parent_class)->finalize (object);
}

static void
cabinet_watcher_class_init (CabinetWatcherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_watcher_finalize;
  signals[SIGNAL_EVENT] = g_signal_new ("event", CABINET_TYPE_WATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, CABINET_TYPE_EVENT);
  signals[SIGNAL_LOOK] =
    g_signal_new ("look", CABINET_TYPE_WATCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_watcher_init (CabinetWatcher *self)
{
}

/**
 * cabinet_watcher_get:
 * @sign_in: whose contracts are watched
 *
 * Returns: (transfer none): its one watcher, which lives as long as it
 */
CabinetWatcher *
cabinet_watcher_get (CabinetSignIn *sign_in)
{
  static const char key[] = "cabinet-watcher";
  CabinetWatcher *self = g_object_get_data (G_OBJECT (sign_in), key);

  if (self == NULL)
    {
      self = g_object_new (CABINET_TYPE_WATCHER, NULL);
      g_set_weak_pointer (&self->sign_in, sign_in);
      g_object_set_data_full (G_OBJECT (sign_in), key, self, g_object_unref);
    }
  return self;
}
