/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-change-pane-private.h"

#include <glib/gi18n-lib.h>

#include "cabinet-columns.h"
#include "cabinet-plan-words.h"
#include "cabinet-ui.h"

/* From here on the three columns of the table do not fit beside each other. */
#define STACK_FROM 1.5

enum
{
  PROP_NARROW = 1,
  PROP_BUSY,
  N_PROPS
};

enum
{
  CLOSED,
  SETTLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetChangePane, cabinet_change_pane, GTK_TYPE_WIDGET)

/* Looks */

static void
show_waiting (CabinetChangePane *self, const char *words)
{
  gtk_widget_set_visible (self->waiting, words != NULL);
  gtk_spinner_set_spinning (self->spinner, words != NULL);
  gtk_label_set_text (self->waiting_words, words != NULL ? words : "");
}

static void
show_buttons (CabinetChangePane *self, const char *cancel, const char *confirm)
{
  gtk_widget_set_visible (self->buttons, cancel != NULL || confirm != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), cancel != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm), confirm != NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->cancel), confirm == NULL);
  if (cancel != NULL)
    gtk_button_set_label (self->cancel, cancel);
  if (confirm == NULL)
    return;
  gtk_label_set_text (self->confirm_words, confirm);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->confirm), GTK_ACCESSIBLE_PROPERTY_LABEL, confirm, -1);
}

static void
show_notes (CabinetChangePane *self)
{
  const gboolean visible = self->state == STATE_SHOWN || self->state == STATE_SENDING;
  g_autofree char *notes = NULL;

  if (visible)
    notes = cabinet_change_outlook_dup_notes (self->outlook, self->plan);
  gtk_label_set_text (self->notes, notes != NULL ? notes : "");
  gtk_widget_set_visible (self->notes_row, visible);
}

void
cabinet_change_pane_set_state (CabinetChangePane *self, CabinetChangePaneState state)
{
  const gboolean was_busy = cabinet_change_pane_get_busy (self);
  g_autofree char *order = NULL;

  self->state = state;
  if (self->target_title != NULL)
    order = cabinet_change_kind_dup_order_words (self->kind, self->target_title);
  gtk_widget_set_visible (self->hint, state == STATE_NOTHING);
  gtk_widget_set_visible (GTK_WIDGET (self->title), state != STATE_NOTHING);
  gtk_widget_set_visible (GTK_WIDGET (self->table), state == STATE_SHOWN || state == STATE_SENDING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), state != STATE_SENDING);
  show_waiting (self, state == STATE_LOADING   ? _ ("Asking the provider what changes")
                      : state == STATE_SENDING ? _ ("Ordered. Waiting until a reading shows it")
                                               : NULL);
  show_notes (self);
  switch (state)
    {
    case STATE_LOADING:
      show_buttons (self, _ ("Cancel"), NULL);
      break;
    case STATE_SHOWN:
      show_buttons (self, _ ("Cancel"), order);
      break;
    case STATE_FAILED:
      show_buttons (self, _ ("Cancel"), _ ("Ask again"));
      break;
    case STATE_UNCONFIRMED:
      show_buttons (self, _ ("Close"), _ ("Look again"));
      break;
    case STATE_DONE:
      show_buttons (self, _ ("Done"), NULL);
      break;
    case STATE_NOTHING:
    case STATE_SENDING:
    default:
      show_buttons (self, NULL, NULL);
    }
  if (cabinet_change_pane_get_busy (self) != was_busy)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
show_title (CabinetChangePane *self)
{
  CabinetTariff *current = cabinet_plan_get_current_tariff (self->plan);
  const char *name = cabinet_account_get_display_name (cabinet_plan_get_account (self->plan));
  g_autofree char *subject = g_strdup_printf (_ ("What changes in the contract “%s”"), name);
  g_autofree char *title = NULL;

  if (self->kind == CABINET_CHANGE_KIND_TARIFF && current != NULL && self->target_title != NULL)
    title = g_strdup_printf (_ ("“%s” → “%s”"), current->title, self->target_title);
  else if (self->target_title != NULL)
    title = cabinet_change_kind_dup_order_words (self->kind, self->target_title);
  gtk_label_set_text (self->subject, subject);
  gtk_label_set_text (self->title, title != NULL ? title : "");
}

