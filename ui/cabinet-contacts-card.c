/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-contacts-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-card-row.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

struct _CabinetContactsCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *rows;
  CabinetProviderInfo *shown;
  CabinetContract *contract; /* that it is shown for */
};

G_DEFINE_FINAL_TYPE (CabinetContactsCard, cabinet_contacts_card, GTK_TYPE_WIDGET)

static void
cabinet_contacts_card_dispose (GObject *object)
{
  CabinetContactsCard *self = CABINET_CONTACTS_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->shown);
  g_clear_object (&self->contract);

  G_OBJECT_CLASS (cabinet_contacts_card_parent_class)->dispose (object);
}

static void
cabinet_contacts_card_class_init (CabinetContactsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_contacts_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-contacts-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetContactsCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetContactsCard, rows);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_contacts_card_init (CabinetContactsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
copy_cb (GtkButton *button, const char *number)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), number);
  gtk_button_set_icon_name (button, "cabinet-check-symbolic");
  cabinet_widget_set_tooltip (GTK_WIDGET (button), _ ("Copied"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copied"), -1);
}

static GtkWidget *
copy_button (const char *number)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *words = g_strdup_printf (_ ("Copy %s"), number);

  gtk_widget_add_css_class (button, "flat");
  cabinet_widget_set_tooltip (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (number),
                         (GClosureNotify) (GCallback) g_free, 0);

  return button;
}

/* @number as a link that a phone program may take: digits and a leading plus only. */
static char *
phone_markup (const char *number)
{
  GString *dialled = g_string_new (NULL);
  char *markup;

  for (const char *at = number; *at != '\0'; at++)
    if (g_ascii_isdigit (*at) || (*at == '+' && dialled->len == 0))
      g_string_append_c (dialled, *at);
  markup = g_markup_printf_escaped ("<a href=\"tel:%s\">%s</a>", dialled->str, number);
  g_string_free (dialled, TRUE);

  return markup;
}

/* Whom a phone is for, and when, is read before it is called. */
static void
show_whole (GtkLabel *caption)
{
  gtk_label_set_ellipsize (caption, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (caption, TRUE);
  gtk_label_set_natural_wrap_mode (caption, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (caption, 20);
}

static void
add_phone (CabinetContactsCard *self, CabinetPhone *phone)
{
  g_autofree char *markup = phone_markup (phone->number);
  g_autoptr (GString) second = g_string_new (NULL);
  const char *const parts[] = { phone->label, phone->city, phone->hours };
  GtkWidget *row;
  GtkWidget *title;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (second, "%s%s", second->len ? " · " : "", parts[i]);
  row =
    cabinet_card_row_new ("cabinet-phone-symbolic", phone->number, second->str, copy_button (phone->number));
  title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (gtk_widget_get_first_child (row)));
  gtk_label_set_markup (GTK_LABEL (title), markup);
  gtk_widget_add_css_class (title, "numeric");
  if (second->len > 0)
    show_whole (GTK_LABEL (gtk_widget_get_next_sibling (title)));
  gtk_box_append (self->rows, row);
}

/* Whether a number is for subscribers such as this one (A21). */
static gboolean
is_for (CabinetPhone *phone, CabinetContract *contract)
{
  return phone->subscriber_kind == CABINET_SUBSCRIBER_KIND_UNKNOWN
         || contract->subscriber_kind == CABINET_SUBSCRIBER_KIND_UNKNOWN
         || phone->subscriber_kind == contract->subscriber_kind;
}

static gboolean
is_of_city (CabinetPhone *phone, const char *city)
{
  return phone->city != NULL && strstr (phone->city, city) != NULL;
}

/* The city that the numbers are told apart by (A14, H9); NULL = none of them is of the contract's. */
static const char *
find_city (CabinetProviderInfo *info, CabinetContract *contract)
{
  for (guint i = 0; contract->city != NULL && i < cabinet_list_length (info->phones); i++)
    if (is_of_city (cabinet_list_get (info->phones, i), contract->city))
      return contract->city;
  return NULL;
}

static void
fill (CabinetContactsCard *self)
{
  CabinetProviderInfo *info = self->shown;
  const char *city = info != NULL ? find_city (info, self->contract) : NULL;

  cabinet_box_clear (self->rows);
  for (guint i = 0; info != NULL && i < cabinet_list_length (info->phones); i++)
    {
      CabinetPhone *phone = cabinet_list_get (info->phones, i);

      if (is_for (phone, self->contract) && (city == NULL || phone->city == NULL || is_of_city (phone, city)))
        add_phone (self, phone);
    }
}

/** cabinet_contacts_card_show: the numbers for the contract's city and kind of subscriber. */
void
cabinet_contacts_card_show (CabinetContactsCard *self, CabinetAccount *account)
{
  CabinetProviderInfo *info = cabinet_account_get_provider_info (account);
  CabinetContract *contract = cabinet_account_get_contract (account);

  g_return_if_fail (CABINET_IS_CONTACTS_CARD (self));

  if (info == self->shown && contract == self->contract)
    return;
  g_set_object (&self->shown, info);
  g_set_object (&self->contract, contract);
  fill (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->rows)) != NULL);
}
