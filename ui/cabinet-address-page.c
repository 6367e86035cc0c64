/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-address-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-detect.h"
#include "cabinet-notice-bar.h"
#include "cabinet-ui.h"

struct _CabinetAddressPage
{
  GtkWidget parent_instance;

  AdwEntryRow *address;
  CabinetNoticeBar *refusal;
  GtkWidget *found;
  AdwActionRow *system;
  AdwActionRow *place;
  AdwActionRow *provider;
  GtkWidget *progress;
  GtkSpinner *spinner;
  GtkWidget *look;
  GtkWidget *go_on;
  GtkWidget *cancel;

  CabinetProviderInfo *info; /* what was found; NULL = nothing yet */
  GCancellable *cancellable;
};

enum
{
  PROVIDER_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetAddressPage, cabinet_address_page, GTK_TYPE_WIDGET)

static void
update (CabinetAddressPage *self)
{
  gboolean busy = self->cancellable != NULL;
  gboolean found = self->info != NULL;

  gtk_widget_set_visible (self->progress, busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->cancel, busy);
  /* The keyboard must not be left in a field that cannot be typed in. */
  if (busy)
    gtk_widget_grab_focus (self->cancel);
  gtk_widget_set_visible (self->look, !busy && !found);
  gtk_widget_set_visible (self->go_on, !busy && found);
  gtk_widget_set_visible (self->found, found);
  gtk_widget_set_sensitive (GTK_WIDGET (self->address), !busy);
}

static void
show_found (CabinetAddressPage *self)
{
  CabinetProviderInfo *info = self->info;
  const char *system = cabinet_detect_get_system_name (info->connector);
  gboolean named = info->name != NULL && *info->name != '\0';

  adw_action_row_set_subtitle (self->system, system);
  adw_action_row_set_subtitle (self->place, info->base_url);
  gtk_widget_set_visible (GTK_WIDGET (self->provider), named);
  if (named)
    adw_action_row_set_subtitle (self->provider, info->name);
}

static void
on_detected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetProviderInfo) info = cabinet_detect_finish (result, &error);
  CabinetAddressPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (info != NULL)
    {
      g_set_object (&self->info, info);
      show_found (self);
      update (self);
      gtk_widget_grab_focus (self->go_on);
      return;
    }
  cabinet_notice_bar_set (self->refusal, CABINET_NOTICE_ERROR, "cabinet-warning-symbolic", error->message);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

static void
on_look (CabinetAddressPage *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));

  if (self->cancellable != NULL)
    return;
  if (*address == '\0')
    {
      cabinet_notice_bar_set (
        self->refusal, CABINET_NOTICE_ERROR, "cabinet-warning-symbolic",
        _ ("Type the address of the page on which you sign in to your provider's cabinet"));
      return;
    }
  cabinet_notice_bar_clear (self->refusal);
  self->cancellable = g_cancellable_new ();
  update (self);
  cabinet_detect_async (address, self->cancellable, on_detected, self);
}

/* Enter in the field: looks, or goes on with what was found. */
static void
on_entered (CabinetAddressPage *self)
{
  if (self->info != NULL)
    g_signal_emit (self, signals[PROVIDER_CHOSEN], 0, self->info);
  else
    on_look (self);
}

static void
on_go_on (CabinetAddressPage *self)
{
  g_signal_emit (self, signals[PROVIDER_CHOSEN], 0, self->info);
}

static void
on_cancel (CabinetAddressPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

/* What was found is of another address. */
static void
on_changed (CabinetAddressPage *self)
{
  cabinet_notice_bar_clear (self->refusal);
  g_clear_object (&self->info);
  update (self);
}

static gboolean
cabinet_address_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CABINET_ADDRESS_PAGE (widget)->address));
}

static void
cabinet_address_page_dispose (GObject *object)
{
  CabinetAddressPage *self = CABINET_ADDRESS_PAGE (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->info);
  G_OBJECT_CLASS (cabinet_address_page_parent_class)->dispose (object);
}

static void
cabinet_address_page_class_init (CabinetAddressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_address_page_dispose;
  widget_class->grab_focus = cabinet_address_page_grab_focus;
  signals[PROVIDER_CHOSEN] = g_signal_new ("provider-chosen", CABINET_TYPE_ADDRESS_PAGE, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, CABINET_TYPE_PROVIDER_INFO);

  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-address-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, CabinetAddressPage, name)
  BIND (address);
  BIND (refusal);
  BIND (found);
  BIND (system);
  BIND (place);
  BIND (provider);
  BIND (progress);
  BIND (spinner);
  BIND (look);
  BIND (go_on);
  BIND (cancel);
#undef BIND
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_look);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
cabinet_address_page_init (CabinetAddressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  update (self);
}

GtkWidget *
cabinet_address_page_new (void)
{
  return g_object_new (CABINET_TYPE_ADDRESS_PAGE, NULL);
}
