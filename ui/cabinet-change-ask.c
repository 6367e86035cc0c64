/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-change-pane-private.h"
#include "cabinet-dialogs.h"
#include "cabinet-plan-words.h"

/* What a pane asks a provider, and what it tells of the answers. */

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

/* What was confirmed is not what would happen any more: nothing was ordered, and here is what is other. */
static void
tell_moved (CabinetChangePane *self)
{
  const CabinetDate today = cabinet_account_get_today (cabinet_plan_get_account (self->plan));
  g_auto (GStrv) moved = cabinet_change_outlook_dup_moved (self->outlook, self->outdated, today);
  g_autofree char *lines = g_strjoinv ("\n", moved);
  g_autofree char *words = NULL;

  if (*moved == NULL)
    words = g_strdup (_ ("The offer had run out, so nothing was ordered. Nothing in it has changed; you can "
                         "order it now."));
  else
    words = g_strdup_printf (
      "%s\n%s", _ ("The conditions have changed since they were shown, so nothing was ordered:"), lines);
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
      cabinet_change_pane_set_state (self, STATE_FAILED);
      return;
    }
  g_set_object (&self->outlook, outlook);
  cabinet_change_table_show (self->table, self->plan, outlook);
  cabinet_notice_bar_clear (self->bar);
  if (self->outdated != NULL)
    tell_moved (self);
  g_clear_object (&self->outdated);
  cabinet_change_pane_set_state (self, STATE_SHOWN);
}

void
cabinet_change_pane_forget_question (CabinetChangePane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->outlook);
  self->serial++;
}

void
cabinet_change_pane_ask_preview (CabinetChangePane *self)
{
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);

  cabinet_change_pane_forget_question (self);
  self->cancellable = g_cancellable_new ();
  request->kind = self->kind;
  request->target_id = g_strdup (self->target_id);
  request->when = cabinet_when_chooser_get_when (self->when);
  request->date = cabinet_when_chooser_get_date (self->when);
  if (self->days != NULL)
    {
      request->when = self->days->when;
      request->date = self->days->date;
      request->from = self->days->from;
      request->to = self->days->to;
    }
  if (self->outdated == NULL)
    cabinet_notice_bar_clear (self->bar);
  cabinet_change_pane_set_state (self, STATE_LOADING);
  cabinet_plan_preview_async (self->plan, request, self->cancellable, preview_cb, asked_new (self, NULL));
}

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
  cabinet_change_pane_set_state (self, STATE_DONE);
  g_signal_emit_by_name (self, "settled");
}

static void
tell_unconfirmed (CabinetChangePane *self)
{
  tell (self, CABINET_NOTICE_WARNING, "cabinet-unknown-symbolic",
        _ ("Not confirmed: the order has left, but no reading shows it yet. Do not order it again. It is "
           "looked for by itself; if it is not here in an hour, ask the provider."));
  cabinet_change_pane_set_state (self, STATE_UNCONFIRMED);
  g_signal_emit_by_name (self, "settled");
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
      g_set_object (&self->outdated, self->outlook);
      cabinet_change_pane_ask_preview (self);
    }
  else
    {
      cabinet_change_pane_set_state (self, STATE_SHOWN);
      if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH) && self->outlook->proof_needed)
        ask_secret (self, TRUE);
      else if (g_strcmp0 (code, "confirmation-needed") == 0)
        ask_secret (self, FALSE);
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
  cabinet_change_pane_set_state (self, STATE_SENDING);
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

/* An order that was in doubt is there after all. */
void
cabinet_change_pane_look_for_order (CabinetChangePane *self)
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

/* Orders what is shown, with the person's proof if the provider wants one. */
void
cabinet_change_pane_order (CabinetChangePane *self)
{
  if (self->outlook->proof_needed)
    ask_secret (self, FALSE);
  else
    order (self, NULL);
}
