/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-top-up-page.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-form.h"
#include "cabinet-life-line.h"
#include "cabinet-open.h"
#include "cabinet-state-page.h"
#include "cabinet-top-up-form.h"
#include "cabinet-ui.h"

struct _CabinetTopUpPage
{
  CabinetContractPage parent_instance;

  GtkWidget *column;
  GtkStack *stack;
  CabinetTopUpForm *form;
  CabinetLifeLine *line;
  GtkWidget *refusal;
  AdwBin *card_place; /* where nothing else is taken */
  CabinetCardForm *card;
  CabinetStatePage *state;

  CabinetTopUps *top_ups;
  GSignalGroup *account_signals;
  GSignalGroup *signals;
  GCancellable *cancellable;
  CabinetTopUp *put_away; /* the person has seen enough of it */
};

G_DEFINE_FINAL_TYPE (CabinetTopUpPage, cabinet_top_up_page, CABINET_TYPE_CONTRACT_PAGE)

static CabinetCapability *
find_pay (CabinetAccount *account)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (account);

  for (guint i = 0; list != NULL && i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_str_equal (capability->name, "pay"))
        return capability;
    }
  return NULL;
}

static gboolean
has_way (CabinetTopUps *top_ups)
{
  GListModel *methods = cabinet_top_ups_get_methods (top_ups);

  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);

      if (method->available == CABINET_CAPABILITY_ANSWER_YES)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_ways (CabinetTopUps *top_ups)
{
  return g_list_model_get_n_items (cabinet_top_ups_get_methods (top_ups)) > 0;
}

/* The provider's own page to pay on, or its site; nullable. */
static const char *
get_elsewhere (CabinetTopUpPage *self, CabinetCapability *pay)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  const char *url =
    pay != NULL && pay->url != NULL ? pay->url : cabinet_account_get_provider_info (account)->website;

  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")) ? url
                                                                                                  : NULL;
}

static char *
not_now_words (CabinetTopUpPage *self, CabinetCapability *pay)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  g_autofree char *until = NULL;

  if (pay->until == 0)
    return g_strdup (pay->reason != NULL ? pay->reason : _ ("The provider does not say why."));
  until = cabinet_instant_format (pay->until, cabinet_account_get_zone (account),
                                  cabinet_account_get_today (account));
  if (pay->reason == NULL)
    return g_strdup_printf (_ ("It is possible again from: %s."), until);
  /* Translators: %1$s is the provider's reason, %2$s a moment */
  return g_strdup_printf (_ ("%1$s. It is possible again from: %2$s."), pay->reason, until);
}

/* Returns: whether nothing can be paid here, and why is what the page says instead of the form. As long as
 * one way is open it is offered, whatever else was said. */
static gboolean
show_refusal (CabinetTopUpPage *self)
{
  CabinetCapability *pay = find_pay (cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self)));
  const char *elsewhere = get_elsewhere (self, pay);
  g_autofree char *words = NULL;

  if (pay == NULL || has_way (self->top_ups))
    return FALSE;
  switch (pay->answer)
    {
    case CABINET_CAPABILITY_ANSWER_ELSEWHERE:
      cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("Paid at the provider's site"),
                              pay->reason != NULL
                                ? pay->reason
                                : _ ("This provider takes payments on a page of its own. The "
                                     "balance here follows as soon as it is credited."));
      break;
    case CABINET_CAPABILITY_ANSWER_BY_REQUEST:
      cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("Paid by arrangement"),
                              pay->reason != NULL ? pay->reason
                                                  : _ ("Ask the provider how this contract can be paid."));
      cabinet_state_page_set_action (self->state, _ ("Write to support"), "top-up.ask");
      return TRUE;
    case CABINET_CAPABILITY_ANSWER_NOT_NOW:
      words = not_now_words (self, pay);
      cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("Cannot be topped up now"), words);
      cabinet_state_page_set_action (self->state, _ ("Look again"), "top-up.refresh");
      return TRUE;
    case CABINET_CAPABILITY_ANSWER_NO:
      cabinet_state_page_set (
        self->state, CABINET_STATE_PAGE_EMPTY,
        cabinet_top_ups_get_card (self->top_ups, NULL) ? _ ("Only top-up cards are taken here")
                                                       : _ ("Cannot be topped up here"),
        pay->reason != NULL ? pay->reason : _ ("This provider takes no payments through a program."));
      break;
    default:
      if (cabinet_top_ups_get_read_at (self->top_ups) == 0 || has_ways (self->top_ups))
        return FALSE;
      cabinet_state_page_set (
        self->state, CABINET_STATE_PAGE_EMPTY, _ ("Not known whether it can be topped up here"),
        pay->reason != NULL ? pay->reason
                            : _ ("The provider names no way to pay, and does not say that "
                                 "there is none."));
      cabinet_state_page_set_action (self->state, _ ("Look again"), "top-up.refresh");
      break;
    }
  if (elsewhere != NULL)
    cabinet_state_page_set_action (self->state, _ ("Open the provider's site"), "top-up.elsewhere");
  return TRUE;
}

