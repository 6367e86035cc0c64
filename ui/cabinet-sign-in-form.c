/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sign-in-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-household.h"
#include "cabinet-notice-bar.h"
#include "cabinet-ui.h"

#define DEMO_LOGIN "12345"
#define WARN_AFTER_MS 700

struct _CabinetSignInForm
{
  GtkWidget parent_instance;

  GtkBox *kinds;
  AdwPreferencesGroup *categories;
  AdwEntryRow *login;
  AdwEntryRow *password;
  GtkSwitch *remember;
  CabinetNoticeBar *warning;

  CabinetProviderInfo *provider;
  CabinetLoginOption *option; /* the provider's */
  char *known_login;          /* that has opened the cabinet before; nullable */
  char *category;
  guint warn_later;
};

enum
{
  OPTION_CHANGED,
  SUBMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetSignInForm, cabinet_sign_in_form, GTK_TYPE_WIDGET)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
asks (AdwEntryRow *row)
{
  return gtk_widget_get_visible (GTK_WIDGET (row));
}

/* A login that has opened the cabinet before, or is known to open the demonstration, is not doubted. */
static gboolean
is_known_login (CabinetSignInForm *self)
{
  if (g_strcmp0 (get_text (self->login), self->known_login) == 0)
    return TRUE;
  return self->provider->demo && g_str_equal (get_text (self->login), DEMO_LOGIN);
}

static char *
dup_warning (CabinetSignInForm *self)
{
  if (self->option == NULL || is_known_login (self))
    return NULL;
  return cabinet_sign_in_dup_input_warning (self->option, get_text (self->login), get_text (self->password));
}

static gboolean
warn (gpointer data)
{
  CabinetSignInForm *self = data;
  g_autofree char *words = dup_warning (self);

  self->warn_later = 0;
  if (words != NULL)
    cabinet_notice_bar_set (self->warning, CABINET_NOTICE_WARNING, "cabinet-warning-symbolic", words);
  return G_SOURCE_REMOVE;
}

/* Half a number is no reason to warn: the hand must have come to rest. */
static void
on_typed (CabinetSignInForm *self)
{
  g_autofree char *words = dup_warning (self);

  g_clear_handle_id (&self->warn_later, g_source_remove);
  if (words == NULL)
    cabinet_notice_bar_clear (self->warning);
  else
    self->warn_later = g_timeout_add (WARN_AFTER_MS, warn, self);
}

static void
on_login_activated (CabinetSignInForm *self)
{
  if (asks (self->password))
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else
    g_signal_emit (self, signals[SUBMITTED], 0);
}

static void
on_password_activated (CabinetSignInForm *self)
{
  g_signal_emit (self, signals[SUBMITTED], 0);
}

static void
set_option (CabinetSignInForm *self, CabinetLoginOption *option)
{
  gboolean asks_login = option->kind != CABINET_LOGIN_KIND_BROWSER;

  self->option = option;
  gtk_widget_set_visible (GTK_WIDGET (self->login), asks_login);
  gtk_widget_set_visible (GTK_WIDGET (self->password), option->kind == CABINET_LOGIN_KIND_PASSWORD);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->login),
                                 option->label != NULL ? option->label : _ ("Login"));
  on_typed (self);
  g_signal_emit (self, signals[OPTION_CHANGED], 0);
}

static void
on_kind_toggled (CabinetSignInForm *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    set_option (self, g_object_get_data (G_OBJECT (button), "option"));
}

static const char *
kind_title (CabinetLoginOption *option)
{
  switch (option->kind)
    {
    case CABINET_LOGIN_KIND_PHONE_CODE:
      return _ ("By phone and code");
    case CABINET_LOGIN_KIND_BROWSER:
      return _ ("In the browser");
    case CABINET_LOGIN_KIND_DEVICE:
      return _ ("By the device");
    case CABINET_LOGIN_KIND_GUEST:
    case CABINET_LOGIN_KIND_PASSWORD:
    case CABINET_LOGIN_KIND_UNKNOWN:
    default:
      return option->label != NULL ? option->label : _ ("Password");
    }
}

static GtkWidget *
make_kind_button (CabinetSignInForm *self, CabinetLoginOption *option)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (kind_title (option));
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (label, 14);
  g_object_set_data (G_OBJECT (button), "option", option); /* the provider keeps it */
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_kind_toggled), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_kinds (CabinetSignInForm *self)
{
  GtkToggleButton *first = NULL;
  guint n = 0;

  for (guint i = 0; i < cabinet_list_length (self->provider->logins); i++)
    {
      CabinetLoginOption *option = cabinet_list_get (self->provider->logins, i);
      GtkWidget *button;

      /* A guest does not sign in; he is led in beside the form. */
      if (option->kind == CABINET_LOGIN_KIND_UNKNOWN || option->kind == CABINET_LOGIN_KIND_GUEST)
        continue;
      button = make_kind_button (self, option);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      gtk_box_append (self->kinds, button);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->kinds), n > 1);
  if (first != NULL)
    gtk_toggle_button_set_active (first, TRUE);
}

static void
on_category_toggled (CabinetSignInForm *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  g_free (self->category);
  self->category = g_strdup (g_object_get_data (G_OBJECT (button), "category"));
}

