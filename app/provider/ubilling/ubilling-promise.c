/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-rich-text.h"
#include "ubilling-change.h"

#define TARGET "credit"
#define STATUS_SUCCESS 0
#define STATUS_DISABLED 1

/* What the creditor answers; its own words are localized, and wanting for some. */
static const struct
{
  const char *code;
  const char *words; /* NULL = as the code says */
} statuses[] = {
  { NULL, NULL },
  { "switched-off", N_ ("The provider has switched promised payments off") },
  { "not-eligible", N_ ("A payment cannot be promised on this day of the month") },
  { "already", N_ ("A payment is promised already") },
  { "not-eligible", N_ ("No payment can be promised while the contract is blocked") },
  { "not-eligible", N_ ("The money on the balance suffices") },
  { "not-enough-money", N_ ("The debt is larger than what can be promised") },
  { "other", N_ ("The provider does not say why not") },
  { "not-eligible", N_ ("With this tariff no payment can be promised") },
  { "limit-reached", N_ ("A payment was promised this month already") },
  { "not-eligible", N_ ("The payment that was promised before is not paid yet") },
};

/* -1 = it says nothing. */
static gint64
get_status (JsonObject *answer)
{
  g_autofree char *text = cabinet_loose_dup_text (answer, "status");
  gint64 status;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &status, NULL) ? status : -1;
}

static gsize
get_line (gint64 status)
{
  return status >= 0 && status < (gint64) G_N_ELEMENTS (statuses) ? (gsize) status : 7;
}

static char *
dup_reason (JsonObject *answer, gint64 status)
{
  g_autofree char *words = cabinet_loose_dup_text (answer, "fullmessage");
  char *plain = cabinet_rich_text_to_plain (words);

  return plain != NULL ? plain : g_strdup (_ (statuses[get_line (status)].words));
}

static CabinetRequest *
ask_creditor (gboolean check)
{
  CabinetRequest *request = ubilling_ask_module ("creditor", "agentcredit");

  if (check)
    cabinet_request_add_query (request, "justcheck", "true");
  else
    cabinet_request_set_change (request);
  return request;
}

static JsonObject *
get_answer (CabinetSequence *sequence, guint step, GError **error)
{
  JsonObject *answer;

  if (!ubilling_check_answer (sequence, step, error))
    return NULL;
  answer = cabinet_sequence_get_object (sequence, step);
  if (get_status (answer) >= 0)
    return answer;
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "status: missing");
  return NULL;
}

static CabinetMoney
get_price (CabinetSequence *sequence, JsonObject *answer)
{
  g_autofree char *text = cabinet_loose_dup_text (answer, "currency");
  const char *currency =
    text != NULL ? ubilling_find_currency (text) : ubilling_get_currency (sequence, NULL);

  return cabinet_loose_get_money (answer, "creditprice", currency);
}

/* As it is shown and confirmed: what is not told costs nothing. */
static CabinetMoney
get_cost (CabinetSequence *sequence, JsonObject *answer)
{
  CabinetMoney price = get_price (sequence, answer);

  return cabinet_money_is_set (&price) ? price : cabinet_money (0, ubilling_get_currency (sequence, NULL));
}

/* When it can be taken the server repeats the last day of the month in place of the term: then it is not
 * told. */
static void
add_choice (CabinetSequence *sequence, CabinetPromiseOffer *offer, JsonObject *answer, gint64 status)
{
  g_autoptr (CabinetPromiseChoice) choice = NULL;

  if (!json_object_has_member (answer, "creditprice"))
    return;
  choice = g_object_new (CABINET_TYPE_PROMISE_CHOICE, NULL);
  choice->id = g_strdup (TARGET);
  choice->days = status != STATUS_SUCCESS ? cabinet_loose_get_int (answer, "creditterm") : 0;
  choice->price = get_price (sequence, answer);
  g_list_store_append (offer->choices, choice);
}

