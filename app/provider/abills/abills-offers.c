/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "abills.h"

#include <glib/gi18n-lib.h>

#define PROMISE_ID "credit" /* the one that can be taken */

static CabinetPromiseChoice *
choice_new (const char *id, CabinetMoney amount, gint64 days, CabinetMoney price, CabinetDate today)
{
  CabinetPromiseChoice *choice = g_object_new (CABINET_TYPE_PROMISE_CHOICE, NULL);

  choice->id = g_strdup (id);
  choice->amount = amount;
  choice->days = days > 0 && days < 3660 ? days : 0;
  choice->ends_on = choice->days > 0 ? today + (CabinetDate) choice->days : CABINET_DATE_NONE;
  choice->price = price;
  return choice;
}

/* "sum:days:price:changes a month", of which none can be chosen through the interface. */
static void
add_rule (CabinetPromiseOffer *offer, const char *rule, const char *currency, CabinetDate today)
{
  g_auto (GStrv) parts = g_strsplit (rule, ":", -1);
  CabinetMoney amount, price;
  g_autoptr (CabinetPromiseChoice) choice = NULL;

  if (g_strv_length (parts) < 3 || !cabinet_money_parse (parts[0], currency, &amount, NULL)
      || !cabinet_money_parse (parts[2], currency, &price, NULL))
    return;
  choice = choice_new (rule, amount, g_ascii_strtoll (parts[1], NULL, 10), price, today);
  g_list_store_append (offer->choices, choice);
}

