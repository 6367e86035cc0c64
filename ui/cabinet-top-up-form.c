/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-top-up-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-columns.h"
#include "cabinet-effect-card.h"
#include "cabinet-notice-bar.h"
#include "cabinet-open.h"
#include "cabinet-payment-ways.h"
#include "cabinet-ui.h"

/* The address that the page may lead back to: it only brings the window to the front. */
#define RETURN_URL "cabinet:payment"

struct _CabinetTopUpForm
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *amount_label;
  GtkEntry *amount;
  GtkLabel *amount_fault;
  GtkBox *suggestions;
  CabinetPaymentWays *ways;
  CabinetEffectCard *effect;
  GtkWidget *receipt;
  GtkEditable *email;
  AdwBin *end;
  AdwBin *pay_place;
  GtkWidget *pay_box;
  CabinetNoticeBar *fault;
  GtkWidget *pay;
  AdwButtonContent *pay_content;
  GtkLabel *promise;
  AdwBin *bottom;

  CabinetTopUps *top_ups;
  GCancellable *cancellable;
  gboolean typed; /* the sum is the person's own, not a suggestion */
  gboolean filling;
  gboolean creating;
};

static guint created_signal;

G_DEFINE_FINAL_TYPE (CabinetTopUpForm, cabinet_top_up_form, GTK_TYPE_WIDGET)

static CabinetAccount *
get_account (CabinetTopUpForm *self)
{
  g_autoptr (CabinetAccount) account = NULL;

  g_object_get (self->top_ups, "account", &account, NULL);
  return account; /* the page holds it */
}

static gboolean
read_amount (CabinetTopUpForm *self, CabinetMoney *amount, GError **error)
{
  return cabinet_top_ups_parse_amount (self->top_ups, cabinet_payment_ways_get_method (self->ways),
                                       gtk_editable_get_text (GTK_EDITABLE (self->amount)), amount, error);
}

static void
show_fault (CabinetTopUpForm *self, const char *words)
{
  gtk_label_set_text (self->amount_fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->amount_fault), words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->amount), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->amount), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->amount), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Whether the payment goes through at once, with no page to confirm it on. */
static gboolean
is_at_once (CabinetPaymentMethod *method)
{
  return method != NULL
         && (method->kind == CABINET_PAYMENT_KIND_BONUS
             || method->kind == CABINET_PAYMENT_KIND_PHONE_ACCOUNT);
}

/* Of a page that the sum is typed on, and nothing is known here of what becomes of it. */
static gboolean
is_link (CabinetPaymentMethod *method)
{
  return method != NULL && method->url != NULL && *method->url != '\0';
}

/* What comes after the button, in words. */
static char *
dup_promise (CabinetTopUpForm *self)
{
  CabinetPaymentMethod *method = cabinet_payment_ways_get_method (self->ways);

  if (method == NULL)
    return NULL;
  if (is_at_once (method))
    return g_strdup (_ ("It is paid at once: no page is opened."));
  if (method->kind == CABINET_PAYMENT_KIND_SBP)
    return g_strdup (_ ("A QR code for the app of your bank is shown here."));
  if (is_link (method))
    return g_strdup (_ ("The sum is chosen on the provider's page. What was paid there shows in the balance, "
                        "and not here before."));
  if (method->processor == NULL)
    return g_strdup (_ ("The payment is confirmed on a page in the browser."));
  if (method->kind == CABINET_PAYMENT_KIND_CARD)
    return g_strdup_printf (
      _ ("The card is typed only on the page of %s in the browser. Cabinet neither sees nor "
         "keeps it."),
      method->processor);
  return g_strdup_printf (_ ("The payment is confirmed on the page of %s in the browser."),
                          method->processor);
}

