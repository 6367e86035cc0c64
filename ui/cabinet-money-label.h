/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-money.h"

G_BEGIN_DECLS

/* How a sum looks; what it says does not depend on it. */
typedef enum
{
  CABINET_MONEY_LABEL_PLAIN = 0,
  CABINET_MONEY_LABEL_BIG = 1 << 0,    /* kopecks and sign small and dim */
  CABINET_MONEY_LABEL_INCOME = 1 << 1, /* green above zero */
  CABINET_MONEY_LABEL_DEBT = 1 << 2,   /* red below zero, kopecks too */
} CabinetMoneyLabelLook;

/* A sum in the national manner, read aloud in words. */
#define CABINET_TYPE_MONEY_LABEL (cabinet_money_label_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMoneyLabel, cabinet_money_label, CABINET, MONEY_LABEL, GtkWidget)

GtkWidget *cabinet_money_label_new (void);
void cabinet_money_label_set_look (CabinetMoneyLabel *self, CabinetMoneyLabelLook look);
void cabinet_money_label_set (CabinetMoneyLabel *self,
                              const CabinetMoney *money,
                              CabinetRounding rounding,
                              CabinetMoneyFlags flags);
void cabinet_money_label_set_points (CabinetMoneyLabel *self, gint64 points);
void cabinet_money_label_set_spoken (CabinetMoneyLabel *self, const char *words);
const char *cabinet_money_label_get_text (CabinetMoneyLabel *self);

/* "1 240 points" (transfer full). */
char *cabinet_points_format (gint64 points);

/* Whether a colour or its opposite fits a sum: adds one of "success", "error" to @widget, or none. */
void cabinet_widget_set_sum_color (GtkWidget *widget, gboolean income, gboolean debt);

G_END_DECLS
