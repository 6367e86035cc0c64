/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-payment-ways.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-notice-bar.h"

struct _CabinetPaymentWays
{
  GtkWidget parent_instance;

  GtkListBox *list;
  CabinetNoticeBar *fault;

  CabinetPaymentMethod *method; /* the chosen one */
  GtkCheckButton *group;
  gboolean filling;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (CabinetPaymentWays, cabinet_payment_ways, GTK_TYPE_WIDGET)

static const char *
method_icon (CabinetPaymentMethod *method)
{
  switch (method->kind)
    {
    case CABINET_PAYMENT_KIND_SBP:
      return "cabinet-qr-symbolic";
    case CABINET_PAYMENT_KIND_BANK:
      return "cabinet-bank-symbolic";
    case CABINET_PAYMENT_KIND_BONUS:
      return "cabinet-star-symbolic";
    case CABINET_PAYMENT_KIND_PHONE_ACCOUNT:
      return "cabinet-phone-symbolic";
    case CABINET_PAYMENT_KIND_WALLET:
      return "cabinet-wallet-symbolic";
    case CABINET_PAYMENT_KIND_LINK:
      return "cabinet-open-symbolic";
    default:
      return "cabinet-card-symbolic";
    }
}

/* F3, F4: the systems by their names, whatever the server writes. */
static char *
dup_systems (CabinetPaymentMethod *method)
{
  static const struct
  {
    const char *word;
    const char *name;
  } systems[] = { { "mir", N_ ("Mir") }, { "visa", "Visa" },       { "mastercard", "Mastercard" },
                  { "jcb", "JCB" },      { "maestro", "Maestro" }, { "unionpay", "UnionPay" } };
  GString *names = g_string_new (NULL);

  for (guint i = 0; method->systems[i] != NULL; i++)
    {
      const char *name = method->systems[i];

      for (guint j = 0; j < G_N_ELEMENTS (systems); j++)
        if (g_str_equal (systems[j].word, name))
          name = _ (systems[j].name);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}

static char *
dup_fee_words (CabinetPaymentMethod *method)
{
  g_autofree char *fixed = NULL;

  if (method->fee_hundredths > 0)
    /* Translators: a fee in per cent: %1$d before the point, %2$02d behind it */
    return g_strdup_printf (_ ("fee %1$d.%2$02d %%"), (int) (method->fee_hundredths / 100),
                            (int) (method->fee_hundredths % 100));
  if (cabinet_money_is_set (&method->fee_fixed) && method->fee_fixed.micros > 0)
    {
      fixed = cabinet_money_format (&method->fee_fixed, CABINET_ROUND_UP, CABINET_MONEY_TRIM_ZEROS);
      return g_strdup_printf (_ ("fee %s"), fixed);
    }
  return g_strdup (_ ("no fee"));
}

static char *
dup_method_words (CabinetPaymentMethod *method)
{
  g_autofree char *systems = dup_systems (method);
  g_autofree char *fee = dup_fee_words (method);
  const char *first = *systems != '\0' ? systems : method->details;

  if (method->available != CABINET_CAPABILITY_ANSWER_YES)
    return g_strdup (method->reason != NULL ? method->reason : _ ("Not possible now"));
  if (method->url != NULL)
    return g_strdup (first != NULL && *first != '\0' ? first : _ ("On the provider's page"));
  return first != NULL ? g_strdup_printf ("%s · %s", first, fee) : g_steal_pointer (&fee);
}

static void
method_toggled_cb (GtkCheckButton *check, CabinetPaymentWays *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  g_set_object (&self->method, CABINET_PAYMENT_METHOD (g_object_get_data (G_OBJECT (check), "method")));
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

static void
add_method (CabinetPaymentWays *self, CabinetPaymentMethod *method, gboolean chosen)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = dup_method_words (method);
  GtkWidget *icon = gtk_image_new_from_icon_name (method_icon (method));
  GtkWidget *check = gtk_check_button_new ();
  gboolean possible = method->available == CABINET_CAPABILITY_ANSWER_YES;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), method->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (check, possible);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, method->title, -1);
  g_object_set_data_full (G_OBJECT (check), "method", g_object_ref (method), g_object_unref);
  g_object_set_data (G_OBJECT (row), "method", method);
  if (self->group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->group);
  else
    self->group = GTK_CHECK_BUTTON (check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (method_toggled_cb), self, 0);
  if (possible)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->list, row);
  if (chosen && possible)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}

