/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-first-run-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-adaptive-bin.h"
#include "cabinet-descriptors.h"
#include "cabinet-mark.h"
#include "cabinet-menus.h"
#include "cabinet-notice-bar.h"
#include "cabinet-ui.h"

/* B11: the account that the Tomtel guide names. */
#define DEMO_PROVIDER "tomtel"
#define DEMO_ADDRESS "demo:/tomtel"
#define DEMO_LOGIN "12345"
#define DEMO_PASSWORD "demo"

struct _CabinetFirstRunPage
{
  GtkWidget parent_instance;

  AdwWindowTitle *title;
  GtkWidget *back;
  GtkMenuButton *menu_button;
  CabinetAdaptiveBin *bin;
  AdwClamp *clamp;
  GtkBox *columns;
  GtkWidget *promise;
  GtkWidget *facts;
  GtkWidget *try_demo;
  GtkSpinner *spinner;
  GtkLabel *progress;
  CabinetNoticeBar *refusal;
  GtkWidget *choice_title;
  GtkEditable *search;
  GtkListBox *list;

  CabinetHousehold *household;
  GtkFilterListModel *providers;
  char *wanted; /* folded text of the search */
  CabinetSignInFlow *flow;
  GCancellable *cancellable;
};

enum
{
  PROVIDER_CHOSEN,
  SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetFirstRunPage, cabinet_first_run_page, GTK_TYPE_WIDGET)