/* A credit with a last day is one that was promised; one without is the operator's own. */
static gboolean
find_credit (CabinetSequence *sequence, JsonObject *userdata, CabinetMoney *credit, CabinetDate *until)
{
  *credit = cabinet_loose_get_money (userdata, "credit", ubilling_get_currency (sequence, userdata));
  *until = cabinet_loose_get_date (userdata, "creditexpire");
  return credit->micros > 0 && *until != CABINET_DATE_NONE;
}

/* How the contract is before a promise: as long as it is so, nothing has come of one. It stands first in the
 * token of the preview; the price follows. */
static char *
dup_state (CabinetSequence *sequence, JsonObject *userdata)
{
  CabinetMoney credit;
  CabinetDate until;

  find_credit (sequence, userdata, &credit, &until);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%u;", credit.micros, until);
}

static gboolean
is_as_confirmed (CabinetSequence *sequence, JsonObject *userdata)
{
  const char *token = ubilling_get_wanted (sequence)->preview_token;
  g_autofree char *state = dup_state (sequence, userdata);

  return token != NULL && g_str_has_prefix (token, state);
}

static CabinetPromiseOffer *
new_offer (CabinetSequence *sequence, JsonObject *answer, JsonObject *userdata)
{
  CabinetPromiseOffer *offer = g_object_new (CABINET_TYPE_PROMISE_OFFER, NULL);
  gint64 status = get_status (answer);
  g_autofree char *terms = cabinet_loose_dup_text (answer, "creditintro");
  CabinetMoney credit;
  CabinetDate until;

  if (status == STATUS_SUCCESS)
    offer->available = CABINET_CAPABILITY_ANSWER_YES;
  else
    {
      offer->available =
        status == STATUS_DISABLED ? CABINET_CAPABILITY_ANSWER_NO : CABINET_CAPABILITY_ANSWER_NOT_NOW;
      offer->code = g_strdup (statuses[get_line (status)].code);
      offer->reason = dup_reason (answer, status);
    }
  add_choice (sequence, offer, answer, status);
  offer->terms = cabinet_rich_text_to_plain (terms);
  if (find_credit (sequence, userdata, &credit, &until))
    {
      offer->active = credit;
      offer->active_until = until;
    }
  return offer;
}

/**
 * ubilling_read_promise:
 *
 * CABINET_OP_READ_PROMISE: what can be taken, which the server only checks, and what was taken.
 */
CabinetRequest *
ubilling_read_promise (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  JsonObject *answer, *userdata;

  if (answered == 0)
    return ask_creditor (TRUE);
  answer = get_answer (sequence, 0, error);
  if (answer == NULL)
    return NULL;
  if (answered == 1)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, 1, error);
  if (userdata != NULL)
    sequence->record = new_offer (sequence, answer, userdata);
  return NULL;
}

/* Whether it was, or can be, taken. */
static gboolean
check_status (JsonObject *answer, GError **error)
{
  gint64 status = get_status (answer);
  g_autofree char *reason = NULL;

  if (status == STATUS_SUCCESS)
    return TRUE;
  reason = dup_reason (answer, status);
  cabinet_set_error (error, status == STATUS_DISABLED ? CABINET_ERROR_UNSUPPORTED : CABINET_ERROR_REFUSED,
                     statuses[get_line (status)].code, "%s", reason);
  return FALSE;
}

/**
 * ubilling_preview_promise:
 *
 * CABINET_OP_PREVIEW_CHANGE
 */
