/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

/* What ties an order to its preview: how the contract was, what is wanted, and on what terms. By the first
 * part it is known later whether anything has come of the order, so that prices stay out of it. */

/**
 * abills_get_terms_path:
 *
 * Returns: (transfer none) (nullable): where the terms of the change stand; %NULL = where it shows, too
 */
const char *
abills_get_terms_path (CabinetChangeRequest *wanted)
{
  switch (wanted->kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
      return "user/internet/tariffs/all";
    case CABINET_CHANGE_KIND_PROMISE:
      return "user/credit";
    case CABINET_CHANGE_KIND_SUSPEND:
      return "user/config";
    default:
      return NULL;
    }
}

static JsonObject *
find_terms (CabinetSequence *sequence, CabinetChangeRequest *wanted, guint step)
{
  char kind =
    abills_parse_id (wanted->target_id, ABILLS_ID_EXTRA) != NULL ? ABILLS_ID_EXTRA : ABILLS_ID_INTERNET;

  switch (wanted->kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
      return abills_find_tariff (abills_get_rows (sequence, step), wanted->target_id);
    case CABINET_CHANGE_KIND_PROMISE:
      return cabinet_sequence_get_object (sequence, step);
    case CABINET_CHANGE_KIND_SUSPEND:
      return abills_get_block_terms (cabinet_sequence_get_object (sequence, step));
    case CABINET_CHANGE_KIND_SERVICE_ON:
    case CABINET_CHANGE_KIND_ACTIVATE:
      return abills_find_row (abills_get_rows (sequence, step), "id", wanted->target_id, kind);
    default:
      return NULL;
    }
}

static char *
dup_state (CabinetChangeRequest *wanted, JsonObject *user)
{
  gboolean promise = wanted->kind == CABINET_CHANGE_KIND_PROMISE;
  CabinetMoney credit = cabinet_loose_get_money (promise ? user : NULL, "credit", "XXX");
  CabinetDate until = cabinet_loose_get_date (promise ? user : NULL, "creditDate");

  return g_strdup_printf ("%" G_GINT64_FORMAT "/%u;", credit.micros, until);
}

/* Of the row of terms, what a preview shows: only that can be told as another. */
static const char *const *
get_members (CabinetChangeRequest *wanted)
{
  static const char *const now[] = { "tpFee", "monthFee", "dayFee", NULL };
  static const char *const later[] = { "monthFee", "dayFee", NULL };
  static const char *const service[] = { "price", "period", "activatePrice", "monthFee", "dayFee", NULL };
  static const char *const promise[] = { "creditSum", "creditDays", "creditChgPrice", NULL };
  static const char *const block[] = { "activeFees", "dailyFees", NULL };

  switch (wanted->kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
      return wanted->when == CABINET_CHANGE_WHEN_NOW ? now : later;
    case CABINET_CHANGE_KIND_PROMISE:
      return promise;
    case CABINET_CHANGE_KIND_SUSPEND:
      return block;
    default:
      return service;
    }
}

/**
 * abills_dup_token:
 * @user: number of the answer that is /user, if the change shows there
 * @terms: number of the answer that has its terms
 *
 * Returns: (transfer full): the token
 */
char *
abills_dup_token (CabinetSequence *sequence, guint user, guint terms)
{
  CabinetChangeRequest *wanted = CABINET_CHANGE_REQUEST (sequence->call->record);
  const char *const *members = get_members (wanted);
  JsonObject *row = find_terms (sequence, wanted, terms);
  g_autofree char *state = dup_state (wanted, cabinet_sequence_get_object (sequence, user));
  GString *token = g_string_new (state);

  g_string_append_printf (token, "%d/%s/%d/%u/%u/%u;", wanted->kind, wanted->target_id, wanted->when,
                          wanted->date, wanted->from, wanted->to);
  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_autofree char *text = cabinet_loose_dup_text (row, members[i]);

      if (text != NULL)
        g_string_append_printf (token, "%s=%s/", members[i], text);
    }
  return g_string_free (token, FALSE);
}

/**
 * abills_is_as_confirmed:
 * @user: (nullable): /user
 *
 * Returns: whether the contract is as it was when the change was confirmed: then nothing has come of it
 */
gboolean
abills_is_as_confirmed (CabinetChangeRequest *wanted, JsonObject *user)
{
  g_autofree char *state = dup_state (wanted, user);

  return wanted->preview_token != NULL && g_str_has_prefix (wanted->preview_token, state);
}