static void
when_changed_cb (CabinetChangePane *self)
{
  if (self->target_id == NULL || cabinet_change_pane_get_busy (self))
    return;
  g_clear_object (&self->outdated);
  cabinet_change_pane_ask_preview (self);
}

static void
confirm_cb (CabinetChangePane *self)
{
  switch (self->state)
    {
    case STATE_SHOWN:
      cabinet_change_pane_order (self);
      break;
    case STATE_FAILED:
      cabinet_change_pane_ask_preview (self);
      break;
    case STATE_UNCONFIRMED:
      cabinet_plan_refresh_async (self->plan, NULL, NULL, NULL);
      break;
    case STATE_NOTHING:
    case STATE_LOADING:
    case STATE_SENDING:
    case STATE_DONE:
    default:
      break;
    }
}

static void
cancel_cb (CabinetChangePane *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* Object */

/* Right after what they are about, or always in sight below it. */
static void
set_narrow (CabinetChangePane *self, gboolean narrow)
{
  GtkBox *place = narrow ? self->box : self->body;

  self->narrow = narrow;
  if (gtk_widget_get_parent (self->buttons) != GTK_WIDGET (place))
    {
      g_object_ref (self->buttons);
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->buttons)), self->buttons);
      gtk_box_append (place, self->buttons);
      if (narrow)
        gtk_widget_add_css_class (self->buttons, "fixed");
      else
        gtk_widget_remove_css_class (self->buttons, "fixed");
      g_object_unref (self->buttons);
    }
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->body), "page");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->body), "page");
  g_object_set (self->bar, "narrow", narrow, NULL);
}

static void
cabinet_change_pane_map (GtkWidget *widget)
{
  CabinetChangePane *self = CABINET_CHANGE_PANE (widget);

  g_object_set (self->table, "stacked", cabinet_text_scale (widget) >= STACK_FROM, NULL);
  GTK_WIDGET_CLASS (cabinet_change_pane_parent_class)->map (widget);
}