CabinetRequest *
ubilling_preview_promise (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  JsonObject *answer, *userdata;
  CabinetMoney price;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *state = NULL;
  g_autofree char *cost = NULL;
  CabinetChangePreview *preview;

  if (answered == 0)
    return ask_creditor (TRUE);
  answer = get_answer (sequence, 0, error);
  if (answer == NULL || !check_status (answer, error))
    return NULL;
  if (answered == 1)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, 1, error);
  if (userdata == NULL)
    return NULL;
  if (answered == 2)
    return ubilling_ask ("tariffvservices");
  if (!ubilling_check_answer (sequence, 2, error))
    return NULL;
  price = get_cost (sequence, answer);
  rows = ubilling_rows_read (cabinet_sequence_get_array (sequence, 2), price.currency);
  preview = ubilling_preview_new (sequence, _ ("Promised payment"), rows, &price);
  state = dup_state (sequence, userdata);
  cost = g_steal_pointer (&preview->token);
  preview->token = g_strconcat (state, cost, NULL);
  ubilling_preview_add_services (preview, rows);
  sequence->record = preview;
  return NULL;
}

/* Before anything is sent: whether it can still be had, for what it was to cost. */
static gboolean
check_terms (CabinetSequence *sequence, GError **error)
{
  const char *token = ubilling_get_wanted (sequence)->preview_token;
  JsonObject *userdata = ubilling_get_userdata (sequence, 1, error);
  CabinetMoney price = get_cost (sequence, cabinet_sequence_get_object (sequence, 0));
  g_autofree char *state = NULL;

  if (userdata == NULL)
    return FALSE;
  state = dup_state (sequence, userdata);
  return ubilling_check_token (g_str_has_prefix (token, state) ? token + strlen (state) : "", &price, error);
}

/* @step: of the answer to the change */
static CabinetRequest *
verify (CabinetSequence *sequence, guint step, GError **error)
{
  JsonObject *answer = cabinet_sequence_get_object (sequence, step);
  JsonObject *userdata;
  CabinetMoney credit;
  CabinetDate until;
  CabinetChange *change;

  if (!ubilling_check_left (sequence, step, error))
    return NULL;
  if (get_status (answer) >= 0 && !check_status (answer, error))
    return NULL;
  if (sequence->answers->len == step + 1)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, step + 1, NULL);
  if (userdata == NULL || !find_credit (sequence, userdata, &credit, &until)
      || is_as_confirmed (sequence, userdata))
    {
      ubilling_set_unconfirmed (error);
      return NULL;
    }
  change = ubilling_change_new (sequence, CABINET_CHANGE_STATE_DONE, _ ("Promised payment"));
  change->charged = get_price (sequence, answer);
  sequence->record = change;
  return NULL;
}

/**
 * ubilling_take_promise:
 *
 * CABINET_OP_APPLY_CHANGE: taken is what the summary of the account shows.
 */
CabinetRequest *
ubilling_take_promise (CabinetSequence *sequence, GError **error)
{
  gboolean checked = ubilling_get_wanted (sequence)->preview_token != NULL;
  guint step = checked ? 2 : 0; /* of the change */
  guint answered = sequence->answers->len;
  JsonObject *answer;

  if (answered > step)
    return verify (sequence, step, error);
  if (checked && answered == 0)
    return ask_creditor (TRUE);
  answer = checked ? get_answer (sequence, 0, error) : NULL;
  if (checked && (answer == NULL || !check_status (answer, error)))
    return NULL;
  if (answered < step)
    return ubilling_ask (NULL);
  return !checked || check_terms (sequence, error) ? ask_creditor (FALSE) : NULL;
}

/**
 * ubilling_find_promise:
 *
 * CABINET_OP_FIND_CHANGE
 */
CabinetRequest *
ubilling_find_promise (CabinetSequence *sequence, GError **error)
{
  JsonObject *userdata;
  CabinetMoney credit;
  CabinetDate until;

  if (sequence->answers->len == 0)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, 0, error);
  if (userdata != NULL && find_credit (sequence, userdata, &credit, &until)
      && !is_as_confirmed (sequence, userdata))
    sequence->record = ubilling_change_new (sequence, CABINET_CHANGE_STATE_DONE, _ ("Promised payment"));
  return NULL;
}
