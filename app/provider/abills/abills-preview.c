/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

#include "cabinet-charging.h"

/* ABillS tells nothing in advance: a preview is put together from the rows that it lists. What it will really
 * take may differ, and the notes say so. */

#define LASTS (15 * G_TIME_SPAN_MINUTE)

enum
{
  USER,
  INTERNET,
  EXTRA,
  OFFER, /* what is chosen from; by the kind of the change */
};

static CabinetRequest *
read_all (CabinetSequence *sequence, CabinetChangeRequest *wanted, GError **error)
{
  AbillsRead reads[] = {
    [USER] = { "user", ABILLS_NEEDED },
    [INTERNET] = { "user/internet", ABILLS_NEEDED },
    [EXTRA] = { "user/abon", ABILLS_IF_OFFERED },
    [OFFER] = { NULL, ABILLS_NEEDED },
    { NULL },
  };

  reads[OFFER].path = abills_get_terms_path (wanted);
  return abills_read_all (sequence, reads, error);
}

/* A date without a sum is no charge: then the next period begins with the next month. */
static CabinetDate
get_next_period (JsonObject *row, CabinetDate today)
{
  JsonObject *next = cabinet_loose_get_object (row, "nextAbon");
  CabinetDate on = cabinet_loose_get_date (next, "abonDate");

  if (on != CABINET_DATE_NONE && cabinet_loose_get_money (next, "sum", "XXX").micros > 0)
    return on;
  return cabinet_date_add_months (cabinet_date_month_start (today), 1);
}

static void
set_cost (CabinetChangePreview *preview, CabinetMoney cost, CabinetDate on)
{
  g_autoptr (CabinetNextCharge) charge = NULL;

  if (cost.micros <= 0)
    return;
  if (on <= preview->effective_on)
    preview->cost_now = cost;
  charge = g_object_new (CABINET_TYPE_NEXT_CHARGE, NULL);
  charge->on = on;
  charge->amount = cabinet_money (-cost.micros, cost.currency);
  charge->title = g_strdup (preview->title);
  g_list_store_append (preview->charges, charge);
}

static void
set_title (CabinetChangePreview *preview, JsonObject *row)
{
  g_free (preview->title);
  preview->title = cabinet_loose_dup_text (row, "tpName");
  if (preview->title == NULL)
    preview->title = g_strdup ("");
}

static gboolean
refuse (GError **error, const char *code, const char *words)
{
  GError *refusal = cabinet_fault_new (code);

  if (words != NULL)
    {
      g_free (refusal->message);
      refusal->message = g_strdup (words);
      cabinet_error_set_words (refusal, words);
    }
  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
preview_tariff (CabinetSequence *sequence,
                CabinetChangeRequest *wanted,
                CabinetChangePreview *preview,
                GError **error)
{
  const char *currency = abills_get_currency (sequence);
  CabinetDate today = abills_get_today (sequence);
  JsonObject *service = abills_find_service (abills_get_rows (sequence, INTERNET), wanted->target_id);
  JsonObject *tariff = abills_find_tariff (abills_get_rows (sequence, OFFER), wanted->target_id);
  g_autofree char *id = abills_dup_id (ABILLS_ID_INTERNET, service, "id");
  g_autofree char *reason = cabinet_loose_dup_text (tariff, "error");

  if (abills_is_tariff (service, wanted->target_id))
    return refuse (error, "already", _ ("This is the present tariff"));
  if (tariff == NULL || id == NULL)
    return refuse (error, "not-found", NULL);
  if (abills_get_schedule (service) != NULL)
    return refuse (error, "already-pending", NULL);
  if (!cabinet_loose_get_bool (tariff, "canChangeTp"))
    return refuse (error, "not-eligible", reason);
  set_title (preview, tariff);
  if (wanted->when == CABINET_CHANGE_WHEN_NEXT_PERIOD)
    preview->effective_on = get_next_period (service, today);
  else if (wanted->when == CABINET_CHANGE_WHEN_DATE)
    preview->effective_on = wanted->date;
  if (wanted->when == CABINET_CHANGE_WHEN_NOW)
    set_cost (preview, cabinet_loose_get_money (tariff, "tpFee", currency), today);
  else
    preview->can_cancel_until = preview->effective_on - 1;
  preview->notes =
    g_strdup (_ ("The provider does not say in advance what exactly it takes for the change."));
  abills_lines_replace (preview->services_after, id, tariff, currency, today);
  return TRUE;
}

/* The full fee of the month is taken at once, and again on the first day of the next. */
static gboolean
preview_extra (CabinetSequence *sequence,
               CabinetChangeRequest *wanted,
               CabinetChangePreview *preview,
               GError **error)
{
  const char *currency = abills_get_currency (sequence);
  JsonObject *row =
    abills_find_row (abills_get_rows (sequence, EXTRA), "id", wanted->target_id, ABILLS_ID_EXTRA);
  g_autoptr (CabinetServiceLine) line = NULL;

  if (row == NULL)
    return refuse (error, "not-found", NULL);
  if (cabinet_loose_get_bool (row, "active"))
    return refuse (error, "already", NULL);
  if (!cabinet_loose_get_bool (row, "activate"))
    return refuse (error, "not-eligible", _ ("Only the operator switches it on"));
  set_title (preview, row);
  set_cost (preview, cabinet_loose_get_money (row, "price", currency), preview->effective_on);
  preview->notes = g_strdup (_ ("The fee of the whole month is taken at once."));
  line = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);
  line->id = g_strdup (wanted->target_id);
  line->kind = CABINET_SERVICE_KIND_OTHER;
  line->title = g_strdup (preview->title);
  line->state = CABINET_LINE_STATE_ACTIVE;
  line->fee = abills_get_fee (row, currency, preview->effective_on, NULL);
  g_list_store_append (preview->services_after, line);
  return TRUE;
}

