/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-guest-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-notice-bar.h"
#include "cabinet-ui.h"

#define MIN_DIGITS 5

struct _CabinetGuestForm
{
  GtkWidget parent_instance;

  AdwEntryRow *name;
  AdwEntryRow *contact;
  CabinetNoticeBar *hint;
};

enum
{
  SUBMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetGuestForm, cabinet_guest_form, GTK_TYPE_WIDGET)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
on_name_activated (CabinetGuestForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->contact));
}

static void
on_contact_activated (CabinetGuestForm *self)
{
  g_signal_emit (self, signals[SUBMITTED], 0);
}

static gboolean
cabinet_guest_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CABINET_GUEST_FORM (widget)->name));
}

static void
cabinet_guest_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cabinet_guest_form_parent_class)->dispose (object);
}

static void
cabinet_guest_form_class_init (CabinetGuestFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_guest_form_dispose;
  widget_class->grab_focus = cabinet_guest_form_grab_focus;
  signals[SUBMITTED] = g_signal_new ("submitted", CABINET_TYPE_GUEST_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-guest-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetGuestForm, name);
  gtk_widget_class_bind_template_child (widget_class, CabinetGuestForm, contact);
  gtk_widget_class_bind_template_child (widget_class, CabinetGuestForm, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_name_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_contact_activated);
}

static void
cabinet_guest_form_init (CabinetGuestForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_notice_bar_set (
    self->hint, CABINET_NOTICE_INFO, "cabinet-hint-symbolic",
    _ ("The answer comes here by itself, also after a restart: the way to it is kept in "
       "the system keyring. Of a contract support speaks only with who has signed in."));
}

/** cabinet_guest_form_set_option: the provider's words for it. */
void
cabinet_guest_form_set_option (CabinetGuestForm *self, CabinetLoginOption *option)
{
  g_return_if_fail (CABINET_IS_GUEST_FORM (self));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), option->label);
}

static gboolean
is_contact (const char *text)
{
  guint digits = 0;

  for (const char *c = text; *c != '\0'; c++)
    digits += g_ascii_isdigit (*c);
  return strchr (text, '@') != NULL || digits >= MIN_DIGITS;
}

/**
 * cabinet_guest_form_dup_request:
 * @missing: (out): in words, what has not been given
 *
 * Returns: (transfer full) (nullable): NULL if something is missing; the keyboard is there then
 */
CabinetSignInRequest *
cabinet_guest_form_dup_request (CabinetGuestForm *self, const char **missing)
{
  g_autofree char *name = NULL;
  g_autofree char *contact = NULL;
  CabinetSignInRequest *request;

  g_return_val_if_fail (CABINET_IS_GUEST_FORM (self), NULL);

  name = dup_text (self->name);
  contact = dup_text (self->contact);
  *missing = NULL;
  if (*name == '\0')
    *missing = _ ("Nothing was sent: the name is missing.");
  else if (*contact != '\0' && !is_contact (contact))
    *missing = _ ("Nothing was sent: this is neither a phone nor an e-mail. The field may stay empty.");
  if (*missing != NULL)
    {
      cabinet_guest_form_focus_field (self, *name == '\0' ? "name" : "contact");
      return NULL;
    }

  request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  request->kind = CABINET_LOGIN_KIND_GUEST;
  request->name = g_steal_pointer (&name);
  request->contact = *contact != '\0' ? g_steal_pointer (&contact) : NULL;
  return request;
}

/** cabinet_guest_form_focus_field: @field as an error names it; nullable. */
void
cabinet_guest_form_focus_field (CabinetGuestForm *self, const char *field)
{
  g_return_if_fail (CABINET_IS_GUEST_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (g_strcmp0 (field, "contact") == 0 ? self->contact : self->name));
}