static void
cabinet_change_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetChangePane *self = CABINET_CHANGE_PANE (object);

  if (id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else if (id == PROP_BUSY)
    g_value_set_boolean (value, cabinet_change_pane_get_busy (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_change_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (CABINET_CHANGE_PANE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_change_pane_dispose (GObject *object)
{
  CabinetChangePane *self = CABINET_CHANGE_PANE (object);

  cabinet_change_pane_forget_question (self);
  g_clear_object (&self->outdated);
  g_clear_object (&self->signals);
  g_clear_object (&self->plan);
  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_change_pane_parent_class)->dispose (object);
}

static void
cabinet_change_pane_finalize (GObject *object)
{
  CabinetChangePane *self = CABINET_CHANGE_PANE (object);

  g_free (self->target_id);
  g_free (self->target_title);
  g_clear_object (&self->days);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (cabinet_change_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-change-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, body);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, subject);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, title);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, hint);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, when);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, waiting);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, waiting_words);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, table);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, bar);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, notes_row);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, notes);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, buttons);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, cancel);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, confirm);
  gtk_widget_class_bind_template_child (widget_class, CabinetChangePane, confirm_words);
  gtk_widget_class_bind_template_callback (widget_class, when_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
cabinet_change_pane_class_init (CabinetChangePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_CHANGE_TABLE);
  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  g_type_ensure (CABINET_TYPE_WHEN_CHOOSER);
  object_class->get_property = cabinet_change_pane_get_property;
  object_class->set_property = cabinet_change_pane_set_property;
  object_class->dispose = cabinet_change_pane_dispose;
  object_class->finalize = cabinet_change_pane_finalize;
  widget_class->map = cabinet_change_pane_map;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CLOSED] =
    g_signal_new ("closed", CABINET_TYPE_CHANGE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", CABINET_TYPE_CHANGE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "changepane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_change_pane_init (CabinetChangePane *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->signals = g_signal_group_new (CABINET_TYPE_PLAN);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (cabinet_change_pane_look_for_order),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_change_pane_set_state (self, STATE_NOTHING);
}

gboolean
cabinet_change_pane_get_busy (CabinetChangePane *self)
{
  g_return_val_if_fail (CABINET_IS_CHANGE_PANE (self), FALSE);

  return self->state == STATE_SENDING;
}

gboolean
cabinet_change_pane_tells_doubt (CabinetChangePane *self)
{
  g_return_val_if_fail (CABINET_IS_CHANGE_PANE (self), FALSE);

  return self->state == STATE_SENDING || self->state == STATE_UNCONFIRMED;
}

/** cabinet_change_pane_set_plan: of another contract, so nothing is chosen. @plan: nullable. */
void
cabinet_change_pane_set_plan (CabinetChangePane *self, CabinetPlan *plan)
{
  g_return_if_fail (CABINET_IS_CHANGE_PANE (self));

  if (!g_set_object (&self->plan, plan))
    return;
  g_signal_group_set_target (self->signals, plan);
  cabinet_change_pane_clear (self);
}

/** cabinet_change_pane_clear: nothing is chosen. What is on its way goes on. */
void
cabinet_change_pane_clear (CabinetChangePane *self)
{
  g_return_if_fail (CABINET_IS_CHANGE_PANE (self));

  cabinet_change_pane_forget_question (self);
  g_clear_object (&self->outdated);
  g_clear_pointer (&self->target_id, g_free);
  g_clear_pointer (&self->target_title, g_free);
  g_clear_object (&self->days);
  cabinet_change_table_clear (self->table);
  cabinet_notice_bar_clear (self->bar);
  gtk_widget_set_visible (GTK_WIDGET (self->when), FALSE);
  cabinet_change_pane_set_state (self, STATE_NOTHING);
  if (self->plan != NULL)
    show_title (self);
}

static void
begin (CabinetChangePane *self, CabinetChangeKind kind, const char *id, const char *title, char **when)
{
  self->kind = kind;
  self->target_id = g_strdup (id);
  self->target_title = g_strdup (title);
  cabinet_when_chooser_set_words (self->when, when,
                                  cabinet_account_get_today (cabinet_plan_get_account (self->plan)));
  show_title (self);
  cabinet_change_pane_ask_preview (self);
}

static void
choose (CabinetChangePane *self, CabinetChangeKind kind, const char *id, const char *title, char **when)
{
  g_return_if_fail (self->plan != NULL);

  cabinet_change_pane_clear (self);
  begin (self, kind, id, title, when);
}

void
cabinet_change_pane_choose_tariff (CabinetChangePane *self, CabinetTariff *tariff)
{
  g_return_if_fail (CABINET_IS_CHANGE_PANE (self));

  choose (self, CABINET_CHANGE_KIND_TARIFF, tariff->id, tariff->title, tariff->when);
}

/** cabinet_change_pane_choose_service: to be switched the other way. */
void
cabinet_change_pane_choose_service (CabinetChangePane *self, CabinetService *service)
{
  const gboolean on =
    service->state == CABINET_SERVICE_STATE_ON || service->state == CABINET_SERVICE_STATE_PENDING_ON;

  g_return_if_fail (CABINET_IS_CHANGE_PANE (self));

  choose (self, on ? CABINET_CHANGE_KIND_SERVICE_OFF : CABINET_CHANGE_KIND_SERVICE_ON, service->id,
          service->title, service->when);
}

/** cabinet_change_pane_choose_offer: a promised payment, or a block and its end; @title: what it is called.
 */
void
cabinet_change_pane_choose_offer (CabinetChangePane *self, CabinetChangeRequest *request, const char *title)
{
  g_return_if_fail (CABINET_IS_CHANGE_PANE (self));
  g_return_if_fail (CABINET_IS_CHANGE_REQUEST (request));
  g_return_if_fail (self->plan != NULL);

  cabinet_change_pane_clear (self);
  self->days = g_object_ref (request);
  begin (self, request->kind, request->target_id, title, NULL);
}
