/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-card-form.h"

#include <glib/gi18n-lib.h>

#include "cabinet-notice-bar.h"

struct _CabinetCardForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *serial;
  GtkWidget *pin;
  GtkWidget *button;
  CabinetNoticeBar *bar;
  CabinetTopUps *top_ups;
  gboolean sending; /* a card of this contract is on its way */
};

G_DEFINE_FINAL_TYPE (CabinetCardForm, cabinet_card_form, GTK_TYPE_WIDGET)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_button (CabinetCardForm *self)
{
  const gboolean idle = !self->sending;

  gtk_widget_set_sensitive (self->serial, idle);
  gtk_widget_set_sensitive (self->pin, idle);
  gtk_widget_set_sensitive (
    self->button, idle && *get_text (self->pin) != '\0'
                    && (!gtk_widget_get_visible (self->serial) || *get_text (self->serial) != '\0'));
  gtk_button_set_label (GTK_BUTTON (self->button),
                        idle ? _ ("Top up with the card") : _ ("Waiting until a reading shows it"));
}

static void
tell_payment (CabinetCardForm *self, CabinetPayment *payment)
{
  g_autofree char *sum = NULL;
  g_autofree char *words = NULL;

  if (cabinet_money_is_set (&payment->amount))
    {
      sum = cabinet_money_format (&payment->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
      words = g_strdup_printf (_ ("Credited: %s"), sum);
    }
  cabinet_notice_bar_set (self->bar, CABINET_NOTICE_INFO, "cabinet-check-symbolic",
                          words != NULL ? words : _ ("The card is credited"));
  gtk_editable_set_text (GTK_EDITABLE (self->serial), "");
}

static void
redeemed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetPayment) payment =
    cabinet_top_ups_redeem_finish (CABINET_TOP_UPS (source), result, &error);
  GWeakRef *place = data;
  g_autoptr (CabinetCardForm) self = g_weak_ref_get (place);

  g_weak_ref_clear (place);
  g_free (place);
  /* Another contract is shown, or nothing any more: the statement tells. */
  if (self == NULL || self->top_ups != CABINET_TOP_UPS (source))
    return;
  self->sending = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  if (payment != NULL)
    tell_payment (self, payment);
  else
    cabinet_notice_bar_set (self->bar, CABINET_NOTICE_WARNING,
                            g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED)
                              ? "cabinet-unknown-symbolic"
                              : "cabinet-warning-symbolic",
                            error->message);
  show_button (self);
}

static void
send_cb (CabinetCardForm *self)
{
  GWeakRef *place;

  if (!gtk_widget_get_sensitive (self->button) || self->top_ups == NULL)
    return;
  cabinet_notice_bar_clear (self->bar);
  self->sending = TRUE;
  place = g_new0 (GWeakRef, 1);
  g_weak_ref_init (place, self);
  /* Nothing ends the waiting: what has left has left. */
  cabinet_top_ups_redeem_async (self->top_ups,
                                gtk_widget_get_visible (self->serial) ? get_text (self->serial) : NULL,
                                get_text (self->pin), NULL, redeemed_cb, place);
  show_button (self);
}

static void
cabinet_card_form_dispose (GObject *object)
{
  CabinetCardForm *self = CABINET_CARD_FORM (object);

  g_clear_object (&self->top_ups);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_card_form_parent_class)->dispose (object);
}

static void
cabinet_card_form_class_init (CabinetCardFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_card_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cardform");
}

static GtkWidget *
add_row (CabinetCardForm *self, AdwPreferencesGroup *group, GType type, const char *title)
{
  GtkWidget *row = g_object_new (type, "title", title, NULL);

  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (show_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
cabinet_card_form_init (CabinetCardForm *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  adw_preferences_group_set_title (group, _ ("Top-up card"));
  self->serial = add_row (self, group, ADW_TYPE_ENTRY_ROW, _ ("Serial number"));
  self->pin = add_row (self, group, ADW_TYPE_PASSWORD_ENTRY_ROW, _ ("PIN under the coating"));
  self->bar = CABINET_NOTICE_BAR (cabinet_notice_bar_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "inline");
  cabinet_notice_bar_clear (self->bar);
  self->button = gtk_button_new ();
  gtk_widget_set_halign (self->button, GTK_ALIGN_END);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  show_button (self);
}

GtkWidget *
cabinet_card_form_new (void)
{
  return g_object_new (CABINET_TYPE_CARD_FORM, NULL);
}

void
cabinet_card_form_set_top_ups (CabinetCardForm *self, CabinetTopUps *top_ups)
{
  g_return_if_fail (CABINET_IS_CARD_FORM (self));

  if (!g_set_object (&self->top_ups, top_ups))
    return;
  self->sending = FALSE;
  cabinet_notice_bar_clear (self->bar);
  gtk_editable_set_text (GTK_EDITABLE (self->serial), "");
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  cabinet_card_form_update (self);
}

void
cabinet_card_form_update (CabinetCardForm *self)
{
  gboolean with_serial = FALSE;

  g_return_if_fail (CABINET_IS_CARD_FORM (self));

  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->top_ups != NULL && cabinet_top_ups_get_card (self->top_ups, &with_serial));
  gtk_widget_set_visible (self->serial, with_serial);
  /* Where one number is all, it may stand open on the card. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pin),
                                 with_serial ? _ ("PIN under the coating") : _ ("Number of the card"));
  show_button (self);
}
