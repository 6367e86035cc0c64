/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-due-card.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-charging.h"
#include "cabinet-line-layout.h"
#include "cabinet-money-label.h"
#include "cabinet-tooltip.h"
#include "cabinet-top-ups.h"
#include "cabinet-ui.h"

struct _CabinetDueCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  CabinetMoneyLabel *sum;
  GtkLabel *nothing;
  GtkLabel *until;
  GtkToggleButton *toggle;
  GtkImage *arrow;
  GtkBox *parts;
  GtkLabel *taken;
  GtkButton *pay;

  CabinetAccount *account; /* that is shown */
  GSignalGroup *payments;  /* no target until the page was drawn */
  guint idle;
};

G_DEFINE_FINAL_TYPE (CabinetDueCard, cabinet_due_card, GTK_TYPE_WIDGET)

static void
cabinet_due_card_dispose (GObject *object)
{
  CabinetDueCard *self = CABINET_DUE_CARD (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->payments);
  g_clear_object (&self->account);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_due_card_parent_class)->dispose (object);
}

static void
toggled_cb (GtkToggleButton *toggle, CabinetDueCard *self)
{
  const gboolean open = gtk_toggle_button_get_active (toggle);

  gtk_image_set_from_icon_name (self->arrow, open ? "cabinet-up-symbolic" : "cabinet-down-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->parts), open && gtk_widget_get_visible (GTK_WIDGET (toggle)));
  gtk_accessible_update_state (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
cabinet_due_card_class_init (CabinetDueCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_LINE_LAYOUT);
  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
  G_OBJECT_CLASS (klass)->dispose = cabinet_due_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-due-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, sum);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, until);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, toggle);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, arrow);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, parts);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, taken);
  gtk_widget_class_bind_template_child (widget_class, CabinetDueCard, pay);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static char *
until_words (CabinetDue *due, CabinetDate today)
{
  g_autofree char *by = NULL;
  g_autofree char *until = NULL;

  if (due->by != CABINET_DATE_NONE)
    by = cabinet_date_format (due->by, CABINET_DATE_STYLE_LONG, today);
  if (due->until != CABINET_DATE_NONE)
    until = cabinet_date_format (due->until, CABINET_DATE_STYLE_LONG, today);
  if (due->amount.micros == 0)
    return until ? g_strdup_printf (_ ("paid up to %s inclusive"), until) : NULL;
  if (by != NULL && until != NULL)
    return g_strdup_printf (_ ("by %s, so that it lasts to %s inclusive"), by, until);
  if (until != NULL)
    return g_strdup_printf (_ ("so that it lasts to %s inclusive"), until);
  return by ? g_strdup_printf (_ ("by %s"), by) : NULL;
}

static void
add_line (CabinetDueCard *self, const char *label, const CabinetMoney *amount, gboolean total)
{
  GtkWidget *value = cabinet_money_label_new ();
  GtkWidget *row;

  cabinet_money_label_set (CABINET_MONEY_LABEL (value), amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
  row = cabinet_key_row_new (label, value);
  if (total)
    gtk_widget_add_css_class (row, "total");
  gtk_box_append (self->parts, row);
}

/* A debt that slows the line is called so: that much alone brings the speed back (E2). */
static char *
part_words (CabinetDuePart *part, CabinetLine *line, CabinetDate today)
{
  if (part->kind == CABINET_DUE_PART_KIND_BALANCE && part->amount.micros < 0 && line != NULL
      && line->state == CABINET_LINE_STATE_THROTTLED)
    return g_strdup (_ ("Debt: restores the speed"));
  return cabinet_due_part_dup_label (part, today);
}

/* The parts and, last, what they add up to. */
static void
show_parts (CabinetDueCard *self, CabinetDue *due, CabinetLine *line, CabinetDate today)
{
  const CabinetMoney missing = cabinet_money (-due->amount.micros, due->amount.currency);
  g_autofree char *until = NULL;
  g_autofree char *label = NULL;

  cabinet_box_clear (self->parts);
  for (guint i = 0; i < cabinet_list_length (due->parts); i++)
    {
      CabinetDuePart *part = cabinet_list_get (due->parts, i);
      g_autofree char *words = part_words (part, line, today);

      add_line (self, words, &part->amount, FALSE);
    }
  if (cabinet_list_length (due->parts) == 0 || due->amount.micros == 0)
    return;
  if (due->until != CABINET_DATE_NONE)
    {
      until = cabinet_date_format (due->until, CABINET_DATE_STYLE_LONG, today);
      label = g_strdup_printf (_ ("Missing until %s"), until);
    }
  else
    label = g_strdup (_ ("Missing"));
  add_line (self, label, &missing, TRUE);
}

/* Whether the page where it is paid has more to say than that it cannot be. */
static gboolean
can_pay (CabinetAccount *account)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (account);

  for (guint i = 0; list != NULL && i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_str_equal (capability->name, "pay") && capability->answer == CABINET_CAPABILITY_ANSWER_NO)
        return cabinet_top_ups_get_card (cabinet_account_get_top_ups (account), NULL);
    }
  return TRUE;
}

