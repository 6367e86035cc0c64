/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-offer-cards.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-date-button.h"
#include "cabinet-open.h"
#include "cabinet-plan-rows.h"

/* Of a block for which the provider tells no length. */
#define USUAL_DAYS 30

struct _CabinetOfferCards
{
  GtkWidget parent_instance;

  GtkBox *box;
  CabinetDateButton *from; /* nullable: no days can be chosen now */
  CabinetDateButton *to;
  CabinetPromiseOffer *promise;
  CabinetSuspensionOffer *suspension;
  CabinetDate today;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetOfferCards, cabinet_offer_cards, GTK_TYPE_WIDGET)

static void
choose (CabinetOfferCards *self, CabinetChangeRequest *request)
{
  const char *title =
    request->kind == CABINET_CHANGE_KIND_PROMISE ? _ ("Promised payment") : _ ("Voluntary block");

  g_signal_emit (self, signals[CHOSEN], 0, request, title);
}

static CabinetChangeRequest *
new_request (CabinetChangeKind kind, const char *target)
{
  CabinetChangeRequest *request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);

  request->kind = kind;
  request->target_id = g_strdup (target);
  request->when = CABINET_CHANGE_WHEN_NOW;
  return request;
}

static void
take_cb (GtkButton *button, CabinetOfferCards *self)
{
  CabinetPromiseChoice *choice = g_object_get_data (G_OBJECT (button), "record");
  g_autoptr (CabinetChangeRequest) request = new_request (CABINET_CHANGE_KIND_PROMISE, choice->id);

  choose (self, request);
}

static void
block_cb (CabinetOfferCards *self)
{
  g_autoptr (CabinetChangeRequest) request =
    new_request (CABINET_CHANGE_KIND_SUSPEND, self->suspension->target_id);

  if (self->from != NULL && cabinet_date_button_get_date (self->from) > self->today)
    {
      request->from = cabinet_date_button_get_date (self->from);
      request->when = CABINET_CHANGE_WHEN_DATE;
      request->date = request->from;
    }
  if (self->to != NULL)
    request->to = cabinet_date_button_get_date (self->to);
  choose (self, request);
}

static void
resume_cb (CabinetOfferCards *self)
{
  g_autoptr (CabinetChangeRequest) request =
    new_request (CABINET_CHANGE_KIND_RESUME, self->suspension->target_id);

  choose (self, request);
}

static void
open_cb (GtkButton *button, const char *address)
{
  cabinet_widget_open_address (GTK_WIDGET (button), address);
}

/* @name: for who does not see what the button stands beside. */
static GtkWidget *
button_new (const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *words = name != NULL ? g_strdup_printf ("%s: %s", label, name) : NULL;

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return button;
}

static GtkBox *
add_card (CabinetOfferCards *self, const char *title)
{
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_margin_top (heading, 8);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (self->box, heading);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "plan-rows");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (self->box, card);
  return GTK_BOX (card);
}

/* What else there is to know, below the rest. @suffix: (nullable) */
static void
add_terms (GtkBox *card, const char *text, GtkWidget *suffix)
{
  const gboolean empty = text == NULL || *text == '\0';
  GtkWidget *row, *label;

  if (empty && suffix == NULL)
    return;
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  label = cabinet_wrapping_label_new (empty ? "" : text, "caption");
  gtk_widget_add_css_class (label, "fact");
  gtk_widget_add_css_class (row, "plan-row");
  gtk_box_append (GTK_BOX (row), label);
  if (suffix != NULL)
    gtk_box_append (GTK_BOX (row), suffix);
  gtk_box_append (card, row);
}

static void
add_obstacle (GtkBox *card, CabinetCapabilityAnswer answer, const char *reason, const char *url)
{
  GtkWidget *open = NULL;

  if (answer == CABINET_CAPABILITY_ANSWER_ELSEWHERE && url != NULL)
    {
      open = button_new (_ ("Open the page"), NULL);
      g_signal_connect_data (open, "clicked", G_CALLBACK (open_cb), g_strdup (url), (GClosureNotify) g_free,
                             0);
    }
  gtk_box_append (
    card,
    cabinet_plan_row_new (
      answer == CABINET_CAPABILITY_ANSWER_BY_REQUEST ? "cabinet-office-symbolic" : "cabinet-lock-symbolic",
      open != NULL ? _ ("On the provider's page") : C_ ("offer", "Not available now"), NULL, reason, open));
}

