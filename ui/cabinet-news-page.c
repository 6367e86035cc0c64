/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-news-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-notice-bar.h"
#include "cabinet-notice-feed.h"
#include "cabinet-notice-icon.h"
#include "cabinet-notice-words.h"
#include "cabinet-open.h"
#include "cabinet-state-page.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

struct _CabinetNewsPage
{
  CabinetContractPage parent_instance;

  GtkStack *pages;
  GtkWidget *list_page;
  CabinetStatePage *state;
  CabinetNoticeBar *trouble;
  GtkWidget *mark_all;
  GtkListBox *list;
  GtkLabel *read_at;

  CabinetNoticeFeed *feed;
  GSignalGroup *signals;
  GCancellable *cancellable;
  GError *error; /* of the last refresh */
  gboolean refreshing;
};

G_DEFINE_FINAL_TYPE (CabinetNewsPage, cabinet_news_page, CABINET_TYPE_CONTRACT_PAGE)

/* Rows */

static void
mark_cb (GtkButton *button, CabinetNewsPage *self)
{
  if (self->feed != NULL)
    cabinet_notice_feed_mark_read (self->feed, g_object_get_data (G_OBJECT (button), "record"));
}

static void
open_cb (GtkButton *button, CabinetNotice *notice)
{
  cabinet_widget_open_address (GTK_WIDGET (button), notice->url);
}

static void
add_words (GtkWidget *words, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = cabinet_wrapping_label_new (text, css_class);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (words), label);
}

/* "Works · yesterday at 14:00" */
static char *
dup_caption (CabinetNotice *notice, CabinetAccount *account)
{
  g_autofree char *at = NULL;

  if (notice->at == 0)
    return g_strdup (cabinet_notice_kind_get_words (notice->kind));
  at = cabinet_instant_format (notice->at, cabinet_account_get_zone (account),
                               cabinet_account_get_today (account));
  return g_strdup_printf ("%s · %s", cabinet_notice_kind_get_words (notice->kind), at);
}

static GtkWidget *
words_new (CabinetNewsPage *self, CabinetNotice *notice)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *caption = dup_caption (notice, account);
  g_autofree char *moment = cabinet_notice_dup_time_words (notice, account);

  add_words (words, notice->title, notice->read ? "row-read" : "row-title");
  add_words (words, caption, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "fact");
  add_words (words, notice->text, NULL);
  add_words (words, moment, "caption");
  if (notice->url != NULL && *notice->url != '\0')
    {
      GtkWidget *open = gtk_button_new_with_label (_ ("Open the page"));

      gtk_widget_set_halign (open, GTK_ALIGN_START);
      gtk_widget_set_margin_top (open, 4);
      g_signal_connect_object (open, "clicked", G_CALLBACK (open_cb), notice, 0);
      gtk_box_append (GTK_BOX (words), open);
    }
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static GtkWidget *
row_new (gpointer item, gpointer data)
{
  CabinetNewsPage *self = data;
  CabinetNotice *notice = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (cabinet_notice_kind_get_icon_name (notice->kind));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words_new (self, notice));
  if (!notice->read)
    {
      GtkWidget *mark = gtk_button_new_from_icon_name ("cabinet-read-symbolic");

      gtk_widget_add_css_class (mark, "flat");
      gtk_widget_set_valign (mark, GTK_ALIGN_START);
      cabinet_widget_set_tooltip (mark, _ ("Mark as read"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Mark as read"), -1);
      g_object_set_data_full (G_OBJECT (mark), "record", g_object_ref (notice), g_object_unref);
      g_signal_connect_object (mark, "clicked", G_CALLBACK (mark_cb), self, 0);
      gtk_box_append (GTK_BOX (line), mark);
    }
  gtk_widget_add_css_class (line, "plan-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, notice->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  notice->read ? C_ ("notice", "read") : C_ ("notice", "not read yet"), -1);
  return row;
}

/* States */

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
         || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT);
}

/* Nothing to show: says why, and what to do. */
static void
show_nothing (CabinetNewsPage *self)
{
  if (self->refreshing)
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_LOADING, _ ("Reading the news"), NULL);
  else if (g_error_matches (self->error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("No news here"), self->error->message);
  else if (self->error != NULL)
    cabinet_state_page_set (
      self->state, is_unreachable (self->error) ? CABINET_STATE_PAGE_OFFLINE : CABINET_STATE_PAGE_ERROR,
      is_unreachable (self->error) ? _ ("No connection") : _ ("Could not be read"), self->error->message);
  else
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("No news"),
                            _ ("The provider has nothing to tell now."));
  if (!self->refreshing && !g_error_matches (self->error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    cabinet_state_page_set_action (self->state, _ ("Read now"), "news.refresh");
}

static void
show_reading (CabinetNewsPage *self)
{
  const CabinetInstant read_at = cabinet_notice_feed_get_read_at (self->feed);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *moment = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->read_at), self->error == NULL && read_at != 0);
  if (read_at == 0)
    {
      cabinet_notice_bar_clear (self->trouble);
      return;
    }
  moment = cabinet_instant_format (read_at, zone, cabinet_date_of_instant (cabinet_instant_now (), zone));
  if (self->error == NULL)
    {
      words = g_strdup_printf (_ ("The news were read: %s"), moment);
      gtk_label_set_text (self->read_at, words);
      cabinet_notice_bar_clear (self->trouble);
      return;
    }
  words = g_strdup_printf (_ ("Read: %s. There may be newer ones."), moment);
  cabinet_notice_bar_set (self->trouble, CABINET_NOTICE_WARNING, "cabinet-offline-symbolic", words);
  cabinet_notice_bar_set_action (self->trouble, _ ("Retry"), "news.refresh");
}

