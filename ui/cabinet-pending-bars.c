/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-pending-bars.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-dialogs.h"
#include "cabinet-notice-bar.h"
#include "cabinet-plan-words.h"

struct _CabinetPendingBars
{
  GtkWidget parent_instance;

  GtkBox *box;
  CabinetPlan *plan;
  gboolean narrow;
  char *cancelled; /* id of the change that is being, or could not be, cancelled */
  char *trouble;   /* why it could not; NULL = it is on its way */
};

G_DEFINE_FINAL_TYPE (CabinetPendingBars, cabinet_pending_bars, GTK_TYPE_WIDGET)

static gboolean
is_pending (CabinetChange *change)
{
  return change->state == CABINET_CHANGE_STATE_ORDERED || change->state == CABINET_CHANGE_STATE_PENDING;
}

static GtkWidget *
append_bar (CabinetPendingBars *self)
{
  GtkWidget *bar = cabinet_notice_bar_new ();

  gtk_widget_add_css_class (bar, "inline");
  g_object_set (bar, "narrow", self->narrow, NULL);
  gtk_box_append (self->box, bar);
  return bar;
}

static void
add_bar (CabinetPendingBars *self, CabinetChange *change)
{
  const CabinetDate today = cabinet_account_get_today (cabinet_plan_get_account (self->plan));
  const gboolean ours = g_strcmp0 (change->id, self->cancelled) == 0 && self->cancelled != NULL;
  g_autofree char *state = cabinet_change_dup_state_words (change, today);
  g_autofree char *words = NULL;
  GtkWidget *bar = append_bar (self);

  if (ours && self->trouble != NULL)
    words = g_strdup_printf ("%s. %s", state, self->trouble);
  else if (ours)
    words = g_strdup_printf (_ ("%s. Being cancelled"), state);
  cabinet_notice_bar_set (CABINET_NOTICE_BAR (bar),
                          ours && self->trouble != NULL ? CABINET_NOTICE_WARNING : CABINET_NOTICE_INFO,
                          "cabinet-clock-symbolic", words != NULL ? words : state);
  if (!change->can_cancel || (ours && self->trouble == NULL))
    return;
  cabinet_notice_bar_set_target (CABINET_NOTICE_BAR (bar), g_variant_new_string (change->id));
  cabinet_notice_bar_set_action (CABINET_NOTICE_BAR (bar), _ ("Cancel the change"), "pending.cancel");
}

/* Sent, perhaps by an earlier run of the program, and shown by no read. */
static void
add_doubt (CabinetPendingBars *self, const char *words)
{
  GtkWidget *bar = append_bar (self);

  cabinet_notice_bar_set (CABINET_NOTICE_BAR (bar), CABINET_NOTICE_WARNING, "cabinet-unknown-symbolic",
                          words);
  cabinet_notice_bar_set_action (CABINET_NOTICE_BAR (bar), _ ("Look again"), "tariff.refresh");
}

static CabinetChange *
find_change (CabinetPendingBars *self, const char *id)
{
  GListModel *changes = self->plan != NULL ? cabinet_plan_get_changes (self->plan) : NULL;

  for (guint i = 0; changes != NULL && i < g_list_model_get_n_items (changes); i++)
    {
      CabinetChange *change = cabinet_list_get (changes, i);

      if (g_strcmp0 (change->id, id) == 0)
        return change;
    }
  return NULL;
}

/** cabinet_pending_bars_show: what of @plan's changes is on its way; @ordering: what is in doubt is told
 * elsewhere.
 */
void
cabinet_pending_bars_show (CabinetPendingBars *self, CabinetPlan *plan, gboolean ordering)
{
  GListModel *changes = cabinet_plan_get_changes (plan);
  g_autofree char *doubt = ordering ? NULL : cabinet_plan_dup_unconfirmed_words (plan);

  g_return_if_fail (CABINET_IS_PENDING_BARS (self));

  if (g_set_object (&self->plan, plan))
    {
      g_clear_pointer (&self->cancelled, g_free);
      g_clear_pointer (&self->trouble, g_free);
    }
  cabinet_box_clear (self->box);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      CabinetChange *change = cabinet_list_get (changes, i);

      if (is_pending (change))
        add_bar (self, change);
    }
  if (doubt != NULL)
    add_doubt (self, doubt);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL);
}

