/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour.h"

#include "cabinet-contract-view.h"
#include "cabinet-descriptors.h"
#include "picture.h"

typedef struct
{
  const char *word;
  int width, height;
} Size;

static const Size sizes[] = { { "wide", 1100, 760 }, { "narrow", 360, 720 } };

typedef struct
{
  const char *word;
  AdwColorScheme scheme;
} Colour;

static const Colour colours[] = { { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
                                  { "dark", ADW_COLOR_SCHEME_FORCE_DARK } };

void
tour_fail (Tour *tour, const char *name, const char *words)
{
  g_printerr ("%s: %s\n", name, words);
  tour->failures++;
}

static void
save_one (Tour *tour, GtkWindow *window, const char *page, const Size *size, const Colour *colour)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name =
    tour->every ? g_strdup_printf ("%s-%s-%s-%s.png", page, size->word, colour->word, tour->language)
                : g_strdup_printf ("%s.png", page);
  g_autofree char *path = g_build_filename (tour->directory, name, NULL);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), colour->scheme);
  if (picture_settle (window, size->width, size->height, &error)
      && picture_save (window, path, size->width, &error))
    g_print ("%s\n", path);
  else
    tour_fail (tour, name, error->message);
}

void
tour_save_in (Tour *tour, GtkWindow *window, const char *page)
{
  guint n_sizes = tour->every ? G_N_ELEMENTS (sizes) : 1;
  guint n_colours = tour->every && !tour->light ? G_N_ELEMENTS (colours) : 1;

  for (guint i = 0; i < n_sizes; i++)
    for (guint k = 0; k < n_colours; k++)
      save_one (tour, window, page, &sizes[i], &colours[k]);
}

void
tour_save (Tour *tour, const char *page)
{
  tour_save_in (tour, GTK_WINDOW (tour->window), page);
}

/* What is scrolled is as high as it is wide, so at each size anew. */
static gboolean
scroll_down (Tour *tour)
{
  GtkWidget *view = picture_find (GTK_WIDGET (tour->window), CABINET_TYPE_CONTRACT_VIEW, NULL);
  GtkWidget *page = view != NULL ? cabinet_contract_view_get_page (CABINET_CONTRACT_VIEW (view)) : NULL;
  GtkWidget *scroller = page != NULL ? picture_find (page, GTK_TYPE_SCROLLED_WINDOW, NULL) : NULL;
  GtkAdjustment *adjustment;

  if (scroller == NULL)
    return FALSE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return TRUE;
}

void
tour_save_end (Tour *tour, const char *page)
{
  g_autofree char *name = g_strconcat (page, "-end", NULL);
  guint n_colours = tour->every && !tour->light ? G_N_ELEMENTS (colours) : 1;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!picture_settle (GTK_WINDOW (tour->window), sizes[i].width, sizes[i].height, &error)
          || !scroll_down (tour))
        {
          tour_fail (tour, name, error != NULL ? error->message : "has nothing to scroll");
          return;
        }
      for (guint k = 0; k < n_colours; k++)
        save_one (tour, GTK_WINDOW (tour->window), name, &sizes[i], &colours[k]);
    }
}

void
tour_act (Tour *tour, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (tour->window), action, parameter);
  picture_pause (100);
}

void
tour_widen (Tour *tour)
{
  g_autoptr (GError) error = NULL;

  if (!picture_settle (GTK_WINDOW (tour->window), sizes[0].width, sizes[0].height, &error))
    tour_fail (tour, "window", error->message);
}

void
tour_save_narrow (Tour *tour, const char *page, const char *action)
{
  g_autoptr (GError) error = NULL;

  for (guint k = 0; k < G_N_ELEMENTS (colours); k++)
    {
      if (!picture_settle (GTK_WINDOW (tour->window), sizes[1].width, sizes[1].height, &error))
        {
          tour_fail (tour, page, error->message);
          return;
        }
      tour_act (tour, action, NULL);
      save_one (tour, GTK_WINDOW (tour->window), page, &sizes[1], &colours[k]);
    }
}

gboolean
tour_has_read_account (gpointer user_data)
{
  Tour *tour = user_data;
  CabinetAccount *account = cabinet_window_get_account (tour->window);

  return account != NULL && cabinet_account_get_overview (account) != NULL
         && !cabinet_account_get_refreshing (account);
}

gboolean
tour_press (Tour *tour, GType type, const char *text)
{
  GtkWidget *widget = picture_find (GTK_WIDGET (tour->window), type, text);

  if (widget == NULL)
    {
      tour_fail (tour, text, "is not there to be pressed");
      return FALSE;
    }
  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    gtk_widget_activate (widget);
  picture_pause (100);
  return TRUE;
}

void
tour_type (Tour *tour, GType page, GType row, const char *text)
{
  GtkWidget *place = picture_find (GTK_WIDGET (tour->window), page, NULL);
  GtkWidget *entry = place != NULL ? picture_find (place, row, NULL) : NULL;

  if (entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  else
    tour_fail (tour, g_type_name (row), "is not there to be typed in");
}

static void
on_step (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetSignInStep) step =
    cabinet_sign_in_flow_finish (CABINET_SIGN_IN_FLOW (source), result, &error);
  int *state = user_data;

  if (step == NULL)
    g_printerr ("%s\n", error->message);
  *state = step != NULL ? 1 : -1;
}

static gboolean
is_set (gpointer user_data)
{
  return *(int *) user_data != 0;
}

void
tour_add_contract (
  Tour *tour, const char *provider, const char *login, const char *category, const char *label)
{
  g_autoptr (CabinetProviderInfo) descriptor = cabinet_descriptors_lookup (provider, NULL);
  g_autoptr (CabinetSignInFlow) flow = NULL;
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autofree char *address = g_strconcat ("demo:/", provider, NULL);
  int state = 0;

  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->login = g_strdup (login);
  request->secret = g_strdup ("demo");
  request->category = g_strdup (category);
  flow = cabinet_sign_in_flow_new (cabinet_application_get_household (tour->application, NULL), descriptor,
                                   address);
  cabinet_sign_in_flow_set_label (flow, label);
  cabinet_sign_in_flow_set_remember (flow, TRUE);
  cabinet_sign_in_flow_start_async (flow, request, NULL, on_step, &state);
  if (!picture_wait (is_set, &state, 30) || state < 0)
    tour_fail (tour, provider, "the demo contract could not be added");
}

gboolean
tour_is_quiet (gpointer user_data)
{
  GListModel *household = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (household); i++)
    {
      g_autoptr (CabinetAccount) account = g_list_model_get_item (household, i);

      if (cabinet_account_get_refreshing (account) || cabinet_account_get_overview (account) == NULL)
        return FALSE;
    }
  return TRUE;
}

void
tour_choose (Tour *tour, guint position)
{
  tour_widen (tour);
  tour_act (tour, "switch-contract", g_variant_new_int32 ((int) position));
  tour_act (tour, "show-page", g_variant_new_string ("overview"));
  if (!picture_wait (tour_has_read_account, tour, 30))
    tour_fail (tour, "overview", "was not read");
}

void
tour_show_page (Tour *tour, const char *name)
{
  tour_widen (tour);
  tour_act (tour, "show-page", g_variant_new_string (name));
  picture_pause (1500);
}
