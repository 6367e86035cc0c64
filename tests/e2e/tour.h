/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-window.h"

G_BEGIN_DECLS

/* A way through the real window over the demo, with pictures of what it shows. */
typedef struct
{
  CabinetApplication *application;
  CabinetWindow *window;
  const char *mode;
  const char *directory;
  gboolean every;       /* all sizes and colours */
  gboolean light;       /* of these the light ones only */
  const char *language; /* "en" or "ru" */
  char **words;         /* what the mode was given */
  guint failures;
} Tour;

void tour_fail (Tour *tour, const char *name, const char *words);
/* Saves the page as the window shows it now, in the variants that the mode wants. */
void tour_save (Tour *tour, const char *page);
void tour_save_in (Tour *tour, GtkWindow *window, const char *page);
/* The same, with the page scrolled to its end. */
void tour_save_end (Tour *tour, const char *page);
/* Narrows the window, does @action, and saves what then stands alone. */
void tour_save_narrow (Tour *tour, const char *page, const char *action);
void tour_act (Tour *tour, const char *action, GVariant *parameter);
gboolean tour_press (Tour *tour, GType type, const char *text);
/* Into the first field of @row below the first @page. */
void tour_type (Tour *tour, GType page, GType row, const char *text);
/* A page is chosen at full width: the narrow list of contracts would hide it. */
void tour_widen (Tour *tour);
void tour_choose (Tour *tour, guint position);
void tour_show_page (Tour *tour, const char *name);
/* Adds a contract of the demo with a label, as the sign-in page would. */
void tour_add_contract (
  Tour *tour, const char *provider, const char *login, const char *category, const char *label);

/* Adds a contract by its address and shows its pages as @name-overview and so on. */
void tour_show_system (Tour *tour, const char *name, const char *url, const char *login, const char *secret);

/* What is seen less often: news, offers, a message that is being written, one that waits for a connection;
 * large text, for which GTK must have been told before the window was made. */
void tour_show_news (Tour *tour);
void tour_show_offers (Tour *tour);
void tour_show_writing (Tour *tour);
void tour_show_queued (Tour *tour);
void tour_show_large (Tour *tour);

/* For picture_wait(): the contract that is shown was read; nothing in a household is being read. */
gboolean tour_has_read_account (gpointer tour);
gboolean tour_is_quiet (gpointer household);

G_END_DECLS
