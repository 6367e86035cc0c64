/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-life-line.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-columns.h"
#include "cabinet-life-outlook.h"
#include "cabinet-life-step.h"
#include "cabinet-money-label.h"
#include "cabinet-open.h"
#include "cabinet-qr-code.h"
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
  GtkWidget *timer_box;
  GtkLabel *timer_head;
  GtkLabel *timer;
  GtkLabel *timer_foot;
  GtkBox *steps;
  GtkWidget *primary; /* what to do next; not there when nothing need be done */
  GtkWidget *qr_card;
  CabinetQrCode *qr;
  GtkWidget *open;
  GtkWidget *again;
  CabinetLifeOutlook *outlook;
  GtkWidget *late_card;
  GtkLabel *late_title;
  GtkWidget *late_text;
  GtkWidget *support;
  GtkWidget *copy;
  GtkWidget *done;
  GtkWidget *calm;

  CabinetTopUp *top_up;
  GSignalGroup *signals;
  GSignalGroup *account_signals;
  CabinetLifeStep *current; /* the present step; NULL = none goes on */
  guint tick;
  gboolean watching;
  gboolean narrow;
  gboolean late; /* as it is shown */
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
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

static void show_actions (CabinetLifeLine *self);

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

/* How long the present step goes on, large, once the money was taken. */
static void
show_timer (CabinetLifeLine *self)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (self->top_up);
  CabinetTopUpState state = cabinet_top_up_get_state (self->top_up);
  const gboolean paid = state == CABINET_TOP_UP_PAID || state == CABINET_TOP_UP_CREDITED;
  g_autofree char *usual = NULL;
  g_autofree char *foot = NULL;

  gtk_widget_set_visible (self->timer_box, paid && !self->narrow);
  gtk_label_set_text (self->timer_head,
                      state == CABINET_TOP_UP_PAID ? _ ("since it was paid") : _ ("since it was credited"));
  gtk_widget_set_visible (GTK_WIDGET (self->timer_foot),
                          state == CABINET_TOP_UP_PAID && payment->usual_seconds > 0);
  if (state != CABINET_TOP_UP_PAID)
    return;
  usual = cabinet_elapsed_dup_words (payment->usual_seconds);
  /* Translators: how long it usually takes at most: "usually up to 5:00" */
  foot = g_strdup_printf (_ ("usually up to %s"), usual);
  gtk_label_set_text (self->timer_foot, foot);
}

/* From when on support should be told, and that it is so now. */
static void
show_late (CabinetLifeLine *self)
{
  CabinetAccount *account = cabinet_top_up_get_account (self->top_up);
  CabinetInstant late_at = cabinet_top_up_get_late_at (self->top_up);
  const gboolean restoring = cabinet_top_up_get_state (self->top_up) == CABINET_TOP_UP_CREDITED;
  g_autofree char *clock = NULL;
  g_autofree char *title = NULL;

  self->late = cabinet_top_up_is_late (self->top_up);
  gtk_widget_set_visible (self->late_card, late_at != 0 && account != NULL);
  if (late_at == 0 || account == NULL)
    return;
  clock =
    cabinet_instant_format (late_at, cabinet_account_get_zone (account), cabinet_account_get_today (account));
  if (self->late)
    title = g_strdup_printf (restoring ? _ ("The service should have been back by %s")
                                       : _ ("It should have been credited by %s"),
                             clock);
  else
    title = g_strdup_printf (
      restoring ? _ ("If the service is not back by %s") : _ ("If it is not credited by %s"), clock);
  gtk_label_set_text (self->late_title, title);
  gtk_widget_set_visible (self->late_text, !self->late);
}

static gboolean
on_tick (gpointer user_data)
{
  CabinetLifeLine *self = user_data;
  g_autofree char *text = NULL;

  if (self->current == NULL)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  if (cabinet_top_up_is_late (self->top_up) != self->late)
    {
      show_headline (self);
      show_late (self);
      show_actions (self);
    }
  text = cabinet_elapsed_dup_words (cabinet_top_up_get_elapsed (self->top_up));
  cabinet_life_step_set_elapsed (self->current, text);
  gtk_label_set_text (self->timer, text);
  return G_SOURCE_CONTINUE;
}