static void
on_elsewhere (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (widget);
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  const char *url = account != NULL ? get_elsewhere (self, find_pay (account)) : NULL;

  if (url != NULL)
    cabinet_widget_open_address (widget, url);
}

static void
on_ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-page", "s", "support");
}

static void
on_refresh (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (widget);
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));

  if (account == NULL)
    return;
  cabinet_account_refresh_overview_async (account, self->cancellable, NULL, NULL);
  cabinet_top_ups_refresh_async (self->top_ups, self->cancellable, NULL, NULL);
}

/* Below what else is taken, or below why nothing is. */
static void
place_card (CabinetTopUpPage *self, gboolean refused)
{
  AdwBin *end = cabinet_top_up_form_get_end (self->form);
  AdwBin *place = refused ? self->card_place : end;
  CabinetCardForm *card = g_object_ref (self->card);

  if (gtk_widget_get_parent (GTK_WIDGET (card)) != GTK_WIDGET (place))
    {
      adw_bin_set_child (refused ? end : self->card_place, NULL);
      adw_bin_set_child (place, GTK_WIDGET (card));
    }
  gtk_widget_set_visible (GTK_WIDGET (end), !refused && gtk_widget_get_visible (GTK_WIDGET (card)));
  g_object_unref (card);
}

/* What is on its way is shown first, also after a restart; else the form, or why there is none. */
static void
update (CabinetTopUpPage *self)
{
  CabinetTopUp *shown = cabinet_life_line_get_top_up (self->line);
  CabinetTopUp *pending;
  gboolean refused;

  if (cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self)) == NULL)
    return;
  pending = cabinet_top_ups_get_pending (self->top_ups);
  if (shown == NULL && pending != NULL && pending != self->put_away)
    cabinet_life_line_set_top_up (self->line, pending);
  shown = cabinet_life_line_get_top_up (self->line);
  cabinet_top_up_form_update (self->form);
  cabinet_card_form_update (self->card);
  refused = show_refusal (self);
  place_card (self, refused);
  if (shown != NULL)
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->line));
  else
    gtk_stack_set_visible_child (self->stack, refused ? self->refusal : GTK_WIDGET (self->form));
}

static void
put_away (CabinetTopUpPage *self)
{
  g_set_object (&self->put_away, cabinet_life_line_get_top_up (self->line));
  cabinet_life_line_set_top_up (self->line, NULL);
  update (self);
}

/* The sum that was declined is what is tried again. */
static void
again_cb (CabinetTopUpPage *self)
{
  CabinetTopUp *shown = cabinet_life_line_get_top_up (self->line);
  CabinetMoney amount = { 0 };

  if (shown != NULL)
    amount = cabinet_top_up_get_amount (shown);
  put_away (self);
  if (cabinet_money_is_set (&amount))
    cabinet_top_up_form_set_amount (self->form, &amount);
}

static void
support_cb (CabinetTopUpPage *self, const char *facts)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-support", "s", facts);
}