static void
add_choice (CabinetOfferCards *self, GtkBox *card, CabinetPromiseChoice *choice)
{
  g_autofree char *words = cabinet_promise_choice_dup_words (choice);
  GtkWidget *button = NULL;
  GtkWidget *row;

  if (self->promise->available == CABINET_CAPABILITY_ANSWER_YES)
    {
      button = button_new (C_ ("promised payment", "Take…"), words);
      g_object_set_data_full (G_OBJECT (button), "record", g_object_ref (choice), g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (take_cb), self, 0);
    }
  row = cabinet_plan_row_new ("cabinet-wallet-symbolic", words, NULL, NULL, button);
  if (button == NULL)
    gtk_widget_add_css_class (row, "unavailable");
  gtk_box_append (card, row);
}

static char *
dup_uses (CabinetPromiseOffer *offer)
{
  if (offer->uses_left <= 0)
    return NULL;
  return g_strdup_printf (
    ngettext ("Once more this month", "%d times more this month", (gulong) offer->uses_left),
    (int) offer->uses_left);
}

static void
fill_promise (CabinetOfferCards *self)
{
  CabinetPromiseOffer *offer = self->promise;
  GtkBox *card = add_card (self, _ ("Promised payment"));
  g_autofree char *active = cabinet_promise_offer_dup_state_words (offer);
  g_autofree char *uses = dup_uses (offer);
  g_autofree char *words = NULL;

  if (active != NULL)
    gtk_box_append (card, cabinet_plan_row_new ("cabinet-check-symbolic", active, NULL, NULL, NULL));
  else if (offer->available != CABINET_CAPABILITY_ANSWER_YES)
    add_obstacle (card, offer->available, offer->reason, offer->url);
  for (guint i = 0; active == NULL && i < cabinet_list_length (offer->choices); i++)
    add_choice (self, card, cabinet_list_get (offer->choices, i));
  if (uses != NULL && offer->terms != NULL)
    words = g_strdup_printf ("%s\n%s", uses, offer->terms);
  add_terms (card, words != NULL ? words : uses != NULL ? uses : offer->terms, NULL);
}

/* The last day follows the first. */
static void
from_changed_cb (CabinetOfferCards *self)
{
  CabinetSuspensionOffer *offer = self->suspension;
  const CabinetDate from = cabinet_date_button_get_date (self->from);

  if (self->to != NULL)
    cabinet_date_button_set_range (self->to, from + (CabinetDate) MAX (offer->min_days, 1) - 1,
                                   offer->max_days > 0 ? from + (CabinetDate) offer->max_days - 1
                                                       : CABINET_DATE_NONE);
}

