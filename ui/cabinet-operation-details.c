/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-operation-details.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-conversation.h"
#include "cabinet-money-label.h"
#include "cabinet-statement-words.h"
#include "cabinet-ui.h"

struct _CabinetOperationDetails
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *card;
  GtkWidget *nothing;
  GtkLabel *kind;
  GtkLabel *withdrawn;
  CabinetMoneyLabel *sum;
  GtkLabel *title;
  GtkLabel *when;
  GtkBox *rows;
  GtkWidget *support;

  CabinetOperation *operation; /* nullable: none is chosen */
};

G_DEFINE_FINAL_TYPE (CabinetOperationDetails, cabinet_operation_details, GTK_TYPE_WIDGET)

static void
cabinet_operation_details_dispose (GObject *object)
{
  CabinetOperationDetails *self = CABINET_OPERATION_DETAILS (object);

  g_clear_object (&self->operation);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_operation_details_parent_class)->dispose (object);
}

/* The question itself is for the person to write, below what names the operation. */
static void
support_cb (CabinetOperationDetails *self)
{
  g_autofree char *facts = cabinet_operation_dup_facts (self->operation);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-support", "s", facts);
}

static void
cabinet_operation_details_class_init (CabinetOperationDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
  G_OBJECT_CLASS (klass)->dispose = cabinet_operation_details_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-operation-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, card);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, kind);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, withdrawn);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, sum);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, title);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, when);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, rows);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, support);
  gtk_widget_class_bind_template_callback (widget_class, support_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_operation_details_init (CabinetOperationDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_money_label_set_look (self->sum, CABINET_MONEY_LABEL_INCOME);
}

GtkWidget *
cabinet_operation_details_new (void)
{
  return g_object_new (CABINET_TYPE_OPERATION_DETAILS, NULL);
}

static void
copy_cb (GtkButton *button, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
  gtk_button_set_icon_name (button, "cabinet-check-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), _ ("Copied"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Copied"), -1);
}

/* The number that support asks for, with a button that copies it. */
static void
add_number (CabinetOperationDetails *self, const char *number)
{
  GtkWidget *row;
  GtkWidget *button;

  if (number == NULL || *number == '\0')
    return;
  row = cabinet_key_row_new_text (_ ("Operation number"), number);
  button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "copy");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Copy the operation number"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy the operation number"), -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (number),
                         (GClosureNotify) (GCallback) g_free, 0);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->rows, row);
}

static void
add_text (CabinetOperationDetails *self, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    gtk_box_append (self->rows, cabinet_key_row_new_text (key, value));
}

static void
add_sum (CabinetOperationDetails *self, const char *key, const CabinetMoney *sum)
{
  GtkWidget *value = cabinet_money_label_new ();

  cabinet_money_label_set_look (CABINET_MONEY_LABEL (value), CABINET_MONEY_LABEL_DEBT);
  cabinet_money_label_set (CABINET_MONEY_LABEL (value), sum, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  gtk_box_append (self->rows, cabinet_key_row_new (key, value));
}

static void
add_balances (CabinetOperationDetails *self, CabinetOperation *operation)
{
  CabinetMoney before = operation->balance_after;
  const CabinetMoney opposite = cabinet_money (-operation->amount.micros, operation->amount.currency);

  if (!cabinet_money_is_set (&before))
    return;
  if (cabinet_money_add (&before, &opposite, NULL))
    add_sum (self, _ ("Balance before"), &before);
  add_sum (self, _ ("Balance after"), &operation->balance_after);
}

static char *
when_words (CabinetOperation *operation, GTimeZone *zone)
{
  g_autofree char *date = cabinet_date_format (operation->date, CABINET_DATE_STYLE_FULL, operation->date);
  g_autofree char *clock = NULL;

  if (operation->at == 0)
    return g_steal_pointer (&date);
  clock = cabinet_instant_format_clock (operation->at, zone);
  return g_strdup_printf ("%s, %s", date, clock);
}

/**
 * cabinet_operation_details_show:
 * @operation: (nullable): NULL says that none is chosen
 * @account: (nullable): whose operation it is; not NULL with an operation
 */
void
cabinet_operation_details_show (CabinetOperationDetails *self,
                                CabinetOperation *operation,
                                CabinetAccount *account)
{
  g_autofree char *kind = NULL;
  g_autofree char *when = NULL;

  g_return_if_fail (CABINET_IS_OPERATION_DETAILS (self));

  g_set_object (&self->operation, operation);
  gtk_stack_set_visible_child (self->stack, operation ? self->card : self->nothing);
  cabinet_box_clear (self->rows);
  if (operation == NULL)
    return;

  kind = cabinet_operation_kind_dup_words (operation);
  when = when_words (operation, cabinet_account_get_zone (account));
  gtk_label_set_text (self->kind, kind);
  gtk_widget_set_visible (GTK_WIDGET (self->withdrawn), operation->withdrawn);
  cabinet_money_label_set (self->sum, &operation->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  gtk_label_set_text (self->title, operation->title ? operation->title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), operation->title != NULL);
  gtk_label_set_text (self->when, when);
  gtk_widget_set_visible (self->support, cabinet_account_can (account, "chat"));

  add_text (self, _ ("Method"), operation->method);
  add_text (self, _ ("Service"), operation->service);
  add_number (self, operation->number);
  add_balances (self, operation);
  add_text (self, _ ("Note"), operation->note);
}
