/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-composer.h"
#include "ui-test.h"

/* Where a message is written, without a conversation. */

static gboolean
shows_all (GtkTextView *text)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (text));

  return gtk_adjustment_get_page_size (scroll) >= gtk_adjustment_get_upper (scroll);
}

/* What takes two lines in a window that became narrow is shown with both. */
static void
test_made_narrow (void)
{
  GtkWindow *window = g_object_ref_sink (GTK_WINDOW (gtk_window_new ()));
  GtkWidget *composer =
    g_object_ref_sink (g_object_new (CABINET_TYPE_COMPOSER, "valign", GTK_ALIGN_END, NULL));
  const gint64 limit = g_get_monotonic_time () + test_patience (10 * G_TIME_SPAN_SECOND);
  GtkTextView *text;
  int line;

  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, 900, 600);
  gtk_window_set_child (window, composer);
  gtk_window_present (window);
  cabinet_composer_set_text (CABINET_COMPOSER (composer),
                             "The speed falls in the evening, see what I measured");
  gtk_test_widget_wait_for_draw (composer);
  text = GTK_TEXT_VIEW (ui_find_type (composer, GTK_TYPE_TEXT_VIEW));
  g_assert_true (shows_all (text));
  line = gtk_widget_get_height (GTK_WIDGET (text));

  gtk_window_set_default_size (window, 360, 600);
  while ((gtk_widget_get_height (GTK_WIDGET (text)) <= line || !shows_all (text))
         && g_get_monotonic_time () < limit)
    ui_test_pause (10);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (text)), >, line);
  g_assert_true (shows_all (text));
  gtk_window_destroy (window);
  g_assert_finalize_object (window);
  g_assert_finalize_object (composer);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/composer/made-narrow", test_made_narrow);
  return g_test_run ();
}
