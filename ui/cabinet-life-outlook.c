/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-life-outlook.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-money-label.h"
#include "cabinet-state-label.h"

struct _CabinetLifeOutlook
{
  GtkWidget parent_instance;

  GtkLabel *heading;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (CabinetLifeOutlook, cabinet_life_outlook, GTK_TYPE_WIDGET)

static void
cabinet_life_outlook_dispose (GObject *object)
{
  CabinetLifeOutlook *self = CABINET_LIFE_OUTLOOK (object);

  g_clear_pointer ((GtkWidget **) &self->heading, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->rows, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_life_outlook_parent_class)->dispose (object);
}

static void
cabinet_life_outlook_class_init (CabinetLifeOutlookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_life_outlook_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "lifeoutlook");
}

static void
cabinet_life_outlook_init (CabinetLifeOutlook *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->heading = GTK_LABEL (cabinet_wrapping_label_new ("", "heading"));
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  self->rows = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "life-outlook");
  gtk_widget_set_parent (GTK_WIDGET (self->rows), GTK_WIDGET (self));
}

static void
add_sum (CabinetLifeOutlook *self, const char *key, const CabinetMoney *sum, const char *css_class)
{
  GtkWidget *value = cabinet_money_label_new ();

  cabinet_money_label_set (CABINET_MONEY_LABEL (value), sum, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  gtk_widget_add_css_class (value, "value");
  if (css_class != NULL)
    gtk_widget_add_css_class (value, css_class);
  gtk_box_append (self->rows, cabinet_key_row_new (key, value));
}

static void
add_date (
  CabinetLifeOutlook *self, CabinetAccount *account, const char *key, CabinetDate date, const char *css_class)
{
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (date == CABINET_DATE_NONE)
    return;
  words = cabinet_date_format (date, CABINET_DATE_STYLE_LONG, cabinet_account_get_today (account));
  row = cabinet_key_row_new_text (key, words);
  gtk_widget_add_css_class (gtk_widget_get_last_child (row), "value");
  if (css_class != NULL)
    gtk_widget_add_css_class (gtk_widget_get_last_child (row), css_class);
  gtk_box_append (self->rows, row);
}

static void
add_state (CabinetLifeOutlook *self, const char *key, GtkWidget *state)
{
  gtk_widget_add_css_class (state, "value");
  gtk_box_append (self->rows, cabinet_key_row_new (key, state));
}

/* The line, where the payment has to do with it. */
static void
add_line (CabinetLifeOutlook *self, CabinetAccount *account, gboolean restores)
{
  CabinetLine *line = cabinet_account_get_overview (account)->line;
  GtkWidget *now, *then;

  if (line == NULL)
    return;
  now = cabinet_state_label_new ();
  cabinet_state_label_set (CABINET_STATE_LABEL (now), line->state, line->limit_kbps);
  add_state (self, _ ("Service now"), now);
  if (!restores)
    return;
  then = cabinet_state_label_new ();
  cabinet_state_label_set_custom (CABINET_STATE_LABEL (then), "cabinet-check-symbolic", _ ("comes back"),
                                  "success");
  add_state (self, _ ("Then"), then);
}

static const char *
heading_of (CabinetTopUp *top_up, const CabinetTopUpOutlook *outlook)
{
  if (outlook->ahead)
    return _ ("What changes");
  if (outlook->arrived)
    return _ ("What it is now");
  switch (cabinet_top_up_get_state (top_up))
    {
    case CABINET_TOP_UP_DECLINED:
    case CABINET_TOP_UP_EXPIRED:
    case CABINET_TOP_UP_REFUSED:
      return _ ("Nothing has changed");
    default:
      return _ ("As far as is known");
    }
}

/* Hides itself if the balance is not known. */
void
cabinet_life_outlook_show (CabinetLifeOutlook *self, CabinetTopUp *top_up)
{
  CabinetAccount *account = cabinet_top_up_get_account (top_up);
  CabinetPayment *payment = cabinet_top_up_get_payment (top_up);
  CabinetTopUpOutlook outlook;
  gboolean restores;

  g_return_if_fail (CABINET_IS_LIFE_OUTLOOK (self));

  cabinet_top_up_get_outlook (top_up, &outlook);
  gtk_widget_set_visible (GTK_WIDGET (self), cabinet_money_is_set (&outlook.balance));
  cabinet_box_clear (self->rows);
  if (!cabinet_money_is_set (&outlook.balance))
    return;
  gtk_label_set_text (self->heading, heading_of (top_up, &outlook));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading_of (top_up, &outlook), -1);
  add_sum (self, _ ("Balance now"), &outlook.balance, outlook.balance.micros < 0 ? "error" : NULL);
  if (outlook.ahead)
    add_sum (self, _ ("Once credited"), &outlook.effect.balance_after, "success");
  add_date (self, account, _ ("Lasts until"), outlook.lasts_until, NULL);
  if (outlook.ahead && outlook.effect.lasts_until > outlook.lasts_until)
    add_date (self, account, _ ("Then until"), outlook.effect.lasts_until, "success");
  restores = outlook.effect.restores || cabinet_top_up_get_state (top_up) == CABINET_TOP_UP_CREDITED;
  if (restores || (payment != NULL && payment->restores_service))
    add_line (self, account, restores);
}
