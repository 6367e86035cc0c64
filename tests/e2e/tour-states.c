/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-composer.h"
#include "cabinet-conversation.h"
#include "picture.h"
#include "tour.h"

#define TOO_LARGE (64 * 1024 * 1024)

void
tour_show_news (Tour *tour)
{
  tour_show_page (tour, "news");
  tour_save (tour, "news");
}

void
tour_show_offers (Tour *tour)
{
  tour_show_page (tour, "tariff");
  tour_save_end (tour, "offers");
}

/* @size: bytes; a file of no blocks, if it is large. (transfer full) */
static GFile *
make_file (Tour *tour, const char *name, goffset size)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  stream = g_file_replace_readwrite (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  if (stream == NULL || !g_seekable_truncate (G_SEEKABLE (stream), size, NULL, &error))
    tour_fail (tour, name, error->message);
  return g_steal_pointer (&file);
}

static void
write_text (CabinetComposer *composer, const char *text)
{
  GtkWidget *view = picture_find (GTK_WIDGET (composer), GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* A file that is taken, one that is too large, and words. */
void
tour_show_writing (Tour *tour)
{
  gboolean ru = g_str_equal (tour->language, "ru");
  g_autoptr (GFile) good = make_file (tour, ru ? "скорость.txt" : "speed.txt", 2048);
  g_autoptr (GFile) large = make_file (tour, ru ? "вечер.txt" : "evening.txt", TOO_LARGE);
  GtkWidget *composer;

  tour_show_page (tour, "support");
  composer = picture_find (GTK_WIDGET (tour->window), CABINET_TYPE_COMPOSER, NULL);
  if (composer == NULL)
    {
      tour_fail (tour, "support-writing", "has no place to write");
      return;
    }
  write_text (CABINET_COMPOSER (composer), ru ? "Вечером скорость падает, замер приложил."
                                              : "The speed falls in the evening, see the measurement.");
  cabinet_composer_add_file (CABINET_COMPOSER (composer), good);
  cabinet_composer_add_file (CABINET_COMPOSER (composer), large);
  tour_save (tour, "support-writing");
  write_text (CABINET_COMPOSER (composer), "");
  tour_widen (tour);
}

/* Where the provider cannot be had. */
void
tour_show_queued (Tour *tour)
{
  gboolean ru = g_str_equal (tour->language, "ru");

  tour_show_page (tour, "support");
  cabinet_conversation_send_async (
    cabinet_account_get_conversation (cabinet_window_get_account (tour->window)), NULL, NULL,
    ru ? "Связь снова пропала." : "The line is down again.", NULL, NULL, NULL, NULL);
  picture_pause (1500);
  tour_save (tour, "support-queued");
}

void
tour_show_large (Tour *tour)
{
  static const char *const pages[] = { "overview", "statement", "tariff", "top-up", "support", "news" };

  tour->light = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name = g_strconcat ("large-", pages[i], NULL);

      tour_show_page (tour, pages[i]);
      tour_save (tour, name);
    }
}
