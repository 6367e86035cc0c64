/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-words.h"

#include <glib/gi18n-lib.h>

#include "cabinet-statement-summary.h"

#define LOOKED_AT 20

/* The sum of a run or of an operation; of a month row NULL. */
const CabinetMoney *
cabinet_statement_row_get_amount (CabinetStatementRow *row)
{
  if (row->kind == CABINET_STATEMENT_ROW_RUN)
    return &row->amount;
  return row->operation ? &row->operation->amount : NULL;
}

static void
add_fact (GString *facts, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (facts, "%s%s: %s", facts->len > 0 ? "\n" : "", name, value);
}

/* What support asks for to find the operation, or those of a run, a line each. Not of a month. */
char *
cabinet_statement_row_dup_facts (CabinetStatementRow *row)
{
  const gboolean run = row->kind == CABINET_STATEMENT_ROW_RUN;
  CabinetOperation *operation = row->operation;
  GString *facts = g_string_new (NULL);
  g_autofree char *kind = cabinet_operation_kind_dup_words (operation);
  g_autofree char *date = run
                            ? cabinet_date_format_range (row->from, row->to, CABINET_DATE_NONE)
                            : cabinet_date_format (operation->date, CABINET_DATE_STYLE_FULL, operation->date);
  g_autofree char *sum = cabinet_money_format (cabinet_statement_row_get_amount (row),
                                               CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *count = run ? cabinet_number_format (row->count) : NULL;

  add_fact (facts, kind, operation->title != NULL ? operation->title : sum);
  add_fact (facts, run ? _ ("Period") : C_ ("column", "Date"), date);
  add_fact (facts, _ ("Charges"), count);
  add_fact (facts, _ ("Sum"), sum);
  add_fact (facts, _ ("Operation number"), run ? NULL : operation->number);
  return g_string_free (facts, FALSE);
}

const char *
cabinet_operation_get_icon_name (CabinetOperation *operation)
{
  if (operation->withdrawn)
    return "cabinet-withdrawn-symbolic";
  if (operation->kind == CABINET_OPERATION_KIND_CORRECTION
      || operation->kind == CABINET_OPERATION_KIND_REFUND)
    return "cabinet-cycle-symbolic";
  return operation->amount.micros > 0 ? "cabinet-plus-symbolic" : "cabinet-minus-symbolic";
}

char *
cabinet_statement_row_dup_date (CabinetStatementRow *row, CabinetDate today)
{
  if (row->kind == CABINET_STATEMENT_ROW_MONTH)
    return cabinet_date_format (row->month, CABINET_DATE_STYLE_MONTH, today);
  if (row->kind == CABINET_STATEMENT_ROW_RUN && row->from != row->to)
    return cabinet_date_format_range (row->from, row->to, today);
  return cabinet_date_format (row->operation->date, CABINET_DATE_STYLE_SHORT, today);
}

char *
cabinet_statement_row_dup_title (CabinetStatementRow *row)
{
  if (row->kind == CABINET_STATEMENT_ROW_MONTH)
    return cabinet_date_format (row->month, CABINET_DATE_STYLE_MONTH, row->month);
  if (row->operation->title != NULL && *row->operation->title != '\0')
    return g_strdup (row->operation->title);
  return cabinet_operation_kind_dup_words (row->operation);
}

static void
append_detail (GString *text, const char *detail)
{
  if (detail == NULL || *detail == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, detail);
}

/* "7 charges of 25.00"; the parts of a run may differ by a kopeck, then one sum would be wrong. */
static char *
run_words (CabinetStatementRow *row)
{
  const CabinetMoney each = cabinet_money (-row->operation->amount.micros, row->amount.currency);
  g_autofree char *sum = NULL;

  if (row->operation->amount.micros * row->count != row->amount.micros)
    return g_strdup_printf (ngettext ("%u charge", "%u charges", row->count), row->count);

  sum = cabinet_money_format (&each, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_NO_SYMBOL);
  /* Translators: a run of equal daily charges: how many, and the sum of each. */
  return g_strdup_printf (ngettext ("%u charge of %s", "%u charges of %s", row->count), row->count, sum);
}

/* "Dacha · Tomtel · account 12345": of a search over several. */
static void
append_contract (GString *text, CabinetAccount *account)
{
  const char *name = cabinet_account_get_display_name (account);
  const char *provider = cabinet_account_get_provider_name (account);
  g_autofree char *number = cabinet_account_dup_number_words (account);

  append_detail (text, name);
  if (!g_str_equal (name, provider))
    append_detail (text, provider);
  append_detail (text, number);
}

/* The second line: what else is worth knowing, with the service unless a column tells it. May be empty. */
char *
cabinet_statement_row_dup_details (CabinetStatementRow *row, gboolean with_service)
{
  CabinetOperation *operation = row->operation;
  GString *text = g_string_new (NULL);

  if (row->kind == CABINET_STATEMENT_ROW_RUN && row->count > 1)
    {
      g_autofree char *words = run_words (row);

      append_detail (text, words);
      return g_string_free (text, FALSE);
    }
  if (row->account != NULL)
    append_contract (text, row->account);
  if (operation->withdrawn)
    append_detail (text, _ ("withdrawn by the provider"));
  append_detail (text, operation->method);
  if (with_service && g_strcmp0 (operation->service, operation->title) != 0)
    append_detail (text, operation->service);
  append_detail (text, operation->note);

  return g_string_free (text, FALSE);
}

/* The second line where there is no column for the date. */
char *
cabinet_statement_row_dup_date_and_details (CabinetStatementRow *row, CabinetDate today)
{
  g_autofree char *date = cabinet_statement_row_dup_date (row, today);
  g_autofree char *details = cabinet_statement_row_dup_details (row, TRUE);
  GString *text = g_string_new (NULL);

  append_detail (text, date);
  append_detail (text, details);

  return g_string_free (text, FALSE);
}

static void
append_total (GString *text, const CabinetMoney *sum, const char *format)
{
  g_autoptr (GString) part = g_string_new (format);
  g_autofree char *words = NULL;

  if (sum->micros == 0)
    return;
  words = cabinet_money_format (sum, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_string_replace (part, "%s", words, 1);
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\302\240\302\240 " : "", part->str);
}

/* "charged −525.00 ₽   credited +425.00 ₽", or the sums alone; of several contracts each currency by
 * itself. */
char *
cabinet_statement_row_dup_totals (CabinetStatementRow *row, gboolean with_words)
{
  const char *charged = with_words ? _ ("charged %s") : "%s";
  const char *credited = with_words ? _ ("credited %s") : "%s";
  GString *text = g_string_new (NULL);

  if (row->charged_in == NULL)
    {
      append_total (text, &row->charged, charged);
      append_total (text, &row->credited, credited);
    }
  for (guint i = 0; row->charged_in != NULL && i < row->charged_in->len; i++)
    {
      append_total (text, &g_array_index (row->charged_in, CabinetMoney, i), charged);
      append_total (text, &g_array_index (row->credited_in, CabinetMoney, i), credited);
    }
  return g_string_free (text, FALSE);
}

/* "Subscription fee, 7 charges, 15 November to 21 November, total −175 roubles" */
static char *
run_spoken (CabinetStatementRow *row, CabinetDate today)
{
  g_autofree char *title = cabinet_statement_row_dup_title (row);
  g_autofree char *count = g_strdup_printf (ngettext ("%u charge", "%u charges", row->count), row->count);
  g_autofree char *from = cabinet_date_format (row->from, CABINET_DATE_STYLE_LONG, today);
  g_autofree char *to = cabinet_date_format (row->to, CABINET_DATE_STYLE_LONG, today);
  g_autofree char *sum = cabinet_money_spell (&row->amount, CABINET_ROUND_HALF_AWAY);

  /* Translators: several charges read aloud as one row: operation, "7 charges", the first day, the last day,
   * the sum of all. */
  return g_strdup_printf (_ ("%s, %s, %s to %s, total %s"), title, count, from, to, sum);
}

/* The whole row for a screen reader: the date in full, sums in words. */
char *
cabinet_statement_row_dup_spoken (CabinetStatementRow *row, CabinetDate today)
{
  const CabinetMoney *amount = cabinet_statement_row_get_amount (row);
  g_autofree char *title = cabinet_statement_row_dup_title (row);
  g_autofree char *date = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *after = NULL;

  if (row->kind == CABINET_STATEMENT_ROW_MONTH)
    {
      g_autofree char *totals = cabinet_statement_row_dup_totals (row, TRUE);

      return g_strdup_printf ("%s, %s", title, totals);
    }
  if (row->kind == CABINET_STATEMENT_ROW_RUN && row->count > 1)
    return run_spoken (row, today);
  date = cabinet_date_format (row->operation->date, CABINET_DATE_STYLE_LONG, today);
  sum = cabinet_money_spell (amount, CABINET_ROUND_HALF_AWAY);
  if (row->account != NULL)
    return g_strdup_printf ("%s, %s, %s, %s", date, title, sum,
                            cabinet_account_get_display_name (row->account));
  if (!cabinet_money_is_set (&row->operation->balance_after))
    return g_strdup_printf ("%s, %s, %s", date, title, sum);
  after = cabinet_money_spell (&row->operation->balance_after, CABINET_ROUND_DOWN);

  /* Translators: a row read aloud: date, operation, sum, balance after it. */
  return g_strdup_printf (_ ("%s, %s, %s, balance after it %s"), date, title, sum, after);
}

/* Whether the row is the head of a month. */
gboolean
cabinet_statement_rows_have_head (GListModel *rows, guint position)
{
  g_autoptr (CabinetStatementRow) row = g_list_model_get_item (rows, position);

  return row != NULL && row->kind == CABINET_STATEMENT_ROW_MONTH;
}

/* The newest operations tell; a system that keeps no balances tells of none. */
gboolean
cabinet_statement_rows_have_balances (GListModel *rows)
{
  const guint n = MIN (g_list_model_get_n_items (rows), LOOKED_AT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (rows, i);

      if (row->operation != NULL && cabinet_money_is_set (&row->operation->balance_after))
        return TRUE;
    }
  return FALSE;
}