static void
update (CabinetNewsPage *self)
{
  if (self->feed == NULL)
    return;
  gtk_widget_set_visible (self->mark_all, cabinet_notice_feed_get_unread (self->feed) > 1);
  show_reading (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->feed)) > 0)
    {
      gtk_stack_set_visible_child (self->pages, self->list_page);
      return;
    }
  show_nothing (self);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->state));
}

/* Actions */

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CabinetNewsPage *self;
  GError *error = NULL;

  cabinet_notice_feed_refresh_finish (CABINET_NOTICE_FEED (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  self = CABINET_NEWS_PAGE (data);
  g_clear_error (&self->error);
  self->error = error;
  self->refreshing = FALSE;
  update (self);
}

static void
refresh (CabinetNewsPage *self)
{
  if (self->feed == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->refreshing = TRUE;
  update (self);
  cabinet_notice_feed_refresh_async (self->feed, self->cancellable, refreshed_cb, self);
}

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refresh (CABINET_NEWS_PAGE (widget));
}

static void
mark_all_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetNewsPage *self = CABINET_NEWS_PAGE (widget);
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->feed != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->feed)); i++)
    {
      g_autoptr (CabinetNotice) notice = g_list_model_get_item (G_LIST_MODEL (self->feed), i);

      if (!notice->read)
        g_ptr_array_add (unread, g_steal_pointer (&notice));
    }
  for (guint i = 0; i < unread->len; i++)
    cabinet_notice_feed_mark_read (self->feed, g_ptr_array_index (unread, i));
}

/* Object */

static void
cabinet_news_page_account_changed (CabinetContractPage *page)
{
  CabinetNewsPage *self = CABINET_NEWS_PAGE (page);
  CabinetAccount *account = cabinet_contract_page_get_account (page);

  g_cancellable_cancel (self->cancellable);
  g_clear_error (&self->error);
  self->refreshing = FALSE;
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->feed);
  if (account != NULL)
    self->feed = g_object_ref (cabinet_account_get_notice_feed (account));
  g_signal_group_set_target (self->signals, self->feed);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->feed), row_new, self, NULL);
  update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

static void
cabinet_news_page_narrow_changed (CabinetContractPage *page)
{
  g_object_set (CABINET_NEWS_PAGE (page)->trouble, "narrow", cabinet_contract_page_get_narrow (page), NULL);
}

static void
cabinet_news_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cabinet_news_page_parent_class)->map (widget);
  refresh (CABINET_NEWS_PAGE (widget));
}

static void
cabinet_news_page_dispose (GObject *object)
{
  CabinetNewsPage *self = CABINET_NEWS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->signals);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->feed);
  g_clear_error (&self->error);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_news_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-news-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetNewsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, CabinetNewsPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, CabinetNewsPage, state);
  gtk_widget_class_bind_template_child (widget_class, CabinetNewsPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, CabinetNewsPage, mark_all);
  gtk_widget_class_bind_template_child (widget_class, CabinetNewsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetNewsPage, read_at);
}

static void
cabinet_news_page_class_init (CabinetNewsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CabinetContractPageClass *page_class = CABINET_CONTRACT_PAGE_CLASS (klass);

  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  object_class->dispose = cabinet_news_page_dispose;
  widget_class->map = cabinet_news_page_map;
  page_class->account_changed = cabinet_news_page_account_changed;
  page_class->narrow_changed = cabinet_news_page_narrow_changed;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "news.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "news.mark-all", NULL, mark_all_action);
  gtk_widget_class_set_css_name (widget_class, "newspage");
}

static void
cabinet_news_page_init (CabinetNewsPage *self)
{
  self->signals = g_signal_group_new (CABINET_TYPE_NOTICE_FEED);
  g_signal_group_connect_swapped (self->signals, "notify::unread", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("page", "News"), -1);
}

/* @account: (nullable): whose news to show. (transfer floating) */
GtkWidget *
cabinet_news_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_NEWS_PAGE, "account", account, NULL);
}
