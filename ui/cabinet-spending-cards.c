/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-spending-cards.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-money-label.h"
#include "cabinet-month-bars.h"
#include "cabinet-ui.h"

/* As wide as the details below it. */
#define SIDE_WIDTH 264
#define SIDE_MARGIN 3

struct _CabinetSpendingCards
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *months_card;
  GtkLabel *months_title;
  GtkLabel *average;
  GtkWidget *to_services;
  CabinetMonthBars *bars;
  GtkWidget *services_card;
  GtkLabel *services_title;
  GtkWidget *narrow;
  GtkWidget *to_months;
  GtkListBox *services;

  CabinetSpending *spending; /* NULL = no contract */
  GSignalGroup *signals;
  gboolean named;    /* an operation that was charged names a service */
  gboolean nameless; /* none did so far */
  gboolean compact;  /* room for one card only */
  gboolean turned;   /* that is the one of the services */
  gboolean low;      /* room for none */
};

enum
{
  DAYS_WANTED,
  SERVICE_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetSpendingCards, cabinet_spending_cards, GTK_TYPE_WIDGET)

/* A single month needs no bars; services that nobody names need no card. */
static void
update_visible (CabinetSpendingCards *self)
{
  GArray *months = self->spending != NULL ? cabinet_spending_get_months (self->spending) : NULL;
  const gboolean has_services = !self->nameless;
  gboolean charged = FALSE;
  gboolean has_months;

  for (guint i = 0; months != NULL && i < months->len; i++)
    charged = charged || g_array_index (months, CabinetSpendingMonth, i).charged.micros > 0;
  has_months = charged && months->len > 1;
  gtk_widget_set_visible (GTK_WIDGET (self), !self->low && charged && (has_months || has_services));
  gtk_widget_set_visible (self->months_card, has_months && !(self->compact && self->turned && has_services));
  gtk_widget_set_visible (self->services_card,
                          has_services && (!self->compact || self->turned || !has_months));
  gtk_widget_set_visible (self->to_services, self->compact && has_services);
  gtk_widget_set_visible (self->to_months, self->compact && has_months);
  gtk_widget_set_visible (GTK_WIDGET (self->average), !self->compact);
  gtk_widget_set_hexpand (self->services_card, self->compact || !has_months);
  gtk_widget_set_size_request (self->services_card, self->compact || !has_months ? -1 : SIDE_WIDTH, -1);
  gtk_widget_set_margin_end (self->services_card, self->compact ? 0 : SIDE_MARGIN);
}

/* Months */

/* "₽": what stands behind a sum. (transfer full) */
static char *
dup_unit (const char *currency)
{
  const CabinetMoney zero = cabinet_money (0, currency);
  g_autofree char *sample = cabinet_money_format (&zero, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_TRIM_ZEROS);

  return g_strdup (sample + strlen ("0\302\240"));
}

static void
show_average (CabinetSpendingCards *self)
{
  CabinetMoney average = cabinet_spending_get_average (self->spending);
  g_autofree char *sum = NULL;
  g_autofree char *words = NULL;

  average.micros = (average.micros + CABINET_MONEY_UNIT / 2) / CABINET_MONEY_UNIT * CABINET_MONEY_UNIT;
  sum = cabinet_money_format (&average, CABINET_ROUND_HALF_AWAY,
                              CABINET_MONEY_NO_SYMBOL | CABINET_MONEY_TRIM_ZEROS);
  /* Translators: %s is a sum without its unit */
  words = *sum != '\0' ? g_strdup_printf (_ ("on average %s a month"), sum) : g_strdup ("");
  gtk_label_set_text (self->average, words);
}

static void
months_changed_cb (CabinetSpendingCards *self)
{
  CabinetAccount *account = cabinet_spending_get_account (self->spending);
  g_autofree char *unit = dup_unit (cabinet_account_get_contract (account)->currency);
  /* Translators: a heading; %s is the unit, "₽" */
  g_autofree char *title = g_strdup_printf (_ ("Charged by month, %s"), unit);

  gtk_label_set_text (self->months_title, title);
  show_average (self);
  update_visible (self);
}

/* Services */

static GtkWidget *
service_row_new (const CabinetSpendingService *service, gint64 total)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char *words = service->name != NULL ? service->name : C_ ("service", "Other");
  GtkWidget *name = gtk_label_new (words);
  GtkWidget *sum = cabinet_money_label_new ();
  GtkWidget *share =
    g_object_new (GTK_TYPE_PROGRESS_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *spoken = cabinet_money_spell (&service->charged, CABINET_ROUND_HALF_AWAY);
  g_autofree char *label = g_strdup_printf ("%s, %s", words, spoken);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  cabinet_money_label_set (CABINET_MONEY_LABEL (sum), &service->charged, CABINET_ROUND_HALF_AWAY,
                           CABINET_MONEY_PLAIN);
  gtk_widget_set_hexpand (sum, FALSE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (share), (double) service->charged.micros / (double) total);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), sum);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), share);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "service", g_strdup (service->name ? service->name : ""), g_free);
  return row;
}

