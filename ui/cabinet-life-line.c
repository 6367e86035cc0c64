/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-life-line.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-columns.h"
#include "cabinet-money-label.h"
#include "cabinet-open.h"
#include "cabinet-ui.h"

struct _CabinetLifeLine
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkLabel *whose;
  CabinetMoneyLabel *sum;
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *advice;
  GtkLabel *number;
  GtkBox *steps;
  GtkWidget *open;
  GtkWidget *again;
  GtkWidget *support;
  GtkWidget *copy;
  GtkWidget *done;
  GtkLabel *qr;
  GtkWidget *calm;

  CabinetTopUp *top_up;
  GSignalGroup *signals;
  GtkLabel *clock; /* of the present step; NULL = none runs */
  guint tick;
  gboolean watching;
};

enum
{
  SIGNAL_AGAIN,
  SIGNAL_DONE,
  SIGNAL_SUPPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetLifeLine, cabinet_life_line, GTK_TYPE_WIDGET)

static const char *
step_title (const CabinetTopUpStep *step)
{
  switch (step->state)
    {
    case CABINET_PAYMENT_STATE_CREATED:
      return C_ ("payment step", "Created");
    case CABINET_PAYMENT_STATE_WAITING:
      return C_ ("payment step", "Waits to be paid");
    case CABINET_PAYMENT_STATE_PAID:
      return C_ ("payment step", "Paid");
    case CABINET_PAYMENT_STATE_CREDITED:
      return C_ ("payment step", "On the balance");
    case CABINET_PAYMENT_STATE_RESTORED:
    default:
      return C_ ("payment step", "Service is back");
    }
}

static char *
paid_details (CabinetPayment *payment)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (payment->bank_code != NULL)
    g_string_append_printf (words, _ ("the bank confirmed, code %s"), payment->bank_code);
  if (payment->card_mask != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", payment->card_mask);
  return words->len > 0 ? g_strdup (words->str) : NULL;
}

static char *
dup_details (CabinetPayment *payment, const CabinetTopUpStep *step)
{
  if (payment == NULL)
    return NULL;
  switch (step->state)
    {
    case CABINET_PAYMENT_STATE_CREATED:
      return g_strdup_printf (_ ("number %s"), payment->number);
    case CABINET_PAYMENT_STATE_WAITING:
      return payment->processor != NULL
               ? g_strdup_printf (_ ("on the page of %s in the browser"), payment->processor)
               : g_strdup (payment->method_title);
    case CABINET_PAYMENT_STATE_PAID:
      return paid_details (payment);
    case CABINET_PAYMENT_STATE_CREDITED:
      if (payment->usual_seconds >= 60)
        return g_strdup_printf (ngettext ("usually within %d minute", "usually within %d minutes",
                                          (gulong) (payment->usual_seconds / 60)),
                                (int) (payment->usual_seconds / 60));
      return payment->usual_seconds > 0 ? g_strdup (_ ("usually at once")) : NULL;
    default:
      return NULL;
    }
}

static gboolean
is_good_so_far (CabinetTopUp *top_up)
{
  switch (cabinet_top_up_get_state (top_up))
    {
    case CABINET_TOP_UP_DECLINED:
    case CABINET_TOP_UP_EXPIRED:
    case CABINET_TOP_UP_REFUNDED:
    case CABINET_TOP_UP_REFUSED:
      return FALSE;
    default:
      return TRUE;
    }
}

static const char *
step_word (CabinetTopUp *top_up, const CabinetTopUpStep *step)
{
  if (step->at != 0 && !step->current)
    return C_ ("payment step", "done");
  if (step->current)
    return C_ ("payment step", "going on now");
  return is_good_so_far (top_up) ? C_ ("payment step", "ahead") : C_ ("payment step", "did not happen");
}

static void show_headline (CabinetLifeLine *self);
static void show_actions (CabinetLifeLine *self);

static gboolean
on_tick (gpointer user_data)
{
  CabinetLifeLine *self = user_data;
  gint64 seconds;
  g_autofree char *text = NULL;

  if (self->clock == NULL)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  if (cabinet_top_up_is_late (self->top_up) != gtk_widget_get_visible (self->support)
      && cabinet_top_up_get_state (self->top_up) == CABINET_TOP_UP_PAID)
    {
      show_headline (self);
      show_actions (self);
    }
  seconds = cabinet_top_up_get_elapsed (self->top_up);
  text = seconds < 3600 ? g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60))
                        : g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                                           (int) (seconds % 60));
  gtk_label_set_text (self->clock, text);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