/* Case and ё do not matter to a person who searches. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *plain = g_string_new (folded);

  g_string_replace (plain, "ё", "е", 0);
  return g_string_free (plain, FALSE);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  CabinetProviderInfo *provider = item;
  CabinetFirstRunPage *self = user_data;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->wanted == NULL || *self->wanted == '\0')
    return TRUE;
  text = g_strjoin (" ", provider->id, provider->name, provider->region != NULL ? provider->region : "",
                    provider->about != NULL ? provider->about : "", NULL);
  folded = fold (text);
  return strstr (folded, self->wanted) != NULL;
}

static void
on_search (CabinetFirstRunPage *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->providers);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  g_free (self->wanted);
  self->wanted = fold (text);
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
choose (CabinetFirstRunPage *self, guint position)
{
  g_autoptr (CabinetProviderInfo) provider = g_list_model_get_item (G_LIST_MODEL (self->providers), position);

  if (provider != NULL)
    g_signal_emit (self, signals[PROVIDER_CHOSEN], 0, provider);
}

static void
on_row_activated (CabinetFirstRunPage *self, GtkListBoxRow *row)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_search_activated (CabinetFirstRunPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->providers)) == 1)
    choose (self, 0);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CabinetProviderInfo *provider = item;
  GtkWidget *row = adw_action_row_new ();
  const char *parts[3] = { NULL };
  guint n = 0;
  g_autofree char *subtitle = NULL;

  if (provider->region != NULL)
    parts[n++] = provider->region;
  if (provider->about != NULL)
    parts[n++] = provider->about;
  subtitle = g_strjoinv (" · ", (char **) parts);
  g_object_set (row, "use-markup", FALSE, "title", provider->name, "subtitle", subtitle, "activatable", TRUE,
                NULL);
  gtk_widget_add_css_class (row, "provider-row");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), cabinet_mark_new (provider, 36));
  if (provider->demo)
    {
      GtkWidget *demo = gtk_label_new (C_ ("mark", "DEMO"));

      gtk_widget_add_css_class (demo, "demo-mark");
      gtk_widget_set_valign (demo, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), demo);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("cabinet-forward-symbolic"));
  return row;
}

static void
set_busy (CabinetFirstRunPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->try_demo, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_label_set_text (self->progress, busy ? _ ("Starting the demo provider…") : "");
}

static void
on_demo_step (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetSignInStep) step =
    cabinet_sign_in_flow_finish (CABINET_SIGN_IN_FLOW (source), result, &error);
  CabinetFirstRunPage *self = user_data;
  GPtrArray *accounts;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (step == NULL)
    {
      g_autofree char *words =
        cabinet_sign_in_dup_refusal_words (error, cabinet_sign_in_flow_get_descriptor (self->flow));

      cabinet_notice_bar_set (self->refusal, CABINET_NOTICE_ERROR, "cabinet-warning-symbolic", words);
      return;
    }
  accounts = cabinet_sign_in_flow_get_accounts (self->flow);
  if (step->step == CABINET_STEP_KIND_SESSION && accounts != NULL && accounts->len > 0)
    {
      const GError *keyring_error = cabinet_sign_in_flow_get_keyring_error (self->flow);
      g_autofree char *note = NULL;

      if (keyring_error != NULL)
        note =
          g_strdup_printf (_ ("The demo is signed in for this session only, the keyring did not take the "
                              "password: %s"),
                           keyring_error->message);
      g_signal_emit (self, signals[SIGNED_IN], 0, g_ptr_array_index (accounts, 0), note);
    }
  else
    cabinet_notice_bar_set (
      self->refusal, CABINET_NOTICE_ERROR, "cabinet-warning-symbolic",
      _ ("The demo provider asked for something else than its password. Nothing was kept."));
}

static void
on_try_demo (CabinetFirstRunPage *self)
{
  g_autoptr (CabinetProviderInfo) provider = cabinet_descriptors_lookup (DEMO_PROVIDER, NULL);
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);

  if (self->cancellable != NULL)
    return;
  g_assert (provider != NULL);
  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->login = g_strdup (DEMO_LOGIN);
  request->secret = g_strdup (DEMO_PASSWORD);

  cabinet_notice_bar_clear (self->refusal);
  set_busy (self, TRUE);
  self->cancellable = g_cancellable_new ();
  g_clear_object (&self->flow);
  self->flow = cabinet_sign_in_flow_new (self->household, provider, DEMO_ADDRESS);
  cabinet_sign_in_flow_set_remember (self->flow, TRUE);
  cabinet_sign_in_flow_start_async (self->flow, request, self->cancellable, on_demo_step, self);
}

static void
on_narrow (CabinetFirstRunPage *self)
{
  gboolean narrow = cabinet_adaptive_bin_get_narrow (self->bin);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->columns, narrow ? 28 : 64);
  adw_clamp_set_maximum_size (self->clamp, narrow || !gtk_widget_get_visible (self->promise) ? 460 : 884);
  adw_clamp_set_tightening_threshold (self->clamp, narrow ? 400 : 884);
}

static void
cabinet_first_run_page_dispose (GObject *object)
{
  CabinetFirstRunPage *self = CABINET_FIRST_RUN_PAGE (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->flow);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->providers);
  g_clear_object (&self->household);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (cabinet_first_run_page_parent_class)->dispose (object);
}

static void
cabinet_first_run_page_class_init (CabinetFirstRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_first_run_page_dispose;
  signals[PROVIDER_CHOSEN] = g_signal_new ("provider-chosen", CABINET_TYPE_FIRST_RUN_PAGE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, CABINET_TYPE_PROVIDER_INFO);
  signals[SIGNED_IN] = g_signal_new ("signed-in", CABINET_TYPE_FIRST_RUN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, CABINET_TYPE_ACCOUNT, G_TYPE_STRING);

  g_type_ensure (CABINET_TYPE_ADAPTIVE_BIN);
  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "firstrun");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-first-run-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, CabinetFirstRunPage, name)
  BIND (title);
  BIND (back);
  BIND (menu_button);
  BIND (bin);
  BIND (clamp);
  BIND (columns);
  BIND (promise);
  BIND (facts);
  BIND (try_demo);
  BIND (spinner);
  BIND (progress);
  BIND (refusal);
  BIND (choice_title);
  BIND (search);
  BIND (list);
#undef BIND
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_try_demo);
}

/* Large words take two lines where it is narrow. */
static void
wrap_button (GtkButton *button)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (button));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

static void
cabinet_first_run_page_init (CabinetFirstRunPage *self)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));

  gtk_widget_init_template (GTK_WIDGET (self));
  wrap_button (GTK_BUTTON (self->try_demo));
  cabinet_menu_button_set_menu (self->menu_button, "first-run");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->providers = gtk_filter_list_model_new (cabinet_descriptors_list (NULL), filter);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->providers), make_row, NULL, NULL);
  g_signal_connect_object (self->bin, "notify::narrow", G_CALLBACK (on_narrow), self, G_CONNECT_SWAPPED);
}

/** cabinet_first_run_page_new: @adding: a household is there, the person wants one contract more. */
GtkWidget *
cabinet_first_run_page_new (CabinetHousehold *household, gboolean adding)
{
  CabinetFirstRunPage *self = g_object_new (CABINET_TYPE_FIRST_RUN_PAGE, NULL);

  self->household = g_object_ref (household);
  gtk_widget_set_visible (self->promise, !adding);
  gtk_widget_set_visible (self->back, adding);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !adding);
  gtk_widget_set_visible (self->choice_title, !adding);
  if (adding)
    adw_window_title_set_title (self->title, _ ("New contract"));
  on_narrow (self);
  return GTK_WIDGET (self);
}
