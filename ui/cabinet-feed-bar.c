/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-feed-bar.h"

#include <glib/gi18n-lib.h>

#include "cabinet-dialogs.h"
#include "cabinet-notice-bar.h"
#include "cabinet-notice-feed.h"
#include "cabinet-notice-icon.h"
#include "cabinet-notice-words.h"

struct _CabinetFeedBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer; /* NULL until there is something to say */
  CabinetNoticeBar *bar;
  CabinetAccount *account;
  CabinetNoticeFeed *feed; /* NULL until the page was drawn */
  CabinetNotice *notice;   /* what the bar says; nullable */
  GSignalGroup *signals;
  guint idle;
  gboolean narrow;
  gboolean quiet; /* another bar has the word */
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_NARROW,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (CabinetFeedBar, cabinet_feed_bar, GTK_TYPE_WIDGET)

static CabinetNoticeTone
notice_tone (CabinetNoticeKind kind)
{
  return kind == CABINET_NOTICE_KIND_OUTAGE || kind == CABINET_NOTICE_KIND_IMPORTANT ? CABINET_NOTICE_WARNING
                                                                                     : CABINET_NOTICE_INFO;
}

static void
dismissed_cb (CabinetFeedBar *self)
{
  if (self->notice != NULL)
    cabinet_notice_feed_mark_read (self->feed, self->notice);
}

static void
ensure_bar (CabinetFeedBar *self)
{
  if (self->revealer != NULL)
    return;
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->bar = CABINET_NOTICE_BAR (cabinet_notice_bar_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN);
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (self->bar));
  g_object_set (self->bar, "narrow", self->narrow, NULL);
  g_signal_connect_object (self->bar, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
}

static void
show_notice (CabinetFeedBar *self)
{
  CabinetNotice *notice =
    self->feed != NULL && !self->quiet ? cabinet_notice_feed_get_urgent (self->feed) : NULL;

  g_set_object (&self->notice, notice);
  if (notice == NULL)
    {
      if (self->revealer != NULL)
        gtk_revealer_set_reveal_child (self->revealer, FALSE);
      return;
    }
  ensure_bar (self);
  cabinet_notice_bar_set (self->bar, notice_tone (notice->kind),
                          cabinet_notice_kind_get_icon_name (notice->kind), notice->title);
  cabinet_notice_bar_set_action (self->bar, _ ("Details"), "notice.open");
  cabinet_notice_bar_set_dismissable (self->bar, TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
feed_changed_cb (CabinetFeedBar *self)
{
  if (self->feed != NULL)
    show_notice (self);
}

static gboolean
begin_idle_cb (gpointer data)
{
  CabinetFeedBar *self = data;

  self->idle = 0;
  self->feed = g_object_ref (cabinet_account_get_notice_feed (self->account));
  g_signal_group_set_target (self->signals, self->feed);
  show_notice (self);
  cabinet_notice_feed_refresh_async (self->feed, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* The page comes first. */
static void
begin_later (CabinetFeedBar *self)
{
  if (self->idle == 0 && self->feed == NULL && self->account != NULL
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add_full (G_PRIORITY_LOW, begin_idle_cb, self, NULL);
}

static void
open_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetFeedBar *self = CABINET_FEED_BAR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *moment = NULL;
  g_autofree char *body = NULL;

  if (self->notice == NULL || !GTK_IS_WINDOW (root))
    return;
  moment = cabinet_notice_dup_time_words (self->notice, self->account);
  body = g_strjoin (moment != NULL ? "\n\n" : "", self->notice->text != NULL ? self->notice->text : "",
                    moment != NULL ? moment : "", NULL);
  cabinet_dialog_tell_more (GTK_WINDOW (root), self->notice->title, body, self->notice->url);
}

static void
set_narrow (CabinetFeedBar *self, gboolean narrow)
{
  self->narrow = narrow;
  if (self->bar != NULL)
    g_object_set (self->bar, "narrow", narrow, NULL);
}

static void
cabinet_feed_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cabinet_feed_bar_parent_class)->map (widget);
  begin_later (CABINET_FEED_BAR (widget));
}

static void
cabinet_feed_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetFeedBar *self = CABINET_FEED_BAR (object);

  if (id == PROP_ACCOUNT)
    g_value_set_object (value, self->account);
  else if (id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_feed_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetFeedBar *self = CABINET_FEED_BAR (object);

  if (id == PROP_ACCOUNT)
    cabinet_feed_bar_set_account (self, g_value_get_object (value));
  else if (id == PROP_NARROW)
    set_narrow (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_feed_bar_dispose (GObject *object)
{
  CabinetFeedBar *self = CABINET_FEED_BAR (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->feed);
  g_clear_object (&self->notice);
  g_clear_object (&self->account);
  g_clear_pointer ((GtkWidget **) &self->revealer, gtk_widget_unparent);
  self->bar = NULL;

  G_OBJECT_CLASS (cabinet_feed_bar_parent_class)->dispose (object);
}

static void
cabinet_feed_bar_class_init (CabinetFeedBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_feed_bar_get_property;
  object_class->set_property = cabinet_feed_bar_set_property;
  object_class->dispose = cabinet_feed_bar_dispose;
  widget_class->map = cabinet_feed_bar_map;
  g_object_class_install_property (object_class, PROP_ACCOUNT,
                                   g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    object_class, PROP_NARROW,
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_install_action (widget_class, "notice.open", NULL, open_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cabinet_feed_bar_init (CabinetFeedBar *self)
{
  self->signals = g_signal_group_new (CABINET_TYPE_NOTICE_FEED);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (feed_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::unread", G_CALLBACK (feed_changed_cb), self);
}

/** cabinet_feed_bar_set_account: of another contract; its notices come when the page was drawn. */
void
cabinet_feed_bar_set_account (CabinetFeedBar *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_FEED_BAR (self));

  if (!g_set_object (&self->account, account))
    return;
  g_clear_handle_id (&self->idle, g_source_remove);
  g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->feed);
  show_notice (self);
  begin_later (self);
}

/** cabinet_feed_bar_set_quiet: while another bar has the word, nothing is said: one bar at a time. */
void
cabinet_feed_bar_set_quiet (CabinetFeedBar *self, gboolean quiet)
{
  g_return_if_fail (CABINET_IS_FEED_BAR (self));

  if (self->quiet == quiet)
    return;
  self->quiet = quiet;
  show_notice (self);
}
