/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement-pages-private.h"

static int
compare_newest (const CabinetLedgerLine *a, const CabinetLedgerLine *b)
{
  return a->place > b->place ? -1 : a->place < b->place;
}

static int
compare_titles (gconstpointer a, gconstpointer b, gpointer ascending)
{
  const CabinetLedgerLine *one = a, *other = b;
  int order = one->title < other->title ? -1 : one->title > other->title;

  return order == 0 ? compare_newest (one, other) : ascending ? order : -order;
}

static int
compare_amounts (gconstpointer a, gconstpointer b, gpointer ascending)
{
  const CabinetLedgerLine *one = a, *other = b;
  int order = one->amount < other->amount ? -1 : one->amount > other->amount;

  return order == 0 ? compare_newest (one, other) : ascending ? order : -order;
}

void
cabinet_statement_sort_lines (GArray *lines, CabinetStatementOrder order, gboolean ascending)
{
  g_array_sort_with_data (lines, order == CABINET_STATEMENT_BY_TITLE ? compare_titles : compare_amounts,
                          GINT_TO_POINTER (ascending));
}