words_new (const char *title, const char *details, const char *word)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = cabinet_wrapping_label_new (title, "row-title");
  GtkWidget *last = gtk_label_new (word);

  gtk_box_append (GTK_BOX (words), first);
  if (details != NULL)
    {
      GtkWidget *second = cabinet_wrapping_label_new (details, "caption");

      gtk_widget_add_css_class (second, "fact");
      gtk_box_append (GTK_BOX (words), second);
    }
  gtk_label_set_xalign (GTK_LABEL (last), 0);
  gtk_widget_add_css_class (last, "row-state");
  gtk_box_append (GTK_BOX (words), last);
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static void
add_step (CabinetLifeLine *self, const CabinetTopUpStep *step, guint i, guint n)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (self->top_up);
  CabinetAccount *account = cabinet_top_up_get_account (self->top_up);
  const char *word = step_word (self->top_up, step);
  g_autofree char *details = dup_details (payment, step);
  g_autofree char *name =
    /* Translators: a step of a payment: "step 2 of 5, Paid: done" */
    g_strdup_printf (_ ("step %1$u of %2$u, %3$s: %4$s"), i + 1, n, step_title (step), word);
  GtkWidget *row =
    g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "spacing", 12, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (step->current   ? "cabinet-clock-symbolic"
                                                  : step->at != 0 ? "cabinet-check-symbolic"
                                                                  : "cabinet-minus-symbolic");
  GtkWidget *words = words_new (step_title (step), details, word);
  GtkWidget *clock = gtk_label_new (NULL);

  gtk_widget_add_css_class (row, "life-step");
  gtk_widget_add_css_class (row, step->current ? "current" : step->at != 0 ? "done" : "ahead");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (clock, "numeric");
  gtk_widget_set_valign (clock, GTK_ALIGN_START);
  if (step->current)
    {
      self->clock = GTK_LABEL (clock);
    }
  else if (step->at != 0 && account != NULL)
    {
      g_autofree char *at = cabinet_instant_format_clock (step->at, cabinet_account_get_zone (account));

      gtk_label_set_text (GTK_LABEL (clock), at);
    }
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), clock);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (self->steps, row);
}

static void
show_steps (CabinetLifeLine *self)
{
  g_autoptr (GArray) steps = cabinet_top_up_dup_steps (self->top_up);

  self->clock = NULL;
  cabinet_box_clear (self->steps);
  for (guint i = 0; i < steps->len; i++)
    add_step (self, &g_array_index (steps, CabinetTopUpStep, i), i, steps->len);
  if (self->clock != NULL && self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = g_timeout_add_seconds (1, on_tick, self);
  if (self->clock != NULL)
    on_tick (self);
}

static const struct
{
  const char *icon;
  const char *css_class;
} looks[] = {
  [CABINET_TOP_UP_SENDING] = { "cabinet-clock-symbolic", "accent" },
  [CABINET_TOP_UP_WAITING] = { "cabinet-open-symbolic", "accent" },
  [CABINET_TOP_UP_PAID] = { "cabinet-check-symbolic", "success" },
  [CABINET_TOP_UP_CREDITED] = { "cabinet-check-symbolic", "success" },
  [CABINET_TOP_UP_DONE] = { "cabinet-check-symbolic", "success" },
  [CABINET_TOP_UP_DECLINED] = { "cabinet-blocked-symbolic", "error" },
  [CABINET_TOP_UP_EXPIRED] = { "cabinet-clock-symbolic", "warning" },
  [CABINET_TOP_UP_REFUNDED] = { "cabinet-back-symbolic", "warning" },
  [CABINET_TOP_UP_UNCONFIRMED] = { "cabinet-warning-symbolic", "warning" },
  [CABINET_TOP_UP_REFUSED] = { "cabinet-blocked-symbolic", "error" },
  [CABINET_TOP_UP_UNKNOWN] = { "cabinet-unknown-symbolic", "warning" },
};

static void
show_headline (CabinetLifeLine *self)
{
  CabinetTopUpState state = cabinet_top_up_get_state (self->top_up);
  CabinetAccount *account = cabinet_top_up_get_account (self->top_up);
  CabinetMoney amount = cabinet_top_up_get_amount (self->top_up);
  g_autofree char *headline = cabinet_top_up_dup_headline (self->top_up);
  g_autofree char *advice = cabinet_top_up_dup_advice (self->top_up);
  g_autofree char *whose = NULL;

  if (account != NULL)
    whose = g_strdup_printf (_ ("Payment “%s”"), cabinet_account_get_display_name (account));
  gtk_label_set_text (self->whose, whose != NULL ? whose : "");
  cabinet_money_label_set (self->sum, &amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->advice, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);
  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[state].css_class);
}

