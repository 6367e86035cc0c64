/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-chart-card.h"

#include <glib/gi18n-lib.h>

#include "cabinet-balance-chart.h"
#include "cabinet-card-row.h"
#include "cabinet-chart-legend.h"
#include "cabinet-money-label.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

struct _CabinetChartCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  CabinetBalanceChart *chart;
  GtkWidget *head_legend;
  GtkWidget *foot_legend;
  GtkMenuButton *button;
  GtkListBox *points; /* NULL until the table is asked for */
};

G_DEFINE_FINAL_TYPE (CabinetChartCard, cabinet_chart_card, GTK_TYPE_WIDGET)

static void
cabinet_chart_card_dispose (GObject *object)
{
  CabinetChartCard *self = CABINET_CHART_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_chart_card_parent_class)->dispose (object);
}

static char *
point_note (const CabinetChartData *data, const CabinetChartPoint *point, gboolean forecast)
{
  if (point->credited > 0)
    {
      const CabinetMoney sum = cabinet_money (point->credited, data->currency);
      g_autofree char *text = cabinet_money_format (&sum, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);

      return g_strdup_printf (_ ("credited %s"), text);
    }
  if (point->date == data->shortage_on)
    return g_strdup (_ ("the first day that is not paid for"));
  if (point->date == data->throttle_on)
    return g_strdup (_ ("speed is limited"));
  return g_strdup (forecast ? _ ("forecast") : NULL);
}

static void
add_point (CabinetChartCard *self, const CabinetChartPoint *point, gboolean forecast)
{
  const CabinetChartData *data = cabinet_balance_chart_get_data (self->chart);
  const CabinetMoney sum = cabinet_money (point->micros, data->currency);
  g_autofree char *date = cabinet_date_format (point->date, CABINET_DATE_STYLE_LONG, data->today);
  g_autofree char *note = point_note (data, point, forecast);
  g_autofree char *spoken = cabinet_money_spell (&sum, CABINET_ROUND_DOWN);
  g_autofree char *words = NULL;
  GtkWidget *value = cabinet_money_label_new ();
  GtkWidget *row = gtk_list_box_row_new ();

  words = g_strdup_printf ("%s%s%s", date, note ? ", " : "", note ? note : "");
  cabinet_money_label_set_look (CABINET_MONEY_LABEL (value), CABINET_MONEY_LABEL_DEBT);
  cabinet_money_label_set (CABINET_MONEY_LABEL (value), &sum, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cabinet_key_row_new (words, value));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_free (words);
  words = g_strdup_printf ("%s, %s%s%s", date, spoken, note ? ", " : "", note ? note : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_list_box_append (self->points, row);
}

/* Only the days on which the balance changes, or on which something happens. */
static void
add_points (CabinetChartCard *self, const GArray *points, gboolean forecast)
{
  const CabinetChartData *data = cabinet_balance_chart_get_data (self->chart);
  gint64 before = G_MININT64;

  for (guint i = 0; i < points->len; i++)
    {
      const CabinetChartPoint *point = &g_array_index (points, CabinetChartPoint, i);

      if (point->micros != before || point->credited > 0 || point->date == data->shortage_on)
        add_point (self, point, forecast);
      before = point->micros;
    }
}

static void
clear_points (CabinetChartCard *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->points))) != NULL)
    gtk_list_box_remove (self->points, row);
}

static void
fill_points (CabinetChartCard *self)
{
  const CabinetChartData *data = cabinet_balance_chart_get_data (self->chart);

  clear_points (self);
  if (data == NULL)
    return;
  add_points (self, data->past, FALSE);
  add_points (self, data->future, TRUE);
}

/* The table is made when it is asked for: a popover costs as much as the chart. */
static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  CabinetChartCard *self = data;
  GtkWidget *popover;
  GtkWidget *scroller;

  if (self->points == NULL)
    {
      popover = gtk_popover_new ();
      scroller = gtk_scrolled_window_new ();
      self->points = GTK_LIST_BOX (gtk_list_box_new ());
      gtk_list_box_set_selection_mode (self->points, GTK_SELECTION_BROWSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->points), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Balance by day"), -1);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
      gtk_widget_set_size_request (scroller, 300, -1);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->points));
      gtk_popover_set_child (GTK_POPOVER (popover), scroller);
      gtk_widget_add_css_class (popover, "points-popover");
      gtk_menu_button_set_popover (button, popover);
    }
  fill_points (self);
}

static void
cabinet_chart_card_class_init (CabinetChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_BALANCE_CHART);
  g_type_ensure (CABINET_TYPE_CHART_LEGEND);
  G_OBJECT_CLASS (klass)->dispose = cabinet_chart_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-chart-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetChartCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetChartCard, chart);
  gtk_widget_class_bind_template_child (widget_class, CabinetChartCard, head_legend);
  gtk_widget_class_bind_template_child (widget_class, CabinetChartCard, foot_legend);
  gtk_widget_class_bind_template_child (widget_class, CabinetChartCard, button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_chart_card_init (CabinetChartCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_widget_set_tooltip (GTK_WIDGET (self->button), _ ("Balance by day, as a table"));
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
}

/* Reads the balances of the last weeks from the archive; hides itself if there is no money balance. */
void
cabinet_chart_card_show (CabinetChartCard *self, CabinetAccount *account)
{
  CabinetChartData *data = cabinet_chart_data_new (account);

  g_return_if_fail (CABINET_IS_CHART_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), data != NULL);
  cabinet_balance_chart_take_data (self->chart, data);
}

/* The legend goes below the chart where the head is too short for it. */
void
cabinet_chart_card_set_narrow (CabinetChartCard *self, gboolean narrow)
{
  g_return_if_fail (CABINET_IS_CHART_CARD (self));

  gtk_widget_set_visible (self->head_legend, !narrow);
  gtk_widget_set_visible (self->foot_legend, narrow);
}