/** cabinet_pending_bars_set_narrow: the actions go below the words. */
void
cabinet_pending_bars_set_narrow (CabinetPendingBars *self, gboolean narrow)
{
  g_return_if_fail (CABINET_IS_PENDING_BARS (self));

  self->narrow = narrow;
  for (GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self->box)); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    g_object_set (bar, "narrow", narrow, NULL);
}

typedef struct
{
  GWeakRef bars;
  char *id;
} Asked;

static Asked *
asked_new (CabinetPendingBars *self, const char *id)
{
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->bars, self);
  asked->id = g_strdup (id);
  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_weak_ref_clear (&asked->bars);
  g_free (asked->id);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static char *
trouble_words (const GError *error)
{
  const char *words = cabinet_error_get_words (error);

  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNCONFIRMED))
    return g_strdup (_ ("Whether it was cancelled is not confirmed yet; it is looked for by itself."));
  return g_strdup_printf (_ ("It could not be cancelled: %s"), words != NULL ? words : error->message);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (CabinetPendingBars) self = g_weak_ref_get (&asked->bars);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetChange) change = cabinet_plan_change_finish (CABINET_PLAN (source), result, &error);

  if (self == NULL || self->plan != CABINET_PLAN (source) || g_strcmp0 (self->cancelled, asked->id) != 0)
    return;
  if (change == NULL)
    self->trouble = trouble_words (error);
  else
    g_clear_pointer (&self->cancelled, g_free);
  cabinet_pending_bars_show (self, self->plan, self->cancelled != NULL && self->trouble == NULL);
}

static void
agreed_cb (GtkWindow *parent, const char *text, gpointer data)
{
  Asked *asked = data;
  g_autoptr (CabinetPendingBars) self = g_weak_ref_get (&asked->bars);
  CabinetChange *change = self != NULL ? find_change (self, asked->id) : NULL;

  if (change == NULL)
    return;
  g_free (self->cancelled);
  self->cancelled = g_strdup (asked->id);
  g_clear_pointer (&self->trouble, g_free);
  cabinet_plan_cancel_async (self->plan, change, NULL, cancelled_cb, asked_new (self, asked->id));
  cabinet_pending_bars_show (self, self->plan, self->cancelled != NULL && self->trouble == NULL);
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetPendingBars *self = CABINET_PENDING_BARS (widget);
  CabinetChange *change = find_change (self, g_variant_get_string (parameter, NULL));
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *state = NULL;
  g_autofree char *body = NULL;

  if (change == NULL || !GTK_IS_WINDOW (root))
    return;
  state = cabinet_change_dup_state_words (change,
                                          cabinet_account_get_today (cabinet_plan_get_account (self->plan)));
  body = g_strdup_printf (_ ("%s. If it is cancelled, the contract “%s” stays as it is now."), state,
                          cabinet_account_get_display_name (cabinet_plan_get_account (self->plan)));
  cabinet_dialog_confirm (GTK_WINDOW (root), _ ("Cancel the change?"), body, _ ("Cancel the _Change"), TRUE,
                          agreed_cb, asked_new (self, change->id), asked_free);
}

static void
cabinet_pending_bars_dispose (GObject *object)
{
  CabinetPendingBars *self = CABINET_PENDING_BARS (object);

  g_clear_object (&self->plan);
  g_clear_pointer (&self->cancelled, g_free);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_pending_bars_parent_class)->dispose (object);
}

static void
cabinet_pending_bars_class_init (CabinetPendingBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_pending_bars_dispose;
  gtk_widget_class_install_action (widget_class, "pending.cancel", "s", cancel_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_pending_bars_init (CabinetPendingBars *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