static void
show_actions (CabinetLifeLine *self)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (self->top_up);
  CabinetTopUpState state = cabinet_top_up_get_state (self->top_up);
  gboolean final = cabinet_top_up_is_final (self->top_up);
  gboolean waiting = state == CABINET_TOP_UP_WAITING;
  g_autofree char *number = payment != NULL ? g_strdup_printf (_ ("No. %s"), payment->number) : NULL;

  gtk_label_set_text (self->number, number != NULL ? number : "");
  gtk_widget_set_visible (self->open, waiting && payment->confirmation_url != NULL);
  gtk_widget_set_visible (self->again, !is_good_so_far (self->top_up));
  gtk_widget_set_visible (self->support,
                          !waiting && state != CABINET_TOP_UP_SENDING && state != CABINET_TOP_UP_DONE);
  gtk_widget_set_visible (self->copy, payment != NULL);
  /* A page that waits to be paid may be left: the payment stays in the list. */
  gtk_widget_set_visible (self->done, final || waiting);
  gtk_button_set_label (GTK_BUTTON (self->done), waiting ? _ ("Pay another sum") : _ ("Done"));
  gtk_widget_set_visible (self->calm, !final);
  gtk_label_set_text (self->qr, waiting && payment->qr_payload != NULL ? payment->qr_payload : "");
  gtk_widget_set_visible (GTK_WIDGET (self->qr), waiting && payment->qr_payload != NULL);
}

static void
update (CabinetLifeLine *self)
{
  if (self->top_up == NULL)
    return;
  show_headline (self);
  show_steps (self);
  show_actions (self);
}

static void
open_cb (CabinetLifeLine *self)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (self->top_up);

  if (payment != NULL && payment->confirmation_url != NULL)
    cabinet_widget_open_address (GTK_WIDGET (self), payment->confirmation_url);
}

static void
again_cb (CabinetLifeLine *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

static void
done_cb (CabinetLifeLine *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
support_cb (CabinetLifeLine *self)
{
  g_autofree char *facts = cabinet_top_up_dup_facts (self->top_up);

  g_signal_emit (self, signals[SIGNAL_SUPPORT], 0, facts);
}

static void
copy_cb (CabinetLifeLine *self)
{
  g_autofree char *facts = cabinet_top_up_dup_facts (self->top_up);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), facts);
}

static void
set_watching (CabinetLifeLine *self, gboolean watching)
{
  watching = watching && self->top_up != NULL;
  if (self->watching == watching)
    return;
  self->watching = watching;
  if (watching)
    cabinet_top_up_start_watching (self->top_up);
  else
    cabinet_top_up_stop_watching (self->top_up);
}

static void
cabinet_life_line_map (GtkWidget *widget)
{
  CabinetLifeLine *self = CABINET_LIFE_LINE (widget);

  GTK_WIDGET_CLASS (cabinet_life_line_parent_class)->map (widget);
  set_watching (self, TRUE);
  update (self);
}

static void
cabinet_life_line_unmap (GtkWidget *widget)
{
  CabinetLifeLine *self = CABINET_LIFE_LINE (widget);

  set_watching (self, FALSE);
  g_clear_handle_id (&self->tick, g_source_remove);
  GTK_WIDGET_CLASS (cabinet_life_line_parent_class)->unmap (widget);
}

static void
cabinet_life_line_dispose (GObject *object)
{
  CabinetLifeLine *self = CABINET_LIFE_LINE (object);

  set_watching (self, FALSE);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->top_up);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_life_line_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, whose);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, sum);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, icon);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, headline);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, advice);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, number);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, steps);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, open);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, again);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, support);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, copy);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, done);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, qr);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, calm);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, support_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
cabinet_life_line_class_init (CabinetLifeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_COLUMNS);
  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
  G_OBJECT_CLASS (klass)->dispose = cabinet_life_line_dispose;
  widget_class->map = cabinet_life_line_map;
  widget_class->unmap = cabinet_life_line_unmap;
  signals[SIGNAL_AGAIN] =
    g_signal_new ("again", CABINET_TYPE_LIFE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] =
    g_signal_new ("done", CABINET_TYPE_LIFE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SUPPORT] = g_signal_new ("support", CABINET_TYPE_LIFE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-life-line.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lifeline");
}

static void
cabinet_life_line_init (CabinetLifeLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (CABINET_TYPE_TOP_UP);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

/* @top_up: (nullable): what to show */
void
cabinet_life_line_set_top_up (CabinetLifeLine *self, CabinetTopUp *top_up)
{
  g_return_if_fail (CABINET_IS_LIFE_LINE (self));

  if (self->top_up == top_up)
    return;
  set_watching (self, FALSE);
  g_set_object (&self->top_up, top_up);
  g_signal_group_set_target (self->signals, top_up);
  set_watching (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
  update (self);
}

/* (transfer none) (nullable) */
CabinetTopUp *
cabinet_life_line_get_top_up (CabinetLifeLine *self)
{
  g_return_val_if_fail (CABINET_IS_LIFE_LINE (self), NULL);

  return self->top_up;
}