/* A payment that was taken and does not show on the balance yet: it must not be paid twice. (nullable) */
static CabinetTopUp *
find_taken (CabinetDueCard *self)
{
  g_autoptr (CabinetTopUps) top_ups = g_signal_group_dup_target (self->payments);
  CabinetTopUp *pending = top_ups != NULL ? cabinet_top_ups_get_pending (top_ups) : NULL;
  const CabinetTopUpState state =
    pending != NULL ? cabinet_top_up_get_state (pending) : CABINET_TOP_UP_UNKNOWN;

  return state == CABINET_TOP_UP_PAID || state == CABINET_TOP_UP_UNCONFIRMED ? pending : NULL;
}

/* An action must never stand with the other's target. */
static void
set_action (CabinetDueCard *self, const char *action, GVariant *target)
{
  GtkActionable *pay = GTK_ACTIONABLE (self->pay);

  gtk_actionable_set_action_name (pay, NULL);
  gtk_actionable_set_action_target_value (pay, target);
  gtk_actionable_set_action_name (pay, action);
}

static void
show_taken (CabinetDueCard *self, CabinetTopUp *taken)
{
  const CabinetMoney amount = cabinet_top_up_get_amount (taken);
  g_autofree char *headline = cabinet_top_up_dup_headline (taken);
  g_autofree char *sum = cabinet_money_format (&amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
  g_autofree char *words = g_strdup_printf ("%s\n%s", sum, headline);

  gtk_label_set_text (self->taken, words);
  gtk_widget_set_visible (GTK_WIDGET (self->pay), TRUE);
  gtk_button_set_label (self->pay, _ ("Show the payment"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->pay), "suggested-action");
  set_action (self, "win.show-page", g_variant_new_string ("top-up"));
}

/* Leads to the page where it is paid, with the sum filled in, or to what was paid. */
static void
show_pay (CabinetDueCard *self)
{
  CabinetDue *due = self->account != NULL ? cabinet_account_get_due (self->account) : NULL;
  CabinetTopUp *taken = find_taken (self);
  g_autofree char *sum = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->taken), taken != NULL);
  if (due == NULL || !cabinet_money_is_set (&due->amount))
    return;
  if (taken != NULL)
    {
      show_taken (self, taken);
      return;
    }
  sum = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  words = g_strdup_printf (_ ("Pay %s"), sum);
  gtk_widget_set_visible (GTK_WIDGET (self->pay), due->amount.micros > 0 && can_pay (self->account));
  gtk_button_set_label (self->pay, words);
  gtk_widget_add_css_class (GTK_WIDGET (self->pay), "suggested-action");
  set_action (self, "win.top-up", g_variant_new ("(xs)", due->amount.micros, due->amount.currency));
}

static gboolean
begin_payments (gpointer data)
{
  CabinetDueCard *self = data;

  self->idle = 0;
  g_signal_group_set_target (self->payments, cabinet_account_get_top_ups (self->account));
  show_pay (self);
  return G_SOURCE_REMOVE;
}

/* The page comes first. */
static void
set_account (CabinetDueCard *self, CabinetAccount *account)
{
  if (!g_set_object (&self->account, account))
    return;
  g_signal_group_set_target (self->payments, NULL);
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, begin_payments, self, NULL);
}

static void
cabinet_due_card_init (CabinetDueCard *self)
{
  self->payments = g_signal_group_new (CABINET_TYPE_TOP_UPS);
  g_signal_group_connect_swapped (self->payments, "changed", G_CALLBACK (show_pay), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_widget_set_tooltip (GTK_WIDGET (self->toggle), _ ("How the sum adds up"));
  toggled_cb (self->toggle, self);
}

/* Shows the sum to pay of @account; hides itself if nobody knows it. */
void
cabinet_due_card_show (CabinetDueCard *self, CabinetAccount *account)
{
  CabinetDue *due = cabinet_account_get_due (account);
  CabinetOverview *overview = cabinet_account_get_overview (account);
  const CabinetDate today = cabinet_account_get_today (account);
  g_autofree char *until = NULL;
  gboolean has_parts;

  g_return_if_fail (CABINET_IS_DUE_CARD (self));

  set_account (self, account);
  gtk_widget_set_visible (GTK_WIDGET (self), due != NULL && cabinet_money_is_set (&due->amount));
  if (due == NULL || !cabinet_money_is_set (&due->amount))
    return;

  until = until_words (due, today);
  has_parts = cabinet_list_length (due->parts) > 0 && due->amount.micros != 0;
  cabinet_money_label_set (self->sum, &due->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  gtk_widget_set_visible (GTK_WIDGET (self->sum), due->amount.micros != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), due->amount.micros == 0);
  gtk_label_set_text (self->until, until ? until : "");
  gtk_widget_set_visible (GTK_WIDGET (self->until), until != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->toggle), has_parts);
  show_pay (self);
  show_parts (self, due, overview != NULL ? overview->line : NULL, today);
  toggled_cb (self->toggle, self);
}

/* Opens or folds the parts. */
void
cabinet_due_card_set_expanded (CabinetDueCard *self, gboolean expanded)
{
  g_return_if_fail (CABINET_IS_DUE_CARD (self));

  gtk_toggle_button_set_active (self->toggle, expanded);
}
