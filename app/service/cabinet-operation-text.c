/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-operation-text.h"

#include <glib/gi18n-lib.h>

/* What the operation is: an unknown kind is shown with the provider's own word. */
char *
cabinet_operation_kind_dup_words (CabinetOperation *operation)
{
  const char *word;

  switch (operation->kind)
    {
    case CABINET_OPERATION_KIND_CHARGE:
      return g_strdup (C_ ("operation", "Charge"));
    case CABINET_OPERATION_KIND_PAYMENT:
      return g_strdup (C_ ("operation", "Payment"));
    case CABINET_OPERATION_KIND_REFUND:
      return g_strdup (C_ ("operation", "Refund"));
    case CABINET_OPERATION_KIND_CORRECTION:
      return g_strdup (C_ ("operation", "Correction"));
    case CABINET_OPERATION_KIND_UNKNOWN:
    default:
      word = cabinet_record_get_word (CABINET_RECORD (operation), "kind");
      return g_strdup (word ? word : C_ ("operation", "Operation"));
    }
}

/* A cell of a copied line: no end of it inside, and nothing that a spreadsheet would take for a formula. */
static void
add_cell (GString *line, const char *text)
{
  g_autofree char *cell = g_strdelimit (g_strdup (text != NULL ? text : ""), "\t\r\n", ' ');

  if (line->len > 0)
    g_string_append_c (line, '\t');
  if (*cell != '\0' && strchr ("=+-@", *cell) != NULL)
    g_string_append_c (line, '\'');
  g_string_append (line, cell);
}

/* A sum that a spreadsheet of the person's language takes for a number. */
static void
add_sum_cell (GString *line, const CabinetMoney *sum)
{
  g_autofree char *decimal = NULL;

  g_string_append_c (line, '\t');
  if (!cabinet_money_is_set (sum))
    return;
  decimal = cabinet_money_to_decimal (sum, CABINET_ROUND_HALF_AWAY);
  g_string_append (line, g_strdelimit (decimal, ".", *C_ ("decimal mark", ".")));
}

/* A line to be pasted, its cells parted by tabs: date, kind, title, service, number, sum, currency, balance
 * after it. */
char *
cabinet_operation_dup_cells (CabinetOperation *operation)
{
  GString *line = g_string_new (NULL);
  g_autofree char *date = cabinet_date_to_iso (operation->date);
  g_autofree char *kind = cabinet_operation_kind_dup_words (operation);

  add_cell (line, date);
  add_cell (line, kind);
  add_cell (line, operation->title);
  add_cell (line, operation->service);
  add_cell (line, operation->number);
  add_sum_cell (line, &operation->amount);
  add_cell (line, operation->amount.currency);
  add_sum_cell (line, &operation->balance_after);
  return g_string_free (line, FALSE);
}
