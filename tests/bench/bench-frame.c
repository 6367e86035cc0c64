/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-frame.h"

#include <stdio.h>
#include <unistd.h>

typedef struct
{
  GtkWindow *window;
  BenchShown shown;
  gpointer user_data;
} Wait;

/* The frame has been drawn: what was shown in it stands on the screen. The process ends at once, so that
 * nothing that comes after the first frame (network, keyring) is begun. */
static void
after_paint (GdkFrameClock *clock, Wait *wait)
{
  gint64 now = g_get_monotonic_time ();

  if (wait->shown != NULL && !wait->shown (wait->window, wait->user_data))
    return;
  printf ("ready %" G_GINT64_FORMAT "\n", now);
  fflush (stdout);
  _exit (0);
}

static void
realized (GtkWidget *widget, Wait *wait)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint), wait);
}

void
bench_end_after_frame (GtkWindow *window, BenchShown shown, gpointer user_data)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->window = window;
  wait->shown = shown;
  wait->user_data = user_data;
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized (GTK_WIDGET (window), wait);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realized), wait);
}
