/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-household-card.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-date-line.h"
#include "cabinet-money-label.h"
#include "cabinet-state-label.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

#define MOST_DATES 5
#define MOST_DEBTS 2
#define N_RANKS 3

struct _CabinetHouseholdCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkBox *sums;
  CabinetStateLabel *late;
  GtkLabel *unknown;
  GtkWidget *pay;
  GtkLabel *pay_label;
  CabinetDateLine *line; /* the dates where there is room */
  GtkBox *dates;         /* and where there is none */

  GtkSizeGroup *days;
  CabinetAccount *first;
  gboolean narrow;
};

enum
{
  PAY,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetHouseholdCard, cabinet_household_card, GTK_TYPE_WIDGET)

static void
on_pay (CabinetHouseholdCard *self)
{
  if (self->first != NULL)
    g_signal_emit (self, signals[PAY], 0, self->first);
}

static void
on_date (CabinetHouseholdCard *self, GtkWidget *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (button), "account"));
}

static const char *
event_icon (CabinetHouseholdEvent *event)
{
  switch (event->kind)
    {
    case CABINET_HOUSEHOLD_EVENT_CHARGE:
      return "cabinet-minus-symbolic";
    case CABINET_HOUSEHOLD_EVENT_LINE:
      return "cabinet-blocked-symbolic";
    case CABINET_HOUSEHOLD_EVENT_DEBT:
    case CABINET_HOUSEHOLD_EVENT_SHORTAGE:
    default:
      return "cabinet-warning-symbolic";
    }
}

static const char *
event_class (CabinetHouseholdEvent *event)
{
  switch (event->kind)
    {
    case CABINET_HOUSEHOLD_EVENT_DEBT:
    case CABINET_HOUSEHOLD_EVENT_SHORTAGE:
      return "error";
    case CABINET_HOUSEHOLD_EVENT_CHARGE:
      return "accent";
    case CABINET_HOUSEHOLD_EVENT_LINE:
    case CABINET_HOUSEHOLD_EVENT_WORKS:
    default:
      return "warning";
    }
}

static char *
dup_day (CabinetHouseholdEvent *event)
{
  CabinetDate today = cabinet_account_get_today (event->account);

  return event->on == today ? g_strdup (_ ("today"))
                            : cabinet_date_format (event->on, CABINET_DATE_STYLE_SHORT, today);
}

/* "4 Dec., Home: the money runs out" to a screen reader; leads to the contract. */
static GtkWidget *
make_button (CabinetHouseholdCard *self, CabinetHouseholdEvent *event, GtkWidget *child, const char *text)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *day = dup_day (event);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", day, text);

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "account", g_object_ref (event->account), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_date), self, G_CONNECT_SWAPPED);
  return button;
}

static char *
dup_text (CabinetHouseholdEvent *event, const char *words)
{
  /* Translators: %1$s is the name of a contract, %2$s what happens to it */
  return g_strdup_printf (_ ("%1$s: %2$s"), cabinet_account_get_display_name (event->account), words);
}

/* "4 Dec.   Home: the money runs out" */
static GtkWidget *
make_date (CabinetHouseholdCard *self, CabinetHouseholdEvent *event)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", event_icon (event), NULL);
  GtkWidget *day = gtk_label_new (NULL);
  GtkWidget *what = gtk_label_new (NULL);
  GtkWidget *button;
  g_autofree char *words = cabinet_household_event_dup_words (event);
  g_autofree char *date = dup_day (event);
  g_autofree char *text = dup_text (event, words);

  gtk_label_set_text (GTK_LABEL (day), date);
  gtk_label_set_xalign (GTK_LABEL (day), 0);
  gtk_widget_add_css_class (day, "fact");
  gtk_widget_add_css_class (day, "numeric");
  gtk_size_group_add_widget (self->days, day);
  gtk_label_set_text (GTK_LABEL (what), text);
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_label_set_wrap (GTK_LABEL (what), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (what), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (icon, event_class (event));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), day);
  gtk_box_append (GTK_BOX (row), what);
  button = make_button (self, event, row, text);
  gtk_widget_add_css_class (button, "date-row");
  return button;
}