static void
created_cb (CabinetTopUpPage *self, CabinetTopUp *top_up)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (top_up);

  cabinet_life_line_set_top_up (self->line, top_up);
  update (self);
  /* A code is scanned where it is shown; the page is the second choice then. */
  if (payment != NULL && payment->confirmation_url != NULL && payment->qr_payload == NULL)
    cabinet_widget_open_address (GTK_WIDGET (self), payment->confirmation_url);
}

static void
cabinet_top_up_page_map (GtkWidget *widget)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (widget);

  GTK_WIDGET_CLASS (cabinet_top_up_page_parent_class)->map (widget);
  if (self->top_ups != NULL)
    cabinet_top_ups_refresh_async (self->top_ups, self->cancellable, NULL, NULL);
}

/* What is on its way is shown, or the form. */
static void
cabinet_top_up_page_account_changed (CabinetContractPage *page)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (page);
  CabinetAccount *account = cabinet_contract_page_get_account (page);
  CabinetTopUps *top_ups = account != NULL ? cabinet_account_get_top_ups (account) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->top_ups, top_ups);
  g_signal_group_set_target (self->account_signals, account);
  g_signal_group_set_target (self->signals, top_ups);
  g_clear_object (&self->put_away);
  cabinet_life_line_set_top_up (self->line, NULL);
  cabinet_top_up_form_set_top_ups (self->form, top_ups);
  cabinet_card_form_set_top_ups (self->card, top_ups);
  update (self);
  if (top_ups != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    cabinet_top_ups_refresh_async (top_ups, self->cancellable, NULL, NULL);
}

static void
cabinet_top_up_page_narrow_changed (CabinetContractPage *page)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (page);
  gboolean narrow = cabinet_contract_page_get_narrow (page);

  cabinet_top_up_form_set_narrow (self->form, narrow);
  g_object_set (self->line, "narrow", narrow, NULL);
}

static void
cabinet_top_up_page_dispose (GObject *object)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (object);

  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (self), NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->signals);
  g_clear_pointer (&self->column, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_top_up_page_parent_class)->dispose (object);
}

static void
cabinet_top_up_page_class_init (CabinetTopUpPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CabinetContractPageClass *page_class = CABINET_CONTRACT_PAGE_CLASS (klass);

  g_type_ensure (CABINET_TYPE_CARD_FORM);
  g_type_ensure (CABINET_TYPE_LIFE_LINE);
  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  g_type_ensure (CABINET_TYPE_TOP_UP_FORM);
  widget_class->map = cabinet_top_up_page_map;
  object_class->dispose = cabinet_top_up_page_dispose;
  page_class->account_changed = cabinet_top_up_page_account_changed;
  page_class->narrow_changed = cabinet_top_up_page_narrow_changed;

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-top-up-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, column);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, card);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, form);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, line);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, state);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, card_place);
  gtk_widget_class_bind_template_callback (widget_class, created_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, put_away);
  gtk_widget_class_bind_template_callback (widget_class, support_cb);
  gtk_widget_class_install_action (widget_class, "top-up.elsewhere", NULL, on_elsewhere);
  gtk_widget_class_install_action (widget_class, "top-up.ask", NULL, on_ask);
  gtk_widget_class_install_action (widget_class, "top-up.refresh", NULL, on_refresh);
  gtk_widget_class_set_css_name (widget_class, "topuppage");
}

static void
cabinet_top_up_page_init (CabinetTopUpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  cabinet_top_up_form_set_narrow (self->form, FALSE);
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (update), self);
  self->signals = g_signal_group_new (CABINET_TYPE_TOP_UPS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

/* @account: (nullable). (transfer floating) */
GtkWidget *
cabinet_top_up_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_TOP_UP_PAGE, "account", account, NULL);
}

/* Fills @amount in, unless a payment is on its way. */
void
cabinet_top_up_page_suggest (CabinetTopUpPage *self, const CabinetMoney *amount)
{
  g_return_if_fail (CABINET_IS_TOP_UP_PAGE (self) && amount != NULL);

  if (cabinet_money_is_set (amount) && amount->micros > 0)
    cabinet_top_up_form_set_amount (self->form, amount);
}