static gboolean
preview_promise (CabinetSequence *sequence, CabinetChangePreview *preview, GError **error)
{
  JsonObject *offer = cabinet_sequence_get_object (sequence, OFFER);
  gint64 days = cabinet_loose_get_int (offer, "creditDays");

  if (cabinet_loose_get_array (offer, "creditRules") != NULL)
    {
      cabinet_set_error (
        error, CABINET_ERROR_UNSUPPORTED, "elsewhere",
        _ ("There are several promised payments, to be chosen in the provider's own cabinet"));
      return FALSE;
    }
  g_free (preview->title);
  preview->title = g_strdup (_ ("Promised payment"));
  if (days > 0 && days < 3660)
    preview->ends_on = preview->effective_on + (CabinetDate) days;
  set_cost (preview, cabinet_loose_get_money (offer, "creditChgPrice", abills_get_currency (sequence)),
            preview->effective_on);
  return TRUE;
}

static void
set_states (GListStore *lines, CabinetLineState state)
{
  for (guint i = 0; i < cabinet_list_length (lines); i++)
    CABINET_SERVICE_LINE (cabinet_list_get (lines, i))->state = state;
}

/* What a block costs while it lasts stands in the place of the fees. */
static void
add_daily_fee (CabinetChangePreview *preview, const char *service, CabinetMoney fee)
{
  g_autoptr (CabinetServiceLine) line = NULL;

  if (fee.micros <= 0)
    return;
  line = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);
  line->id = g_strdup_printf ("%c%s", ABILLS_ID_HOLDUP, abills_parse_id (service, ABILLS_ID_INTERNET));
  line->kind = CABINET_SERVICE_KIND_OTHER;
  line->title = g_strdup (preview->title);
  line->state = CABINET_LINE_STATE_ACTIVE;
  line->fee = cabinet_money (fee.micros * cabinet_date_days_in_month (preview->effective_on), fee.currency);
  g_list_store_append (preview->services_after, line);
}

static gboolean
preview_block (CabinetSequence *sequence,
               CabinetChangeRequest *wanted,
               CabinetChangePreview *preview,
               GError **error)
{
  CabinetDate tomorrow = preview->effective_on + 1;
  const char *currency = abills_get_currency (sequence);
  JsonObject *terms;

  g_free (preview->title);
  preview->title = g_strdup (_ ("Voluntary block"));
  if (wanted->kind == CABINET_CHANGE_KIND_RESUME)
    {
      set_states (preview->services_after, CABINET_LINE_STATE_ACTIVE);
      return TRUE;
    }
  if (wanted->from != CABINET_DATE_NONE && wanted->from < tomorrow)
    return refuse (error, "bad-value", _ ("A block begins tomorrow at the earliest"));
  preview->effective_on = wanted->from != CABINET_DATE_NONE ? wanted->from : tomorrow;
  if (wanted->to == CABINET_DATE_NONE || wanted->to < preview->effective_on)
    return refuse (error, "bad-value", _ ("A block needs its last day"));
  preview->ends_on = wanted->to;
  preview->can_cancel_until = preview->effective_on - 1;
  terms = abills_get_block_terms (cabinet_sequence_get_object (sequence, OFFER));
  set_cost (preview, cabinet_loose_get_money (terms, "activeFees", currency), preview->effective_on);
  set_states (preview->services_after, CABINET_LINE_STATE_SUSPENDED);
  add_daily_fee (preview, wanted->target_id, cabinet_loose_get_money (terms, "dailyFees", currency));
  return TRUE;
}