/* What the button says: whether a page comes first, and how much is taken. */
static void
show_button (CabinetTopUpForm *self, const CabinetMoney *amount)
{
  CabinetPaymentMethod *method = cabinet_payment_ways_get_method (self->ways);
  const gboolean at_once = is_at_once (method);
  g_autofree char *sum = NULL;
  g_autofree char *label = NULL;

  if (is_link (method))
    label = g_strdup (_ ("Open the page"));
  else if (amount != NULL)
    {
      sum = cabinet_money_format (amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
      label = g_strdup_printf (at_once ? _ ("Pay %s") : _ ("Go and pay %s"), sum);
    }
  else
    label = g_strdup (at_once ? C_ ("button", "Pay") : _ ("Go and pay"));
  adw_button_content_set_label (self->pay_content, label);
  adw_button_content_set_icon_name (self->pay_content,
                                    at_once ? "cabinet-check-symbolic" : "cabinet-open-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pay), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* Whoever takes the payment there asks where the receipt goes. */
  gtk_widget_set_visible (self->receipt, !is_link (method));
  gtk_widget_set_sensitive (self->pay,
                            is_link (method) || (amount != NULL && method != NULL && !self->creating));
}

static void
update_sum (CabinetTopUpForm *self)
{
  CabinetAccount *account = self->top_ups != NULL ? get_account (self) : NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->amount));
  g_autoptr (GError) error = NULL;
  g_autofree char *promise = NULL;
  CabinetMoney amount = { 0 };
  gboolean good;

  if (account == NULL)
    return;
  good = read_amount (self, &amount, &error);
  /* Nobody is told off for a field that is still empty. */
  show_fault (self, good || *typed == '\0' ? NULL : error->message);
  if (good)
    cabinet_effect_card_show (self->effect, account, cabinet_payment_ways_get_method (self->ways), &amount);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->effect), FALSE);
  show_button (self, good ? &amount : NULL);
  promise = dup_promise (self);
  gtk_label_set_text (self->promise, promise != NULL ? promise : "");
  gtk_widget_set_visible (GTK_WIDGET (self->promise), promise != NULL);
}

static void
amount_changed_cb (CabinetTopUpForm *self)
{
  if (!self->filling)
    {
      self->typed = TRUE;
      cabinet_notice_bar_clear (self->fault);
    }
  update_sum (self);
}

static void
fill (CabinetTopUpForm *self, const CabinetMoney *amount)
{
  g_autofree char *text = cabinet_money_format (amount, CABINET_ROUND_UP, CABINET_MONEY_NO_SYMBOL);

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->amount), text);
  self->filling = FALSE;
}

static void
suggestion_cb (GtkButton *button, CabinetTopUpForm *self)
{
  CabinetMoney *amount = g_object_get_data (G_OBJECT (button), "amount");

  fill (self, amount);
  self->typed = TRUE;
  cabinet_notice_bar_clear (self->fault);
}

static GtkWidget *
suggestion_new (CabinetTopUpForm *self, const CabinetSuggestion *suggestion)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *sum = cabinet_money_format (&suggestion->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  g_autofree char *words = cabinet_suggestion_dup_words (self->top_ups, suggestion);
  g_autofree char *name = g_strdup_printf ("%s, %s", sum, words);
  GtkWidget *first = gtk_label_new (sum);
  GtkWidget *second = gtk_label_new (words);

  gtk_widget_add_css_class (first, "row-title");
  gtk_widget_add_css_class (first, "numeric");
  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_label_set_justify (GTK_LABEL (second), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (second, "caption");
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "amount", g_memdup2 (&suggestion->amount, sizeof (CabinetMoney)),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_cb), self, 0);
  return button;
}

static void
show_suggestions (CabinetTopUpForm *self)
{
  g_autoptr (GArray) suggestions = cabinet_top_ups_dup_suggestions (self->top_ups);
  const CabinetSuggestion *best = NULL;

  cabinet_box_clear (self->suggestions);
  for (guint i = 0; i < suggestions->len; i++)
    {
      const CabinetSuggestion *suggestion = &g_array_index (suggestions, CabinetSuggestion, i);

      gtk_box_append (self->suggestions, suggestion_new (self, suggestion));
      if (best == NULL || suggestion->kind == CABINET_SUGGESTION_DUE)
        best = suggestion;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), suggestions->len > 0);
  if (best != NULL && !self->typed)
    fill (self, &best->amount);
}

/* What the ways, the balance or the sum to pay are now. What was typed and chosen stays. */
void
cabinet_top_up_form_update (CabinetTopUpForm *self)
{
  CabinetAccount *account;
  g_autofree char *email = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (CABINET_IS_TOP_UP_FORM (self));

  if (self->top_ups == NULL || self->creating)
    return;
  account = get_account (self);
  if (account == NULL)
    return;
  label = g_strdup_printf (_ ("Sum, %s"), cabinet_account_get_contract (account)->currency);
  gtk_label_set_text (self->amount_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->amount), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  cabinet_payment_ways_show (self->ways, self->top_ups);
  show_suggestions (self);
  email = cabinet_top_ups_dup_email (self->top_ups);
  if (email != NULL && *gtk_editable_get_text (self->email) == '\0')
    gtk_editable_set_text (self->email, email);
  update_sum (self);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetTopUp) top_up = cabinet_top_ups_create_finish (CABINET_TOP_UPS (source), result, &error);
  CabinetTopUpForm *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  self->creating = FALSE;
  if (top_up != NULL)
    {
      self->typed = FALSE;
      g_signal_emit (self, created_signal, 0, top_up);
    }
  else
    {
      const char *words = cabinet_error_get_words (error);
      g_autofree char *text = g_strdup_printf (_ ("%s. No money was taken; the sum stays here."),
                                               words != NULL ? words : error->message);

      cabinet_notice_bar_set (self->fault, CABINET_NOTICE_ERROR, "cabinet-warning-symbolic", text);
    }
  update_sum (self);
}

