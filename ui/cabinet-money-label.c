/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-money-label.h"

#include <glib/gi18n-lib.h>

#include "cabinet-statement-summary.h"

/* The fraction of a big sum: 26 px beside 46 px, and dim but still readable. */
#define FRACTION_SCALE (26.0 / 46.0)
#define FRACTION_ALPHA (G_MAXUINT16 * 72 / 100)

struct _CabinetMoneyLabel
{
  GtkWidget parent_instance;

  GtkLabel *label;
  CabinetMoneyLabelLook look;
};

G_DEFINE_FINAL_TYPE (CabinetMoneyLabel, cabinet_money_label, GTK_TYPE_WIDGET)

static void
cabinet_money_label_dispose (GObject *object)
{
  CabinetMoneyLabel *self = CABINET_MONEY_LABEL (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->label));
  self->label = NULL;

  G_OBJECT_CLASS (cabinet_money_label_parent_class)->dispose (object);
}

static void
cabinet_money_label_class_init (CabinetMoneyLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cabinet_money_label_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "money");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_money_label_init (CabinetMoneyLabel *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 1.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}

/* An empty label; it is filled by cabinet_money_label_set(). */
GtkWidget *
cabinet_money_label_new (void)
{
  return g_object_new (CABINET_TYPE_MONEY_LABEL, NULL);
}

/* Applies from the next cabinet_money_label_set() on. */
void
cabinet_money_label_set_look (CabinetMoneyLabel *self, CabinetMoneyLabelLook look)
{
  g_return_if_fail (CABINET_IS_MONEY_LABEL (self));

  self->look = look;
  gtk_label_set_xalign (self->label, (look & CABINET_MONEY_LABEL_BIG) ? 0.0f : 1.0f);
}

void
cabinet_widget_set_sum_color (GtkWidget *widget, gboolean income, gboolean debt)
{
  if (income)
    gtk_widget_add_css_class (widget, "success");
  else
    gtk_widget_remove_css_class (widget, "success");
  if (debt)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

/* One label for both sizes, so that neither its name nor a copy of it is split. */
static void
set_big_text (CabinetMoneyLabel *self, const CabinetMoney *money, CabinetRounding rounding, gboolean debt)
{
  g_autofree char *whole = NULL;
  g_autofree char *fraction = NULL;
  g_autofree char *text = NULL;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *all[3];

  cabinet_money_format_parts (money, rounding, &whole, &fraction);
  text = g_strconcat (whole, fraction, NULL);
  all[0] = pango_attr_scale_new (FRACTION_SCALE);
  all[1] = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  all[2] = debt ? NULL : pango_attr_foreground_alpha_new (FRACTION_ALPHA);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (all[i] == NULL)
        continue;
      all[i]->start_index = strlen (whole);
      pango_attr_list_insert (attributes, all[i]);
    }
  gtk_label_set_text (self->label, text);
  gtk_label_set_attributes (self->label, attributes);
}

/**
 * cabinet_money_label_set:
 * @money: the sum; not set = a dash
 * @rounding: balances down, sums to pay up, rows half away from zero (Q8)
 *
 * Shows the sum. Its accessible name is the sum in words until cabinet_money_label_set_spoken().
 */
void
cabinet_money_label_set (CabinetMoneyLabel *self,
                         const CabinetMoney *money,
                         CabinetRounding rounding,
                         CabinetMoneyFlags flags)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  gboolean debt;

  g_return_if_fail (CABINET_IS_MONEY_LABEL (self));

  if (money == NULL || !cabinet_money_is_set (money))
    {
      gtk_label_set_attributes (self->label, NULL);
      gtk_label_set_text (self->label, "—");
      cabinet_widget_set_sum_color (GTK_WIDGET (self->label), FALSE, FALSE);
      cabinet_money_label_set_spoken (self, _ ("not known"));
      return;
    }

  debt = (self->look & CABINET_MONEY_LABEL_DEBT) && money->micros < 0;
  if (self->look & CABINET_MONEY_LABEL_BIG)
    set_big_text (self, money, rounding, debt);
  else
    {
      text = cabinet_money_format (money, rounding, flags);
      gtk_label_set_attributes (self->label, NULL);
      gtk_label_set_text (self->label, text);
    }
  cabinet_widget_set_sum_color (GTK_WIDGET (self->label),
                                (self->look & CABINET_MONEY_LABEL_INCOME) && money->micros > 0, debt);
  words = cabinet_money_spell (money, rounding);
  cabinet_money_label_set_spoken (self, words);
}

char *
cabinet_points_format (gint64 points)
{
  g_autofree char *number = cabinet_number_format (points);

  /* Translators: a bonus balance, counted in points; %s is the number. */
  return g_strdup_printf (ngettext ("%s point", "%s points", (gulong) ABS (points)), number);
}

/* Shows a balance that is no money (D10). */
void
cabinet_money_label_set_points (CabinetMoneyLabel *self, gint64 points)
{
  g_autofree char *text = cabinet_points_format (points);

  g_return_if_fail (CABINET_IS_MONEY_LABEL (self));

  gtk_label_set_attributes (self->label, NULL);
  gtk_label_set_text (self->label, text);
  cabinet_widget_set_sum_color (GTK_WIDGET (self->label), FALSE, FALSE);
  cabinet_money_label_set_spoken (self, text);
}

/* What a screen reader says instead of the digits. */
void
cabinet_money_label_set_spoken (CabinetMoneyLabel *self, const char *words)
{
  g_return_if_fail (CABINET_IS_MONEY_LABEL (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The text as it is drawn. (transfer none) */
const char *
cabinet_money_label_get_text (CabinetMoneyLabel *self)
{
  g_return_val_if_fail (CABINET_IS_MONEY_LABEL (self), NULL);

  return gtk_label_get_text (self->label);
}
