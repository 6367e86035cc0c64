/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-recent-card.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-money-label.h"
#include "cabinet-statement-words.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

#define N_ROWS 4

struct _CabinetRecentCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (CabinetRecentCard, cabinet_recent_card, GTK_TYPE_WIDGET)

static void
cabinet_recent_card_dispose (GObject *object)
{
  CabinetRecentCard *self = CABINET_RECENT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_recent_card_parent_class)->dispose (object);
}

static void
cabinet_recent_card_class_init (CabinetRecentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_recent_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-recent-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetRecentCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetRecentCard, rows);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_recent_card_init (CabinetRecentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
sums (CabinetStatementRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *amount = cabinet_money_label_new ();

  cabinet_money_label_set_look (CABINET_MONEY_LABEL (amount), CABINET_MONEY_LABEL_INCOME);
  cabinet_money_label_set (CABINET_MONEY_LABEL (amount), cabinet_statement_row_get_amount (row),
                           CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  gtk_widget_add_css_class (amount, "row-title");
  gtk_box_append (GTK_BOX (box), amount);
  if (cabinet_money_is_set (&row->operation->balance_after))
    {
      GtkWidget *after = cabinet_money_label_new ();

      cabinet_money_label_set (CABINET_MONEY_LABEL (after), &row->operation->balance_after,
                               CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
      gtk_widget_add_css_class (after, "caption");
      gtk_widget_add_css_class (after, "fact");
      cabinet_widget_set_tooltip (after, _ ("Balance after it"));
      gtk_box_append (GTK_BOX (box), after);
    }
  return box;
}

static GtkWidget *
row_widget (CabinetStatementRow *row, CabinetDate today)
{
  g_autofree char *title = cabinet_statement_row_dup_title (row);
  g_autofree char *details = cabinet_statement_row_dup_date_and_details (row, today);
  g_autofree char *spoken = cabinet_statement_row_dup_spoken (row, today);
  GtkWidget *widget =
    cabinet_card_row_new (cabinet_operation_get_icon_name (row->operation), title, details, sums (row));

  gtk_widget_add_css_class (widget, row->operation->amount.micros > 0 ? "income" : "outgo");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return widget;
}

/* Reads the newest operations from the archive. */
void
cabinet_recent_card_show (CabinetRecentCard *self, CabinetAccount *account)
{
  g_autoptr (GListModel) recent = NULL;
  const CabinetDate today = cabinet_account_get_today (account);

  g_return_if_fail (CABINET_IS_RECENT_CARD (self));

  recent = cabinet_account_load_recent (account, N_ROWS);
  cabinet_box_clear (self->rows);
  for (guint i = 0; recent != NULL && i < MIN (N_ROWS, g_list_model_get_n_items (recent)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (recent, i);

      if (row->operation != NULL)
        gtk_box_append (self->rows, row_widget (row, today));
    }
  if (gtk_widget_get_first_child (GTK_WIDGET (self->rows)) == NULL)
    gtk_box_append (self->rows, cabinet_card_row_new ("cabinet-statement-symbolic",
                                                      cabinet_account_get_refreshing (account)
                                                        ? _ ("Operations are being read")
                                                        : _ ("No operations yet"),
                                                      NULL, NULL));
}
