/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-summary.h"

#include <glib/gi18n-lib.h>

#define NO_BREAK_SPACE "\302\240"

/* Each part stands on one line. */
static void
append_part (GString *text, const char *part)
{
  g_autoptr (GString) whole = g_string_new (part);

  g_string_replace (whole, " ", NO_BREAK_SPACE, 0);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", whole->str);
}

static void
append_sum (GString *text, const CabinetMoney *sum, const char *format)
{
  g_autofree char *words = NULL;
  g_autoptr (GString) part = g_string_new (format);

  if (sum->micros == 0)
    return;
  words = cabinet_money_format (sum, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_string_replace (part, "%s", words, 1);
  append_part (text, part->str);
}

/* How many, charged, credited. (transfer full) */
char *
cabinet_statement_sum_dup_words (const CabinetStatementSum *sum)
{
  g_autofree char *number = cabinet_number_format (sum->count);
  g_autofree char *count = g_strdup_printf (ngettext ("%s operation", "%s operations", sum->count), number);
  GString *text = g_string_new (NULL);

  append_part (text, count);
  append_sum (text, &sum->charged, _ ("charged %s"));
  append_sum (text, &sum->credited, _ ("credited %s"));
  return g_string_free (text, FALSE);
}

/**
 * cabinet_household_search_dup_summary:
 *
 * Returns: (transfer full): how many operations in how many contracts, and what they come to: each currency
 * by itself
 */
char *
cabinet_household_search_dup_summary (CabinetHouseholdSearch *search)
{
  const guint n = cabinet_household_search_get_n_operations (search);
  const guint n_contracts = cabinet_household_search_get_n_contracts (search);
  const guint n_unread = cabinet_household_search_get_n_unread (search);
  g_autofree char *number = cabinet_number_format (n);
  g_autofree char *count = g_strdup_printf (ngettext ("%s operation", "%s operations", n), number);
  /* Translators: stands after "37 operations" */
  g_autofree char *where =
    g_strdup_printf (ngettext ("in %u contract", "in %u contracts", n_contracts), n_contracts);
  g_autofree char *found = g_strdup_printf ("%s %s", count, where);
  g_autofree char *unread = NULL;
  g_autoptr (GArray) charged = NULL;
  g_autoptr (GArray) credited = NULL;
  GString *text = g_string_new (NULL);

  append_part (text, found);
  cabinet_household_search_add_up (search, &charged, &credited);
  for (guint i = 0; i < charged->len; i++)
    append_sum (text, &g_array_index (charged, CabinetMoney, i), _ ("charged %s"));
  for (guint i = 0; i < credited->len; i++)
    append_sum (text, &g_array_index (credited, CabinetMoney, i), _ ("credited %s"));
  if (n_unread == 0)
    return g_string_free (text, FALSE);
  unread = g_strdup_printf (
    ngettext ("%u contract could not be searched", "%u contracts could not be searched", n_unread), n_unread);
  append_part (text, unread);
  return g_string_free (text, FALSE);
}

/* The same of all that is shown; of what time, if the reading is old. (transfer full) */
char *
cabinet_statement_dup_summary (CabinetStatement *statement, CabinetAccount *account)
{
  const CabinetStatementSum sum = { .count = cabinet_statement_get_n_operations (statement),
                                    .charged = cabinet_statement_get_charged (statement),
                                    .credited = cabinet_statement_get_credited (statement) };
  g_autofree char *words = cabinet_statement_sum_dup_words (&sum);
  g_autofree char *read = NULL;
  GString *text = g_string_new (words);

  if (cabinet_account_get_stale (account))
    {
      read = cabinet_account_dup_read_words (account);
      append_part (text, read);
    }
  return g_string_free (text, FALSE);
}

/**
 * cabinet_statement_explain_nothing:
 * @filtered: the person asked for a part only
 *
 * Says on @page why there are no rows, and what to do.
 */
void
cabinet_statement_explain_nothing (CabinetStatement *statement,
                                   CabinetAccount *account,
                                   gboolean filtered,
                                   CabinetStatePage *page)
{
  g_autofree char *error = cabinet_account_dup_error_words (account);

  if (cabinet_statement_get_oldest (statement) != CABINET_DATE_NONE && filtered)
    {
      cabinet_state_page_set (page, CABINET_STATE_PAGE_EMPTY, _ ("Nothing matches"),
                              _ ("No operation fits all that is asked for."));
      cabinet_state_page_set_action (page, _ ("Clear filters"), "statement.clear");
    }
  else if (cabinet_account_get_refreshing (account))
    cabinet_state_page_set (page, CABINET_STATE_PAGE_LOADING, _ ("Reading operations"),
                            _ ("The newest months come first."));
  else if (error != NULL)
    {
      cabinet_state_page_set (page, CABINET_STATE_PAGE_OFFLINE, _ ("No operations were read yet"), error);
      cabinet_state_page_set_action (page, _ ("Read now"), "win.refresh");
    }
  else
    cabinet_state_page_set (page, CABINET_STATE_PAGE_EMPTY, _ ("No operations yet"),
                            _ ("Charges and payments of this contract will be listed here."));
}

char *
cabinet_number_format (gint64 number)
{
  const CabinetMoney as_sum = cabinet_money (number * CABINET_MONEY_UNIT, "RUB");

  return cabinet_money_format (&as_sum, CABINET_ROUND_DOWN,
                               CABINET_MONEY_NO_SYMBOL | CABINET_MONEY_TRIM_ZEROS);
}
