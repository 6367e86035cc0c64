/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-top-up-form.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-columns.h"
#include "cabinet-money-label.h"
#include "cabinet-notice-bar.h"
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
  GtkListBox *methods;
  CabinetNoticeBar *methods_fault;
  GtkWidget *effect_card;
  CabinetMoneyLabel *after;
  GtkLabel *until;
  GtkBox *effects;
  GtkEditable *email;
  AdwBin *pay_place;
  GtkWidget *pay_box;
  CabinetNoticeBar *fault;
  GtkWidget *pay;
  AdwButtonContent *pay_content;
  GtkLabel *promise;
  AdwBin *bottom;

  CabinetTopUps *top_ups;
  CabinetPaymentMethod *method; /* the chosen one */
  GtkCheckButton *group;
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
  return first != NULL ? g_strdup_printf ("%s · %s", first, fee) : g_steal_pointer (&fee);
}

static gboolean
read_amount (CabinetTopUpForm *self, CabinetMoney *amount, GError **error)
{
  return cabinet_top_ups_parse_amount (self->top_ups, self->method,
                                       gtk_editable_get_text (GTK_EDITABLE (self->amount)), amount, error);
}

static void
add_effect (CabinetTopUpForm *self, const char *key, const char *value, const char *css_class)
{
  GtkWidget *row = cabinet_key_row_new_text (key, value);

  if (css_class != NULL)
    gtk_widget_add_css_class (gtk_widget_get_last_child (row), css_class);
  gtk_box_append (self->effects, row);
}

static void
add_sum (CabinetTopUpForm *self, const char *key, const CabinetMoney *sum)
{
  g_autofree char *words = cabinet_money_format (sum, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);

  add_effect (self, key, words, NULL);
}

static void
show_effect (CabinetTopUpForm *self, CabinetAccount *account, const CabinetMoney *amount)
{
  CabinetTopUpEffect effect;
  CabinetMoney total = *amount;
  g_autofree char *date = NULL;
  g_autofree char *until = NULL;

  cabinet_top_ups_get_effect (self->top_ups, amount, &effect);
  gtk_widget_set_visible (self->effect_card, cabinet_money_is_set (&effect.balance_after));
  cabinet_money_label_set (self->after, &effect.balance_after, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  if (effect.lasts_until != CABINET_DATE_NONE)
    {
      date = cabinet_date_format (effect.lasts_until, CABINET_DATE_STYLE_LONG,
                                  cabinet_account_get_today (account));
      until = g_strdup_printf (_ ("lasts until %s"), date);
    }
  gtk_label_set_text (self->until, until != NULL ? until : "");
  gtk_widget_set_visible (GTK_WIDGET (self->until), until != NULL);
  cabinet_box_clear (self->effects);
  if (effect.clears_debt)
    add_effect (self, _ ("Debt"), _ ("paid off"), "success");
  if (effect.kbps_now > 0 && effect.restores)
    add_effect (self, _ ("Speed"), _ ("comes back"), "success");
  else if (effect.restores)
    add_effect (self, _ ("Service"), _ ("comes back"), "success");
  if (self->method != NULL)
    {
      CabinetMoney fee = cabinet_payment_method_get_fee (self->method, amount);

      add_sum (self, _ ("Fee"), &fee);
      cabinet_money_add (&total, &fee, NULL);
    }
  add_sum (self, _ ("To be taken"), &total);
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

static char *
dup_promise (CabinetTopUpForm *self)
{
  if (self->method == NULL)
    return NULL;
  if (self->method->processor != NULL)
    return g_strdup_printf (
      _ ("The card is typed only on the page of %s in the browser. Cabinet neither sees nor "
         "keeps it."),
      self->method->processor);
  return g_strdup (_ ("The payment is confirmed on a page in the browser."));
}

static void
update_sum (CabinetTopUpForm *self)
{
  CabinetAccount *account = self->top_ups != NULL ? get_account (self) : NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->amount));
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *label = NULL;
  g_autofree char *promise = NULL;
  CabinetMoney amount = { 0 };
  gboolean good;

  if (account == NULL)
    return;
  good = read_amount (self, &amount, &error);
  /* Nobody is told off for a field that is still empty. */
  show_fault (self, good || *typed == '\0' ? NULL : error->message);
  if (good)
    {
      show_effect (self, account, &amount);
      sum = cabinet_money_format (&amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
      label = g_strdup_printf (_ ("Go and pay %s"), sum);
    }
  else
    gtk_widget_set_visible (self->effect_card, FALSE);
  adw_button_content_set_label (self->pay_content, label != NULL ? label : _ ("Go and pay"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pay), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : _ ("Go and pay"), -1);
  gtk_widget_set_sensitive (self->pay, good && self->method != NULL && !self->creating);
  promise = dup_promise (self);
  gtk_label_set_text (self->promise, promise != NULL ? promise : "");
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

static void
method_toggled_cb (GtkCheckButton *check, CabinetTopUpForm *self)
{
  if (!gtk_check_button_get_active (check))
    return;
  g_set_object (&self->method, CABINET_PAYMENT_METHOD (g_object_get_data (G_OBJECT (check), "method")));
  update_sum (self);
}

static void
add_method (CabinetTopUpForm *self, CabinetPaymentMethod *method, gboolean chosen)
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
  if (self->group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->group);
  else
    self->group = GTK_CHECK_BUTTON (check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (method_toggled_cb), self, 0);
  if (possible)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->methods, row);
  if (chosen && possible)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}

