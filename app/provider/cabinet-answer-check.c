/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-answer-check.h"

#include <string.h>

/* What a record's table cannot say: whether an answer agrees with itself and with what was asked. A fault is
 * the server's, so it is told as a path in its answer, in one language. */

#define LONGEST_PAGE 500

static gboolean fault (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fault (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "%s", text);
  return FALSE;
}

/* One currency throughout: the contract's, or else that of the first sum. */
static gboolean
is_same_currency (const char **currency, const CabinetMoney *money)
{
  if (!cabinet_money_is_set (money))
    return TRUE;
  if (*currency == NULL)
    *currency = money->currency;
  return g_str_equal (*currency, money->currency);
}

static gboolean
check_session (CabinetSession *session, const char *path, GError **error)
{
  const char *tokens[] = { session->access_token, session->refresh_token };

  if (session->refresh_token == NULL && session->expires_at != 0)
    return fault (error, "%srefresh_token: missing", path);
  if (session->refresh_token != NULL && session->expires_at == 0)
    return fault (error, "%sexpires_at: missing", path);
  for (gsize i = 0; i < G_N_ELEMENTS (tokens) && tokens[i] != NULL; i++)
    {
      const char *c = tokens[i];

      /* It goes into a header. */
      while (g_ascii_isgraph (*c))
        c++;
      if (*c != '\0' || c == tokens[i])
        return fault (error, "%s%s_token: not a token", path, i == 0 ? "access" : "refresh");
    }
  return TRUE;
}

static gboolean
check_step (CabinetSignInStep *step, GError **error)
{
  gboolean has_id = step->id != NULL && *step->id != '\0';

  switch (step->step)
    {
    case CABINET_STEP_KIND_SESSION:
      if (step->session == NULL)
        return fault (error, "session: missing");
      return check_session (step->session, "session.", error);
    case CABINET_STEP_KIND_CODE:
      return has_id || fault (error, "id: missing");
    case CABINET_STEP_KIND_CHOOSE:
      if (cabinet_list_length (step->choices) == 0)
        return fault (error, "choices: empty");
      return has_id || fault (error, "id: missing");
    case CABINET_STEP_KIND_BROWSER:
      return step->url != NULL || fault (error, "url: missing");
    default:
      return fault (error, "step: not known to this version");
    }
}

static gboolean
check_contracts (CabinetContractList *list, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cabinet_list_length (list->contracts); i++)
    {
      CabinetContract *contract = cabinet_list_get (list->contracts, i);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (contract->zone);

      if (*contract->id == '\0' || !g_hash_table_add (seen, contract->id))
        return fault (error, "contracts[%u].id: empty or not the only one", i);
      if (*contract->number == '\0')
        return fault (error, "contracts[%u].number: empty", i);
      if (strlen (contract->currency) != 3)
        return fault (error, "contracts[%u].currency: not a currency code", i);
      if (zone == NULL)
        return fault (error, "contracts[%u].zone: not a time zone", i);
    }
  return TRUE;
}

static gboolean
check_due (CabinetDue *due, const char **currency, GError **error)
{
  CabinetMoney total = { 0 };

  if (!is_same_currency (currency, &due->amount))
    return fault (error, "due.amount.currency: not the contract's");
  if (due->amount.micros < 0)
    return fault (error, "due.amount: negative");

  /* A system of its own shapes may tell the sum alone. */
  if (cabinet_list_length (due->parts) == 0)
    return TRUE;
  total = cabinet_money (0, due->amount.currency);
  for (guint i = 0; i < cabinet_list_length (due->parts); i++)
    {
      CabinetDuePart *part = cabinet_list_get (due->parts, i);

      if (!is_same_currency (currency, &part->amount))
        return fault (error, "due.parts[%u].amount.currency: not the contract's", i);
      if (!cabinet_money_add (&total, &part->amount, NULL))
        return fault (error, "due.parts[%u].amount: too large", i);
    }
  /* The sum is rounded up; where the money suffices nothing is due and something may be left over. */
  total = cabinet_money_round (&total, CABINET_ROUND_DOWN);
  if (due->amount.micros == 0 ? total.micros < 0 : total.micros != -due->amount.micros)
    return fault (error, "due.parts: do not add up to minus due.amount");
  return TRUE;
}

