/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of somebody whose provider is not in the list: the address, what answers there, signing in, and the
 * pages of a contract at a billing system. */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-address-page.h"
#include "cabinet-sign-in-page.h"
#include "picture.h"
#include "tour.h"

typedef struct
{
  Tour *tour;
  GType type;
  const char *label;
} Awaited;

static gboolean
is_shown (gpointer user_data)
{
  Awaited *awaited = user_data;

  return picture_find (GTK_WIDGET (awaited->tour->window), awaited->type, awaited->label) != NULL;
}

static gboolean
wait_for (Tour *tour, const char *page, GType type, const char *label)
{
  Awaited awaited = { tour, type, label };

  if (picture_wait (is_shown, &awaited, 30))
    return TRUE;
  tour_fail (tour, page, "was not shown");
  return FALSE;
}

static void
press (Tour *tour, const char *label)
{
  tour_press (tour, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, label));
}

static gboolean
find_system (Tour *tour, const char *url)
{
  tour_act (tour, "add-contract", NULL);
  tour_act (tour, "add-by-address", NULL);
  tour_type (tour, CABINET_TYPE_ADDRESS_PAGE, ADW_TYPE_ENTRY_ROW, url);
  press (tour, "Look there");
  return wait_for (tour, "address-found", GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "Go on"));
}

static void
show_pages (Tour *tour, const char *name)
{
  static const char *const pages[] = { "overview", "statement", "tariff", "top-up", "support", "news" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *page = g_strconcat (name, "-", pages[i], NULL);

      tour_show_page (tour, pages[i]);
      tour_save (tour, page);
      if (g_str_equal (pages[i], "tariff"))
        tour_save_end (tour, page);
    }
}

void
tour_show_system (Tour *tour, const char *name, const char *url, const char *login, const char *secret)
{
  g_autofree char *found = g_strconcat (name, "-address", NULL);
  g_autofree char *sign_in = g_strconcat (name, "-sign-in", NULL);

  tour->light = TRUE;
  tour_widen (tour);
  if (!find_system (tour, url))
    return;
  tour_save (tour, found);
  tour_widen (tour);
  press (tour, "Go on");
  if (!wait_for (tour, sign_in, CABINET_TYPE_SIGN_IN_PAGE, NULL))
    return;
  tour_type (tour, CABINET_TYPE_SIGN_IN_PAGE, ADW_TYPE_ENTRY_ROW, login);
  tour_save (tour, sign_in);
  tour_widen (tour);
  tour_type (tour, CABINET_TYPE_SIGN_IN_PAGE, ADW_TYPE_PASSWORD_ENTRY_ROW, secret);
  press (tour, "Sign in");
  if (picture_wait (tour_has_read_account, tour, 60))
    show_pages (tour, name);
  else
    tour_fail (tour, name, "was not read within a minute");
}