static void
pay_cb (CabinetTopUpForm *self)
{
  CabinetPaymentMethod *method = cabinet_payment_ways_get_method (self->ways);
  CabinetMoney amount;

  if (is_link (method))
    {
      cabinet_widget_open_address (GTK_WIDGET (self), method->url);
      return;
    }
  if (self->creating || method == NULL || !gtk_widget_get_sensitive (self->pay)
      || !read_amount (self, &amount, NULL))
    return;
  self->creating = TRUE;
  cabinet_notice_bar_clear (self->fault);
  gtk_widget_set_sensitive (self->pay, FALSE);
  cabinet_top_ups_create_async (self->top_ups, &amount, method, gtk_editable_get_text (self->email),
                                RETURN_URL, self->cancellable, on_created, self);
}

static void
cabinet_top_up_form_dispose (GObject *object)
{
  CabinetTopUpForm *self = CABINET_TOP_UP_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->top_ups);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_top_up_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, amount_label);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, amount);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, amount_fault);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, suggestions);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, ways);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, effect);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, receipt);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, email);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, end);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay_box);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, fault);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay_content);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, promise);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, bottom);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_sum);
  gtk_widget_class_bind_template_callback (widget_class, pay_cb);
}

static void
cabinet_top_up_form_class_init (CabinetTopUpFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_COLUMNS);
  g_type_ensure (CABINET_TYPE_EFFECT_CARD);
  g_type_ensure (CABINET_TYPE_PAYMENT_WAYS);
  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  G_OBJECT_CLASS (klass)->dispose = cabinet_top_up_form_dispose;
  created_signal = g_signal_new ("created", CABINET_TYPE_TOP_UP_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, CABINET_TYPE_TOP_UP);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-top-up-form.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "topupform");
}

static void
cabinet_top_up_form_init (CabinetTopUpForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* @top_ups: (nullable): whose payments; what was typed for another contract is forgotten */
void
cabinet_top_up_form_set_top_ups (CabinetTopUpForm *self, CabinetTopUps *top_ups)
{
  g_return_if_fail (CABINET_IS_TOP_UP_FORM (self));

  if (self->top_ups == top_ups)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->creating = FALSE;
  self->typed = FALSE;
  g_set_object (&self->top_ups, top_ups);
  cabinet_payment_ways_forget (self->ways);
  cabinet_notice_bar_clear (self->fault);
  gtk_editable_set_text (self->email, "");
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->amount), "");
  self->filling = FALSE;
  cabinet_top_up_form_update (self);
}

/* Narrow, the button stands below what scrolls. */
void
cabinet_top_up_form_set_narrow (CabinetTopUpForm *self, gboolean narrow)
{
  AdwBin *place = narrow ? self->bottom : self->pay_place;

  g_return_if_fail (CABINET_IS_TOP_UP_FORM (self));

  gtk_widget_set_visible (GTK_WIDGET (self->bottom), narrow);
  if (gtk_widget_get_parent (self->pay_box) == GTK_WIDGET (place))
    return;
  g_object_ref (self->pay_box);
  adw_bin_set_child (narrow ? self->pay_place : self->bottom, NULL);
  adw_bin_set_child (place, self->pay_box);
  g_object_unref (self->pay_box);
}

void
cabinet_top_up_form_set_amount (CabinetTopUpForm *self, const CabinetMoney *amount)
{
  g_return_if_fail (CABINET_IS_TOP_UP_FORM (self) && amount != NULL);

  fill (self, amount);
  self->typed = TRUE;
}

/* The place below all the ways, for another one. */
AdwBin *
cabinet_top_up_form_get_end (CabinetTopUpForm *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP_FORM (self), NULL);

  return self->end;
}
