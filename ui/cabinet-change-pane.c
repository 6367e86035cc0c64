/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-change-pane.h"

#include <glib/gi18n-lib.h>

#include "cabinet-change-table.h"
#include "cabinet-columns.h"
#include "cabinet-dialogs.h"
#include "cabinet-notice-bar.h"
#include "cabinet-plan-words.h"
#include "cabinet-ui.h"
#include "cabinet-when-chooser.h"

/* From here on the three columns of the table do not fit beside each other. */
#define STACK_FROM 1.5

typedef enum
{
  STATE_NOTHING,     /* nothing is chosen */
  STATE_LOADING,     /* the provider is asked what the change would do */
  STATE_FAILED,      /* and did not tell */
  STATE_SHOWN,       /* and told: it can be ordered */
  STATE_SENDING,     /* it was ordered */
  STATE_UNCONFIRMED, /* it was, and no read shows what has become of it */
  STATE_DONE,        /* a read shows it */
} State;

struct _CabinetChangePane
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkBox *body;
  GtkLabel *subject;
  GtkLabel *title;
  GtkWidget *hint;
  CabinetWhenChooser *when;
  GtkWidget *waiting;
  GtkSpinner *spinner;
  GtkLabel *waiting_words;
  CabinetChangeTable *table;
  CabinetNoticeBar *bar;
  GtkWidget *notes_row;
  GtkLabel *notes;
  GtkWidget *buttons;
  GtkButton *cancel;
  GtkButton *confirm;
  GtkLabel *confirm_words;

  CabinetPlan *plan;
  GSignalGroup *signals;
  State state;
  gboolean narrow;
  gboolean outdated; /* what is shown was confirmed once, and has changed since */

  CabinetChangeKind kind;
  char *target_id;
  char *target_title;
  CabinetChangeOutlook *outlook;
  GHashTable *known; /* ids of the changes that were there before the order */
  GCancellable *cancellable;
  guint serial; /* of what is chosen: an answer to an earlier choice is not for this one */
};

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

/* What an answer is for. */
typedef struct
{
  GWeakRef pane;
  CabinetChangeOutlook *outlook; /* NULL with a preview */
  guint serial;
} Asked;

static Asked *
asked_new (CabinetChangePane *self, CabinetChangeOutlook *outlook)
{
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->pane, self);
  g_set_object (&asked->outlook, outlook);
  asked->serial = self->serial;
  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_weak_ref_clear (&asked->pane);
  g_clear_object (&asked->outlook);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* (transfer full) (nullable): NULL = nobody waits for it any more. */
static CabinetChangePane *
asked_dup_pane (Asked *asked)
{
  g_autoptr (CabinetChangePane) self = g_weak_ref_get (&asked->pane);

  return self != NULL && self->serial == asked->serial && self->plan != NULL ? g_steal_pointer (&self) : NULL;
}

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

static void
set_state (CabinetChangePane *self, State state)
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
tell (CabinetChangePane *self, CabinetNoticeTone tone, const char *icon_name, const char *words)
{
  cabinet_notice_bar_set (self->bar, tone, icon_name, words);
}

/* Preview */

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
         || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT);
}

static void
tell_failure (CabinetChangePane *self, const GError *error)
{
  g_autofree char *words = cabinet_change_error_dup_words (error);

  if (is_unreachable (error))
    tell (self, CABINET_NOTICE_WARNING, "cabinet-offline-symbolic", words);
  else
    tell (self, CABINET_NOTICE_WARNING, "cabinet-warning-symbolic", words);
}

static void
preview_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (CabinetChangePane) self = asked_dup_pane (asked);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChangeOutlook) outlook =
    cabinet_plan_preview_finish (CABINET_PLAN (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (outlook == NULL)
    {
      tell_failure (self, error);
      set_state (self, STATE_FAILED);
      return;
    }
  g_set_object (&self->outlook, outlook);
  cabinet_change_table_show (self->table, self->plan, outlook);
  if (self->outdated)
    tell (self, CABINET_NOTICE_WARNING, "cabinet-warning-symbolic",
          _ ("The conditions have changed since they were shown, so nothing was ordered. Look at what is "
             "marked."));
  else
    cabinet_notice_bar_clear (self->bar);
  self->outdated = FALSE;
  set_state (self, STATE_SHOWN);
}

static void
forget_question (CabinetChangePane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->outlook);
  self->serial++;
}

static void
ask_preview (CabinetChangePane *self)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);

  forget_question (self);
  self->cancellable = g_cancellable_new ();
  request->kind = self->kind;
  request->target_id = g_strdup (self->target_id);
  request->when = cabinet_when_chooser_get_when (self->when);
  request->date = cabinet_when_chooser_get_date (self->when);
  if (!self->outdated)
    cabinet_notice_bar_clear (self->bar);
  set_state (self, STATE_LOADING);
  cabinet_plan_preview_async (self->plan, request, self->cancellable, preview_cb, asked_new (self, NULL));
}

static void
when_changed_cb (CabinetChangePane *self)
{
  if (self->target_id != NULL && !cabinet_change_pane_get_busy (self))
    ask_preview (self);
}

/* Order */

static void order (CabinetChangePane *self, const char *secret);
static void ask_secret (CabinetChangePane *self, gboolean wrong);