static void
show_steps (CabinetLifeLine *self)
{
  g_autoptr (GArray) steps = cabinet_top_up_dup_steps (self->top_up);

  self->current = NULL;
  cabinet_box_clear (self->steps);
  for (guint i = 0; i < steps->len; i++)
    {
      GtkWidget *step = cabinet_life_step_new (self->top_up, steps, i);

      gtk_box_append (self->steps, step);
      if (g_array_index (steps, CabinetTopUpStep, i).current)
        self->current = CABINET_LIFE_STEP (step);
    }
  if (self->current != NULL && self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = g_timeout_add_seconds (1, on_tick, self);
  if (self->current != NULL)
    on_tick (self);
}

/* Who can help: not while it goes its usual way. */
static gboolean
needs_support (CabinetLifeLine *self)
{
  switch (cabinet_top_up_get_state (self->top_up))
    {
    case CABINET_TOP_UP_SENDING:
    case CABINET_TOP_UP_WAITING:
    case CABINET_TOP_UP_DONE:
      return FALSE;
    case CABINET_TOP_UP_PAID:
    case CABINET_TOP_UP_CREDITED:
      return self->late;
    default:
      return TRUE;
    }
}

/* Nothing was taken: it may be tried anew. */
static gboolean
may_pay_again (CabinetTopUpState state)
{
  return state == CABINET_TOP_UP_DECLINED || state == CABINET_TOP_UP_EXPIRED
         || state == CABINET_TOP_UP_REFUNDED || state == CABINET_TOP_UP_REFUSED;
}

static void
show_actions (CabinetLifeLine *self)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (self->top_up);
  CabinetTopUpState state = cabinet_top_up_get_state (self->top_up);
  const gboolean final = cabinet_top_up_is_final (self->top_up);
  const gboolean waiting = state == CABINET_TOP_UP_WAITING;
  const char *qr = waiting ? payment->qr_payload : NULL;
  g_autofree char *number = payment != NULL ? g_strdup_printf (_ ("No. %s"), payment->number) : NULL;

  gtk_label_set_text (self->number, number != NULL ? number : "");
  gtk_widget_set_visible (self->open, waiting && payment->confirmation_url != NULL);
  gtk_button_set_label (GTK_BUTTON (self->open),
                        qr != NULL ? _ ("Pay on this computer") : _ ("Open the page again"));
  gtk_widget_set_visible (self->again, may_pay_again (state));
  gtk_widget_set_visible (self->primary, waiting || may_pay_again (state));
  gtk_widget_set_visible (self->support, needs_support (self));
  gtk_widget_set_visible (self->copy, payment != NULL);
  /* A page that waits to be paid may be left: the payment stays in the list. */
  gtk_widget_set_visible (self->done, final || waiting);
  gtk_button_set_label (GTK_BUTTON (self->done), waiting ? _ ("Pay another sum") : _ ("Done"));
  gtk_widget_set_visible (self->calm, !final);
  gtk_widget_set_visible (self->qr_card, qr != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->qr), cabinet_qr_code_set_text (self->qr, qr));
}

static void
update (CabinetLifeLine *self)
{
  if (self->top_up == NULL)
    return;
  show_headline (self);
  show_timer (self);
  show_late (self);
  show_steps (self);
  show_actions (self);
  cabinet_life_outlook_show (self->outlook, self->top_up);
}

/* The balance was read anew. */
static void
update_outlook (CabinetLifeLine *self)
{
  if (self->top_up != NULL)
    cabinet_life_outlook_show (self->outlook, self->top_up);
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
copy_code_cb (CabinetLifeLine *self)
{
  CabinetPayment *payment = cabinet_top_up_get_payment (self->top_up);

  if (payment != NULL && payment->qr_payload != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), payment->qr_payload);
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
cabinet_life_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, CABINET_LIFE_LINE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_life_line_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetLifeLine *self = CABINET_LIFE_LINE (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->narrow = g_value_get_boolean (value);
  update (self);
}

static void
cabinet_life_line_dispose (GObject *object)
{
  CabinetLifeLine *self = CABINET_LIFE_LINE (object);

  set_watching (self, FALSE);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->account_signals);
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
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, timer_box);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, timer_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, timer);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, timer_foot);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, primary);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, qr_card);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, outlook);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, late_card);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, late_title);
  gtk_widget_class_bind_template_child (widget_class, CabinetLifeLine, late_text);
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
  gtk_widget_class_bind_template_callback (widget_class, copy_code_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
cabinet_life_line_class_init (CabinetLifeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_COLUMNS);
  g_type_ensure (CABINET_TYPE_LIFE_OUTLOOK);
  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
  g_type_ensure (CABINET_TYPE_QR_CODE);
  G_OBJECT_CLASS (klass)->get_property = cabinet_life_line_get_property;
  G_OBJECT_CLASS (klass)->set_property = cabinet_life_line_set_property;
  G_OBJECT_CLASS (klass)->dispose = cabinet_life_line_dispose;
  g_object_class_install_property (
    G_OBJECT_CLASS (klass), PROP_NARROW,
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
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
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (update_outlook), self);
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
  g_signal_group_set_target (self->account_signals,
                             top_up != NULL ? cabinet_top_up_get_account (top_up) : NULL);
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