static GtkWidget *
make_mark_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "Home" above "the money runs out" */
static GtkWidget *
make_mark (CabinetHouseholdCard *self, CabinetHouseholdEvent *event)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button;
  g_autofree char *words = cabinet_household_event_dup_words (event);
  g_autofree char *text = dup_text (event, words);

  gtk_box_append (GTK_BOX (column),
                  make_mark_label (cabinet_account_get_display_name (event->account), "row-name"));
  gtk_box_append (GTK_BOX (column), make_mark_label (words, event_class (event)));
  button = make_button (self, event, column, text);
  gtk_widget_add_css_class (button, "date-mark");
  cabinet_widget_set_tooltip (column, text);
  return button;
}

static void
show_line_or_list (CabinetHouseholdCard *self)
{
  gboolean any = gtk_widget_get_first_child (GTK_WIDGET (self->dates)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->line), any && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->dates), any && self->narrow);
}

/* Today, where it is earliest: zones differ. */
static CabinetDate
get_first_day (GPtrArray *events)
{
  CabinetDate first = CABINET_DATE_NONE;

  for (guint i = 0; i < events->len; i++)
    {
      CabinetDate today =
        cabinet_account_get_today (((CabinetHouseholdEvent *) g_ptr_array_index (events, i))->account);

      if (first == CABINET_DATE_NONE || today < first)
        first = today;
    }
  return first;
}

/* Where there are many, what goes wrong comes before what is charged, and that before works. */
static int
get_rank (CabinetHouseholdEvent *event)
{
  return event->kind == CABINET_HOUSEHOLD_EVENT_WORKS    ? 2
         : event->kind == CABINET_HOUSEHOLD_EVENT_CHARGE ? 1
                                                         : 0;
}

/* Debts have no day of their own: those of many contracts would hide what is still to come. The rows tell
 * them all. (transfer container) */
static GPtrArray *
drop_debts (GPtrArray *events)
{
  GPtrArray *kept = g_ptr_array_new ();
  guint debts = 0;

  for (guint i = 0; i < events->len; i++)
    {
      CabinetHouseholdEvent *event = g_ptr_array_index (events, i);

      if (event->kind != CABINET_HOUSEHOLD_EVENT_DEBT || ++debts <= MOST_DEBTS)
        g_ptr_array_add (kept, event);
    }
  return kept;
}

static void
show_dates (CabinetHouseholdCard *self, GPtrArray *all)
{
  g_autoptr (GPtrArray) events = drop_debts (all);
  guint wanted[N_RANKS] = { 0 };
  guint left = MOST_DATES;

  for (guint i = 0; i < events->len; i++)
    wanted[get_rank (g_ptr_array_index (events, i))]++;
  for (guint i = 0; i < N_RANKS; i++)
    {
      wanted[i] = MIN (wanted[i], left);
      left -= wanted[i];
    }
  cabinet_box_clear (self->dates);
  cabinet_date_line_clear (self->line, get_first_day (events));
  for (guint i = 0; i < events->len; i++)
    {
      CabinetHouseholdEvent *event = g_ptr_array_index (events, i);

      if (wanted[get_rank (event)] == 0)
        continue;
      wanted[get_rank (event)]--;
      gtk_box_append (self->dates, make_date (self, event));
      cabinet_date_line_add (self->line, make_mark (self, event), event->on, event_class (event));
    }
  show_line_or_list (self);
}