static gboolean
preview_activation (CabinetSequence *sequence,
                    CabinetChangeRequest *wanted,
                    CabinetChangePreview *preview,
                    GError **error)
{
  JsonObject *row =
    abills_find_row (abills_get_rows (sequence, INTERNET), "id", wanted->target_id, ABILLS_ID_INTERNET);

  if (row == NULL)
    return refuse (error, "not-found", NULL);
  set_title (preview, row);
  set_cost (preview, cabinet_loose_get_money (row, "activatePrice", abills_get_currency (sequence)),
            preview->effective_on);
  for (guint i = 0; i < cabinet_list_length (preview->services_after); i++)
    {
      CabinetServiceLine *line = cabinet_list_get (preview->services_after, i);

      if (g_str_equal (line->id, wanted->target_id))
        line->state = CABINET_LINE_STATE_ACTIVE;
    }
  return TRUE;
}

static gboolean
fill (CabinetSequence *sequence, CabinetChangeRequest *wanted, CabinetChangePreview *preview, GError **error)
{
  switch (wanted->kind)
    {
    case CABINET_CHANGE_KIND_TARIFF:
      return preview_tariff (sequence, wanted, preview, error);
    case CABINET_CHANGE_KIND_SERVICE_ON:
      if (abills_parse_id (wanted->target_id, ABILLS_ID_INTERNET) == NULL)
        return preview_extra (sequence, wanted, preview, error);
      return preview_activation (sequence, wanted, preview, error);
    case CABINET_CHANGE_KIND_ACTIVATE:
      return preview_activation (sequence, wanted, preview, error);
    case CABINET_CHANGE_KIND_PROMISE:
      return preview_promise (sequence, preview, error);
    case CABINET_CHANGE_KIND_SUSPEND:
    case CABINET_CHANGE_KIND_RESUME:
      return preview_block (sequence, wanted, preview, error);
    case CABINET_CHANGE_KIND_SERVICE_OFF:
    case CABINET_CHANGE_KIND_UNKNOWN:
    default:
      g_propagate_error (error, abills_unsupported ());
      return FALSE;
    }
}

CabinetRequest *
abills_preview_change (CabinetSequence *sequence, GError **error)
{
  CabinetChangeRequest *wanted = CABINET_CHANGE_REQUEST (sequence->call->record);
  CabinetRequest *next = read_all (sequence, wanted, error);
  const char *currency = abills_get_currency (sequence);
  g_autoptr (GListStore) before = NULL;
  g_autoptr (CabinetChangePreview) preview = NULL;

  if (next != NULL || *error != NULL)
    return next;
  preview = g_object_new (CABINET_TYPE_CHANGE_PREVIEW, NULL);
  preview->token =
    abills_dup_token (sequence, USER,
                      abills_get_terms_path (wanted) != NULL                         ? OFFER
                      : abills_parse_id (wanted->target_id, ABILLS_ID_EXTRA) != NULL ? EXTRA
                                                                                     : INTERNET);
  preview->expires_at = abills_get_now (sequence) + LASTS;
  preview->effective_on = abills_get_today (sequence);
  preview->cost_now = cabinet_money (0, currency);
  before = abills_service_lines_new (abills_get_rows (sequence, INTERNET), abills_get_rows (sequence, EXTRA),
                                     currency, preview->effective_on);
  g_clear_object (&preview->services_after);
  preview->services_after = abills_service_lines_new (
    abills_get_rows (sequence, INTERNET), abills_get_rows (sequence, EXTRA), currency, preview->effective_on);
  if (!fill (sequence, wanted, preview, error))
    return NULL;
  preview->fee_before = cabinet_charging_monthly_fee (G_LIST_MODEL (before), currency);
  preview->fee_after = cabinet_charging_monthly_fee (G_LIST_MODEL (preview->services_after), currency);
  sequence->record = g_steal_pointer (&preview);
  return NULL;
}