static void
tell_change (CabinetChangePane *self, CabinetChange *change)
{
  const CabinetDate today = cabinet_account_get_today (cabinet_plan_get_account (self->plan));
  g_autofree char *words = cabinet_change_dup_state_words (change, today);
  const gboolean refused = change->state == CABINET_CHANGE_STATE_REFUSED;

  tell (self, refused ? CABINET_NOTICE_WARNING : CABINET_NOTICE_INFO,
        refused                                      ? "cabinet-warning-symbolic"
        : change->state == CABINET_CHANGE_STATE_DONE ? "cabinet-check-symbolic"
                                                     : "cabinet-clock-symbolic",
        words);
  set_state (self, STATE_DONE);
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
tell_unconfirmed (CabinetChangePane *self)
{
  tell (self, CABINET_NOTICE_WARNING, "cabinet-unknown-symbolic",
        _ ("Not confirmed: the order has left, but no reading shows it yet. Do not order it again. It is "
           "looked for by itself; if it is not here in an hour, ask the provider."));
  set_state (self, STATE_UNCONFIRMED);
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
order_failed (CabinetChangePane *self, const GError *error)
{
  const char *code = cabinet_error_get_code (error);

  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_unconfirmed (self);
  else if (g_strcmp0 (code, "preview-stale") == 0 || g_strcmp0 (code, "preview_stale") == 0)
    {
      self->outdated = TRUE;
      ask_preview (self);
    }
  else
    {
      set_state (self, STATE_SHOWN);
      if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH)
          && self->outlook->preview->confirmation_needed)
        ask_secret (self, TRUE);
      else
        tell_failure (self, error);
    }
}

static void
order_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (CabinetChangePane) self = asked_dup_pane (asked);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = cabinet_plan_change_finish (CABINET_PLAN (source), result, &error);

  if (self == NULL || self->state != STATE_SENDING)
    return;
  if (change != NULL)
    tell_change (self, change);
  else
    order_failed (self, error);
}

static void
note_known_changes (CabinetChangePane *self)
{
  GListModel *changes = cabinet_plan_get_changes (self->plan);

  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      CabinetChange *change = cabinet_list_get (changes, i);

      g_hash_table_add (self->known, g_strdup (change->id != NULL ? change->id : change->key));
    }
}

static void
order (CabinetChangePane *self, const char *secret)
{
  cabinet_notice_bar_clear (self->bar);
  note_known_changes (self);
  set_state (self, STATE_SENDING);
  cabinet_plan_order_async (self->plan, self->outlook, secret, NULL, order_cb,
                            asked_new (self, self->outlook));
}

static void
secret_typed_cb (GtkWindow *parent, const char *text, gpointer data)
{
  Asked *asked = data;
  g_autoptr (CabinetChangePane) self = asked_dup_pane (asked);

  if (self == NULL || self->state != STATE_SHOWN || self->outlook != asked->outlook || *text == '\0')
    return;
  order (self, text);
}

/* L4. */
static void
ask_secret (CabinetChangePane *self, gboolean wrong)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *heading = cabinet_change_kind_dup_order_words (self->kind, self->target_title);
  g_autofree char *facts = cabinet_change_outlook_dup_confirmation (self->outlook, self->plan);
  g_autofree char *body =
    wrong ? g_strconcat (_ ("This password did not fit, and nothing was ordered."), "\n\n", facts, NULL)
          : g_strdup (facts);

  if (!GTK_IS_WINDOW (root))
    return;
  cabinet_dialog_ask_secret (GTK_WINDOW (root), heading, body, _ ("Password of the cabinet"), _ ("_Order"),
                             secret_typed_cb, asked_new (self, self->outlook), asked_free);
}

static void
confirm_cb (CabinetChangePane *self)
{
  switch (self->state)
    {
    case STATE_SHOWN:
      if (self->outlook->preview->confirmation_needed)
        ask_secret (self, FALSE);
      else
        order (self, NULL);
      break;
    case STATE_FAILED:
      ask_preview (self);
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

/* An order that was in doubt is there after all. */
static void
plan_changed_cb (CabinetChangePane *self)
{
  GListModel *changes = cabinet_plan_get_changes (self->plan);

  for (guint i = 0; self->state == STATE_UNCONFIRMED && i < g_list_model_get_n_items (changes); i++)
    {
      CabinetChange *change = cabinet_list_get (changes, i);

      if (change->id != NULL && change->kind == self->kind
          && g_strcmp0 (change->target_id, self->target_id) == 0
          && !g_hash_table_contains (self->known, change->id))
        tell_change (self, change);
    }
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

  forget_question (self);
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
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (plan_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_state (self, STATE_NOTHING);
}

gboolean
cabinet_change_pane_get_busy (CabinetChangePane *self)
{
  g_return_val_if_fail (CABINET_IS_CHANGE_PANE (self), FALSE);

  return self->state == STATE_SENDING;
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

  forget_question (self);
  self->outdated = FALSE;
  g_clear_pointer (&self->target_id, g_free);
  g_clear_pointer (&self->target_title, g_free);
  cabinet_change_table_clear (self->table);
  cabinet_notice_bar_clear (self->bar);
  gtk_widget_set_visible (GTK_WIDGET (self->when), FALSE);
  set_state (self, STATE_NOTHING);
  if (self->plan != NULL)
    show_title (self);
}

static void
choose (CabinetChangePane *self, CabinetChangeKind kind, const char *id, const char *title, char **when)
{
  g_return_if_fail (self->plan != NULL);

  cabinet_change_pane_clear (self);
  self->kind = kind;
  self->target_id = g_strdup (id);
  self->target_title = g_strdup (title);
  cabinet_when_chooser_set_words (self->when, when,
                                  cabinet_account_get_today (cabinet_plan_get_account (self->plan)));
  show_title (self);
  ask_preview (self);
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
          service->title, NULL);
}