static void
show_methods_fault (CabinetTopUpForm *self, gboolean empty)
{
  const GError *error = cabinet_top_ups_get_error (self->top_ups);

  if (!empty)
    cabinet_notice_bar_clear (self->methods_fault);
  else if (error != NULL)
    cabinet_notice_bar_set (
      self->methods_fault, CABINET_NOTICE_WARNING, "cabinet-offline-symbolic",
      _ ("The ways to pay could not be read. Paying needs a connection to the provider."));
  else if (cabinet_top_ups_get_read_at (self->top_ups) == 0)
    cabinet_notice_bar_set (self->methods_fault, CABINET_NOTICE_INFO, "cabinet-clock-symbolic",
                            _ ("The ways to pay are being read"));
  else
    cabinet_notice_bar_set (self->methods_fault, CABINET_NOTICE_INFO, "cabinet-info-symbolic",
                            _ ("This contract cannot be paid here"));
}

static void
show_methods (CabinetTopUpForm *self)
{
  GListModel *methods = cabinet_top_ups_get_methods (self->top_ups);
  guint n = g_list_model_get_n_items (methods);
  g_autofree char *chosen = self->method != NULL ? g_strdup (self->method->id) : NULL;
  gboolean found = FALSE;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->methods))) != NULL)
    gtk_list_box_remove (self->methods, row);
  self->group = NULL;
  g_clear_object (&self->method);
  for (guint i = 0; i < n; i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);
      gboolean take = chosen != NULL ? g_str_equal (method->id, chosen)
                                     : !found && method->available == CABINET_CAPABILITY_ANSWER_YES;

      add_method (self, method, take);
      found = found || take;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->methods), n > 0);
  show_methods_fault (self, n == 0);
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
  show_methods (self);
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
  CabinetMoney amount;

  if (self->creating || self->method == NULL || !gtk_widget_get_sensitive (self->pay)
      || !read_amount (self, &amount, NULL))
    return;
  self->creating = TRUE;
  cabinet_notice_bar_clear (self->fault);
  gtk_widget_set_sensitive (self->pay, FALSE);
  cabinet_top_ups_create_async (self->top_ups, &amount, self->method, gtk_editable_get_text (self->email),
                                RETURN_URL, self->cancellable, on_created, self);
}

static void
cabinet_top_up_form_dispose (GObject *object)
{
  CabinetTopUpForm *self = CABINET_TOP_UP_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->top_ups);
  g_clear_object (&self->method);
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
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, methods);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, methods_fault);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, effect_card);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, after);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, until);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, effects);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, email);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay_box);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, fault);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, pay_content);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, promise);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpForm, bottom);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pay_cb);
}

static void
cabinet_top_up_form_class_init (CabinetTopUpFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_COLUMNS);
  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
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
  g_clear_object (&self->method);
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