static gboolean
check_overview (CabinetOverview *overview, const char *currency, GError **error)
{
  for (guint i = 0; i < cabinet_list_length (overview->balances); i++)
    {
      CabinetBalance *balance = cabinet_list_get (overview->balances, i);

      if (!is_same_currency (&currency, &balance->amount) || !is_same_currency (&currency, &balance->credit))
        return fault (error, "balances[%u].amount.currency: not the contract's", i);
    }
  for (guint i = 0; i < cabinet_list_length (overview->services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (overview->services, i);

      if (!is_same_currency (&currency, &service->fee))
        return fault (error, "services[%u].fee.currency: not the contract's", i);
    }
  for (guint i = 0; i < cabinet_list_length (overview->next_charges); i++)
    {
      CabinetNextCharge *charge = cabinet_list_get (overview->next_charges, i);

      if (!is_same_currency (&currency, &charge->amount))
        return fault (error, "next_charges[%u].amount.currency: not the contract's", i);
    }
  return overview->due == NULL || check_due (overview->due, &currency, error);
}

static gboolean
check_months (CabinetOperationMonths *list, const char *currency, GError **error)
{
  CabinetDate above = G_MAXUINT32;

  for (guint i = 0; i < cabinet_list_length (list->months); i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (list->months, i);

      if (month->month != cabinet_date_month_start (month->month))
        return fault (error, "months[%u].month: not the first day of a month", i);
      if (month->month >= above)
        return fault (error, "months[%u].month: not below the one before it", i);
      if (month->count < 0)
        return fault (error, "months[%u].count: negative", i);
      if (month->charged.micros > 0 || month->credited.micros < 0)
        return fault (error, "months[%u]: charged or credited has the wrong sign", i);
      if (!is_same_currency (&currency, &month->charged) || !is_same_currency (&currency, &month->credited)
          || !is_same_currency (&currency, &month->closing_balance))
        return fault (error, "months[%u].charged.currency: not the contract's", i);
      above = month->month;
    }
  return TRUE;
}

static gboolean
check_operation (
  CabinetOperation *operation, const CabinetCall *call, const char **currency, guint i, GError **error)
{
  if (*operation->id == '\0')
    return fault (error, "operations[%u].id: empty", i);
  if (!is_same_currency (currency, &operation->amount)
      || !is_same_currency (currency, &operation->balance_after))
    return fault (error, "operations[%u].amount.currency: not the contract's", i);
  if (call->month != CABINET_DATE_NONE && cabinet_date_month_start (operation->date) != call->month)
    return fault (error, "operations[%u].date: not of the month asked for", i);
  return TRUE;
}

static gboolean
check_page (CabinetOperationPage *page, const CabinetCall *call, GError **error)
{
  guint length = cabinet_list_length (page->operations);
  gboolean whole = call->month == CABINET_DATE_NONE && !call->has_since && call->limit == 0;
  const char *currency = call->currency;
  CabinetDate above = G_MAXUINT32;

  if (!whole && length > (call->limit > 0 ? call->limit : LONGEST_PAGE))
    return fault (error, "operations: more than the page may have");
  for (guint i = 0; i < length; i++)
    {
      CabinetOperation *operation = cabinet_list_get (page->operations, i);

      if (!check_operation (operation, call, &currency, i, error))
        return FALSE;
      if (!call->has_since && operation->date > above)
        return fault (error, "operations[%u].date: newer than the one before it", i);
      above = operation->date;
    }

  /* Else reading would never end. */
  if (page->next != NULL && (*page->next == '\0' || g_strcmp0 (page->next, call->cursor) == 0))
    return fault (error, "next: leads nowhere");
  if (page->next != NULL && length == 0)
    return fault (error, "next: follows an empty page");
  return TRUE;
}

/**
 * cabinet_answer_check:
 * @call: what was asked
 * @record: (nullable): what was answered, of the type in the operations table
 * @error: CABINET_ERROR_PROTOCOL, with the path in the answer
 *
 * Returns: whether @record can be believed
 */
gboolean
cabinet_answer_check (CabinetOp op, const CabinetCall *call, gpointer record, GError **error)
{
  switch (op)
    {
    case CABINET_OP_SIGN_IN:
    case CABINET_OP_SIGN_IN_NEXT:
      return check_step (record, error);
    case CABINET_OP_REFRESH:
    case CABINET_OP_CHANGE_PASSWORD:
      return check_session (record, "", error);
    case CABINET_OP_LIST_CONTRACTS:
      return check_contracts (record, error);
    case CABINET_OP_READ_OVERVIEW:
      return check_overview (record, call->currency, error);
    case CABINET_OP_LIST_MONTHS:
      return check_months (record, call->currency, error);
    case CABINET_OP_READ_STATEMENT:
      return check_page (record, call, error);
    default:
      return TRUE;
    }
}
