/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-refresher.h"

/* The network says it is back some moments before names resolve. */
#define NETWORK_SETTLES_SECONDS 4
/* The archive is looked through bit by bit, once a day, when the start is long over. */
#define VERIFY_FIRST_SECONDS 60
#define VERIFY_NEXT_SECONDS 15
#define VERIFY_AGAIN_SECONDS (24 * 60 * 60)

struct _CabinetRefresher
{
  GObject parent_instance;

  CabinetHousehold *household;
  GSettings *settings;
  GNetworkMonitor *monitor;
  GCancellable *cancellable;
  guint timer;
  guint network_timer;
  guint verify_timer;
  char *told; /* of damage, last */
  gboolean started;
};

enum
{
  TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetRefresher, cabinet_refresher, G_TYPE_OBJECT)

static void schedule (CabinetRefresher *self);

/* Whether it may read over the network unasked. */
static gboolean
may_read (CabinetRefresher *self)
{
  return g_settings_get_int (self->settings, "refresh-interval") > 0
         && (!g_network_monitor_get_network_metered (self->monitor)
             || g_settings_get_boolean (self->settings, "refresh-metered"));
}

static gboolean
on_time (gpointer data)
{
  CabinetRefresher *self = data;

  self->timer = 0;
  if (may_read (self))
    cabinet_refresher_refresh_all (self);
  schedule (self);
  return G_SOURCE_REMOVE;
}

/** cabinet_refresher_choose_pause: of @minutes, in seconds: between 90 and 110 %, for many windows at one
 * provider do not ask in step. */
guint
cabinet_refresher_choose_pause (int minutes)
{
  return (guint) (minutes * 60 * g_random_double_range (0.9, 1.1));
}

static void
schedule (CabinetRefresher *self)
{
  int minutes = g_settings_get_int (self->settings, "refresh-interval");

  g_clear_handle_id (&self->timer, g_source_remove);
  if (minutes <= 0 || !self->started)
    return;
  self->timer = g_timeout_add_seconds (cabinet_refresher_choose_pause (minutes), on_time, self);
}

static gboolean
on_network_settled (gpointer data)
{
  CabinetRefresher *self = data;

  self->network_timer = 0;
  cabinet_household_refresh_async (self->household, CABINET_HOUSEHOLD_STALE, self->cancellable, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_network_changed (CabinetRefresher *self, gboolean available)
{
  if (!available || !may_read (self))
    return;
  g_clear_handle_id (&self->network_timer, g_source_remove);
  self->network_timer = g_timeout_add_seconds (NETWORK_SETTLES_SECONDS, on_network_settled, self);
}

static gboolean
on_verify_time (gpointer data)
{
  CabinetRefresher *self = data;

  self->verify_timer = 0;
  cabinet_refresher_verify (self);
  return G_SOURCE_REMOVE;
}

static void
verify_later (CabinetRefresher *self, guint seconds)
{
  g_clear_handle_id (&self->verify_timer, g_source_remove);
  self->verify_timer = g_timeout_add_seconds (seconds, on_verify_time, self);
}

/* Each damage is told once. */
static void
tell_damage (CabinetRefresher *self, const char *words)
{
  gboolean known = g_strcmp0 (self->told, words) == 0;

  g_free (self->told);
  self->told = g_strdup (words);
  if (!known && words != NULL)
    g_signal_emit (self, signals[TROUBLE], 0, words);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetRefresher) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean over;
  gboolean whole = cabinet_household_verify_finish (CABINET_HOUSEHOLD (source), result, &over, &error);
  gboolean damaged = !whole && g_strcmp0 (cabinet_error_get_code (error), "damaged") == 0;

  if (whole || damaged)
    tell_damage (self, whole ? NULL : error->message);
  verify_later (self, (whole || damaged) && !over ? VERIFY_NEXT_SECONDS : VERIFY_AGAIN_SECONDS);
}

static void
cabinet_refresher_dispose (GObject *object)
{
  CabinetRefresher *self = CABINET_REFRESHER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->network_timer, g_source_remove);
  g_clear_handle_id (&self->verify_timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->told, g_free);
  g_clear_object (&self->monitor);
  g_clear_object (&self->settings);
  g_clear_object (&self->household);
  G_OBJECT_CLASS (cabinet_refresher_parent_class)->dispose (object);
}

static void
cabinet_refresher_class_init (CabinetRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cabinet_refresher_dispose;

  signals[TROUBLE] = g_signal_new ("trouble", CABINET_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cabinet_refresher_init (CabinetRefresher *self)
{
  self->cancellable = g_cancellable_new ();
}

/** cabinet_refresher_new: does nothing until it is started. */
CabinetRefresher *
cabinet_refresher_new (CabinetHousehold *household, GSettings *settings)
{
  CabinetRefresher *self = g_object_new (CABINET_TYPE_REFRESHER, NULL);

  self->household = g_object_ref (household);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::refresh-interval", G_CALLBACK (schedule), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/** cabinet_refresher_start: to be called after the first frame: the network monitor may ask other processes.
 */
void
cabinet_refresher_start (CabinetRefresher *self)
{
  g_return_if_fail (CABINET_IS_REFRESHER (self));

  if (self->started)
    return;
  self->started = TRUE;
  if (cabinet_household_get_notice (self->household) != NULL)
    g_signal_emit (self, signals[TROUBLE], 0, cabinet_household_get_notice (self->household));
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (on_network_changed), self,
                           G_CONNECT_SWAPPED);
  cabinet_household_ensure_demo (self->household);
  if (may_read (self))
    cabinet_refresher_refresh_all (self);
  else
    cabinet_household_refresh_async (self->household, CABINET_HOUSEHOLD_LOCAL, self->cancellable, NULL, NULL);
  schedule (self);
  verify_later (self, VERIFY_FIRST_SECONDS);
}

/** cabinet_refresher_refresh_all: now, because a person asks for it or it is time. */
void
cabinet_refresher_refresh_all (CabinetRefresher *self)
{
  g_return_if_fail (CABINET_IS_REFRESHER (self));
  cabinet_household_refresh_async (self->household, CABINET_HOUSEHOLD_ALL, self->cancellable, NULL, NULL);
}

/** cabinet_refresher_verify: looks through a part of the archive now; goes on with the next by itself. */
void
cabinet_refresher_verify (CabinetRefresher *self)
{
  g_return_if_fail (CABINET_IS_REFRESHER (self));
  cabinet_household_verify_async (self->household, self->cancellable, on_verified, g_object_ref (self));
}