static GtkWidget *
nothing_row_new (void)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (_ ("Nothing was charged"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "fact");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
clear_services (CabinetSpendingCards *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->services))) != NULL)
    gtk_list_box_remove (self->services, row);
}

static void
show_services_title (CabinetSpendingCards *self, CabinetDate month)
{
  g_autofree char *name = cabinet_date_format (month, CABINET_DATE_STYLE_MONTH, CABINET_DATE_NONE);
  g_autofree char *title = NULL;

  if (month == CABINET_DATE_NONE)
    title = g_strdup (_ ("Whole period by service"));
  else
    /* Translators: a heading; %s is a month: "November 2026" */
    title = g_strdup_printf (_ ("%s by service"), name);
  gtk_label_set_text (self->services_title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->services), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (self->narrow,
                          month != CABINET_DATE_NONE && !cabinet_spending_is_narrow (self->spending));
}

static void
services_changed_cb (CabinetSpendingCards *self)
{
  CabinetDate month;
  GPtrArray *services = cabinet_spending_get_services (self->spending, &month);
  gint64 total = 0;

  clear_services (self);
  for (guint i = 0; i < services->len; i++)
    {
      const CabinetSpendingService *service = g_ptr_array_index (services, i);

      total += service->charged.micros;
      self->named = self->named || service->name != NULL;
    }
  if (services->len > 0)
    self->nameless = !self->named;
  else
    gtk_list_box_append (self->services, nothing_row_new ());
  for (guint i = 0; i < services->len; i++)
    gtk_list_box_append (self->services, service_row_new (g_ptr_array_index (services, i), total));
  show_services_title (self, month);
  update_visible (self);
}

/* What is wanted */

static void
want_days (CabinetSpendingCards *self)
{
  CabinetDate from, to;

  if (cabinet_spending_get_chosen (self->spending) == CABINET_DATE_NONE
      || cabinet_spending_is_narrow (self->spending))
    return;
  cabinet_spending_get_chosen_days (self->spending, &from, &to);
  g_signal_emit (self, signals[DAYS_WANTED], 0, from, to);
}

static void
narrow_cb (GtkWidget *widget, CabinetSpendingCards *self)
{
  want_days (self);
}

/* What is shown then adds up to the sum that was clicked. */
static void
service_cb (GtkListBox *list, GtkListBoxRow *row, CabinetSpendingCards *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "service"));

  want_days (self);
  g_signal_emit (self, signals[SERVICE_WANTED], 0, name);
}

static void
turn_cb (GtkButton *button, CabinetSpendingCards *self)
{
  self->turned = !self->turned;
  update_visible (self);
  gtk_widget_grab_focus (self->turned ? self->to_months : self->to_services);
}

/* Object */

static void
cabinet_spending_cards_dispose (GObject *object)
{
  CabinetSpendingCards *self = CABINET_SPENDING_CARDS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->spending);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_spending_cards_parent_class)->dispose (object);
}

static void
cabinet_spending_cards_class_init (CabinetSpendingCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_MONTH_BARS);
  G_OBJECT_CLASS (klass)->dispose = cabinet_spending_cards_dispose;
  signals[DAYS_WANTED] = g_signal_new ("days-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SERVICE_WANTED] = g_signal_new ("service-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-spending-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, months_card);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, months_title);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, average);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, to_services);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, bars);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, services_card);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, services_title);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, narrow);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, to_months);
  gtk_widget_class_bind_template_child (widget_class, CabinetSpendingCards, services);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_cb);
  gtk_widget_class_bind_template_callback (widget_class, turn_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "spending");
}

static void
cabinet_spending_cards_init (CabinetSpendingCards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (CABINET_TYPE_SPENDING);
  g_signal_group_connect_swapped (self->signals, "months-changed", G_CALLBACK (months_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "services-changed", G_CALLBACK (services_changed_cb), self);
  update_visible (self);
}

/* @account: (nullable): whose charges; those of all that is archived */
void
cabinet_spending_cards_set_account (CabinetSpendingCards *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_SPENDING_CARDS (self));

  g_clear_object (&self->spending);
  clear_services (self);
  self->named = self->nameless = FALSE;
  if (account != NULL)
    self->spending = cabinet_spending_new (account);
  g_signal_group_set_target (self->signals, self->spending);
  cabinet_month_bars_set_spending (self->bars, self->spending);
  if (account == NULL)
    {
      update_visible (self);
      return;
    }
  show_services_title (self, cabinet_spending_get_chosen (self->spending));
  months_changed_cb (self);
}

/* @from, @to: none = open */
void
cabinet_spending_cards_set_period (CabinetSpendingCards *self, CabinetDate from, CabinetDate to)
{
  g_return_if_fail (CABINET_IS_SPENDING_CARDS (self));

  if (self->spending != NULL)
    cabinet_spending_set_period (self->spending, from, to);
}

/* @compact: one card at a time. @low: none: operations need the room. */
void
cabinet_spending_cards_set_room (CabinetSpendingCards *self, gboolean compact, gboolean low)
{
  g_return_if_fail (CABINET_IS_SPENDING_CARDS (self));

  if (compact == self->compact && low == self->low)
    return;
  self->compact = compact;
  self->low = low;
  update_visible (self);
}
