/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-window archived DIGITS   Cabinet's window, until the archived balance (its digits) stands in a frame
 * bench-window static CONTRACTS  the window made of the same templates, with constant texts */
#include <stdlib.h>

#include "bench-frame.h"
#include "cabinet-i18n.h"
#include "cabinet-money-label.h"
#include "cabinet-window.h"
#include "static-window.h"

/* Whether the digits in @text are exactly @digits, however the sum is written. */
static gboolean
has_digits (const char *text, const char *digits)
{
  const char *wanted = digits;

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text) && *text != *wanted++)
      return FALSE;
  return *wanted == '\0';
}

/* The balance card's own sum is on the screen; the list at the left shows it too, and does not count. */
static gboolean
shows_sum (GtkWidget *widget, const char *digits)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (CABINET_IS_MONEY_LABEL (widget) && gtk_widget_has_css_class (widget, "balance"))
    return has_digits (cabinet_money_label_get_text (CABINET_MONEY_LABEL (widget)), digits);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_sum (child, digits))
      return TRUE;
  return FALSE;
}

static gboolean
shows_balance (GtkWindow *window, gpointer digits)
{
  return shows_sum (GTK_WIDGET (window), digits);
}

static void
window_added (GtkApplication *application, GtkWindow *window, gpointer digits)
{
  bench_end_after_frame (window, shows_balance, digits);
}

static void
activate_static (GApplication *application, const char *n_contracts)
{
  GtkWindow *window = static_window_new (GTK_APPLICATION (application), atoi (n_contracts));

  bench_end_after_frame (window, shows_balance, (gpointer) STATIC_WINDOW_DIGITS);
  gtk_window_present (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (GApplication) application = NULL;

  cabinet_init_i18n ();
  if (argc == 3 && g_str_equal (argv[1], "archived"))
    {
      application = G_APPLICATION (cabinet_application_new (G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "window-added", G_CALLBACK (window_added), argv[2]);
    }
  else if (argc == 3 && g_str_equal (argv[1], "static"))
    {
      application = G_APPLICATION (static_application_new ());
      g_signal_connect (application, "activate", G_CALLBACK (activate_static), argv[2]);
    }
  else
    {
      g_printerr ("usage: bench-window archived DIGITS | static CONTRACTS\n");
      return 2;
    }
  return g_application_run (application, 1, argv);
}
