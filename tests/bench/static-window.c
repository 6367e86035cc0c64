/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "static-window.h"

#include "cabinet-balance-chart.h"
#include "cabinet-card-row.h"
#include "cabinet-contacts-card.h"
#include "cabinet-contract-row.h"
#include "cabinet-contract-view.h"
#include "cabinet-due-card.h"
#include "cabinet-money-label.h"
#include "cabinet-notice-bar.h"
#include "cabinet-overview-page.h"
#include "cabinet-recent-card.h"
#include "cabinet-services-card.h"
#include "cabinet-sidebar.h"
#include "cabinet-state-label.h"
#include "cabinet-ui.h"
#include "cabinet-window.h"

#define BALANCE (312400 * G_GINT64_CONSTANT (1000))
#define PAST_DAYS 45
#define FUTURE_DAYS 30

static const CabinetMoney money = { BALANCE, "RUB" };

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

static GtkWidget *
make_sums (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_sum ());
  gtk_box_append (GTK_BOX (box), make_sum ());
  return box;
}

static GtkWidget *
make_state (void)
{
  GtkWidget *label = cabinet_state_label_new ();

  cabinet_state_label_set (CABINET_STATE_LABEL (label), CABINET_LINE_STATE_ACTIVE, 0);
  return label;
}

static GtkWidget *
make_copy_button (void)
{
  return gtk_button_new_from_icon_name ("edit-copy-symbolic");
}

/* The rows of the demo's account, as its cards show them. */
static const struct
{
  GType (*card) (void);
  const char *icon_name; /* NULL: a key and its value */
  const char *title;
  const char *subtitle;
  GtkWidget *(*suffix) (void);
} rows[] = {
  { cabinet_due_card_get_type, NULL, "Balance now", NULL, make_sum },
  { cabinet_due_card_get_type, NULL, "Until 30 November: 8 × 25.00", NULL, make_sum },
  { cabinet_due_card_get_type, NULL, "Internet “Dom 300”, December", NULL, make_sum },
  { cabinet_due_card_get_type, NULL, "TV “Basic”, December", NULL, make_sum },
  { cabinet_due_card_get_type, NULL, "Dr.Web antivirus, December", NULL, make_sum },
  { cabinet_due_card_get_type, NULL, "Missing until 31 December", NULL, make_sum },
  { cabinet_services_card_get_type, "cabinet-internet-symbolic", "Internet “Dom 300”",
    "up to 300 Mbit/s, fibre", make_state },
  { cabinet_services_card_get_type, "cabinet-tv-symbolic", "TV “Basic”", "148 channels", make_state },
  { cabinet_services_card_get_type, "cabinet-shield-symbolic", "Dr.Web antivirus", "one computer",
    make_state },
  { cabinet_services_card_get_type, "cabinet-cycle-symbolic", "Next charge", "tomorrow, 23 November",
    make_sum },
  { cabinet_recent_card_get_type, "cabinet-minus-symbolic", "Subscription fee",
    "16–22 Nov · 7 charges of 25.00", make_sums },
  { cabinet_recent_card_get_type, "cabinet-plus-symbolic", "Top-up by card", "15 Nov · Mir •• 4417",
    make_sums },
  { cabinet_recent_card_get_type, "cabinet-minus-symbolic", "Subscription fee",
    "5–15 Nov · 11 charges of 25.00", make_sums },
  { cabinet_recent_card_get_type, "cabinet-cycle-symbolic", "Recalculation for an outage",
    "4 Nov · 18 hours without service", make_sums },
  { cabinet_contacts_card_get_type, "cabinet-phone-symbolic", "550-550", "Enquiries · Tomsk, Seversk",
    make_copy_button },
};

static void
add_rows (GtkBox *box)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (gtk_widget_get_ancestor (GTK_WIDGET (box), rows[i].card ()) == NULL)
        continue;
      if (rows[i].icon_name == NULL)
        gtk_box_append (box, cabinet_key_row_new (rows[i].title, rows[i].suffix ()));
      else
        gtk_box_append (
          box, cabinet_card_row_new (rows[i].icon_name, rows[i].title, rows[i].subtitle, rows[i].suffix ()));
    }
}

/* What labels say, by their names in the templates. */
static const char *
get_text (GtkWidget *label)
{
  static const char *const texts[][2] = {
    { "name", "Tomtel" },
    { "provider", "Tomtel" },
    { "balance", "312.40 ₽" },
    { "details", "account 12345  ·  Tomsk, Uchebnaya 8, apt. 41" },
    { "title", "Balance" },
    { "rule", "Charged every day" },
    { "run_out_words", "Lasts until 4 December (12 days)" },
    { "until", "by 4 December, so that it lasts to 31 December inclusive" },
  };
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (label));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (id, texts[i][0]) == 0)
      return texts[i][1];
  return "";
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
    gtk_label_set_text (GTK_LABEL (widget), get_text (widget));
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
static_window_new (GtkApplication *application, guint n_contracts)
{
  GtkWidget *window = g_object_new (CABINET_TYPE_WINDOW, "application", application, NULL);
  GtkWidget *sidebar = template_child (window, "sidebar");
  GtkWidget *view = template_child (window, "view");
  GtkWidget *overview = g_object_new (CABINET_TYPE_OVERVIEW_PAGE, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 760);
  for (guint i = 0; i < n_contracts; i++)
    gtk_list_box_append (template_child (sidebar, "list"), g_object_new (CABINET_TYPE_CONTRACT_ROW, NULL));
  adw_bin_set_child (template_child (view, "overview_place"), overview);
  cabinet_notice_bar_set (template_child (view, "note"), CABINET_NOTICE_INFO, "cabinet-warning-symbolic",
                          "A demonstration: nothing here is real, no money moves.");
  fill (window);
  return GTK_WINDOW (window);
}