static void
take_rules (CabinetSequence *sequence, CabinetPromiseOffer *offer, JsonArray *rules)
{
  for (guint i = 0; i < json_array_get_length (rules); i++)
    {
      JsonNode *node = json_array_get_element (rules, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        add_rule (offer, json_node_get_string (node), abills_get_currency (sequence),
                  abills_get_today (sequence));
    }
  offer->available = CABINET_CAPABILITY_ANSWER_ELSEWHERE;
  offer->code = g_strdup ("elsewhere");
  offer->reason =
    g_strdup (_ ("There are several promised payments, to be chosen in the provider's own cabinet"));
  offer->url = abills_dup_web (sequence);
}

static void
take_terms (CabinetSequence *sequence, CabinetPromiseOffer *offer, JsonObject *terms)
{
  const char *currency = abills_get_currency (sequence);
  gint64 most = cabinet_loose_get_int (terms, "creditMonthChanges");
  g_autoptr (CabinetPromiseChoice) choice = NULL;

  if (!cabinet_loose_has (terms, "creditSum"))
    {
      offer->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
      offer->code = g_strdup ("not_eligible");
      offer->reason = g_strdup (_ ("No promised payment can be taken now"));
      return;
    }
  offer->available = CABINET_CAPABILITY_ANSWER_YES;
  choice =
    choice_new (PROMISE_ID, cabinet_loose_get_money (terms, "creditSum", currency),
                cabinet_loose_get_int (terms, "creditDays"),
                cabinet_loose_get_money (terms, "creditChgPrice", currency), abills_get_today (sequence));
  g_list_store_append (offer->choices, choice);
  if (most > 0 && most < 1000)
    offer->terms =
      g_strdup_printf (ngettext ("At most %d a month", "At most %d a month", (gulong) most), (int) most);
}

/* A refusal is what there is to say: why it cannot be had. */
static gboolean
take_refusal (CabinetPromiseOffer *offer, GError *refusal)
{
  const char *code = cabinet_error_get_code (refusal);

  if (g_error_matches (refusal, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    offer->available = CABINET_CAPABILITY_ANSWER_NO;
  else if (g_error_matches (refusal, CABINET_ERROR, CABINET_ERROR_REFUSED))
    offer->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
  else
    return FALSE;
  offer->code = code != NULL ? g_strdelimit (g_strdup (code), "-", '_') : NULL;
  offer->reason = g_strdup (refusal->message);
  return TRUE;
}

static void
set_active (CabinetSequence *sequence, CabinetPromiseOffer *offer, JsonObject *user)
{
  CabinetMoney credit = cabinet_loose_get_money (user, "credit", abills_get_currency (sequence));
  CabinetDate until = cabinet_loose_get_date (user, "creditDate");

  if (credit.micros <= 0 || until < abills_get_today (sequence))
    return;
  offer->active = credit;
  offer->active_until = until;
}

CabinetRequest *
abills_read_promise (CabinetSequence *sequence, GError **error)
{
  g_autoptr (CabinetPromiseOffer) offer = NULL;
  g_autoptr (GError) refusal = NULL;
  JsonObject *terms;
  JsonArray *rules;

  if (sequence->answers->len == 0)
    return abills_get ("user");
  if (!abills_check (sequence, 0, error))
    return NULL;
  if (sequence->answers->len == 1)
    return abills_get ("user/credit");
  offer = g_object_new (CABINET_TYPE_PROMISE_OFFER, NULL);
  set_active (sequence, offer, cabinet_sequence_get_object (sequence, 0));
  terms = cabinet_sequence_get_object (sequence, 1);
  rules = cabinet_loose_get_array (terms, "creditRules");
  if (!abills_check (sequence, 1, &refusal) && !take_refusal (offer, refusal))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  if (refusal == NULL && rules != NULL)
    take_rules (sequence, offer, rules);
  else if (refusal == NULL)
    take_terms (sequence, offer, terms);
  sequence->record = g_steal_pointer (&offer);
  return NULL;
}

/**
 * abills_get_block_terms:
 * @config: (nullable): /user/config
 *
 * Returns: (transfer none) (nullable): the terms of a voluntary block
 */
JsonObject *
abills_get_block_terms (JsonObject *config)
{
  static const char *const members[] = { "userHoldupAll", "internetUserHoldup", "holdup" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonObject *terms = cabinet_loose_get_object (config, members[i]);

      if (terms == NULL)
        terms = cabinet_loose_get_element (cabinet_loose_get_array (config, members[i]), 0);
      if (terms != NULL)
        return terms;
    }
  return NULL;
}

static void
set_block_state (CabinetSuspensionOffer *offer, JsonObject *holdup)
{
  gboolean running = cabinet_loose_get_bool (holdup, "paused");

  offer->state = CABINET_SUSPENSION_STATE_NONE;
  offer->resume = CABINET_CAPABILITY_ANSWER_NO;
  if (!abills_holdup_is_set (holdup))
    return;
  offer->state = running ? CABINET_SUSPENSION_STATE_RUNNING : CABINET_SUSPENSION_STATE_SCHEDULED;
  offer->from = cabinet_loose_get_date (holdup, "dateFrom");
  offer->to = cabinet_loose_get_date (holdup, "dateTo");
  offer->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
  offer->code = g_strdup ("already");
  offer->reason =
    g_strdup (running ? _ ("The contract is blocked already") : _ ("A block is ordered already"));
  if (cabinet_loose_get_bool (holdup, "canCancel"))
    offer->resume = CABINET_CAPABILITY_ANSWER_YES;
  else
    offer->resume_reason = g_strdup (_ ("The operator does not let it end before its last day"));
}

static CabinetSuspensionOffer *
suspension_new (CabinetSequence *sequence, JsonObject *terms, JsonObject *row, JsonObject *holdup)
{
  CabinetSuspensionOffer *offer = g_object_new (CABINET_TYPE_SUSPENSION_OFFER, NULL);
  const char *currency = abills_get_currency (sequence);

  offer->target_id = abills_dup_id (ABILLS_ID_INTERNET, row, "id");
  offer->earliest = abills_get_today (sequence) + 1;
  offer->min_days = MAX (cabinet_loose_get_int (terms, "minPeriod"), 0);
  offer->max_days = MAX (cabinet_loose_get_int (terms, "maxPeriod"), 0);
  offer->price_on = cabinet_loose_get_money (terms, "activeFees", currency);
  offer->price_day = cabinet_loose_get_money (terms, "dailyFees", currency);
  set_block_state (offer, holdup);
  if (offer->state != CABINET_SUSPENSION_STATE_NONE)
    return offer;
  if (terms == NULL)
    {
      offer->available = CABINET_CAPABILITY_ANSWER_NO;
      offer->code = g_strdup ("switched_off");
      offer->reason = g_strdup (abills_switched_off ());
    }
  else if (cabinet_loose_has (row, "serviceHoldup") && !cabinet_loose_get_bool (row, "serviceHoldup"))
    {
      offer->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
      offer->code = g_strdup ("not_eligible");
      offer->reason = g_strdup (_ ("The service cannot be blocked now"));
    }
  else
    offer->available = CABINET_CAPABILITY_ANSWER_YES;
  return offer;
}

/* The first service stands for all: a block is of the account, whose number is that of any. */
CabinetRequest *
abills_read_suspension (CabinetSequence *sequence, GError **error)
{
  guint n = sequence->answers->len;
  JsonObject *row;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  if (n > 0 && !abills_check (sequence, n - 1, error))
    return NULL;
  if (n < 2)
    return abills_get (n == 0 ? "user/config" : "user/internet");
  row = cabinet_loose_get_element (abills_get_rows (sequence, 1), 0);
  id = cabinet_loose_dup_text (row, "id");
  if (id == NULL)
    {
      g_propagate_error (error, abills_unsupported ());
      return NULL;
    }
  path = g_strdup_printf ("user/%s/holdup", id);
  if (n == 2)
    return abills_get (path);
  sequence->record =
    suspension_new (sequence, abills_get_block_terms (cabinet_sequence_get_object (sequence, 0)), row,
                    cabinet_sequence_get_object (sequence, 2));
  return NULL;
}