static void
show_fault (CabinetPaymentWays *self, CabinetTopUps *top_ups, gboolean empty)
{
  const GError *error = cabinet_top_ups_get_error (top_ups);

  if (!empty)
    cabinet_notice_bar_clear (self->fault);
  else if (error != NULL)
    cabinet_notice_bar_set (
      self->fault, CABINET_NOTICE_WARNING, "cabinet-offline-symbolic",
      _ ("The ways to pay could not be read. Paying needs a connection to the provider."));
  else if (cabinet_top_ups_get_read_at (top_ups) == 0)
    cabinet_notice_bar_set (self->fault, CABINET_NOTICE_INFO, "cabinet-clock-symbolic",
                            _ ("The ways to pay are being read"));
  else
    cabinet_notice_bar_set (self->fault, CABINET_NOTICE_INFO, "cabinet-info-symbolic",
                            _ ("The provider names no way to pay here"));
}

static void
cabinet_payment_ways_dispose (GObject *object)
{
  CabinetPaymentWays *self = CABINET_PAYMENT_WAYS (object);

  g_clear_object (&self->method);
  g_clear_pointer ((GtkWidget **) &self->list, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->fault, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_payment_ways_parent_class)->dispose (object);
}

static void
cabinet_payment_ways_class_init (CabinetPaymentWaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_payment_ways_dispose;
  changed_signal = g_signal_new ("changed", CABINET_TYPE_PAYMENT_WAYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "paymentways");
}

static void
cabinet_payment_ways_init (CabinetPaymentWays *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Way to pay"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  self->fault = CABINET_NOTICE_BAR (cabinet_notice_bar_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "inline");
  cabinet_notice_bar_clear (self->fault);
  gtk_widget_set_parent (GTK_WIDGET (self->fault), GTK_WIDGET (self));
}

/* Rows that stand there already keep the keyboard. */
static gboolean
is_shown (CabinetPaymentWays *self, GListModel *methods)
{
  guint n = g_list_model_get_n_items (methods);
  GtkListBoxRow *row;

  if (n == 0 || gtk_list_box_get_row_at_index (self->list, (int) n) != NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      if (row == NULL || g_object_get_data (G_OBJECT (row), "method") != cabinet_list_peek (methods, i))
        return FALSE;
    }
  return TRUE;
}

/* What was chosen, if it is still possible; else the first way that is. */
static guint
find_choice (GListModel *methods, const char *chosen)
{
  guint n = g_list_model_get_n_items (methods);
  guint first = n;

  for (guint i = 0; i < n; i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);

      if (method->available != CABINET_CAPABILITY_ANSWER_YES)
        continue;
      if (g_strcmp0 (method->id, chosen) == 0)
        return i;
      first = MIN (first, i);
    }
  return first;
}

/* What @top_ups offers now. What was chosen stays chosen as long as it is possible. */
void
cabinet_payment_ways_show (CabinetPaymentWays *self, CabinetTopUps *top_ups)
{
  GListModel *methods = cabinet_top_ups_get_methods (top_ups);
  guint n = g_list_model_get_n_items (methods);
  g_autofree char *chosen = self->method != NULL ? g_strdup (self->method->id) : NULL;
  guint choice = find_choice (methods, chosen);
  GtkWidget *row;

  g_return_if_fail (CABINET_IS_PAYMENT_WAYS (self) && CABINET_IS_TOP_UPS (top_ups));

  show_fault (self, top_ups, n == 0);
  if (self->method != NULL && is_shown (self, methods))
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  self->group = NULL;
  self->filling = TRUE;
  g_clear_object (&self->method);
  for (guint i = 0; i < n; i++)
    add_method (self, cabinet_list_peek (methods, i), i == choice);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

/* Another contract's ways come next: nothing is chosen. */
void
cabinet_payment_ways_forget (CabinetPaymentWays *self)
{
  g_return_if_fail (CABINET_IS_PAYMENT_WAYS (self));

  g_clear_object (&self->method);
}

/* (transfer none) (nullable): the chosen way; NULL = none is possible */
CabinetPaymentMethod *
cabinet_payment_ways_get_method (CabinetPaymentWays *self)
{
  g_return_val_if_fail (CABINET_IS_PAYMENT_WAYS (self), NULL);

  return self->method;
}