/* A18: the numbers of two categories may be equal, so it is asked, never guessed. */
static void
add_categories (CabinetSignInForm *self, const char *wanted)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < cabinet_list_length (self->provider->categories); i++)
    {
      CabinetCategory *category = cabinet_list_get (self->provider->categories, i);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *button = gtk_check_button_new ();

      g_object_set (row, "use-markup", FALSE, "title", category->name, "subtitle",
                    category->hint != NULL ? category->hint : "", "subtitle-lines", 0, NULL);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, category->name,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "category", g_strdup (category->id), g_free);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_category_toggled), self, G_CONNECT_SWAPPED);
      if (first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
      if (first == NULL || g_strcmp0 (wanted, category->id) == 0)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
      first = first != NULL ? first : button;
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      adw_preferences_group_add (self->categories, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->categories), first != NULL);
}

/* Where something is still missing. */
static gboolean
cabinet_sign_in_form_grab_focus (GtkWidget *widget)
{
  CabinetSignInForm *self = CABINET_SIGN_IN_FORM (widget);

  if (!asks (self->login))
    return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
  if (*get_text (self->login) == '\0' || !asks (self->password))
    return gtk_widget_grab_focus (GTK_WIDGET (self->login));
  return gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
cabinet_sign_in_form_dispose (GObject *object)
{
  CabinetSignInForm *self = CABINET_SIGN_IN_FORM (object);
  GtkWidget *child;

  g_clear_handle_id (&self->warn_later, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  self->option = NULL;
  g_clear_object (&self->provider);
  g_clear_pointer (&self->known_login, g_free);
  g_clear_pointer (&self->category, g_free);
  G_OBJECT_CLASS (cabinet_sign_in_form_parent_class)->dispose (object);
}

static void
cabinet_sign_in_form_class_init (CabinetSignInFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_sign_in_form_dispose;
  widget_class->grab_focus = cabinet_sign_in_form_grab_focus;
  signals[OPTION_CHANGED] = g_signal_new ("option-changed", CABINET_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SUBMITTED] = g_signal_new ("submitted", CABINET_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-sign-in-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetSignInForm, kinds);
  gtk_widget_class_bind_template_child (widget_class, CabinetSignInForm, categories);
  gtk_widget_class_bind_template_child (widget_class, CabinetSignInForm, login);
  gtk_widget_class_bind_template_child (widget_class, CabinetSignInForm, password);
  gtk_widget_class_bind_template_child (widget_class, CabinetSignInForm, remember);
  gtk_widget_class_bind_template_child (widget_class, CabinetSignInForm, warning);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_login_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_password_activated);
}

static void
cabinet_sign_in_form_init (CabinetSignInForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cabinet_sign_in_form_set_provider:
 * @login: (nullable): a login that is known to be right
 * @category: (nullable): the category chosen before
 *
 * To be called once.
 */
void
cabinet_sign_in_form_set_provider (CabinetSignInForm *self,
                                   CabinetProviderInfo *provider,
                                   const char *login,
                                   const char *category)
{
  g_return_if_fail (CABINET_IS_SIGN_IN_FORM (self));
  g_return_if_fail (self->provider == NULL);

  self->provider = g_object_ref (provider);
  self->known_login = g_strdup (login);
  gtk_switch_set_active (self->remember, provider->demo);
  add_categories (self, category);
  add_kinds (self);
  if (login != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->login), login);
}

/** cabinet_sign_in_form_get_option: the chosen way (transfer none), NULL if the provider has none. */
CabinetLoginOption *
cabinet_sign_in_form_get_option (CabinetSignInForm *self)
{
  g_return_val_if_fail (CABINET_IS_SIGN_IN_FORM (self), NULL);
  return self->option;
}

gboolean
cabinet_sign_in_form_get_remember (CabinetSignInForm *self)
{
  g_return_val_if_fail (CABINET_IS_SIGN_IN_FORM (self), FALSE);
  return gtk_switch_get_active (self->remember);
}

/**
 * cabinet_sign_in_form_dup_request:
 * @missing: (out): in words, what has not been given
 *
 * Returns: (transfer full) (nullable): NULL if something is missing; the keyboard is there then
 */
CabinetSignInRequest *
cabinet_sign_in_form_dup_request (CabinetSignInForm *self, const char **missing)
{
  CabinetSignInRequest *request;

  g_return_val_if_fail (CABINET_IS_SIGN_IN_FORM (self), NULL);

  *missing = NULL;
  if (self->option == NULL)
    *missing = _ ("This version of Cabinet knows no way to sign in to this provider.");
  else if (asks (self->login) && *get_text (self->login) == '\0')
    *missing = _ ("Nothing was sent: the login is missing.");
  else if (asks (self->password) && *get_text (self->password) == '\0')
    *missing = _ ("Nothing was sent: the password is missing.");
  if (*missing != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return NULL;
    }

  request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  request->kind = self->option->kind;
  request->category = g_strdup (self->category);
  if (asks (self->login))
    request->login = g_strdup (get_text (self->login));
  if (asks (self->password))
    request->secret = g_strdup (get_text (self->password));
  return request;
}

/** cabinet_sign_in_form_clear_password: it has been used; what stands in a field can be read from outside. */
void
cabinet_sign_in_form_clear_password (CabinetSignInForm *self)
{
  g_return_if_fail (CABINET_IS_SIGN_IN_FORM (self));
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

/** cabinet_sign_in_form_focus_field: @field as an error names it, NULL = where something is missing. */
void
cabinet_sign_in_form_focus_field (CabinetSignInForm *self, const char *field)
{
  g_return_if_fail (CABINET_IS_SIGN_IN_FORM (self));

  if (g_strcmp0 (field, "login") == 0 && asks (self->login))
    gtk_widget_grab_focus (GTK_WIDGET (self->login));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}
