/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "ubilling-change.h"

#include <glib/gi18n-lib.h>

#define PREVIEW_LASTS (10 * G_TIME_SPAN_MINUTE)

CabinetChangeRequest *
ubilling_get_wanted (CabinetSequence *sequence)
{
  return CABINET_CHANGE_REQUEST (sequence->call->record);
}

/**
 * ubilling_change_new:
 *
 * Returns: (transfer full): the change that is asked for, as a read has shown it
 */
CabinetChange *
ubilling_change_new (CabinetSequence *sequence, CabinetChangeState state, const char *title)
{
  CabinetChangeRequest *wanted = ubilling_get_wanted (sequence);
  CabinetChange *change = g_object_new (CABINET_TYPE_CHANGE, NULL);
  const char *kind = cabinet_enum_to_nick (CABINET_TYPE_CHANGE_KIND, (int) wanted->kind);

  change->id = g_strdup_printf ("%s:%s", kind, wanted->target_id);
  change->key = g_strdup (sequence->call->key);
  change->kind = wanted->kind;
  change->target_id = g_strdup (wanted->target_id);
  change->title = g_strdup (title);
  change->state = state;
  change->ordered_at = sequence->call->asked_at != 0 ? sequence->call->asked_at : cabinet_instant_now ();
  if (state == CABINET_CHANGE_STATE_DONE)
    {
      change->done_at = cabinet_instant_now ();
      change->effective_on = ubilling_get_today ();
    }
  return change;
}

/**
 * ubilling_make_token:
 * @cost: what a change is confirmed for
 *
 * Returns: (transfer full): what ties it to its preview
 */
char *
ubilling_make_token (const CabinetMoney *cost)
{
  g_autofree char *sum = cabinet_money_to_exact_decimal (cost);

  return g_strdup_printf ("cost:%s", sum);
}

/**
 * ubilling_preview_new:
 * @rows: what is connected now
 * @cost: what is taken at once
 *
 * Returns: (transfer full): a preview that leaves the fees as they are
 */
CabinetChangePreview *
ubilling_preview_new (CabinetSequence *sequence, const char *title, GPtrArray *rows, const CabinetMoney *cost)
{
  CabinetChangePreview *preview = g_object_new (CABINET_TYPE_CHANGE_PREVIEW, NULL);
  CabinetDate today = ubilling_get_today ();

  preview->token = ubilling_make_token (cost);
  preview->expires_at = cabinet_instant_now () + PREVIEW_LASTS;
  preview->title = g_strdup (title);
  preview->effective_on = today;
  preview->cost_now = *cost;
  preview->fee_before = ubilling_rows_sum (rows, cost->currency, today);
  preview->fee_after = preview->fee_before;
  return preview;
}

/**
 * ubilling_preview_add_services:
 * @rows: what is connected once the change acts
 */
void
ubilling_preview_add_services (CabinetChangePreview *preview, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (CabinetServiceLine) line =
        ubilling_row_to_line (g_ptr_array_index (rows, i), CABINET_LINE_STATE_ACTIVE, preview->effective_on);

      g_list_store_append (preview->services_after, line);
    }
}

/**
 * ubilling_check_token:
 * @token: (nullable): of the preview
 * @cost: what it costs now
 *
 * Returns: whether that is what was confirmed
 */
gboolean
ubilling_check_token (const char *token, const CabinetMoney *cost, GError **error)
{
  g_autofree char *expected = ubilling_make_token (cost);

  if (token == NULL || g_str_equal (token, expected))
    return TRUE;
  g_propagate_error (error, cabinet_fault_new ("preview-stale"));
  return FALSE;
}

/**
 * ubilling_check_left:
 * @step: of the answer to a change
 * @error: why nothing was changed
 *
 * Returns: whether something may have been: an answer that cannot be read does not say that it was not
 */
gboolean
ubilling_check_left (CabinetSequence *sequence, guint step, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (ubilling_check_answer (sequence, step, &fault) || !ubilling_is_final (fault))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/**
 * ubilling_set_unconfirmed:
 * @error: (out): that a change left, and the read after it does not show it, whatever else that says: nothing
 *   that is wrong with a read is a refusal of the change before it
 */
void
ubilling_set_unconfirmed (GError **error)
{
  cabinet_set_error (error, CABINET_ERROR_UNCONFIRMED, "unconfirmed",
                     _ ("It was sent, and the provider has not shown yet that it was done"));
}