/* Each currency has a line of its own. */
static void
show_sums (CabinetHouseholdCard *self, CabinetHouseholdDue *due)
{
  cabinet_box_clear (self->sums);
  for (guint i = 0; i < due->sums->len; i++)
    {
      GtkWidget *label = cabinet_money_label_new ();

      cabinet_money_label_set_look (CABINET_MONEY_LABEL (label), CABINET_MONEY_LABEL_BIG);
      cabinet_money_label_set (CABINET_MONEY_LABEL (label), &g_array_index (due->sums, CabinetMoney, i),
                               CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
      gtk_widget_set_halign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, due->sums->len == 1 ? "balance" : "card-sum");
      gtk_box_append (self->sums, label);
    }
}

static void
show_words (CabinetHouseholdCard *self, CabinetHouseholdDue *due)
{
  g_autofree char *title = NULL;
  g_autofree char *late = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *pay = NULL;

  if (due->n_due > 0)
    title = g_strdup_printf (ngettext ("To pay for %u contract", "To pay for %u contracts", due->n_due),
                             due->n_due);
  gtk_label_set_text (self->title, title != NULL ? title : _ ("Nothing to pay"));
  gtk_widget_set_visible (GTK_WIDGET (self->late), due->overdue);
  if (due->overdue)
    {
      /* Translators: %s is the name of a contract */
      late = g_strdup_printf (_ ("already late: “%s”"), cabinet_account_get_display_name (due->first));
      cabinet_state_label_set_custom (self->late, "cabinet-warning-symbolic", late, "error");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), due->n_unknown > 0);
  unknown = g_strdup_printf (
    ngettext ("of %u contract it is not known", "of %u contracts it is not known", due->n_unknown),
    due->n_unknown);
  gtk_label_set_text (self->unknown, unknown);
  gtk_widget_set_visible (self->pay, due->first != NULL);
  if (due->first == NULL)
    return;
  /* Translators: a button; %s is the name of the contract that is to be paid first */
  pay = g_strdup_printf (_ ("Pay for “%s”"), cabinet_account_get_display_name (due->first));
  gtk_label_set_text (self->pay_label, pay);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pay), GTK_ACCESSIBLE_PROPERTY_LABEL, pay, -1);
}

static void
cabinet_household_card_dispose (GObject *object)
{
  CabinetHouseholdCard *self = CABINET_HOUSEHOLD_CARD (object);

  g_clear_object (&self->first);
  g_clear_object (&self->days);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cabinet_household_card_parent_class)->dispose (object);
}

static void
cabinet_household_card_class_init (CabinetHouseholdCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_household_card_dispose;
  signals[PAY] = g_signal_new ("pay", CABINET_TYPE_HOUSEHOLD_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, CABINET_TYPE_ACCOUNT);
  signals[CHOSEN] = g_signal_new ("chosen", CABINET_TYPE_HOUSEHOLD_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, CABINET_TYPE_ACCOUNT);
  g_type_ensure (CABINET_TYPE_DATE_LINE);
  g_type_ensure (CABINET_TYPE_STATE_LABEL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-household-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, title);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, sums);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, late);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, unknown);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, pay);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, pay_label);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, dates);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdCard, line);
  gtk_widget_class_bind_template_callback (widget_class, on_pay);
}

static void
cabinet_household_card_init (CabinetHouseholdCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_state_label_set_ellipsize (self->late);
  self->days = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

/** cabinet_household_card_show: @events: (element-type CabinetHouseholdEvent): of the coming days. */
void
cabinet_household_card_show (CabinetHouseholdCard *self, CabinetHouseholdDue *due, GPtrArray *events)
{
  g_return_if_fail (CABINET_IS_HOUSEHOLD_CARD (self));

  g_set_object (&self->first, due->first);
  show_sums (self, due);
  show_words (self, due);
  show_dates (self, events);
}

void
cabinet_household_card_set_narrow (CabinetHouseholdCard *self, gboolean narrow)
{
  g_return_if_fail (CABINET_IS_HOUSEHOLD_CARD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->box), narrow ? 10 : 24);
  self->narrow = narrow;
  show_line_or_list (self);
  gtk_widget_set_halign (self->pay, narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START);
}
