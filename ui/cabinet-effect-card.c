/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-effect-card.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-money-label.h"
#include "cabinet-ui.h"

struct _CabinetEffectCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  CabinetMoneyLabel *after;
  GtkLabel *until;
  GtkBox *effects;
};

G_DEFINE_FINAL_TYPE (CabinetEffectCard, cabinet_effect_card, GTK_TYPE_WIDGET)

static void
add_effect (CabinetEffectCard *self, const char *key, const char *value, const char *css_class)
{
  GtkWidget *row = cabinet_key_row_new_text (key, value);

  if (css_class != NULL)
    gtk_widget_add_css_class (gtk_widget_get_last_child (row), css_class);
  gtk_box_append (self->effects, row);
}

static void
add_sum (CabinetEffectCard *self, const char *key, const CabinetMoney *sum)
{
  g_autofree char *words = cabinet_money_format (sum, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);

  add_effect (self, key, words, NULL);
}

static void
show_until (CabinetEffectCard *self, CabinetAccount *account, CabinetDate lasts_until)
{
  g_autofree char *date = NULL;
  g_autofree char *until = NULL;

  if (lasts_until != CABINET_DATE_NONE)
    {
      date = cabinet_date_format (lasts_until, CABINET_DATE_STYLE_LONG, cabinet_account_get_today (account));
      until = g_strdup_printf (_ ("lasts until %s"), date);
    }
  gtk_label_set_text (self->until, until != NULL ? until : "");
  gtk_widget_set_visible (GTK_WIDGET (self->until), until != NULL);
}

static void
cabinet_effect_card_dispose (GObject *object)
{
  g_clear_pointer (&CABINET_EFFECT_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_effect_card_parent_class)->dispose (object);
}

static void
cabinet_effect_card_class_init (CabinetEffectCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
  G_OBJECT_CLASS (klass)->dispose = cabinet_effect_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-effect-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetEffectCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetEffectCard, after);
  gtk_widget_class_bind_template_child (widget_class, CabinetEffectCard, until);
  gtk_widget_class_bind_template_child (widget_class, CabinetEffectCard, effects);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "effectcard");
}

static void
cabinet_effect_card_init (CabinetEffectCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What @amount, paid by @method, changes for @account; hides itself if the balance is not known. */
void
cabinet_effect_card_show (CabinetEffectCard *self,
                          CabinetAccount *account,
                          CabinetPaymentMethod *method,
                          const CabinetMoney *amount)
{
  CabinetTopUpEffect effect;
  CabinetMoney total = *amount;

  g_return_if_fail (CABINET_IS_EFFECT_CARD (self) && CABINET_IS_ACCOUNT (account) && amount != NULL);

  cabinet_top_ups_get_effect (cabinet_account_get_top_ups (account), amount, &effect);
  gtk_widget_set_visible (GTK_WIDGET (self), cabinet_money_is_set (&effect.balance_after));
  cabinet_money_label_set (self->after, &effect.balance_after, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  show_until (self, account, effect.lasts_until);
  cabinet_box_clear (self->effects);
  if (effect.clears_debt)
    add_effect (self, _ ("Debt"), _ ("paid off"), "success");
  if (effect.kbps_now > 0 && effect.restores)
    add_effect (self, _ ("Speed"), _ ("comes back"), "success");
  else if (effect.restores)
    add_effect (self, _ ("Service"), _ ("comes back"), "success");
  /* What a page elsewhere takes on top, only that page knows. */
  if (method != NULL && method->url != NULL)
    return;
  if (method != NULL)
    {
      CabinetMoney fee = cabinet_payment_method_get_fee (method, amount);

      add_sum (self, _ ("Fee"), &fee);
      cabinet_money_add (&total, &fee, NULL);
    }
  add_sum (self, _ ("To be taken"), &total);
}
