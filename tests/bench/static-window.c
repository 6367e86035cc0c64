/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "static-window.h"

#include "cabinet-balance-chart.h"
#include "cabinet-card-row.h"
#include "cabinet-contract-row.h"
#include "cabinet-contract-view.h"
#include "cabinet-money-label.h"
#include "cabinet-notice-bar.h"
#include "cabinet-overview-page.h"
#include "cabinet-sidebar.h"
#include "cabinet-state-label.h"
#include "cabinet-ui.h"
#include "cabinet-window.h"

#define BALANCE (312400 * G_GINT64_CONSTANT (1000))
#define PAST_DAYS 45
#define FUTURE_DAYS 30

static const CabinetMoney money = { BALANCE, "RUB" };

static void fill (GtkWidget *widget);

/* template_child: a child that the template of @widget's class names. */
static gpointer
template_child (GtkWidget *widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  if (child == NULL)
    g_error ("%s has no child %s", G_OBJECT_TYPE_NAME (widget), name);
  return child;
}

static CabinetChartData *
make_chart_data (void)
{
  CabinetChartData *data = g_new0 (CabinetChartData, 1);

  data->today = data->read_on = cabinet_date_new (2026, 11, 21);
  data->from = data->today - PAST_DAYS;
  data->to = data->today + FUTURE_DAYS;
  g_strlcpy (data->currency, money.currency, sizeof data->currency);
  data->past = g_array_new (FALSE, TRUE, sizeof (CabinetChartPoint));
  data->future = g_array_new (FALSE, TRUE, sizeof (CabinetChartPoint));
  for (guint day = 0; day <= PAST_DAYS; day++)
    {
      CabinetChartPoint point = { data->from + day, BALANCE + (PAST_DAYS - day) * 25000000, 0 };

      point.credited = day == 20 ? 400000000 : 0;
      g_array_append_val (data->past, point);
    }
  for (guint day = 0; day <= FUTURE_DAYS; day++)
    {
      CabinetChartPoint point = { data->today + day, BALANCE - day * 25000000, 0 };

      g_array_append_val (data->future, point);
    }
  data->shortage_on = data->today + 13;
  data->now = BALANCE;
  return data;
}

static GtkWidget *
make_sum (void)
{
  GtkWidget *label = cabinet_money_label_new ();

  cabinet_money_label_set (CABINET_MONEY_LABEL (label), &money, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  return label;
}

/* As many rows as the demo account's cards have. */
static void
add_rows (GtkBox *box)
{
  gboolean keys = gtk_widget_has_css_class (GTK_WIDGET (box), "key-rows");
  gboolean operations = gtk_widget_has_css_class (GTK_WIDGET (box), "operations");

  for (guint i = 0; i < (keys ? 5 : operations ? 4 : 3); i++)
    {
      GtkWidget *suffix = make_sum ();

      if (operations)
        {
          GtkWidget *sums = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

          gtk_box_append (GTK_BOX (sums), suffix);
          gtk_box_append (GTK_BOX (sums), make_sum ());
          suffix = sums;
        }
      gtk_box_append (box, keys ? cabinet_key_row_new ("A constant key", suffix)
                                : cabinet_card_row_new ("cabinet-statement-symbolic", "A constant title",
                                                        "a constant second line", suffix));
    }
}

/* Puts a constant wherever the program would put what it knows. */
static void
fill_one (GtkWidget *widget)
{
  if (CABINET_IS_MONEY_LABEL (widget))
    cabinet_money_label_set (CABINET_MONEY_LABEL (widget), &money, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  else if (CABINET_IS_STATE_LABEL (widget))
    cabinet_state_label_set (CABINET_STATE_LABEL (widget), CABINET_LINE_STATE_ACTIVE, 0);
  else if (CABINET_IS_BALANCE_CHART (widget))
    cabinet_balance_chart_take_data (CABINET_BALANCE_CHART (widget), make_chart_data ());
  else if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) == '\0')
    gtk_label_set_text (GTK_LABEL (widget), "Constant text");
  else if (GTK_IS_IMAGE (widget) && gtk_image_get_storage_type (GTK_IMAGE (widget)) == GTK_IMAGE_EMPTY)
    gtk_image_set_from_icon_name (GTK_IMAGE (widget), "cabinet-clock-symbolic");
  else if (GTK_IS_BOX (widget)
           && (gtk_widget_has_css_class (widget, "card-rows")
               || gtk_widget_has_css_class (widget, "key-rows")))
    add_rows (GTK_BOX (widget));
}

/* Into the program's own widgets and plain containers; what a stock widget is made of is its own affair. */
static gboolean
has_own_children (GtkWidget *widget)
{
  return !CABINET_IS_MONEY_LABEL (widget) && !CABINET_IS_STATE_LABEL (widget) && !GTK_IS_BUTTON (widget)
         && !GTK_IS_MENU_BUTTON (widget) && !ADW_IS_HEADER_BAR (widget) && !CABINET_IS_NOTICE_BAR (widget)
         && !gtk_widget_has_css_class (widget, "card-rows") && !gtk_widget_has_css_class (widget, "key-rows");
}

static void
fill (GtkWidget *widget)
{
  fill_one (widget);
  if (!has_own_children (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fill (child);
}

AdwApplication *
static_application_new (void)
{
  cabinet_ui_init ();
  return adw_application_new ("org.example.Cabinet", G_APPLICATION_NON_UNIQUE);
}

GtkWindow *
static_window_new (GtkApplication *application)
{
  GtkWidget *window = g_object_new (CABINET_TYPE_WINDOW, "application", application, NULL);
  GtkWidget *sidebar = template_child (window, "sidebar");
  GtkWidget *view = template_child (window, "view");
  GtkWidget *overview = g_object_new (CABINET_TYPE_OVERVIEW_PAGE, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 760);
  gtk_list_box_append (template_child (sidebar, "list"), g_object_new (CABINET_TYPE_CONTRACT_ROW, NULL));
  adw_bin_set_child (template_child (view, "overview_place"), overview);
  cabinet_notice_bar_set (
    template_child (view, "note"), CABINET_NOTICE_INFO, "cabinet-warning-symbolic",
    "A constant note, as long as the one about the demonstration: nothing here is real.");
  fill (window);
  return GTK_WINDOW (window);
}