static CabinetDateButton *
add_day (GtkBox *card, const char *label)
{
  GtkWidget *button = cabinet_date_button_new (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (card, cabinet_plan_row_new ("cabinet-calendar-symbolic", label, NULL, NULL, button));
  return CABINET_DATE_BUTTON (button);
}

/* The days are the person's; how far they may go the provider says. */
static void
add_days (CabinetOfferCards *self, GtkBox *card)
{
  CabinetSuspensionOffer *offer = self->suspension;
  const CabinetDate first = MAX (offer->earliest, self->today);
  const gint64 days = offer->min_days > 0 ? offer->min_days : USUAL_DAYS;

  if (!offer->immediate_only)
    {
      self->from = add_day (card, C_ ("voluntary block", "First day"));
      cabinet_date_button_set_range (self->from, first, CABINET_DATE_NONE);
      cabinet_date_button_set_date (self->from, first);
      g_signal_connect_object (self->from, "changed", G_CALLBACK (from_changed_cb), self, G_CONNECT_SWAPPED);
    }
  if (!offer->open_ended)
    {
      self->to = add_day (card, C_ ("voluntary block", "Last day"));
      cabinet_date_button_set_date (self->to, first + (CabinetDate) days - 1);
    }
  if (self->from != NULL)
    from_changed_cb (self);
}

static void
add_block (CabinetOfferCards *self, GtkBox *card, const char *words)
{
  CabinetSuspensionOffer *offer = self->suspension;
  const gboolean running = offer->state == CABINET_SUSPENSION_STATE_RUNNING;
  GtkWidget *button = NULL;

  if (offer->resume == CABINET_CAPABILITY_ANSWER_YES)
    {
      button = button_new (running ? C_ ("voluntary block", "End it…") : C_ ("voluntary block", "Take back…"),
                           words);
      g_signal_connect_object (button, "clicked", G_CALLBACK (resume_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_box_append (card,
                  cabinet_plan_row_new (running ? "cabinet-pause-symbolic" : "cabinet-clock-symbolic", words,
                                        NULL, button == NULL ? offer->resume_reason : NULL, button));
}

static void
fill_suspension (CabinetOfferCards *self)
{
  CabinetSuspensionOffer *offer = self->suspension;
  GtkBox *card = add_card (self, _ ("Voluntary block"));
  g_autofree char *state = cabinet_suspension_offer_dup_state_words (offer);
  g_autofree char *terms = cabinet_suspension_offer_dup_terms (offer);
  GtkWidget *button = NULL;

  if (state != NULL)
    add_block (self, card, state);
  else if (offer->available == CABINET_CAPABILITY_ANSWER_YES)
    {
      add_days (self, card);
      button = button_new (C_ ("voluntary block", "Block…"), NULL);
      g_signal_connect_object (button, "clicked", G_CALLBACK (block_cb), self, G_CONNECT_SWAPPED);
    }
  else
    add_obstacle (card, offer->available, offer->reason, NULL);
  add_terms (card, terms, button);
}

static gboolean
take (gpointer place, gpointer record)
{
  CabinetRecord **shown = place;

  if (*shown == record
      || (*shown != NULL && record != NULL && cabinet_record_equal (*shown, CABINET_RECORD (record))))
    return FALSE;
  g_set_object (shown, (CabinetRecord *) record);
  return TRUE;
}

/**
 * cabinet_offer_cards_show:
 * @plan: (nullable): whose offers to show; what is shown already stays as it is
 */
void
cabinet_offer_cards_show (CabinetOfferCards *self, CabinetPlan *plan)
{
  CabinetAccount *account = plan != NULL ? cabinet_plan_get_account (plan) : NULL;
  const CabinetDate today = account != NULL ? cabinet_account_get_today (account) : CABINET_DATE_NONE;
  gboolean other = today != self->today;

  g_return_if_fail (CABINET_IS_OFFER_CARDS (self));

  self->today = today;
  other |= take (&self->promise, plan != NULL ? cabinet_plan_get_promise (plan) : NULL);
  other |= take (&self->suspension, plan != NULL ? cabinet_plan_get_suspension (plan) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->promise != NULL || self->suspension != NULL);
  if (!other)
    return;
  cabinet_box_clear (self->box);
  self->from = NULL;
  self->to = NULL;
  if (self->promise != NULL)
    fill_promise (self);
  if (self->suspension != NULL)
    fill_suspension (self);
}

static void
cabinet_offer_cards_dispose (GObject *object)
{
  CabinetOfferCards *self = CABINET_OFFER_CARDS (object);

  self->from = NULL;
  self->to = NULL;
  g_clear_object (&self->promise);
  g_clear_object (&self->suspension);
  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_offer_cards_parent_class)->dispose (object);
}

static void
cabinet_offer_cards_class_init (CabinetOfferCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_offer_cards_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", CABINET_TYPE_OFFER_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, CABINET_TYPE_CHANGE_REQUEST, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "offercards");
}

static void
cabinet_offer_cards_init (CabinetOfferCards *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
