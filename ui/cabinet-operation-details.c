/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-operation-details.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-conversation.h"
#include "cabinet-money-label.h"
#include "cabinet-statement-summary.h"
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
  GtkButton *copy;
  GtkWidget *unselect;

  char *facts; /* nullable: what to name to support */
};

G_DEFINE_FINAL_TYPE (CabinetOperationDetails, cabinet_operation_details, GTK_TYPE_WIDGET)

static void
cabinet_operation_details_dispose (GObject *object)
{
  CabinetOperationDetails *self = CABINET_OPERATION_DETAILS (object);

  g_clear_pointer (&self->facts, g_free);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_operation_details_parent_class)->dispose (object);
}

/* The question itself is for the person to write, below what names the operation. */
static void
support_cb (CabinetOperationDetails *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-support", "s", self->facts);
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
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, copy);
  gtk_widget_class_bind_template_child (widget_class, CabinetOperationDetails, unselect);
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
add_sum (CabinetOperationDetails *self, const char *key, const CabinetMoney *sum, CabinetMoneyLabelLook look)
{
  GtkWidget *value = cabinet_money_label_new ();
  const gboolean balance = look == CABINET_MONEY_LABEL_DEBT;

  cabinet_money_label_set_look (CABINET_MONEY_LABEL (value), look);
  cabinet_money_label_set (CABINET_MONEY_LABEL (value), sum,
                           balance ? CABINET_ROUND_DOWN : CABINET_ROUND_HALF_AWAY,
                           balance ? CABINET_MONEY_PLAIN : CABINET_MONEY_SIGNED);
  gtk_box_append (self->rows, cabinet_key_row_new (key, value));
}

static void
add_balances (CabinetOperationDetails *self, const CabinetMoney *amount, const CabinetMoney *after)
{
  CabinetMoney before = *after;
  const CabinetMoney opposite = cabinet_money (-amount->micros, amount->currency);

  if (!cabinet_money_is_set (&before))
    return;
  if (cabinet_money_add (&before, &opposite, NULL))
    add_sum (self, _ ("Balance before"), &before, CABINET_MONEY_LABEL_DEBT);
  add_sum (self, _ ("Balance after"), after, CABINET_MONEY_LABEL_DEBT);
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

/* What support could be asked about, if it can be written to. @row: (nullable) */
static void
set_subject (CabinetOperationDetails *self, CabinetStatementRow *row, CabinetAccount *account)
{
  g_clear_pointer (&self->facts, g_free);
  if (row != NULL && cabinet_account_can (account, "chat"))
    self->facts = cabinet_statement_row_dup_facts (row);
  gtk_widget_set_visible (self->support, self->facts != NULL);
}

/* The card's head; the rows come after it. @title, @when: (nullable) */
static void
show_head (CabinetOperationDetails *self,
           const char *kind,
           const CabinetMoney *sum,
           const char *title,
           const char *when)
{
  gtk_stack_set_visible_child (self->stack, self->card);
  cabinet_box_clear (self->rows);
  gtk_label_set_text (self->kind, kind);
  cabinet_money_label_set (self->sum, sum, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL);
  gtk_label_set_text (self->when, when != NULL ? when : "");
  gtk_widget_set_visible (GTK_WIDGET (self->when), when != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->withdrawn), FALSE);
  gtk_button_set_label (self->copy, _ ("Copy the operations"));
  gtk_widget_set_visible (self->unselect, FALSE);
}

static void
show_operation (CabinetOperationDetails *self, CabinetOperation *operation, CabinetAccount *account)
{
  g_autofree char *kind = cabinet_operation_kind_dup_words (operation);
  g_autofree char *when = when_words (operation, cabinet_account_get_zone (account));

  show_head (self, kind, &operation->amount, operation->title, when);
  gtk_widget_set_visible (GTK_WIDGET (self->withdrawn), operation->withdrawn);
  gtk_button_set_label (self->copy, _ ("Copy the operation"));

  add_text (self, _ ("Method"), operation->method);
  add_text (self, _ ("Service"), operation->service);
  add_number (self, operation->number);
  add_balances (self, &operation->amount, &operation->balance_after);
  add_text (self, _ ("Note"), operation->note);
}

static void
add_count (CabinetOperationDetails *self, const char *key, guint count)
{
  g_autofree char *number = cabinet_number_format (count);

  add_text (self, key, number);
}

/* What charges of several days come to that stand in one row. */
static void
show_run (CabinetOperationDetails *self, CabinetStatementRow *run)
{
  g_autofree char *kind = cabinet_operation_kind_dup_words (run->operation);
  g_autofree char *title = cabinet_statement_row_dup_title (run);
  g_autofree char *when = cabinet_date_format_range (run->from, run->to, CABINET_DATE_NONE);

  show_head (self, kind, &run->amount, title, when);

  add_count (self, _ ("Charges"), run->count);
  add_count (self, _ ("Days"), run->to - run->from + 1);
  add_text (self, _ ("Service"), run->operation->service);
  add_balances (self, &run->amount, &run->operation->balance_after);
}

/**
 * cabinet_operation_details_show:
 * @row: (nullable): an operation or a run; NULL, or a month, says that none is chosen
 * @account: (nullable): whose it is; not NULL with a row
 */
void
cabinet_operation_details_show (CabinetOperationDetails *self,
                                CabinetStatementRow *row,
                                CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_OPERATION_DETAILS (self));

  if (row == NULL || row->kind == CABINET_STATEMENT_ROW_MONTH)
    {
      gtk_stack_set_visible_child (self->stack, self->nothing);
      cabinet_box_clear (self->rows);
      return;
    }
  if (row->kind == CABINET_STATEMENT_ROW_RUN)
    show_run (self, row);
  else
    show_operation (self, row->operation, account);
  set_subject (self, row, account);
}

/* What the operations come to that are selected. */
void
cabinet_operation_details_show_sum (CabinetOperationDetails *self, const CabinetStatementSum *sum)
{
  g_autofree char *number = cabinet_number_format (sum->count);
  g_autofree char *count = g_strdup_printf (ngettext ("%s operation", "%s operations", sum->count), number);

  g_return_if_fail (CABINET_IS_OPERATION_DETAILS (self));

  show_head (self, _ ("Selected"), &sum->total, count, NULL);
  set_subject (self, NULL, NULL);
  gtk_widget_set_visible (self->unselect, TRUE);

  if (sum->charged.micros != 0)
    add_sum (self, _ ("Charged"), &sum->charged, CABINET_MONEY_LABEL_PLAIN);
  if (sum->credited.micros != 0)
    add_sum (self, _ ("Credited"), &sum->credited, CABINET_MONEY_LABEL_INCOME);
}
